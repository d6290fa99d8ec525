package tekst

import (
	"strings"

	"dossierboek/domain/waarde"
)

// vouw parts a short text into folded words, by the same rule as a text that is searched.
func vouw(s string) []string {
	if s == "" {
		return nil
	}
	var vak [8]woord
	ws := inWoorden(s, vak[:])
	uit := make([]string, len(ws.lijst))
	for i := range uit {
		uit[i] = ws.op(i)
	}
	return uit
}

// naam adds the ways in which a name is written in a text: first names, all, the first and the roepnaam, each alone
// and before the surname; initials before the surname; the surname with and without tussenvoegsel; each half of a
// double surname.
func (z *Zoeker) naam(wie int32, n waarde.Naam) {
	n = n.Genormaliseerd()
	kern := vorm{wie: wie, soort: SoortNaam, gat: puntGat, s: true}
	voor := voornamen(n)
	for _, v := range voor {
		if !v.initialen {
			k := kern
			k.twijfel = v.tweede
			z.woordvorm(k, v.woorden)
		}
	}
	for _, a := range achternamen(n) {
		k := kern
		// "de bakker" is as ordinary as "bakker".
		k.twijfel = len(a.tussen) > 0 && len(a.kern) == 1 && gewoneWoorden[a.kern[0]]
		z.woordvorm(k, a.tussen, a.kern)
		for _, v := range voor {
			z.woordvorm(kern, v.woorden, a.tussen, a.kern)
		}
	}
}

type voornaam struct {
	woorden   []string
	tweede    bool // a second or later given name: people are seldom called so
	initialen bool
}

func voornamen(n waarde.Naam) []voornaam {
	uit := make([]voornaam, 0, 8)
	bij := func(s string, tweede bool) {
		w := vouw(s)
		if len(w) == 0 {
			return
		}
		uit = append(uit, voornaam{woorden: w, tweede: tweede})
		if len(w) > 1 && !strings.Contains(s, " ") { // Anne-Marie is also Annemarie
			uit = append(uit, voornaam{woorden: []string{strings.Join(w, "")}, tweede: tweede})
		}
	}
	los := strings.Fields(n.Voornamen)
	if n.Roepnaam != "" && (len(los) == 0 || n.Roepnaam != los[0]) {
		bij(n.Roepnaam, false)
	}
	if len(los) > 1 {
		bij(n.Voornamen, false)
	}
	for i, v := range los {
		bij(v, i > 0)
	}
	var letters []string
	for _, w := range vouw(n.Voornamen) {
		letters = append(letters, eersteLetter(w))
	}
	if len(letters) > 0 {
		uit = append(uit, voornaam{woorden: letters[:1], initialen: true})
	}
	if len(letters) > 1 {
		uit = append(uit, voornaam{woorden: letters, initialen: true},
			voornaam{woorden: []string{strings.Join(letters, "")}, initialen: true})
	}
	if r := vouw(n.Roepnaam); len(r) > 0 {
		if l := eersteLetter(r[0]); len(letters) == 0 || l != letters[0] {
			uit = append(uit, voornaam{woorden: []string{l}, initialen: true})
		}
	}
	return uit
}

func eersteLetter(w string) string {
	for i := range w {
		if i > 0 {
			return w[:i]
		}
	}
	return w
}

type achternaam struct{ tussen, kern []string }

func achternamen(n waarde.Naam) []achternaam {
	uit := make([]achternaam, 0, 4)
	bij := func(tussen, kern []string) {
		if len(kern) == 0 {
			return
		}
		uit = append(uit, achternaam{nil, kern})
		if len(tussen) == 0 {
			return
		}
		uit = append(uit, achternaam{tussen, kern})
		if len(tussen) > 1 && tussen[0] == "van" && strings.HasPrefix(tussen[1], "de") { // van der, van den, van de
			uit = append(uit, achternaam{[]string{"v", "d"}, kern}, achternaam{[]string{"vd"}, kern})
		}
	}
	heel, tussen := vouw(n.Achternaam), vouw(n.Tussenvoegsel)
	if len(tussen) == 0 { // people also write it in the surname's own field
		tussen, heel = splitsTussenvoegsel(heel)
	}
	bij(tussen, heel)
	if delen := strings.FieldsFunc(n.Achternaam, isStreepje); len(delen) > 1 {
		for i, d := range delen {
			t, kern := splitsTussenvoegsel(vouw(d))
			if i == 0 && len(tussen) > 0 {
				t = tussen
			}
			bij(t, kern)
		}
	}
	return uit
}

func splitsTussenvoegsel(woorden []string) (tussen, achter []string) {
	i := 0
	for i < len(woorden)-1 && waarde.IsTussenvoegsel(woorden[i]) {
		i++
	}
	return woorden[:i:i], woorden[i:]
}

func isStreepje(r rune) bool {
	return r == '-' || r == '\u2010' || r == '\u2011' || r == '\u2013' || r == '/'
}
