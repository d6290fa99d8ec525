package concept

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strconv"

	"github.com/google/uuid"
	"github.com/mattn/go-sqlite3"
)

// applicationID marks a SQLite file as one of drafts: "CONC".
const applicationID = 0x434f4e43

const (
	// busyTimeout is how long a connection waits for another, in milliseconds. Readers do not wait for the one writer, so only
	// emptying the write-ahead log ever waits.
	busyTimeout = "250"
	// readers is how many query-only connections there are.
	readers = 4
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// connector opens connections with one set of settings. Those that the driver takes from the connection string stand there;
// the rest is set on each connection as it opens.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }
func (c connector) Driver() driver.Driver                        { return c.driver }

// openDB opens a pool of connections to a file that exists. extra settings are those of the driver.
func openDB(path, journal string, connections int, extra url.Values) *sql.DB {
	q := url.Values{
		"mode": {"rw"}, "_journal_mode": {journal}, "_synchronous": {"FULL"}, "_secure_delete": {"ON"},
		"_busy_timeout": {busyTimeout}, "_txlock": {"immediate"}, "_stmt_cache_size": {"32"},
	}
	for k, v := range extra {
		q[k] = v
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}
	db := sql.OpenDB(connector{u.String(), &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		_, err := c.Exec("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON", nil)
		return err
	}}})
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

func openReaders(path string) *sql.DB {
	return openDB(path, "WAL", readers, url.Values{"_query_only": {"1"}, "_txlock": {"deferred"}})
}

// migrate applies the schema files above the file's user_version, each in a transaction of its own.
func migrate(ctx context.Context, db *sql.DB) error {
	names, err := fs.Glob(schemaFiles, "schema/*.sql") // sorted
	if err != nil {
		return err
	}
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for n := version; n < len(names); n++ {
		text, err := schemaFiles.ReadFile(names[n])
		if err != nil {
			return err
		}
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, string(text)+";PRAGMA application_id = "+strconv.Itoa(applicationID)+";PRAGMA user_version = "+strconv.Itoa(n+1))
		if err != nil {
			return errors.Join(fmt.Errorf("schema %s: %w", names[n], err), tx.Rollback())
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// identify checks, before anything in the file is changed, that it holds the drafts of this ledger.
func identify(ctx context.Context, path string, ledger uuid.UUID) error {
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w: %s", ErrMissing, path)
		}
		return fmt.Errorf("concept: %w", err)
	}
	db := openDB(path, "", 1, url.Values{"_query_only": {"1"}})
	defer db.Close()
	var application, version int
	var stored []byte
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&application); err != nil {
		var s sqlite3.Error
		if errors.As(err, &s) && s.Code == sqlite3.ErrNotADB {
			return fmt.Errorf("%w: %s is not a database", ErrForeign, path)
		}
		return fmt.Errorf("concept: identify: %w", err)
	}
	if application != applicationID {
		return fmt.Errorf("%w: %s holds no drafts", ErrForeign, path)
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return fmt.Errorf("concept: identify: %w", err)
	}
	if names, err := fs.Glob(schemaFiles, "schema/*.sql"); err != nil || version > len(names) {
		return fmt.Errorf("%w: schema %d", ErrNewer, version)
	}
	if err := db.QueryRowContext(ctx, "SELECT ledger FROM ledger").Scan(&stored); err != nil {
		return fmt.Errorf("concept: identify: %w", err)
	}
	if of, err := uuid.FromBytes(stored); err != nil || of != ledger {
		return fmt.Errorf("%w: drafts of ledger %s, not of %s", ErrForeign, of, ledger)
	}
	return nil
}

// named makes an error of SQLite match what callers can act on.
func named(err error) error {
	var s sqlite3.Error
	if errors.As(err, &s) {
		switch s.Code {
		case sqlite3.ErrFull:
			return fmt.Errorf("%w: %w", ErrFull, err)
		case sqlite3.ErrReadonly:
			return fmt.Errorf("%w: %w", ErrReadOnly, err)
		}
	}
	if errors.Is(err, sql.ErrConnDone) || err != nil && err.Error() == "sql: database is closed" {
		return fmt.Errorf("%w: %w", ErrClosed, err)
	}
	return err
}
