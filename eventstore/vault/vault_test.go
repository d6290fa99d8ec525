package vault

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"gocloud.dev/secrets"
	"pgregory.net/rapid"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// TestMain keeps the property tests short, because each of their steps waits for a disk; -rapid.checks overrules it.
func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", "25"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// clock is a clock that a test moves.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time          { return time.Unix(0, c.at.Load()) }
func (c *clock) advance(d time.Duration) { c.at.Add(int64(d)) }

var day0 = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// house is a vault in a folder of its own, with its ring and master key in others, and what reopens it.
type house struct {
	testing.TB
	dir, path, ringPath, keyPath string
	ledger                       uuid.UUID
	clock                        *clock
	keeper                       *secrets.Keeper
	ring                         *Ring
	*Vault
}

// newHouse makes a vault with everything it needs.
func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{TB: t, dir: t.TempDir(), ledger: uuid.New(), clock: &clock{}}
	h.clock.at.Store(day0.UnixNano())
	h.path = filepath.Join(h.dir, "kluis.db")
	h.ringPath = filepath.Join(t.TempDir(), "sleutelring.json")
	h.keyPath = filepath.Join(t.TempDir(), "meester.sleutel")
	must(t, NewKeyFile(h.keyPath))
	var err error
	h.keeper, err = OpenKeeper(t.Context(), "file://"+h.keyPath)
	must(t, err)
	h.ring, err = CreateRing(t.Context(), h.ringPath, h.ledger, h.keeper, day0, rand.Reader)
	must(t, err)
	h.Vault, err = Create(t.Context(), h.path, h.ledger, h.ring, h.options())
	must(t, err)
	t.Cleanup(func() { h.Vault.Close(); h.keeper.Close() })
	return h
}

func (h *house) options() Options { return Options{Now: h.clock.now} }

// reopen closes everything and opens it again, as a start-up would.
func (h *house) reopen() {
	h.Helper()
	must(h, h.Vault.Close())
	var err error
	h.ring, err = OpenRing(context.Background(), h.ringPath, h.ledger, h.keeper, rand.Reader)
	must(h, err)
	h.Vault, err = Open(context.Background(), h.path, h.ledger, h.ring, h.options())
	must(h, err)
}

// verify fails the test unless the whole vault is sound.
func (h *house) verify() Report {
	h.Helper()
	r, err := h.Verify(context.Background(), nil)
	must(h, err)
	return r
}

func (h *house) setFault(f fault) { h.Vault.fault, h.ring.fault = f, f }

// person makes a holder of a number, so that a test that fails names the same ones again.
func person(n int) id.Houder {
	u := uuid.UUID{6: 0x40, 8: 0x80}
	binary.BigEndian.PutUint32(u[0:], uint32(n)*2654435761) // spread over the index
	binary.BigEndian.PutUint32(u[12:], uint32(n)+1)
	return asHolder(u)
}

func vernietiging(n int) id.Vernietiging {
	return as(id.Vernietiging{}, person(n).UUID())
}

func whole(h id.Houder) Target { return Target{h, seal.Whole()} }

func leaf(revision uint32, part uint8) seal.Leaf { return seal.Leaf{Revision: revision, Part: part} }

func must(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantErr(t rapid.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error is %v, want %v", err, want)
	}
}

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
