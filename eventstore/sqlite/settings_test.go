package sqlite

import (
	"database/sql"
	"database/sql/driver"
	"path/filepath"
	"testing"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// TestPragmas reads the settings on the writer's connection and on every connection that the pools may hold, since
// go-sqlite3 sets defaults of its own on each.
func TestPragmas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	const readers = 6
	s := openAt(t, path, Options{Create: true, Readers: readers})
	beside := openAt(t, path, Options{ReadOnly: true, Readers: readers})
	common := map[string]any{
		"synchronous": int64(2), "busy_timeout": busyTimeout.Milliseconds(), "foreign_keys": int64(1),
		"trusted_schema": int64(0), "cell_size_check": int64(1), "journal_mode": "wal", "mmap_size": int64(0),
		"wal_autocheckpoint": int64(checkpointPages), "journal_size_limit": int64(walLimit), "page_size": int64(pageSize),
		"locking_mode": "normal", "application_id": int64(applicationID), "user_version": int64(1),
		"recursive_triggers": int64(0),
	}
	check := func(t *testing.T, conn *sqlite3.SQLiteConn, queryOnly int64) {
		t.Helper()
		want := map[string]any{"query_only": queryOnly}
		for name, value := range common {
			want[name] = value
		}
		for name, value := range want {
			var got any
			err := query(conn, "PRAGMA "+name, nil, func(row []driver.Value) (bool, error) { got = row[0]; return false, nil })
			if err != nil || got != value {
				t.Errorf("%s is %v, want %v (%v)", name, got, value, err)
			}
		}
	}
	t.Run("writer", func(t *testing.T) { check(t, s.writer.conn, 0) })
	for name, pool := range map[string]*sql.DB{"readers": s.readers, "readers of another process": beside.readers} {
		t.Run(name, func(t *testing.T) {
			for range readers { // held until the end, so that each is another one
				conn, err := pool.Conn(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
				if err := conn.Raw(func(c any) error { check(t, c.(*sqlite3.SQLiteConn), 1); return nil }); err != nil {
					t.Fatal(err)
				}
			}
			if open := pool.Stats().OpenConnections; open != readers {
				t.Errorf("%d connections are open, want %d", open, readers)
			}
		})
	}
}
