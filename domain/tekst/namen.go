package tekst

import (
	"strings"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// vouw parts a short text into folded words, by the same rule as a text that is searched.
func vouw(s string) []string {
	if s == "" {
		return nil
	}
	woorden := inWoorden(s)
	uit := make([]string, len(woorden))
	for i, w := range woorden {
		uit[i] = w.vouw
	}
	return uit
}

// naam adds the ways in which a name is written in a text: first names, all, the first and the roepnaam, each alone and
// before the surname; initials before the surname; the surname with and without tussenvoegsel; each half of a double
// surname.
func (z *Zoeker) naam(wie id.Betrokkene, n waarde.Naam) {
	n = n.Genormaliseerd()
	bij := func(twijfel bool, delen ...[]string) {
		z.woordvorm(vorm{woorden: voegSamen(delen...), wie: wie, soort: SoortNaam, gat: puntGat, twijfel: twijfel, s: true})
	}
	voor := voornamen(n)
	for _, v := range voor {
		if !v.initialen {
			bij(v.tweede, v.woorden)
		}
	}
	for _, a := range achternamen(n) {
		t, kern := splitsTussenvoegsel(a) // "de bakker" is as ordinary as "bakker"
		bij(len(t) > 0 && len(kern) == 1 && gewoneWoorden[kern[0]], a)
		for _, v := range voor {
			bij(false, v.woorden, a)
		}
	}
}

type voornaam struct {
	woorden   []string
	tweede    bool // a second or later given name: people are seldom called so
	initialen bool
}

func voornamen(n waarde.Naam) []voornaam {
	var uit []voornaam
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

func achternamen(n waarde.Naam) [][]string {
	var uit [][]string
	bij := func(tussen, achter []string) {
		if len(achter) == 0 {
			return
		}
		uit = append(uit, achter)
		if len(tussen) == 0 {
			return
		}
		uit = append(uit, voegSamen(tussen, achter))
		if len(tussen) > 1 && tussen[0] == "van" && strings.HasPrefix(tussen[1], "de") { // van der, van den, van de
			uit = append(uit, voegSamen([]string{"v", "d"}, achter), voegSamen([]string{"vd"}, achter))
		}
	}
	heel, tussen := vouw(n.Achternaam), vouw(n.Tussenvoegsel)
	if len(tussen) == 0 { // people also write it in the surname's own field
		tussen, heel = splitsTussenvoegsel(heel)
	}
	bij(tussen, heel)
	if delen := strings.FieldsFunc(n.Achternaam, isStreepje); len(delen) > 1 {
		for i, d := range delen {
			t, a := splitsTussenvoegsel(vouw(d))
			if i == 0 && len(tussen) > 0 {
				t = tussen
			}
			bij(t, a)
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
