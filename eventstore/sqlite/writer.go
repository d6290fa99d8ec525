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

// A writer is what the log is written with. Everything in it belongs to the caller who has the turn (and to newWriter
// and close, before and after all of them).
type writer struct {
	path      string
	connector *connector
	identity  os.FileInfo // the file that was opened
	log       *slog.Logger
	commits   *bell
	wal       walWatch
	batch     *batch

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

func newWriter(path string, format int64, all []migration, requests <-chan *request, log *slog.Logger,
	commits *bell) (_ *writer, err error) {
	w := &writer{
		path:      path,
		connector: newConnector(path, writing),
		log:       log,
		commits:   commits,
		batch:     newBatch(requests),
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
