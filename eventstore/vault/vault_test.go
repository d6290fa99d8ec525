package vault

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"dossierboek/eventstore/seal"
)

func TestALeafIsThatOfTheHoldersTreeAndStaysSo(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1), person(2)))
	keys := map[seal.Leaf]seal.Key{}
	for r := range uint32(40) {
		key, err := h.Leaf(ctx, person(1), leaf(r, uint8(r%3)))
		must(t, err)
		keys[leaf(r, uint8(r%3))] = key
	}
	other, err := h.Leaf(ctx, person(2), leaf(0, 0))
	must(t, err)
	if other == keys[leaf(0, 0)] {
		t.Fatal("two holders have the same leaf")
	}
	h.reopen()
	get := h.Keys(ctx)
	for l, want := range keys {
		if got, err := get(person(1), l); err != nil || got != want {
			t.Fatalf("leaf %v is another after reopening (error %v)", l, err)
		}
	}
	h.verify()
}

func TestDestroyTakesWhatIsNamedAndNothingElse(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1), person(2), person(3)))
	kept, err := h.Leaf(ctx, person(1), leaf(7, 1))
	must(t, err)
	must(t, h.Destroy(ctx, vernietiging(1), []Target{
		{person(1), seal.OfLeaf(leaf(7, 0))}, {person(1), seal.OfRevisions(20, 29)}, whole(person(2)),
	}))
	for range 2 {
		for _, l := range []seal.Leaf{leaf(7, 0), leaf(20, 0), leaf(29, 255)} {
			_, err := h.Leaf(ctx, person(1), l)
			wantErr(t, err, seal.ErrDestroyed)
		}
		_, err = h.Leaf(ctx, person(2), leaf(0, 0))
		wantErr(t, err, seal.ErrDestroyed)
		if got, err := h.Leaf(ctx, person(1), leaf(7, 1)); err != nil || got != kept {
			t.Fatalf("a leaf beside a destroyed one changed (error %v)", err)
		}
		_, err = h.Leaf(ctx, person(3), leaf(7, 0))
		must(t, err)
		_, err = h.Leaf(ctx, person(4), leaf(7, 0))
		wantErr(t, err, ErrUnknownHolder)
		r := h.verify()
		if r.Holders != 3 || r.Destroyed != 1 || r.Tombstones != 3 {
			t.Fatalf("verify saw %+v", r)
		}
		h.reopen()
	}
}

func TestADestroyedKeyIsNeverIssuedAgain(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1), person(2)))
	must(t, h.Issue(ctx, "dossier-1", person(1))) // again, the same
	wantErr(t, h.Issue(ctx, "dossier-2", person(1)), ErrIssuedElsewhere)
	must(t, h.Destroy(ctx, vernietiging(1), []Target{
		whole(person(1)),
		{person(2), seal.OfRevision(3)},
		whole(person(3)),                 // never seen here
		{person(4), seal.OfRevision(99)}, // never seen here, and only a part
	}))
	for range 2 {
		wantErr(t, h.Issue(ctx, "dossier-1", person(1)), seal.ErrDestroyed)
		must(t, h.Issue(ctx, "dossier-1", person(2)))
		wantErr(t, h.Issue(ctx, "dossier-1", person(5), person(3)), seal.ErrDestroyed)
		wantErr(t, h.Issue(ctx, "dossier-1", person(4)), seal.ErrDestroyed)
		if s, err := h.State(ctx, person(5)); err != nil || s.Condition != Unknown {
			t.Fatalf("a refused call issued a key: %v, %v", s, err)
		}
		h.reopen()
	}
	h.verify()
}

func TestOpeningRefusesWhatIsNotThisVault(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1)))

	_, err := Open(ctx, h.path, h.ledger, h.ring, h.options())
	wantErr(t, err, ErrLocked)
	_, err = Create(ctx, h.path, h.ledger, h.ring, h.options())
	wantErr(t, err, ErrLocked)
	must(t, h.Close())
	_, err = Create(ctx, h.path, h.ledger, h.ring, h.options())
	wantErr(t, err, ErrExists)

	// What is left of a vault that was moved away may hold keys: it is neither touched nor taken for the new one's.
	moved := filepath.Join(h.dir, "verhuisd.db")
	must(t, os.WriteFile(moved+"-wal", []byte("frames"), 0o600))
	_, err = Create(ctx, moved, h.ledger, h.ring, h.options())
	wantErr(t, err, ErrExists)
	if left, err := os.ReadFile(moved + "-wal"); err != nil || string(left) != "frames" {
		t.Errorf("it was touched: %q (%v)", left, err)
	}
	if _, err := os.Lstat(moved); !errors.Is(err, os.ErrNotExist) {
		t.Error("a vault was made beside it")
	}
	must(t, os.Remove(moved+"-wal"))

	missing := filepath.Join(h.dir, "nergens.db")
	_, err = Open(ctx, missing, h.ledger, h.ring, h.options())
	wantErr(t, err, ErrMissing)
	if _, err := os.Stat(missing); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("opening a missing vault made one")
	}
	_, err = Open(ctx, filepath.Join(h.dir, "nergens", "kluis.db"), h.ledger, h.ring, h.options())
	wantErr(t, err, ErrMissing)

	other := newHouse(t)
	_, err = Open(ctx, h.path, other.ledger, h.ring, h.options())
	wantErr(t, err, ErrForeign)
	_, err = Open(ctx, h.path, other.ledger, other.ring, h.options())
	wantErr(t, err, ErrForeign)

	// A ring of the same ledger that was made anew opens nothing.
	fresh, err := CreateRing(ctx, filepath.Join(t.TempDir(), "ring"), h.ledger, h.keeper, day0, rand.Reader)
	must(t, err)
	_, err = Open(ctx, h.path, h.ledger, fresh, h.options())
	wantErr(t, err, ErrWrongMasterKey)

	// Another master key does not open the ring; another ledger's ring is told apart.
	_, err = OpenRing(ctx, h.ringPath, h.ledger, other.keeper, rand.Reader)
	wantErr(t, err, ErrWrongMasterKey)
	_, err = OpenRing(ctx, h.ringPath, other.ledger, h.keeper, rand.Reader)
	wantErr(t, err, ErrForeign)
	_, err = OpenRing(ctx, h.ringPath+"x", h.ledger, h.keeper, rand.Reader)
	wantErr(t, err, ErrMissing)

	text := filepath.Join(h.dir, "brief.txt")
	must(t, os.WriteFile(text, []byte("dit is geen kluis, maar wel een tekst die langer is dan niets"), 0o600))
	_, err = Open(ctx, text, h.ledger, h.ring, h.options())
	wantErr(t, err, ErrForeign)
	empty := filepath.Join(h.dir, "leeg.db")
	must(t, os.WriteFile(empty, nil, 0o600))
	_, err = Open(ctx, empty, h.ledger, h.ring, h.options())
	wantErr(t, err, ErrForeign)

	h.Vault, err = Open(ctx, h.path, h.ledger, h.ring, h.options())
	must(t, err)
	h.verify()
}

func TestClosedMeansClosed(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1)))
	_, err := h.Leaf(ctx, person(1), leaf(0, 0))
	must(t, err)
	must(t, h.Close())
	must(t, h.Close())
	_, err = h.Leaf(ctx, person(1), leaf(0, 0))
	wantErr(t, err, ErrClosed)
	_, err = h.State(ctx, person(1))
	wantErr(t, err, ErrClosed)
	wantErr(t, h.Issue(ctx, "dossier-1", person(2)), ErrClosed)
	wantErr(t, h.Destroy(ctx, vernietiging(1), []Target{whole(person(1))}), ErrClosed)
	wantErr(t, h.Backup(ctx, filepath.Join(t.TempDir(), "b"), nil), ErrClosed)
	_, err = h.IndexKey(ctx, "zoek-1")
	wantErr(t, err, ErrClosed)
	for _, err := range h.Tombstones(ctx) {
		wantErr(t, err, ErrClosed)
	}
}
