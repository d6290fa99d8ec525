package sqlite

import (
	"errors"
	"fmt"
	"runtime"

	"dossierboek/eventstore"
)

const (
	// maxBatch and maxBatchBytes bound one transaction: how long a caller waits for those before it, and how much of the
	// -wal file one commit may take.
	maxBatch      = 512
	maxBatchBytes = 8 << 20
)

// run answers every request until the channel is closed and empty. Callers who were just answered often come straight
// back, so the writer lets them run first and finds them in this transaction rather than the next; it only yields, never
// sleeps, and never for a lone caller. With 64 callers it gave about 5 % more appends per second.
func (w *writer) run(requests <-chan *request) {
	const yields = 8
	batch := make([]*request, 0, maxBatch)
	for first := range requests {
		inUse := len(batch) + len(requests) + 1 // those of the last transaction, and those who came meanwhile
		batch = gather(append(batch[:0], first), requests)
		for i := 0; i < yields && len(batch) < inUse; i++ {
			runtime.Gosched()
			batch = gather(batch, requests)
		}
		outcomes := w.write(batch)
		for i, r := range batch {
			r.answer <- outcomes[i]
		}
		clear(batch) // let go of the callers' bytes
	}
}

// gather takes what waits besides the batch so far, and does not wait for more: while one transaction is being committed,
// the next one gathers by itself.
func gather(batch []*request, requests <-chan *request) []*request {
	bytes := 0
	for _, r := range batch {
		bytes += r.size
	}
	for len(batch) < maxBatch && bytes < maxBatchBytes {
		select {
		case r, open := <-requests:
			if !open {
				return batch
			}
			batch = append(batch, r)
			bytes += r.size
		default:
			return batch
		}
	}
	return batch
}

// write stores a batch in one transaction and says how each append of it ended. It returns after the commit.
func (w *writer) write(batch []*request) []outcome {
	if err := w.ready(); err != nil {
		return all(batch, err)
	}
	before := w.tail
	outcomes, err := w.fill(batch)
	if isConstraint(err) { // somebody else wrote: once more, from what is there now
		w.log.Warn("the log was written by another process; reading its state again")
		w.rollback()
		if err = w.ready(); err == nil {
			before = w.tail
			outcomes, err = w.fill(batch)
		}
		if isConstraint(err) {
			err = fmt.Errorf("%w: %w", eventstore.ErrBroken, err)
		}
	}
	if err != nil { // before COMMIT: nothing was stored
		w.rollback()
		w.log.Error("an append failed", "err", err, "appends", len(batch))
		return all(batch, known(err))
	}
	if err := w.commit(w.conn); err != nil {
		return w.commitFailed(batch, outcomes, before, err)
	}
	w.ids.trim()
	if w.tail > before {
		w.commits.ring()
		w.wal.committed(w.conn)
	}
	return outcomes
}

// known gives an error its meaning unless it has one of the contract already.
func known(err error) error {
	if errors.Is(err, eventstore.ErrBroken) || errors.Is(err, eventstore.ErrUnavailable) {
		return err
	}
	return fault(err)
}

// all gives every append of a batch the same error.
func all(batch []*request, err error) []outcome {
	outcomes := make([]outcome, len(batch))
	for i := range outcomes {
		outcomes[i].err = err
	}
	return outcomes
}

// fill begins a transaction and puts the batch in it. An append that cannot be taken leaves nothing in it; an error means
// that the transaction must not be committed.
func (w *writer) fill(batch []*request) ([]outcome, error) {
	if err := execute(w.conn, "BEGIN IMMEDIATE"); err != nil {
		return nil, err
	}
	outcomes := make([]outcome, len(batch))
	for i, r := range batch {
		if err := r.ctx.Err(); err != nil { // nobody waits for it any more
			outcomes[i].err = err
			continue
		}
		appended, err := w.apply(r)
		var conflict *eventstore.ConflictError
		if err != nil && !errors.As(err, &conflict) {
			return nil, err
		}
		outcomes[i] = outcome{appended: appended, err: err}
	}
	return outcomes, nil
}

// apply decides on one append and adds its rows.
func (w *writer) apply(r *request) (eventstore.Appended, error) {
	h, err := w.head(r.stream)
	if err != nil {
		return eventstore.Appended{}, err
	}
	first, repeat, err := w.place(h, r)
	if err != nil {
		return eventstore.Appended{}, err
	}
	if repeat {
		return w.landed(h, first, len(r.events))
	}
	if h.stream == 0 {
		if h.stream, err = w.insertStream(r.stream); err != nil {
			return eventstore.Appended{}, err
		}
	}
	for _, e := range r.events {
		if err := w.insert(h, e); err != nil {
			return eventstore.Appended{}, err
		}
		w.tail++
		w.ids.add(h.stream, e.ID, h.next)
		h.next++
	}
	w.heads[r.stream] = h
	return eventstore.Appended{First: uint64(first), Last: uint64(h.next - 1), Position: position(w.tail)}, nil
}
