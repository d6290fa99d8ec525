package waarde

import (
	"strings"
	"unicode/utf8"
)

// MaxVeld is the greatest length of a name or an address field, in code points (the BRP's own limit for a surname).
const MaxVeld = 200

// Adres is where someone lives or can be reached (ZOB 6.2h). An empty Land means the Netherlands, where Postcode
// follows the Dutch rule and Huisnummer is a number; elsewhere both are free. Any field may be empty: often only a
// place is known. It is comparable.
type Adres struct {
	Straat     string `json:"straat,omitempty"`
	Huisnummer string `json:"huisnummer,omitempty"`
	Toevoeging string `json:"toevoeging,omitempty"`
	Postcode   string `json:"postcode,omitempty"`
	Plaats     string `json:"plaats,omitempty"`
	Land       string `json:"land,omitempty"`
}

// Controleer gives all faults, by field.
func (a Adres) Controleer() Fouten {
	var f Fouten
	if a.Genormaliseerd() == (Adres{}) {
		f.Voeg(fout(CodeAdresLeeg))
		return f
	}
	for _, v := range [...]struct{ naam, waarde string }{
		{"straat", a.Straat}, {"huisnummer", a.Huisnummer}, {"toevoeging", a.Toevoeging},
		{"postcode", a.Postcode}, {"plaats", a.Plaats}, {"land", a.Land},
	} {
		f.Voeg(controleerVeld(v.waarde), v.naam)
	}
	if len(f) > 0 {
		return f
	}
	a = a.Genormaliseerd()
	if strings.ContainsAny(a.Land, "0123456789") {
		f.Voeg(fout(CodeLand), "land")
	}
	if a.InNederland() {
		if a.Postcode != "" {
			_, err := ParsePostcode(a.Postcode)
			f.Voeg(err, "postcode")
		}
		if a.Huisnummer != "" && !isHuisnummer(a.Huisnummer) {
			f.Voeg(fout(CodeHuisnummer), "huisnummer")
		}
	}
	return f
}

// Genormaliseerd gives the address as it is to be kept: outer spaces gone, a Dutch postcode as "1234 AB", and
// "Nederland" as the empty Land, so that one address has one form. What does not pass the rules is left as it is.
func (a Adres) Genormaliseerd() Adres {
	for _, v := range [...]*string{&a.Straat, &a.Huisnummer, &a.Toevoeging, &a.Postcode, &a.Plaats, &a.Land} {
		*v = strings.TrimSpace(*v)
	}
	if a.InNederland() {
		a.Land = ""
		if p, err := ParsePostcode(a.Postcode); err == nil {
			a.Postcode = p.Waarde()
		}
	}
	return a
}

// InNederland reports whether the Dutch rules hold.
func (a Adres) InNederland() bool {
	switch Zoeknaam(a.Land) {
	case "", "nederland", "nl", "the netherlands":
		return true
	}
	return false
}

// Regels gives the address as on an envelope, without empty lines.
func (a Adres) Regels() []string {
	var uit []string
	for _, r := range [...]string{
		plak(a.Straat, plak(a.Huisnummer, a.Toevoeging)), plak(a.Postcode, a.Plaats), a.Land,
	} {
		if r != "" {
			uit = append(uit, r)
		}
	}
	return uit
}

// Zoekvorm is the form under which a blind index finds the address: postcode with house number in the Netherlands (the
// pair of Wmo 2015 art. 5.2.9), else street, number, postcode and place. It is "" where too little is known to find
// anyone by.
func (a Adres) Zoekvorm() string {
	a = a.Genormaliseerd()
	if a.InNederland() && a.Postcode != "" && a.Huisnummer != "" {
		return Zoeknaam(strings.ReplaceAll(a.Postcode, " ", "") + " " + a.Huisnummer + " " + a.Toevoeging)
	}
	if a.Straat == "" || a.Plaats == "" {
		return ""
	}
	return Zoeknaam(strings.Join([]string{a.Straat, a.Huisnummer, a.Toevoeging, a.Postcode, a.Plaats, a.Land}, " "))
}

// plak joins two texts by a space where both are there.
func plak(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func isHuisnummer(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' || i == 0 && s[i] == '0' {
			return false
		}
	}
	return len(s) >= 1 && len(s) <= 5
}

// controleerVeld holds what goes for every one-line text: UTF-8, no control characters, at most MaxVeld code points.
func controleerVeld(s string) error {
	if !utf8.ValidString(s) {
		return fout(CodeUTF8)
	}
	for _, r := range s {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' {
			return fout(CodeTeken)
		}
	}
	if utf8.RuneCountInString(s) > MaxVeld {
		return fout(CodeTeLang)
	}
	return nil
}
