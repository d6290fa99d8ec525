package storetest

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// testOneWins lets writers race for each revision of one stream: one wins, the others hear that the stream moved on,
// and nothing is lost or doubled.
func testOneWins(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	const writers, rounds = 8, 25
	won := make([][]eventstore.Event, rounds)
	for round := range rounds {
		expected := eventstore.NoStream()
		if round > 0 {
			expected = eventstore.Exact(uint64(2*round - 1))
		}
		var mu sync.Mutex
		var wg sync.WaitGroup
		for range writers {
			wg.Go(func() {
				es := events(2)
				_, err := s.Append(t.Context(), name, expected, es...)
				switch {
				case err == nil:
					mu.Lock()
					defer mu.Unlock()
					won[round] = append(won[round], es...)
				case !errors.Is(err, eventstore.ErrConflict):
					t.Errorf("round %d: %v", round, err)
				}
			})
		}
		wg.Wait()
		if len(won[round]) != 2 {
			t.Fatalf("round %d: %d appends won", round, len(won[round])/2)
		}
	}
	var all []eventstore.Event
	for _, es := range won {
		all = append(all, es...)
	}
	wantEvents(t, readStream(t, s, name, 0), name, 0, all...)
}

func testAnyConcurrent(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	const writers, each = 8, 20
	var mu sync.Mutex
	byRevision := map[uint64]eventstore.Event{}
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			for range each {
				e := event()
				a, err := s.Append(t.Context(), name, eventstore.Any(), e)
				if err != nil {
					t.Errorf("append: %v", err)
					return
				}
				mu.Lock()
				byRevision[a.First] = e
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	want := make([]eventstore.Event, 0, writers*each)
	for i := range uint64(writers * each) {
		want = append(want, byRevision[i])
	}
	wantEvents(t, readStream(t, s, name, 0), name, 0, want...)
}

// testManyStreams mixes appends that must succeed with ones that must not: nobody's mistake reaches a neighbour.
func testManyStreams(t *testing.T, f Fixture) {
	s := f.Open(t)
	const writers, each = 16, 20
	var wg sync.WaitGroup
	for w := range writers {
		name := stream()
		wg.Go(func() {
			var mine []eventstore.Event
			expected := eventstore.NoStream()
			for i := range each {
				e := event()
				if _, err := s.Append(t.Context(), name, expected, e); err != nil {
					t.Errorf("append %d: %v", i, err)
					return
				}
				mine = append(mine, e)
				expected = eventstore.Exact(uint64(i))
				var err, want error
				switch w % 3 {
				case 0:
					_, err = s.Append(t.Context(), name, eventstore.NoStream(), event())
					want = eventstore.ErrConflict
				case 1:
					_, err = s.Append(t.Context(), name, expected, eventstore.Event{ID: uuid.New()})
					want = eventstore.ErrInvalid
				case 2:
					big := event()
					big.Data = make([]byte, eventstore.MaxAppend+1)
					_, err = s.Append(t.Context(), name, expected, big)
					want = eventstore.ErrTooLarge
				}
				if !errors.Is(err, want) {
					t.Errorf("error %v, want %v", err, want)
				}
			}
			wantStored(t, s, name, mine)
		})
	}
	wg.Wait()
}

// wantStored is readStream and wantEvents for a goroutine that is not the test's own.
func wantStored(t *testing.T, s eventstore.Store, name string, want []eventstore.Event) {
	i := 0
	for r, err := range s.ReadStream(t.Context(), name, 0) {
		if err != nil {
			t.Errorf("reading: %v", err)
			return
		}
		if i >= len(want) || r.Revision != uint64(i) || differs(r.Event, want[i]) != "" {
			t.Errorf("record %d of %s is not what was appended", i, name)
			return
		}
		i++
	}
	if i != len(want) {
		t.Errorf("%d records, want %d", i, len(want))
	}
}
