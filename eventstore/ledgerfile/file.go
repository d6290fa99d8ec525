package ledgerfile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// File is an open file. All methods are safe for concurrent use.
type File struct {
	// Writer is the one connection that writes. It is of whoever has the turn.
	Writer *sql.DB
	// Fault is nil except in tests.
	Fault Fault

	kind    *Kind
	path    string
	ledger  uuid.UUID
	readers *sql.DB
	turn    chan struct{} // a semaphore of one: who holds it may write
	life    eventstore.Life
	closer  sync.Once
	ended   error // what Close answers, after closer
}

// Open opens the file of a ledger and brings it up to date. It never makes one. What a crash left in the write-ahead
// log is there until Truncate. Nobody else may write the file meanwhile: see package disk. Errors: Missing, Foreign,
// Newer.
func (k *Kind) Open(ctx context.Context, path string, ledger uuid.UUID) (*File, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", k.Name, err)
	}
	if err := k.Identify(ctx, path, ledger); err != nil {
		return nil, err
	}
	f := &File{
		Writer: Connect(path, Writing),
		kind:   k, path: path, ledger: ledger, readers: Connect(path, Reading), turn: make(chan struct{}, 1),
	}
	if err := k.migrate(ctx, f.Writer); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: open: %w", k.Name, k.named(err)), f.Close())
	}
	return f, nil
}

// Ledger is whose file this is; Path is where it stands.
func (f *File) Ledger() uuid.UUID { return f.ledger }
func (f *File) Path() string      { return f.path }

// Closed reports whether Close was called.
func (f *File) Closed() bool { return f.life.Ended() }

// Close waits for what is under way and lets the file go. Further calls wait for the first and answer the same. What
// reads may not call it.
func (f *File) Close() error {
	f.closer.Do(func() {
		f.life.Close()
		f.life.Wait()
		f.turn <- struct{}{} // for the write under way; those who wait hear that the file is closed
		defer f.Release()
		f.ended = errors.Join(f.Writer.Close(), f.readers.Close())
	})
	return f.ended
}

// Turn takes the turn for whoever can send on it, also when the file is closed. Release gives it back.
func (f *File) Turn() chan<- struct{} { return f.turn }

// Acquire takes the turn to write; Release gives it back. Errors: Closed, the context's.
func (f *File) Acquire(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case f.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if f.Closed() {
		f.Release()
		return f.kind.Errors.Closed
	}
	return nil
}

// Release gives the turn back.
func (f *File) Release() { <-f.turn }

// Transact runs one transaction and makes it durable. The caller has the turn. Once begun it is not given up when the
// context ends, so that a caller who hears of an error knows that nothing happened, or that the commit itself failed.
// Errors: Full, ReadOnly, those of do, SQLite's own.
func (f *File) Transact(ctx context.Context, do func(context.Context, *sql.Tx) error) (err error) {
	defer func() { err = f.kind.named(err) }()
	ctx = context.WithoutCancel(ctx)
	tx, err := f.Writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("%s: begin: %w", f.kind.Name, err)
	}
	if err := do(ctx, tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := f.Fault.Run(StepCommit, tx.Commit); err != nil {
		_ = tx.Rollback() // so that the connection is free again where the commit did not come to that
		return fmt.Errorf("%s: commit: %w", f.kind.Name, err)
	}
	return nil
}

// Read runs reads while the file stays open. Error: Closed.
func (f *File) Read(do func(*sql.DB) error) error {
	if !f.life.Begin() {
		return f.kind.Errors.Closed
	}
	defer f.life.End()
	return do(f.readers)
}

// Snapshot runs reads that see one moment of the file. Errors: Closed, those of do, SQLite's own.
func (f *File) Snapshot(ctx context.Context, do func(*sql.Tx) error) error {
	return f.Read(func(db *sql.DB) error {
		tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return fmt.Errorf("%s: read: %w", f.kind.Name, f.kind.named(err))
		}
		defer tx.Rollback()
		return f.kind.named(do(tx))
	})
}
