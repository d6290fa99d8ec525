package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"dossierboek/domain"
)

// vulIn puts examples in the place of a path's parameters.
func vulIn(rt *route) string {
	pad := voorvoegsel + rt.pad
	query := url.Values{}
	for _, p := range rt.parameters {
		vb := p.schema.Examples[0]
		switch {
		case p.waar == waarPad:
			pad = strings.ReplaceAll(pad, "{"+p.naam+"}", vb.(string))
		case p.waar == waarQuery && p.verplicht:
			query.Set(p.naam, vb.(string))
		}
	}
	if len(query) > 0 {
		pad += "?" + query.Encode()
	}
	return pad
}

// koppenVan are the examples of the headers that a route cannot do without, as pairs of names and values.
func koppenVan(rt *route) (uit []string) {
	for _, p := range rt.parameters {
		if p.waar == waarKop && p.verplicht {
			uit = append(uit, p.naam, p.schema.Examples[0].(string))
		}
	}
	return uit
}

// voorbeeldVan is the example of a body in the document.
func (o *opstelling) voorbeeldVan(rt *route) string {
	return tekstVan(o.voorbeeld(o.schemaVan(rt.lichaam), rt.bijvoorbeeld...))
}

// kaal is a value as JSON has it.
func kaal(v any) any {
	ruw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	b, fouten := ontleedJSON(ruw)
	if len(fouten) > 0 {
		panic(fouten)
	}
	return b
}

func tekstVan(v any) string {
	ruw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(ruw)
}

// Who shows no token learns nothing of any route in the document; who may not use it is refused, and that is recorded.
func TestElkeRouteVraagtEenToken(t *testing.T) {
	o := stelOp(t)
	var doc struct {
		Paths map[string]map[string]json.RawMessage
	}
	goed(t, json.Unmarshal(o.OpenAPI(), &doc))
	n := 0
	for pad, per := range doc.Paths {
		for methode := range per {
			i := slices.IndexFunc(o.routes(), func(r *route) bool {
				return r.pad == pad && strings.EqualFold(r.methode, methode)
			})
			if i < 0 {
				t.Fatalf("%s %s staat in het document en is geen route", methode, pad)
			}
			rt := o.routes()[i]
			n++
			inhoud := ""
			if rt.lichaam != nil {
				inhoud = o.voorbeeldVan(rt)
			}
			a := o.vraagt(niemand, rt.methode, vulIn(rt), inhoud)
			if p := a.probleem(t); p.Status != 401 || a.kop.Get("WWW-Authenticate") == "" {
				t.Errorf("%s: %d zonder token", rt.id, p.Status)
			}
			if a := o.vraagt(niemand, rt.methode, vulIn(rt), inhoud, "Authorization",
				"Bearer x.y.z"); a.probleem(t).Status != 401 {
				t.Errorf("%s: %d met een onzintoken", rt.id, a.status)
			}
			voor := o.feiten()
			if p := o.vraagt(beheerder, rt.methode, vulIn(rt), inhoud).probleem(t); p.Status != 403 {
				t.Errorf("%s: %d voor wie het niet mag", rt.id, p.Status)
			}
			if o.feiten() != voor+1 {
				t.Errorf("%s: de weigering is niet vastgelegd", rt.id)
			}
		}
	}
	if n != len(o.routes()) {
		t.Errorf("%d routes in het document, %d in de tabel", n, len(o.routes()))
	}
	if a := o.vraagt(niemand, "GET", "/v1/bestaat-niet", ""); a.status != 401 {
		t.Errorf("%d voor wie zonder token naar iets onbekends vraagt", a.status)
	}
}

// feiten counts the events in the log.
func (o *opstelling) feiten() int {
	n := 0
	for _, err := range o.store.ReadAll(o.t.Context(), "") {
		goed(o.t, err)
		n++
	}
	return n
}

// The document says what the Design Rules ask it to say.
func TestDocument(t *testing.T) {
	o := stelOp(t)
	a := o.vraagt(niemand, "GET", "/v1/openapi.json", "")
	if a.status != 200 || a.kop.Get("Access-Control-Allow-Origin") != "*" {
		t.Fatalf("%d, CORS %q", a.status, a.kop.Get("Access-Control-Allow-Origin"))
	}
	if c := o.document.Info.Contact; c.Name == "" || c.URL == "" || c.Email == "" {
		t.Error("contact")
	}
	ids := map[string]bool{}
	kebab := regexp.MustCompile(`^(/(_?[a-z]+(-[a-z]+)*|\{[a-z][A-Za-z]*\}))+$`)
	camel := regexp.MustCompile(`^[a-z][A-Za-z]*$`)
	for pad, item := range o.document.Paths {
		if !kebab.MatchString(pad) {
			t.Errorf("pad %s", pad)
		}
		for methode, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put,
			"DELETE": item.Delete} {
			if op == nil {
				continue
			}
			if op.Summary == "" || op.Description == "" || len(op.Tags) != 1 || op.OperationID == "" || ids[op.OperationID] {
				t.Errorf("%s %s: titel, uitleg, groep of id", methode, pad)
			}
			ids[op.OperationID] = true
			if op.Responses["400"] == nil || op.Responses["422"] != nil {
				t.Errorf("%s %s: 400", methode, pad)
			}
			for status, r := range op.Responses {
				if r.Headers["API-Version"] == nil || r.Description == "" || r.Description == "." {
					t.Errorf("%s %s %s: API-Version of omschrijving", methode, pad, status)
				}
			}
			for _, p := range op.Parameters {
				if p.Description == "" || len(p.Schema.Examples) == 0 || p.In == "query" && !camel.MatchString(p.Name) {
					t.Errorf("%s %s: parameter %s", methode, pad, p.Name)
				}
			}
		}
	}
	for naam, s := range o.document.Components.Schemas.Map() {
		for veld, p := range s.Properties {
			if !camel.MatchString(veld) || p.Description == "" {
				t.Errorf("%s.%s: naam of omschrijving", naam, veld)
			}
			if enkel := p.Ref == "" && p.Type != huma.TypeArray && p.Type != huma.TypeObject; enkel && len(p.Examples) == 0 &&
				p.ContentEncoding == "" {
				t.Errorf("%s.%s: geen voorbeeld", naam, veld)
			}
			if p.Nullable || strings.Contains(veld, "DatumTijd") {
				t.Errorf("%s.%s: null of een naam die de linter weigert", naam, veld)
			}
		}
	}
	if strings.Contains(string(o.OpenAPI()), "$schema") {
		t.Error("$schema")
	}
}

// Every example in the document passes the schema that it stands in, and a body made of them passes as a whole.
func TestVoorbeeldenKloppen(t *testing.T) {
	o := stelOp(t)
	schemas := o.document.Components.Schemas
	keur := func(waar string, s *huma.Schema, v any) {
		k := keurder{schemas: schemas}
		k.keur(s, v, nil)
		for _, f := range k.fouten {
			t.Errorf("%s: %s %s", waar, f.Veld, f.Code)
		}
	}
	for naam, s := range schemas.Map() {
		for veld, p := range s.Properties {
			if len(p.Examples) > 0 && p.Type != "" || p.Ref != "" && len(p.Examples) > 0 {
				keur(naam+"."+veld, p, kaal(p.Examples[0]))
			}
		}
	}
	for _, rt := range o.routes() {
		if rt.lichaam == nil {
			continue
		}
		b := o.voorbeeldVan(rt)
		keur(rt.id, o.schemaVan(rt.lichaam), kaal(json.RawMessage(b)))
		// What the schema lets through decodes into the type.
		if err := json.Unmarshal([]byte(b), reflect.New(rt.lichaam).Interface()); err != nil {
			t.Errorf("%s: %v", rt.id, err)
		}
		// As a request it is answered: done, or refused for what the dossier is, never for its form.
		wie := medewerker
		switch rt.handeling {
		case domain.HandelingVernietigen:
			wie = officer
		case domain.HandelingGoedkeuren:
			wie = teamleider
		}
		if a := o.vraagt(wie, rt.methode, vulIn(rt), b, koppenVan(rt)...); a.status == http.StatusBadRequest ||
			a.status >= 500 {
			t.Errorf("%s: %d %s", rt.id, a.status, a.ruw)
		}
	}
}

// Every code of the domain has a status and a title; every status that a problem can have is in the document.
func TestProblemenTabel(t *testing.T) {
	for _, c := range domain.Codes {
		if s, ok := problemen[c]; !ok || s.titel == "" || s.status < 400 {
			t.Errorf("%s heeft geen status of titel", c)
		}
	}
	gedekt := append(slices.Concat(foutStatussen, schrijfStatussen), http.StatusUnsupportedMediaType,
		http.StatusRequestTimeout, http.StatusMethodNotAllowed, http.StatusRequestedRangeNotSatisfiable)
	for c, s := range problemen {
		if !slices.Contains(gedekt, s.status) {
			t.Errorf("%s: status %d staat niet in het document", c, s.status)
		}
		if s.status == http.StatusServiceUnavailable && s.later == 0 {
			t.Errorf("%s: 503 zonder Retry-After", c)
		}
	}
	if p := probleemVan(domain.Weiger("bestaat-niet", "x")); p.Status != 500 {
		t.Errorf("een onbekende code geeft %d", p.Status)
	}
}

// The closed lists of the domain reach the document.
func TestKeuzesInDocument(t *testing.T) {
	o := stelOp(t)
	s := o.document.Components.Schemas.Map()
	if got := s["Gegeven"].Properties["aard"].Enum; !slices.Equal(got, keuze(domain.Aarden)) {
		t.Errorf("aard: %v", got)
	}
	if got := s["NieuwGegeven"].Properties["rubriek"].Enum; !slices.Equal(got, keuze(domain.Rubrieken)) {
		t.Errorf("rubriek: %v", got)
	}
	if got := s["NieuweVerklaring"].Properties["betwist"].Items.Format; got != "uuid" {
		t.Errorf("betwist: %q", got)
	}
}
