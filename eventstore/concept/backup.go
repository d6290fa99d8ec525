package concept

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/uuid"
)

// Copy copies the drafts of a ledger, as they are at one moment, to a new file, whole and durable when it returns. The server
// may run; while Copy reads, it cannot empty its write-ahead log, so a draft that goes meanwhile goes again later. The copy
// lives no longer than copies of the vault and is not kept with those of the log; see the package comment. Errors: ErrMissing,
// ErrForeign, ErrNewer, ErrExists.
func Copy(ctx context.Context, from, path string, ledger uuid.UUID) error {
	return copyFile(ctx, from, path, ledger, nil)
}

func copyFile(ctx context.Context, from, path string, ledger uuid.UUID, f fault) (err error) {
	for _, p := range []*string{&from, &path} {
		if *p, err = filepath.Abs(*p); err != nil {
			return fmt.Errorf("concept: copy: %w", err)
		}
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("%w: %s", ErrExists, path))
	}
	if err := identify(ctx, from, ledger); err != nil {
		return err
	}
	temp := path + ".nieuw"
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("concept: copy: %w", err)
	}
	to, err := os.OpenFile(temp, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("concept: copy: %w", err)
	}
	db := openDB(from, "WAL", 1, nil)
	// VACUUM INTO reads the source at one moment and leaves no free rows of the database behind.
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", temp)
	err = errors.Join(err, db.Close(), to.Sync(), to.Close())
	if err == nil {
		err = identify(ctx, temp, ledger)
	}
	if err == nil {
		err = f.run(stepBackupMove, func() error { return errors.Join(os.Rename(temp, path), syncDir(filepath.Dir(path))) })
	}
	if err != nil {
		return errors.Join(fmt.Errorf("concept: copy: %w", named(err)), ignoreMissing(os.Remove(temp)))
	}
	return nil
}

// Restore puts a copy of a ledger's drafts at path, where there must be none, durable when it returns. It opens nothing. What
// went since the copy was made is back in the file; what an erasure took does not open, and the restore gate takes it away
// again before anything else (package ledger). Errors: ErrExists, ErrMissing, ErrForeign, ErrNewer.
func Restore(ctx context.Context, backup, path string, ledger uuid.UUID) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("concept: restore: %w", err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("%w: %s", ErrExists, path))
	}
	if backup, err = filepath.Abs(backup); err != nil {
		return fmt.Errorf("concept: restore: %w", err)
	}
	if err := identify(ctx, backup, ledger); err != nil {
		return err
	}
	from, err := os.Open(backup)
	if err != nil {
		return fmt.Errorf("concept: restore: %w", err)
	}
	defer from.Close()
	temp := path + ".nieuw"
	to, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("concept: restore: %w", err)
	}
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Sync(), to.Close()); err != nil {
		return errors.Join(fmt.Errorf("concept: restore: %w", err), ignoreMissing(os.Remove(temp)))
	}
	for _, suffix := range []string{"-wal", "-shm"} { // of a file that is gone: SQLite would apply it to this one
		if err := ignoreMissing(os.Remove(path + suffix)); err != nil {
			return fmt.Errorf("concept: restore: %w", err)
		}
	}
	if err := errors.Join(os.Rename(temp, path), syncDir(filepath.Dir(path))); err != nil {
		return fmt.Errorf("concept: restore: %w", err)
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
