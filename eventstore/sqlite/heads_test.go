package sqlite

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// TestRecentIDs: the memory of ids stays bounded, forgets the oldest first, and is read back at opening.
func TestRecentIDs(t *testing.T) {
	var r recent
	r.at = map[streamID]int64{}
	ids := make([]uuid.UUID, 3*recentIDs)
	for i := range ids {
		ids[i] = uuid.New()
		r.add(1, ids[i], int64(i))
		r.trim()
		if len(r.at) > 2*recentIDs || len(r.at) != len(r.order) {
			t.Fatalf("%d ids are kept, in an order of %d", len(r.at), len(r.order))
		}
	}
	for i := len(ids) - recentIDs; i < len(ids); i++ {
		if revision, ok := r.find(1, ids[i]); !ok || revision != int64(i) {
			t.Fatalf("id %d is forgotten", i)
		}
	}
	if _, ok := r.find(2, ids[len(ids)-1]); ok {
		t.Fatal("an id was found in another stream")
	}
}

// TestAnyIsRecognised: this store knows a repeat with Any(), after a restart too.
func TestAnyIsRecognised(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openAt(t, path, Options{Create: true})
	es := []eventstore.Event{event(), event()}
	first, err := s.Append(t.Context(), "toegang-1", eventstore.Any(), es...)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		again, err := s.Append(t.Context(), "toegang-1", eventstore.Any(), es...)
		if err != nil || again != first {
			t.Fatalf("the repeat landed at %+v, %v", again, err)
		}
		if _, err := s.Append(t.Context(), "toegang-1", eventstore.Any(), event(), es[1]); !errors.Is(err,
			eventstore.ErrConflict) {
			t.Fatalf("a partial repeat: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = openAt(t, path, Options{})
	}
}

// TestManyHeads: forgetting where streams end, which the writer does to bound its memory, changes no answer.
func TestManyHeads(t *testing.T) {
	w := newTestWriter(t)
	r := ask("dossier-1", eventstore.NoStream(), 2)
	transact(w, r)
	clear(w.heads)
	for i := range maxHeads {
		w.heads[fmt.Sprint("other-", i)] = head{stream: int64(i + 2), next: 1}
	}
	if o := transact(w, ask("dossier-1", eventstore.NoStream(), 1))[0]; !errors.Is(o.err, eventstore.ErrConflict) {
		t.Fatalf("append: %v", o.err)
	}
	if o := transact(w, ask("dossier-1", eventstore.Exact(1), 1))[0]; o.err != nil {
		t.Fatal(o.err)
	}
	if len(w.heads) > 2 {
		t.Fatalf("%d heads are remembered", len(w.heads))
	}
}
