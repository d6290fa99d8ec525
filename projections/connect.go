package projections

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
)

const (
	// applicationID marks a SQLite file as projections: "PROJ".
	applicationID = 0x50524f4a
	// busyTimeout is how long SQLite waits for a lock, in milliseconds. Only a checkpoint waits for our own readers.
	busyTimeout = "5000"
	// readers is how many queries run at a time.
	readers = 8
	// idleReader closes the connections of quiet times.
	idleReader = 5 * time.Minute
)

// use is what a connection is for.
type use uint8

const (
	reading   use = iota
	following     // writes a file that others read
	building      // writes a file that nobody reads yet, and that is thrown away when anything goes wrong
)

// connector opens connections with one set of settings: those of the driver in the DSN, the rest by a hook.
type connector struct {
	path   string
	use    use
	driver *sqlite3.SQLiteDriver
}

func newConnector(path string, u use) connector {
	return connector{path, u, &sqlite3.SQLiteDriver{ConnectHook: settings}}
}

// Connect implements driver.Connector.
func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn()) }

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return c.driver }

func (c connector) dsn() string {
	q := url.Values{
		"mode":             {"rw"},
		"_busy_timeout":    {busyTimeout},
		"_secure_delete":   {"ON"},
		"_synchronous":     {"NORMAL"}, // rebuildable: see the package comment
		"_stmt_cache_size": {"32"},
	}
	switch c.use {
	case reading:
		q.Set("_query_only", "1")
	case following:
		q.Set("_journal_mode", "WAL")
	case building: // each page is written once, to its place; what a rollback needs is in memory
		q.Set("_journal_mode", "MEMORY")
		q.Set("_synchronous", "OFF")
	}
	return "file:" + (&url.URL{Path: c.path}).EscapedPath() + "?" + q.Encode()
}

// settings are the pragmas that the driver does not take in the DSN. temp_store: SQLite would otherwise put pages,
// tokens included, in files of its own outside our folder.
func settings(c *sqlite3.SQLiteConn) error {
	_, err := c.ExecContext(context.Background(), `PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000;
PRAGMA journal_size_limit = 67108864`, nil)
	return err
}

func openReaders(path string) *sql.DB {
	db := sql.OpenDB(newConnector(path, reading))
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	db.SetConnMaxIdleTime(idleReader)
	return db
}
