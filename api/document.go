package api

import (
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// nieuwDocument begins the OpenAPI document.
func nieuwDocument(c Contact) *huma.OpenAPI {
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{
			Title: "Dossierboek", Version: Versie,
			Description: "Dossiers van Veilig Thuis en jeugdbescherming: vastleggen, corrigeren, verstrekken, vernietigen en " +
				"terugkijken. Elke raadpleging en elke weigering wordt vastgelegd. Alle voorbeelden zijn verzonnen.",
			Contact: &huma.Contact{Name: c.Naam, URL: c.URL, Email: c.Email},
		},
		Servers: []*huma.Server{{URL: voorvoegsel, Description: "Versie 1"}},
		Tags: []*huma.Tag{
			{Name: groepDossiers, Description: "Een dossier openen, bekijken op twee tijden, terugspelen en uitvoeren."},
			{Name: groepVastleggen, Description: "Betrokkenen, contactgegevens, relaties, meldingen, gegevens en eigen " +
				"verklaringen vastleggen."},
			{Name: groepCorrigeren, Description: "Onderdelen corrigeren en koppelen."},
			{Name: groepVerstrekken, Description: "Vastleggen wat aan wie is verstrekt."},
			{Name: groepBeslissen, Description: "Fasen, sluiten en heropenen."},
			{Name: groepVernietigen, Description: "Vernietigen: voorvertoning, besluit, goedkeuring door een ander."},
			{Name: groepZoeken, Description: "Personen en verstrekkingen vinden. Persoonsgegevens staan nooit in een adres; " +
				"zoeken gaat met POST."},
			{Name: groepAgenda, Description: "Wat nog moet gebeuren: door wie, en voor welke dag."},
			{Name: groepTellen, Description: "Hoeveel meldingen er waren, per halfjaar, zonder persoonsgegevens en zonder " +
				"kleine aantallen."},
			{Name: groepConcepten, Description: "Wat iemand aan het schrijven is en nog niet heeft vastgelegd. Van wie het " +
				"schrijft; een teamleider en de privacy officer kunnen meekijken, en dat wordt vastgelegd."},
			{Name: groepToezien, Description: "Wie wat raadpleegde."},
		},
		Security: []map[string][]string{{"token": {}}},
		Components: &huma.Components{
			Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
			SecuritySchemes: map[string]*huma.SecurityScheme{
				"token": {Type: "http", Scheme: "bearer", BearerFormat: "JWT",
					Description: "Een JWT, getekend met Ed25519 (EdDSA), met sub (medewerker), rol, geheimhoudingOp, iss, iat en " +
						"exp."},
			},
		},
	}
}

// schemaVan gives the schema of a message type.
func (s *Server) schemaVan(t reflect.Type) *huma.Schema {
	return s.document.Components.Schemas.Schema(t, true, t.Name())
}

// voorbeeld makes a value of the examples of its fields: those required, and others by name.
func (s *Server) voorbeeld(schema *huma.Schema, ook ...string) any {
	if len(schema.Examples) > 0 {
		return schema.Examples[0]
	}
	if schema.Ref != "" {
		schema = s.document.Components.Schemas.SchemaFromRef(schema.Ref)
	}
	if schema.Type != huma.TypeObject {
		return nil
	}
	uit := map[string]any{}
	for _, naam := range append(schema.Required[:len(schema.Required):len(schema.Required)], ook...) {
		uit[naam] = s.voorbeeld(schema.Properties[naam])
	}
	return uit
}

// foutStatussen are the statuses that every route may answer with.
var foutStatussen = []int{
	http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusNotAcceptable,
	http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusServiceUnavailable,
}

// schrijfStatussen are what writes may answer with besides.
var schrijfStatussen = []int{
	http.StatusConflict, http.StatusGone, http.StatusPreconditionFailed, http.StatusRequestEntityTooLarge,
	http.StatusInsufficientStorage,
}

// documenteer adds a route to the document.
func (s *Server) documenteer(rt *route) {
	op := &huma.Operation{
		Method: rt.methode, Path: rt.pad, OperationID: rt.id, Tags: []string{rt.groep}, Summary: rt.titel,
		Description: rt.uitleg, Responses: map[string]*huma.Response{},
	}
	for _, p := range rt.parameters {
		op.Parameters = append(op.Parameters,
			&huma.Param{Name: p.naam, In: inDocument[p.waar], Description: p.doc, Required: p.verplicht, Schema: p.schema})
	}
	if rt.metBestand {
		op.RequestBody = s.inhoudMetBestand(rt)
	}
	if rt.lichaam != nil && !rt.metBestand {
		op.RequestBody = &huma.RequestBody{Required: true, Description: "De inhoud.", Content: map[string]*huma.MediaType{
			"application/json": {Schema: s.schemaVan(rt.lichaam),
				Example: s.voorbeeld(s.schemaVan(rt.lichaam), rt.bijvoorbeeld...)},
		}}
	}
	op.Responses[strconv.Itoa(rt.status)] = s.goedAntwoord(rt, "Gelukt.")
	if rt.ook != 0 {
		op.Responses[strconv.Itoa(rt.ook)] = s.goedAntwoord(rt,
			"Gelukt, maar nog niet alles is uitgevoerd; dat wordt afgemaakt.")
	}
	statussen := foutStatussen
	if rt.inDelen {
		op.Responses[strconv.Itoa(http.StatusPartialContent)] = s.goedAntwoord(rt, "Het gevraagde deel.")
		statussen = append(statussen[:len(statussen):len(statussen)], http.StatusRequestedRangeNotSatisfiable)
	}
	if rt.methode != http.MethodGet {
		statussen = append(statussen[:len(statussen):len(statussen)], schrijfStatussen...)
	}
	if rt.lichaam != nil {
		statussen = append(statussen[:len(statussen):len(statussen)], http.StatusUnsupportedMediaType,
			http.StatusRequestTimeout, http.StatusRequestEntityTooLarge)
	}
	probleem := s.schemaVan(reflect.TypeFor[bericht.Probleem]())
	for _, n := range statussen {
		op.Responses[strconv.Itoa(n)] = &huma.Response{
			Description: titelVan(n), Headers: map[string]*huma.Header{"API-Version": kopVersie(), "Verzoek-Id": kopVerzoek()},
			Content: map[string]*huma.MediaType{"application/problem+json": {Schema: probleem}},
		}
	}
	s.document.AddOperation(op)
}

// inhoudMetBestand is the body of a route that brings a file.
func (s *Server) inhoudMetBestand(rt *route) *huma.RequestBody {
	schema := s.schemaVan(rt.lichaam)
	return &huma.RequestBody{Required: true, Description: "Twee delen, in deze volgorde: metadata en bestand.",
		Content: map[string]*huma.MediaType{
			"multipart/form-data": {
				Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{deelMetadata, deelBestand},
					Properties: map[string]*huma.Schema{
						deelMetadata: schema,
						deelBestand: {Type: "string", Format: "binary",
							Description: "Het bestand: pdf, docx, odt, platte tekst, jpeg, png, heic, mp3, m4a, wav, ogg, mp4 of mov."},
					}},
				Encoding: map[string]*huma.Encoding{deelMetadata: {ContentType: "application/json"},
					deelBestand: {ContentType: "application/octet-stream"}},
				Example: map[string]any{deelMetadata: s.voorbeeld(schema, rt.bijvoorbeeld...), deelBestand: "%PDF-1.7 …"},
			},
		}}
}

var inDocument = map[string]string{waarPad: "path", waarQuery: "query", waarKop: "header"}

func (s *Server) goedAntwoord(rt *route, tekst string) *huma.Response {
	uit := &huma.Response{Description: tekst,
		Headers: map[string]*huma.Header{"API-Version": kopVersie(), "Verzoek-Id": kopVerzoek()},
		Content: map[string]*huma.MediaType{}}
	if rt.antwoord == nil {
		uit.Content[rt.stroom] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Description: rt.stroomUitleg}}
	} else {
		uit.Content["application/json"] = &huma.MediaType{Schema: s.schemaVan(rt.antwoord)}
	}
	if strings.HasPrefix(rt.pad, "/dossiers/{dossier}") || rt.methode == http.MethodPost && rt.pad == "/dossiers" {
		wat := "De revisie van het dossier, voor If-Match."
		if rt.groep == groepConcepten {
			wat = "De versie van het concept, voor If-Match."
		}
		uit.Headers["ETag"] = &huma.Header{Description: wat, Schema: &huma.Schema{Type: "string", Examples: []any{`"12"`}}}
	}
	return uit
}

func kopVersie() *huma.Header {
	return &huma.Header{Description: "Versie van de API.", Schema: &huma.Schema{Type: "string", Examples: []any{Versie}}}
}

func kopVerzoek() *huma.Header {
	return &huma.Header{Description: "Id van het verzoek: de trace-id van een meegestuurde traceparent, of een nieuwe.",
		Schema: &huma.Schema{Type: "string", Examples: []any{"4bf92f3577b34da6a3ce929d0e0e4736"}}}
}

// titelVan describes a status by the titles of the problems that have it.
func titelVan(status int) string {
	var titels []string
	for _, c := range gesorteerdeCodes() {
		if problemen[c].status == status {
			titels = append(titels, problemen[c].titel)
		}
	}
	return strings.Join(titels, "; ") + "."
}

// keuzes are the closed lists by type. They stand in package domain once; here they reach the document, and with it
// the check of every request.
var keuzes = map[reflect.Type][]any{
	reflect.TypeFor[domain.Rubriek]():        keuze(domain.Rubrieken),
	reflect.TypeFor[domain.GegevenSoort]():   keuze(domain.GegevenSoorten),
	reflect.TypeFor[domain.Aard]():           keuze(domain.Aarden),
	reflect.TypeFor[domain.VerslagSoort]():   keuze(domain.VerslagSoorten),
	reflect.TypeFor[bericht.PassageAard]():   keuze(domain.PassageAarden),
	reflect.TypeFor[bericht.PassageSoort]():  keuze(domain.PassageSoorten),
	reflect.TypeFor[domain.BronSoort]():      keuze(domain.BronSoorten),
	reflect.TypeFor[domain.Hoedanigheid]():   keuze(domain.Hoedanigheden),
	reflect.TypeFor[domain.ContactSoort]():   keuze(domain.ContactSoorten),
	reflect.TypeFor[domain.RelatieAard]():    keuze(domain.RelatieAarden),
	reflect.TypeFor[domain.Fase]():           keuze(domain.Fasen),
	reflect.TypeFor[domain.Kwalificatie]():   keuze(domain.Kwalificaties),
	reflect.TypeFor[domain.BeperkingGrond](): keuze(domain.BeperkingGronden),
	reflect.TypeFor[domain.ToewijzingRol]():  keuze(domain.ToewijzingRollen),
	reflect.TypeFor[domain.Herkenning]():     keuze(domain.Herkenningen),
	reflect.TypeFor[domain.Kanaal]():         keuze(domain.Kanalen),
	reflect.TypeFor[domain.Openingsgrond]():  keuze(domain.Openingsgronden),
	reflect.TypeFor[domain.Wijze]():          keuze(domain.Wijzen),
	reflect.TypeFor[domain.CorrectieGrond](): keuze(domain.CorrectieGronden),
	reflect.TypeFor[domain.VerstrekGrond]():  keuze(domain.VerstrekGronden),
	reflect.TypeFor[domain.Toestemming]():    keuze(domain.Toestemmingen),
	reflect.TypeFor[domain.WissingGrond]():   keuze(domain.WissingGronden),
	reflect.TypeFor[domain.Uitkomst]():       keuze(domain.Uitkomsten),
	reflect.TypeFor[domain.Bevinding]():      keuze(domain.Bevindingen),
	reflect.TypeFor[domain.Handeling]():      keuze(domain.Handelingen),
	reflect.TypeFor[domain.Categorie]():      keuze(domain.Categorieen),
	reflect.TypeFor[domain.BijlageSoort]():   keuze(domain.BijlageSoorten),
	reflect.TypeFor[domain.OpnameWijze]():    keuze(domain.OpnameWijzen),
	reflect.TypeFor[domain.Mediatype]():      keuze(domain.Mediatypen()),
	reflect.TypeFor[domain.Soort]():          nil, // kinds are added in later versions

	reflect.TypeFor[domain.AntwoordUitkomst](): keuze(domain.AntwoordUitkomsten),

	reflect.TypeFor[domain.MededelingUitkomst](): keuze(domain.MededelingUitkomsten),
	reflect.TypeFor[domain.MededelingWijze]():    keuze(domain.MededelingWijzen),
	reflect.TypeFor[domain.MededelingGrond]():    keuze(domain.MededelingGronden),
	reflect.TypeFor[domain.MelderHoedanigheid](): keuze(domain.MelderHoedanigheden),
	reflect.TypeFor[domain.MeldingAanleiding]():  keuze(domain.MeldingAanleidingen),
	reflect.TypeFor[domain.Geweldsaard]():        keuze(domain.Geweldsaarden),
	reflect.TypeFor[domain.Geweldsduur]():        keuze(domain.Geweldsduren),
	reflect.TypeFor[domain.OverdrachtAan]():      keuze(domain.OverdrachtenAan),
	reflect.TypeFor[domain.MeldingUitkomst]():    keuze(domain.MeldingUitkomsten),
	reflect.TypeFor[domain.CorrectieReden]():     keuze(domain.CorrectieRedenen),
}

// idTypen are the types of ids.
var idTypen = map[reflect.Type]bool{
	reflect.TypeFor[id.Dossier](): true, reflect.TypeFor[id.Betrokkene](): true, reflect.TypeFor[id.Onderdeel](): true,
	reflect.TypeFor[id.Vernietiging](): true, reflect.TypeFor[id.Gebeurtenis](): true,
	reflect.TypeFor[id.Concept](): true, reflect.TypeFor[id.Bestand](): true,
}

// zetKeuzes puts the closed lists and the form of ids into the schemas.
func zetKeuzes(schemas huma.Registry) {
	for naam, s := range schemas.Map() {
		zetVelden(s, schemas.TypeFromRef("#/components/schemas/"+naam))
	}
}

func zetVelden(s *huma.Schema, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		naam, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && naam == "" {
			zetVelden(s, f.Type)
			continue
		}
		p, ok := s.Properties[naam]
		if !ok {
			continue
		}
		ft := f.Type
		if ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		if ft.Kind() == reflect.Slice && p.Items != nil {
			ft, p.Nullable = ft.Elem(), false
			p = p.Items
		}
		if lijst := keuzes[ft]; lijst != nil {
			p.Enum = lijst
		}
		if idTypen[ft] {
			p.Format = "uuid"
		}
	}
}
