package api

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/bijlage/standin"
)

// inS3 has the files of bijlagen lie in a bucket.
func (o *opstelling) inS3() *standin.Server {
	o.t.Helper()
	server := standin.Start(o.t)
	s, err := bijlage.Open(o.t.Context(), server.URL(), false)
	goed(o.t, err)
	o.t.Cleanup(func() { goed(o.t, s.Close()) })
	o.Ledger.Bijlagen = s
	return server
}

// A caller who sent all of a file waits for as long as the server needs to store it, which may be longer than a caller
// may be silent; one who falls silent in the midst of it is given up, and nothing is kept.
func TestStiltetijd(t *testing.T) {
	o := stelOp(t, func(c *Config) { c.Grenzen.Stiltetijd = 300 * time.Millisecond })
	g, bucket := o.openGezin(), o.inS3()
	s := httptest.NewServer(o)
	defer s.Close()
	klant, err := client.New(client.Options{Server: s.URL, Token: o.token(medewerker), Doel: "onderzoek"})
	goed(t, err)
	var d id.Dossier
	goed(t, d.UnmarshalText([]byte(strings.TrimPrefix(g.pad, "/v1/dossiers/"))))
	brief := bericht.NieuweBijlage{Bijlage: bericht.Bijlage{Naam: bericht.Tekst{Tekst: "Brief"}, Soort: "brief",
		Bron: bericht.Bron{Soort: "eigen-waarneming"}}}
	heel := append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("een lange brief "), 20_000)...)
	bucket.Meddle(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		time.Sleep(time.Second)
		next.ServeHTTP(w, r)
	})
	_, err = klant.VoegBijlageToe(t.Context(), d, brief, bytes.NewReader(heel), client.Voorwaarde{Sleutel: uuid.New()})
	goed(t, err)
	// With its length said beforehand, as curl does, the server knows that all is in, and listens whether the caller
	// hangs up.
	r, err := http.NewRequest("POST", s.URL+g.pad+"/bijlagen", strings.NewReader(metBestand(overBrief, string(heel))))
	goed(t, err)
	r.Header.Set("Content-Type", "multipart/form-data; boundary=grens")
	r.Header.Set("Authorization", "Bearer "+o.token(medewerker))
	a, err := http.DefaultClient.Do(r)
	goed(t, err)
	if goed(t, a.Body.Close()); a.StatusCode != 201 {
		t.Errorf("a caller who sent all is not waited for: %d", a.StatusCode)
	}
	bucket.Meddle(nil)
	stil := &stille{heel[:100_000], 3 * time.Second}
	if _, err := klant.VoegBijlageToe(t.Context(), d, brief, stil, client.Voorwaarde{Sleutel: uuid.New()}); err == nil {
		t.Error("a silent caller is waited for")
	}
	if n := len(bucket.Keys()); n != 2 {
		t.Errorf("%d files", n)
	}
}

// stille gives what it has and then nothing for a while.
type stille struct {
	er  []byte
	hoe time.Duration
}

func (s *stille) Read(b []byte) (int, error) {
	if len(s.er) == 0 {
		time.Sleep(s.hoe)
		return copy(b, "te laat"), nil
	}
	n := copy(b, s.er)
	s.er = s.er[n:]
	return n, nil
}

// An overbrenging whose file cannot be copied now is decided, and says that it is not carried out yet; it is finished
// without a restart. Where the bucket refuses a reading, that is said in Dutch.
func TestS3ValtWegOnderOverbrengen(t *testing.T) {
	o := stelOp(t)
	een, twee, bucket := o.openGezin(), o.openGezin(), o.inS3()
	welk := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", een.pad+"/bijlagen", overBrief),
		201).Onderdelen[0].String()
	var kapot atomic.Bool
	bucket.Meddle(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if kapot.Load() {
			standin.Fault(w, 403, "AccessDenied")
			return
		}
		next.ServeHTTP(w, r)
	})
	kapot.Store(true)
	if p := o.vraagt(medewerker, "GET", een.pad+"/bijlagen/"+welk+"/inhoud", "", "Accept",
		"*/*").probleem(t); p.Status != 503 || p.Code != domain.CodeNietBereikbaar {
		t.Errorf("%+v", p)
	}
	if p := o.vraagt(medewerker, "POST", een.pad+"/bijlagen", overBrief).probleem(t); p.Status != 503 ||
		p.Code != domain.CodeNietBereikbaar {
		t.Errorf("%+v", p)
	}
	lichaam := `{"naarDossier":"` + twee.pad[len("/v1/dossiers/"):] + `","onderdelen":[{"onderdeel":"` + welk +
		`"}],"motivering":{"tekst":"Dit hoort bij een ander gezin."}}`
	if a := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", een.pad+"/overbrengingen", lichaam),
		202); !a.NogUitTeVoeren {
		t.Error("it is not said that it is not carried out yet")
	}
	kapot.Store(false)
	if a := o.vraagt(medewerker, "GET", een.pad+"/bijlagen/"+welk+"/inhoud", "", "Accept", "*/*"); a.status != 200 {
		t.Errorf("until then it is where it was: %d", a.status)
	}
	goed(t, o.Ledger.RondAf(t.Context()))
	if p := o.vraagt(medewerker, "GET", een.pad+"/bijlagen/"+welk+"/inhoud", "", "Accept",
		"*/*").probleem(t); p.Status != 410 || p.Code != domain.CodeOvergebracht {
		t.Errorf("%+v", p)
	}
	if n := len(bucket.Keys()); n != 1 || !strings.HasPrefix(bucket.Keys()[0], twee.pad[len("/v1/dossiers/"):]) {
		t.Errorf("%d files", n)
	}
}
