package api

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/api/identiteit"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/esdb"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/storetest"
	"dossierboek/eventstore/vault"
	"dossierboek/projections"
)

// opstelling is a whole server on a ledger in a folder: store, vault, register, read models.
type opstelling struct {
	*Server
	t     testing.TB
	klok  *klok
	store eventstore.Store
	dir   string
	log   *bytes.Buffer
	uit   identiteit.Uitgever
	stuk  atomic.Bool // the read models cannot forget
}

// klok gives moments that rise, from a fixed day on.
type klok struct {
	mu sync.Mutex
	t  time.Time
}

func (k *klok) nu() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.t = k.t.Add(time.Millisecond)
	return k.t
}

func (k *klok) verder(d time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.t = k.t.Add(d)
}

func goed(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// opslag is an empty log: a file, or a part of the real EventStoreDB that DOSSIERBOEK_TEST_ESDB names.
func opslag(t testing.TB, pad string) eventstore.Store {
	t.Helper()
	if url := os.Getenv("DOSSIERBOEK_TEST_ESDB"); url != "" {
		store, err := esdb.Open(t.Context(), url, esdb.Options{})
		goed(t, err)
		return storetest.Namespace(store, uuid.NewString()+"-")
	}
	store, err := sqlite.Open(t.Context(), pad, sqlite.Options{Create: true})
	goed(t, err)
	return store
}

// stelOp makes a server; pas may change its configuration.
func stelOp(t testing.TB, pas ...func(*Config)) *opstelling {
	t.Helper()
	ctx := context.Background()
	dir := t.TempDir()
	in := func(naam string) string { return filepath.Join(dir, naam) }
	o := &opstelling{t: t, klok: &klok{t: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}, log: &bytes.Buffer{}}
	boek := uuid.New()

	goed(t, vault.NewKeyFile(in("meester.sleutel")))
	keeper, err := vault.OpenKeeper(ctx, "file://"+in("meester.sleutel"))
	goed(t, err)
	store := opslag(t, in("log.db"))
	ring, err := vault.CreateRing(ctx, in("ring.json"), boek, keeper, o.klok.nu(), rand.Reader)
	goed(t, err)
	kluis, err := vault.Create(ctx, in("kluis.db"), boek, ring, vault.Options{Now: o.klok.nu})
	goed(t, err)
	concepten, err := concept.Create(ctx, in("concepten.db"), boek)
	goed(t, err)
	register, err := ledger.MaakRegister(in("register.jsonl"), boek)
	goed(t, err)
	goed(t, ledger.RichtIn(ctx, store, ledger.Ingericht{Ledger: boek, Naam: "Veilig Thuis Voorbeeld"}, uuid.New,
		domain.Meta{Wie: "test", Rol: "beheer", Doel: "beheer", VastgelegdOp: o.klok.nu()}))
	var p *projections.Projections
	bestanden, err := bijlage.Open(ctx, "file://"+in("bijlagen"), true)
	goed(t, err)
	l, err := ledger.Nieuw(ledger.Config{Store: store, Bijlagen: bestanden, Kluis: kluis, Register: register,
		Matrix: toegang.Vast(), Nu: o.klok.nu, NieuweID: uuid.New, Rand: rand.Reader, Concepten: concepten,
		OpVernietiging: []func(context.Context,
			ledger.Vernietigd) error{func(ctx context.Context, v ledger.Vernietigd) error {
			if o.stuk.Load() {
				return errors.New("de schijf van de projecties is weg")
			}
			return p.Vergeet(ctx, projections.Vergeten{Dossier: v.Dossier, Geheel: v.Geheel, Betrokkenen: v.Betrokkenen,
				Onderdelen: v.Onderdelen})
		}}})
	goed(t, err)
	goed(t, l.Herstel(ctx, nil))
	p, err = projections.Open(ctx, projections.Options{Dir: in("projecties"), Store: store, Now: o.klok.nu,
		Indexer: projections.Indexer{
			Tokens: func(ctx context.Context, key string, r eventstore.Record) ([]projections.Veldtoken, error) {
				regels, err := l.Index(ctx, key, r)
				uit := make([]projections.Veldtoken, len(regels))
				for i, x := range regels {
					uit[i] = projections.Veldtoken{Dossier: x.Dossier, Betrokkene: x.Betrokkene, Onderdeel: x.Onderdeel,
						Veld: string(x.Veld), Token: x.Token[:]}
				}
				return uit, err
			},
			Make: l.MaakIndex, Check: l.ProefIndex, Forget: l.VergeetIndex,
		}})
	goed(t, err)
	loopt, stop := context.WithCancel(ctx)
	klaar := make(chan error, 1)
	go func() { klaar <- p.Run(loopt) }()

	_, sleutel, err := ed25519.GenerateKey(rand.Reader)
	goed(t, err)
	o.uit = identiteit.Uitgever{Sleutel: sleutel, Issuer: "dossierd", Nu: o.klok.nu}
	c := Config{
		Ledger: l, Projecties: p, Controleur: identiteit.NieuweControleur("dossierd", o.klok.nu,
			sleutel.Public().(ed25519.PublicKey)),
		Logger:  slog.New(slog.NewTextHandler(&opSlot{w: o.log}, nil)),
		Contact: Contact{"Beheer", "https://voorbeeld.example", "beheer@voorbeeld.example"},
		Bouw:    "test", Nu: o.klok.nu, Grenzen: Grenzen{PerSeconde: 1e6, Stoot: 1e6},
		Opslag: func(ctx context.Context) error { _, err := store.Tail(ctx); return err },
	}
	for _, f := range pas {
		f(&c)
	}
	o.Server, err = Nieuw(c)
	goed(t, err)
	o.store, o.dir = store, dir
	t.Cleanup(func() {
		stop()
		if err := <-klaar; !errors.Is(err, context.Canceled) && !errors.Is(err, eventstore.ErrClosed) {
			t.Errorf("projections: %v", err)
		}
		for _, err := range []error{p.Close(), bestanden.Close(), concepten.Close(), kluis.Close(), store.Close(),
			keeper.Close()} {
			goed(t, err)
		}
	})
	return o
}

// opSlot makes a buffer safe to log to.
type opSlot struct {
	mu sync.Mutex
	w  io.Writer
}

func (s *opSlot) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.w.Write(b)
}

func wie(naam string, rol toegang.Rol) identiteit.Bewijs {
	d, _ := waarde.ParseDatum("2020-01-01")
	return identiteit.Bewijs{Actor: toegang.Actor{Wie: naam, Rol: rol, GeheimhoudingOp: d}, Doel: "onderzoek"}
}

var (
	medewerker = wie("m-1", toegang.Medewerker)
	teamleider = wie("t-1", toegang.Teamleider)
	officer    = wie("po-1", toegang.PrivacyOfficer)
	inspecteur = wie("igj-1", toegang.Inspecteur)
	niemand    identiteit.Bewijs
	beheerder  = wie("b-1", toegang.Beheer)
)

func (o *opstelling) token(b identiteit.Bewijs) string {
	o.t.Helper()
	s, err := o.uit.Geef(b, time.Hour)
	goed(o.t, err)
	return s
}

// antwoordVan is an answer as a test sees it.
type antwoordVan struct {
	status int
	kop    http.Header
	ruw    []byte
}

// vraagt sends a request; koppen are pairs of names and values.
func (o *opstelling) vraagt(b identiteit.Bewijs, methode, pad, inhoud string, koppen ...string) antwoordVan {
	o.t.Helper()
	soort := "application/json"
	if methode == "POST" && strings.HasSuffix(pad, "/bijlagen") { // what is said of a file, and a file with it
		inhoud, soort = metBestand(inhoud, "%PDF-1.7\nEen brief."), "multipart/form-data; boundary=grens"
	}
	r := httptest.NewRequest(methode, pad, bytes.NewReader([]byte(inhoud)))
	if inhoud != "" {
		r.Header.Set("Content-Type", soort)
	}
	if b.Wie != "" {
		r.Header.Set("Authorization", "Bearer "+o.token(b))
	}
	for i := 0; i+1 < len(koppen); i += 2 {
		r.Header.Set(koppen[i], koppen[i+1])
	}
	w := httptest.NewRecorder()
	o.ServeHTTP(w, r)
	return antwoordVan{w.Code, w.Header(), w.Body.Bytes()}
}

// metBestand is a body with what is said of a file, and the file.
func metBestand(metadata, bestand string) string {
	return "--grens\r\nContent-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n" +
		metadata + "\r\n--grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"geheim.exe\"\r\n\r\n" +
		bestand + "\r\n--grens--\r\n"
}

// leest decodes an answer of a status.
func leest[T any](t testing.TB, a antwoordVan, status int) T {
	t.Helper()
	var v T
	if a.status != status {
		t.Fatalf("status %d, want %d: %s", a.status, status, a.ruw)
	}
	if err := json.Unmarshal(a.ruw, &v); err != nil {
		t.Fatalf("%v: %s", err, a.ruw)
	}
	return v
}

func (a antwoordVan) probleem(t testing.TB) bericht.Probleem {
	t.Helper()
	if ct := a.kop.Get("Content-Type"); ct != "application/problem+json" {
		t.Fatalf("status %d, content type %q: %s", a.status, ct, a.ruw)
	}
	p := leest[bericht.Probleem](t, a, a.status)
	if p.Status != a.status {
		t.Errorf("status %d in the document, %d over HTTP", p.Status, a.status)
	}
	return p
}

// gezin is an opened dossier with two persons.
type gezin struct{ pad, moeder, kind, melding string }

const openGezin = `{"grond":"melding","betrokkenen":[
 {"verwijzing":"p1","identiteit":{"naam":{"roepnaam":"Sanne","achternaam":"Verzonnen"},"bsn":"999990019","geboortedatum":"1990-04","hoedanigheid":"ouder"},
  "contacten":[{"soort":"adres","adres":{"straat":"Dorpsstraat","huisnummer":"12","postcode":"1234ab","plaats":"Ons Dorp"}}]},
 {"verwijzing":"p2","identiteit":{"naam":{"roepnaam":"Bram","achternaam":"Verzonnen"},"hoedanigheid":"kind"}}],
 "melding":{"ontvangenOp":"2026-03-01T20:15:00+01:00","over":["p1","p2"],"hoedanigheid":"leerkracht",
  "tekst":{"tekst":"Bram heeft blauwe plekken.","vermeldingen":[{"begin":0,"einde":4,"wie":"p2"}]}}}`

// opent opens openGezin, also where there is such a gezin already.
func (o *opstelling) opent(b identiteit.Bewijs, koppen ...string) antwoordVan {
	o.t.Helper()
	a := o.vraagt(b, "POST", "/v1/dossiers", openGezin, koppen...)
	if a.status != http.StatusConflict {
		return a
	}
	var gezien []string
	for _, m := range a.probleem(o.t).MogelijkBekend {
		gezien = append(gezien, `"`+m.Dossier.String()+`"`)
	}
	return o.vraagt(b, "POST", "/v1/dossiers",
		strings.Replace(openGezin, "{", `{"mogelijkBekendGezien":[`+strings.Join(gezien, ",")+`],`, 1), koppen...)
}

func (o *opstelling) openGezin() gezin {
	o.t.Helper()
	b := leest[bericht.Vastgelegd](o.t, o.opent(medewerker), 201)
	return gezin{
		pad: "/v1/dossiers/" + b.Dossier.String(), moeder: b.Betrokkenen[0].Betrokkene.String(),
		kind: b.Betrokkenen[1].Betrokkene.String(), melding: b.Onderdelen[len(b.Onderdelen)-1].String(),
	}
}
