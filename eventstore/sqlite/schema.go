package sqlite

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
	"dossierboek/eventstore/disk"
)

// applicationID marks a file as ours: "DBLG".
const applicationID = 0x44424c47

// migrations are files NNNN_name.sql, numbered from 1 without gaps. One that was released is never edited.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migration is the SQL that brings a file from format number-1 to number.
type migration struct {
	number int64
	sql    string
}

func loadMigrations() ([]migration, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql") // sorted
	if err != nil {
		return nil, err
	}
	var all []migration
	for _, name := range names {
		digits, _, _ := strings.Cut(strings.TrimPrefix(name, "migrations/"), "_")
		number, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || number != int64(len(all))+1 {
			return nil, fmt.Errorf("sqlite: migration %s is out of order", name)
		}
		sql, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, migration{number: number, sql: string(sql)})
	}
	return all, nil
}

// inspect says which format the log at path has, without changing a byte of it, or by name why it is none. An empty
// file counts as missing: nothing of ours leaves one.
func inspect(path string, newest int64) (format int64, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, fmt.Errorf("%w: %s", eventstore.ErrMissing, path)
	case err != nil:
		return 0, fmt.Errorf("%w: %w", eventstore.ErrUnavailable, err)
	case !info.Mode().IsRegular():
		return 0, fmt.Errorf("%w: %s is not a file", ErrForeign, path)
	case info.Size() == 0:
		return 0, fmt.Errorf("%w: %s is empty", eventstore.ErrMissing, path)
	}
	conn, err := newConnector(path, looking).open()
	if err != nil {
		return 0, unreadable(path, err)
	}
	defer conn.Close()
	application, _, err := number(conn, "PRAGMA application_id")
	if err != nil {
		return 0, unreadable(path, err)
	}
	format, _, err = number(conn, "PRAGMA user_version")
	switch {
	case err != nil:
		return 0, unreadable(path, err)
	case application != applicationID || format < 1:
		return 0, fmt.Errorf("%w: %s", ErrForeign, path)
	case format > newest:
		return 0, fmt.Errorf("%w: %s has format %d, the newest known is %d", ErrNewer, path, format, newest)
	}
	return format, nil
}

// unreadable names the reason for which SQLite could not read a file at all.
func unreadable(path string, err error) error {
	var e sqlite3.Error
	switch {
	case !errors.As(err, &e):
	case e.Code == sqlite3.ErrNotADB:
		return fmt.Errorf("%w: %s: %w", ErrForeign, path, err)
	case e.Code == sqlite3.ErrCantOpen && syscall.Access(filepath.Dir(path), accessWrite) != nil:
		// In WAL mode even a reader needs the -shm file. A backup is not in WAL mode.
		return fmt.Errorf("%w: no file can be made beside %s: %w", eventstore.ErrReadOnly, path, err)
	}
	return fmt.Errorf("%w (%s)", fault(err), path)
}

// accessWrite is W_OK of access(2).
const accessWrite = 2

// create makes an empty log at path: complete under another name first, so that no half-made log is ever found. The
// caller holds the lock.
func create(path string, all []migration) error {
	if _, err := os.Lstat(path + "-wal"); err == nil {
		return fmt.Errorf("%w: %s is not there, but %s-wal is: it may hold the latest records of a log that was moved",
			eventstore.ErrBroken, path, path)
	}
	made := path + ".new"
	for _, leftover := range []string{made, made + "-journal"} {
		if err := os.Remove(leftover); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w: %w", eventstore.ErrUnavailable, err)
		}
	}
	empty, err := os.OpenFile(made, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) // SQLite would make it 0644
	if err != nil {
		return fmt.Errorf("%w: %w", eventstore.ErrUnavailable, err)
	}
	if err := empty.Close(); err != nil {
		return fmt.Errorf("%w: %w", eventstore.ErrUnavailable, err)
	}
	conn, err := newConnector(made, making).open()
	if err != nil {
		return fault(err)
	}
	if err := migrate(conn, 0, all); err != nil {
		return errors.Join(err, conn.Close())
	}
	if err := conn.Close(); err != nil {
		return fault(err)
	}
	return install(made, path)
}

// install gives a finished file its name, durably.
func install(made, path string) error {
	for _, step := range []func() error{
		func() error { return disk.Sync(made) },
		func() error { return os.Rename(made, path) },
		func() error { return disk.Sync(filepath.Dir(path)) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("%w: %w", eventstore.ErrUnavailable, err)
		}
	}
	return nil
}

// migrate applies what the file lacks, each file of SQL with its number in one transaction.
func migrate(conn *sqlite3.SQLiteConn, format int64, all []migration) error {
	for _, m := range all[format:] {
		script := fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;\nCOMMIT;",
			m.sql, applicationID, m.number)
		if err := execute(conn, script); err != nil {
			if !conn.AutoCommit() {
				err = errors.Join(err, execute(conn, "ROLLBACK"))
			}
			return fmt.Errorf("format %d: %w", m.number, fault(err))
		}
	}
	return nil
}
