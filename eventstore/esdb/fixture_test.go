package esdb

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
)

// impatient are options under which a test of what fails does not take long.
var impatient = Options{Patience: time.Second, Timeout: 500 * time.Millisecond, Silence: time.Second}

// cluster starts a stand-in that the test stops.
func cluster(t testing.TB, o standin.Options) *standin.Cluster {
	t.Helper()
	c, err := standin.Start(t.TempDir(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(); err != nil {
			t.Errorf("stopping the stand-in: %v", err)
		}
	})
	return c
}

// open opens a store that the test closes.
func open(t testing.TB, url string, o Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), url, o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func stream() string { return "dossier-" + uuid.NewString() }

func events(n int) []eventstore.Event {
	es := make([]eventstore.Event, n)
	for i := range es {
		es[i] = eventstore.Event{ID: uuid.New(), Kind: "proef.gedaan", Data: []byte("data"), Meta: []byte("meta")}
	}
	return es
}

func mustAppend(t testing.TB, s *Store, stream string, expected eventstore.Expected,
	es ...eventstore.Event) eventstore.Appended {
	t.Helper()
	a, err := s.Append(t.Context(), stream, expected, es...)
	if err != nil {
		t.Fatalf("append: %v", err)
	}
	return a
}

// ids reads a stream and gives the ids in it.
func ids(t testing.TB, s *Store, stream string) []uuid.UUID {
	t.Helper()
	var found []uuid.UUID
	for r, err := range s.ReadStream(t.Context(), stream, 0) {
		if err != nil {
			t.Fatalf("reading %s: %v", stream, err)
		}
		found = append(found, r.ID)
	}
	return found
}

// wantIDs checks that a stream holds these events, each once.
func wantIDs(t testing.TB, s *Store, stream string, es ...eventstore.Event) {
	t.Helper()
	found := ids(t, s, stream)
	if len(found) != len(es) {
		t.Fatalf("%d events stand in the stream, want %d", len(found), len(es))
	}
	for i, e := range es {
		if found[i] != e.ID {
			t.Fatalf("revision %d is another event", i)
		}
	}
}

// within gives a context for what must happen soon.
func within(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// eventually waits until something is so.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()
	ctx := within(t)
	for !so() {
		select {
		case <-time.After(5 * time.Millisecond):
		case <-ctx.Done():
			t.Fatalf("it never happened: %s", what)
		}
	}
}
