package main

import (
	"unicode/utf8"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// mentioned is somebody as written in a text.
type mentioned struct{ who, as string }

func mention(who, as string) mentioned { return mentioned{who, as} }

// write makes a text of strings and mentions.
func write(pieces ...any) bericht.Tekst {
	var t bericht.Tekst
	for _, piece := range pieces {
		switch piece := piece.(type) {
		case string:
			t.Tekst += piece
		case mentioned:
			begin := utf8.RuneCountInString(t.Tekst)
			t.Tekst += piece.as
			t.Vermeldingen = append(t.Vermeldingen, bericht.Vermelding{Begin: begin, Einde: begin + utf8.RuneCountInString(piece.as), Wie: piece.who})
		}
	}
	return t
}

func person(ref, given, called, family, born, sex, bsn string, what domain.Hoedanigheid, contacts ...bericht.Contact) bericht.NieuweBetrokkeneVerwijzing {
	return bericht.NieuweBetrokkeneVerwijzing{Verwijzing: ref, NieuweBetrokkene: bericht.NieuweBetrokkene{
		Identiteit: bericht.Identiteit{Naam: bericht.Naam{Voornamen: given, Roepnaam: called, Achternaam: family},
			Geboortedatum: born, Geslacht: sex, BSN: bsn, Hoedanigheid: what},
		Contacten: contacts,
	}}
}

func contactAddress(street, number, postcode string) bericht.Contact {
	return bericht.Contact{Soort: domain.ContactAdres, Adres: &bericht.Adres{Straat: street, Huisnummer: number, Postcode: postcode, Plaats: "Ons Dorp"}}
}

// letterText is the file of the demo's bijlage.
const letterText = `Basisschool De Verzinsels
Ons Dorp

Geachte mevrouw, meneer,

Bram is de laatste weken vaak moe en stil in de klas. Wij maken ons zorgen en werken graag mee.

Met vriendelijke groet,
de intern begeleider
`
