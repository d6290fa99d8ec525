package main

import (
	"fmt"
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
			t.Vermeldingen = append(t.Vermeldingen,
				bericht.Vermelding{Begin: begin, Einde: begin + utf8.RuneCountInString(piece.as), Wie: piece.who})
		}
	}
	return t
}

func person(ref, given, called, family, born, sex, bsn string, what domain.Hoedanigheid,
	contacts ...bericht.Contact) bericht.NieuweBetrokkeneVerwijzing {
	return bericht.NieuweBetrokkeneVerwijzing{Verwijzing: ref, NieuweBetrokkene: bericht.NieuweBetrokkene{
		Identiteit: bericht.Identiteit{Naam: bericht.Naam{Voornamen: given, Roepnaam: called, Achternaam: family},
			Geboortedatum: born, Geslacht: sex, BSN: bsn, Hoedanigheid: what},
		Contacten: contacts,
	}}
}

func contactAddress(street, number, postcode string) bericht.Contact {
	return bericht.Contact{Soort: domain.ContactAdres,
		Adres: &bericht.Adres{Straat: street, Huisnummer: number, Postcode: postcode, Plaats: "Ons Dorp"}}
}

// letterText is the file of the demo's bijlage.
const letterText = `Basisschool De Verzinsels
Ons Dorp

Geachte mevrouw, meneer,

Bram is de laatste weken vaak moe en stil in de klas. Wij maken ons zorgen en werken graag mee.

Met vriendelijke groet,
de intern begeleider
`

// Whom the week asks, and who informs.
const (
	practice   = "Huisartsenpraktijk De Verzinsels"
	therapists = "Praktijk voor psychologie De Verzinsels"
	school     = "Basisschool De Verzinsels"
)

// ownFinding is the source of what an employee found.
var ownFinding = bericht.Bron{Soort: "eigen-waarneming"}

// unfinishedText is a draft that nobody finishes.
const unfinishedText = "Met Lotte afgesproken dat zij bij spoed het codewoord duizendschoon noemt; nog "

// shelterText is the file of the bijlage that is geheim.
const shelterText = `Opvang De Schuilplaats
Schuilhof 7
9876 ZX Elders

Hierbij bevestigen wij dat mevrouw L. Fictief met haar dochter bij ons verblijft. Zij kunnen hier blijven zolang dat nodig is.
`

// letterPDF is a letter of one page, as small as a PDF gets.
func letterPDF() string {
	page := "BT /F1 12 Tf 72 760 Td (Noor Fictief was in het voorjaar twee keer op het spreekuur.) Tj ET"
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(page), page),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	}
	file, table := "%PDF-1.4\n", "0000000000 65535 f \n"
	for i, object := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", len(file))
		file += fmt.Sprintf("%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	return file + fmt.Sprintf("xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n",
		len(objects)+1, table, len(objects)+1, len(file))
}

// photoPNG is a picture of one grey point.
const photoPNG = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU" +
	"\x00\x00\x00\nIDATx\x9cch\x00\x00\x00\x82\x00\x81w\xcdr\xb6\x00\x00\x00\x00IEND\xaeB`\x82"
