package tekst

import (
	"unicode/utf8"
)

// Kruising is what stands in the way of parting a text: a place between a letter and its accent, or mentions and "not
// this person" places that would be cut in two. Breekt are indices of the places asked for, the others of Markeringen
// and NietBedoeld.
type Kruising struct {
	Breekt, Markeringen, NietBedoeld []int
}

// IsZero reports that nothing is in the way.
func (k Kruising) IsZero() bool { return len(k.Breekt)+len(k.Markeringen)+len(k.NietBedoeld) == 0 }

// Knip parts a text at places in it, which must lie within it and go up; each part keeps its own mentions. Put behind
// each other the parts are the text, every space included. Where anything is in the way there are no parts.
func (t Tekst) Knip(bij []int) ([]Tekst, Kruising) {
	in := t.inhoud()
	k := Kruising{Markeringen: gekruist(in.slots, bij), NietBedoeld: gekruist(in.nietIs, bij)}
	accenten := accentenIn(in.plat)
	for i, p := range bij {
		if accenten[p] {
			k.Breekt = append(k.Breekt, i)
		}
	}
	if !k.IsZero() {
		return nil, k
	}
	lengte := utf8.RuneCountInString(in.plat)
	grenzen := make([]Markering, 0, len(bij)+1) // the parts, as places
	van := 0
	for _, p := range bij {
		grenzen = append(grenzen, Markering{Begin: van, Einde: p})
		van = p
	}
	grenzen = append(grenzen, Markering{Begin: van, Einde: lengte})
	plekken := inBytes(in.plat, lengte, grenzen)
	delen := make([]Tekst, len(grenzen))
	slots, niet := in.slots, in.nietIs
	for i, g := range grenzen {
		d := &inhoud{plat: in.plat[plekken[i].van:plekken[i].tot]}
		d.slots, slots = neemTot(slots, g)
		d.nietIs, niet = neemTot(niet, g)
		d.bytes = inBytes(d.plat, g.Einde-g.Begin, d.slots)
		delen[i] = Tekst{d}
	}
	return delen, Kruising{}
}

func gekruist(ms []Markering, bij []int) []int {
	var uit []int
	for i, m := range ms {
		for _, p := range bij {
			if m.Begin < p && p < m.Einde {
				uit = append(uit, i)
				break
			}
		}
	}
	return uit
}

// neemTot takes the markings within a part off the front of a list, with places counted from the part's beginning.
func neemTot(ms []Markering, deel Markering) (erin, rest []Markering) {
	for len(ms) > 0 && ms[0].Begin < deel.Einde {
		m := ms[0]
		m.Begin, m.Einde = m.Begin-deel.Begin, m.Einde-deel.Begin
		erin, ms = append(erin, m), ms[1:]
	}
	return erin, ms
}

// PlaatsIn gives where a place in this reading lies in another reading of the same text. ok is false where that cannot
// be said: outside the text, or within a mention that reads otherwise there.
func (l Lezing) PlaatsIn(ander Lezing, p int) (plaats int, ok bool) {
	hier, daar := l.inhoud().stukken, ander.inhoud().stukken
	if len(hier) != len(daar) {
		return 0, false
	}
	for i, st := range hier {
		switch {
		case p == st.Begin:
			return daar[i].Begin, true
		case p < st.Einde && st.Tekst == daar[i].Tekst:
			return daar[i].Begin + p - st.Begin, true
		case p < st.Einde:
			return 0, false
		case p == st.Einde && i == len(hier)-1:
			return daar[i].Einde, true
		}
	}
	return 0, false
}
