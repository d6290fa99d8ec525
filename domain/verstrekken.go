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
	// BevestigdGeheim are those of the onderdelen that hold what is geheim, of which the asker says that it may go to this
	// recipient.
	BevestigdGeheim []id.Onderdeel
}

func (Verstrek) Handeling() Handeling { return HandelingVerstrekken }

func (v Verstrek) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.Verstrekking.controleer(&c)
	c.verplicht("onderdelen", len(v.Onderdelen) > 0)
	return c.fouten
}

// Beslis refuses to disclose what is shielded, removed or destroyed, and what is geheim unless somebody who may see it confirms
// that very onderdeel. The verstrekking concerns whoever the disclosed
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
	if err := v.bevestigd(d, f); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", over, &v.Verstrekking)
	if err != nil {
		return nil, err
	}
	feit := &VerstrekkingGedaan{Onderdeel: v.ID, Stukken: stukken, Over: over, BevestigdGeheim: v.BevestigdGeheim}
	return []Ontwerp{ontwerp(feit, &v.Verstrekking, over)}, nil
}

// bevestigd refuses to let an address or number go that is geheim before somebody who may see it has said of that very
// onderdeel that it may (ZOB-8). Who said so is who records the verstrekking.
func (v Verstrek) bevestigd(d *Dossier, f Feiten) error {
	c, geheim := controle{Feiten: f}, map[id.Onderdeel]bool{}
	for i, welk := range v.Onderdelen {
		o := d.Onderdelen[welk]
		geheim[welk] = o.GeheimIn(o.Laatste().Revisie) || f.BevatGeheim != nil && f.BevatGeheim(welk)
		if geheim[welk] && !slices.Contains(v.BevestigdGeheim, welk) {
			c.bij("onderdelen", i, func(c *controle) {
				c.fout(codePastNiet, "Dit onderdeel bevat een adres of nummer dat geheim is. Bevestig dat dit naar deze ontvanger mag, of laat het weg.")
			})
		}
	}
	for i, welk := range v.BevestigdGeheim {
		c.bij("bevestigdGeheim", i, func(c *controle) {
			switch {
			case !slices.Contains(v.Onderdelen, welk):
				c.fout(codeOnbekend, "Dit onderdeel hoort niet bij deze verstrekking.")
			case !geheim[welk]:
				c.fout(codePastNiet, "Dit onderdeel bevat niets dat geheim is.")
			case slices.Contains(v.BevestigdGeheim[:i], welk):
				c.fout(codeDubbel, "Dit onderdeel staat er twee keer bij.")
			}
		})
	}
	if !f.ZietGeheim && slices.ContainsFunc(v.Onderdelen, func(o id.Onderdeel) bool { return geheim[o] }) {
		return Weiger(CodeGeenToegang, "Deze verstrekking bevat een adres of nummer dat geheim is. Vraag de teamleider of dat naar deze ontvanger mag, of laat het weg.", "ZOB-7.4", "ZOB-8")
	}
	if len(c.fouten) > 0 {
		return &Weigering{Code: CodeGeheimOnbevestigd, Tekst: "Wat geheim is, wordt alleen verstrekt als dat per onderdeel is bevestigd.", Regels: []string{"ZOB-8", "ZOB-6.2g"}, Fouten: c.fouten}
	}
	return nil
}
