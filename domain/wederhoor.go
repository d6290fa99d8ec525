package domain

import (
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// SoortWederhoorVastgelegd is stored.
const SoortWederhoorVastgelegd Soort = "wederhoor.vastgelegd"

// InhoudWederhoor is stored.
const InhoudWederhoor InhoudSoort = "wederhoor"

// visieWerkdagen is how long the view of a directbetrokkene may stay out after the onderzoek. No rule sets a term: it is that
// of an accordering, since the same people are asked for it in the same weeks.
const visieWerkdagen = accorderingWerkdagen

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
	return []Ontwerp{ontwerp(&WederhoorVastgelegd{Onderdeel: l.ID, Over: over}, &l.Wederhoor, over)}, nil
}

// onderzoeken are the moments at which the onderzoeken began that are going on for these meldingen; where there is none, that of
// the work as a whole.
func (d *Dossier) onderzoeken(meldingen []*Onderdeel) []time.Time {
	var uit []time.Time
	for _, m := range meldingen {
		if m.Fase == FaseOnderzoek {
			uit = append(uit, m.FaseSinds)
		}
	}
	if len(meldingen) == 0 && d.Fase == FaseOnderzoek {
		uit = append(uit, d.FaseSinds)
	}
	return uit
}

// verlaatOnderzoek refuses to end an onderzoek in which nobody was heard and no reason for that stands (ZOB-6.5e). Where no
// view of a betrokkene is recorded (ZOB-6.5i) it goes on, with a punt at the besluit that ends it. What ends no onderzoek it lets
// pass.
func (d *Dossier) verlaatOnderzoek(f Feiten, besluit id.Onderdeel, begonnen []time.Time) ([]Ontwerp, error) {
	if len(begonnen) == 0 {
		return nil, nil
	}
	if !d.wederhoorSinds(slices.MaxFunc(begonnen, time.Time.Compare)) {
		return nil, Weiger(CodeWederhoor, "Het onderzoek kan niet worden afgesloten zonder hoor en wederhoor. Leg vast wie is gehoord, of waarom niet.", "ZOB-6.5e")
	}
	if f.Visie {
		return nil, nil
	}
	return puntBij(f, besluit, PuntVisie, termijn.NaWerkdagen(f.Vandaag, visieWerkdagen)), nil
}

// wederhoorSinds reports whether hoor en wederhoor was recorded after a moment. What was removed by a correctie was not; what was
// destroyed since was.
func (d *Dossier) wederhoorSinds(t time.Time) bool {
	for _, o := range d.Onderdelen {
		if o.Inhoud == InhoudWederhoor && o.Stand != StandVerwijderd && o.Versies[0].Op.After(t) {
			return true
		}
	}
	return false
}

// visieGegeven ends the punten that waited for the view of a betrokkene.
func (d *Dossier) visieGegeven(g *Gegeven) []Ontwerp {
	if g.Soort != SoortGegevenVisie {
		return nil
	}
	var uit []Ontwerp
	for _, o := range d.Alle() {
		if o.heeftOpen(PuntVisie) {
			uit = append(uit, afgedaan(o.ID, PuntVisie))
		}
	}
	return uit
}

func (Wederhoor) Format(s fmt.State, _ rune)        { zwijg(s) }
func (LegWederhoorVast) Format(s fmt.State, _ rune) { zwijg(s) }
func (Wederhoor) LogValue() slog.Value              { return verzwegen }
func (LegWederhoorVast) LogValue() slog.Value       { return verzwegen }
