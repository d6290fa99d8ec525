package projections

import (
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// writer is the one connection that writes a file. It uses the driver without database/sql, which costs as much per
// statement as SQLite itself. Whoever holds the file's slot owns it.
type writer struct {
	conn  *sqlite3.SQLiteConn
	stmts map[string]*sqlite3.SQLiteStmt // prepared once, by text
	args  []driver.NamedValue
}

// writerCache gives the one writer 32 MiB, four times what a reader has: ids are random, so a batch touches many
// pages.
const writerCache = "PRAGMA cache_size = -32768"

func openWriter(path string, u use) (*writer, error) {
	c := newConnector(path, u)
	conn, err := c.driver.Open(c.dsn())
	if err != nil {
		return nil, err
	}
	w := &writer{conn: conn.(*sqlite3.SQLiteConn), stmts: map[string]*sqlite3.SQLiteStmt{}}
	if err := w.script(writerCache); err != nil {
		return nil, errors.Join(err, w.close())
	}
	return w, nil
}

func (w *writer) prepare(text string) (*sqlite3.SQLiteStmt, error) {
	if s, ok := w.stmts[text]; ok {
		return s, nil
	}
	s, err := w.conn.Prepare(text)
	if err != nil {
		return nil, err
	}
	w.stmts[text] = s.(*sqlite3.SQLiteStmt)
	return w.stmts[text], nil
}

// named numbers the arguments. The slice is used again by the next call.
func (w *writer) named(args []driver.Value) []driver.NamedValue {
	w.args = w.args[:0]
	for i, a := range args {
		w.args = append(w.args, driver.NamedValue{Ordinal: i + 1, Value: a})
	}
	return w.args
}

// exec runs one statement. The texts are constants of this package.
func (w *writer) exec(text string, args ...driver.Value) error {
	s, err := w.prepare(text)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(context.Background(), w.named(args))
	return err
}

// script runs statements that are not worth keeping.
func (w *writer) script(text string) error {
	_, err := w.conn.ExecContext(context.Background(), text, nil)
	return err
}

// query calls each with every row until each says that it has enough. The slice is reused, what is in it is not.
// Inside each no other query of the same text may run.
func (w *writer) query(text string, each func(row []driver.Value) (more bool, err error),
	args ...driver.Value) (err error) {
	s, err := w.prepare(text)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(context.Background(), w.named(args))
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

// row answers a query for one row; nil where there is none.
func (w *writer) row(text string, args ...driver.Value) (found []driver.Value, err error) {
	err = w.query(text, func(row []driver.Value) (bool, error) {
		found = append(found, row...)
		return false, nil
	}, args...)
	return found, err
}

// number answers a query for one integer.
func (w *writer) number(text string, args ...driver.Value) (n int64, ok bool, err error) {
	row, err := w.row(text, args...)
	if err != nil || row == nil || row[0] == nil {
		return 0, false, err
	}
	n, ok = row[0].(int64)
	if !ok {
		return 0, false, errDamaged("an integer was expected")
	}
	return n, true, nil
}

// shape is a digest of the tables and indexes as SQLite describes them.
func (w *writer) shape() (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	err = w.query("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name",
		func(row []driver.Value) (bool, error) {
			fmt.Fprintf(h, "%q", row)
			return true, nil
		})
	h.Sum(sum[:0])
	return sum, err
}

// truncateWAL empties the -wal file, whose pages are what the file was before. It reports whether no reader was in the
// way.
func (w *writer) truncateWAL() (done bool, err error) {
	err = w.query("PRAGMA wal_checkpoint(TRUNCATE)", func(row []driver.Value) (bool, error) {
		busy, ok := row[0].(int64)
		done = ok && busy == 0
		return false, nil
	})
	return done, err
}

func (w *writer) close() error {
	var errs []error
	for _, s := range w.stmts {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, w.conn.Close())...)
}

// errDamaged says that a file holds what this program never wrote.
func errDamaged(what string) error { return fmt.Errorf("%w: %s", ErrDamaged, what) }
