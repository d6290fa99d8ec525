package vault

import (
	"context"
	"fmt"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// Target is what a vernietiging destroys: a stretch of a holder's leaves.
type Target struct {
	Houder id.Houder
	Span   seal.Span
}

// Destroy destroys targets for a vernietiging: all of them in one transaction, with a tombstone for each, and then
// their bytes in the write-ahead log. When it returns without error no key it covers is in any file of the vault, none
// is derived any more, and none will ever be issued. A target that is destroyed already, or whose holder this vault
// never knew, gets its tombstone all the same. Repeating a call is harmless, and finishes one that a crash or an error
// cut off.
//
// What the vault's time says now stands on the tombstones; a repeat leaves the time of the first.
//
// Errors: ErrInvalid, ErrClosed; ErrRemnants where all is done but the write-ahead log still holds bytes; ErrEpochGone
// and ErrDamaged where a part of a key is to go and the key cannot be opened (a whole key goes without being opened).
func (v *Vault) Destroy(ctx context.Context, vernietiging id.Vernietiging, targets []Target) error {
	if vernietiging.IsZero() {
		return fmt.Errorf("%w: a key is destroyed for a vernietiging", ErrInvalid)
	}
	byHolder := map[id.Houder][]seal.Span{}
	var order []id.Houder
	for _, t := range targets {
		if t.Houder.IsZero() || t.Span.From > t.Span.To {
			return fmt.Errorf("%w: a target is a span of a holder's leaves", ErrInvalid)
		}
		if byHolder[t.Houder] == nil {
			order = append(order, t.Houder)
		}
		byHolder[t.Houder] = append(byHolder[t.Houder], t.Span)
	}
	v.copying.Lock()
	defer v.copying.Unlock()
	if err := v.file.Acquire(ctx); err != nil {
		return err
	}
	defer v.file.Release()

	at := v.now().UnixMilli()
	err := v.transact(ctx, func(ctx context.Context, t *tx) error {
		for _, h := range order {
			if err := t.destroy(ctx, h, byHolder[h]); err != nil {
				return err
			}
			if err := t.bury(ctx, h, byHolder[h], vernietiging, at); err != nil {
				return err
			}
		}
		return nil
	})
	// Also after an error: the commit may have come through.
	v.cache.forget(order)
	if err != nil {
		return err
	}
	return v.file.Truncate(ctx)
}

// destroy wipes a holder's nodes as far as spans cover them, and puts in their place the nodes of what is left.
func (t *tx) destroy(ctx context.Context, h id.Houder, list []seal.Span) error {
	nodes, err := standingNodes(ctx, t, h)
	if err != nil {
		return err
	}
	gone := union(list)
	var cut []seal.Node // those of which something is left
	defer func() { seal.WipeNodes(cut) }()
	for _, s := range nodes {
		span := s.place.node().Span()
		if !gone.overlaps(span) {
			continue
		}
		if !gone.covers(span) {
			n, err := t.v.openNode(h, s)
			if err != nil {
				return err
			}
			cut = append(cut, n)
		}
		if err := t.wipe(ctx, s.row); err != nil {
			return err
		}
	}
	kept, _ := seal.Puncture(cut, gone...)
	defer seal.WipeNodes(kept)
	for _, n := range kept {
		if err := t.put(ctx, h, n); err != nil {
			return err
		}
	}
	return nil
}

// bury writes the tombstones of what was destroyed.
func (t *tx) bury(ctx context.Context, h id.Houder, list []seal.Span, vernietiging id.Vernietiging, at int64) error {
	u, w := h.UUID(), vernietiging.UUID()
	for _, s := range list {
		_, err := t.ExecContext(ctx, "INSERT OR IGNORE INTO tombstone (holder, first, last, vernietiging, at) VALUES (?, "+
			"?, ?, ?, ?)",
			u[:], s.From, s.To, w[:], at)
		if err != nil {
			return fmt.Errorf("vault: store tombstone: %w", err)
		}
	}
	return nil
}
