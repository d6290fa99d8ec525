package api

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/eventstore/ledger"
)

const buurvrouw = "Buurvrouw Griezelstra hoorde gegil."

func gegevenVan(g gezin, tekst string) string {
	return `{"rubriek":"onderzoek","over":["` + g.moeder +
		`"],"soort":"bevinding","aard":"feit","bron":{"soort":"eigen-waarneming"},"tekst":{"tekst":"` + tekst + `"}}`
}

// The day of a draft: begun half done, saved from two tabs, seen by a teamleider, recorded once.
func TestConceptOverHTTP(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	nieuw := `{"waarvan":"legGegevenVast","inhoud":{"over":["` + g.moeder + `"],"tekst":{"tekst":"` + buurvrouw + `"}}}`
	sleutel := "c2a1d6e4-6f0b-4f55-9d0e-1a2b3c4d5e06"
	a := o.vraagt(medewerker, "POST", g.pad+"/concepten", nieuw, "Idempotency-Key", sleutel)
	c := leest[bericht.ConceptRegel](t, a, 201)
	een := g.pad + "/concepten/" + c.Concept.String()
	if a.kop.Get("Location") != een || a.kop.Get("ETag") != `"1"` || c.Eigenaar != "m-1" || len(c.Over) != 1 ||
		c.Stand != "lopend" {
		t.Fatalf("%v %+v", a.kop, c)
	}
	if nog := leest[bericht.ConceptRegel](t,
		o.vraagt(medewerker, "POST", g.pad+"/concepten", nieuw, "Idempotency-Key", sleutel), 201); nog.Concept != c.Concept {
		t.Error("een herhaling begint een tweede concept")
	}
	a = o.vraagt(medewerker, "PUT", een, `{"inhoud":`+gegevenVan(g, "tab een")+`}`, "If-Match", `"1"`)
	if c = leest[bericht.ConceptRegel](t, a, 200); c.Versie != 2 || a.kop.Get("ETag") != `"2"` {
		t.Errorf("%+v", c)
	}
	p := o.vraagt(medewerker, "PUT", een, `{"inhoud":{"x":"tab twee"}}`, "If-Match", `"1"`).probleem(t)
	if p.Status != 412 || p.Code != domain.CodeConceptVersie || !strings.Contains(p.Detail, "nieuw concept") {
		t.Errorf("%+v", p)
	}
	if p := o.vraagt(medewerker, "PUT", een, `{"inhoud":{}}`).probleem(t); p.Status != 400 ||
		p.Fouten[0].Veld != "If-Match" {
		t.Errorf("zonder If-Match: %+v", p)
	}
	b := leest[bericht.Concept](t, o.vraagt(medewerker, "GET", een, ""), 200)
	if !strings.Contains(string(b.Inhoud), "tab een") || b.Gat != nil {
		t.Error("het concept leest anders")
	}
	for wie, wil := range map[string]int{"eigen": 1, "in het dossier": 1} {
		pad := map[string]string{"eigen": "/v1/concepten", "in het dossier": g.pad + "/concepten?betrokkene=" +
			g.moeder}[wie]
		if l := leest[bericht.Concepten](t, o.vraagt(medewerker, "GET", pad, ""), 200); len(l.Concepten) != wil ||
			l.Concepten[0].Concept != c.Concept {
			t.Errorf("%s: %+v", wie, l)
		}
	}
	voor := o.feiten()
	leest[bericht.Concept](t, o.vraagt(teamleider, "GET", een, ""), 200)
	if o.feiten() != voor+1 {
		t.Error("dat een teamleider meekijkt is niet vastgelegd")
	}
	if p := o.vraagt(inspecteur, "GET", een, "").probleem(t); p.Status != 403 {
		t.Errorf("de inspectie: %d", p.Status)
	}
	r := leest[bericht.Raadplegingen](t, o.vraagt(officer, "GET", g.pad+"/raadplegingen", ""), 200)
	if i := len(r.Raadplegingen) - 3; i < 0 || r.Raadplegingen[i].Wat != "concept" || r.Raadplegingen[i].Concept == nil ||
		r.Raadplegingen[i].Eigenaar != "m-1" {
		t.Errorf("%+v", r.Raadplegingen)
	}
	// A dossier in which somebody is writing is not closed.
	if p := o.vraagt(medewerker, "POST", g.pad+"/sluitingen",
		`{"motivering":{"tekst":"Klaar."}}`).probleem(t); p.Status != 409 || !strings.Contains(p.Detail, "concepten") {
		t.Errorf("sluiten: %+v", p)
	}
	// Recorded: once, by the draft itself.
	vast := func(versie, inhoud string, koppen ...string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/gegevens", inhoud,
			append([]string{"Concept", c.Concept.String(), "Concept-Versie", versie}, koppen...)...)
	}
	if p := vast("1", gegevenVan(g, "x")).probleem(t); p.Status != 412 {
		t.Errorf("een oude versie: %d", p.Status)
	}
	if p := vast("2", gegevenVan(g, "x"), "Idempotency-Key", sleutel).probleem(t); p.Status != 400 {
		t.Errorf("met een sleutel erbij: %d", p.Status)
	}
	if p := o.vraagt(medewerker, "POST", g.pad+"/gegevens", gegevenVan(g, "x"), "Concept",
		c.Concept.String()).probleem(t); p.Status != 400 {
		t.Errorf("zonder versie: %d", p.Status)
	}
	u := leest[bericht.Vastgelegd](t, vast("2", gegevenVan(g, "tab een")), 201)
	nog := leest[bericht.Vastgelegd](t, vast("2", gegevenVan(g, "tab een")), 201)
	if !nog.Herhaald || nog.Revisie != u.Revisie {
		t.Errorf("%+v", nog)
	}
	if p := vast("2", gegevenVan(g, "anders")).probleem(t); p.Status != 409 {
		t.Errorf("een andere inhoud: %d", p.Status)
	}
	if l := leest[bericht.Concepten](t, o.vraagt(medewerker, "GET", "/v1/concepten", ""), 200); len(l.Concepten) != 0 {
		t.Errorf("%+v", l)
	}
	if strings.Contains(o.log.String(), "Griezelstra") || strings.Contains(o.log.String(), "tab een") {
		t.Error("een concept staat in het logboek van de server")
	}
}

// What is begun can be thrown away; what went with a vernietiging shows so, and what the preview said.
func TestConceptVervaltMetVernietiging(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	begin := func(over string) bericht.ConceptRegel {
		return leest[bericht.ConceptRegel](t,
			o.vraagt(medewerker, "POST", g.pad+"/concepten", `{"waarvan":"legGegevenVast","inhoud":{"over":["`+over+`"]}}`),
			201)
	}
	moeder, kind := begin(g.moeder), begin(g.kind)
	v := leest[bericht.Voorvertoning](t,
		o.vraagt(officer, "POST", g.pad+"/vernietigingen/_voorvertoning", `{"betrokkene":"`+g.moeder+`"}`), 200)
	if len(v.Concepten) != 1 || v.Concepten[0].Concept != moeder.Concept || !v.Concepten[0].Vervalt ||
		v.Concepten[0].Eigenaar != "m-1" {
		t.Fatalf("%+v", v.Concepten)
	}
	uitkomsten := []map[string]any{}
	for _, w := range v.Onderdelen {
		uitkomsten = append(uitkomsten, map[string]any{"onderdeel": w.ID, "uitkomst": "vernietigen"})
	}
	besluit, err := json.Marshal(map[string]any{"omvang": map[string]any{"betrokkene": g.moeder}, "grond": "bezwaar",
		"motivering": map[string]any{"tekst": "Bezwaar."}, "uitkomsten": uitkomsten})
	goed(t, err)
	besloten := leest[bericht.Vastgelegd](t, o.vraagt(officer, "POST", g.pad+"/vernietigingen", string(besluit)), 201)
	leest[bericht.Vastgelegd](t, o.vraagt(teamleider, "POST", g.pad+"/vernietigingen/"+besloten.Vernietiging.String()+
		"/goedkeuringen", ""), 201)
	weg := leest[bericht.Concept](t, o.vraagt(medewerker, "GET", g.pad+"/concepten/"+moeder.Concept.String(), ""), 200)
	if weg.Stand != string(ledger.ConceptVernietigd) || weg.Inhoud != nil || weg.Gat == nil || weg.VernietigdOp == nil ||
		*weg.Vernietiging != *besloten.Vernietiging {
		t.Errorf("%+v", weg)
	}
	if p := o.vraagt(medewerker, "PUT", g.pad+"/concepten/"+moeder.Concept.String(), `{"inhoud":{}}`, "If-Match",
		`"1"`).probleem(t); p.Status != 410 {
		t.Errorf("%+v", p)
	}
	for _, c := range []bericht.ConceptRegel{moeder, kind} {
		leest[bericht.ConceptRegel](t, o.vraagt(medewerker, "DELETE", g.pad+"/concepten/"+c.Concept.String(), "", "If-Match",
			`"1"`), 200)
		if p := o.vraagt(medewerker, "GET", g.pad+"/concepten/"+c.Concept.String(), "").probleem(t); p.Status != 404 {
			t.Errorf("%+v", p)
		}
	}
}

// What is no draft is refused with all that is wrong, without what was sent.
func TestConceptInvoer(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	for naam, x := range map[string]struct {
		inhoud string
		status int
	}{
		"geen soort":         {`{"inhoud":{}}`, 400},
		"een andere soort":   {`{"waarvan":"Griezelstra","inhoud":{}}`, 400},
		"geen inhoud":        {`{"waarvan":"legGegevenVast"}`, 400},
		"geen JSON":          {`{"waarvan":"legGegevenVast","inhoud":{"Griezelstra`, 400},
		"twee keer een veld": {`{"waarvan":"legGegevenVast","inhoud":{"a":1,"a":2}}`, 400},
		"te groot": {`{"waarvan":"legGegevenVast","inhoud":"` + strings.Repeat("x", ledger.MaxConcept) + `"}`,
			413},
		"onbekend onderdeel": {`{"waarvan":"corrigeer","onderdeel":"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03","inhoud":{}}`,
			404},
		"alles mag": {`{"waarvan":"corrigeer","inhoud":[1,null,"x",{"y":1.50}]}`, 201},
		"niets ook": {`{"waarvan":"corrigeer","inhoud":null}`, 201},
	} {
		a := o.vraagt(medewerker, "POST", g.pad+"/concepten", x.inhoud)
		if a.status != x.status || strings.Contains(string(a.ruw), "Griezelstra") {
			t.Errorf("%s: %d %s", naam, a.status, a.ruw)
		}
	}
	if p := o.vraagt(medewerker, "GET", g.pad+"/concepten/"+voorbeeldConcept, "").probleem(t); p.Status != 404 {
		t.Errorf("%+v", p)
	}
	// Health and metrics count, without ids.
	a := o.vraagt(beheerder, "GET", "/gezondheid", "")
	if a.status != 200 || !strings.Contains(string(a.ruw), `"concepten":{"aantal":2,"oud":0}`) {
		t.Errorf("%d %s", a.status, a.ruw)
	}
	if a := o.vraagt(niemand, "GET", "/metrics", ""); !strings.Contains(string(a.ruw), "dossierboek_drafts 2") ||
		strings.Contains(string(a.ruw), "m-1") {
		t.Error("de meters tellen de concepten niet")
	}
}

// An empty list never says that nobody is writing; what a teamleider throws away is told to who wrote it, in the list,
// on the agenda and to an autosave; and a teamleider finds the drafts of all dossiers.
func TestConceptVanEenAnder(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	c := leest[bericht.ConceptRegel](t, o.vraagt(medewerker, "POST", g.pad+"/concepten",
		`{"waarvan":"legGegevenVast","inhoud":{"over":["`+g.kind+`"]}}`), 201)
	een := g.pad + "/concepten/" + c.Concept.String()
	for wie, pad := range map[string]string{"in het dossier": g.pad + "/concepten",
		"over een ander": g.pad + "/concepten?betrokkene=" + g.moeder} {
		if l := leest[bericht.Concepten](t, o.vraagt(inspecteur, "GET", pad, ""), 200); len(l.Concepten) != 0 ||
			l.NietGetoond != 1 {
			t.Errorf("%s: %+v", wie, l)
		}
	}
	if l := leest[bericht.Concepten](t, o.vraagt(teamleider, "GET", "/v1/alle-concepten", ""),
		200); len(l.Concepten) != 1 || l.Concepten[0].Eigenaar != "m-1" {
		t.Errorf("%+v", l)
	}
	if p := o.vraagt(medewerker, "GET", "/v1/alle-concepten", "").probleem(t); p.Status != 403 {
		t.Errorf("%+v", p)
	}
	p := o.vraagt(teamleider, "DELETE", een, "", "If-Match", `"1"`).probleem(t)
	if p.Status != 400 || len(p.Fouten) != 1 || p.Fouten[0].Veld != "reden" || p.Fouten[0].Waar != "query" {
		t.Errorf("zonder reden: %+v", p)
	}
	if p := o.vraagt(teamleider, "DELETE", een+"?reden=Griezelstra", "", "If-Match", `"1"`).probleem(t); p.Status != 400 {
		t.Errorf("%+v", p)
	}
	leest[bericht.ConceptRegel](t, o.vraagt(teamleider, "DELETE", een+"?reden=niet-nodig", "", "If-Match", `"1"`), 200)
	verteld := func(wat string, l []bericht.ConceptRegel) {
		t.Helper()
		if len(l) != 1 || l[0].Stand != "weggegooid" || l[0].WeggegooidDoor == "" || l[0].WeggegooidOp == nil ||
			l[0].Reden != "niet-nodig" {
			t.Errorf("%s: %+v", wat, l)
		}
	}
	verteld("lijst", leest[bericht.Concepten](t, o.vraagt(medewerker, "GET", "/v1/concepten", ""), 200).Concepten)
	verteld("agenda", leest[bericht.OpenstaandePunten](t, o.vraagt(medewerker, "GET", "/v1/openstaande-punten", ""),
		200).Concepten)
	verteld("agenda van een ander", leest[bericht.OpenstaandePunten](t,
		o.vraagt(teamleider, "GET", "/v1/openstaande-punten?eigenaar=m-1", ""), 200).Concepten)
	if a := leest[bericht.OpenstaandePunten](t, o.vraagt(inspecteur, "GET", "/v1/openstaande-punten?eigenaar=m-1", ""),
		200); len(a.Concepten) != 0 {
		t.Errorf("%+v", a.Concepten)
	}
	if p := o.vraagt(medewerker, "PUT", een, `{"inhoud":{}}`, "If-Match", `"1"`).probleem(t); p.Status != 410 ||
		!strings.Contains(p.Detail, "niet-nodig") {
		t.Errorf("%+v", p)
	}
	r := leest[bericht.Raadplegingen](t, o.vraagt(officer, "GET", g.pad+"/raadplegingen", ""), 200).Raadplegingen
	if !slices.ContainsFunc(r, func(f bericht.Raadpleging) bool {
		return f.Wat == "concept-weg" && f.Reden == "niet-nodig" && f.Eigenaar == "m-1"
	}) {
		t.Errorf("%+v", r)
	}
	leest[bericht.ConceptRegel](t, o.vraagt(medewerker, "DELETE", een, "", "If-Match", `"1"`), 200)
	if l := leest[bericht.Concepten](t, o.vraagt(medewerker, "GET", "/v1/concepten", ""), 200); len(l.Concepten) != 0 {
		t.Errorf("%+v", l)
	}
}
