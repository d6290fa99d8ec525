package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

const overBrief = `{"naam":{"tekst":"Brief van school"},"soort":"brief","bron":{"soort":"eigen-waarneming"},"datum":"2026-02"}`

// bestanden are the files in the store of bijlagen.
func (o *opstelling) bestanden() (uit []string) {
	o.t.Helper()
	goed(o.t, filepath.WalkDir(filepath.Join(o.dir, "bijlagen"), func(pad string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			uit = append(uit, pad)
		}
		return err
	}))
	return uit
}

// A file over HTTP, there and back: recorded once, shown with what it is, sent as an attachment that no browser opens.
func TestBijlageOverHTTP(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	sleutel := uuid.NewString()
	a := o.vraagt(medewerker, "POST", g.pad+"/bijlagen", overBrief, "Idempotency-Key", sleutel)
	b := leest[bericht.Vastgelegd](t, a, 201)
	weer := o.vraagt(medewerker, "POST", g.pad+"/bijlagen", overBrief, "Idempotency-Key", sleutel)
	if v := leest[bericht.Vastgelegd](t, weer, 201); !v.Herhaald || v.Onderdelen[0] != b.Onderdelen[0] ||
		len(o.bestanden()) != 1 {
		t.Errorf("%s", weer.ruw)
	}
	welk := b.Onderdelen[0]
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	x := d.Onderdelen[len(d.Onderdelen)-1]
	if x.ID != welk || x.Inhoud.Bijlage == nil || x.Inhoud.Bijlage.Naam.Tekst != "Brief van school" ||
		*x.Inhoud.Bijlage.Bestand != (bericht.Bestand{Mediatype: "application/pdf", Omvang: 19}) {
		t.Errorf("%+v", x.Inhoud)
	}
	a = o.vraagt(inspecteur, "GET", g.pad+"/bijlagen/"+welk.String()+"/inhoud", "", "Accept", "application/pdf")
	if a.status != 200 || string(a.ruw) != "%PDF-1.7\nEen brief." {
		t.Fatalf("%d %q", a.status, a.ruw)
	}
	for kop, wil := range map[string]string{
		"Content-Type": "application/pdf", "Content-Length": "19", "X-Content-Type-Options": "nosniff",
		"Cache-Control":       "no-store",
		"Content-Disposition": `attachment; filename="bijlage-` + welk.String()[28:] + `.pdf"`,
	} {
		if got := a.kop.Get(kop); got != wil {
			t.Errorf("%s: %q", kop, got)
		}
	}
	rs := leest[bericht.Raadplegingen](t, o.vraagt(officer, "GET", g.pad+"/raadplegingen", ""), 200)
	n := 0
	for _, r := range rs.Raadplegingen {
		if r.Onderdeel != nil && *r.Onderdeel == welk && r.Wat == "bijlage" && r.Door.Wie == "igj-1" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d readings of the file", n)
	}
	for _, r := range []string{"/tijdlijn", "/uitvoer", ""} {
		if a := o.vraagt(officer, "GET", g.pad+r, ""); bytes.Contains(a.ruw, []byte(`"sleutel"`)) {
			t.Errorf("%s shows the key", r)
		}
	}
	if a := o.vraagt(niemand, "GET", "/metrics", ""); !strings.Contains(string(a.ruw),
		"dossierboek_files_written_total 1") {
		t.Error("the metrics do not count files")
	}
	if strings.Contains(o.log.String(), "geheim.exe") || strings.Contains(o.log.String(), "Brief") {
		t.Error("the log names a file")
	}
}

// The form of the body, and what is refused of the file; nothing of it is kept.
func TestSlechteBijlage(t *testing.T) {
	o := stelOp(t, func(c *Config) { c.Grenzen.MaxBijlage = 100_000 })
	g := o.openGezin()
	multi := func(lichaam string) (string, []string) {
		return lichaam, []string{"Content-Type", "multipart/form-data; boundary=grens"}
	}
	heel := metBestand(overBrief, "%PDF-1.7\nEen brief.")
	film := `{"naam":{"tekst":"Gesprek"},"soort":"video","bron":{"soort":"eigen-waarneming"},"over":["` + g.kind +
		`"],"opname":{"wijze":"%w"%t}}`
	met := func(wijze, toestemming string) string {
		return strings.NewReplacer("%w", wijze, "%t", toestemming).Replace(film)
	}
	for naam, x := range map[string]struct {
		lichaam string
		status  int
		code    domain.Code
		veld    string
	}{
		"afgekapt in het bestand": {heel[:len(heel)-20], 408, codeTeTraag, ""},
		"zonder sluitende grens":  {strings.TrimSuffix(heel, "--\r\n"), 408, codeTeTraag, ""},
		"een deel te veel": {strings.Replace(heel, "--grens--",
			"--grens\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--grens--", 1), 400, domain.CodeOngeldig,
			"/bestand"},
		"bestand eerst": {strings.Replace(heel, `name="metadata"`, `name="bestand"`, 1), 400,
			domain.CodeOngeldig, "/metadata"},
		"geen bestand": {
			heel[:strings.Index(heel, "\r\n--grens\r\nContent-Disposition: form-data; name=\"bestand\"")] + "\r\n--grens--\r\n",
			400, domain.CodeOngeldig, "/bestand"},
		"niets":            {"", 400, domain.CodeOngeldig, "/metadata"},
		"kapotte metadata": {metBestand(`{"naam"`, "%PDF-1.7"), 400, domain.CodeOngeldig, ""},
		"fouten in de metadata": {metBestand(`{"naam":{"tekst":"x"},"soort":"boek","bron":{"soort":"instantie"}}`,
			"%PDF-1.7"), 400, domain.CodeOngeldig, "/soort"},
		"te groot": {metBestand(overBrief, "%PDF-1.7"+strings.Repeat("x", 100_000)), 413,
			domain.CodeTeGroot, ""},
		"groter dan gezegd": {metBestand(strings.Replace(overBrief, "{", `{"omvang":5,`, 1), "%PDF-1.7"), 400,
			domain.CodeOngeldig, "/omvang"},
		"kleiner dan gezegd": {metBestand(strings.Replace(overBrief, "{", `{"omvang":50,`, 1), "%PDF-1.7"), 400,
			domain.CodeOngeldig, "/omvang"},
		"leeg":          {metBestand(overBrief, ""), 400, domain.CodeOngeldig, "/bestand"},
		"een programma": {metBestand(overBrief, "\x7fELF\x02\x01\x01\x00"), 415, domain.CodeBestandstype, ""},
		"html": {metBestand(overBrief, "<html><script>1</script></html>"), 415,
			domain.CodeBestandstype, ""},
		"ZOB-22b heimelijk":          {metBestand(met("heimelijk", ""), "x"), 409, domain.CodeHeimelijk, ""},
		"ZOB-22a zonder toestemming": {metBestand(met("openlijk", ""), "x"), 409, domain.CodeToestemming, ""},
		"ZOB-22a van een ander": {metBestand(met("openlijk", `,"toestemming":[{"voor":"`+g.moeder+
			`","op":"2026-02-14"}]`), "x"), 409, domain.CodeToestemming, "/opname/toestemming"},
		"opname zonder gegevens": {metBestand(strings.Replace(overBrief, `"brief"`, `"foto"`, 1), "x"), 400,
			domain.CodeOngeldig, "/opname"},
		"soort past niet": {metBestand(overBrief, "ID3\x04"+strings.Repeat("\x00", 300)), 400, domain.CodeOngeldig,
			"/soort"},
	} {
		lichaam, koppen := multi(x.lichaam)
		r := httptest.NewRequest("POST", g.pad+"/bijlagen", strings.NewReader(lichaam))
		r.Header.Set(koppen[0], koppen[1])
		r.Header.Set("Authorization", "Bearer "+o.token(medewerker))
		w := httptest.NewRecorder()
		o.ServeHTTP(w, r)
		a := antwoordVan{w.Code, w.Header(), w.Body.Bytes()}
		if a.status < 400 {
			t.Fatalf("%s: %d", naam, a.status)
		}
		p := a.probleem(t)
		if p.Status != x.status || p.Code != x.code {
			t.Errorf("%s: %s", naam, a.ruw)
		}
		gevonden := x.veld == ""
		for _, f := range p.Fouten {
			gevonden = gevonden || f.Veld == x.veld
		}
		if !gevonden {
			t.Errorf("%s: no fault at %s: %s", naam, x.veld, a.ruw)
		}
	}
	if er := o.bestanden(); len(er) > 0 {
		t.Errorf("%d files are kept", len(er))
	}
	r := httptest.NewRequest("POST", g.pad+"/bijlagen", strings.NewReader(overBrief))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+o.token(medewerker))
	w := httptest.NewRecorder()
	o.ServeHTTP(w, r)
	if w.Code != 415 {
		t.Errorf("JSON alone: %d", w.Code)
	}
}

// The client streams both ways; what was altered on the server's disk breaks off before it is whole, is logged and
// counted.
func TestBijlageMetDeKlant(t *testing.T) {
	o := stelOp(t)
	s := httptest.NewServer(o)
	defer s.Close()
	klant, err := client.New(client.Options{Server: s.URL, Token: o.token(medewerker), Doel: "onderzoek"})
	goed(t, err)
	g := o.openGezin()
	var d id.Dossier
	goed(t, d.UnmarshalText([]byte(strings.TrimPrefix(g.pad, "/v1/dossiers/"))))
	heel := append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("een lange brief "), 60_000)...)
	omvang := int64(len(heel))
	n := bericht.NieuweBijlage{Omvang: &omvang, Bijlage: bericht.Bijlage{Naam: bericht.Tekst{Tekst: "Lange brief"},
		Soort: "brief", Bron: bericht.Bron{Soort: "eigen-waarneming"}}}
	v, err := klant.VoegBijlageToe(t.Context(), d, n, bytes.NewReader(heel), client.Voorwaarde{Sleutel: uuid.New()})
	goed(t, err)
	haal := func() ([]byte, error) {
		b, err := klant.Bijlage(t.Context(), d, v.Onderdelen[0], nil)
		if err != nil {
			return nil, err
		}
		defer b.Close()
		if b.Mediatype != "application/pdf" || b.Omvang != omvang {
			t.Errorf("%s, %d", b.Mediatype, b.Omvang)
		}
		return io.ReadAll(b)
	}
	if ruw, err := haal(); err != nil || !bytes.Equal(ruw, heel) {
		t.Fatalf("%d bytes, %v", len(ruw), err)
	}
	kapot := errors.New("de schijf is kapot")
	if _, err := klant.VoegBijlageToe(t.Context(), d, n,
		io.MultiReader(bytes.NewReader(heel[:100_000]), lezerMetFout{kapot}), client.Voorwaarde{}); !errors.Is(err, kapot) {
		t.Errorf("%v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := klant.VoegBijlageToe(ctx, d, n, bytes.NewReader(heel), client.Voorwaarde{}); !errors.Is(err,
		context.Canceled) {
		t.Errorf("%v", err)
	}
	var fout *client.Fout
	n.Soort = "foto"
	if _, err := klant.VoegBijlageToe(t.Context(), d, n, bytes.NewReader(heel), client.Voorwaarde{}); !errors.As(err,
		&fout) || fout.Probleem.Status != 400 {
		t.Errorf("%v", err)
	}
	er := o.bestanden()
	for begin := time.Now(); len(er) != 1 && time.Since(begin) < 10*time.Second; er = o.bestanden() {
		time.Sleep(10 * time.Millisecond) // what was broken off is cleared away after the caller is gone
	}
	if len(er) != 1 {
		t.Fatalf("%d files", len(er))
	}
	b, err := os.ReadFile(er[0])
	goed(t, err)
	b[700_000] ^= 1
	goed(t, os.WriteFile(er[0], b, 0o600))
	if ruw, err := haal(); err == nil || len(ruw) >= len(heel) {
		t.Errorf("altered, %d of %d bytes came, %v", len(ruw), len(heel), err)
	}
	goed(t, os.Truncate(er[0], 20))
	if _, err := haal(); !errors.As(err, &fout) || fout.Probleem.Code != domain.CodeBestandStuk {
		t.Errorf("cut off before its first chunk: %v", err)
	}
	goed(t, os.Remove(er[0]))
	if _, err := haal(); !errors.As(err, &fout) || fout.Probleem.Code != domain.CodeBestandStuk {
		t.Errorf("gone: %v", err)
	}
	a := o.vraagt(niemand, http.MethodGet, "/metrics", "")
	if !strings.Contains(string(a.ruw), `dossierboek_refusals_total{code="bestand-niet-leesbaar"} 3`) {
		t.Error("the metrics do not count what was broken")
	}
	if n := strings.Count(o.log.String(), "level=ERROR"); n != 3 {
		t.Errorf("%d faults in the log", n)
	}
}

type lezerMetFout struct{ err error }

func (l lezerMetFout) Read([]byte) (int, error) { return 0, l.err }
