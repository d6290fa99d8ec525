package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

// A read goes in pages. Each page is one short transaction whose rows are in memory before the caller sees the first,
// so that a slow caller holds no snapshot (which would keep the -wal file from starting anew) and no connection.
// Records never change, so pages of different moments fit together.
const (
	pageRecords = 512
	pageBytes   = 2 << 20 // a page ends with the record that reaches this
)

// page is what one transaction read.
type page struct {
	records []eventstore.Record
	rows    []int64 // the position of each record, as a row number
	full    bool    // there may be more
	bytes   int
}

// take reads a page with a query that yields position, revision, stream name, id, kind, data and meta.
func (s *Store) take(ctx context.Context, text string, args ...driver.Value) (page, error) {
	var p page
	err := s.read(ctx, func(conn *sqlite3.SQLiteConn) error {
		return query(conn, text, arguments(args...), p.add)
	})
	return p, err
}

func (p *page) add(row []driver.Value) (more bool, err error) {
	at, ok0 := row[0].(int64)
	revision, ok1 := row[1].(int64)
	stream, ok2 := row[2].(string)
	id, ok3 := row[3].([]byte)
	kind, ok4 := row[4].(string)
	data, ok5 := row[5].([]byte)
	meta, ok6 := row[6].([]byte)
	if !ok0 || !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || !ok6 || len(id) != 16 || revision < 0 {
		return false, fmt.Errorf("%w: the record at position %d does not read as one", eventstore.ErrBroken, at)
	}
	p.rows = append(p.rows, at)
	p.records = append(p.records, eventstore.Record{
		Stream:   stream,
		Revision: uint64(revision),
		Position: position(at),
		Event:    eventstore.Event{ID: [16]byte(id), Kind: kind, Data: data, Meta: meta},
	})
	p.bytes += len(data) + len(meta)
	p.full = len(p.records) == pageRecords || p.bytes >= pageBytes
	return !p.full, nil
}

// read runs f on one of the readers' connections. It waits for one as long as ctx lets it.
func (s *Store) read(ctx context.Context, f func(conn *sqlite3.SQLiteConn) error) error {
	if !s.life.Begin() {
		return eventstore.ErrClosed
	}
	defer s.life.End()
	if err := ctx.Err(); err != nil {
		return err
	}
	pooled, err := s.readers.Conn(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fault(err)
	}
	defer pooled.Close()
	err = pooled.Raw(func(conn any) error { return f(conn.(*sqlite3.SQLiteConn)) })
	return readFault(err)
}

// readFault gives an error of a read its meaning unless it has one already.
func readFault(err error) error {
	for _, known := range []error{
		eventstore.ErrBroken, eventstore.ErrPosition, eventstore.ErrClosed, context.Canceled, context.DeadlineExceeded,
	} {
		if errors.Is(err, known) {
			return err
		}
	}
	return fault(err)
}
