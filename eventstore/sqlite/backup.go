package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

// backupPages is how much of a backup is copied between two looks at the context: 4 MiB.
const backupPages = 512

// Backup copies the log, as it is at the moment of the call, to a new file at path, while the store is in use; a
// read-only store can do it too. The copy appears under its name only when it is complete and durable. It is one file
// without a -wal file beside it, readable from read-only media, and becomes a log again by opening it. progress, if
// not nil, hears how many pages of how many are done. A file that is already at path is left alone: fs.ErrExist.
//
// The copy reads one snapshot, so that what is appended meanwhile does not make it start over; until it is done, the
// -wal file grows with what is appended.
func (s *Store) Backup(ctx context.Context, path string, progress func(done, total int)) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("sqlite: backup to %s: %w", path, fs.ErrExist)
	}
	made := path + ".new"
	file, err := os.OpenFile(made, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("sqlite: backup: %w", err) // fs.ErrExist: another backup to it is under way, or was broken off
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("sqlite: backup: %w", err)
	}
	defer func() {
		if err != nil {
			for _, name := range []string{made, made + "-journal"} {
				if gone := os.Remove(name); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
					err = errors.Join(err, gone)
				}
			}
		}
	}()
	err = s.read(ctx, func(source *sqlite3.SQLiteConn) error {
		if err := execute(source, "BEGIN"); err != nil {
			return err
		}
		return errors.Join(copyTo(ctx, source, made, s.closing, progress), execute(source, "ROLLBACK"))
	})
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("sqlite: backup to %s: %w", path, fs.ErrExist)
	}
	return install(made, path)
}

// copyTo copies what source's open transaction sees. Where the copy fails it is of no use.
func copyTo(ctx context.Context, source *sqlite3.SQLiteConn, path string, closing <-chan struct{},
	progress func(done, total int)) (err error) {
	// The first read fixes the snapshot.
	if _, _, err := number(source, "SELECT max(position) FROM events"); err != nil {
		return err
	}
	target, err := newConnector(path, making).open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	// The file has no name yet and is synced before it gets one.
	if err := execute(target, "PRAGMA synchronous = OFF"); err != nil {
		return err
	}
	if err := copyPages(ctx, source, target, closing, progress); err != nil {
		return err
	}
	// The copy's header says WAL, as the source's does; then it could not be read without making files beside it.
	return execute(target, "PRAGMA journal_mode = DELETE")
}

func copyPages(ctx context.Context, source, target *sqlite3.SQLiteConn, closing <-chan struct{},
	progress func(done, total int)) (err error) {
	backup, err := target.Backup("main", source, "main")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, backup.Finish()) }()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-closing:
			return eventstore.ErrClosed
		default:
		}
		done, err := backup.Step(backupPages)
		if err != nil {
			return err
		}
		if progress != nil {
			progress(backup.PageCount()-backup.Remaining(), backup.PageCount())
		}
		if done {
			return nil
		}
	}
}
