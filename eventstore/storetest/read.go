package storetest

import (
	"context"
	"errors"
	"math"
	"sync"
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

// testOrder: positions increase, the log agrees with each stream, an append stands together, and what was answered before
// another append began comes before it.
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

func testReadCancelled(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	mustAppend(t, s, name, eventstore.NoStream(), events(50)...)
	at := tail(t, s)
	reads := map[string]func(ctx context.Context) func(func(eventstore.Record, error) bool){
		"stream": func(ctx context.Context) func(func(eventstore.Record, error) bool) { return s.ReadStream(ctx, name, 0) },
		"log":    func(ctx context.Context) func(func(eventstore.Record, error) bool) { return s.ReadAll(ctx, "") },
		"follow": func(ctx context.Context) func(func(eventstore.Record, error) bool) { return s.Follow(ctx, "") },
	}
	for what, read := range reads {
		t.Run(what+" cancelled before", func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			wantError(t, last(t, read(ctx)), context.Canceled)
		})
		t.Run(what+" cancelled within", func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			n := 0
			var err error
			for _, err = range read(ctx) {
				if n++; n == 3 {
					cancel()
				}
			}
			wantError(t, err, context.Canceled)
		})
	}
	t.Run("follow cancelled while it waits", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			var err error
			for _, err = range s.Follow(ctx, at) {
			}
			ended <- err
		}()
		cancel()
		select {
		case err := <-ended:
			wantError(t, err, context.Canceled)
		case <-within(t).Done():
			t.Fatal("the follower waits on")
		}
	})
	for what, call := range map[string]func(ctx context.Context) error{
		"head": func(ctx context.Context) error { _, _, err := s.Head(ctx, name); return err },
		"tail": func(ctx context.Context) error { _, err := s.Tail(ctx); return err },
	} {
		t.Run(what, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			wantError(t, call(ctx), context.Canceled)
		})
	}
}

// last is the error that an iterator ended with. A record after an error, or a record with one, is a fault.
func last(t *testing.T, read func(func(eventstore.Record, error) bool)) (err error) {
	t.Helper()
	for r, e := range read {
		if err != nil {
			t.Fatal("the iterator went on after an error")
		}
		if e != nil && r.Stream != "" {
			t.Fatal("a record came with an error")
		}
		err = e
	}
	return err
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

// testStrangePosition: a store that can tell says ErrPosition; one that cannot finds nothing there. It never finds something.
func testStrangePosition(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	mustAppend(t, s, name, eventstore.NoStream(), event())
	for _, p := range []eventstore.Position{"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "garbage", "\x00"} {
		if err := last(t, s.ReadAll(t.Context(), p)); !errors.Is(err, eventstore.ErrPosition) {
			t.Errorf("reading after a made-up position: %v", err)
		}
		if err := last(t, s.Follow(within(t), p)); !errors.Is(err, eventstore.ErrPosition) {
			t.Errorf("following after a made-up position: %v", err)
		}
	}
}

// testBroken: a read that cannot go on says so, after the records that it could give; it never ends as if that were all.
func testBroken(t *testing.T, f Fixture) {
	if f.Break == nil {
		t.Skip("the fixture cannot break a read")
	}
	const at = 30
	s, name := f.Open(t), stream()
	begin := tail(t, s)
	es := events(60)
	mustAppend(t, s, name, eventstore.NoStream(), es...)
	f.Break(t, name, at)
	for what, read := range map[string]func(func(eventstore.Record, error) bool){
		"stream": s.ReadStream(within(t), name, 0),
		"log":    s.ReadAll(within(t), begin),
		"follow": s.Follow(within(t), begin),
	} {
		t.Run(what, func(t *testing.T) {
			next := uint64(0)
			var ended error
			for r, err := range read {
				if err != nil {
					ended = err
					break
				}
				if r.Stream != name {
					continue
				}
				if r.Revision != next || differs(r.Event, es[next]) != "" || next >= at {
					t.Fatalf("revision %d was read, after %d", r.Revision, next)
				}
				next++
			}
			if !errors.Is(ended, eventstore.ErrBroken) && !errors.Is(ended, eventstore.ErrUnavailable) {
				t.Fatalf("the read ended with %v after %d records", ended, next)
			}
		})
	}
}
