package waarde

import "strings"

// Postcode is a Dutch postcode, kept as "1234 AB". It is comparable; the zero value means not known.
//
// The rule: four digits of which the first is not 0, and two letters, of which SA, SD and SS were never issued.
type Postcode struct{ s string }

// ParsePostcode reads a postcode in capitals or not, with or without spaces between digits and letters. It fails with
// CodePostcode.
func ParsePostcode(s string) (Postcode, error) {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > 8 {
		return Postcode{}, fout(CodePostcode)
	}
	cijfers, letters := s[:4], strings.ToUpper(strings.TrimLeft(s[4:], " "))
	for i := range cijfers {
		if c := cijfers[i]; c < '0' || c > '9' || i == 0 && c == '0' {
			return Postcode{}, fout(CodePostcode)
		}
	}
	if len(letters) != 2 || !isHoofdletter(letters[0]) || !isHoofdletter(letters[1]) {
		return Postcode{}, fout(CodePostcode)
	}
	switch letters {
	case "SA", "SD", "SS":
		return Postcode{}, fout(CodePostcode)
	}
	return Postcode{cijfers + " " + letters}, nil
}

func isHoofdletter(c byte) bool { return c >= 'A' && c <= 'Z' }

// Waarde gives "1234 AB", "" where not known.
func (p Postcode) Waarde() string { return p.s }

// MarshalText writes "1234 AB".
func (p Postcode) MarshalText() ([]byte, error) { return []byte(p.s), nil }

// UnmarshalText reads what ParsePostcode reads, and "" as not known.
func (p *Postcode) UnmarshalText(t []byte) error { return ontleed(p, t, ParsePostcode) }
