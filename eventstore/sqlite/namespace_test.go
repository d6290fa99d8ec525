package sqlite

import (
	"errors"
	"path/filepath"
	"testing"

	"dossierboek/eventstore"
	"dossierboek/eventstore/storetest"
)

// TestNamespace: two parts of one store know nothing of each other's streams, log and tail.
func TestNamespace(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "log.db"), Options{Create: true})
	one, two := storetest.Namespace(s, "een-"), storetest.Namespace(s, "twee-")
	e := event()
	a, err := one.Append(t.Context(), "organisatie", eventstore.NoStream(), e)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := two.Append(t.Context(), "organisatie", eventstore.NoStream(), event()); err != nil {
		t.Fatal(err)
	}
	var conflict *eventstore.ConflictError
	if _, err := one.Append(t.Context(), "organisatie", eventstore.NoStream(), event()); !errors.As(err, &conflict) ||
		conflict.Stream != "organisatie" {
		t.Fatalf("append: %v", err)
	}
	n := 0
	for r, err := range one.ReadAll(t.Context(), "") {
		if err != nil || r.ID != e.ID || r.Stream != "organisatie" {
			t.Fatalf("read %s, %v", r.Stream, err)
		}
		n++
	}
	tail, err := one.Tail(t.Context())
	head, ok, headErr := two.Head(t.Context(), "organisatie")
	if n != 1 || tail != a.Position || err != nil || head != 0 || !ok || headErr != nil {
		t.Errorf("%d records, tail %s, %v, head %d, %v, %v", n, tail, err, head, ok, headErr)
	}
}
