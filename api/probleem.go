package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// The codes of what goes wrong before the domain is asked anything.
const (
	codeNietAangemeld domain.Code = "niet-aangemeld"
	codeMethode       domain.Code = "methode-niet-toegestaan"
	codeMediaType     domain.Code = "media-type"
	codeAccept        domain.Code = "niet-te-leveren"
	codeTeTraag       domain.Code = "te-traag"
	codeTeVaak        domain.Code = "te-veel-verzoeken"
	codeDruk          domain.Code = "te-druk"
	codeIntern        domain.Code = "interne-fout"
)

// soortProbleem is how a code is answered.
type soortProbleem struct {
	status int
	titel  string
	later  time.Duration // Retry-After; 0: none
}

// problemen is the one table from codes to HTTP. A test holds it against domain.Codes.
var problemen = map[domain.Code]soortProbleem{
	domain.CodeOngeldig:           {http.StatusBadRequest, "De invoer klopt niet", 0},
	domain.CodeGeenToegang:        {http.StatusForbidden, "Geen toegang", 0},
	domain.CodeGeheimhouding:      {http.StatusForbidden, "Geen getekende geheimhouding", 0},
	domain.CodeZelfdePersoon:      {http.StatusForbidden, "Een tweede persoon is nodig", 0},
	domain.CodeOnbekend:           {http.StatusNotFound, "Niet gevonden", 0},
	domain.CodeBestaatAl:          {http.StatusConflict, "Bestaat al", 0},
	domain.CodeGesloten:           {http.StatusConflict, "Het dossier is gesloten", 0},
	domain.CodeVernietigd:         {http.StatusGone, "Vernietigd", 0},
	domain.CodeOvergebracht:       {http.StatusGone, "Overgebracht naar een ander dossier", 0},
	domain.CodeAfgeschermd:        {http.StatusConflict, "Afgeschermd", 0},
	domain.CodeStand:              {http.StatusConflict, "Past niet bij de stand", 0},
	domain.CodeZonderUitkomst:     {http.StatusConflict, "Niet elk onderdeel heeft een uitkomst", 0},
	domain.CodeNogGenoemd:         {http.StatusConflict, "De persoon wordt nog genoemd", 0},
	domain.CodeRevisie:            {http.StatusPreconditionFailed, "Het dossier is intussen gewijzigd", 0},
	domain.CodeConceptVersie:      {http.StatusPreconditionFailed, "Het concept is intussen gewijzigd", 0},
	domain.CodeConflict:           {http.StatusConflict, "Gelijktijdige wijziging", time.Second},
	domain.CodeAndereAanvraag:     {http.StatusConflict, "Deze Idempotency-Key is al gebruikt", 0},
	domain.CodeAanvraagVergaan:    {http.StatusGone, "De eerdere aanvraag is hier niet meer", 0},
	domain.CodeTeGroot:            {http.StatusRequestEntityTooLarge, "Te groot", 0},
	domain.CodeKlok:               {http.StatusServiceUnavailable, "De klok loopt achter", time.Minute},
	domain.CodeNietBereikbaar:     {http.StatusServiceUnavailable, "De opslag is niet bereikbaar", 5 * time.Second},
	domain.CodeVol:                {http.StatusInsufficientStorage, "De opslag is vol", time.Minute},
	domain.CodeDiagnoseZonder:     {http.StatusConflict, "Diagnose zonder bevoegde bron", 0},
	domain.CodeMeldingZonder:      {http.StatusConflict, "Melding zonder betrokkene", 0},
	domain.CodeMogelijkBekend:     {http.StatusConflict, "Mogelijk al bekend in een dossier", 0},
	domain.CodeNietTerUitvoer:     {http.StatusConflict, "De vernietiging is niet uitvoerbaar", 0},
	domain.CodeBehoudZonderBelang: {http.StatusConflict, "Behoud zonder belang", 0},
	domain.CodeGeheimOnbevestigd:  {http.StatusConflict, "Wat geheim is, is niet bevestigd", 0},
	domain.CodeGeheim:             {http.StatusConflict, "Hier is iets geheim", 0},
	domain.CodeWederhoor:          {http.StatusConflict, "Hoor en wederhoor ontbreekt", 0},
	domain.CodeWerkaantekening:    {http.StatusConflict, "Niet elke werkaantekening heeft een uitkomst", 0},

	domain.CodeBestandstype: {http.StatusUnsupportedMediaType, "Dit soort bestand kan niet", 0},
	domain.CodeHeimelijk:    {http.StatusConflict, "Heimelijke opname", 0},
	domain.CodeToestemming:  {http.StatusConflict, "Toestemming ontbreekt", 0},
	domain.CodeBestandStuk:  {http.StatusInternalServerError, "Het bestand is niet te lezen", 0},

	domain.CodeNietTeHerstellen: {http.StatusConflict, "Dit is niet meer te herstellen", 0},
	domain.CodeBeperkt:          {http.StatusConflict, "Er geldt een beperking", 0},

	codeNietAangemeld: {http.StatusUnauthorized, "Niet aangemeld", 0},
	codeMethode:       {http.StatusMethodNotAllowed, "Deze methode kan hier niet", 0},
	codeMediaType:     {http.StatusUnsupportedMediaType, "Dit mediatype kan niet", 0},
	codeAccept:        {http.StatusNotAcceptable, "Dit antwoord is niet te leveren", 0},
	codeBereik:        {http.StatusRequestedRangeNotSatisfiable, "Dit deel van het bestand is er niet", 0},
	codeTeTraag:       {http.StatusRequestTimeout, "Het verzoek duurde te lang", 0},
	codeTeVaak:        {http.StatusTooManyRequests, "Te veel verzoeken", time.Second},
	codeDruk:          {http.StatusServiceUnavailable, "Te druk", time.Second},
	codeIntern:        {http.StatusInternalServerError, "Interne fout", 0},
}

// voorProbleem begins the type of every problem.
const voorProbleem = "urn:dossierboek:probleem:"

// probleemVan makes the document of a refusal. A code that the table lacks is an internal fault.
func probleemVan(w *domain.Weigering) bericht.Probleem {
	soort, ok := problemen[w.Code]
	if !ok {
		return probleemVan(domain.Weiger(codeIntern, "Er ging iets mis. Het is gemeld."))
	}
	p := bericht.Probleem{
		Type: voorProbleem + string(w.Code), Title: soort.titel, Status: soort.status, Detail: w.Tekst, Code: w.Code,
		Regels: w.Regels, MogelijkBekend: bekendUit(w.Bekend),
	}
	for _, f := range w.Fouten {
		p.Fouten = append(p.Fouten, bericht.Fout{Waar: waarInhoud, Veld: f.Veld, Code: string(f.Code), Tekst: f.Tekst})
	}
	return p
}

// meldProbleem answers with a problem document.
func meldProbleem(w http.ResponseWriter, r *http.Request, p bericht.Probleem) {
	p.Verzoek = verzoekVan(r.Context())
	if s := problemen[p.Code]; s.later > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(s.later/time.Second)))
	}
	noteer(r.Context(), p.Code)
	ruw, err := json.Marshal(p)
	if err != nil { // strings and numbers always encode
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(ruw, '\n')) // the caller hung up: nothing is left to tell
}

// weiger answers with a refusal that needs no more than its words.
func weiger(w http.ResponseWriter, r *http.Request, code domain.Code, tekst string, regels ...string) {
	meldProbleem(w, r, probleemVan(domain.Weiger(code, tekst, regels...)))
}

// meldFout answers with whatever went wrong. What is no refusal is logged and not shown.
func (s *Server) meldFout(w http.ResponseWriter, v *vraag, err error) {
	r := v.r
	var weigering *domain.Weigering
	if !errors.As(err, &weigering) {
		if r.Context().Err() != nil {
			weigering = domain.Weiger(domain.CodeNietBereikbaar,
				"Het verzoek is afgebroken. Probeer het met dezelfde Idempotency-Key opnieuw.")
		} else {
			s.Logger.ErrorContext(r.Context(), "verzoek mislukt", "verzoek", v.verzoek, "route", v.route.id, "fout", err)
			weigering = domain.Weiger(codeIntern, "Er ging iets mis. Het is gemeld; noem bij vragen de id van dit verzoek.")
		}
	} else if problemen[weigering.Code].status >= http.StatusInternalServerError {
		s.Logger.ErrorContext(r.Context(), "verzoek niet uitgevoerd", "verzoek", v.verzoek, "route", v.route.id, "fout", err)
	}
	p := probleemVan(weigering)
	p.Fouten = nil
	for _, f := range weigering.Fouten {
		if welk, ok := onderdeelIn(f.Veld); ok {
			p.Onderdelen = append(p.Onderdelen, welk)
			continue
		}
		p.Fouten = append(p.Fouten, bericht.Fout{Waar: v.waarVan(f.Veld), Veld: v.veldVan(f.Veld), Code: string(f.Code),
			Tekst: f.Tekst})
	}
	meldProbleem(w, r, p)
}

// onderdeelIn takes the onderdeel out of a fault that names it by its id: of an outcome that is missing or no longer
// fits, which stands in no field of the request.
func onderdeelIn(veld string) (welk id.Onderdeel, ok bool) {
	voor, naam := knip(veld)
	if voor != "/uitkomsten" && voor != "/werkaantekeningen" {
		return welk, false
	}
	err := welk.UnmarshalText([]byte(naam))
	return welk, err == nil
}
