package sqlite

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/eventstore"
	"dossierboek/eventstore/sqlite/bare"
)

const (
	benchData = 1000 // bytes: about one sealed part of two persons
	benchMeta = 200
)

func benchEvent() eventstore.Event {
	return eventstore.Event{ID: uuid.New(), Kind: "gegeven.vastgelegd", Data: make([]byte, benchData),
		Meta: make([]byte, benchMeta)}
}

// BenchmarkAppend compares durable appends with what bare SQLite does with the same bytes, in turns within one run, so
// that both meet the same disk and neighbours. An append is one event of 1,200 bytes, at an exact revision. "ratio" is
// the store's rate divided by the bare rate: a lone caller against a transaction per insert, 64 callers (each with a
// stream of its own) against transactions of 64 inserts.
func BenchmarkAppend(b *testing.B) {
	for _, callers := range []int{1, 64} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) {
			s := openAt(b, filepath.Join(b.TempDir(), "log.db"), Options{Create: true})
			log, err := bare.Create(filepath.Join(b.TempDir(), "bare.db"))
			if err != nil {
				b.Fatal(err)
			}
			defer log.Close()
			const turn = 100 // appends of each caller between two changes
			var store, baseline time.Duration
			done, appends := 0, 0
			for b.Loop() { // one turn of each
				begin := time.Now()
				benchStore(b, s, callers, done, turn)
				store += time.Since(begin)
				begin = time.Now()
				benchBare(b, log, callers, turn)
				baseline += time.Since(begin)
				done += turn
				appends += turn * callers
			}
			b.ReportMetric(0, "ns/op") // of both: it says nothing
			b.ReportMetric(float64(appends)/store.Seconds(), "appends/s")
			b.ReportMetric(float64(appends)/baseline.Seconds(), "bare/s")
			b.ReportMetric(baseline.Seconds()/store.Seconds(), "ratio")
		})
	}
}

func benchStore(b *testing.B, s *Store, callers, done, n int) {
	var wg sync.WaitGroup
	for c := range callers {
		wg.Go(func() {
			name := fmt.Sprint("dossier-", c)
			for i := range n {
				expected := eventstore.NoStream()
				if done+i > 0 {
					expected = eventstore.Exact(uint64(done + i - 1))
				}
				if _, err := s.Append(b.Context(), name, expected, benchEvent()); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func benchBare(b *testing.B, log *bare.Log, callers, n int) {
	events := make([]eventstore.Event, callers)
	for range n {
		for c := range events {
			events[c] = benchEvent()
		}
		if err := log.Commit(0, events...); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead reads a log of 20,000 events of 1,200 bytes; an op is the whole of it, or a stream of 100.
func BenchmarkRead(b *testing.B) {
	s := openAt(b, filepath.Join(b.TempDir(), "log.db"), Options{Create: true})
	const streams, each = 200, 100
	for round := range each / 50 {
		for i := range streams {
			es := make([]eventstore.Event, 50)
			for j := range es {
				es[j] = benchEvent()
			}
			if _, err := s.Append(b.Context(), fmt.Sprint("dossier-", i), eventstore.Any(), es...); err != nil {
				b.Fatal(round, err)
			}
		}
	}
	b.Run("log", func(b *testing.B) {
		for b.Loop() {
			for _, err := range s.ReadAll(b.Context(), "") {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(streams*each*float64(b.N)/b.Elapsed().Seconds(), "records/s")
	})
	b.Run("stream", func(b *testing.B) {
		for b.Loop() {
			for _, err := range s.ReadStream(b.Context(), "dossier-77", 0) {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
