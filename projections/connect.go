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

// connector opens connections with one set of settings: those of the driver in the DSN, the rest by a hook.
type connector struct {
	path    string
	reading bool
	driver  *sqlite3.SQLiteDriver
}

func newConnector(path string, reading bool) connector {
	return connector{path, reading, &sqlite3.SQLiteDriver{ConnectHook: settings}}
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
	if c.reading {
		q.Set("_query_only", "1")
	} else {
		q.Set("_journal_mode", "WAL")
		q.Set("_txlock", "immediate")
	}
	return "file:" + (&url.URL{Path: c.path}).EscapedPath() + "?" + q.Encode()
}

// settings are the pragmas that the driver does not take in the DSN. temp_store: SQLite would otherwise put pages, tokens
// included, in files of its own outside our folder.
func settings(c *sqlite3.SQLiteConn) error {
	_, err := c.ExecContext(context.Background(), `PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000;
PRAGMA journal_size_limit = 67108864`, nil)
	return err
}

func openReaders(path string) *sql.DB {
	db := sql.OpenDB(newConnector(path, true))
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	db.SetConnMaxIdleTime(idleReader)
	return db
}
