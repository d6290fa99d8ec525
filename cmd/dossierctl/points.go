package main

import (
	"fmt"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// pointWords say what is to be done. A test ranges over the soorten.
var pointWords = map[domain.PuntSoort]string{
	domain.PuntAccordering:       "de accordering door de informant",
	domain.PuntVisie:             "de visie van een directbetrokkene",
	domain.PuntMarkeren:          "het markeren van feit, oordeel, mening of hypothese",
	domain.PuntMeldingOnvolledig: "het aanvullen van wat ontbreekt",
	domain.PuntBesluit:           "het besluit",
	domain.PuntOnderzoek:         "het afronden van het onderzoek",
	domain.PuntAntwoord:          "het antwoord",
	domain.PuntTelling:           "de telling voor de statistiek",
	domain.PuntWederhoor:         "het horen van wie nog niet is gehoord",
	domain.PuntBevinding:         "het vastleggen van wat het onderzoek vond",
	domain.PuntInformeren:        "het informeren van wie nog niet weet dat er gegevens zijn vastgelegd",
	domain.PuntNakijken:          "het nakijken",
	domain.PuntTussentijds:       "het nagaan over wie gaat wat tussentijds is vastgelegd",
	domain.PuntHerleidbaar:       "het nagaan of iets nog verraadt wie is afgeschermd",
}

func pointWord(s domain.PuntSoort) string {
	if w, ok := pointWords[s]; ok {
		return w
	}
	return words(string(s))
}

func isPoint(m *bericht.Moment) bool {
	return m.Soort == domain.SoortPuntGeopend || m.Soort == domain.SoortPuntAfgedaan
}

// sameAppend reports whether two events were recorded together.
func sameAppend(a, b *bericht.Moment) bool {
	return a.Verzoek == b.Verzoek && a.Door.VastgelegdOp.Equal(b.Door.VastgelegdOp)
}

// point shows under an event what it put on an agenda, or took off one.
func (r *replay) point(m *bericht.Moment) {
	label, what := "afgedaan", pointWord(m.Feit.Punt)+", bij "+r.at(m)
	if m.Soort == domain.SoortPuntGeopend {
		label, what = "agenda", r.pointOpened(m)
	}
	r.field(4, label, text(what), span{faint, fmt.Sprintf(" (revisie %d)", m.Revisie)})
}

// pointOpened is what was put on whose agenda: "m-1024, uiterlijk 16 maart 2026: het nakijken, bij het gegeven van
// revisie 9".
func (r *replay) pointOpened(m *bericht.Moment) string {
	return fmt.Sprintf("%s, uiterlijk %s: %s, bij %s", m.Feit.Eigenaar, partialDay(m.Feit.Uiterlijk),
		pointWord(m.Feit.Punt), r.at(m))
}
