package storetest

import (
	"sync"
	"testing"

	"dossierboek/eventstore"
)

// testOrder: positions increase, the log agrees with each stream, an append stands together, and what was answered
// before another append began comes before it.
func testOrder(t *testing.T, f Fixture) {
	s := f.Open(t)
	begin := tail(t, s)
	const writers, each = 6, 15
	names := make([]string, writers)
	var mu sync.Mutex
	landed := map[string][]eventstore.Appended{}
	var wg sync.WaitGroup
	for w := range names {
		names[w] = stream()
		wg.Go(func() {
			for i := range each {
				a, err := s.Append(t.Context(), names[w], eventstore.Any(), events(1+i%4)...)
				if err != nil {
					t.Errorf("append: %v", err)
					return
				}
				mu.Lock()
				landed[names[w]] = append(landed[names[w]], a)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	log := readAll(t, s, begin, names...)
	place := map[string][]int{} // of each stream's records in the log
	last := begin
	for i, r := range log {
		if r.Position <= last {
			t.Fatalf("position %s does not come after %s", r.Position, last)
		}
		last = r.Position
		if r.Revision != uint64(len(place[r.Stream])) {
			t.Fatalf("%s@%d is record %d of its stream in the log", r.Stream, r.Revision, len(place[r.Stream]))
		}
		place[r.Stream] = append(place[r.Stream], i)
	}
	for name, appends := range landed {
		before := begin
		for _, a := range appends {
			first, end := place[name][a.First], place[name][a.Last]
			if end-first != int(a.Last-a.First) {
				t.Fatalf("%s: the append at %d to %d does not stand together in the log", name, a.First, a.Last)
			}
			if log[end].Position != a.Position {
				t.Fatalf("%s@%d is at %s in the log, the append said %s", name, a.Last, log[end].Position, a.Position)
			}
			if a.Position <= before {
				t.Fatalf("%s: an append at %s came after one at %s", name, a.Position, before)
			}
			before = a.Position
		}
		rs := readStream(t, s, name, 0)
		for i, r := range rs {
			if in := log[place[name][i]]; in.ID != r.ID || in.Position != r.Position {
				t.Fatalf("%s@%d: the stream and the log do not agree", name, i)
			}
		}
	}
}

// testOwnWrites: what an append answered for is there for whoever reads next.
func testOwnWrites(t *testing.T, f Fixture) {
	s := f.Open(t)
	var wg sync.WaitGroup
	for range 4 {
		name := stream()
		wg.Go(func() {
			for i := range uint64(20) {
				a, err := s.Append(t.Context(), name, eventstore.Any(), event())
				if err != nil {
					t.Errorf("append: %v", err)
					return
				}
				head, ok, err := s.Head(t.Context(), name)
				if err != nil || !ok || head != i {
					t.Errorf("head %d, %v, %v after revision %d was stored", head, ok, err, i)
				}
				if at, err := s.Tail(t.Context()); err != nil || at < a.Position {
					t.Errorf("tail %s, %v after %s was stored", at, err, a.Position)
				}
			}
		})
	}
	wg.Wait()
}
