package vault

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"dossierboek/domain/id"
	"dossierboek/eventstore/ledgerfile"
	"dossierboek/eventstore/seal"
)

func TestConcurrentCallersShareTransactionsAndFailAlone(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-vreemd", person(1000)))
	must(t, h.Destroy(ctx, vernietiging(1), []Target{whole(person(1001))}))
	commits := 0
	h.file.Fault = func(s step, do func() error) error {
		if s == ledgerfile.StepCommit {
			commits++ // the writer is held
		}
		return do()
	}
	const callers, calls = 32, 10
	var wg sync.WaitGroup
	for c := range callers {
		wg.Go(func() {
			for n := range calls {
				stream := fmt.Sprintf("dossier-%d", c)
				p := person(c*calls + n)
				must(t, h.Issue(ctx, stream, p, p, person(2000+c)))
				if s, err := h.State(ctx, p); err != nil || s != (State{Issued, stream}) {
					t.Errorf("after Issue: %v, %v", s, err)
				}
				if err := h.Issue(ctx, stream, person(3000+c), person(1000)); !errors.Is(err, ErrIssuedElsewhere) {
					t.Errorf("issued for another stream: %v", err)
				}
				if err := h.Issue(ctx, stream, person(3000+c), person(1001)); !errors.Is(err, seal.ErrDestroyed) {
					t.Errorf("issued again: %v", err)
				}
			}
		})
	}
	wg.Wait()
	t.Logf("%d transactions for %d calls", commits, 3*callers*calls)
	if commits >= 3*callers*calls {
		t.Error("no two calls shared a transaction")
	}
	h.file.Fault = nil
	if r := h.verify(); r.Holders != 1+callers*calls+callers {
		t.Fatalf("%d holders", r.Holders)
	}
}

func TestACallerThatStopsWaitingIsNotServed(t *testing.T) {
	h := newHouse(t)
	must(t, h.file.Acquire(t.Context()))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- h.Issue(ctx, "dossier-1", person(1)) }()
	cancel()
	wantErr(t, <-done, context.Canceled)
	wantErr(t, h.SetCheckpoint(ctx, Checkpoint{"", gebeurtenis(1), "1"}), context.Canceled)
	h.file.Release()
	if s, err := h.State(t.Context(), person(1)); err != nil || s.Condition != Unknown {
		t.Fatalf("%v, %v", s, err)
	}
}

func TestCallsThatCanNeverBeTaken(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	wantErr(t, h.Issue(ctx, "", person(1)), ErrInvalid)
	wantErr(t, h.Issue(ctx, "dossier-1", id.Houder{}), ErrInvalid)
	must(t, h.Issue(ctx, "dossier-1"))
	_, err := h.Leaf(ctx, id.Houder{}, leaf(0, 0))
	wantErr(t, err, ErrInvalid)
	_, err = h.Leaf(ctx, person(1), leaf(seal.MaxRevision+1, 0))
	wantErr(t, err, ErrInvalid)
	wantErr(t, h.Destroy(ctx, id.Vernietiging{}, []Target{whole(person(1))}), ErrInvalid)
	wantErr(t, h.Destroy(ctx, vernietiging(1), []Target{whole(id.Houder{})}), ErrInvalid)
	wantErr(t, h.Destroy(ctx, vernietiging(1), []Target{{person(1), seal.OfRevision(seal.MaxRevision + 1)}}), ErrInvalid)
	wantErr(t, h.SetCheckpoint(ctx, Checkpoint{}), ErrInvalid)
	_, err = h.IndexKey(ctx, "")
	wantErr(t, err, ErrInvalid)
	wantErr(t, h.DestroyIndexKey(ctx, ""), ErrInvalid)
}

func TestHoldersAndTombstonesAreListed(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	var all []id.Houder
	for n := range 2*page + 3 {
		all = append(all, person(n))
	}
	must(t, h.Issue(ctx, "dossier-1", all...))
	must(t, h.Destroy(ctx, vernietiging(1), wholes(all[:page+1])))
	must(t, h.Destroy(ctx, vernietiging(1), wholes(all[:page+1]))) // a repeat adds nothing
	must(t, h.Destroy(ctx, vernietiging(2), wholes(all[:1])))      // another vernietiging does
	for range 2 {
		seen := map[id.Houder]bool{}
		holders := h.Holders(ctx)
		for range 2 { // an iterator starts anew
			n := 0
			for p, err := range holders {
				must(t, err)
				want := State{Issued, "dossier-1"}
				if slices.Contains(all[:page+1], p.Houder) {
					want.Condition = Destroyed
				}
				if p.State != want {
					t.Fatalf("state %v, want %v", p.State, want)
				}
				seen[p.Houder] = true
				n++
			}
			if n != len(all) || len(seen) != len(all) {
				t.Fatalf("%d holders, %d of them different; want %d", n, len(seen), len(all))
			}
		}
		var stones []Tombstone
		for s, err := range h.Tombstones(ctx) {
			must(t, err)
			stones = append(stones, s)
		}
		if len(stones) != page+2 || stones[0] != (Tombstone{whole(all[0]), vernietiging(1), day0}) ||
			stones[page+1].Vernietiging != vernietiging(2) {
			t.Fatalf("%d tombstones, the first %v", len(stones), stones[0])
		}
		h.reopen()
	}
	for range h.Holders(ctx) {
		break // and can be left
	}
	must(t, h.Destroy(ctx, vernietiging(3), wholes(all))) // nothing was left open that keeps the log from being emptied
}

func gebeurtenis(n int) id.Gebeurtenis { return id.Van[id.Gebeurtenis](person(n).UUID()) }

func TestTheCheckpointIsKept(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	if c, err := h.Checkpoint(ctx); err != nil || c != (Checkpoint{}) {
		t.Fatalf("%v, %v", c, err)
	}
	for n, want := range []Checkpoint{{"", gebeurtenis(1), "000A"}, {"000A", gebeurtenis(2), "\x00\xff"}} {
		must(t, h.SetCheckpoint(ctx, want))
		h.reopen()
		if c, err := h.Checkpoint(ctx); err != nil || c != want {
			t.Fatalf("%d: %v, %v", n, c, err)
		}
	}
}

func TestIndexKeys(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	_, err := h.IndexKey(ctx, "zoek-1")
	wantErr(t, err, ErrNoIndexKey) // looking it up does not make it
	one, err := h.indexKey("zoek-1")
	must(t, err)
	two, err := h.indexKey("zoek-2")
	must(t, err)
	if one == two {
		t.Fatal("two names have one key")
	}
	must(t, h.Rotate(ctx, h.clock.now(), nil))
	h.reopen()
	if again, err := h.indexKey("zoek-1"); err != nil || again != one { // made again: the same
		t.Fatalf("the key changed (error %v)", err)
	}
	before := h.allBoxes()
	must(t, h.DestroyIndexKey(ctx, "zoek-1"))
	must(t, h.DestroyIndexKey(ctx, "zoek-1"))
	must(t, h.DestroyIndexKey(ctx, "zoek-3"))
	gone := shards{}
	gone.addGone(before, h.allBoxes())
	if n := gone.remnants(t, h.dir); len(gone) == 0 || n != 0 {
		t.Fatalf("%d of %d pieces are left", n, len(gone))
	}
	for range 2 {
		for _, name := range []string{"zoek-1", "zoek-3"} {
			_, err = h.IndexKey(ctx, name)
			wantErr(t, err, seal.ErrDestroyed)
			wantErr(t, h.MakeIndexKey(ctx, name), seal.ErrDestroyed)
		}
		if again, err := h.IndexKey(ctx, "zoek-2"); err != nil || again != two {
			t.Fatalf("the other key changed (error %v)", err)
		}
		h.reopen()
	}
	if r := h.verify(); r.IndexKeys != 1 {
		t.Fatalf("%+v", r)
	}
}
