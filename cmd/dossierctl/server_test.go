package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/api"
	"dossierboek/api/identiteit"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
	"dossierboek/projections"
)

// testServer is a whole server over a real ledger in a folder of its own.
type testServer struct {
	t   *testing.T
	url string
	key ed25519.PrivateKey
}

const testIssuer = "dossierctl-test"

func startServer(t *testing.T) *testServer {
	t.Helper()
	ctx, dir, id := t.Context(), t.TempDir(), uuid.New()
	path := func(name string) string { return filepath.Join(dir, name) }
	must(t, vault.NewKeyFile(path("meester.sleutel")))
	keeper := made(vault.OpenKeeper(ctx, "file://"+path("meester.sleutel")))(t)
	ring := made(vault.CreateRing(ctx, path("sleutelring.json"), id, keeper, time.Now(), rand.Reader))(t)
	keys := made(vault.Create(ctx, path("kluis.db"), id, ring, vault.Options{Now: time.Now}))(t)
	store := made(sqlite.Open(ctx, path("logboek.db"), sqlite.Options{Create: true}))(t)
	drafts := made(concept.Create(ctx, path("concepten.db"), id))(t)
	register := made(ledger.MaakRegister(path("vernietigingsregister.jsonl"), id))(t)
	must(t, ledger.RichtIn(ctx, store, ledger.Ingericht{Ledger: id, Naam: "Veilig Thuis Voorbeeld"}, uuid.New,
		domain.Meta{Wie: "test", Rol: "beheer", Doel: "beheer", VastgelegdOp: time.Now().UTC().Truncate(time.Microsecond)}))
	var models *projections.Projections
	files := made(bijlage.Open(ctx, "file://"+path("bijlagen"), true))(t)
	l := made(ledger.Nieuw(ledger.Config{
		Bijlagen: files,
		Store:    store, Kluis: keys, Register: register, Matrix: toegang.Vast(), Nu: time.Now, NieuweID: uuid.New,
		Rand: rand.Reader, Concepten: drafts,
		OpVernietiging: []func(context.Context,
			ledger.Vernietigd) error{func(ctx context.Context, v ledger.Vernietigd) error {
			return models.Vergeet(ctx, projections.Vergeten{Dossier: v.Dossier, Geheel: v.Geheel, Betrokkenen: v.Betrokkenen,
				Onderdelen: v.Onderdelen})
		}},
	}))(t)
	must(t, l.Herstel(ctx, nil))
	models = made(projections.Open(ctx, projections.Options{Dir: path("projecties"), Store: store,
		Logger: slog.New(slog.DiscardHandler), Now: time.Now,
		Indexer: projections.Indexer{Make: l.MaakIndex, Check: l.ProefIndex, Forget: l.VergeetIndex,
			Tokens: func(ctx context.Context, key string, r eventstore.Record) ([]projections.Veldtoken, error) {
				lines, err := l.Index(ctx, key, r)
				tokens := make([]projections.Veldtoken, len(lines))
				for i, x := range lines {
					tokens[i] = projections.Veldtoken{Dossier: x.Dossier, Betrokkene: x.Betrokkene, Onderdeel: x.Onderdeel,
						Veld: string(x.Veld), Token: x.Token[:]}
				}
				return tokens, err
			}},
	}))(t)
	public, private, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	handler := made(api.Nieuw(api.Config{
		Ledger: l, Projecties: models, Logger: slog.New(slog.DiscardHandler), Nu: time.Now, Bouw: "test",
		Controleur: identiteit.NieuweControleur(testIssuer, time.Now, public), Contact: api.Contact{Naam: "Test"},
		Grenzen: api.Grenzen{PerSeconde: 1000, Stoot: 1000},
	}))(t)
	server := httptest.NewServer(handler)
	following, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- models.Run(following) }()
	t.Cleanup(func() {
		server.Close()
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		must(t, errors.Join(models.Close(), files.Close(), drafts.Close(), keys.Close(), keeper.Close(), store.Close()))
	})
	return &testServer{t: t, url: server.URL, key: private}
}

// token is of somebody who has signed for geheimhouding.
func (s *testServer) token(who string, role toegang.Rol, purpose string) string {
	s.t.Helper()
	signed := made(waarde.ParseDatum("2020-01-01"))(s.t)
	proof := identiteit.Bewijs{Actor: toegang.Actor{Wie: who, Rol: role, GeheimhoudingOp: signed}, Doel: purpose}
	return made(identiteit.Uitgever{Sleutel: s.key, Issuer: testIssuer, Nu: time.Now}.Geef(proof, time.Hour))(s.t)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// made is the value of what must not fail.
func made[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		must(t, err)
		return v
	}
}

// There are words for whatever a draft can become.
func TestWordsForEveryDraft(t *testing.T) {
	s := startServer(t)
	r := made(http.Get(s.url + "/v1/openapi.json"))(t)
	defer func() { _ = r.Body.Close() }()
	var doc struct {
		Components struct {
			Schemas map[string]struct {
				Properties map[string]struct{ Enum []string }
			}
		}
	}
	if err := json.NewDecoder(r.Body).Decode(&doc); err != nil {
		t.Fatal(err)
	}
	kinds := doc.Components.Schemas["NieuwConcept"].Properties["waarvan"].Enum
	if len(kinds) < 5 {
		t.Fatalf("%d kinds of drafts", len(kinds))
	}
	for _, k := range kinds {
		if becoming[k] == "" {
			t.Errorf("no words for a draft of %s", k)
		}
	}
}
