package waarde

// BSN is a burgerservicenummer (Wet algemene bepalingen burgerservicenummer; use: UAVG art. 46, Wmo 2015 art. 5.2.9).
// It is comparable; the zero value means that it is not known.
//
// The rule is that of the Logisch Ontwerp BSN (RvIG): nine digits d1…d9, where
//
//	9·d1 + 8·d2 + 7·d3 + 6·d4 + 5·d5 + 4·d6 + 3·d7 + 2·d8 − 1·d9
//
// is divisible by 11. A number of eight digits is a BSN whose leading 0 was left out; it is refused, not completed,
// since one in eleven mistyped numbers that lack a digit would pass. 000000000 is refused: registers use it for
// "none".
//
// What the elfproef detects, always: one digit changed; any two unequal digits swapped, adjacent or not (the nine
// weights differ modulo 11, and none is 0). What it does not: one digit doubled into another at two places whose
// weights add up to 11, of which places 4 and 5 are adjacent (…44… for …77…), and one in eleven of all other mistakes.
type BSN struct{ cijfers string }

// ParseBSN reads nine digits, in which spaces and dots may stand between digits. It fails with CodeBSNVorm or
// CodeBSNElfproef.
func ParseBSN(s string) (BSN, error) {
	var c [9]byte
	n := 0
	for i := range len(s) {
		switch b := s[i]; {
		case b >= '0' && b <= '9' && n < len(c):
			c[n] = b
			n++
		case (b == ' ' || b == '.') && n > 0 && n < len(c) && s[i-1] != ' ' && s[i-1] != '.':
		default:
			return BSN{}, fout(CodeBSNVorm)
		}
	}
	if n != len(c) || c == [9]byte([]byte("000000000")) {
		return BSN{}, fout(CodeBSNVorm)
	}
	if !elfproef(c) {
		return BSN{}, fout(CodeBSNElfproef)
	}
	return BSN{string(c[:])}, nil
}

// elfproef takes nine ASCII digits.
func elfproef(c [9]byte) bool {
	som := -int(c[8] - '0')
	for i := range 8 {
		som += (9 - i) * int(c[i]-'0')
	}
	return som%11 == 0
}

// Waarde gives the nine digits, "" where not known.
func (b BSN) Waarde() string { return b.cijfers }

// IsZero reports that the number is not known.
func (b BSN) IsZero() bool { return b.cijfers == "" }

// MarshalText writes the nine digits. It is meant for sealed content only.
func (b BSN) MarshalText() ([]byte, error) { return []byte(b.cijfers), nil }

// UnmarshalText reads what ParseBSN reads, and "" as not known.
func (b *BSN) UnmarshalText(t []byte) error { return ontleed(b, t, ParseBSN) }

// ontleed is UnmarshalText for a value with a parse function; empty text is the zero value.
func ontleed[T any](in *T, t []byte, parse func(string) (T, error)) error {
	var v T
	if len(t) > 0 {
		var err error
		if v, err = parse(string(t)); err != nil {
			return err
		}
	}
	*in = v
	return nil
}
