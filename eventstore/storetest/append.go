package storetest

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

func testExpected(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	es := events(4)

	_, err := s.Append(t.Context(), name, eventstore.Exact(0), es[0])
	wantConflict(t, err, name, 0)

	if a := mustAppend(t, s, name, eventstore.NoStream(), es[0]); a.First != 0 || a.Last != 0 {
		t.Fatalf("landed at %d to %d", a.First, a.Last)
	}
	_, err = s.Append(t.Context(), name, eventstore.NoStream(), event())
	wantConflict(t, err, name, 1)

	if a := mustAppend(t, s, name, eventstore.Exact(0), es[1], es[2]); a.First != 1 || a.Last != 2 {
		t.Fatalf("landed at %d to %d", a.First, a.Last)
	}
	for _, wrong := range []uint64{0, 1, 3, 100, math.MaxInt64, math.MaxUint64} {
		_, err = s.Append(t.Context(), name, eventstore.Exact(wrong), event())
		wantConflict(t, err, name, 3)
	}
	if a := mustAppend(t, s, name, eventstore.Any(), es[3]); a.First != 3 || a.Last != 3 {
		t.Fatalf("landed at %d to %d", a.First, a.Last)
	}
	fresh, e := stream(), event()
	mustAppend(t, s, fresh, eventstore.Any(), e)
	wantEvents(t, readStream(t, s, fresh, 0), fresh, 0, e)
	wantEvents(t, readStream(t, s, name, 0), name, 0, es...)
}

func testAllOrNothing(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	first := events(3)
	mustAppend(t, s, name, eventstore.NoStream(), first...)
	at := tail(t, s)

	_, err := s.Append(t.Context(), name, eventstore.Exact(1), events(5)...)
	wantConflict(t, err, name, 3)
	_, err = s.Append(t.Context(), name, eventstore.Exact(2), append(events(4), eventstore.Event{ID: uuid.New()})...)
	wantError(t, err, eventstore.ErrInvalid)
	huge := event()
	huge.Data = make([]byte, eventstore.MaxAppend)
	_, err = s.Append(t.Context(), name, eventstore.Exact(2), append(events(4), huge)...)
	wantError(t, err, eventstore.ErrTooLarge)

	wantEvents(t, readStream(t, s, name, 0), name, 0, first...)
	if rs := readAll(t, s, at, name); len(rs) != 0 {
		t.Fatalf("the refused appends left %d records", len(rs))
	}
}

// testOneWins lets writers race for each revision of one stream: one wins, the others hear that the stream moved on, and
// nothing is lost or doubled.
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

func testLimit(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	fit := func(total int) []eventstore.Event {
		es := events(3)
		es[0].Data = nil
		es[0].Data = make([]byte, total-eventstore.Size(es...))
		if n := eventstore.Size(es...); n != total {
			t.Fatalf("%d bytes made, not %d", n, total)
		}
		return es
	}
	_, err := s.Append(t.Context(), name, eventstore.NoStream(), fit(eventstore.MaxAppend+1)...)
	wantError(t, err, eventstore.ErrTooLarge)
	full := fit(eventstore.MaxAppend)
	mustAppend(t, s, name, eventstore.NoStream(), full...)
	wantEvents(t, readStream(t, s, name, 0), name, 0, full...)
}

func testInvalid(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	e := event()
	for what, call := range map[string]func() error{
		"no events": func() error { _, err := s.Append(t.Context(), name, eventstore.Any()); return err },
		"no stream": func() error { _, err := s.Append(t.Context(), "", eventstore.Any(), e); return err },
		"zero expected": func() error {
			_, err := s.Append(t.Context(), name, eventstore.Expected{}, e)
			return err
		},
		"system stream": func() error { _, err := s.Append(t.Context(), "$all", eventstore.Any(), e); return err },
		"long stream": func() error {
			_, err := s.Append(t.Context(), strings.Repeat("a", eventstore.MaxName+1), eventstore.Any(), e)
			return err
		},
		"stream not UTF-8":  func() error { _, err := s.Append(t.Context(), "a\xff", eventstore.Any(), e); return err },
		"control character": func() error { _, err := s.Append(t.Context(), "a\x00b", eventstore.Any(), e); return err },
		"nil id": func() error {
			_, err := s.Append(t.Context(), name, eventstore.Any(), eventstore.Event{Kind: "k"})
			return err
		},
		"no kind": func() error {
			_, err := s.Append(t.Context(), name, eventstore.Any(), eventstore.Event{ID: uuid.New()})
			return err
		},
		"system kind": func() error {
			_, err := s.Append(t.Context(), name, eventstore.Any(), eventstore.Event{ID: uuid.New(), Kind: "$>"})
			return err
		},
		"doubled id": func() error { _, err := s.Append(t.Context(), name, eventstore.Any(), e, event(), e); return err },
		"doubled id in many": func() error {
			es := events(40)
			es[39].ID = es[3].ID
			_, err := s.Append(t.Context(), name, eventstore.Any(), es...)
			return err
		},
	} {
		t.Run(what, func(t *testing.T) { wantError(t, call(), eventstore.ErrInvalid) })
	}
	if rs := readStream(t, s, name, 0); len(rs) != 0 {
		t.Fatalf("%d records were stored", len(rs))
	}
}

// testAppendCancelled: a call ends when its context does; whether it was stored is then found out by repeating it.
func testAppendCancelled(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	e := event()
	_, err := s.Append(gone, name, eventstore.NoStream(), e)
	wantError(t, err, context.Canceled)
	mustAppend(t, s, name, eventstore.NoStream(), e)

	var wg sync.WaitGroup
	const callers = 20
	type attempt struct {
		stream string
		e      eventstore.Event
	}
	attempts := make([]attempt, callers)
	for i := range attempts {
		attempts[i] = attempt{stream: stream(), e: event()}
		ctx, cancel := context.WithCancel(t.Context())
		wg.Go(func() {
			_, err := s.Append(ctx, attempts[i].stream, eventstore.NoStream(), attempts[i].e)
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Errorf("append: %v", err)
			}
		})
		wg.Go(cancel)
	}
	wg.Wait()
	for _, a := range attempts {
		mustAppend(t, s, a.stream, eventstore.NoStream(), a.e)
		wantEvents(t, readStream(t, s, a.stream, 0), a.stream, 0, a.e)
	}
	wantEvents(t, readStream(t, s, name, 0), name, 0, e)
}

// testBytes: bytes and names come back as they went in.
func testBytes(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()+"-één/twee drie'%_"
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	es := []eventstore.Event{
		{ID: uuid.New(), Kind: "leeg"},
		{ID: uuid.New(), Kind: "leeg", Data: []byte{}, Meta: []byte{}},
		{ID: uuid.New(), Kind: "bytes", Data: all, Meta: all},
		{ID: uuid.New(), Kind: "nul", Data: []byte{0}, Meta: []byte{0, 0}},
		{ID: uuid.Max, Kind: "gewijzigd één", Data: []byte(`{"a":"é"}`)},
		{ID: uuid.UUID{1}, Kind: "k", Meta: []byte("x")},
	}
	mustAppend(t, s, name, eventstore.NoStream(), es...)
	at := tail(t, s)
	wantEvents(t, readStream(t, s, name, 0), name, 0, es...)
	wantEvents(t, readAll(t, s, "", name), name, 0, es...)
	// Another name that differs a little is another stream.
	for _, other := range []string{strings.ToUpper(name), name + " ", name + "x", name[:len(name)-1]} {
		if rs := readStream(t, s, other, 0); len(rs) != 0 {
			t.Fatalf("%d records under another name", len(rs))
		}
	}
	if at == "" {
		t.Fatal("the log has a record and no tail")
	}
}
