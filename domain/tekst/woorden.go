package tekst

import (
	"unicode"
	"unicode/utf8"

	"dossierboek/domain/waarde"
)

// woord is a run of letters and digits in a text, folded as waarde.Zoeknaam does. Accents that stand by themselves and
// format characters (a soft hyphen) belong to the word around them. Places are in code points.
type woord struct {
	begin, einde int
	vouw         string // folded
	cijfers      bool   // digits only
	slotS        int    // place of its last letter where that is an s, else -1
	plus         int    // how many signs "(" and "+" stand right before it
	tussen       tussen // what stands between it and the word before
}

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

// inWoorden parts a text into words.
func inWoorden(plat string) []woord {
	uit := make([]woord, 0, len(plat)/6+4)
	var (
		vouw    = make([]byte, 0, len(plat)+len(plat)/8)
		start   = make([]int, 0, cap(uit)) // of each word in vouw
		in      bool
		w       woord
		gat     = elkGat
		lengte  int // of the gap
		plus    int
		punt    int
		sluitAf = func() {
			if in {
				uit = append(uit, w)
				in, gat, lengte, plus = false, elkGat, 0, 0
			}
		}
	)
	for _, r := range plat {
		n := len(vouw)
		vouw = waarde.Vouw(vouw, r)
		switch {
		case len(vouw) > n:
			if !in {
				if lengte > maxGat {
					gat = 0
				}
				w = woord{begin: punt, cijfers: true, plus: plus, tussen: gat}
				start = append(start, n)
				in = true
			}
			w.einde = punt + 1
			w.slotS = -1
			if r == 's' || r == 'S' {
				w.slotS = punt
			}
			w.cijfers = w.cijfers && len(vouw) == n+1 && vouw[n] >= '0' && vouw[n] <= '9'
		case r >= 0x80 && unicode.Is(unicode.M, r):
			if in {
				w.einde = punt + 1
			}
		case r >= 0x80 && unicode.Is(unicode.Cf, r):
		default:
			sluitAf()
			gat &= soortGat(r)
			if lengte++; lengte > 1 {
				gat &^= mailGat
			}
			if r == '+' || r == '(' {
				plus++
			} else {
				plus = 0
			}
		}
		punt++
	}
	sluitAf()
	heel := string(vouw)
	for i := range uit {
		tot := len(heel)
		if i+1 < len(start) {
			tot = start[i+1]
		}
		uit[i].vouw = heel[start[i]:tot]
	}
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
