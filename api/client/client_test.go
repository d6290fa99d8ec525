package client

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

func nieuw(t *testing.T, h http.HandlerFunc) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	c, err := New(Options{Server: s.URL, Token: "tok", Doel: "toezicht"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var dossier = id.Van[id.Dossier](uuid.MustParse("2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"))

func TestNew(t *testing.T) {
	for _, s := range []string{"", "x", "ftp://a", "http://", "http://a/b", "http://u:p@a", "http://a?b", "http://a#b",
		"a:80", "http://[::1"} {
		if _, err := New(Options{Server: s}); !errors.Is(err, ErrServer) {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, s := range []string{"http://127.0.0.1:8080", "https://a.example/"} {
		if _, err := New(Options{Server: s}); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestVerzoek(t *testing.T) {
	revisie := uint64(7)
	c := nieuw(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer tok" || r.Header.Get("Doel") != "toezicht" {
			t.Errorf("koppen %v", r.Header)
		}
		switch r.Method + " " + r.URL.String() {
		case "GET /v1/dossiers/" + dossier.String() + "?geldigOp=2026-01-01":
		case "POST /v1/dossiers/" + dossier.String() + "/fasen":
			b, err := io.ReadAll(r.Body)
			if err != nil || !strings.Contains(string(b), `"fase":"onderzoek"`) || r.Header.Get("If-Match") != `"7"` ||
				r.Header.Get("Idempotency-Key") == "" || r.Header.Get("Content-Type") != "application/json" {
				t.Errorf("%s %v", b, r.Header)
			}
		default:
			t.Errorf("%s %s", r.Method, r.URL)
		}
		_, _ = io.WriteString(w, `{"dossier":"`+dossier.String()+`","revisie":8}`)
	})
	d, err := c.Dossier(t.Context(), dossier, nil, "2026-01-01")
	if err != nil || d.Dossier != dossier || d.Revisie != 8 {
		t.Errorf("%+v, %v", d, err)
	}
	v, err := c.WijzigFase(t.Context(), dossier,
		bericht.NieuweFase{Fase: "onderzoek", Besluit: bericht.Besluit{Motivering: bericht.Tekst{Tekst: "x"}}},
		Voorwaarde{Sleutel: uuid.New(), Revisie: &revisie})
	if err != nil || v.Revisie != 8 {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestFouten(t *testing.T) {
	for naam, x := range map[string]struct {
		antwoord http.HandlerFunc
		code     string
	}{
		"probleem": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(400)
			_, _ = io.WriteString(w,
				`{"type":"urn:x","title":"t","status":400,"detail":"De invoer klopt niet.","code":"ongeldige-invoer","fouten":[{"waar":"inhoud","veld":"/bsn","code":"c","tekst":"Fout."}],"verzoek":"v"}`)
		}, "ongeldige-invoer"},
		"geen Dossierboek": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<html>", http.StatusBadGateway) },
			"onverwacht-antwoord"},
		"omleiding": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://ergens.example/", http.StatusFound)
		}, "onverwacht-antwoord"},
	} {
		c := nieuw(t, x.antwoord)
		_, err := c.Tijdlijn(t.Context(), dossier, nil)
		var f *Fout
		if !errors.As(err, &f) || string(f.Probleem.Code) != x.code {
			t.Errorf("%s: %v", naam, err)
		}
	}
	c := nieuw(t, func(http.ResponseWriter, *http.Request) {})
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := c.Zoek(ctx, bericht.Zoekvraag{BSN: "999990019"}); !errors.Is(err, context.Canceled) ||
		strings.Contains(err.Error(), "/v1/") {
		t.Errorf("%v", err)
	}
	if _, err := c.Tijdlijn(t.Context(), dossier, nil); err == nil {
		t.Error("een leeg antwoord is geen tijdlijn")
	}
}

// An export comes as it was sent, and one that breaks off is no whole one.
func TestUitvoer(t *testing.T) {
	breekt := false
	c := nieuw(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "{\"revisie\":0}\n{\"revisie\":1}\n")
		if breekt {
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}
	})
	for _, breekt = range []bool{false, true} {
		r, err := c.Uitvoer(t.Context(), dossier, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(r)
		n := 0
		for s.Scan() {
			n++
		}
		if n != 2 || (s.Err() != nil) != breekt {
			t.Errorf("breekt %v: %d regels, %v", breekt, n, s.Err())
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}
