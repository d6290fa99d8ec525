package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dossierboek/api/identiteit"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
)

// What goes wrong before a route is asked anything.
func TestVoorDeRoute(t *testing.T) {
	o := stelOp(t, func(c *Config) { c.Grenzen.MaxInhoud = 4096 })
	g := o.openGezin()
	for naam, x := range map[string]struct {
		methode, pad, inhoud string
		koppen               []string
		status               int
		code                 domain.Code
	}{
		"onbekend adres":      {"GET", "/v1/niets", "", nil, 404, "niet-gevonden"},
		"streep aan het eind": {"GET", g.pad + "/", "", nil, 404, "niet-gevonden"},
		"methode":             {"PUT", g.pad, "{}", nil, 405, codeMethode},
		"TRACE":               {"TRACE", g.pad, "", nil, 405, codeMethode},
		"media type": {"POST", g.pad + "/gegevens", "a=b",
			[]string{"Content-Type", "application/x-www-form-urlencoded"}, 415, codeMediaType},
		"tekenset": {"POST", g.pad + "/gegevens", "{}", []string{"Content-Type", "application/json; charset=latin1"},
			415, codeMediaType},
		"geen media type": {"POST", g.pad + "/gegevens", "{}", []string{"Content-Type", ""}, 415, codeMediaType},
		"accept":          {"GET", g.pad, "", []string{"Accept", "text/html"}, 406, codeAccept},
		"accept q=0":      {"GET", g.pad, "", []string{"Accept", "application/json;q=0, text/*"}, 406, codeAccept},
		"te groot": {"POST", g.pad + "/gegevens", `{"x":"` + strings.Repeat("a", 5000) + `"}`, nil, 413,
			domain.CodeTeGroot},
		"inhoud waar geen": {"POST", g.pad + "/vernietigingen/" + g.moeder + "/goedkeuringen", "{}", nil, 403,
			domain.CodeGeenToegang},
		"sleutel":  {"POST", g.pad + "/gegevens", "{}", []string{"Idempotency-Key", "x"}, 400, domain.CodeOngeldig},
		"If-Match": {"POST", g.pad + "/gegevens", "{}", []string{"If-Match", "12"}, 400, domain.CodeOngeldig},
	} {
		a := o.vraagt(medewerker, x.methode, x.pad, x.inhoud, x.koppen...)
		if p := a.probleem(t); p.Status != x.status || p.Code != x.code {
			t.Errorf("%s: %d %s", naam, a.status, a.ruw)
		}
		for _, kop := range []string{"API-Version", "X-Content-Type-Options", "X-Frame-Options", "Strict-Transport-Security",
			"Content-Security-Policy", "Verzoek-Id"} {
			if a.kop.Get(kop) == "" {
				t.Errorf("%s: geen %s", naam, kop)
			}
		}
		if a.kop.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: Cache-Control", naam)
		}
	}
	for _, accept := range []string{"*/*", "application/*", "text/html, application/json;q=0.1", "application/jsonl"} {
		if a := o.vraagt(medewerker, "GET", g.pad, "", "Accept", accept); a.status != 200 {
			t.Errorf("Accept %s: %d", accept, a.status)
		}
	}
	if p := o.vraagt(teamleider, "POST", g.pad+"/vernietigingen/"+g.moeder+"/goedkeuringen",
		"{}").probleem(t); p.Status != 400 {
		t.Errorf("inhoud waar geen hoort: %d", p.Status)
	}
}

func TestToken(t *testing.T) {
	o := stelOp(t)
	oud := o.token(medewerker)
	o.klok.verder(2 * time.Hour)
	for naam, x := range map[string]struct{ kop, tekst string }{
		"verlopen":   {"Bearer " + oud, "verlopen"},
		"geen":       {"", "Stuur een token"},
		"ander":      {"Basic abc", "Stuur één token"},
		"leeg":       {"Bearer ", "niet geldig"},
		"onzin":      {"Bearer a.b.c", "niet geldig"},
		"heel lang":  {"Bearer " + strings.Repeat("a", 5000), "niet geldig"},
		"kleine kop": {"bearer " + oud, "verlopen"},
	} {
		var koppen []string
		if x.kop != "" {
			koppen = []string{"Authorization", x.kop}
		}
		a := o.vraagt(niemand, "GET", "/v1/dossiers", "", koppen...)
		if p := a.probleem(t); p.Status != 401 || !strings.Contains(p.Detail, x.tekst) ||
			!strings.HasPrefix(a.kop.Get("WWW-Authenticate"), "Bearer") {
			t.Errorf("%s: %s", naam, a.ruw)
		}
	}
}

// Who has not signed for geheimhouding, or names no doel, sees nothing (ZOB-7.3, FAQ-noodz-1).
func TestGeheimhoudingEnDoel(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	zonder := identiteit.Bewijs{Actor: toegang.Actor{Wie: "m-2", Rol: toegang.Medewerker}, Doel: "onderzoek"}
	if p := o.vraagt(zonder, "GET", g.pad, "").probleem(t); p.Code != domain.CodeGeheimhouding || p.Status != 403 {
		t.Errorf("%+v", p)
	}
	doelloos := medewerker
	doelloos.Doel = ""
	if p := o.vraagt(doelloos, "GET", g.pad, "").probleem(t); p.Code != domain.CodeGeenToegang {
		t.Errorf("%+v", p)
	}
	if a := o.vraagt(doelloos, "GET", g.pad, "", "Doel", "monitoring"); a.status != 200 {
		t.Errorf("met Doel: %d", a.status)
	}
}

func TestVerzoekID(t *testing.T) {
	o := stelOp(t)
	const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
	a := o.vraagt(medewerker, "GET", "/v1/niets", "", "Traceparent", "00-"+trace+"-00f067aa0ba902b7-01")
	if a.kop.Get("Verzoek-Id") != trace || a.probleem(t).Verzoek != trace {
		t.Errorf("%s", a.kop.Get("Verzoek-Id"))
	}
	for _, h := range []string{"", "x", "00-" + strings.Repeat("0", 32) + "-00f067aa0ba902b7-01", "00-" + trace + "-x"} {
		if got := o.vraagt(medewerker, "GET", "/v1/niets", "", "Traceparent", h).kop.Get("Verzoek-Id"); len(got) != 32 ||
			got == trace || got == strings.Repeat("0", 32) {
			t.Errorf("%q geeft %q", h, got)
		}
	}
}

func TestGrenzen(t *testing.T) {
	o := stelOp(t, func(c *Config) { c.Grenzen.PerSeconde, c.Grenzen.Stoot, c.Grenzen.MaxTegelijk = 0.001, 2, 1 })
	for range 2 {
		o.vraagt(medewerker, "GET", "/v1/dossiers", "")
	}
	if a := o.vraagt(medewerker, "GET", "/v1/dossiers", ""); a.probleem(t).Code != codeTeVaak || a.status != 429 ||
		a.kop.Get("Retry-After") == "" {
		t.Errorf("te vaak: %d", a.status)
	}
	if a := o.vraagt(officer, "GET", "/v1/dossiers", ""); a.status != 200 {
		t.Errorf("een ander: %d", a.status)
	}
	o.gang <- struct{}{} // somebody else is being served
	if a := o.vraagt(officer, "GET", "/v1/dossiers", ""); a.probleem(t).Code != codeDruk ||
		a.kop.Get("Retry-After") == "" {
		t.Errorf("te druk: %d", a.status)
	}
	if a := o.vraagt(niemand, "GET", "/gezondheid", ""); a.status != 200 {
		t.Errorf("gezondheid onder druk: %d", a.status)
	}
	<-o.gang
}

// A panic is an answer, and tells nobody what it was about.
func TestPaniek(t *testing.T) {
	o := stelOp(t)
	h := o.begeleid(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("Sanne Verzonnen") }))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/v1/x", nil))
	if w.Code != 500 || strings.Contains(w.Body.String(), "Sanne") || strings.Contains(o.log.String(), "Sanne") {
		t.Errorf("%d %s\n%s", w.Code, w.Body, o.log)
	}
}

func TestGezondheid(t *testing.T) {
	stuk := false
	o := stelOp(t, func(c *Config) {
		opslag := c.Opslag
		c.Opslag = func(ctx context.Context) error {
			if stuk {
				return context.DeadlineExceeded
			}
			return opslag(ctx)
		}
	})
	if a := o.vraagt(niemand, "GET", "/gezondheid", ""); a.status != 200 ||
		strings.TrimSpace(string(a.ruw)) != `{"gezond":true}` {
		t.Errorf("%d %s", a.status, a.ruw)
	}
	if a := o.vraagt(beheerder, "GET", "/gezondheid", ""); !strings.Contains(string(a.ruw), `"projecties"`) {
		t.Errorf("%s", a.ruw)
	}
	if a := o.vraagt(niemand, "GET", "/gereed", ""); a.status != 200 {
		t.Errorf("gereed: %d", a.status)
	}
	o.Gereed(false)
	if a := o.vraagt(niemand, "GET", "/gereed", ""); a.status != 503 {
		t.Errorf("bij stoppen gereed: %d", a.status)
	}
	o.Gereed(true)
	stuk = true
	for _, pad := range []string{"/gereed", "/gezondheid"} {
		if a := o.vraagt(niemand, "GET", pad, ""); a.status != 503 {
			t.Errorf("%s zonder opslag: %d", pad, a.status)
		}
	}
}

// The metrics know routes, not dossiers or persons.
func TestMeters(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	o.vraagt(medewerker, "GET", g.pad, "")
	o.vraagt(medewerker, "GET", "/v1/geheimpje", "")
	o.vraagt(medewerker, "GEHEIM", g.pad, "")
	a := o.vraagt(niemand, "GET", "/metrics", "")
	tekst := string(a.ruw)
	for _, want := range []string{
		`dossierboek_http_requests_total{method="GET",route="/v1/dossiers/{dossier}",status="200"} 1`,
		`dossierboek_refusals_total{code="niet-gevonden"} 1`, `dossierboek_build_info{api="` + Versie + `",build="test"} 1`,
		`dossierboek_projection_running{projection=`, `dossierboek_http_requests_in_flight 1`,
	} {
		if !strings.Contains(tekst, want) {
			t.Errorf("%s ontbreekt", want)
		}
	}
	for _, nooit := range []string{g.moeder, strings.TrimPrefix(g.pad, "/v1/dossiers/"), "geheimpje", "GEHEIM", "m-1",
		"Sanne"} {
		if strings.Contains(tekst, nooit) {
			t.Errorf("de meters noemen %q", nooit)
		}
	}
}
