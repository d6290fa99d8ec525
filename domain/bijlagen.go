package domain

import (
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// VoegBijlageToe adds a file to a dossier. Everything but the file itself is known and decided upon before its bytes
// are taken in (Kan); when they are stored, Met makes the opdracht that says which they are.
type VoegBijlageToe struct {
	ID      id.Onderdeel
	Over    []id.Betrokkene
	Bijlage Bijlage
	Geheim  bool    // it gives away what is geheim
	Bestand Bestand // zero while the bytes are not stored
}

func (VoegBijlageToe) Handeling() Handeling { return HandelingVastleggen }

func (v VoegBijlageToe) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.Bijlage.controleer(&c)
	if v.Bijlage.isOpname() && len(v.Over) == 0 {
		c.verplicht("over", false)
	}
	return c.fouten
}

// Kan refuses what would be refused whatever the file is.
func (v VoegBijlageToe) Kan(d *Dossier, f Feiten) error {
	_, err := v.kan(d, f)
	return err
}

func (v VoegBijlageToe) kan(d *Dossier, f Feiten) ([]id.Betrokkene, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(v.ID); err != nil {
		return nil, err
	}
	if err := v.Bijlage.toegestaan(v.Over); err != nil {
		return nil, err
	}
	return d.over(f, "", v.Over, &v.Bijlage)
}

// Past refuses a file of another type than is taken, or than the bijlage is said to be.
func (v VoegBijlageToe) Past(m Mediatype) error {
	if err := m.Controleer(); err != nil {
		return err
	}
	return v.Bijlage.pastBij(m)
}

// Met is the opdracht with the file that was stored.
func (v VoegBijlageToe) Met(b Bestand, i Bestandsinhoud) VoegBijlageToe {
	v.Bestand, v.Bijlage.Bestand = b, i
	return v
}

func (v VoegBijlageToe) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	over, err := v.kan(d, f)
	if err != nil {
		return nil, err
	}
	if v.Bestand.ID.IsZero() || v.Bijlage.Bestand.Sleutel.IsZero() {
		return nil, Weiger(CodeOngeldig, "Er is geen bestand bij deze bijlage.")
	}
	if err := v.Past(v.Bijlage.Bestand.Mediatype); err != nil {
		return nil, err
	}
	return []Ontwerp{ontwerp(&BijlageToegevoegd{Onderdeel: v.ID, Bestand: v.Bestand, Over: over, Geheim: v.Geheim},
		&v.Bijlage, over)}, nil
}

// metBestand makes the new wording of a bijlage whole: what follows from its file is as it was, since the file is
// never replaced. What is heard or seen in it still asks consent, of those whom it is said to be over, or else of whom
// it was asked before.
func (w wikkel) metBestand(o *Onderdeel, over []id.Betrokkene, was *Bijlage) (wikkel, error) {
	b, ok := w.Inhoud.(*Bijlage)
	if !ok {
		return w, nil
	}
	if was == nil {
		return w, Weiger(CodeStand, "Deze bijlage is niet te lezen, en dus niet te corrigeren.")
	}
	heel := *b
	heel.Bestand = was.Bestand
	if len(over) == 0 {
		over = was.teZien(o.Over)
	}
	if err := heel.toegestaan(over); err != nil {
		return w, err
	}
	return wikkel{&heel}, heel.pastBij(was.Bestand.Mediatype)
}

// teZien are those of whom consent was recorded; all whom it concerns where it was no opname.
func (b *Bijlage) teZien(over []id.Betrokkene) []id.Betrokkene {
	if b.Opname == nil {
		return over
	}
	var wie []id.Betrokkene
	for _, t := range b.Opname.Toestemming {
		wie = append(wie, t.Voor)
	}
	return wie
}

// opname refuses to say of an opname, without recording consent, that it concerns somebody else too (ZOB-22a).
func (k Koppel) opname(b *Bijlage) error {
	if b == nil || !b.isOpname() {
		return nil
	}
	return Weiger(CodeToestemming, "Verbeter de bijlage: noem daarbij over wie de opname ook gaat, met de toestemming.",
		"ZOB-22a")
}
