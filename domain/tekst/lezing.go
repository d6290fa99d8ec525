package tekst

import (
	"slices"

	"dossierboek/domain/id"
)

// Stuk is a run of a text as read: plain text, or one mention. Begin and Einde are its place in Lezing.Plat, in code
// points; Slot is the number of the mention in the template, -1 for plain text.
type Stuk struct {
	Tekst    string
	Begin    int
	Einde    int
	Slot     int
	Wie      id.Betrokkene // zero for plain text
	Toestand Toestand      // Zichtbaar for plain text
	Geheim   bool          // what stands here is geheim, whether or not this reader sees it
}

// IsVermelding reports whether the run is a mention.
func (s Stuk) IsVermelding() bool { return s.Slot >= 0 }

// Lezing is a text as one reader sees it. It is immutable; the zero value is the empty text.
type Lezing struct{ in *lezing }

type lezing struct {
	plat    string
	stukken []Stuk
	niet    []Markering
}

func (l Lezing) inhoud() lezing {
	if l.in == nil {
		return lezing{}
	}
	return *l.in
}

// Plat gives the text as this reader sees it.
func (l Lezing) Plat() string { return l.inhoud().plat }

// Stukken gives the text in runs, in order; joined they are Plat.
func (l Lezing) Stukken() []Stuk { return slices.Clone(l.inhoud().stukken) }

// Markeringen gives the mentions for use in a correction, in order. One that is not visible to the reader has its Slot
// set; its place is the placeholder's, which has to stay as it is.
func (l Lezing) Markeringen() []Markering {
	var uit []Markering
	for _, st := range l.inhoud().stukken {
		if !st.IsVermelding() {
			continue
		}
		m := Markering{Begin: st.Begin, Einde: st.Einde, Wie: st.Wie, Geheim: st.Geheim}
		if st.Toestand != Zichtbaar {
			slot := st.Slot
			m.Slot = &slot
		}
		uit = append(uit, m)
	}
	return uit
}

// NietBedoeld gives the places where a visible person was decided not to be meant, in order.
func (l Lezing) NietBedoeld() []Markering { return slices.Clone(l.inhoud().niet) }
