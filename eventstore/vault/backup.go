package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/google/uuid"
	"github.com/mattn/go-sqlite3"

	"dossierboek/eventstore/ledgerfile"
)

// backupPages is how many pages are copied between two words of progress.
const backupPages = 64

// Backup copies the vault as it is now to a new file, whole and durable when Backup returns: one file, without a
// write-ahead log. Others use the vault meanwhile; only Destroy waits, so that no backup ends after a destruction and
// yet holds what it destroyed. progress, if not nil, hears how many of how many pages are copied. Errors: ErrExists,
// ErrClosed.
//
// The copy opens with the ring as long as the ring holds its epoch; see Rotate. It never belongs in the same place as
// the ring or the master key, and never lives as long as the log's backups.
func (v *Vault) Backup(ctx context.Context, path string, progress func(done, total int)) error {
	v.copying.RLock()
	defer v.copying.RUnlock()
	return v.file.Read(func(db *sql.DB) error {
		return kind.Copy(ctx, path, v.ledger, v.file.Fault, func(temp string) error {
			return copyTo(ctx, db, temp, progress)
		})
	})
}

// Copy is Backup for a vault that another process has open: a server that runs. While it copies, that server cannot
// empty its write-ahead log, so a Destroy there answers ErrRemnants and is finished later; and a copy that began
// before a destruction holds what it destroyed, as any copy from before it does: the epochs see to both (see Rotate).
// Errors: ErrMissing, ErrForeign, ErrNewer, ErrExists.
func Copy(ctx context.Context, from, path string, ledger uuid.UUID, progress func(done, total int)) error {
	from, err := filepath.Abs(from)
	if err != nil {
		return fmt.Errorf("vault: copy: %w", err)
	}
	if err := kind.Identify(ctx, from, ledger); err != nil {
		return err
	}
	return kind.Copy(ctx, path, ledger, nil, func(temp string) error {
		read := ledgerfile.Connect(from, ledgerfile.Reading)
		return errors.Join(copyTo(ctx, read, temp, progress), read.Close())
	})
}

// copyTo copies the database to an empty file, in one read of it.
func copyTo(ctx context.Context, read *sql.DB, path string, progress func(done, total int)) (err error) {
	from, err := read.Conn(ctx)
	if err != nil {
		return err
	}
	defer from.Close()
	// An open transaction holds the source still from the first page to the last.
	if _, err := from.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	defer from.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	var one int
	if err := from.QueryRowContext(ctx, "SELECT count(*) FROM ledger").Scan(&one); err != nil {
		return err
	}
	db := ledgerfile.Connect(path, ledgerfile.Making)
	defer func() { err = errors.Join(err, db.Close()) }()
	to, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer to.Close()
	if err := copyPages(ctx, to, from, progress); err != nil {
		return err
	}
	// The copy came with the mark of a database that has a write-ahead log.
	if _, err := to.ExecContext(ctx, "PRAGMA journal_mode = DELETE"); err != nil {
		return err
	}
	var sound string
	if err := to.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&sound); err != nil {
		return err
	}
	if sound != "ok" {
		return fmt.Errorf("%w: the copy is not sound", ErrDamaged)
	}
	return nil
}

func copyPages(ctx context.Context, to, from *sql.Conn, progress func(done, total int)) error {
	return to.Raw(func(t any) error {
		return from.Raw(func(f any) error {
			b, err := t.(*sqlite3.SQLiteConn).Backup("main", f.(*sqlite3.SQLiteConn), "main")
			if err != nil {
				return err
			}
			for done := false; !done; {
				if done, err = b.Step(backupPages); err == nil {
					err = ctx.Err()
				}
				if err != nil {
					return errors.Join(err, b.Finish())
				}
				if progress != nil {
					progress(b.PageCount()-b.Remaining(), b.PageCount())
				}
			}
			return b.Finish()
		})
	})
}
