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
