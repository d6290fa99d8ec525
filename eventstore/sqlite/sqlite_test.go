package sqlite

import (
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// openAt opens a store that the test's end closes.
func openAt(t testing.TB, path string, o Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, o)
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

// vandalise does to a log what another tool with write access could.
func vandalise(t testing.TB, path string, statements ...string) {
	t.Helper()
	conn, err := newConnector(path, writing).open()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, text := range statements {
		if err := execute(conn, text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

func event() eventstore.Event {
	id := uuid.New()
	return eventstore.Event{ID: id, Kind: "proef.gedaan", Data: id[:], Meta: []byte("{}")}
}
