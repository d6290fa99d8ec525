package waarde

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Zoeknaam gives the form under which a name or other short text is found whatever its capitals, accents and
// punctuation: lower case, no diacritics, letters and digits only, words parted by one space. Apostrophes vanish
// ("Ma'ruf" is "maruf"), except around a short article ("van't Hoff" is "van t hoff"). Applying it twice changes
// nothing.
//
// It folds the same text in NFC and NFD alike, keeps letters of other scripts, and does not transliterate.
func Zoeknaam(s string) string {
	uit := make([]byte, 0, len(s))
	spatie := false
	for i, r := range s {
		if isApostrof(r) {
			spatie = spatie || voorLidwoord(s[i+utf8.RuneLen(r):])
			continue
		}
		n := len(uit)
		if spatie && n > 0 {
			uit = append(uit, ' ')
		}
		m := len(uit)
		switch uit = Vouw(uit, r); {
		case len(uit) > m:
			spatie = false
		default:
			uit = uit[:n]
			spatie = spatie || !isStil(r)
		}
	}
	return string(uit)
}

func isApostrof(r rune) bool {
	return r == '\'' || r == '\u2019' || r == '\u2018' || r == '\u02bc' || r == '`'
}

// voorLidwoord reports whether a single letter t, s or n follows as a word of its own.
func voorLidwoord(na string) bool {
	if na == "" || !strings.ContainsRune("tsnTSN", rune(na[0])) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(na[1:])
	return len(na) > 1 && unicode.IsSpace(r)
}

// isStil reports whether a rune is part of the word around it without being a letter: an accent that stands by itself,
// or a format character such as a soft hyphen.
func isStil(r rune) bool { return r >= 0x80 && unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) }

// Vouw appends a code point as Zoeknaam sees it: its letters and digits in lower case without diacritics, nothing for
// all else. Folding is per code point, so that a caller can keep track of where in a text each letter came from.
func Vouw(uit []byte, r rune) []byte {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return append(uit, byte(r))
	case r >= 'A' && r <= 'Z':
		return append(uit, byte(r)+'a'-'A')
	case r < 0x80:
		return uit
	case r < rune(len(gevouwen)):
		return append(uit, gevouwen[r]...)
	}
	return vouwTraag(uit, r)
}

// gevouwen holds Vouw for Latin-1 and Latin Extended-A and -B, where nearly all names written here lie.
var gevouwen = func() (t [0x250]string) {
	for r := rune(0x80); r < rune(len(t)); r++ {
		t[r] = string(vouwTraag(nil, r))
	}
	return
}()

func vouwTraag(uit []byte, r rune) []byte {
	if r == utf8.RuneError {
		return uit
	}
	if l, ok := eigenLetters[unicode.ToLower(r)]; ok {
		return append(uit, l...)
	}
	var vak [8]byte
	los := norm.NFKD.AppendString(vak[:0], string(r))
	for len(los) > 0 {
		d, n := utf8.DecodeRune(los)
		los = los[n:]
		if l, ok := eigenLetters[unicode.ToLower(d)]; ok {
			uit = append(uit, l...)
		} else if unicode.IsLetter(d) && !unicode.Is(unicode.Lm, d) || unicode.IsDigit(d) {
			uit = utf8.AppendRune(uit, unicode.ToLower(d))
		}
	}
	return uit
}

// eigenLetters are letters that are no base letter with an accent, with their usual spelling in plain letters.
var eigenLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ı': "i", 'ŋ': "ng",
	'ŧ': "t", 'ĸ': "k", 'ſ': "s", 'ƒ': "f", 'ς': "σ",
}
