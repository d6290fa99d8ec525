package vault

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
	"path/filepath"
	"strconv"

	"github.com/google/uuid"
	"github.com/mattn/go-sqlite3"
	"golang.org/x/sys/unix"
)

// applicationID marks a SQLite file as a vault: "KLUI".
const applicationID = 0x4b4c5549

// busyTimeout is how long a connection waits for another, in milliseconds. There is one writer and readers do not wait for
// it, so only emptying the write-ahead log ever waits, see truncateTries.
const busyTimeout = "250"

// readers is how many query-only connections a vault keeps.
const readers = 4

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
		"mode":             {"rw"},
		"_journal_mode":    {journal},
		"_synchronous":     {"FULL"},
		"_secure_delete":   {"ON"},
		"_busy_timeout":    {busyTimeout},
		"_txlock":          {"immediate"},
		"_stmt_cache_size": {"32"},
	}
	for k, v := range extra {
		q[k] = v
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}
	db := sql.OpenDB(connector{u.String(), &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		// temp_store: SQLite would otherwise put pages, boxes included, in files of its own outside our folder.
		_, err := c.Exec("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON", nil)
		return err
	}}})
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

func openWriter(path string) *sql.DB { return openDB(path, "WAL", 1, nil) }

func openReaders(path string) *sql.DB {
	return openDB(path, "WAL", readers, url.Values{"_query_only": {"1"}, "_txlock": {"deferred"}})
}

// lockVault takes the vault for this process until the file it returns is closed. The lock is on a file beside the
// database, because closing any descriptor of the database itself would drop SQLite's own locks. Error: ErrLocked.
func lockVault(path string) (*os.File, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("vault: lock: %w", err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, fmt.Errorf("%w: %s", ErrLocked, path)
		}
		return nil, fmt.Errorf("vault: lock: %w", err)
	}
	return f, nil
}

// createFile makes an empty vault in a file beside path and moves it there when it is whole and durable.
// The caller holds the lock. Error: ErrExists.
func createFile(ctx context.Context, path string, ledger uuid.UUID) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("%w: %s", ErrExists, path))
	}
	temp := path + ".nieuw"
	if err := writePrivate(temp, nil); err != nil {
		return fmt.Errorf("vault: make: %w", err)
	}
	db := openDB(temp, "DELETE", 1, nil)
	err := migrate(ctx, db)
	if err == nil {
		_, err = db.ExecContext(ctx, "INSERT INTO ledger (one, ledger) VALUES (1, ?)", ledger[:])
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("vault: make: %w", errors.Join(err, os.Remove(temp)))
	}
	if err := errors.Join(os.Rename(temp, path), syncDir(filepath.Dir(path))); err != nil {
		return fmt.Errorf("vault: make: %w", err)
	}
	return nil
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
	if version > len(names) {
		return fmt.Errorf("%w: schema %d", ErrNewer, version)
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
		_, err = tx.ExecContext(ctx, string(text)+
			";PRAGMA application_id = "+strconv.Itoa(applicationID)+
			";PRAGMA user_version = "+strconv.Itoa(n+1))
		if err != nil {
			return errors.Join(fmt.Errorf("schema %s: %w", names[n], err), tx.Rollback())
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// identify checks, before anything in the file is changed, that it is the vault of this ledger.
func identify(ctx context.Context, path string, ledger uuid.UUID) error {
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w: %s", ErrMissing, path)
		}
		return fmt.Errorf("vault: %w", err)
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
		return fmt.Errorf("vault: identify: %w", err)
	}
	if application != applicationID {
		return fmt.Errorf("%w: %s is not a vault", ErrForeign, path)
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return fmt.Errorf("vault: identify: %w", err)
	}
	if names, err := fs.Glob(schemaFiles, "schema/*.sql"); err != nil || version > len(names) {
		return fmt.Errorf("%w: schema %d", ErrNewer, version)
	}
	if err := db.QueryRowContext(ctx, "SELECT ledger FROM ledger").Scan(&stored); err != nil {
		return fmt.Errorf("vault: identify: %w", err)
	}
	if id, err := uuid.FromBytes(stored); err != nil || id != ledger {
		return fmt.Errorf("%w: vault of ledger %s, not of %s", ErrForeign, id, ledger)
	}
	return nil
}
