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
	// BevestigdGeheim are those of the onderdelen that hold what is geheim, of which the asker says that it may go to
	// this recipient.
	BevestigdGeheim []id.Onderdeel
}

func (Verstrek) Handeling() Handeling { return HandelingVerstrekken }

func (v Verstrek) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.Verstrekking.controleer(&c)
	c.verplicht("onderdelen", len(v.Onderdelen) > 0)
	return c.fouten
}

// Beslis refuses to disclose what is shielded, removed or destroyed, and what is geheim unless somebody who may see it
// confirms that very onderdeel. The verstrekking concerns whoever the disclosed onderdelen concern: it is theirs to
// know of, and theirs to have destroyed.
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
	neem := func(o *Onderdeel) {
		stukken = append(stukken, Stuk{Onderdeel: o.ID, Revisie: o.Laatste().Revisie})
		over = append(over, o.Over...)
	}
	for i, welk := range v.Onderdelen {
		c.bij("onderdelen", i, func(c *controle) {
			o, ok := d.Onderdelen[welk]
			switch {
			case !ok:
				c.fout(codeOnbekend, "Dit onderdeel staat niet in het dossier.")
			case o.Stand != StandGeldig, d.dicht(o) != nil, o.Inhoud != InhoudPassage &&
				f.herleidbaar(welk) == HerleidbaarDicht:
				c.fout(codePastNiet, "Dit onderdeel is afgeschermd, verwijderd of vernietigd en kan niet worden verstrekt.")
			case slices.ContainsFunc(stukken, func(s Stuk) bool { return s.Onderdeel == welk }):
				c.fout(codeDubbel, "Dit onderdeel staat er twee keer bij.")
			case d.beperkt(o) && !magOndanksBeperking(v.Verstrekking.Grond):
				c.fout(waarde.Code(CodeBeperkt), "Over dit onderdeel geldt een beperking. Op deze grond kan het niet worden "+
					"verstrekt.")
			case d.passageDicht(f, o):
				c.fout(codePastNiet, "Deze passage is voor u niet te zien, of haar verslag is afgeschermd of verwijderd; zij "+
					"kan niet worden verstrekt.")
			default:
				neem(o)
			}
		})
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	if err := v.bevestigd(d, f); err != nil {
		return nil, err
	}
	for _, welk := range v.Onderdelen {
		for _, o := range d.gaanMee(f, welk, v.Onderdelen) {
			neem(o)
		}
	}
	over, err := d.overBij(f, over, "", over, &v.Verstrekking)
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
		geheim[welk] = f.geheim(o)
		if geheim[welk] && !slices.Contains(v.BevestigdGeheim, welk) {
			c.bij("onderdelen", i, func(c *controle) {
				c.fout(codePastNiet, "Dit onderdeel bevat een adres of nummer dat geheim is. Bevestig dat dit naar deze "+
					"ontvanger mag, of laat het weg.")
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
		return Weiger(CodeGeenToegang, "Deze verstrekking bevat een adres of nummer dat geheim is. Vraag de teamleider of "+
			"dat naar deze ontvanger mag, of laat het weg.", "ZOB-7.4", "ZOB-8")
	}
	if len(c.fouten) > 0 {
		return &Weigering{Code: CodeGeheimOnbevestigd,
			Tekst:  "Wat geheim is, wordt alleen verstrekt als dat per onderdeel is bevestigd.",
			Regels: []string{"ZOB-8", "ZOB-6.2g"}, Fouten: c.fouten}
	}
	return nil
}

// gaanMee are the passages that go along with a verslag: a verslag without its text is none. Those that are shielded,
// removed or destroyed stay behind, and so does one that is traceable to somebody or holds what is geheim: that goes
// out only where it is named itself, so that nobody gives away by oversight who a melder or informant is (ZOB-6.2b,
// Wmo 2015 art. 5.3.1 lid 4).
func (d *Dossier) gaanMee(f Feiten, welk id.Onderdeel, genoemd []id.Onderdeel) []*Onderdeel {
	var uit []*Onderdeel
	for _, p := range d.Onderdelen[welk].Passages {
		o, ok := d.Onderdelen[p]
		if ok && o.Stand == StandGeldig && !slices.Contains(genoemd, p) && f.herleidbaar(p) == HerleidbaarNiet &&
			!f.geheim(o) {
			uit = append(uit, o)
		}
	}
	return uit
}

// geheim reports whether an onderdeel holds what is geheim.
func (f Feiten) geheim(o *Onderdeel) bool {
	return o.GeheimIn(o.Laatste().Revisie) || f.BevatGeheim != nil && f.BevatGeheim(o.ID)
}

// passageDicht reports that a passage that stands is closed all the same: with its verslag, or to who asks.
func (d *Dossier) passageDicht(f Feiten, o *Onderdeel) bool {
	w, ok := d.verslagVan(o)
	return ok && (w.Stand == StandAfgeschermd || w.Stand == StandVerwijderd || f.herleidbaar(o.ID) == HerleidbaarDicht)
}
