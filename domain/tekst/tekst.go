package tekst

import (
	"errors"
	"slices"
	"strconv"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Tekst is a text with mentions, whole: with its written forms. It is immutable; the zero value is the empty text. It
// exists on writing and where everything could be opened, and never marshals.
type Tekst struct{ in *inhoud }

// inhoud lies behind a pointer, so that %v prints an address where a Tekst stands in an unexported field of another
// struct, whose methods fmt cannot call.
type inhoud struct {
	plat   string
	slots  []Markering // in order, apart
	bytes  []bereik    // the slots in bytes of plat
	nietIs []Markering // "not this person", in order; none overlaps a slot
}

type bereik struct{ van, tot int }

// ErrNietOpslaan is what marshalling a Tekst gives.
var ErrNietOpslaan = errors.New("tekst: a Tekst is not kept whole, split it with Gescheiden")

// Nieuw makes a text. Markings may come in any order; nietBedoeld are places where the writer decided that a person is
// not meant. All faults are given at once, under /tekst, /markeringen/… and /nietBedoeld/…; with faults the Tekst is
// empty.
//
// A "not this person" on a place that is marked as somebody else says nothing more and is left out; where the same
// person is marked it is a fault.
func Nieuw(plat string, markeringen []Markering, nietBedoeld ...Markering) (Tekst, waarde.Fouten) {
	lengte, f := controleerTekst(plat)
	if f.Heeft(CodeUTF8) {
		return Tekst{}, f
	}
	slots, meer := controleerMarkeringen(plat, lengte, markeringen, "markeringen", true)
	f.VoegAlle(meer)
	niet, meer := controleerMarkeringen(plat, lengte, nietBedoeld, "nietBedoeld", false)
	f.VoegAlle(meer)
	if len(f) > 0 {
		return Tekst{}, f
	}
	for i, n := range nietBedoeld {
		for _, s := range overlappend(slots, n) {
			if s.Wie == n.Wie {
				f.Voeg(fout(CodeTegenspraak, "nietBedoeld", strconv.Itoa(i)))
				break
			}
		}
	}
	if len(f) > 0 {
		return Tekst{}, f
	}
	niet = slices.DeleteFunc(niet, func(n Markering) bool { return len(overlappend(slots, n)) > 0 })
	niet = slices.Compact(niet)
	return Tekst{&inhoud{plat: plat, slots: slots, bytes: inBytes(plat, lengte, slots), nietIs: niet}}, nil
}

// overlappend gives those of the slots, in order and apart, that overlap a place.
func overlappend(slots []Markering, m Markering) []Markering {
	van, _ := slices.BinarySearchFunc(slots, m.Begin, func(s Markering, p int) int {
		if s.Einde <= p {
			return -1
		}
		return 1
	})
	tot := van
	for tot < len(slots) && slots[tot].Begin < m.Einde {
		tot++
	}
	return slots[van:tot]
}

// inBytes finds places that lie in a text of this many code points, in order and apart.
func inBytes(plat string, lengte int, slots []Markering) []bereik {
	uit := make([]bereik, len(slots))
	if lengte == len(plat) { // ASCII only
		for i, m := range slots {
			uit[i] = bereik{m.Begin, m.Einde}
		}
		return uit
	}
	punt, k := 0, 0
	for i := range plat {
		if k == len(slots) {
			return uit
		}
		if punt == slots[k].Einde {
			uit[k].tot = i
			k++
		}
		if k < len(slots) && punt == slots[k].Begin {
			uit[k].van = i
		}
		punt++
	}
	if k < len(slots) {
		uit[k].tot = len(plat)
	}
	return uit
}

func (t Tekst) inhoud() inhoud {
	if t.in == nil {
		return inhoud{}
	}
	return *t.in
}

// Plat gives the text as written.
func (t Tekst) Plat() string { return t.inhoud().plat }

// Markeringen gives the mentions in order of place. Nieuw(t.Plat(), t.Markeringen(), t.NietBedoeld()...) gives t
// again.
func (t Tekst) Markeringen() []Markering { return slices.Clone(t.inhoud().slots) }

// NietBedoeld gives the places where a person was decided not to be meant, in order.
func (t Tekst) NietBedoeld() []Markering { return slices.Clone(t.inhoud().nietIs) }

// Betrokkenen gives who is mentioned, each once, in order of first mention.
func (t Tekst) Betrokkenen() []id.Betrokkene {
	var uit []id.Betrokkene
	for _, m := range t.inhoud().slots {
		if !slices.Contains(uit, m.Wie) {
			uit = append(uit, m.Wie)
		}
	}
	return uit
}

// IsZero reports that the text is empty.
func (t Tekst) IsZero() bool { return t.inhoud().plat == "" }

// Equal reports whether two texts say the same with the same markings.
func (t Tekst) Equal(u Tekst) bool {
	a, b := t.inhoud(), u.inhoud()
	return a.plat == b.plat && slices.Equal(a.slots, b.slots) && slices.Equal(a.nietIs, b.nietIs)
}

// MarshalJSON always fails: a Tekst is kept split.
func (Tekst) MarshalJSON() ([]byte, error) { return nil, ErrNietOpslaan }

// MarshalText always fails: a Tekst is kept split.
func (Tekst) MarshalText() ([]byte, error) { return nil, ErrNietOpslaan }
