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

func (h *house) setFault(f fault) { h.file.Fault, h.ring.fault = f, f }

// person makes a holder of a number, so that a test that fails names the same ones again.
func person(n int) id.Houder {
	u := uuid.UUID{6: 0x40, 8: 0x80}
	binary.BigEndian.PutUint32(u[0:], uint32(n)*2654435761) // spread over the index
	binary.BigEndian.PutUint32(u[12:], uint32(n)+1)
	return id.Van[id.Houder](u)
}

func vernietiging(n int) id.Vernietiging {
	return id.Van[id.Vernietiging](person(n).UUID())
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

// indexKey makes an index key and returns it.
func (h *house) indexKey(name string) (seal.Key, error) {
	if err := h.MakeIndexKey(h.Context(), name); err != nil {
		return seal.Key{}, err
	}
	return h.IndexKey(h.Context(), name)
}
