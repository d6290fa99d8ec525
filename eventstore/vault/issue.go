package vault

import (
	"context"
	"fmt"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// issue is one call of Issue, waiting for a transaction.
type issue struct {
	stream  string
	holders []id.Houder
	done    chan struct{} // closed when err is set
	err     error
}

// Issue gives each holder a key for a stream, all or none, durable when it returns. To a holder that has its key for
// that stream already it does nothing. Callers that wait at the same time share one transaction, and one call's
// refusal never fails another.
//
// Errors: seal.ErrDestroyed (the holder had a key or lost a part of one, and never gets another), ErrIssuedElsewhere,
// ErrInvalid, ErrClosed. After the context's error or one of the database the outcome is unknown: call again.
func (v *Vault) Issue(ctx context.Context, stream string, holders ...id.Houder) error {
	if stream == "" || slices.ContainsFunc(holders, id.Houder.IsZero) {
		return fmt.Errorf("%w: a key is issued to a holder, for a stream", ErrInvalid)
	}
	if len(holders) == 0 {
		return nil
	}
	i := &issue{stream: stream, holders: slices.Clone(holders), done: make(chan struct{})}
	v.queue.Lock()
	v.queue.waiting = append(v.queue.waiting, i)
	v.queue.Unlock()

	select {
	case <-i.done: // another caller's transaction took this one along
		return i.err
	case v.file.Turn() <- struct{}{}:
		v.issueWaiting(context.WithoutCancel(ctx))
		v.file.Release()
		<-i.done // in this caller's transaction, or in one just before it
		return i.err
	case <-ctx.Done():
		v.queue.Lock()
		v.queue.waiting = slices.DeleteFunc(v.queue.waiting, func(w *issue) bool { return w == i })
		v.queue.Unlock()
		return ctx.Err()
	}
}

// issueWaiting issues for all who wait, in one transaction. The caller has the turn.
func (v *Vault) issueWaiting(ctx context.Context) {
	v.queue.Lock()
	batch := v.queue.waiting
	v.queue.waiting = nil
	v.queue.Unlock()
	if len(batch) == 0 {
		return
	}
	err := error(ErrClosed)
	if !v.file.Closed() {
		err = v.transact(ctx, func(ctx context.Context, t *tx) error {
			for _, i := range batch {
				if err := t.issue(ctx, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for _, i := range batch {
		if err != nil {
			i.err = err
		}
		close(i.done)
	}
}

// issue carries out one call. A refusal is left in i.err with nothing written; what it returns fails the transaction.
func (t *tx) issue(ctx context.Context, i *issue) error {
	var fresh []id.Houder
	for _, h := range i.holders {
		known, refusal, err := t.issued(ctx, h, i.stream)
		if err != nil {
			return err
		}
		if refusal != nil {
			i.err = fmt.Errorf("holder %s: %w", h, refusal)
			return nil
		}
		if !known && !slices.Contains(fresh, h) {
			fresh = append(fresh, h)
		}
	}
	for _, h := range fresh {
		u := h.UUID()
		if _, err := t.ExecContext(ctx, "INSERT INTO holder (holder, stream) VALUES (?, ?)", u[:], i.stream); err != nil {
			return fmt.Errorf("vault: store holder: %w", err)
		}
		root, err := seal.NewRoot(t.v.rand)
		if err != nil {
			return fmt.Errorf("vault: new key: %w", err)
		}
		err = t.put(ctx, h, root)
		root.Key.Wipe()
		if err != nil {
			return err
		}
	}
	return nil
}

// issued reports whether a holder has its key for a stream, and why it may not get one.
func (t *tx) issued(ctx context.Context, h id.Houder, stream string) (known bool, refusal, err error) {
	s, err := state(ctx, t, h)
	if err != nil {
		return false, nil, err
	}
	switch s.Condition {
	case Destroyed:
		return false, seal.ErrDestroyed, nil
	case Issued:
		if s.Stream != stream {
			return false, ErrIssuedElsewhere, nil
		}
		return true, nil, nil
	}
	u := h.UUID()
	buried, err := found(ctx, t, "SELECT 1 FROM tombstone WHERE holder = ? LIMIT 1", u[:])
	if buried {
		return false, seal.ErrDestroyed, err
	}
	return false, nil, err
}
