package tekst

import (
	"slices"
	"unicode"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// atomen are the runs of letters and the runs of digits in a text, folded as waarde.Zoeknaam does: "Kerkweg77a" is
// three. What is folded lies without a break, so that runs read as one whatever stands between them.
type atomen struct {
	lijst []atoom
	vouw  string
}

// atoom has its place in code points. The fields are small, since a text has many.
type atoom struct {
	begin, einde int32
	van, tot     int32  // in atomen.vouw
	gat          int32  // how many code points stand between it and the one before
	masker       uint32 // which letters it has
	cijfers      bool
}

func (as atomen) op(i int) string { return as.vouw[as.lijst[i].van:as.lijst[i].tot] }

// samen is what stands from one atoom up to another, as one word.
func (as atomen) samen(i, tot int) string { return as.vouw[as.lijst[i].van:as.lijst[tot-1].tot] }

// bij is the atoom that holds a place in the folded text.
func (as atomen) bij(plek int) int {
	i, ok := slices.BinarySearchFunc(as.lijst, int32(plek), func(a atoom, p int32) int { return int(a.van - p) })
	if !ok {
		i--
	}
	return i
}

// vondst is a find from one atom up to another.
func (as atomen) vondst(i, tot int, wie id.Betrokkene, s Soort) Voorstel {
	return Voorstel{Markering: Markering{Begin: int(as.lijst[i].begin), Einde: int(as.lijst[tot-1].einde), Wie: wie},
		Soort: s}
}

// inAtomen parts a text. Accents that stand by themselves and what is not seen (a soft hyphen) belong to what is
// around them; white space is one sign, however much of it there is.
func inAtomen(plat string) atomen {
	uit := atomen{lijst: make([]atoom, 0, len(plat)/5+4)}
	vouw := make([]byte, 0, len(plat)+len(plat)/8+8)
	var (
		a         atoom
		in, wit   bool
		punt, gat int32
	)
	sluit := func() {
		if in {
			a.tot = int32(len(vouw))
			uit.lijst = append(uit.lijst, a)
			in, wit, gat = false, false, 0
		}
	}
	for _, r := range plat {
		n := len(vouw)
		if r < buitenLatijn {
			vouw = waarde.Vouw(vouw, r)
		} else if !isOnzichtbaar(r) {
			vouw = waarde.Vouw(vouw, eenvoudig(r))
		}
		switch {
		case len(vouw) > n:
			cijfer := alleCijfers(vouw[n:])
			if in && a.cijfers != cijfer {
				a.tot = int32(n)
				uit.lijst = append(uit.lijst, a)
				in, gat = false, 0
			}
			if !in {
				a = atoom{begin: punt, van: int32(n), gat: gat, cijfers: cijfer}
				in = true
			}
			a.einde = punt + 1
			a.masker |= maskerVan(vouw[n:])
		case r >= 0x300 && unicode.Is(unicode.M, r):
			if in {
				a.einde = punt + 1
			}
		case isOnzichtbaar(r):
		default:
			sluit()
			if ruimte := unicode.IsSpace(r); !ruimte || !wit {
				gat++
				wit = ruimte
			}
		}
		punt++
	}
	sluit()
	uit.vouw = string(vouw)
	return uit
}

func alleCijfers[T ~[]byte | ~string](s T) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) > 0
}

// maskerVan has a bit per letter; other scripts share one.
func maskerVan[T ~[]byte | ~string](s T) (m uint32) {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			m |= 1 << (c - 'a')
		case c >= 0x80:
			m |= 1 << 26
		default:
			m |= 1 << 27
		}
	}
	return m
}
