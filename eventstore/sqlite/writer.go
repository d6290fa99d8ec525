package sqlite

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

const (
	// maxBatch and maxBatchBytes bound one transaction: how long a caller waits for those before it, and how much of the
	// -wal file one commit may take.
	maxBatch      = 512
	maxBatchBytes = 8 << 20
)

// A writer is the only one that writes to the log. Everything in it belongs to the goroutine of run (and to newWriter and
// close, before and after it).
type writer struct {
	path      string
	connector *connector
	identity  os.FileInfo // the file that was opened
	log       *slog.Logger
	commits   *bell
	wal       walWatch

	conn        *sqlite3.SQLiteConn // nil after a fault that it may not have survived; ready opens a new one
	insertEvent driver.Stmt
	row         []driver.NamedValue // the values of insertEvent, reused

	// What the log holds, as of the last commit plus what the transaction under way added. A transaction that does not
	// end well throws all of it away (forget). It can be trusted while the lock is held; should a stranger write
	// nevertheless, the log's own constraints refuse the row and the transaction starts over from what is there.
	tail  int64 // the position of the last record; -1: not known
	heads map[string]head
	ids   recent

	doubt bool // a commit failed and its outcome is open (settle.go)
	// commit is COMMIT. Tests put faults here.
	commit func(conn *sqlite3.SQLiteConn) error
}

func newWriter(path string, format int64, all []migration, log *slog.Logger, commits *bell) (_ *writer, err error) {
	w := &writer{
		path:      path,
		connector: newConnector(path, writing),
		log:       log,
		commits:   commits,
		row:       arguments(make([]driver.Value, 7)...),
		wal:       walWatch{path: path + "-wal", log: log, limit: walLimit, every: 64, patience: 10 * time.Second},
		commit:    func(conn *sqlite3.SQLiteConn) error { return execute(conn, "COMMIT") },
	}
	w.forget()
	if w.identity, err = os.Stat(path); err != nil {
		return nil, fmt.Errorf("%w: %w", eventstore.ErrUnavailable, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.close())
		}
	}()
	if w.conn, err = w.connector.open(); err != nil {
		return nil, fault(err)
	}
	if err := migrate(w.conn, format, all); err != nil {
		return nil, err
	}
	if err := w.open(); err != nil {
		return nil, err
	}
	// A file that may only be read opens all the same; it is found out here, and not at the first append.
	if err := execute(w.conn, "BEGIN IMMEDIATE; ROLLBACK"); err != nil {
		return nil, fault(err)
	}
	if err := w.know(); err != nil {
		return nil, fault(err)
	}
	return w, nil
}

// open makes the connection ready for use.
func (w *writer) open() (err error) {
	if w.conn == nil {
		if w.conn, err = w.connector.open(); err != nil {
			return fault(err)
		}
	}
	w.insertEvent, err = w.conn.Prepare(
		"INSERT INTO events (position, stream, revision, id, kind, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?)")
	return fault(err)
}

// drop closes a connection that may not be sound.
func (w *writer) drop() {
	if w.conn == nil {
		return
	}
	if err := w.close(); err != nil {
		w.log.Warn("the writer's connection did not close", "err", err)
	}
	w.forget()
}

func (w *writer) close() error {
	if w.conn == nil {
		return nil
	}
	var errs []error
	if w.insertEvent != nil {
		errs = append(errs, w.insertEvent.Close())
	}
	errs = append(errs, w.conn.Close())
	w.conn, w.insertEvent = nil, nil
	return errors.Join(errs...)
}

// forget drops what is known of the log; know and head read it again.
func (w *writer) forget() {
	w.tail = -1
	w.heads = make(map[string]head)
	w.ids = recent{}
}

// know reads what an append needs and the log does not give per stream.
func (w *writer) know() error {
	if w.tail >= 0 {
		return nil
	}
	tail, _, err := number(w.conn, "SELECT max(position) FROM events")
	if err != nil {
		return err
	}
	ids, err := loadRecent(w.conn, tail)
	if err != nil {
		return err
	}
	w.tail, w.ids = tail, ids
	return nil
}

// run answers every request until the channel is closed and empty.
func (w *writer) run(requests <-chan *request) {
	batch := make([]*request, 0, maxBatch)
	for first := range requests {
		batch = gather(append(batch[:0], first), requests)
		outcomes := w.write(batch)
		for i, r := range batch {
			r.answer <- outcomes[i]
		}
		clear(batch) // let go of the callers' bytes
	}
}

// gather takes what waits besides the first, and does not wait for more: while one transaction is being committed, the next
// one gathers by itself.
func gather(batch []*request, requests <-chan *request) []*request {
	bytes := batch[0].size
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

// ready makes sure of a connection, of a settled past and of what is known, before a transaction.
func (w *writer) ready() error {
	if now, err := os.Stat(w.path); err != nil || !os.SameFile(now, w.identity) {
		return fmt.Errorf("%w: the file of the log was moved or replaced while it was open", eventstore.ErrUnavailable)
	}
	if w.conn == nil {
		if err := w.open(); err != nil {
			return err
		}
	}
	if err := w.settle(); err != nil {
		return err
	}
	if err := w.know(); err != nil {
		return fault(err)
	}
	return nil
}

// rollback ends a transaction that failed, if SQLite did not do so by itself, and forgets what it added.
func (w *writer) rollback() {
	w.forget()
	if w.conn == nil || w.conn.AutoCommit() {
		return
	}
	if err := execute(w.conn, "ROLLBACK"); err != nil {
		w.log.Warn("a rollback failed; the writer takes a new connection", "err", err)
		w.drop()
	}
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
