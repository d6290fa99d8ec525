package vault

import (
	"context"
	"database/sql"
	"fmt"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// Leaf derives the key of a leaf of a holder. Once Destroy of the leaf has returned it never succeeds; while Destroy
// runs it may.
//
// Errors: seal.ErrDestroyed (a tombstone covers the leaf), ErrUnknownHolder, ErrInvalid (no such leaf), ErrDamaged
// (the key is gone without tombstone, or does not open), ErrEpochGone, ErrClosed.
func (v *Vault) Leaf(ctx context.Context, h id.Houder, l seal.Leaf) (seal.Key, error) {
	if h.IsZero() || !l.Valid() {
		return seal.Key{}, fmt.Errorf("%w: a key is that of a holder's leaf", ErrInvalid)
	}
	if v.file.Closed() {
		return seal.Key{}, ErrClosed
	}
	now := v.now()
	e := v.cache.get(h, now)
	if e == nil {
		// What is read from here on may be older than a destruction that ends meanwhile: then it is used once, not kept.
		generation := v.cache.generation()
		nodes, err := v.openNodes(ctx, h)
		if err != nil {
			return seal.Key{}, err
		}
		if len(nodes) == 0 {
			return v.leafAgain(ctx, h, l)
		}
		e = newEntry(nodes, now)
		seal.WipeNodes(nodes)
		if !v.cache.put(h, e, generation) {
			defer e.wipe()
		}
	}
	if key, ok := e.derive(l); ok {
		return key, nil
	}
	return v.leafAgain(ctx, h, l)
}

// leafAgain answers for a leaf that the nodes at hand did not give: they were wiped in between, or no node covers the
// leaf. It reads nodes and tombstones at one moment.
func (v *Vault) leafAgain(ctx context.Context, h id.Houder, l seal.Leaf) (seal.Key, error) {
	return snapshot(ctx, v, func(q querier) (seal.Key, error) {
		nodes, err := standingNodes(ctx, q, h)
		if err != nil {
			return seal.Key{}, err
		}
		for _, s := range nodes {
			if !s.place.node().Span().Holds(l) {
				continue
			}
			n, err := v.openNode(h, s)
			if err != nil {
				return seal.Key{}, err
			}
			defer n.Wipe()
			key, _ := seal.Derive([]seal.Node{n}, l)
			return key, nil
		}
		buried, err := buriedSpans(ctx, q, h)
		if err != nil {
			return seal.Key{}, err
		}
		if buried.covers(seal.OfLeaf(l)) {
			return seal.Key{}, fmt.Errorf("holder %s: %w", h, seal.ErrDestroyed)
		}
		u := h.UUID()
		known, err := found(ctx, q, "SELECT 1 FROM holder WHERE holder = ?", u[:])
		if err != nil {
			return seal.Key{}, err
		}
		if known {
			return seal.Key{}, fmt.Errorf("%w: a key of holder %s is gone without tombstone", ErrDamaged, h)
		}
		return seal.Key{}, fmt.Errorf("%w: %s", ErrUnknownHolder, h)
	})
}

// openNodes reads and opens all nodes of a holder.
func (v *Vault) openNodes(ctx context.Context, h id.Houder) (nodes []seal.Node, err error) {
	var list []standing
	err = v.file.Read(func(db *sql.DB) error {
		list, err = standingNodes(ctx, db, h)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		n, err := v.openNode(h, s)
		if err != nil {
			seal.WipeNodes(nodes)
			return nil, err
		}
		nodes = append(nodes, n)
	}
	return nodes, nil
}

// Keys returns Leaf as what seal asks for, for one reading: a view, an append. Leaves of one holder in the order of
// the stream cost about three HMACs each, because the vault keeps a seal.Walker per holder at hand for as long as it
// keeps the holder's nodes; all that is promised of Leaf holds for each call, however long the reading takes.
func (v *Vault) Keys(ctx context.Context) seal.Keys {
	return func(h id.Houder, l seal.Leaf) (seal.Key, error) { return v.Leaf(ctx, h, l) }
}
