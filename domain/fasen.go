package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// WijzigFase ends a phase with its outcome and begins another (ZOB-6.2c, 6.2d, 6.2f), of one melding or of the work as
// a whole.
type WijzigFase struct {
	ID      id.Onderdeel
	Melding id.Onderdeel // zero: of the work as a whole, and so of every melding on which involvement runs
	Fase    Fase
	Besluit Besluit
}

// Sluit closes a dossier.
type Sluit struct {
	ID                id.Onderdeel
	Besluit           Besluit
	Werkaantekeningen []Werkaantekening // an outcome for each that stands
}

// Heropen opens a closed dossier again.
type Heropen struct {
	ID      id.Onderdeel
	Besluit Besluit
}

func (WijzigFase) Handeling() Handeling { return HandelingBeslissen }
func (Sluit) Handeling() Handeling      { return HandelingBeslissen }
func (Heropen) Handeling() Handeling    { return HandelingBeslissen }

// EindigtOnderzoek reports whether it may end an onderzoek, and so rests on who was heard and on views (ZOB-6.5e,
// 6.5i).
func (WijzigFase) EindigtOnderzoek(d *Dossier) bool {
	return d.Fase == FaseOnderzoek || len(d.onderzoeken(d.lopend())) > 0
}

// EindigtOnderzoek is that of WijzigFase.
func (Sluit) EindigtOnderzoek(d *Dossier) bool { return WijzigFase{}.EindigtOnderzoek(d) }

func (w WijzigFase) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	een(&c, "fase", w.Fase, Fasen)
	w.Besluit.controleer(&c)
	switch {
	case w.Fase == FaseOverdracht:
		c.verplicht("aan", !leeg(w.Besluit.Aan))
	case w.Besluit.Aan != "":
		c.fout(codePastNiet, "Alleen bij een overdracht hoort aan wie.", "aan")
	}
	return c.fouten
}

func (w WijzigFase) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	meldingen, err := w.meldingen(d)
	if err != nil {
		return nil, err
	}
	var eindigt []onderzoek
	if w.Fase != FaseOnderzoek {
		eindigt = d.onderzoeken(meldingen)
	}
	nogTeDoen, err := d.verlaatOnderzoek(f, w.ID, &w.Besluit, eindigt)
	if err != nil {
		return nil, err
	}
	uit, err := d.besluit(f, w.ID, &w.Besluit, func(over []id.Betrokkene) Feit {
		return &FaseGewijzigd{Onderdeel: w.ID, Melding: w.Melding, Fase: w.Fase, Over: over}
	})
	if err != nil {
		return nil, err
	}
	for _, m := range meldingen {
		uit = append(uit, d.afTeDoen(m, PuntBesluit)...)
		if w.Fase != FaseOnderzoek {
			uit = append(uit, d.afTeDoen(m, PuntOnderzoek)...)
		} else if m.Fase != FaseOnderzoek {
			uit = append(uit, puntBij(f, m.ID, PuntOnderzoek, termijn.Onderzoek(f.Vandaag))...)
		}
	}
	return append(uit, nogTeDoen...), nil
}

// meldingen are those that get the phase.
func (w WijzigFase) meldingen(d *Dossier) ([]*Onderdeel, error) {
	if w.Melding.IsZero() {
		lopend := d.lopend()
		if w.Fase == d.Fase && !slices.ContainsFunc(lopend, func(m *Onderdeel) bool { return m.Fase != w.Fase }) {
			return nil, Weiger(CodeStand, "Het dossier is al in deze fase.")
		}
		return lopend, nil
	}
	m, err := d.melding(w.Melding)
	switch {
	case err != nil:
		return nil, err
	case m.Fase == w.Fase:
		return nil, Weiger(CodeStand, "De melding is al in deze fase.")
	case m.Kwalificatie.zonderGevolg():
		return nil, Weiger(CodeStand, "Op een melding die een advies is of van een andere regio, volgt hier geen fase. "+
			"Kwalificeer haar eerst anders.", "ZOB-1m")
	}
	return []*Onderdeel{m}, nil
}

// lopend are the meldingen on which involvement runs.
func (d *Dossier) lopend() []*Onderdeel {
	var uit []*Onderdeel
	for _, welk := range d.Lopend {
		if m, ok := d.Onderdelen[welk]; ok {
			uit = append(uit, m)
		}
	}
	return uit
}

func (s Sluit) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	s.Besluit.controleer(&c)
	for i, w := range s.Werkaantekeningen {
		c.bij("werkaantekeningen", i, w.controleer)
	}
	return c.fouten
}

func (s Sluit) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	nogTeDoen, err := d.verlaatOnderzoek(f, s.ID, &s.Besluit, d.onderzoeken(d.lopend()))
	if err != nil {
		return nil, err
	}
	behandeld, err := d.behandelWerkaantekeningen(f, s.Werkaantekeningen)
	if err != nil {
		return nil, err
	}
	uit, err := d.besluit(f, s.ID, &s.Besluit, func(over []id.Betrokkene) Feit {
		return &DossierGesloten{Onderdeel: s.ID, Over: over}
	})
	if err != nil {
		return nil, err
	}
	for _, m := range d.lopend() {
		uit = append(uit, d.afTeDoen(m, PuntOnderzoek)...)
		// else nobody said yet what was reported: that stays to be done, though nothing else follows
		if m.Kwalificatie != "" {
			uit = append(uit, d.afTeDoen(m, PuntBesluit)...)
		}
	}
	return slices.Concat(behandeld, uit, nogTeDoen), nil
}

func (h Heropen) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	h.Besluit.controleer(&c)
	return c.fouten
}

func (h Heropen) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if d.GeslotenOp == nil {
		return nil, Weiger(CodeStand, "Het dossier is niet gesloten.")
	}
	return d.besluit(f, h.ID, &h.Besluit, func(over []id.Betrokkene) Feit {
		return &DossierHeropend{Onderdeel: h.ID, Over: over}
	})
}

// besluit records a decision with its reasons as an onderdeel of its own.
func (d *Dossier) besluit(f Feiten, welk id.Onderdeel, b *Besluit,
	feit func([]id.Betrokkene) Feit) ([]Ontwerp, error) {
	if err := d.vrij(welk); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", nil, b)
	if err != nil {
		return nil, err
	}
	wat := feit(over)
	if _, beperkt := wat.(*BeperkingIngesteld); !beperkt && b.Beperking != "" {
		c := controle{Feiten: f}
		c.fout(codePastNiet, "Alleen bij het instellen van een beperking hoort op welke grond.", "beperking")
		return nil, c.weiger()
	}
	return []Ontwerp{ontwerp(wat, b, over)}, nil
}
