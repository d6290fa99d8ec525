package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"net/url"
	"strconv"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
)

const (
	// busyTimeout is how long SQLite waits for another process' lock before a statement fails. Our own process never
	// makes the writer wait; a stranger with the sqlite3 tool may.
	busyTimeout = 5 * time.Second
	// checkpointPages: after a commit that leaves this many pages in the -wal file, the writer moves them into the log.
	checkpointPages = 1000
	// walLimit is the size in bytes to which the -wal file is cut when it starts anew, and above which the writer makes
	// it start anew (see wal.go).
	walLimit = 64 << 20
	// pageSize suits records of about a kilobyte, a few to a page; it is fixed when the file is made.
	pageSize = 8192
)

// access is what a connection may do.
type access uint8

const (
	writing access = iota // the one writer
	reading               // a reader beside our own writer
	looking               // a reader of a file that this process does not write; it changes no byte of it
	making                // the only user of a new file that is not in WAL mode yet, so that the page size can be chosen
)

// connector opens connections with the same settings each time. What go-sqlite3 takes in the DSN stands in the DSN,
// since it sets its own defaults there (synchronous=NORMAL among them); the rest is set by a hook on each connection.
type connector struct {
	path   string
	access access
	driver *sqlite3.SQLiteDriver
}

func newConnector(path string, a access) *connector {
	return &connector{path: path, access: a, driver: &sqlite3.SQLiteDriver{ConnectHook: settings}}
}

// Connect implements driver.Connector.
func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn()) }

// Driver implements driver.Connector.
func (c *connector) Driver() driver.Driver { return c.driver }

// open opens a connection for a caller who uses it without database/sql.
func (c *connector) open() (*sqlite3.SQLiteConn, error) {
	opened, err := c.driver.Open(c.dsn())
	if err != nil {
		return nil, err
	}
	return opened.(*sqlite3.SQLiteConn), nil
}

func (c *connector) dsn() string {
	q := url.Values{}
	q.Set("_synchronous", "FULL")
	q.Set("_busy_timeout", strconv.FormatInt(busyTimeout.Milliseconds(), 10))
	q.Set("_foreign_keys", "1")
	q.Set("_stmt_cache_size", "16")
	switch c.access {
	case writing:
		q.Set("mode", "rw")
		q.Set("_txlock", "immediate")
		q.Set("_journal_mode", "WAL")
	case making:
		q.Set("mode", "rw")
		q.Set("_txlock", "immediate")
	case reading:
		q.Set("mode", "rw")
		q.Set("_query_only", "1")
	case looking:
		q.Set("mode", "ro")
		q.Set("_query_only", "1")
	}
	return "file:" + (&url.URL{Path: c.path}).EscapedPath() + "?" + q.Encode()
}

// busyPragma sets the busy timeout of the DSN again.
func busyPragma() string { return fmt.Sprintf("PRAGMA busy_timeout = %d", busyTimeout.Milliseconds()) }

// settings are the pragmas that go-sqlite3 does not take in the DSN. None of them writes to the file.
func settings(c *sqlite3.SQLiteConn) error {
	for _, p := range []string{
		"trusted_schema = OFF",                  // nothing in a file that was tampered with may call functions
		"cell_size_check = ON",                  // find damage when a page is read, not later
		"mmap_size = 0",                         // an I/O error is an error, not a SIGBUS
		"cache_size = -16384",                   // KiB per connection
		fmt.Sprintf("page_size = %d", pageSize), // of a new file only
		fmt.Sprintf("wal_autocheckpoint = %d", checkpointPages),
		fmt.Sprintf("journal_size_limit = %d", walLimit),
	} {
		if _, err := c.ExecContext(context.Background(), "PRAGMA "+p, nil); err != nil {
			return err
		}
	}
	return nil
}
