package ledger

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/bijlage/standin"
)

// inS3 has the files of bijlagen lie in a bucket.
func (o *opstelling) inS3(url string) {
	o.t.Helper()
	s, err := bijlage.Open(o.t.Context(), url, false)
	goed(o.t, err)
	goed(o.t, o.Bijlagen.Close())
	o.Bijlagen = s
}

// The course of bijlagen in a bucket: in, out, in part, to another dossier, altered, gone, put back from a copy,
// erased, swept.
func TestBijlagenInS3(t *testing.T) {
	server, o := standin.Start(t), stelOp(t)
	o.inS3(server.URL())
	een, twee := o.opentGezin(), o.opentGezin()
	heel := pdf(6 << 20)
	welk := o.heeftToegevoegd(een.dossier, heel, een.kind)
	o.heeftToegevoegd(een.dossier, pdf(9), een.kind)
	if ruw, err := o.haalt(medewerker, een.dossier, welk); err != nil || !bytes.Equal(ruw, heel) {
		t.Fatalf("%d bytes: %v", len(ruw), err)
	}
	r, err := o.LeesBijlage(t.Context(), o.Beslis(medewerker, domain.HandelingRaadplegen, een.dossier, "onderzoek"),
		een.dossier, welk, Momenten{}, "v-1")
	goed(t, err)
	var deel bytes.Buffer
	goed(t, r.SchrijfDeel(t.Context(), &deel, 3<<20, 100_000))
	r.Close()
	if !bytes.Equal(deel.Bytes(), heel[3<<20:3<<20+100_000]) {
		t.Error("a part is another")
	}
	o.verifieerSchoon()

	kopie, err := bijlage.Open(t.Context(), "file://"+o.pad("kopie"), true)
	goed(t, err)
	defer kopie.Close()
	_, err = bijlage.Copy(t.Context(), o.Bijlagen, kopie, nil)
	goed(t, err)
	sleutel, oud := "", []byte(nil)
	for _, k := range server.Keys() {
		if b := server.Object(k); len(b) > len(oud) {
			sleutel, oud = k, b
		}
	}
	ander := bytes.Clone(oud)
	ander[5<<20] ^= 1
	for naam, x := range map[string]struct {
		doe func()
		wat string
	}{
		"gewijzigd": {func() { server.Put(sleutel, ander) }, "gewijzigd"},
		"afgekapt":  {func() { server.Put(sleutel, oud[:len(oud)-1]) }, "gewijzigd"},
		"weg":       {func() { server.Delete(sleutel) }, "ontbreekt"},
	} {
		x.doe()
		ruw, err := o.haalt(medewerker, een.dossier, welk)
		weigertMet(t, err, domain.CodeBestandStuk)
		if len(ruw) >= len(heel) {
			t.Errorf("%s: all of it came", naam)
		}
		var v Verificatie
		goed(t, o.Verifieer(t.Context(), &v, nil, nil))
		if len(v.Bevindingen) != 1 || !strings.Contains(v.Bevindingen[0].Wat, x.wat) {
			t.Errorf("%s: %v", naam, v.Bevindingen)
		}
		server.Delete(sleutel)
		if n, err := bijlage.Copy(t.Context(), kopie, o.Bijlagen, nil); n != 1 || err != nil {
			t.Errorf("%d were put back: %v", n, err)
		}
		o.verifieerSchoon()
	}

	_, err = o.overbrengt(een.dossier, twee.dossier, domain.BrengOver{
		Onderdelen: []domain.Overgang{{Onderdeel: welk, Blijft: true}},
		Personen:   []domain.Persoonspaar{{Hier: een.kind, Daar: twee.kind}},
	})
	goed(t, err)
	if n := len(server.Keys()); n != 3 {
		t.Errorf("%d files", n)
	}
	server.Put(twee.dossier.String()+"/"+uuid.NewString(), []byte("niemand noemt mij"))
	server.Begin(twee.dossier.String() + "/" + uuid.NewString())
	o.klok.t = time.Now().Add(2 * wezentijd)
	if n, err := o.VeegBijlagen(t.Context()); n != 2 || err != nil || len(server.Uploads()) > 0 {
		t.Errorf("%d were swept: %v", n, err)
	}
	o.wist(een.dossier, een.kind, een.moeder)
	if n := len(server.Keys()); n != 1 {
		t.Errorf("%d files after the erasure in one dossier", n)
	}
	o.wist(twee.dossier, twee.kind, twee.moeder)
	if n := len(server.Keys()); n != 0 {
		t.Errorf("%d files after the erasure in both", n)
	}
	o.verifieerSchoon()
}

// Where the bucket fails, whoever asks is told to come back, in Dutch, and nothing is half done; an erasure is
// finished when it is back.
func TestS3Valt(t *testing.T) {
	server, o := standin.Start(t), stelOp(t)
	o.inS3(server.URL())
	g := o.opentGezin()
	heel := pdf(300_000)
	welk := o.heeftToegevoegd(g.dossier, heel, g.kind)
	weigert := func(status int, code string, wat func(*http.Request) bool) standin.Meddle {
		return func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			if wat(r) {
				standin.Fault(w, status, code)
				return
			}
			next.ServeHTTP(w, r)
		}
	}
	alles := func(*http.Request) bool { return true }
	deelTwee := func(r *http.Request) bool { return r.URL.Query().Get("partNumber") == "2" }
	for naam, m := range map[string]standin.Meddle{
		"geen toegang": weigert(403, "AccessDenied", alles), "kapot": weigert(500, "InternalError", alles),
		"geen toegang halverwege": weigert(403, "AccessDenied", deelTwee),
	} {
		server.Meddle(m)
		_, err := o.voegtToe(g.dossier, brief(t, g.kind), met{bytes: lang(12 << 20)})
		weigertMet(t, err, domain.CodeNietBereikbaar)
		if naam != "geen toegang halverwege" {
			ruw, err := o.haalt(medewerker, g.dossier, welk)
			weigertMet(t, err, domain.CodeNietBereikbaar)
			if len(ruw) > 0 {
				t.Errorf("%s: %d bytes came", naam, len(ruw))
			}
		}
		server.Meddle(nil)
		if k, u := server.Keys(), server.Uploads(); len(k) != 1 || len(u) > 0 ||
			o.tel(g.dossier, domain.SoortBijlageToegevoegd) != 1 {
			t.Errorf("%s: %d files, %d uploads", naam, len(k), len(u))
		}
	}
	server.Meddle(standin.Cut)
	ruw, err := o.haalt(medewerker, g.dossier, welk)
	weigertMet(t, err, domain.CodeNietBereikbaar)
	if len(ruw) == 0 || len(ruw) > len(heel)/2 {
		t.Errorf("cut off: %d bytes came", len(ruw))
	}
	server.Meddle(nil)
	_, err = o.voegtToe(g.dossier, brief(t, g.kind),
		met{bytes: io.MultiReader(lang(12<<20), iotest.ErrReader(io.ErrUnexpectedEOF))})
	if !errors.Is(err, ErrBestandAfgebroken) || len(server.Keys()) != 1 || len(server.Uploads()) > 0 {
		t.Errorf("its sender broke off: %v", err)
	}
	b := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Onderdeel: welk}, Grond: "bezwaar",
		Motivering: schrijft(t, "Bezwaar."), Keuzes: []domain.Keuze{{Onderdeel: welk, Uitkomst: domain.UitkomstVernietigen}}}
	o.doet(officer, g.dossier, b)
	server.Meddle(weigert(403, "AccessDenied", alles))
	if _, err := o.probeer(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: b.ID}); !errors.Is(err,
		ErrNogUitTeVoeren) {
		t.Errorf("erased while the bucket is away: %v", err)
	}
	_, err = o.haalt(medewerker, g.dossier, welk)
	weigertMet(t, err, domain.CodeVernietigd)
	server.Meddle(nil)
	goed(t, o.RondAf(t.Context()))
	if len(server.Keys()) > 0 || o.tel(g.dossier, domain.SoortVernietigingUitgevoerd) != 1 {
		t.Error("it was not finished")
	}
	o.verifieerSchoon()
}

// omgevingS3 has a test binary be an S3 server: what is held there is not held by who uses it.
const omgevingS3 = "DOSSIERBOEK_TEST_S3"

func TestS3Kind(t *testing.T) {
	if os.Getenv(omgevingS3) == "" {
		t.Skip("this is the server of TestLangeBijlageInS3")
	}
	s, err := standin.New()
	goed(t, err)
	fmt.Println("S3 " + s.URL())
	_, _ = io.Copy(io.Discard, os.Stdin) // until who started it is gone
}

// A long file goes in and out of a bucket without being held in memory, in parts of some MiB.
func TestLangeBijlageInS3BlijftBuitenGeheugen(t *testing.T) {
	kind := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestS3Kind$")
	kind.Env = append(os.Environ(), omgevingS3+"=ja")
	leeft, err := kind.StdinPipe()
	goed(t, err)
	zegt, err := kind.StdoutPipe()
	goed(t, err)
	goed(t, kind.Start())
	defer func() { _ = leeft.Close(); _ = kind.Wait() }()
	url := ""
	for regels := bufio.NewScanner(zegt); url == "" && regels.Scan(); {
		url, _ = strings.CutPrefix(regels.Text(), "S3 ")
	}
	for _, e := range standin.Env {
		naam, waarde, _ := strings.Cut(e, "=")
		t.Setenv(naam, waarde)
	}
	o := stelOp(t)
	o.inS3(url)
	o.langInEnUit(grootte(t, 160<<20))
}
