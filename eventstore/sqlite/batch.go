package sqlite

import (
	"errors"
	"fmt"
	"time"

	"dossierboek/eventstore"
)

const (
	// maxBatch and maxBatchBytes bound one transaction: how long a caller waits for those before it, and how much of the
	// -wal file one commit may take.
	maxBatch      = 512
	maxBatchBytes = 8 << 20
	// maxPatience bounds how long a transaction waits for the next caller, on a disk that is slow to sync.
	maxPatience = time.Millisecond
)

// batch is what one transaction stores: the appends that waited when it began, and those that came while it was
// filled.
type batch struct {
	from     <-chan *request // more of them
	requests []*request
	outcomes []outcome // of those put in the transaction so far
	bytes    int
	about    int           // callers who are at it
	patience time.Duration // how long to wait for the next of them
	timer    *time.Timer
}

// serve writes for callers who come together, each time somebody gives it the turn, until one comes alone or nobody
// does. With many callers none of them is held up by the others' appends, and the writer need not be found again among
// all who want to run.
func (w *writer) serve(together <-chan struct{}, turn chan<- struct{}) {
	for range together {
		for w.lead(maxPatience) {
		}
		turn <- struct{}{}
	}
}

// lead stores, in one transaction, the appends that wait, answers them, and says whether there was more than one
// caller. It waits so long for the first. Callers who were just answered often come straight back, after some work of
// their own. So a transaction stays open for half of those who are about, and is filled while they work; the others
// work during the commit, and are the next transaction's. It waits for the next of them no longer than a commit takes,
// which is what a transaction saves by having them, and hardly ever for a lone caller.
func (w *writer) lead(patience time.Duration) (together bool) {
	b := w.batch
	b.requests, b.outcomes, b.bytes = b.requests[:0], b.outcomes[:0], 0
	if !b.take() && !b.wait(patience) {
		return false
	}
	w.write(b)
	b.count()
	for i, r := range b.requests {
		r.answer <- b.outcomes[i]
	}
	clear(b.requests) // let go of the callers' bytes
	return b.about > 1
}

func newBatch(from <-chan *request) *batch {
	return &batch{from: from, timer: time.NewTimer(0)}
}

// count says how many callers are about after a commit: those it answers and those who came meanwhile. There may be
// others, answered before, for whom the processors were too busy. So the number falls slowly, unless a wait was in
// vain: a small transaction does not make the next one small, and so on, each with a commit of its own.
func (b *batch) count() {
	b.about = max(len(b.requests)+len(b.from), b.about-1)
}

// more takes one more request into the batch, and says whether there is one.
func (b *batch) more() bool {
	if len(b.requests) >= maxBatch || b.bytes >= maxBatchBytes {
		return false
	}
	if b.take() {
		return true
	}
	if len(b.requests) >= (b.about+1)/2 {
		return false
	}
	if !b.wait(b.patience) {
		b.about = 0 // count again
		return false
	}
	return true
}

// take takes a request that waits, and says whether there was one.
func (b *batch) take() bool {
	select {
	case r := <-b.from:
		b.add(r)
		return true
	default:
		return false
	}
}

// wait takes the next request, if it comes in time.
func (b *batch) wait(patience time.Duration) bool {
	if patience <= 0 {
		return false
	}
	b.timer.Reset(patience)
	select {
	case r := <-b.from:
		b.add(r)
		return true
	case <-b.timer.C:
		return false
	}
}

func (b *batch) add(r *request) {
	b.requests = append(b.requests, r)
	b.bytes += r.size
}

// fail gives every append of the batch the same error.
func (b *batch) fail(err error) {
	b.outcomes = b.outcomes[:0]
	for range b.requests {
		b.outcomes = append(b.outcomes, outcome{err: err})
	}
}

// write stores a batch in one transaction and says how each append of it ended. It returns after the commit.
func (w *writer) write(b *batch) {
	if err := w.ready(); err != nil {
		b.fail(err)
		return
	}
	before := w.tail
	err := w.fill(b)
	if isConstraint(err) { // somebody else wrote: once more, from what is there now
		w.log.Warn("the log was written by another process; reading its state again")
		w.rollback()
		if err = w.ready(); err == nil {
			before = w.tail
			err = w.fill(b)
		}
		if isConstraint(err) {
			err = fmt.Errorf("%w: %w", eventstore.ErrBroken, err)
		}
	}
	if err != nil { // before COMMIT: nothing was stored
		w.rollback()
		w.log.Error("an append failed", "err", err, "appends", len(b.requests))
		b.fail(known(err))
		return
	}
	begin := time.Now()
	if err := w.commit(w.conn); err != nil {
		w.commitFailed(b, before, err)
		return
	}
	b.patience = min(time.Since(begin), maxPatience)
	w.ids.trim()
	if w.tail > before {
		w.commits.ring()
		w.wal.committed(w.conn)
	}
}

// known gives an error its meaning unless it has one of the contract already.
func known(err error) error {
	if errors.Is(err, eventstore.ErrBroken) || errors.Is(err, eventstore.ErrUnavailable) {
		return err
	}
	return fault(err)
}

// fill begins a transaction and puts the batch in it, and what comes meanwhile. An append that cannot be taken leaves
// nothing in it; an error means that the transaction must not be committed.
func (w *writer) fill(b *batch) error {
	if err := execute(w.conn, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	b.outcomes = b.outcomes[:0]
	for i := 0; i < len(b.requests) || b.more(); i++ {
		r := b.requests[i]
		if err := r.ctx.Err(); err != nil { // nobody waits for it any more
			b.outcomes = append(b.outcomes, outcome{err: err})
			continue
		}
		appended, err := w.apply(r)
		var conflict *eventstore.ConflictError
		if err != nil && !errors.As(err, &conflict) {
			return err
		}
		b.outcomes = append(b.outcomes, outcome{appended: appended, err: err})
	}
	return nil
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
