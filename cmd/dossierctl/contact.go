package main

import (
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

func identityFields(f *fields, i *bericht.Identiteit) {
	f.add("naam", fullName(i.Naam))
	f.add("hoedanigheid", words(string(i.Hoedanigheid)))
	f.add("geboren", partialDay(i.Geboortedatum))
	f.add("geslacht", sexWord(i.Geslacht))
	f.add("BSN", i.BSN)
	f.add("geboorteland", i.Geboorteland)
	f.add("nationaliteit", i.Nationaliteit)
}

// sexWord reads the letter of a geslacht.
func sexWord(code string) string {
	switch code {
	case "m":
		return "man"
	case "v":
		return "vrouw"
	}
	return code
}

func (f *fields) contact(c *bericht.Contact) {
	f.add(words(string(c.Soort)), contactValue(c))
	f.add("geldig", period(c.Geldig))
	f.add("veilig contact", safeContact(c.Veilig))
}

func contactValue(c *bericht.Contact) string {
	switch c.Soort {
	case domain.ContactTelefoon:
		return c.Telefoon
	case domain.ContactEmail:
		return c.Email
	}
	if c.Adres == nil {
		return ""
	}
	return address(*c.Adres)
}

// safeContact says on one line how somebody can be reached without danger.
func safeContact(v *bericht.VeiligContact) string {
	if v == nil {
		return ""
	}
	var parts []string
	add := func(part string, said bool) {
		if said {
			parts = append(parts, part)
		}
	}
	add("bellen: "+v.Bellen, v.Bellen != "")
	add("wanneer: "+v.Wanneer, v.Wanneer != "")
	add("geen post", v.GeenPost)
	add("geen voicemail", v.GeenVoicemail)
	add(v.Toelichting, v.Toelichting != "")
	return strings.Join(parts, "; ")
}

// address is an address on one line.
func address(a bericht.Adres) string {
	street := strings.TrimSpace(strings.Join([]string{a.Straat, a.Huisnummer + a.Toevoeging}, " "))
	var parts []string
	for _, p := range []string{street, strings.TrimSpace(a.Postcode + " " + a.Plaats), a.Land} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// period says when something holds. The last day is not included.
func period(t *bericht.Tijdvak) string {
	switch {
	case t == nil, t.Van == "" && t.Tot == "":
		return ""
	case t.Tot == "":
		return "vanaf " + partialDay(t.Van)
	case t.Van == "":
		return "tot " + partialDay(t.Tot)
	}
	return "van " + partialDay(t.Van) + " tot " + partialDay(t.Tot)
}
