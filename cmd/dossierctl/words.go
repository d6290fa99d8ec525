package main

import (
	"strings"
	"unicode"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// kinds are the words for what an onderdeel is. A test ranges over the kinds of content.
var kinds = map[domain.InhoudSoort]string{
	domain.InhoudOpening:       "opening",
	domain.InhoudBijlage:       "bijlage",
	domain.InhoudIdentiteit:    "identiteit",
	domain.InhoudContact:       "contactgegeven",
	domain.InhoudRelatie:       "relatie",
	domain.InhoudMelding:       "melding",
	domain.InhoudGegeven:       "gegeven",
	domain.InhoudVerslag:       "verslag",
	domain.InhoudPassage:       "passage",
	domain.InhoudVerklaring:    "eigen verklaring",
	domain.InhoudVerstrekking:  "verstrekking",
	domain.InhoudBesluit:       "besluit",
	domain.InhoudCorrectie:     "correctie",
	domain.InhoudVernietiging:  "vernietiging",
	domain.InhoudHerschrijving: "herschrijving",
	domain.InhoudAccordering:   "accordering",
	domain.InhoudWederhoor:     "wederhoor",

	domain.InhoudInformatieverzoek:  "informatieverzoek",
	domain.InhoudInformatieantwoord: "antwoord op een informatieverzoek",

	domain.InhoudHerstel: "herstel",
	domain.InhoudTelling: "telling",

	domain.InhoudMededeling: "mededeling",
}

// neuter are the kinds that take "het".
var neuter = map[domain.InhoudSoort]bool{domain.InhoudContact: true, domain.InhoudGegeven: true,
	domain.InhoudVerslag: true, domain.InhoudInformatieverzoek: true, domain.InhoudInformatieantwoord: true,
	domain.InhoudBesluit: true, domain.InhoudWederhoor: true, domain.InhoudHerstel: true}

func kindWord(k domain.InhoudSoort) string {
	if w, ok := kinds[k]; ok {
		return w
	}
	return words(string(k))
}

// theKind is the word with its article: "het gegeven", "de melding".
func theKind(k domain.InhoudSoort) string {
	if neuter[k] {
		return "het " + kindWord(k)
	}
	return "de " + kindWord(k)
}

// gapWords say why something is not shown. A test ranges over the reasons.
var gapWords = map[domain.GatReden]string{
	domain.GatVernietigd:    "vernietigd",
	domain.GatOvergebracht:  "overgebracht naar een ander dossier",
	domain.GatVerwijderd:    "verwijderd",
	domain.GatAfgeschermd:   "afgeschermd",
	domain.GatGeenToegang:   "geen toegang",
	domain.GatGeheim:        "geheim: vraag de teamleider",
	domain.GatOnderweg:      "wordt overgenomen uit een ander dossier; het staat daar nog",
	domain.GatNogNietBekend: "nog niet bekend",
	domain.GatBeschadigd:    "niet leesbaar: meld dit aan de beheerder",
}

// gapSpan shows a gap: "[vernietigd op 20 maart 2026 10:00:00]".
func gapSpan(g *bericht.Gat) span {
	w, ok := gapWords[g.Reden]
	if !ok {
		w = words(string(g.Reden))
	}
	if g.Op != nil {
		w += " op " + moment(*g.Op)
	}
	s := gap
	if g.Reden == domain.GatBeschadigd {
		s = alarm
	}
	return span{s, "[" + w + "]"}
}

// wordy makes words of codes. What Dutch spells with a hyphen or a capital keeps it.
var wordy = strings.NewReplacer("ex-partner", "ex-partner", "wmo-", "Wmo ", "-", " ")

// words reads a code of a closed list: "niet-ter-zake" and "einde-bemoeienis" are Dutch already.
func words(code string) string {
	switch code {
	case "ots":
		return "OTS"
	case "ontvangen-niet-vastgelegd":
		return "ontvangen, niet vastgelegd"
	}
	return wordy.Replace(code)
}

// coded are the fields of content whose value is a code of a closed list, by the last name in their path.
var coded = map[string]bool{"aard": true, "bevinding": true, "fase": true, "uitkomst": true, "grond": true,
	"soort": true, "stand": true, "status": true, "toestemming": true, "melderHoedanigheid": true, "aanleiding": true,
	"duur": true, "overdracht": true, "vervolgmeldingFase": true, "kanaal": true, "wijze": true}

// dated are the fields of content whose value is a date, as far as it is known.
var dated = map[string]bool{"geboortedatum": true, "gebeurdOp": true, "datum": true, "op": true, "van": true,
	"tot": true, "opnieuw": true}

// eventWords reads the stored name of a kind of event: "correctie.toegepast" is Dutch already.
func eventWords(s domain.Soort) string { return words(strings.ReplaceAll(string(s), ".", " ")) }

// capital begins a line.
func capital(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// yesNo reads a boolean that may be unknown.
func yesNo(b *bool) string {
	switch {
	case b == nil:
		return "niet bekend"
	case *b:
		return "ja"
	}
	return "nee"
}

// by says who did something: "m-1024 (medewerker, namens m-1001)".
func by(w bericht.Wie) string {
	role := words(w.Rol)
	if w.Namens != "" {
		role += ", namens " + w.Namens
	}
	if w.Aanleiding != "" {
		role += ", aanleiding: " + words(string(w.Aanleiding))
	}
	if w.Herkomst != nil {
		role += ", " + words(string(w.Herkomst.Soort)) + " van " + moment(w.Herkomst.Op)
		if w.Herkomst.Wie != "" {
			role += " door " + w.Herkomst.Wie
		}
	}
	return w.Wie + " (" + role + ")"
}
