package tekst

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// MaxLengte is the greatest length of a text, in code points.
const MaxLengte = 100_000

// The codes of this package. Each has one text, in teksten.
const (
	CodeUTF8        waarde.Code = "tekst-utf8"
	CodeTeLang      waarde.Code = "tekst-te-lang"
	CodeTeken       waarde.Code = "tekst-teken"
	CodeWie         waarde.Code = "markering-wie"
	CodeBereik      waarde.Code = "markering-bereik"
	CodeOverlap     waarde.Code = "markering-overlap"
	CodeBreekt      waarde.Code = "markering-breekt-teken"
	CodeTegenspraak waarde.Code = "markering-tegenspraak"
	CodeSlot        waarde.Code = "markering-slot"
)

var teksten = map[waarde.Code]string{
	CodeUTF8:   "De tekst is geen geldige UTF-8.",
	CodeTeLang: fmt.Sprintf("De tekst is te lang: ten hoogste %d tekens.", MaxLengte),
	CodeTeken:  "De tekst bevat een stuurteken dat niet mag. Een regeleinde (\\n) en een tab mogen wel.",
	CodeWie:    "Geef aan welke betrokkene hier bedoeld is.",
	CodeBereik: "De markering valt buiten de tekst of is leeg; begin en einde tellen in Unicode-codepunten, het " +
		"einde telt niet mee.",
	CodeOverlap:     "De markering overlapt met een andere markering.",
	CodeBreekt:      "De markering begint of eindigt tussen een letter en het accent dat erbij hoort.",
	CodeTegenspraak: "Hier is gemarkeerd dat de betrokkene bedoeld is en ook dat die niet bedoeld is.",
	CodeSlot: "De markering verwijst naar een vermelding die er niet is, of de plaatsaanduiding in de tekst is " +
		"gewijzigd.",
}

func fout(c waarde.Code, onder ...string) waarde.Fout {
	return waarde.NieuweFout(c, teksten[c]).Onder(onder...)
}

// Markering says that a person is meant at a place in a text: from Begin up to, not including, Einde, in code points.
// As "not this person" it says the opposite.
type Markering struct {
	Begin int           `json:"begin"`
	Einde int           `json:"einde"`
	Wie   id.Betrokkene `json:"wie"`
	// Slot is set only for a mention that the reader could not see: the slot of the text being corrected, whose written
	// form Herzie keeps. At its place stands the placeholder.
	Slot *int `json:"slot,omitempty"`
	// Geheim: what is written here is for those alone who may see what is geheim, and so is whose it is.
	Geheim bool `json:"geheim,omitempty"`
}

func (m Markering) overlapt(n Markering) bool { return m.Begin < n.Einde && n.Begin < m.Einde }

// bevat reports whether n lies within m.
func (m Markering) bevat(n Markering) bool { return m.Begin <= n.Begin && n.Einde <= m.Einde }

// opPlaats orders by place, then by person.
func opPlaats(a, b Markering) int {
	ua, ub := a.Wie.UUID(), b.Wie.UUID()
	return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(a.Einde, b.Einde), slices.Compare(ua[:], ub[:]))
}

// controleerTekst holds the rules of a text. It gives its length in code points.
func controleerTekst(plat string) (lengte int, f waarde.Fouten) {
	if !utf8.ValidString(plat) {
		return 0, waarde.Fouten{fout(CodeUTF8, "tekst")}
	}
	teken := false
	for i := 0; i < len(plat); lengte++ {
		r, n := rune(plat[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(plat[i:])
		}
		teken = teken || verboden(r)
		i += n
	}
	if teken {
		f.Voeg(fout(CodeTeken, "tekst"))
	}
	if lengte > MaxLengte {
		f.Voeg(fout(CodeTeLang, "tekst"))
	}
	return lengte, f
}

// verboden reports control characters other than newline and tab, and the direction controls by which a text can read
// otherwise than it is stored.
func verboden(r rune) bool {
	switch {
	case r < ' ':
		return r != '\n' && r != '\t'
	case r < 0x7f:
		return false
	}
	return r < 0xa0 || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// controleerMarkeringen gives the markings in order of place, and their faults under the name of the list. Overlap is
// checked only where apart is set: "not this person" may be said of several persons at one place.
func controleerMarkeringen(plat string, lengte int, lijst []Markering, naam string,
	apart bool) ([]Markering, waarde.Fouten) {
	var f waarde.Fouten
	volgorde := make([]int, 0, len(lijst))
	for i, m := range lijst {
		switch {
		case m.Wie.IsZero():
			f.Voeg(fout(CodeWie, naam, strconv.Itoa(i), "wie"))
		case m.Slot != nil:
			f.Voeg(fout(CodeSlot, naam, strconv.Itoa(i), "slot"))
		case m.Begin < 0 || m.Einde <= m.Begin || m.Einde > lengte:
			f.Voeg(fout(CodeBereik, naam, strconv.Itoa(i)))
		default:
			volgorde = append(volgorde, i)
		}
	}
	slices.SortStableFunc(volgorde, func(a, b int) int { return opPlaats(lijst[a], lijst[b]) })
	uit := make([]Markering, len(volgorde))
	for k, i := range volgorde {
		uit[k] = lijst[i]
	}
	if apart {
		verst := 0
		for k, m := range uit {
			if m.Begin < verst {
				f.Voeg(fout(CodeOverlap, naam, strconv.Itoa(volgorde[k])))
			}
			verst = max(verst, m.Einde)
		}
	}
	if len(uit) > 0 && lengte < len(plat) { // not ASCII only
		accenten := accentenIn(plat)
		for k, m := range uit {
			if accenten[m.Begin] || accenten[m.Einde] {
				f.Voeg(fout(CodeBreekt, naam, strconv.Itoa(volgorde[k])))
			}
		}
	}
	return uit, f
}

// accentenIn gives the places where a mark stands that belongs to the letter before it; nil where there are none.
func accentenIn(plat string) map[int]bool {
	var uit map[int]bool
	i := 0
	for _, r := range plat {
		if r >= 0x300 && unicode.Is(unicode.M, r) {
			if uit == nil {
				uit = map[int]bool{}
			}
			uit[i] = true
		}
		i++
	}
	return uit
}
