package domain

import (
	"fmt"
	"log/slog"
	"slices"
	"strconv"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// SoortWederhoorVastgelegd is stored.
const SoortWederhoorVastgelegd Soort = "wederhoor.vastgelegd"

// InhoudWederhoor is stored.
const InhoudWederhoor InhoudSoort = "wederhoor"

// Wederhoor is who was heard and what they said, or why somebody was not heard (ZOB-6.5e).
type Wederhoor struct {
	Gehoord     []id.Betrokkene `json:"gehoord,omitempty"`
	Gezegd      Tekst           `json:"gezegd"`
	NietGehoord Tekst           `json:"nietGehoord"` // why not
}

func (*Wederhoor) InhoudSoort() InhoudSoort { return InhoudWederhoor }
func (h *Wederhoor) Teksten() []*Tekst      { return tekstenVan(h) }
func (h *Wederhoor) verwijst(w *wijzer) {
	for i, b := range h.Gehoord {
		w.onder("gehoord", func(w *wijzer) { w.persoon(strconv.Itoa(i), b) })
	}
	w.tekst("gezegd", &h.Gezegd)
	w.tekst("nietGehoord", &h.NietGehoord)
}

func (h *Wederhoor) controleer(c *controle) {
	gehoord := len(h.Gehoord) > 0
	switch {
	case gehoord && h.Gezegd.IsZero():
		c.verplicht("gezegd", false)
	case !gehoord && !h.Gezegd.IsZero():
		c.fout(codeVerplicht, "Geef aan wie dit zei.", "gehoord")
	case !gehoord && h.NietGehoord.IsZero():
		c.fout(codeVerplicht, "Geef aan wie is gehoord, of waarom niemand is gehoord.", "nietGehoord")
	}
	if !h.NietGehoord.IsZero() {
		c.waarom("nietGehoord", &h.NietGehoord)
	}
	for i, b := range h.Gehoord {
		c.bij("gehoord", i, func(c *controle) {
			if b.IsZero() {
				c.fout(codeVerplicht, "Dit veld is verplicht.")
			} else if slices.Contains(h.Gehoord[:i], b) {
				c.fout(codeDubbel, "Deze betrokkene staat er twee keer bij.")
			}
		})
	}
}

// WederhoorVastgelegd records that people were heard, or why not; which of the two is sealed.
type WederhoorVastgelegd struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

func (*WederhoorVastgelegd) Soort() Soort { return SoortWederhoorVastgelegd }

func (f *WederhoorVastgelegd) pasToe(d *Dossier, v Vastlegging) { d.begin(f.Onderdeel, v, f.Over...) }

// LegWederhoorVast records hoor en wederhoor (ZOB-6.5e).
type LegWederhoorVast struct {
	ID        id.Onderdeel
	Over      []id.Betrokkene // whom it concerns besides those heard and named
	Wederhoor Wederhoor
}

func (LegWederhoorVast) Handeling() Handeling { return HandelingVastleggen }

func (l LegWederhoorVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	l.Wederhoor.controleer(&c)
	return c.fouten
}

func (l LegWederhoorVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(l.ID); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", l.Over, &l.Wederhoor)
	if err != nil {
		return nil, err
	}
	uit := []Ontwerp{ontwerp(&WederhoorVastgelegd{Onderdeel: l.ID, Over: over}, &l.Wederhoor, over)}
	return append(uit, d.overalAf(PuntWederhoor)...), nil
}

func (Wederhoor) Format(s fmt.State, _ rune)        { zwijg(s) }
func (LegWederhoorVast) Format(s fmt.State, _ rune) { zwijg(s) }
func (Wederhoor) LogValue() slog.Value              { return verzwegen }
func (LegWederhoorVast) LogValue() slog.Value       { return verzwegen }
