package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// One human is sometimes recorded twice: by two names, or by two employees. What is recorded must be right (AVG art.
// 5 lid 1 onder d), and whoever asks what is held of them, or has it erased, means all of it (ZOB-13a/b, ZOB-17.1).
// Two betrokkenen of a dossier are then joined: one stays, the other is that one from then on. Nothing is sealed
// anew: each keeps a key of their own, so parting them again gives back exactly what was, and erasing either
// destroys both keys.

const (
	SoortBetrokkenenSamengevoegd Soort = "betrokkenen.samengevoegd"
	SoortBetrokkenenGescheiden   Soort = "betrokkenen.gescheiden"
)

// BetrokkenenSamengevoegd says that two betrokkenen are one human; why is sealed.
type BetrokkenenSamengevoegd struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"` // the besluit
	Blijft    id.Betrokkene   `json:"blijft"`
	Vervalt   id.Betrokkene   `json:"vervalt"` // is Blijft from here on
	Over      []id.Betrokkene `json:"over"`
}

// BetrokkenenGescheiden says that two who were joined are two humans after all; why is sealed.
type BetrokkenenGescheiden struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"` // the besluit
	Blijft    id.Betrokkene   `json:"blijft"`
	Vervallen id.Betrokkene   `json:"vervallen"` // who had been Blijft, and is somebody else again
	Over      []id.Betrokkene `json:"over"`
}

func (*BetrokkenenSamengevoegd) Soort() Soort { return SoortBetrokkenenSamengevoegd }
func (*BetrokkenenGescheiden) Soort() Soort   { return SoortBetrokkenenGescheiden }

func (f *BetrokkenenSamengevoegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...)
	d.verbind(f.Blijft, f.Vervalt, f.Blijft, f.Vervalt)
}

func (f *BetrokkenenGescheiden) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...)
	d.verbind(f.Blijft, f.Vervallen, id.Betrokkene{}, id.Betrokkene{})
}

// verbind sets who each of two persons is and was recorded as besides; zero for nobody.
func (d *Dossier) verbind(blijft, vervalt, is, ook id.Betrokkene) {
	b, v := d.Betrokkenen[blijft], d.Betrokkenen[vervalt]
	if b != nil && v != nil && b != v {
		b.Ook, v.Is = ook, is
		d.geraakt.Betrokkenen[blijft], d.geraakt.Betrokkenen[vervalt] = true, true
	}
}

// Samen reports whether a person is joined with another.
func (p *Betrokkene) Samen() bool { return !p.Is.IsZero() || !p.Ook.IsZero() }

// Wie is who a person is now: the one that stays, of two who were joined.
func (d *Dossier) Wie(b id.Betrokkene) id.Betrokkene {
	if p, ok := d.Betrokkenen[b]; ok && !p.Is.IsZero() {
		return p.Is
	}
	return b
}

// Zelfde are all betrokkenen who are the same human as one, and that one, in order of id; nobody for the zero id.
func (d *Dossier) Zelfde(b id.Betrokkene) []id.Betrokkene {
	wie := d.Wie(b)
	uit := []id.Betrokkene{wie}
	if p, ok := d.Betrokkenen[wie]; ok {
		uit = append(uit, p.Ook)
	}
	return uniek(uit)
}

// raakt reports whether any of some persons is among others.
func raakt(wie, onder []id.Betrokkene) bool {
	return slices.ContainsFunc(wie, func(b id.Betrokkene) bool { return slices.Contains(onder, b) })
}

// alleen reports whether nobody but some persons is among others, who are not none.
func alleen(wie, onder []id.Betrokkene) bool {
	return len(onder) > 0 && !slices.ContainsFunc(onder, func(b id.Betrokkene) bool { return !slices.Contains(wie, b) })
}

// AlleenVan reports whether an onderdeel concerns one human and nobody else, however often that one was recorded.
func (d *Dossier) AlleenVan(o *Onderdeel, b id.Betrokkene) bool { return alleen(d.Zelfde(b), o.Over) }
