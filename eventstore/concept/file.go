package concept

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/google/uuid"
)

// File is an open file of drafts. All methods are safe for concurrent use. One process at a time may have it open for
// writing, which the vault's lock sees to.
type File struct {
	path   string
	ledger uuid.UUID
	read   *sql.DB
	write  *sql.DB
	writer chan struct{} // a semaphore of one: who holds it owns write
	closed atomic.Bool
	fault  fault
}

// Create makes an empty file for a ledger and opens it. Error: ErrExists.
func Create(ctx context.Context, path string, ledger uuid.UUID) (*File, error) {
	if ledger == uuid.Nil {
		return nil, fmt.Errorf("%w: drafts are of a ledger", ErrInvalid)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("concept: %w", err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(err, fmt.Errorf("%w: %s", ErrExists, path))
	}
	// Whole and durable before it has its name. A -wal of a lost file is none of the new one's.
	temp := path + ".nieuw"
	for _, old := range []string{temp, path + "-wal", path + "-shm"} {
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("concept: make: %w", err)
		}
	}
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("concept: make: %w", err)
	}
	db := openDB(temp, "DELETE", 1, nil)
	err = errors.Join(f.Close(), migrate(ctx, db))
	if err == nil {
		_, err = db.ExecContext(ctx, "INSERT INTO ledger (one, ledger) VALUES (1, ?)", ledger[:])
	}
	if err = errors.Join(err, db.Close()); err == nil {
		err = errors.Join(os.Rename(temp, path), syncDir(filepath.Dir(path)))
	}
	if err != nil {
		return nil, fmt.Errorf("concept: make: %w", named(err))
	}
	return Open(ctx, path, ledger)
}

// Open opens the drafts of a ledger. It never makes a file. Errors: ErrMissing, ErrForeign, ErrNewer, ErrRemnants.
func Open(ctx context.Context, path string, ledger uuid.UUID) (*File, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("concept: %w", err)
	}
	if err := identify(ctx, path, ledger); err != nil {
		return nil, err
	}
	f := &File{path: path, ledger: ledger, read: openReaders(path), write: openDB(path, "WAL", 1, nil), writer: make(chan struct{}, 1)}
	err = migrate(ctx, f.write)
	if err == nil {
		err = f.truncate(ctx) // what a crash left there
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("concept: open: %w", named(err)), f.write.Close(), f.read.Close())
	}
	return f, nil
}

// Ledger is whose drafts these are.
func (f *File) Ledger() uuid.UUID { return f.ledger }

// Close waits for the write under way and lets the file go.
func (f *File) Close() error {
	f.writer <- struct{}{}
	defer f.release()
	if f.closed.Swap(true) {
		return nil
	}
	return errors.Join(f.write.Close(), f.read.Close())
}

// acquire takes the writer; release gives it back. Errors: ErrClosed, the context's.
func (f *File) acquire(ctx context.Context) error {
	select {
	case f.writer <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if f.closed.Load() {
		f.release()
		return ErrClosed
	}
	return nil
}

func (f *File) release() { <-f.writer }

// transact runs one transaction and makes it durable. The caller holds the writer. Once begun it is not given up when the
// context ends, so that who hears of an error knows that nothing happened, or that the commit itself failed.
func (f *File) transact(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	ctx = context.WithoutCancel(ctx)
	tx, err := f.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("concept: begin: %w", named(err))
	}
	if err := do(ctx, tx); err != nil {
		return errors.Join(named(err), tx.Rollback())
	}
	if err := f.fault.run(stepCommit, tx.Commit); err != nil {
		_ = tx.Rollback() // so that the connection is free again where the commit did not come to that
		return fmt.Errorf("concept: commit: %w", named(err))
	}
	return nil
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
