package waarde

import "strings"

// Telefoon is a telephone number: in E.164 ("+31612345678") where it can be read so, otherwise as it was written
// ("112", "0800-2000", a local number). It is comparable; the zero value means not known.
//
// Read as Dutch: a 0 and nine more digits (Nummerplan telefoon- en ISDN-diensten), with +31 or 0031 for the 0. Read as
// foreign: + or 00 and 7 to 15 digits (ITU-T E.164). Short and service numbers (112, 0800, 0900, 14xxx) have no
// international form and stay as written.
type Telefoon struct{ s string }

// ParseTelefoon reads digits with an optional leading + and spaces, dots, hyphens, slashes and brackets between. It
// fails with CodeTelefoon.
func ParseTelefoon(s string) (Telefoon, error) {
	s = strings.TrimSpace(s)
	c, plus, ok := alleenCijfers(s)
	if !ok || len(c) < 3 || len(c) > 17 {
		return Telefoon{}, fout(CodeTelefoon)
	}
	if e, ok := e164(c, plus); ok {
		return Telefoon{e}, nil
	}
	if plus || len(c) > 15 || len(s) > 40 {
		return Telefoon{}, fout(CodeTelefoon)
	}
	return Telefoon{s}, nil
}

// alleenCijfers takes the separators out, and the "(0)" that people write after a country code.
func alleenCijfers(s string) (c string, plus, ok bool) {
	if s, plus = strings.CutPrefix(s, "+"); plus || strings.HasPrefix(s, "00") {
		s = strings.Replace(s, "(0)", "", 1)
	}
	var b strings.Builder
	for i := range len(s) {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			b.WriteByte(s[i])
		case !strings.ContainsRune(" .-/()", rune(s[i])):
			return "", false, false
		}
	}
	return b.String(), plus, true
}

func e164(c string, plus bool) (string, bool) {
	if !plus {
		switch {
		case strings.HasPrefix(c, "00"):
			c = c[2:]
		case len(c) == 10 && c[0] == '0' && !strings.HasPrefix(c, "0800") && !strings.HasPrefix(c, "090"):
			return "+31" + c[1:], true
		default:
			return "", false
		}
	}
	if len(c) < 7 || len(c) > 15 || c[0] == '0' {
		return "", false
	}
	if n, ok := strings.CutPrefix(c, "31"); ok && (len(n) != 9 || n[0] == '0') && !strings.HasPrefix(n, "97") {
		return "", false
	}
	return "+" + c, true
}

// Waarde gives the number, in E.164 where IsE164.
func (t Telefoon) Waarde() string { return t.s }

// IsE164 reports whether the number could be read as an international one.
func (t Telefoon) IsE164() bool { return strings.HasPrefix(t.s, "+") }

// Zoekvorm is the form under which a blind index finds the number: E.164, or its digits.
func (t Telefoon) Zoekvorm() string {
	if t.IsE164() {
		return t.s
	}
	c, _, _ := alleenCijfers(t.s)
	return c
}

// Leesbaar gives a Dutch number as it is written here (0612345678), any other as kept.
func (t Telefoon) Leesbaar() string {
	if n, ok := strings.CutPrefix(t.s, "+31"); ok {
		return "0" + n
	}
	return t.s
}

// IsZero reports that no number is known.
func (t Telefoon) IsZero() bool { return t.s == "" }

// MarshalText writes Waarde.
func (t Telefoon) MarshalText() ([]byte, error) { return []byte(t.s), nil }

// UnmarshalText reads what ParseTelefoon reads, and "" as not known.
func (t *Telefoon) UnmarshalText(b []byte) error { return ontleed(t, b, ParseTelefoon) }
