package sqlite

import (
	"fmt"

	"dossierboek/eventstore"
)

// A COMMIT that fails late leaves its pages in the -wal file. Readers do not see them, the next commit overwrites
// them, but if the process dies before that, recovery finds a valid commit and the log has it after all. So nobody may
// be told "not stored" until something was committed over it: that is settling. Where settling succeeds, the outcome
// is known and is answered; where it does not, it is ErrUnknownOutcome, and the writer takes nothing more until it
// does.

// commitFailed decides on the outcomes of a batch whose COMMIT failed with err; those it has are what they would have
// been.
func (w *writer) commitFailed(b *batch, before int64, err error) {
	after := w.tail
	w.rollback()
	w.log.Error("a commit failed", "err", err, "appends", len(b.requests))
	if after == before {
		// Conflicts and repeats only: there was nothing to store. They were decided on what is in the log.
		return
	}
	if !openOutcome(err) {
		b.fail(fault(err))
		return
	}
	w.doubt = true
	w.drop() // an error this late may have left the connection in any state
	if again := w.open(); again != nil {
		b.fail(unknown(err))
		return
	}
	if again := w.settle(); again != nil {
		b.fail(unknown(err))
		return
	}
	now, _, again := number(w.conn, "SELECT max(position) FROM events")
	switch {
	case again == nil && now == before:
		b.fail(fault(err))
	case again == nil && now == after:
		w.commits.ring()
	default:
		b.fail(unknown(err))
	}
}

func unknown(err error) error { return fmt.Errorf("%w: %w", eventstore.ErrUnknownOutcome, err) }

// settle commits over a commit in doubt. After it the log is what it shows.
func (w *writer) settle() error {
	if !w.doubt {
		return nil
	}
	err := execute(w.conn, "BEGIN IMMEDIATE; UPDATE settled SET times = times + 1")
	if err == nil {
		err = w.commit(w.conn)
	}
	if err != nil {
		w.rollback()
		return fault(err)
	}
	w.doubt = false
	w.log.Info("the outcome of a failed commit is settled")
	return nil
}
