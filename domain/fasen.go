package domain

import (
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// WijzigFase ends a phase with its outcome and begins another (ZOB-6.2c, 6.2d, 6.2f).
type WijzigFase struct {
	ID      id.Onderdeel
	Fase    Fase
	Besluit Besluit
}

// Sluit closes a dossier.
type Sluit struct {
	ID      id.Onderdeel
	Besluit Besluit
}

// Heropen opens a closed dossier again.
type Heropen struct {
	ID      id.Onderdeel
	Besluit Besluit
}

func (WijzigFase) Handeling() Handeling { return HandelingBeslissen }
func (Sluit) Handeling() Handeling      { return HandelingBeslissen }
func (Heropen) Handeling() Handeling    { return HandelingBeslissen }

func (w WijzigFase) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	een(&c, "fase", w.Fase, Fasen)
	w.Besluit.controleer(&c)
	return c.fouten
}

func (w WijzigFase) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if w.Fase == d.Fase {
		return nil, Weiger(CodeStand, "Het dossier is al in deze fase.")
	}
	return d.besluit(f, w.ID, &w.Besluit, func(over []id.Betrokkene) Feit {
		return &FaseGewijzigd{Onderdeel: w.ID, Fase: w.Fase, Over: over}
	})
}

func (s Sluit) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	s.Besluit.controleer(&c)
	return c.fouten
}

func (s Sluit) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	return d.besluit(f, s.ID, &s.Besluit, func(over []id.Betrokkene) Feit {
		return &DossierGesloten{Onderdeel: s.ID, Over: over}
	})
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
func (d *Dossier) besluit(f Feiten, welk id.Onderdeel, b *Besluit, feit func([]id.Betrokkene) Feit) ([]Ontwerp, error) {
	if err := d.vrij(welk); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", nil, b)
	if err != nil {
		return nil, err
	}
	return []Ontwerp{ontwerp(feit(over), b, over)}, nil
}
