package storetest

import (
	"math"
	"testing"

	"dossierboek/eventstore"
)

func testReadStreamFrom(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	if rs := readStream(t, s, name, 0); len(rs) != 0 {
		t.Fatalf("a stream that is not there has %d records", len(rs))
	}
	es := events(7)
	mustAppend(t, s, name, eventstore.NoStream(), es...)
	for from := range len(es) + 2 {
		wantEvents(t, readStream(t, s, name, uint64(from)), name, uint64(from), es[min(from, len(es)):]...)
	}
	for _, from := range []uint64{math.MaxInt64 - 1, math.MaxInt64, math.MaxUint64} {
		if rs := readStream(t, s, name, from); len(rs) != 0 {
			t.Fatalf("%d records from revision %d", len(rs), from)
		}
	}
}

// testReadAllFrom resumes from every position: the rest, each once, in order.
func testReadAllFrom(t *testing.T, f Fixture) {
	s, a, b := f.Open(t), stream(), stream()
	begin := tail(t, s)
	for i := range 5 {
		mustAppend(t, s, a, eventstore.Any(), events(1+i%3)...)
		mustAppend(t, s, b, eventstore.Any(), event())
	}
	all := readAll(t, s, begin, a, b)
	for i, r := range all {
		rest := readAll(t, s, r.Position, a, b)
		if len(rest) != len(all)-i-1 {
			t.Fatalf("after record %d of %d there are %d", i, len(all), len(rest))
		}
		for j, again := range rest {
			if want := all[i+1+j]; again.ID != want.ID || again.Position != want.Position {
				t.Fatalf("after record %d, record %d is another one than before", i, j)
			}
		}
	}
	if rs := readAll(t, s, tail(t, s), a, b); len(rs) != 0 {
		t.Fatalf("%d records after the tail", len(rs))
	}
	if rs := readAll(t, s, "", a, b); len(rs) != len(all) {
		t.Fatalf("%d records from the beginning, want %d", len(rs), len(all))
	}
}

// testBreakOut leaves reads and follows early, many times over: nothing runs out.
func testBreakOut(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	mustAppend(t, s, name, eventstore.NoStream(), events(20)...)
	ctx := within(t)
	for range 60 {
		for range s.ReadStream(ctx, name, 0) {
			break
		}
		for range s.ReadAll(ctx, "") {
			break
		}
		for range s.Follow(ctx, "") {
			break
		}
	}
	// An iterator can be run again, and starts over.
	again := s.ReadStream(ctx, name, 18)
	for range 2 {
		n := 0
		for _, err := range again {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != 2 {
			t.Fatalf("%d records, want 2", n)
		}
	}
	mustAppend(t, s, name, eventstore.Exact(19), event())
}

// testLargeHistory crosses every page that a store may read in.
func testLargeHistory(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	begin := tail(t, s)
	var all []eventstore.Event
	for i := range 12 {
		es := events(250)
		if i%4 == 0 { // some of them large
			es[7].Data = make([]byte, 900<<10)
		}
		mustAppend(t, s, name, eventstore.Any(), es...)
		all = append(all, es...)
	}
	wantEvents(t, readStream(t, s, name, 0), name, 0, all...)
	wantEvents(t, readStream(t, s, name, 1000), name, 1000, all[1000:]...)
	wantEvents(t, readAll(t, s, begin, name), name, 0, all...)
}
