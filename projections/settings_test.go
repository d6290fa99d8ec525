package projections

import (
	"context"
	"fmt"
	"testing"
)

// TestSettings reads the pragmas on every connection of the pool, and on the writer; of a file that was followed into
// from the start, and of one that was built.
func TestSettings(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	t.Run("opened", func(t *testing.T) { testSettings(t, p.liveFile()) })
	h.fill(2)
	if err := p.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	t.Run("rebuilt", func(t *testing.T) { testSettings(t, p.liveFile()) })
}

func testSettings(t *testing.T, f *file) {
	want := map[string]string{"journal_mode": "wal", "synchronous": "1", "secure_delete": "1", "temp_store": "2",
		"trusted_schema": "0", "cell_size_check": "1", "busy_timeout": busyTimeout}
	check := func(who, query string, ask func(string) (string, error)) {
		want["query_only"] = query
		for name, value := range want {
			if got, err := ask("PRAGMA " + name); err != nil || got != value {
				t.Errorf("%s: %s is %q, %v; want %q", who, name, got, err, value)
			}
		}
	}
	for i := range readers {
		c, err := f.read.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		var one int // a connection that was open before the file was settled learns of it when it reads
		if err := c.QueryRowContext(t.Context(), "SELECT een FROM bestand").Scan(&one); err != nil {
			t.Fatal(err)
		}
		check(fmt.Sprint("reader ", i), "1", func(q string) (s string, err error) {
			return s, c.QueryRowContext(context.Background(), q).Scan(&s)
		})
	}
	check("writer", "0", func(q string) (string, error) {
		row, err := f.w.row(q)
		if err != nil || row == nil {
			return "", err
		}
		if b, ok := row[0].([]byte); ok {
			return string(b), nil
		}
		return fmt.Sprint(row[0]), nil
	})
}
