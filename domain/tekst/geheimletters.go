package tekst

import (
	"strings"
	"unicode"
)

// buitenLatijn is the first code point behind the Latin letters of European languages.
const buitenLatijn = 0x250

// eenvoudig is the plain letter or digit for which a sign may stand in an address or number that is geheim: the same
// digit of another script, or a letter that looks like it. What was pasted, read off a scan or dictated to a phone
// holds such signs, and a reader does not see the difference.
func eenvoudig(r rune) rune {
	if r < buitenLatijn {
		return r
	}
	if l, ok := gelijkend[r]; ok {
		return l
	}
	if unicode.IsDigit(r) {
		var n rune // digits stand together by tens, the 0 first
		for unicode.IsDigit(r - n - 1) {
			n++
		}
		return '0' + n%10
	}
	return r
}

// gelijkend are letters of other scripts that look like a Latin one.
var gelijkend = func() map[rune]rune {
	uit := map[rune]rune{}
	for _, paar := range [...][2]string{
		{"АВЕКМНОРСТУХІЈЅҺԚԜаекморстухіјѕһԁԛԝѵ", "abekmhopctyxijshqwaekmopctyxijshdqwv"}, // Cyrillic
		{"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ", "abezhikmnoptyxaikvoptux"},                           // Greek
		{"ɑɡɩʏ", "agiy"}, // of phonetic notation
	} {
		latijn := []rune(paar[1])
		for i, r := range []rune(paar[0]) {
			uit[r] = latijn[i]
		}
	}
	return uit
}()

// vouwGeheim parts what is geheim into folded words, by the same rule as the text in which it is looked for.
func vouwGeheim(s string) []string { return vouw(strings.Map(eenvoudig, s)) }

// isOnzichtbaar reports a sign that takes no place between letters: a format character such as a soft hyphen, or one
// that is shown by nothing.
func isOnzichtbaar(r rune) bool {
	return r >= 0x80 && unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point)
}
