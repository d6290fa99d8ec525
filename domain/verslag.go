package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// A verslag is one running text in passages. The verslag itself says what it is of; each passage is an onderdeel with
// content of its own, so that one of them can be corrected, shielded, rewritten or destroyed and the rest reads on.

const (
	SoortVerslagVastgelegd Soort = "verslag.vastgelegd"
	SoortVerslagAangevuld  Soort = "verslag.aangevuld"
	SoortPassageVastgelegd Soort = "passage.vastgelegd"
	SoortPassageGemarkeerd Soort = "passage.gemarkeerd"
)

// VerslagVastgelegd records a verslag. Its passages follow in the same append, in the order in which they read.
type VerslagVastgelegd struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Rubriek   Rubriek         `json:"rubriek"`
	Passages  []id.Onderdeel  `json:"passages"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

// VerslagAangevuld gives a verslag passages more, which follow in the same append: Passages are all of them, in order.
type VerslagAangevuld struct {
	Onderdeel id.Onderdeel   `json:"onderdeel"`
	Passages  []id.Onderdeel `json:"passages"`
}

// PassageVastgelegd records one passage of a verslag. Whom it is traceable to (herleidbaar) is sealed: here they stand
// among all whom it concerns.
type PassageVastgelegd struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Verslag   id.Onderdeel    `json:"verslag"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

// PassageGemarkeerd puts passages, which follow in the same append, in the place of one whose text they part and mark.
// The one that was stays in history.
type PassageGemarkeerd struct {
	Onderdeel id.Onderdeel   `json:"onderdeel"`
	Passages  []id.Onderdeel `json:"passages"`
}

func (*VerslagVastgelegd) Soort() Soort { return SoortVerslagVastgelegd }
func (*VerslagAangevuld) Soort() Soort  { return SoortVerslagAangevuld }
func (*PassageVastgelegd) Soort() Soort { return SoortPassageVastgelegd }
func (*PassageGemarkeerd) Soort() Soort { return SoortPassageGemarkeerd }

func (f *VerslagVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	o := d.begin(f.Onderdeel, v, f.Over...)
	o.Rubriek, o.Passages = f.Rubriek, slices.Clone(f.Passages)
}

func (f *VerslagAangevuld) pasToe(d *Dossier, v Vastlegging) {
	if o, ok := d.onderdeel(f.Onderdeel); ok {
		o.Passages, o.Gewijzigd = slices.Clone(f.Passages), v.Revisie
	}
}

func (f *PassageVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...).Verslag = f.Verslag
}

func (f *PassageGemarkeerd) pasToe(d *Dossier, v Vastlegging) {
	o, ok := d.onderdeel(f.Onderdeel)
	if !ok {
		return
	}
	o.Stand, o.StandSinds, o.Gewijzigd = StandVervangen, v.Meta.VastgelegdOp, v.Revisie
	o.VervangenDoor = slices.Clone(f.Passages)
	if w, ok := d.onderdeel(o.Verslag); ok {
		if i := slices.Index(w.Passages, f.Onderdeel); i >= 0 {
			w.Passages = slices.Replace(slices.Clone(w.Passages), i, i+1, f.Passages...)
		}
	}
}

// voorgangers are the passages that were parted into this one, and what those came from: its text is in each of them.
func (d *Dossier) voorgangers(welk id.Onderdeel) []*Onderdeel {
	if n, ok := d.Onderdelen[welk]; !ok || n.Verslag.IsZero() {
		return nil
	}
	uit := d.kies(func(o *Onderdeel) bool { return slices.Contains(o.VervangenDoor, welk) })
	for _, o := range uit {
		uit = append(uit, d.voorgangers(o.ID)...)
	}
	return uit
}

// gehelen are the onderdelen that go when this one is destroyed by itself: a verslag with all its passages, a passage
// with what it was parted from. What is destroyed already stays out.
func (d *Dossier) gehelen(welk id.Onderdeel) []*Onderdeel {
	eerder := d.voorgangers(welk)
	hoort := func(o *Onderdeel) bool { return o.ID == welk || o.Verslag == welk || slices.Contains(eerder, o) }
	return d.kies(func(o *Onderdeel) bool {
		van, ok := d.Onderdelen[o.Bij.Onderdeel] // what an informant wrote of it goes where it goes
		return o.Stand != StandVernietigd && (hoort(o) || ok && hoort(van))
	})
}

// verslagVan is the verslag that an onderdeel belongs to.
func (d *Dossier) verslagVan(o *Onderdeel) (*Onderdeel, bool) {
	if o.Verslag.IsZero() {
		return nil, false
	}
	w, ok := d.Onderdelen[o.Verslag]
	return w, ok
}

// MetPassages are these onderdelen, and behind them the passages of those that are a verslag.
func (d *Dossier) MetPassages(welke []id.Onderdeel) []id.Onderdeel {
	uit := slices.Clone(welke)
	for _, o := range welke {
		if n, ok := d.Onderdelen[o]; ok {
			uit = append(uit, n.Passages...)
		}
	}
	return uit
}
