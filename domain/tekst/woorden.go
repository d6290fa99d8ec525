package tekst

import (
	"unicode"
	"unicode/utf8"

	"dossierboek/domain/waarde"
)

// woorden are the runs of letters and digits in a text, folded as waarde.Zoeknaam does. Accents that stand by
// themselves and format characters (a soft hyphen) belong to the word around them.
type woorden struct {
	lijst []woord
	vouw  string // all words, folded, one after another
}

// woord has its place in code points. The fields are small, since a text has many words.
type woord struct {
	begin, einde int32
	van, tot     int32  // in woorden.vouw
	slotS        int32  // place of its last letter where that is an s, else -1
	plus         uint16 // how many signs "(" and "+" stand right before it
	tussen       tussen // what stands between it and the word before
	cijfers      bool   // digits only
}

// op gives word i, folded.
func (w woorden) op(i int) string { return w.vouw[w.lijst[i].van:w.lijst[i].tot] }

// tussen says which runs of words may go on across a gap.
type tussen uint8

const (
	naamGat   tussen = 1 << iota // space, hyphen, apostrophe
	puntGat                      // the same, or a full stop: only after an abbreviation
	nummerGat                    // space or punctuation as in telephone numbers
	mailGat                      // one of @ . _ - +
)

const elkGat = naamGat | puntGat | nummerGat | mailGat

// maxGat is how many code points may stand between two words of one name or number.
const maxGat = 3

// inWoorden parts a text into words. It uses the memory of vak, if there is any.
func inWoorden(plat string, vak []woord) woorden {
	if vak == nil {
		vak = make([]woord, 0, len(plat)/5+4)
	}
	uit := woorden{lijst: vak[:0]}
	vouw := make([]byte, 0, len(plat)+len(plat)/8+8)
	var (
		w    woord
		in   bool
		gat  = elkGat
		lang int // of the gap
		plus uint16
		punt int32
	)
	for _, r := range plat {
		n := len(vouw)
		vouw = waarde.Vouw(vouw, r)
		switch {
		case len(vouw) > n:
			if !in {
				if lang > maxGat {
					gat = 0
				}
				w = woord{begin: punt, van: int32(n), cijfers: true, plus: plus, tussen: gat}
				in = true
			}
			w.einde, w.slotS = punt+1, -1
			if r == 's' || r == 'S' {
				w.slotS = punt
			}
			w.cijfers = w.cijfers && len(vouw) == n+1 && vouw[n] >= '0' && vouw[n] <= '9'
		case r >= 0x300 && unicode.Is(unicode.M, r):
			if in {
				w.einde = punt + 1
			}
		case r >= 0x80 && unicode.Is(unicode.Cf, r):
		default:
			if in {
				w.tot = int32(n)
				uit.lijst = append(uit.lijst, w)
				in, gat, lang, plus = false, elkGat, 0, 0
			}
			gat &= soortGat(r)
			if lang++; lang > 1 {
				gat &^= mailGat
			}
			if (r == '+' || r == '(') && plus < maxGat {
				plus++
			} else {
				plus = 0
			}
		}
		punt++
	}
	if in {
		w.tot = int32(len(vouw))
		uit.lijst = append(uit.lijst, w)
	}
	uit.vouw = string(vouw)
	return uit
}

func soortGat(r rune) tussen {
	switch r {
	case ' ', '\u00a0', '\u202f':
		return naamGat | puntGat | nummerGat
	case '\n', '\t', '\'', '\u2018', '\u2019', '\u02bc', '`':
		return naamGat | puntGat
	case '-', '\u2010', '\u2011', '\u2013':
		return naamGat | puntGat | nummerGat | mailGat
	case '.':
		return puntGat | nummerGat | mailGat
	case '/', '(', ')':
		return nummerGat
	case '@', '_', '+':
		return mailGat
	}
	if r == utf8.RuneError || r < 0x80 || !unicode.IsSpace(r) {
		return 0
	}
	return naamGat | puntGat
}
