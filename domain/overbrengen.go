package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// BrengOver decides to take onderdelen to another dossier, or all of this dossier (ZOB-6.1: one dossier per gezin or
// huishouden). Personen says who the persons whom they concern are there: somebody who is in that dossier, or a new id for
// somebody who is not, whose identiteit then goes along.
type BrengOver struct {
	Overbrenging id.Overbrenging
	ID           id.Onderdeel // of the besluit
	Daar         *Dossier     // the other dossier, as it is
	Geheel       bool
	Onderdelen   []Overgang
	Personen     []Persoonspaar
	Besluit      Besluit
}

// VoltooiOverbrenging lets go of what another dossier has taken over. Repeating it does nothing.
type VoltooiOverbrenging struct {
	Overbrenging id.Overbrenging
	Vernietiging id.Vernietiging
	Afgebroken   bool // the other dossier is no more: everything stays
}

func (b BrengOver) Handeling() Handeling {
	if b.Geheel {
		return HandelingBeslissen
	}
	return HandelingCorrigeren
}

func (VoltooiOverbrenging) Handeling() Handeling { return HandelingUitvoeren }

func (b BrengOver) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	b.Besluit.controleer(&c)
	if len(b.Besluit.Bevindingen) > 0 {
		c.fout(codePastNiet, "Bij een overbrenging horen geen bevindingen.", "bevindingen")
	}
	if len(Genoemd(&b.Besluit)) > 0 { // it is of two dossiers, in which the same person has two ids
		c.fout(codePastNiet, "Noem hier geen betrokkenen; zeg waarom, niet over wie.", "motivering", "vermeldingen")
	}
	if b.Geheel == (len(b.Onderdelen) > 0) {
		c.fout(codePastNiet, "Kies onderdelen, of het hele dossier.", "onderdelen")
	}
	return c.fouten
}

func (b BrengOver) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(b.ID); err != nil {
		return nil, err
	}
	if _, ok := d.Overbrenging(b.Overbrenging); ok || b.Overbrenging.IsZero() {
		return nil, Weiger(CodeBestaatAl, "Deze overbrenging bestaat al.")
	}
	if b.Daar.ID == d.ID {
		return nil, Weiger(CodeStand, "Een dossier gaat niet op in zichzelf.", "ZOB-6.1")
	}
	if err := b.Daar.open(); err != nil {
		return nil, Weiger(CodeStand, "Het andere dossier bestaat niet (meer) of is gesloten.", "ZOB-6.1")
	}
	if err := d.geenOpenBesluit(b); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	b.Onderdelen = b.MetAanhang(d)
	nodig := b.kies(&c, d)
	b.paren(&c, d, nodig)
	if err := c.weiger(); err != nil {
		return nil, err
	}
	feit := &OverbrengingBesloten{
		Overbrenging: b.Overbrenging, Onderdeel: b.ID, Naar: b.Daar.ID, Geheel: b.Geheel, Onderdelen: b.metIdentiteiten(d), Personen: b.Personen,
	}
	return []Ontwerp{ontwerp(feit, &b.Besluit, nil)}, nil
}

// geenOpenBesluit refuses while a vernietiging of any of it waits for its approval: what is approved must be what was decided on.
// The same goes for what is being taken to another dossier already.
func (d *Dossier) geenOpenBesluit(b BrengOver) error {
	for _, l := range d.Vernietigingen {
		raakt := b.Geheel || l.Omvang.Dossier || slices.ContainsFunc(l.Uitkomsten, func(u UitkomstPer) bool { return b.neemt(u.Onderdeel) })
		if l.Stand == VernietigingStandBesloten && raakt {
			return Weiger(CodeStand, "Over (een deel van) deze gegevens ligt een besluit tot vernietiging ter goedkeuring. Laat dat eerst goedkeuren of trek het in.", "ZOB-17.1")
		}
	}
	if b.Geheel && slices.ContainsFunc(d.Overbrengingen, func(l OverbrengingLoop) bool { return !l.Klaar }) {
		return Weiger(CodeStand, "Uit dit dossier wordt nog iets anders overgebracht. Wacht tot dat klaar is.")
	}
	return nil
}

// neemt reports whether an onderdeel was named to go.
func (b BrengOver) neemt(o id.Onderdeel) bool {
	return slices.ContainsFunc(b.Onderdelen, func(g Overgang) bool { return g.Onderdeel == o })
}

// kies checks the onderdelen and gives the persons whom they concern.
func (b BrengOver) kies(c *controle, d *Dossier) []id.Betrokkene {
	var nodig []id.Betrokkene
	if b.Geheel {
		for wie, p := range d.Betrokkenen {
			if p.Vernietigd == nil {
				nodig = append(nodig, wie)
			}
		}
		return uniek(nodig)
	}
	for i, g := range b.Onderdelen {
		c.bij("onderdelen", i, func(c *controle) {
			o, ok := d.Onderdelen[g.Onderdeel]
			switch {
			case !ok:
				c.fout(codeOnbekend, "Dit onderdeel staat niet in het dossier.")
			case o.Stand == StandVernietigd:
				c.fout(codeVernietigd, "Dit onderdeel is vernietigd.")
			case d.onderweg(g.Onderdeel):
				c.fout(codePastNiet, "Dit onderdeel wordt al overgebracht.")
			case slices.ContainsFunc(b.Onderdelen[:i], func(a Overgang) bool { return a.Onderdeel == g.Onderdeel }):
				c.fout(codeDubbel, "Dit onderdeel staat er twee keer bij.")
			case !overneembaar(o):
				c.fout(codePastNiet, "Hoe het dossier zelf verliep, gaat niet mee naar een ander dossier.")
			default:
				nodig = append(nodig, o.Over...)
			}
		})
	}
	return uniek(nodig)
}

// MetAanhang adds to what was named what hangs on it: the passages of a verslag, the besluiten on a melding, the eigen
// verklaringen and the approvals beside an onderdeel. A verklaring that disputes more than what goes stays as well.
func (b BrengOver) MetAanhang(d *Dossier) []Overgang {
	uit := slices.Clone(b.Onderdelen)
	for _, g := range b.Onderdelen {
		o, ok := d.Onderdelen[g.Onderdeel]
		if !ok {
			continue
		}
		for _, k := range d.Alle() {
			hangt := k.Verslag == o.ID || k.Melding == o.ID || k.Bij.Onderdeel == o.ID || slices.Contains(k.Betwist, o.ID)
			if !hangt || k.Stand == StandVernietigd || slices.ContainsFunc(uit, func(a Overgang) bool { return a.Onderdeel == k.ID }) {
				continue
			}
			elders := slices.ContainsFunc(k.Betwist, func(w id.Onderdeel) bool { return !b.neemt(w) })
			uit = append(uit, Overgang{Onderdeel: k.ID, Blijft: g.Blijft || elders})
		}
	}
	return uit
}

// overneembaar reports whether an onderdeel can go to another dossier by itself: how a dossier was opened, closed and brought
// over is its own.
func overneembaar(o *Onderdeel) bool {
	switch o.Versies[0].Soort {
	case SoortDossierGeopend, SoortDossierGesloten, SoortDossierHeropend, SoortOverbrengingBesloten, SoortBetrokkenenSamengevoegd, SoortBetrokkenenGescheiden:
		return false
	}
	return true
}

// paren checks who the persons are there: each whom it concerns once, and no two the same unless they are one human here. Whose
// identiteit is shielded here does not come to be known by what goes there (ZOB-6.2b).
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
				c.fout(codePastNiet, "De identiteit van deze betrokkene is hier afgeschermd en daar niet. Scherm die daar eerst af, of geef die hier vrij.", "daar")
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
			c.fout(codeVerplicht, "Zeg wie deze betrokkene in het andere dossier is.", "personen", wie.String())
		}
	}
}

func (d *Dossier) heeftIdentiteit(wie id.Betrokkene) bool {
	o, ok := d.Onderdelen[IdentiteitVan(wie)]
	return ok && o.Stand != StandVernietigd
}

// metIdentiteiten adds to what goes the besluit and the identiteit of whoever is new there; both stay here too, unless named.
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

// onderweg reports whether an onderdeel is being taken to another dossier.
func (d *Dossier) onderweg(o id.Onderdeel) bool {
	return slices.ContainsFunc(d.Overbrengingen, func(l OverbrengingLoop) bool {
		return !l.Klaar && (l.Geheel || slices.ContainsFunc(l.Onderdelen, func(g Overgang) bool { return g.Onderdeel == o }))
	})
}

// gaatOp reports whether the whole dossier is being taken to another one.
func (d *Dossier) gaatOp() bool {
	return slices.ContainsFunc(d.Overbrengingen, func(l OverbrengingLoop) bool { return l.Geheel && !l.Klaar })
}

func (VoltooiOverbrenging) Controleer(Feiten) waarde.Fouten { return nil }

func (v VoltooiOverbrenging) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	l, ok := d.Overbrenging(v.Overbrenging)
	switch {
	case !ok:
		return nil, Weiger(CodeOnbekend, "Deze overbrenging bestaat niet.")
	case l.Klaar:
		return nil, nil
	}
	if err := d.vrijeVernietiging(v.Vernietiging); err != nil {
		return nil, err
	}
	feit := &OverbrengingVoltooid{Overbrenging: v.Overbrenging, Vernietiging: v.Vernietiging, Afgebroken: v.Afgebroken}
	if v.Afgebroken {
		return []Ontwerp{zonderInhoud(feit)}, nil
	}
	feit.Geheel, feit.Onderdelen = l.Geheel, d.vertrekt(l)
	feit.Doelen = d.doelen(feit.loop(), f.Sleutels)
	if l.Geheel {
		feit.Doelen = d.allenGeheel(feit.Doelen)
	}
	return []Ontwerp{zonderInhoud(feit)}, nil
}
