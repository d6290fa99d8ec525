package waarde

import "strings"

// klank writes one folded word in sounds: a small letter is a plain sound, a capital one a sound of several letters
// (Y = ij, U = ui, A = au, O = oe, E = eu). Letters of other scripts and digits stand for themselves.
func klank(woord string, vreemd bool) string {
	l := lezer{w: woord, vreemd: vreemd, uit: make([]byte, 0, len(woord)+2)}
	for l.i < len(l.w) {
		if !l.klinker() {
			l.medeklinker()
		}
	}
	return verscherp(l.uit)
}

// lezer reads one word from left to right.
type lezer struct {
	w      string
	i      int
	vreemd bool
	uit    []byte
}

// is takes one of the spellings at the current place, the longest first, and writes its sound.
func (l *lezer) is(klank string, spellingen ...string) bool {
	for _, s := range spellingen {
		if strings.HasPrefix(l.w[l.i:], s) {
			l.i += len(s)
			l.schrijf(klank)
			return true
		}
	}
	return false
}

// schrijf adds sounds, a repeated one once.
func (l *lezer) schrijf(klank string) {
	for k := range len(klank) {
		if n := len(l.uit); n == 0 || l.uit[n-1] != klank[k] {
			l.uit = append(l.uit, klank[k])
		}
	}
}

// op gives the letter at a distance, 0 outside the word.
func (l *lezer) op(d int) byte {
	if i := l.i + d; i >= 0 && i < len(l.w) {
		return l.w[i]
	}
	return 0
}

func isKlinker(c byte) bool { return c != 0 && strings.IndexByte("aeiouy", c) >= 0 }

// klinker reads a vowel, if one stands here.
func (l *lezer) klinker() bool {
	switch l.op(0) {
	case 'a':
		if l.is("A", "auw", "au") {
			return true
		}
		_ = l.is("a", "aa", "ae", "a")
		l.naklank()
		return true
	case 'e':
		return l.is("ew", "eeuw", "euw", "eew") || l.is("Y", "eij", "ey", "ei") || l.is("E", "eu") || l.is("e", "ee", "e")
	case 'i':
		return l.is("Y", "ij") || l.is("iw", "ieuw", "ieu") || l.is("i", "ie", "i")
	case 'o':
		switch {
		case l.vreemd && l.is("O", "ouw", "ou"), l.is("O", "oe"):
			l.naklank()
		case l.is("A", "ouw", "ou"):
		case l.is("o", "oo", "o"):
			l.naklank()
		}
		return true
	case 'u':
		return l.is("U", "uij", "uy", "ui") || l.vreemd && l.is("O", "uu", "u") || l.is("u", "uu", "ue", "u")
	case 'y':
		return l.griekseY()
	}
	return false
}

// naklank reads what makes aai, ooi and oei of a, o and oe, in all its spellings, as a j.
func (l *lezer) naklank() { _ = l.is("j", "ij", "i", "y") }

// griekseY reads a y: a j before a vowel at the start of a word, otherwise an ij.
func (l *lezer) griekseY() bool {
	if isKlinker(l.op(1)) && (l.i == 0 || l.vreemd) {
		return l.is("j", "y")
	}
	return l.is("Y", "y")
}

// medeklinker reads a consonant, or copies what is no Latin letter.
func (l *lezer) medeklinker() {
	switch l.op(0) {
	case 'c':
		l.c()
	case 's':
		l.s()
	case 'h':
		if isKlinker(l.op(1)) && (l.i == 0 || isKlinker(l.op(-1))) {
			l.schrijf("h")
		}
		l.i++
	case 'p':
		_ = l.is("f", "ph") || l.is("p", "p")
	case 'q':
		_ = l.is("kw", "qu") || l.is("k", "q")
	case 't':
		_ = l.is("s", "tz", "tsz") && l.voor("t") || l.is("t", "th", "t")
	case 'v':
		l.is("f", "v")
	case 'w':
		if l.i == 0 && l.op(1) == 'r' {
			l.schrijf("f")
		} else {
			l.schrijf("w")
		}
		l.i++
	case 'x':
		l.is("ks", "xs", "x")
	case 'z':
		l.is("s", "zs", "z")
	default:
		l.schrijf(l.w[l.i : l.i+1])
		l.i++
	}
}

// voor puts a sound before the last one written.
func (l *lezer) voor(klank string) bool {
	n := len(l.uit) - 1
	if n > 0 && l.uit[n-1] == klank[0] {
		return true
	}
	l.uit = append(l.uit[:n], klank[0], l.uit[n])
	return true
}

// c reads c, ck, ch and sch without its s.
func (l *lezer) c() {
	switch {
	case l.op(1) == 'h' && l.i == 0 && (l.op(2) == 'r' || l.op(2) == 'l'):
		l.is("k", "ch")
	case l.op(1) == 'h' && l.i == 0 && l.vreemd:
		l.is("s", "ch")
	case l.is("g", "ch"), l.is("k", "cq", "ck", "cc"):
	case strings.IndexByte("eiy", l.op(1)) >= 0 && l.op(1) != 0:
		l.is("s", "c")
	default:
		l.is("k", "c")
	}
}

// s reads s, sz, sj, sh and sch.
func (l *lezer) s() {
	if strings.HasPrefix(l.w[l.i:], "sch") {
		na := l.op(3)
		if na == 0 || !isKlinker(na) && na != 'r' || na == 'e' && l.op(4) == 0 || l.op(-1) == 's' {
			l.is("s", "sch")
			return
		}
		l.is("sg", "sch")
		return
	}
	if l.is("s", "sz") || l.is("s", "sj", "sh") {
		return
	}
	l.is("s", "s")
}

// verscherp hardens d and b at the end and before s, and drops a sound that this doubles.
func verscherp(k []byte) string {
	uit := k[:0]
	for i, c := range k {
		if i+1 == len(k) || k[i+1] == 's' {
			switch c {
			case 'd':
				c = 't'
			case 'b':
				c = 'p'
			}
		}
		// "dt" was two sounds until the first of them hardened.
		if c == 'd' && k[i+1] == 't' {
			c = 't'
		}
		if n := len(uit); n == 0 || uit[n-1] != c {
			uit = append(uit, c)
		}
	}
	return string(uit)
}
