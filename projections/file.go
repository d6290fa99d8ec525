package projections

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

// file is one SQLite file with all read models.
type file struct {
	name    string // without folder; also the name of its index key
	path    string
	read    *sql.DB
	queries sync.WaitGroup // under way on read
	stale   atomic.Bool    // another schema, another log, or damaged: it may be read, and is never written again

	// The slot belongs to whoever writes: a batch, Vergeet, a switch. It guards what follows.
	slot        chan struct{}
	w           *writer // nil where stale from the start, and after a fault until the next batch
	projections []projection
	state       []state // one per projection, as committed
	anchor      anchor
	replaced    bool // another file took its place
	unsynced    bool // it is being built, and written without waiting for the disk
}

// state is how far a projection is.
type state struct {
	position eventstore.Position
	at       time.Time // when the last event it passed was recorded
	stopped  *Stopped
	retried  bool // stopped, and being tried again
}

// runs reports whether the projection takes events.
func (s *state) runs() bool { return s.stopped == nil || s.retried }

// anchor is the last record that went in, and the position before it.
type anchor struct {
	previous, position eventstore.Position
	event              id.Gebeurtenis
}

// createFile makes an empty file. Where it fails, nothing of it is left.
func (p *Projections) createFile(name string) (*file, error) {
	path := filepath.Join(p.o.Dir, name)
	made, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("projections: new file: %w", err)
	}
	if err := made.Close(); err != nil {
		return nil, errors.Join(fmt.Errorf("projections: new file: %w", err), removeFile(path))
	}
	w, err := openWriter(path)
	if err == nil {
		err = errors.Join(p.writeSchema(w), w.close())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("projections: new file: %w", err), removeFile(path))
	}
	return p.openFile(name)
}

func (p *Projections) writeSchema(w *writer) error {
	if err := w.script(fmt.Sprintf("BEGIN IMMEDIATE; PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	for _, s := range p.schema {
		if err := w.script(s); err != nil {
			return err
		}
	}
	shape, err := w.shape()
	if err != nil {
		return err
	}
	if err := w.exec("INSERT INTO bestand VALUES (1, ?, ?)", p.digest[:], shape[:]); err != nil {
		return err
	}
	return w.script("COMMIT")
}

// openFile opens a file that exists. One of another schema comes back stale; one that is damaged or foreign is ErrDamaged.
func (p *Projections) openFile(name string) (*file, error) {
	path := filepath.Join(p.o.Dir, name)
	f := &file{name: name, path: path, slot: make(chan struct{}, 1), read: openReaders(path)}
	digest, err := f.identify()
	if err != nil {
		return nil, errors.Join(err, f.read.Close())
	}
	if !bytes.Equal(digest, p.digest[:]) {
		f.stale.Store(true)
		return f, nil
	}
	f.projections = p.newProjections(name)
	err = f.load()
	if err == nil {
		err = f.complete()
	}
	if err != nil {
		return nil, errors.Join(err, f.close())
	}
	return f, nil
}

// complete checks that no table or index is missing or another than was made.
func (f *file) complete() error {
	row, err := f.w.row("SELECT vorm FROM bestand")
	if err != nil {
		return err
	}
	shape, err := f.w.shape()
	if err == nil && (row == nil || !bytes.Equal(row[0].([]byte), shape[:])) {
		err = errDamaged("its tables are not those that were made")
	}
	return err
}

// identify reads what the file is.
func (f *file) identify() (digest []byte, err error) {
	var application int64
	if err := f.read.QueryRow("PRAGMA application_id").Scan(&application); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if application != applicationID {
		return nil, errDamaged("it is not one of ours")
	}
	if err := f.read.QueryRow("SELECT digest FROM bestand").Scan(&digest); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return digest, nil
}

// lock takes the slot.
func (f *file) lock(ctx context.Context) error {
	select {
	case f.slot <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (f *file) unlock() { <-f.slot }

// load opens the writer and reads the positions. The caller holds the slot, or is the only one to know the file.
func (f *file) load() (err error) {
	if f.w == nil {
		if f.w, err = openWriter(f.path); err != nil {
			return err
		}
		if f.unsynced {
			if err := f.w.script("PRAGMA synchronous = OFF"); err != nil {
				return err
			}
		}
	}
	for _, p := range f.projections {
		p.reset()
	}
	f.state = make([]state, len(f.projections))
	for i, p := range f.projections {
		if f.state[i], err = readState(f.w, p.name()); err != nil {
			return err
		}
	}
	f.anchor = anchor{}
	row, err := f.w.row("SELECT vorige, positie, gebeurtenis FROM anker")
	if err != nil || row == nil {
		return err
	}
	previous, position, event := row[0].([]byte), row[1].([]byte), row[2].([]byte)
	f.anchor = anchor{eventstore.Position(previous), eventstore.Position(position), gebeurtenisOf([16]byte(event))}
	return nil
}

// drop closes the writer after a fault: what its connection is in the middle of is unknown.
func (f *file) drop() {
	if f.w != nil {
		_ = f.w.close() // rolls back
		f.w = nil
	}
}

func readState(w *writer, name string) (s state, err error) {
	row, err := w.row("SELECT positie, op, soort, stroom, revisie, waarom, sinds FROM stand WHERE projectie = ?", name)
	if err != nil || row == nil {
		return s, err
	}
	s.position, s.at = eventstore.Position(row[0].([]byte)), moment(row[1].(int64))
	if row[2] != nil {
		s.stopped = &Stopped{Kind: row[2].(string), Stream: row[3].(string), Revision: uint64(row[4].(int64)), Reason: row[5].(string), Since: moment(row[6].(int64))}
	}
	return s, nil
}

func writeState(w *writer, name string, s state) error {
	args := []driver.Value{name, []byte(s.position), micro(s.at), nil, nil, nil, nil, nil}
	if t := s.stopped; t != nil {
		args[3], args[4], args[5], args[6], args[7] = t.Kind, t.Stream, int64(t.Revision), t.Reason, micro(t.Since)
	}
	return w.exec(`INSERT INTO stand VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE
SET positie = ?2, op = ?3, soort = ?4, stroom = ?5, revisie = ?6, waarom = ?7, sinds = ?8`, args...)
}

// from is where reading must go on: the least position of the projections that run; ok is false where none does.
func (f *file) from() (p eventstore.Position, ok bool) {
	for i := range f.state {
		if s := &f.state[i]; s.runs() && (!ok || after(p, s.position)) {
			p, ok = s.position, true
		}
	}
	return p, ok
}

func (f *file) close() error {
	err := f.read.Close()
	if f.w != nil {
		err = errors.Join(err, f.w.close())
		f.w = nil
	}
	return err
}

// Moments are stored as microseconds since 1970; the zero time as zero.
func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func microOf(t *time.Time) int64 {
	if t == nil {
		return 0
	}
	return micro(*t)
}

func moment(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}
