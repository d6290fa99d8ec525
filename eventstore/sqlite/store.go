package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"dossierboek/eventstore"
)

// Options say how to open a log. The zero Options open an existing one for writing.
type Options struct {
	// Create makes the log where there is none. Without it a missing log is ErrMissing, so that a mistyped path or a
	// disk that was not mounted is not taken for a new beginning.
	Create bool
	// ReadOnly opens the log for reading beside whoever writes it. No byte of it changes; Append answers ErrReadOnly.
	ReadOnly bool
	// Readers is the most reads at one time, each on a connection of its own; further ones wait. 0 means twice the
	// number of processors, at least 4.
	Readers int
	// Poll is how often a follower looks for what another process wrote; what this one wrote it sees at once. 0 means a
	// second.
	Poll time.Duration
	// Logger hears of faults of the disk and of the -wal file. Nil means none. It is given no names and no contents.
	Logger *slog.Logger
}

// Store is a log in a SQLite file. It implements eventstore.Store.
type Store struct {
	path    string
	poll    time.Duration
	log     *slog.Logger
	readers *sql.DB
	commits *bell
	lock    *os.File // nil where read-only

	// Callers queue their requests. Who has the turn uses the writer, for all that wait: a caller who comes alone writes
	// by itself, waiting for nobody to wake up, and hands the turn to serve when there are more. Nil where read-only.
	requests chan *request
	turn     chan struct{} // holds the turn while nobody has it
	together chan struct{} // gives it to serve
	served   chan struct{} // closed when serve has ended
	writer   *writer

	life    eventstore.Life
	closing chan struct{}
	closer  sync.Once
	ended   error // what Close answers, after closer
}

var _ eventstore.Store = (*Store)(nil)

// Open opens the log at path. Errors: ErrMissing, ErrLocked, ErrForeign, ErrNewer, ErrReadOnly, ErrFull, ErrBroken,
// ErrUnavailable.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	path, err := resolve(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", eventstore.ErrUnavailable, err)
	}
	s := &Store{
		path:    path,
		poll:    o.Poll,
		log:     o.Logger,
		commits: newBell(),
		closing: make(chan struct{}),
	}
	if s.poll <= 0 {
		s.poll = time.Second
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	a := reading
	if o.ReadOnly {
		a = looking
	}
	if err := s.prepare(o); err != nil {
		return nil, err
	}
	readers := o.Readers
	if readers <= 0 {
		readers = max(4, 2*runtime.GOMAXPROCS(0))
	}
	s.readers = sql.OpenDB(newConnector(path, a))
	s.readers.SetMaxOpenConns(readers)
	s.readers.SetMaxIdleConns(readers)
	if err := s.readers.PingContext(ctx); err != nil {
		return nil, errors.Join(fault(err), s.Close())
	}
	return s, nil
}

// prepare checks or makes the file and, unless read-only, takes the lock and makes the writer. Where it fails it
// leaves nothing open.
func (s *Store) prepare(o Options) (err error) {
	all, err := loadMigrations()
	if err != nil {
		return err
	}
	format, err := inspect(s.path, int64(len(all)))
	missing := errors.Is(err, eventstore.ErrMissing)
	if err != nil && (!missing || !o.Create || o.ReadOnly) {
		return err
	}
	if o.ReadOnly {
		if format < int64(len(all)) {
			return fmt.Errorf("%w: %s has format %d and must be opened for writing once", eventstore.ErrReadOnly, s.path,
				format)
		}
		return nil
	}
	if s.lock, err = takeLock(s.path); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.lock.Close())
		}
	}()
	// Now that nobody else can: what was missing may have been made in the meantime.
	format, err = inspect(s.path, int64(len(all)))
	if errors.Is(err, eventstore.ErrMissing) && o.Create {
		if err := create(s.path, all); err != nil {
			return err
		}
		format = int64(len(all))
	} else if err != nil {
		return err
	}
	s.requests = make(chan *request, maxBatch)
	if s.writer, err = newWriter(s.path, format, all, s.requests, s.log, s.commits); err != nil {
		return err
	}
	s.turn, s.together, s.served = make(chan struct{}, 1), make(chan struct{}, 1), make(chan struct{})
	s.turn <- struct{}{}
	go func() {
		defer close(s.served)
		s.writer.serve(s.together, s.turn)
	}()
	return nil
}

// resolve follows symbolic links, as SQLite does, so that one log has one lock whatever it is called.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	target, err := filepath.EvalSymlinks(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return target, err
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, filepath.Base(path)), nil
}

// Close implements eventstore.Store. It waits for the appends that were accepted, moves the -wal file into the log and
// frees the lock. Further calls wait for the first and answer the same.
func (s *Store) Close() error {
	s.closer.Do(func() {
		s.life.Close()
		close(s.closing)
		s.life.Wait()
		var errs []error
		if s.readers != nil {
			errs = append(errs, s.readers.Close())
		}
		if s.writer != nil { // last, so that the writer's connection is the one that removes the -wal file
			close(s.together)
			<-s.served
			errs = append(errs, s.writer.close())
		}
		if s.lock != nil {
			errs = append(errs, s.lock.Close())
		}
		s.ended = errors.Join(errs...)
	})
	return s.ended
}
