package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Verstrek records a disclosure of onderdelen to another party (ZOB-6.2g, DRE-inhoud-5).
type Verstrek struct {
	ID           id.Onderdeel
	Onderdelen   []id.Onderdeel // the newest version of each is what was given
	Verstrekking Verstrekking
}

func (Verstrek) Handeling() Handeling { return HandelingVerstrekken }

func (v Verstrek) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.Verstrekking.controleer(&c)
	c.verplicht("onderdelen", len(v.Onderdelen) > 0)
	return c.fouten
}

// Beslis refuses to disclose what is shielded, removed or destroyed. The verstrekking concerns whoever the disclosed
// onderdelen concern: it is theirs to know of, and theirs to have destroyed.
func (v Verstrek) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(v.ID); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	var stukken []Stuk
	var over []id.Betrokkene
	for i, welk := range v.Onderdelen {
		c.bij("onderdelen", i, func(c *controle) {
			o, ok := d.Onderdelen[welk]
			switch {
			case !ok:
				c.fout(codeOnbekend, "Dit onderdeel staat niet in het dossier.")
			case o.Stand != StandGeldig:
				c.fout(codePastNiet, "Dit onderdeel is afgeschermd, verwijderd of vernietigd en kan niet worden verstrekt.")
			case slices.ContainsFunc(stukken, func(s Stuk) bool { return s.Onderdeel == welk }):
				c.fout(codeDubbel, "Dit onderdeel staat er twee keer bij.")
			default:
				stukken = append(stukken, Stuk{Onderdeel: welk, Revisie: o.Laatste().Revisie})
				over = append(over, o.Over...)
			}
		})
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", over, &v.Verstrekking)
	if err != nil {
		return nil, err
	}
	return []Ontwerp{ontwerp(&VerstrekkingGedaan{Onderdeel: v.ID, Stukken: stukken, Over: over}, &v.Verstrekking, over)}, nil
}
