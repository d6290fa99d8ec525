package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// The writer and the readers use the driver's connections directly: database/sql costs about as much per statement as
// SQLite itself does. Calls pass a background context, for with any other the driver starts a goroutine or a watch per
// statement; nearly all statements of this package are short, and contexts are looked at between them.

// execute runs statements without arguments or answers.
func execute(conn *sqlite3.SQLiteConn, script string) error {
	_, err := conn.ExecContext(context.Background(), script, nil)
	return err
}

// arguments numbers the values of a statement's parameters.
func arguments(values ...driver.Value) []driver.NamedValue {
	named := make([]driver.NamedValue, len(values))
	for i, v := range values {
		named[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return named
}

// query calls each with every row of the answer until each says that it has enough. The slice is reused between rows,
// the strings and bytes in it are the row's own.
func query(conn *sqlite3.SQLiteConn, text string, args []driver.NamedValue,
	each func(row []driver.Value) (more bool, err error)) error {
	return queryFor(context.Background(), conn, text, args, each)
}

// queryFor is query for statements that take long: it ends them when ctx ends.
func queryFor(ctx context.Context, conn *sqlite3.SQLiteConn, text string, args []driver.NamedValue,
	each func(row []driver.Value) (more bool, err error)) (err error) {
	rows, err := conn.QueryContext(ctx, text, args) // prepared once per connection, by _stmt_cache_size
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	row := make([]driver.Value, len(rows.Columns()))
	for {
		switch err := rows.Next(row); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if more, err := each(row); err != nil || !more {
			return err
		}
	}
}

// number answers a query for one integer; ok is false where there is no row or the value is NULL.
func number(conn *sqlite3.SQLiteConn, text string, args ...driver.Value) (n int64, ok bool, err error) {
	err = query(conn, text, arguments(args...), func(row []driver.Value) (bool, error) {
		switch v := row[0].(type) {
		case nil:
		case int64:
			n, ok = v, true
		default:
			return false, fmt.Errorf("sqlite: an integer was expected, not %T", v)
		}
		return false, nil
	})
	return n, ok, err
}
