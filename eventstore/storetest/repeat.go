package storetest

import (
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// wantSame repeats an append and checks that it is answered as the first time.
func wantSame(t *testing.T, s eventstore.Store, name string, expected eventstore.Expected, first eventstore.Appended,
	es ...eventstore.Event) {
	t.Helper()
	if again := mustAppend(t, s, name, expected, es...); again != first {
		t.Fatalf("the repeat landed at %+v, the first at %+v", again, first)
	}
}

func testRepeats(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	es := events(6)
	a := mustAppend(t, s, name, eventstore.NoStream(), es[:2]...)
	wantSame(t, s, name, eventstore.NoStream(), a, es[:2]...)
	b := mustAppend(t, s, name, eventstore.Exact(1), es[2:5]...)
	wantSame(t, s, name, eventstore.Exact(1), b, es[2:5]...)
	c := mustAppend(t, s, name, eventstore.Exact(4), es[5])
	// Earlier ones still, now that the stream has moved on.
	wantSame(t, s, name, eventstore.NoStream(), a, es[:2]...)
	wantSame(t, s, name, eventstore.Exact(1), b, es[2:5]...)
	wantSame(t, s, name, eventstore.Exact(4), c, es[5])
	wantEvents(t, readStream(t, s, name, 0), name, 0, es...)

	// Ids are compared within their stream: the same ids in another are another append.
	other := stream()
	mustAppend(t, s, other, eventstore.NoStream(), es[:2]...)
	wantEvents(t, readStream(t, s, other, 0), other, 0, es[:2]...)
}

func testRepeatsAfterRestart(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	es := events(3)
	a := mustAppend(t, s, name, eventstore.NoStream(), es[0])
	b := mustAppend(t, s, name, eventstore.Exact(0), es[1:]...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = f.Open(t)
	wantSame(t, s, name, eventstore.NoStream(), a, es[0])
	wantSame(t, s, name, eventstore.Exact(0), b, es[1:]...)
	wantEvents(t, readStream(t, s, name, 0), name, 0, es...)
}

// testRepeatOtherBytes: sealing twice gives other bytes, and a repeat must still be one. The first bytes stay.
func testRepeatOtherBytes(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	e := event()
	a := mustAppend(t, s, name, eventstore.NoStream(), e)
	other := e
	other.Data = []byte("sealed again")
	wantSame(t, s, name, eventstore.NoStream(), a, other)
	wantEvents(t, readStream(t, s, name, 0), name, 0, e)
}

func testPartialOverlap(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	es := events(3)
	mustAppend(t, s, name, eventstore.NoStream(), es...)
	for what, call := range map[string]struct {
		expected eventstore.Expected
		events   []eventstore.Event
	}{
		"one more at the end":     {eventstore.NoStream(), append(es[:3:3], event())},
		"another first":           {eventstore.NoStream(), []eventstore.Event{event(), es[1], es[2]}},
		"another last":            {eventstore.NoStream(), []eventstore.Event{es[0], es[1], event()}},
		"another order":           {eventstore.NoStream(), []eventstore.Event{es[1], es[0], es[2]}},
		"at another revision":     {eventstore.Exact(1), []eventstore.Event{es[1]}},
		"overlapping the end":     {eventstore.Exact(1), []eventstore.Event{es[2], event()}},
		"elsewhere in the middle": {eventstore.Exact(0), []eventstore.Event{es[2]}},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := s.Append(t.Context(), name, call.expected, call.events...)
			wantConflict(t, err, name, 3)
		})
	}
	wantEvents(t, readStream(t, s, name, 0), name, 0, es...)
}

// testRepeatAny: a repeat with Any() is recognised or stored again as a whole, never in part.
func testRepeatAny(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	es := events(2)
	mustAppend(t, s, name, eventstore.Any(), es...)
	mustAppend(t, s, name, eventstore.Any(), event())
	mustAppend(t, s, name, eventstore.Any(), es...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = f.Open(t)
	mustAppend(t, s, name, eventstore.Any(), es...)
	times := map[uuid.UUID]int{}
	for _, r := range readStream(t, s, name, 0) {
		times[r.ID]++
	}
	n := times[es[0].ID]
	if n < 1 || n > 3 || times[es[1].ID] != n {
		t.Fatalf("the events stand there %d and %d times", n, times[es[1].ID])
	}
}
