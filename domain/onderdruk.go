package domain

// Leaving out small numbers. Whoever reads a table knows how it was made, so it is not enough that a small cell is
// absent: it must not follow from the rest. Of a row whose cells add up to the known total, what is left out adds
// up to a known number too. So a row leaves out at least two cells, of together at least kleinSamen and at least
// twice as many as there are cells; where that cannot be, it leaves out all. Which cells go with a small one
// follows from their place alone, the last ones first (others, unknown): were it the smallest, what is shown would
// bound it. A test works out, for every small row, all rows that look the same when published.
//
// What it does not stand against is comparing a correction with the count before it: what came in between shows in
// the difference of two cells that were both shown. That is why a half-year is counted once, and again for a reason
// only.

const (
	kleinsteAantal = 5  // less than this, and not nothing, is small
	kleinSamen     = 10 // what cells that are left out are together, at least
)

func klein(n int) bool { return n > 0 && n < kleinsteAantal }

// toonbaar says which cells of a row that adds up to a known total may be shown.
func toonbaar(aantallen []int, verborgen []bool) []bool {
	toon := make([]bool, len(aantallen))
	weg, samen := 0, 0
	var rest []int // cells that hold something
	for i, n := range aantallen {
		switch toon[i] = !verborgen[i]; {
		case verborgen[i]:
			weg, samen = weg+1, samen+n
		case n > 0:
			rest = append(rest, i)
		}
	}
	if weg == 0 {
		return toon
	}
	for weg < 2 || samen < max(kleinSamen, 2*weg) {
		if len(rest) == 0 {
			return make([]bool, len(aantallen))
		}
		i := rest[len(rest)-1]
		rest, toon[i] = rest[:len(rest)-1], false
		weg, samen = weg+1, samen+aantallen[i]
	}
	return toon
}

// toonbaarNaastElkaar says which cells may be shown of a row in which a melding may be several times: each by
// itself, where neither those who are in it nor those who are not are few, among all or among those with a telling.
func toonbaarNaastElkaar(aantallen []int, totaal, met int) []bool {
	toon := make([]bool, len(aantallen))
	for i, n := range aantallen {
		toon[i] = !klein(n) && !klein(totaal-n) && !klein(met-n)
	}
	return toon
}
