package vault

import (
	"container/list"
	"sync"
	"time"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

const (
	// keep and sweepEvery together bound the life of a person's key in memory: 30 seconds.
	keep       = 25 * time.Second
	sweepEvery = 5 * time.Second
	// maxCached is how many nodes of all holders together are kept: some 4 MiB.
	maxCached = 1 << 16
)

// cache keeps the opened nodes of holders for a short while. It never keeps what was read before a destruction ended.
type cache struct {
	mu      sync.Mutex
	turn    uint64 // how many destructions there were
	entries map[id.Houder]*list.Element
	order   *list.List // of *entry, the oldest first
	nodes   int        // of all entries
}

// entry is one holder's nodes. Entries live as long as keep, whether they are used or not.
type entry struct {
	holder id.Houder
	made   time.Time
	nodes  int

	mu     sync.Mutex
	walker *seal.Walker // nil once wiped
}

func newCache() *cache {
	return &cache{entries: map[id.Houder]*list.Element{}, order: list.New()}
}

func newEntry(nodes []seal.Node, made time.Time) *entry {
	return &entry{made: made, nodes: len(nodes), walker: seal.NewWalker(nodes)}
}

// derive derives a leaf; false when no node covers it or the entry was wiped.
func (e *entry) derive(l seal.Leaf) (seal.Key, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.walker == nil {
		return seal.Key{}, false
	}
	return e.walker.Derive(l)
}

// wipe overwrites the entry's keys. When it returns nothing is derived from them any more.
func (e *entry) wipe() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.walker != nil {
		e.walker.Wipe()
		e.walker = nil
	}
}

// fresh reports whether an entry may still be used. A clock that was set back makes it too old.
func (e *entry) fresh(now time.Time) bool {
	age := now.Sub(e.made)
	return age >= 0 && age < keep
}

// generation marks a moment, for put.
func (c *cache) generation() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.turn
}

// get returns a holder's entry, or nil.
func (c *cache) get(h id.Houder, now time.Time) *entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	el := c.entries[h]
	if el == nil {
		return nil
	}
	e := el.Value.(*entry)
	if !e.fresh(now) {
		c.dropLocked(el)
		return nil
	}
	return e
}

// put keeps an entry whose nodes were read after a generation, and reports whether it did: not when a destruction
// ended since, and not when it is larger than the cache.
func (c *cache) put(h id.Houder, e *entry, generation uint64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.turn != generation || e.nodes > maxCached {
		return false
	}
	if old := c.entries[h]; old != nil {
		c.dropLocked(old)
	}
	for c.nodes+e.nodes > maxCached {
		c.dropLocked(c.order.Front())
	}
	e.holder = h
	c.entries[h] = c.order.PushBack(e)
	c.nodes += e.nodes
	return true
}

// forget wipes the entries of holders and keeps entries that are being read from being put.
func (c *cache) forget(holders []id.Houder) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn++
	for _, h := range holders {
		if el := c.entries[h]; el != nil {
			c.dropLocked(el)
		}
	}
}

// expire wipes the entries that are too old.
func (c *cache) expire(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for el := c.order.Front(); el != nil; {
		next := el.Next()
		if !el.Value.(*entry).fresh(now) {
			c.dropLocked(el)
		}
		el = next
	}
}

// wipe empties the cache for good.
func (c *cache) wipe() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn++
	for el := c.order.Front(); el != nil; el = c.order.Front() {
		c.dropLocked(el)
	}
}

func (c *cache) dropLocked(el *list.Element) {
	e := c.order.Remove(el).(*entry)
	delete(c.entries, e.holder)
	c.nodes -= e.nodes
	e.wipe()
}

// sweep wipes what nobody asks for any more, until the vault closes.
func (v *Vault) sweep() {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			v.cache.expire(v.now())
		case <-v.stop:
			return
		}
	}
}
