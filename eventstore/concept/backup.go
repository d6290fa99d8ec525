package concept

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"dossierboek/eventstore/ledgerfile"
)

// Copy copies the drafts of a ledger, as they are at one moment, to a new file, whole and durable when it returns. The
// server may run; while Copy reads, it cannot empty its write-ahead log, so a draft that goes meanwhile goes again
// later. The copy lives no longer than copies of the vault and is not kept with those of the log; see the package
// comment. Errors: ErrMissing, ErrForeign, ErrNewer, ErrExists.
func Copy(ctx context.Context, from, path string, ledger uuid.UUID) error {
	return copyFile(ctx, from, path, ledger, nil)
}

func copyFile(ctx context.Context, from, path string, ledger uuid.UUID, f ledgerfile.Fault) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return fmt.Errorf("concept: copy: %w", err)
	}
	if err := kind.Identify(ctx, from, ledger); err != nil {
		return err
	}
	return kind.Copy(ctx, path, ledger, f, func(temp string) error {
		db := ledgerfile.Connect(from, ledgerfile.Writing)
		// VACUUM INTO reads the source at one moment and leaves no free rows of the database behind.
		_, err := db.ExecContext(ctx, "VACUUM INTO ?", temp)
		return errors.Join(err, db.Close())
	})
}

// Restore puts a copy of a ledger's drafts at path, where there must be none, durable when it returns. It opens
// nothing. What went since the copy was made is back in the file; what an erasure took does not open, and the restore
// gate takes it away again before anything else (package ledger). Errors: ErrExists, ErrMissing, ErrForeign, ErrNewer.
func Restore(ctx context.Context, backup, path string, ledger uuid.UUID) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("%w: %s", ErrExists, path))
	}
	return kind.Restore(ctx, backup, path, ledger)
}
