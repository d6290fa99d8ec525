package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dossierboek/eventstore/ledgerfile"
	"dossierboek/eventstore/seal"
)

var errInjected = errors.New("the disk says no")

// operations are all that change something durable. Each starts from the house that furnish makes; done says what must
// hold once it has succeeded, at first or at a repeat.
var operations = []struct {
	name string
	do   func(h *house) error
	done func(h *house) error
}{
	{"issue", func(h *house) error {
		return h.Issue(h.Context(), "dossier-1", person(7), person(8))
	}, func(h *house) error {
		_, err := h.Leaf(h.Context(), person(8), leaf(1, 0))
		return err
	}},
	{"destroy", func(h *house) error {
		return h.Destroy(h.Context(), vernietiging(2),
			[]Target{whole(person(1)), {person(2), seal.OfRevision(9)}, whole(person(66))})
	}, func(h *house) error {
		for _, p := range []int{1, 2, 66} {
			if _, err := h.Leaf(h.Context(), person(p), leaf(9, 0)); !errors.Is(err, seal.ErrDestroyed) {
				return fmt.Errorf("person %d: %w", p, err)
			}
			if err := h.Issue(h.Context(), "dossier-9", person(p)); err == nil {
				return errors.New("issued elsewhere")
			}
		}
		_, err := h.Leaf(h.Context(), person(2), leaf(8, 0))
		return err
	}},
	{"destroy an index key", func(h *house) error {
		return h.DestroyIndexKey(h.Context(), "zoek-1")
	}, func(h *house) error {
		if _, err := h.IndexKey(h.Context(), "zoek-1"); !errors.Is(err, seal.ErrDestroyed) {
			return fmt.Errorf("the index key is there: %w", err)
		}
		return nil
	}},
	{"checkpoint", func(h *house) error {
		return h.SetCheckpoint(h.Context(), Checkpoint{"1", gebeurtenis(2), "2"})
	}, func(h *house) error {
		c, err := h.Checkpoint(h.Context())
		if c != (Checkpoint{"1", gebeurtenis(2), "2"}) {
			err = errors.Join(err, errors.New("another checkpoint"))
		}
		return err
	}},
	{"rotate", func(h *house) error {
		return h.Rotate(h.Context(), h.clock.now(), nil)
	}, func(h *house) error {
		used, err := h.sealedUnder(h.Context())
		for _, n := range used {
			if n != 0 && n != h.ring.current() {
				err = errors.Join(err, fmt.Errorf("epoch %d still seals", n))
			}
		}
		for _, e := range h.ring.Epochs() {
			if e.Number != h.ring.current() && e.Superseded.IsZero() {
				err = errors.Join(err, fmt.Errorf("epoch %d is not superseded", e.Number))
			}
		}
		return err
	}},
	{"drop", func(h *house) error {
		_, err := h.DropExpired(h.Context(), h.clock.now(), month)
		return err
	}, func(h *house) error {
		for _, e := range h.ring.Epochs() {
			if e.Number == 1 {
				return errors.New("epoch 1 is there")
			}
		}
		return nil
	}},
	{"backup", func(h *house) error {
		err := h.Backup(h.Context(), filepath.Join(h.dir, "backup", "b.db"), nil)
		if errors.Is(err, ErrExists) {
			return nil // the repeat of a backup that was done
		}
		return err
	}, func(h *house) error {
		v, err := h.copyOf(filepath.Join(h.dir, "backup", "b.db"))
		if err != nil {
			return err
		}
		_, err = v.Verify(h.Context(), nil)
		return errors.Join(err, v.Close())
	}},
}

// furnish makes a vault with a bit of everything: holders whole, punctured and destroyed, free rows, an index key, an
// epoch that has expired.
func furnish(t *testing.T) *house {
	h := newHouse(t)
	ctx := h.Context()
	must(t, os.Mkdir(filepath.Join(h.dir, "backup"), 0o700))
	must(t, h.Issue(ctx, "dossier-1", person(1), person(2), person(3), person(4)))
	must(t, h.Destroy(ctx, vernietiging(1), []Target{whole(person(3)), {person(4), seal.OfLeaf(leaf(5, 0))}}))
	_, err := h.indexKey("zoek-1")
	must(t, err)
	must(t, h.Rotate(ctx, h.clock.now(), nil))
	h.clock.advance(month + time.Second)
	for _, p := range []int{1, 2, 4} { // cached
		_, err := h.Leaf(ctx, person(p), leaf(9, 0))
		must(t, err)
	}
	return h
}

// Each durable step of each operation fails twice: lost, and done but reported failed. After each, with and without a
// restart, the vault is whole, the operation can be repeated, and then it is as if nothing had happened.
func TestEveryDurableStepMayFail(t *testing.T) {
	reached := map[step]bool{}
	for _, op := range operations {
		var trace []step
		h := furnish(t)
		h.setFault(func(s step, do func() error) error { trace = append(trace, s); return do() })
		must(t, op.do(h))
		h.setFault(nil)
		must(t, op.done(h))
		if len(trace) == 0 {
			t.Errorf("%s: no durable step", op.name)
		}
		for i, s := range trace {
			reached[s] = true
			for _, done := range []bool{false, true} {
				for _, restart := range []bool{false, true} {
					t.Run(fmt.Sprintf("%s/%d %s/done=%v,restart=%v", op.name, i, s, done, restart), func(t *testing.T) {
						t.Parallel()
						failOnce(t, i, done, restart, op.do, op.done)
					})
				}
			}
		}
	}
	for _, s := range steps {
		if !reached[s] {
			t.Errorf("no operation reaches %q", s)
		}
	}
}

func failOnce(t *testing.T, at int, done, restart bool, do, check func(h *house) error) {
	h := furnish(t)
	before := h.allBoxes()
	n := 0
	h.setFault(func(s step, do func() error) error {
		n++
		if n-1 != at {
			return do()
		}
		if done {
			must(t, do())
		}
		return errInjected
	})
	wantErr(t, do(h), errInjected)
	h.setFault(nil)
	if restart {
		h.reopen()
	}
	h.verify()
	must(t, do(h))
	must(t, check(h))
	h.verify()
	h.reopen()
	must(t, check(h))
	h.verify()
	gone := shards{}
	gone.addGone(before, h.allBoxes())
	must(t, os.RemoveAll(filepath.Join(h.dir, "backup")))
	if n := gone.remnants(t, h.dir); n != 0 {
		t.Fatalf("%d pieces of destroyed keys are left", n)
	}
	entries, err := os.ReadDir(filepath.Dir(h.ringPath))
	must(t, err)
	if len(entries) != 1 {
		t.Fatalf("beside the ring stands %v", entries)
	}
}

// A destruction whose log could not be emptied says so, and the next call or the next start finishes it.
func TestALingeringReaderIsNamed(t *testing.T) {
	h := furnish(t)
	other := ledgerfile.Connect(h.path, ledgerfile.Reading)
	defer other.Close()
	tx, err := other.Begin()
	must(t, err)
	var n int
	must(t, tx.QueryRow("SELECT count(*) FROM node").Scan(&n))
	before := h.boxesOf(person(1))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err = h.Destroy(ctx, vernietiging(5), []Target{whole(person(1))})
	wantErr(t, err, ErrRemnants)
	wantErr(t, err, context.DeadlineExceeded)
	_, err = h.Leaf(t.Context(), person(1), leaf(9, 0))
	wantErr(t, err, seal.ErrDestroyed)
	must(t, tx.Rollback())
	must(t, h.Destroy(t.Context(), vernietiging(5), []Target{whole(person(1))}))
	gone := shards{}
	gone.addGone(before, nil)
	if n := gone.remnants(t, h.dir); n != 0 {
		t.Fatalf("%d pieces are left", n)
	}
}
