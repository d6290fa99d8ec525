package domain

import (
	"fmt"
	"strings"

	"dossierboek/domain/waarde"
)

// Code names a refusal. Each has one HTTP status, in package api.
type Code string

const (
	CodeOngeldig           Code = "ongeldige-invoer"
	CodeGeenToegang        Code = "geen-toegang"
	CodeOnbekend           Code = "niet-gevonden"
	CodeBestaatAl          Code = "bestaat-al"
	CodeGesloten           Code = "dossier-gesloten"
	CodeVernietigd         Code = "vernietigd"
	CodeOvergebracht       Code = "overgebracht"
	CodeAfgeschermd        Code = "afgeschermd"
	CodeStand              Code = "past-niet-bij-stand"
	CodeZelfdePersoon      Code = "tweede-persoon-nodig"
	CodeZonderUitkomst     Code = "onderdeel-zonder-uitkomst"
	CodeNogGenoemd         Code = "persoon-nog-genoemd"
	CodeRevisie            Code = "revisie-verouderd"
	CodeConceptVersie      Code = "concept-verouderd"
	CodeConflict           Code = "gelijktijdige-wijziging"
	CodeAndereAanvraag     Code = "sleutel-al-gebruikt"
	CodeAanvraagVergaan    Code = "aanvraag-vernietigd"
	CodeTeGroot            Code = "te-groot"
	CodeKlok               Code = "klok-loopt-achter"
	CodeNietBereikbaar     Code = "opslag-niet-bereikbaar"
	CodeVol                Code = "opslag-vol"
	CodeGeheimhouding      Code = "geheimhouding-ontbreekt"
	CodeDiagnoseZonder     Code = "diagnose-zonder-bevoegde-bron"
	CodeMeldingZonder      Code = "melding-zonder-betrokkene"
	CodeMogelijkBekend     Code = "mogelijk-bekend"
	CodeNietTerUitvoer     Code = "vernietiging-niet-uitvoerbaar"
	CodeBehoudZonderBelang Code = "behoud-zonder-belang"
	CodeGeheim             Code = "geheim-contactgegeven"
	CodeGeheimOnbevestigd  Code = "geheim-niet-bevestigd"
	CodeWederhoor          Code = "wederhoor-ontbreekt"
	CodeWerkaantekening    Code = "werkaantekening-zonder-uitkomst"

	CodeBestandstype Code = "bestandstype-niet-toegestaan"
	CodeHeimelijk    Code = "heimelijke-opname"
	CodeToestemming  Code = "toestemming-ontbreekt"
	CodeBestandStuk  Code = "bestand-niet-leesbaar"

	CodeNietTeHerstellen Code = "niet-te-herstellen"
	CodeBeperkt          Code = "beperkt"
)

// Codes lists every code; tests range over it so that no code is without a status or a title.
var Codes = []Code{
	CodeOngeldig, CodeGeenToegang, CodeOnbekend, CodeBestaatAl, CodeGesloten, CodeVernietigd, CodeOvergebracht,
	CodeAfgeschermd, CodeStand, CodeZelfdePersoon, CodeZonderUitkomst, CodeNogGenoemd, CodeRevisie, CodeConceptVersie,
	CodeConflict, CodeAndereAanvraag, CodeAanvraagVergaan, CodeTeGroot, CodeKlok, CodeNietBereikbaar, CodeVol,
	CodeGeheimhouding, CodeDiagnoseZonder, CodeMeldingZonder, CodeMogelijkBekend, CodeNietTerUitvoer,
	CodeBehoudZonderBelang, CodeGeheim, CodeGeheimOnbevestigd, CodeWederhoor, CodeWerkaantekening,
	CodeBestandstype, CodeHeimelijk, CodeToestemming, CodeBestandStuk, CodeNietTeHerstellen, CodeBeperkt,
}

// Weigering says why something is not done. Tekst and the faults are Dutch, are shown to the caller, and hold no
// personal data. Regels names the rules it rests on: ids of the requirements, or law and article.
type Weigering struct {
	Code   Code
	Tekst  string
	Regels []string
	Fouten waarde.Fouten
	Bekend []MogelijkBekend // the dossiers that were found, of CodeMogelijkBekend
}

// Weiger makes a refusal.
func Weiger(code Code, tekst string, regels ...string) *Weigering {
	return &Weigering{Code: code, Tekst: tekst, Regels: regels}
}

func (w *Weigering) Error() string {
	s := fmt.Sprintf("%s: %s", w.Code, w.Tekst)
	if len(w.Regels) > 0 {
		s += " (" + strings.Join(w.Regels, ", ") + ")"
	}
	return s
}

// Is matches any refusal of the same code.
func (w *Weigering) Is(target error) bool {
	t, ok := target.(*Weigering)
	return ok && t.Code == w.Code
}
