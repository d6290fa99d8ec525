package vault

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"dossierboek/domain/id"
	"dossierboek/eventstore/ledgerfile"
	"dossierboek/eventstore/seal"
)

const month = 30 * 24 * time.Hour

// copyOf opens a copy of a backup in a place of its own, with the ring as it is today.
func (h *house) copyOf(backup string) (*Vault, error) {
	h.Helper()
	b, err := os.ReadFile(backup)
	must(h, err)
	path := filepath.Join(h.TempDir(), "kluis.db")
	must(h, os.WriteFile(path, b, 0o600))
	ring, err := OpenRing(h.Context(), h.ringPath, h.ledger, h.keeper, rand.Reader)
	must(h, err)
	return Open(h.Context(), path, h.ledger, ring, h.options())
}

// The whole point of epochs: an old backup, today's ring and the master key open nothing that was erased since.
func TestAnOldBackupOpensNothingOnceItsEpochIsGone(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1), person(2)))
	key, err := h.Leaf(ctx, person(1), leaf(3, 0))
	must(t, err)
	backup := filepath.Join(t.TempDir(), "kluis-backup.db")
	must(t, h.Backup(ctx, backup, nil))
	must(t, h.Destroy(ctx, vernietiging(1), []Target{whole(person(1))}))

	// Before the epoch is dropped the backup opens, erased persons included: it is what a restore is made from, and why
	// backups are destroyed within the retention and a restore passes the gate before a part is opened.
	open := func() {
		t.Helper()
		old, err := h.copyOf(backup)
		must(t, err)
		defer old.Close()
		if got, err := old.Leaf(ctx, person(1), leaf(3, 0)); err != nil || got != key {
			t.Fatalf("the backup does not hold the key of its day (error %v)", err)
		}
		if covered, err := old.Covers(ctx, whole(person(1))); err != nil || covered {
			t.Fatalf("the backup knows the future: %v, %v", covered, err)
		}
		_, err = old.Verify(ctx, nil)
		must(t, err)
	}
	open()
	must(t, h.Rotate(ctx, h.clock.now(), nil))
	open()
	h.clock.advance(month)
	dropped, err := h.DropExpired(ctx, h.clock.now(), month)
	if err != nil || len(dropped) != 0 {
		t.Fatalf("dropped %v (error %v) when the retention was not over", dropped, err)
	}
	open()
	h.clock.advance(1)
	dropped, err = h.DropExpired(ctx, h.clock.now(), month)
	if err != nil || len(dropped) != 1 || dropped[0].Number != 1 {
		t.Fatalf("dropped %v (error %v), want epoch 1", dropped, err)
	}
	_, err = h.copyOf(backup)
	wantErr(t, err, ErrEpochGone)

	// And not because opening is strict: no box of the backup opens under any key there is.
	db := ledgerfile.Connect(backup, ledgerfile.Looking)
	defer db.Close()
	for n := 1; n <= 2; n++ {
		nodes, err := standingNodes(ctx, db, person(n))
		must(t, err)
		for _, s := range nodes {
			for _, e := range h.ring.loaded() {
				box := append([]byte(nil), s.box...)
				for _, number := range []byte{1, byte(e.Number)} {
					box[3] = number
					if _, err := h.ring.open(nodeSubject(person(n), s.place), box); err == nil {
						t.Fatal("a box of a dropped epoch opens")
					}
				}
			}
		}
		if len(nodes) != 1 {
			t.Fatalf("%d nodes in the backup", len(nodes))
		}
	}
	h.reopen()
	_, err = h.Leaf(ctx, person(2), leaf(3, 0))
	must(t, err)
	h.verify()
}

func TestARestoredVaultKeepsItsEpochUntilItIsRotated(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1)))
	backup := filepath.Join(t.TempDir(), "b.db")
	must(t, h.Backup(ctx, backup, nil))
	must(t, h.Rotate(ctx, h.clock.now(), nil))
	must(t, h.Close())
	must(t, Restore(ctx, backup, h.path, h.ledger))
	h.reopen()
	h.clock.advance(2 * month)
	if dropped, err := h.DropExpired(ctx, h.clock.now(), month); err != nil || len(dropped) != 0 {
		t.Fatalf("dropped %v (error %v), though the restored vault needs it", dropped, err)
	}
	must(t, h.Rotate(ctx, h.clock.now(), nil)) // goes on to epoch 2
	if dropped, err := h.DropExpired(ctx, h.clock.now(), month); err != nil || len(dropped) != 0 {
		t.Fatalf("dropped %v (error %v), though backups of today hold it", dropped, err)
	}
	h.clock.advance(month + 1)
	if dropped, err := h.DropExpired(ctx, h.clock.now(), month); err != nil || len(dropped) != 1 {
		t.Fatalf("dropped %v (error %v)", dropped, err)
	}
	if e := h.ring.Epochs(); len(e) != 1 || e[0].Number != 2 {
		t.Fatalf("epochs %v", e)
	}
	h.verify()
}

func TestRotatingAnEmptyVaultSupersedesItsEpoch(t *testing.T) {
	h := newHouse(t)
	must(t, h.Rotate(t.Context(), day0, nil))
	must(t, h.Rotate(t.Context(), day0.Add(1), nil))
	e := h.ring.Epochs()
	if len(e) != 3 || !e[0].Superseded.Equal(day0) || !e[1].Superseded.Equal(day0.Add(1)) || !e[2].Superseded.IsZero() {
		t.Fatalf("epochs %v", e)
	}
}

// Others issue, read and destroy while everything is sealed anew, in several batches.
func TestTheVaultIsUsedWhileItRotates(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	const holders = 3 * rewrapBatch
	for n := range holders {
		if n%rewrapBatch == 0 {
			var some []id.Houder
			for i := range rewrapBatch {
				some = append(some, person(n+i))
			}
			must(t, h.Issue(ctx, "dossier-1", some...))
		}
	}
	_, err := h.indexKey("zoek-1")
	must(t, err)
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for w := range 3 {
		wg.Go(func() {
			for n := w; ; n += 3 {
				select {
				case <-stop:
					return
				default:
				}
				p := person(n % holders)
				if _, err := h.Leaf(ctx, p, leaf(uint32(n), 0)); err != nil && !errors.Is(err, seal.ErrDestroyed) {
					t.Errorf("leaf: %v", err)
				}
				if err := h.Issue(ctx, "dossier-2", person(holders+n)); err != nil {
					t.Errorf("issue: %v", err)
				}
				if n%10 == 0 {
					if err := h.Destroy(ctx, vernietiging(n), []Target{{p, seal.OfRevision(uint32(n))}}); err != nil {
						t.Errorf("destroy: %v", err)
					}
				}
			}
		})
	}
	last, total := int64(0), int64(0)
	must(t, h.Rotate(ctx, h.clock.now(), func(done, of int64) {
		if done <= last || done > of {
			t.Errorf("progress went from %d to %d of %d", last, done, of)
		}
		last, total = done, of
	}))
	close(stop)
	wg.Wait()
	if last != total || last < holders+1 {
		t.Errorf("progress ended at %d of %d", last, total)
	}
	h.clock.advance(1)
	if dropped, err := h.DropExpired(ctx, h.clock.now(), 0); err != nil || len(dropped) != 1 {
		t.Fatalf("dropped %v (error %v)", dropped, err)
	}
	h.verify()
	h.reopen()
	h.verify()
}

func TestBackup(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	var all []id.Houder
	for n := range 2000 {
		all = append(all, person(n))
	}
	must(t, h.Issue(ctx, "dossier-1", all...))
	must(t, h.Destroy(ctx, vernietiging(1), wholes(all[:1])))
	dir := t.TempDir()
	path := filepath.Join(dir, "b.db")
	calls, last := 0, 0
	must(t, h.Backup(ctx, path, func(done, total int) { calls, last = calls+1, total-done }))
	if calls < 2 || last != 0 {
		t.Errorf("progress: %d calls, %d pages left at the end", calls, last)
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	if len(entries) != 1 || entries[0].Name() != "b.db" {
		t.Fatalf("the backup is %v", entries)
	}
	if info, err := entries[0].Info(); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the backup's mode is %v (error %v)", info.Mode(), err)
	}
	wantErr(t, h.Backup(ctx, path, nil), ErrExists)
	v, err := h.copyOf(path)
	must(t, err)
	defer v.Close()
	r, err := v.Verify(ctx, nil)
	must(t, err)
	if r.Holders != 2000 || r.Destroyed != 1 || r.Tombstones != 1 {
		t.Fatalf("the copy holds %+v", r)
	}

	cancelled, cancel := context.WithCancel(ctx)
	wantErr(t, h.Backup(cancelled, path+"2", func(int, int) { cancel() }), context.Canceled)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Fatalf("a backup that was given up left %v (error %v)", entries, err)
	}
	must(t, h.Backup(ctx, path+"3", nil))
}

func TestRestoreTakesTheRightFileOnly(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1)))
	backup := filepath.Join(t.TempDir(), "b.db")
	must(t, h.Backup(ctx, backup, nil))
	must(t, h.Issue(ctx, "dossier-1", person(2)))
	wantErr(t, Restore(ctx, backup, h.path, h.ledger), ErrLocked)
	must(t, h.Close())
	wantErr(t, Restore(ctx, backup+"x", h.path, h.ledger), ErrMissing)
	wantErr(t, Restore(ctx, backup, h.path, newHouse(t).ledger), ErrForeign)
	must(t, os.WriteFile(h.path+"-wal", []byte("of another database"), 0o600))
	must(t, Restore(ctx, backup, h.path, h.ledger))
	h.reopen()
	if r := h.verify(); r.Holders != 1 {
		t.Fatalf("%+v", r)
	}
	must(t, Restore(ctx, backup, filepath.Join(t.TempDir(), "kluis.db"), h.ledger))
}
