package projections

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"time"
)

// MaxPage is the most that a list gives at a time.
const MaxPage = 200

// Cursor is where a list goes on: "" at its beginning. It holds a moment and an id, nothing of a person, and fits no
// other list.
type Cursor string

// place is what a cursor says: the last row shown.
type place struct {
	at int64
	id [16]byte
}

// first lies before every row of a list that begins with the newest.
var first = place{at: 1<<63 - 1, id: [16]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0xff, 0xff, 0xff, 0xff}}

func (p place) cursor(list byte) Cursor {
	b := append(binary.BigEndian.AppendUint64([]byte{list}, uint64(p.at)), p.id[:]...)
	return Cursor(base64.RawURLEncoding.EncodeToString(b))
}

// parse reads a cursor of a list. Error: ErrCursor.
func (c Cursor) parse(list byte) (place, error) {
	if c == "" {
		return first, nil
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(string(c))
	if err != nil || len(b) != 25 || b[0] != list {
		return place{}, ErrCursor
	}
	return place{int64(binary.BigEndian.Uint64(b[1:])), [16]byte(b[9:])}, nil
}

// The lists that have cursors.
const (
	listDossiers byte = iota + 1
	listVerstrekkingen
	listVernietigingen
	listRaadplegingen
	listPunten
)

// Page is part of a list. Next goes on after it; "" where that was all.
type Page[T any] struct {
	Items []T
	Next  Cursor
}

func pageSize(limit int) int {
	if limit <= 0 || limit > MaxPage {
		return MaxPage
	}
	return limit
}

// snapshot runs queries on the file in use, all in one read transaction. The file is kept until they are done.
func (p *Projections) snapshot(ctx context.Context, do func(tx *sql.Tx, f *file) error) error {
	p.mu.Lock()
	f, closed := p.live, p.closed
	if f != nil {
		f.queries.Add(1)
	}
	p.mu.Unlock()
	switch {
	case closed:
		return ErrClosed
	case f == nil:
		return ErrNotReady
	}
	defer f.queries.Done()
	tx, err := f.read.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("projections: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // it only read
	err = do(tx, f)
	if err != nil && damaged(err) && !f.stale.Load() {
		p.o.Logger.ErrorContext(ctx, "the file of read models is damaged and is made anew", "file", f.name, "err", err)
		f.stale.Store(true)
		p.mu.Lock()
		if p.follows != nil && p.live == f {
			p.follows(errRestart)
		}
		p.mu.Unlock()
	}
	return err
}

// collect reads all rows of a query.
func collect[T any](ctx context.Context, tx *sql.Tx, scan func(*sql.Rows) (T, error), text string,
	args ...any) ([]T, error) {
	rows, err := tx.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("projections: %w", err)
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("projections: %w", err)
		}
		list = append(list, item)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("projections: %w", err)
	}
	return list, nil
}

// cut makes a page of a list that was read one row too far.
func cut[T any](list []T, size int, number byte, at func(T) place) Page[T] {
	if len(list) <= size {
		return Page[T]{Items: list}
	}
	list = list[:size]
	return Page[T]{Items: list, Next: at(list[size-1]).cursor(number)}
}

// optional is a moment that may be missing.
func optional(n sql.NullInt64) *time.Time {
	if !n.Valid {
		return nil
	}
	t := moment(n.Int64)
	return &t
}

// sortNewest orders a list as cursors go through it.
func sortNewest[T any](list []T, at func(T) place) {
	slices.SortFunc(list, func(a, b T) int {
		x, y := at(a), at(b)
		return cmp.Or(cmp.Compare(y.at, x.at), bytes.Compare(y.id[:], x.id[:]))
	})
}
