package projections

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/sqlite"
)

// benchEvents is how large the store of the benchmark is; BENCH_EVENTS sets another size.
const benchEvents = 40_000

// BenchmarkRebuild compares the rebuild of all projections with a scan of the store that decodes each record, in the
// same run: "ratio" is rebuild over scan, in records per second, and should be at least 0.3. "MiB" is the most that
// the heap held.
func BenchmarkRebuild(b *testing.B) {
	n := benchEvents
	if s, err := strconv.Atoi(os.Getenv("BENCH_EVENTS")); err == nil {
		n = s
	}
	for name, c := range map[string]struct {
		per   int // events in a dossier
		newID func() uuid.UUID
	}{
		"dossiers of 100":  {100, timeID},
		"dossiers of 5000": {5000, timeID},
		"random ids":       {5000, uuid.New},
	} {
		b.Run(name, func(b *testing.B) { benchRebuild(b, n, c.per, c.newID) })
	}
}

// timeID makes ids that sort by time, as dossierd does: the parts that a large dossier is given at about the same time
// stand together. With random ids each of them is written to a place of its own.
func timeID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

func benchRebuild(b *testing.B, n, per int, newID func() uuid.UUID) {
	h := &house{t: b, dir: filepath.Join(b.TempDir(), "projecties"), clock: time.Now().UTC(),
		keys: &keys{made: map[string]bool{}, forgotten: map[string]bool{}}}
	var err error
	if h.store, err = sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "log.db"),
		sqlite.Options{Create: true}); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = h.store.Close() })
	fillBench(b, h, n, per, newID)
	o := h.options()
	o.Indexer.Tokens = func(_ context.Context, key string, r eventstore.Record) ([]Veldtoken, error) {
		return benchTokens(key, r)
	}
	p, err := Open(b.Context(), o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = p.Close() })
	var scan, rebuild time.Duration
	records := 0
	peak := watchHeap(b)
	for b.Loop() {
		began := time.Now()
		for r, err := range h.store.ReadAll(b.Context(), "") {
			if err != nil {
				b.Fatal(err)
			}
			if e := decode(r, ""); e.err != nil {
				b.Fatal(e.err)
			}
			records++
		}
		scan += time.Since(began)
		began = time.Now()
		if err := p.Rebuild(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
		rebuild += time.Since(began)
	}
	for _, f := range p.seen[p.live] {
		if f.stopped != nil {
			b.Fatal(f.stopped)
		}
	}
	b.ReportMetric(float64(scan)/float64(rebuild), "ratio")
	b.ReportMetric(float64(records)/rebuild.Seconds(), "records/s")
	b.ReportMetric(float64(records)/scan.Seconds(), "scanned/s")
	b.ReportMetric(float64(peak())/(1<<20), "MiB")
}

// watchHeap looks at the heap now and then, and tells the most that it held.
func watchHeap(b *testing.B) func() uint64 {
	var most atomic.Uint64
	done := make(chan struct{})
	go func() {
		var m runtime.MemStats
		for {
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
			}
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse))
		}
	}()
	return func() uint64 { close(done); return most.Load() }
}

func benchTokens(key string, r eventstore.Record) ([]Veldtoken, error) {
	e := decode(r, "")
	f, ok := e.fact.Feit.(*domain.BetrokkeneToegevoegd)
	if !ok {
		return nil, e.err
	}
	var list []Veldtoken
	for i := range 10 {
		list = append(list, Veldtoken{Dossier: e.dossier, Betrokkene: f.Betrokkene,
			Onderdeel: domain.IdentiteitVan(f.Betrokkene), Token: token(key, strconv.Itoa(i), f.Betrokkene.String())})
	}
	return list, nil
}

// fillBench stores n events as 300 dossiers at a time go: persons, gegevens, corrections, verstrekkingen, and every
// tenth event a reading. A sealed part has a kilobyte.
func fillBench(b *testing.B, h *house, n, per int, newID func() uuid.UUID) {
	part := make([]byte, 1000)
	if _, err := rand.Read(part); err != nil {
		b.Fatal(err)
	}
	const atOnce = 300
	var open []*benchDossier
	for i := 0; i < n; {
		if len(open) < min(atOnce, max(1, n/per)) {
			open = append(open, &benchDossier{stream: h.stream(), newID: newID})
		}
		k := i % len(open)
		d := open[k]
		if d.n >= per {
			open[k] = &benchDossier{stream: h.stream(), newID: newID}
			continue
		}
		var events []eventstore.Event
		for range 10 {
			events = append(events, d.event(b, part))
		}
		d.append(events...)
		read := makeEvent(b, string(toegang.SoortGeraadpleegd),
			toegang.Geraadpleegd{Wat: toegang.WatBeeld, Revisie: d.next,
				Categorieen: []domain.Categorie{"identiteit", "inhoud"}, Aantal: 7, Digest: part[:32]}, nil, h.clock)
		if _, err := h.store.Append(b.Context(), accessPrefix+d.d.String(), eventstore.Any(), read); err != nil {
			b.Fatal(err)
		}
		i += 11
	}
}

// benchDossier is a dossier being written.
type benchDossier struct {
	*stream
	newID      func() uuid.UUID
	n          int
	wie        []id.Betrokkene
	onderdelen []id.Onderdeel
}

func (d *benchDossier) event(b *testing.B, part []byte) eventstore.Event {
	var f domain.Feit
	n, o := d.n, onderdeelOf(d.newID())
	d.n++
	switch {
	case n == 0:
		f = &domain.DossierGeopend{Onderdeel: o}
	case n < 5:
		wie := betrokkeneOf(d.newID())
		d.wie = append(d.wie, wie)
		f = &domain.BetrokkeneToegevoegd{Betrokkene: wie}
	case n%25 == 0:
		stuk := domain.Stuk{Onderdeel: d.onderdelen[n%len(d.onderdelen)]}
		f = &domain.VerstrekkingGedaan{Onderdeel: o, Stukken: []domain.Stuk{stuk}, Over: d.wie[:2]}
	case n%10 == 0:
		f = &domain.CorrectieToegepast{Onderdeel: d.onderdelen[n%len(d.onderdelen)], Wijze: domain.WijzeVerbeteren,
			Over: d.wie[:2]}
	default:
		d.onderdelen = append(d.onderdelen, o)
		f = &domain.GegevenVastgelegd{Onderdeel: o, Rubriek: "zorgen", Over: d.wie[:2]}
	}
	e := d.stream.event(f, nil)
	e.Data = appendPart(b, e.Data, part)
	return e
}

// appendPart adds a sealed part to an envelope.
func appendPart(b *testing.B, data, part []byte) []byte {
	s := string(data)
	if s[len(s)-1] != '}' {
		b.Fatal("not an envelope")
	}
	return []byte(fmt.Sprintf("%s,\"delen\":[%q]}", s[:len(s)-1], base64.StdEncoding.EncodeToString(part)))
}
