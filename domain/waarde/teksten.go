package waarde

// The codes of this package. Each has exactly one text, in teksten.
const (
	CodeOnjuist        Code = "onjuist"
	CodeUTF8           Code = "utf8"
	CodeTeken          Code = "teken"
	CodeTeLang         Code = "te-lang"
	CodeBSNVorm        Code = "bsn-vorm"
	CodeBSNElfproef    Code = "bsn-elfproef"
	CodePostcode       Code = "postcode"
	CodeHuisnummer     Code = "huisnummer"
	CodeAdresLeeg      Code = "adres-leeg"
	CodeLand           Code = "land"
	CodeDatumVorm      Code = "datum-vorm"
	CodeDatumBestaat   Code = "datum-bestaat-niet"
	CodeGeboortedatum  Code = "gedeeltelijke-datum-vorm"
	CodeTijdvak        Code = "tijdvak"
	CodeTelefoon       Code = "telefoon"
	CodeEmail          Code = "email"
	CodeNaamLeeg       Code = "naam-leeg"
	CodeNaamTochBekend Code = "naam-toch-bekend"
)

// teksten are the words a caller sees. None has a place for the value.
var teksten = map[Code]string{
	CodeOnjuist: "Dit veld is niet goed ingevuld.",
	CodeUTF8:    "De tekst is geen geldige UTF-8.",
	CodeTeken:   "De tekst bevat een stuurteken; dat mag niet.",
	CodeTeLang:  "De tekst is te lang; ten hoogste 200 tekens.",
	CodeBSNVorm: "Een burgerservicenummer heeft negen cijfers, ook als het met een 0 begint.",
	CodeBSNElfproef: "Dit burgerservicenummer klopt niet: het doorstaat de elfproef niet. Laat het veld leeg als " +
		"het juiste nummer niet bekend is.",
	CodePostcode: "Een Nederlandse postcode heeft vier cijfers, zonder 0 vooraan, en twee letters (niet SA, SD " +
		"of SS), zoals 1234 AB.",
	CodeHuisnummer: "Een Nederlands huisnummer is een getal van 1 tot en met 99999; wat erachter staat hoort bij " +
		"de toevoeging.",
	CodeAdresLeeg:     "Het adres is leeg: vul ten minste een straat, postcode, plaats of land in.",
	CodeLand:          "Een land wordt geschreven met een naam, niet met cijfers.",
	CodeDatumVorm:     "Een datum wordt geschreven als jjjj-mm-dd, zoals 2026-01-31.",
	CodeDatumBestaat:  "Deze datum bestaat niet.",
	CodeGeboortedatum: "Een datum wordt geschreven als jjjj, jjjj-mm of jjjj-mm-dd, zover als bekend.",
	CodeTijdvak:       "De einddatum moet na de begindatum liggen; de einddatum zelf telt niet meer mee.",
	CodeTelefoon: "Een telefoonnummer bestaat uit 3 tot en met 15 cijfers, met eventueel een + ervoor en " +
		"spaties, streepjes of haakjes ertussen.",
	CodeEmail:          "Dit is geen volledig e-mailadres, zoals naam@voorbeeld.nl.",
	CodeNaamLeeg:       "Vul een voornaam, roepnaam of achternaam in, of geef aan dat de naam onbekend is.",
	CodeNaamTochBekend: "De naam is als onbekend aangemerkt, maar er is wel een naam ingevuld.",
}

// fout makes the fault of a code.
func fout(c Code) Fout { return Fout{Code: c, Tekst: teksten[c]} }
