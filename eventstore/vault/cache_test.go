package vault

import (
	"errors"
	"sync"
	"testing"
	"time"

	"dossierboek/eventstore/seal"
)

func (h *house) cached() (entries, nodes int) {
	h.cache.mu.Lock()
	defer h.cache.mu.Unlock()
	if len(h.cache.entries) != h.cache.order.Len() {
		h.Fatal("the cache's list and map differ")
	}
	return len(h.cache.entries), h.cache.nodes
}

func TestKeysStayInMemoryForAWhileOnly(t *testing.T) {
	if keep+sweepEvery > 30*time.Second {
		t.Fatal("a key may live longer than 30 seconds")
	}
	h := newHouse(t)
	ctx := t.Context()
	must(t, h.Issue(ctx, "dossier-1", person(1), person(2)))
	_, err := h.Leaf(ctx, person(1), leaf(0, 0))
	must(t, err)
	e := h.cache.get(person(1), h.clock.now())
	h.clock.advance(keep - 1)
	if h.cache.get(person(1), h.clock.now()) != e {
		t.Fatal("an entry is gone before its time")
	}
	h.clock.advance(1)
	h.cache.expire(h.clock.now())
	if n, nodes := h.cached(); n != 0 || nodes != 0 || e.walker != nil {
		t.Fatalf("%d entries, %d nodes are left after their time", n, nodes)
	}
	// Without the sweep an old entry is not used either, also where the clock was set back.
	for _, d := range []time.Duration{keep, -time.Second} {
		_, err = h.Leaf(ctx, person(1), leaf(0, 0))
		must(t, err)
		e = h.cache.get(person(1), h.clock.now())
		h.clock.advance(d)
		if h.cache.get(person(1), h.clock.now()) != nil || e.walker != nil {
			t.Fatal("an entry outlived its time")
		}
	}
	_, err = h.Leaf(ctx, person(1), leaf(0, 0))
	must(t, err)
	e = h.cache.get(person(1), h.clock.now())
	must(t, h.Close())
	if e.walker != nil {
		t.Fatal("an entry outlived the vault")
	}
}

func TestTheCacheIsBounded(t *testing.T) {
	c := newCache()
	nodes := make([]seal.Node, maxCached/4)
	for i := range nodes {
		nodes[i] = seal.Node{Level: 8, Prefix: uint32(i)}
	}
	for i := range 6 {
		if !c.put(person(i), newEntry(nodes, day0), 0) {
			t.Fatal("an entry that fits is not kept")
		}
	}
	if c.nodes > maxCached || len(c.entries) != 4 || c.get(person(0), day0) != nil || c.get(person(5), day0) == nil {
		t.Fatalf("%d entries of %d nodes are kept", len(c.entries), c.nodes)
	}
	for i := range uint32(maxCached) {
		nodes = append(nodes, seal.Node{Level: 8, Prefix: uint32(len(nodes)) + i})
	}
	if c.put(person(9), newEntry(nodes, day0), 0) {
		t.Fatal("an entry larger than the cache is kept")
	}
}

func TestWhatWasReadBeforeADestructionIsNotKept(t *testing.T) {
	c := newCache()
	before := c.generation()
	c.forget(nil)
	if c.put(person(1), newEntry([]seal.Node{{}}, day0), before) {
		t.Fatal("nodes from before a destruction are kept")
	}
}

// Readers hammer holders while these are destroyed. After Destroy returned no request may succeed.
func TestNoLeafAfterDestroyReturned(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	for round := range 20 {
		p := person(round)
		must(t, h.Issue(ctx, "dossier-1", p))
		var wg sync.WaitGroup
		destroyed := make(chan struct{})
		for range 4 {
			wg.Go(func() {
				keys := h.Keys(ctx)
				for i := uint32(0); ; i++ {
					over := false
					select {
					case <-destroyed:
						over = true
					default:
					}
					_, err := keys(p, leaf(i, 0))
					switch {
					case over && !errors.Is(err, seal.ErrDestroyed):
						t.Errorf("round %d: after Destroy returned: %v", round, err)
						return
					case over, errors.Is(err, seal.ErrDestroyed):
						return
					case err != nil:
						t.Errorf("round %d: %v", round, err)
						return
					}
				}
			})
		}
		time.Sleep(time.Millisecond)
		must(t, h.Destroy(ctx, vernietiging(round), []Target{whole(p)}))
		close(destroyed)
		wg.Wait()
	}
	if n, _ := h.cached(); n != 0 {
		t.Fatalf("%d destroyed holders are cached", n)
	}
}
