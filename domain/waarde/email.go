package waarde

import (
	"net/mail"
	"strings"
)

// Email is an e-mail address: an addr-spec of RFC 5322 without display name, comments, quoted local part or domain
// literal, its domain in lower case and with at least one dot. It is comparable; the zero value means not known.
type Email struct{ s string }

// ParseEmail reads an address, outer spaces ignored. It fails with CodeEmail.
func ParseEmail(s string) (Email, error) {
	s = strings.TrimSpace(s)
	a, err := mail.ParseAddress(s)
	if err != nil || a.Name != "" || a.Address != s || strings.ContainsAny(s, "\"[]()<> \t\r\n") {
		return Email{}, fout(CodeEmail)
	}
	i := strings.LastIndexByte(s, '@')
	lokaal, domein := s[:i], strings.ToLower(s[i+1:])
	if len(lokaal) > 64 || len(s) > 254 || !isDomein(domein) || controleerVeld(lokaal) != nil {
		return Email{}, fout(CodeEmail)
	}
	return Email{lokaal + "@" + domein}, nil
}

// isDomein takes a name of at least two labels; an internationalised name is taken as it is written.
func isDomein(s string) bool {
	labels := strings.Split(s, ".")
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' || strings.ContainsAny(l, "!#$%&'*+/=?^_`{|}~") {
			return false
		}
	}
	return len(labels) >= 2 && controleerVeld(s) == nil
}

// Waarde gives the address.
func (e Email) Waarde() string { return e.s }

// Zoekvorm is the form under which a blind index finds the address: in lower case, since hardly any mail server tells
// capitals apart.
func (e Email) Zoekvorm() string { return strings.ToLower(e.s) }

// IsZero reports that no address is known.
func (e Email) IsZero() bool { return e.s == "" }

// MarshalText writes Waarde.
func (e Email) MarshalText() ([]byte, error) { return []byte(e.s), nil }

// UnmarshalText reads what ParseEmail reads, and "" as not known.
func (e *Email) UnmarshalText(b []byte) error { return ontleed(e, b, ParseEmail) }
