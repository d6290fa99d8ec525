package ledgerfile

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"

	"github.com/mattn/go-sqlite3"
)

const (
	// busyTimeout is how long a connection waits for another, in milliseconds. There is one writer and readers do not
	// wait for it, so only emptying the write-ahead log ever waits, see truncateTries.
	busyTimeout = "250"
	// readers is how many query-only connections an open file has.
	readers = 4
)

// Access is what a pool of connections is for.
type Access uint8

const (
	Writing Access = iota // the one writer
	Reading               // readers beside a writer
	Looking               // a reader of a file that may be anything, of which no byte may change
	Making                // the only user of a file that has no name yet
)

// connector opens connections with one set of settings. Those that the driver takes from the connection string stand
// there; the rest is set on each connection as it opens.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }
func (c connector) Driver() driver.Driver                        { return c.driver }

// Connect makes a pool of connections to a file that exists, by its absolute path. Nothing is read before the first is
// used.
func Connect(path string, a Access) *sql.DB {
	connections := 1
	q := url.Values{
		"mode": {"rw"}, "_synchronous": {"FULL"}, "_secure_delete": {"ON"}, "_busy_timeout": {busyTimeout},
		"_txlock": {"immediate"}, "_stmt_cache_size": {"32"},
	}
	switch a {
	case Writing:
		q.Set("_journal_mode", "WAL")
	case Reading:
		connections = readers
		q.Set("_journal_mode", "WAL")
		q.Set("_query_only", "1")
		q.Set("_txlock", "deferred")
	case Looking:
		q.Set("_query_only", "1")
	case Making:
		q.Set("_journal_mode", "DELETE")
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}
	db := sql.OpenDB(connector{u.String(), &sqlite3.SQLiteDriver{ConnectHook: settings}})
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

// settings are the pragmas that the driver does not take in the connection string. temp_store: SQLite would otherwise
// put pages, what is sealed included, in files of its own outside our folder.
func settings(c *sqlite3.SQLiteConn) error {
	_, err := c.Exec("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON", nil)
	return err
}
