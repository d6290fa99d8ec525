package main

import (
	"strings"

	"dossierboek/api/bericht"
)

// ending is the white space that is left out at the end of a text.
const ending = "\n "

// textSpans shows a text with who is mentioned in it; a mention that cannot be seen stands in the text as a gap
// already.
func textSpans(t bericht.Tekst) []span {
	rs := []rune(strings.TrimRight(t.Tekst, ending))
	var spans []span
	at := 0
	for _, v := range t.Vermeldingen {
		if v.Begin < at || v.Einde > len(rs) || v.Begin > v.Einde {
			continue // not of this text; the words themselves still show
		}
		s := mention
		if v.Toestand != "" && v.Toestand != "zichtbaar" {
			s = gap
		}
		spans = append(spans, text(string(rs[at:v.Begin])), span{s, string(rs[v.Begin:v.Einde])})
		at = v.Einde
	}
	return append(spans, text(string(rs[at:])))
}
