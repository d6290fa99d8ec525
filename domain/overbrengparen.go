package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// Who the persons of one dossier are in another.

// paren checks who the persons are there: each whom it concerns once, and no two the same unless they are one human
// here. Whose identiteit is shielded here does not come to be known by what goes there (ZOB-6.2b).
func (b BrengOver) paren(c *controle, d *Dossier, nodig []id.Betrokkene) {
	hierDicht, daarDicht := d.Afgeschermden(), b.Daar.Afgeschermden()
	for i, p := range b.Personen {
		c.bij("personen", i, func(c *controle) {
			c.bekend(d, p.Hier, "hier")
			daar, staatEr := b.Daar.Betrokkenen[p.Daar]
			_, bezet := b.Daar.Onderdelen[IdentiteitVan(p.Daar)]
			switch {
			case p.Hier.IsZero() || p.Daar.IsZero():
				c.verplicht("daar", false)
			case b.Daar.Wie(p.Daar) != p.Daar:
				c.fout(codePastNiet, "Deze betrokkene is daar samengevoegd met een ander. Kies wie daar blijft.", "daar")
			case staatEr && hierDicht[p.Hier] && !daarDicht[p.Daar]:
				c.fout(codePastNiet, "De identiteit van deze betrokkene is hier afgeschermd en daar niet. Scherm die daar eerst "+
					"af, of geef die hier vrij.", "daar")
			case staatEr && daar.Vernietigd != nil:
				c.fout(codeVernietigd, "De gegevens van deze betrokkene zijn daar vernietigd.", "daar")
			case !staatEr && bezet:
				c.fout(codeDubbel, "Deze id is daar al in gebruik.", "daar")
			case !staatEr && !d.heeftIdentiteit(p.Hier):
				c.fout(codePastNiet, "Van deze betrokkene is hier geen identiteit meer. Kies wie het daar al is.", "daar")
			}
			for _, a := range b.Personen[:i] {
				if a.Hier != p.Hier && d.Wie(a.Hier) == d.Wie(p.Hier) && a.Daar != p.Daar {
					c.fout(codePastNiet, "Deze betrokkene is hier samengevoegd met een ander; beiden zijn daar dezelfde.", "daar")
				}
				if a.Hier == p.Hier {
					c.fout(codeDubbel, "Deze betrokkene staat er twee keer bij.", "hier")
				}
				if a.Daar == p.Daar && !staatEr && d.Wie(a.Hier) != d.Wie(p.Hier) {
					c.fout(codeDubbel, "Twee betrokkenen worden daar dezelfde. Voeg hen eerst hier samen.", "daar")
				}
			}
		})
	}
	for _, wie := range nodig {
		if !slices.ContainsFunc(b.Personen, func(p Persoonspaar) bool { return p.Hier == wie }) {
			c.fout(codeVerplicht, "Zeg wie betrokkene "+wie.String()+" in het andere dossier is.", "personen")
		}
	}
}

func (d *Dossier) heeftIdentiteit(wie id.Betrokkene) bool {
	o, ok := d.Onderdelen[IdentiteitVan(wie)]
	return ok && o.Stand != StandVernietigd
}

// metIdentiteiten adds to what goes the besluit and the identiteit of whoever is new there; both stay here too, unless
// named.
func (b BrengOver) metIdentiteiten(d *Dossier) []Overgang {
	if b.Geheel {
		return nil
	}
	uit := append(slices.Clone(b.Onderdelen), Overgang{Onderdeel: b.ID, Blijft: true}) // why it was done is known in both
	for _, p := range b.Personen {
		welk := IdentiteitVan(p.Hier)
		if _, staatEr := b.Daar.Betrokkenen[p.Daar]; !staatEr && !b.neemt(welk) {
			uit = append(uit, Overgang{Onderdeel: welk, Blijft: true})
		}
	}
	return uit
}
