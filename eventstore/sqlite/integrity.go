package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"

	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

// Integrity reads the whole file and says what is damaged in it: ErrBroken with the place. It checks SQLite's own
// structure and our rules (positions and revisions without gaps, no record without a stream); whether the bytes of a
// record are those that were appended is for the seals and the notary to say. It takes about as long as reading the
// file, and holds one snapshot while it does. Close ends it with ErrClosed.
func (s *Store) Integrity(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-s.closing:
			cancel(eventstore.ErrClosed)
		case <-ctx.Done():
		}
	}()
	err := s.check(ctx)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

func (s *Store) check(ctx context.Context) error {
	return s.read(ctx, func(conn *sqlite3.SQLiteConn) error {
		for _, check := range []struct{ query, fault string }{
			{"PRAGMA integrity_check(1)", "SQLite says: %v"}, // one row: the first fault, or "ok"
			{`SELECT stream FROM events GROUP BY stream HAVING count(*) <> max(revision) + 1 OR min(revision) <> 0 LIMIT 1`,
				"stream number %v lacks a revision"},
			{`SELECT max(position) FROM events HAVING count(*) <> max(position) OR min(position) <> 1`,
				"of the positions up to %v one is missing"},
			{`SELECT e.position FROM events e LEFT JOIN streams s ON s.stream = e.stream WHERE s.stream IS NULL LIMIT 1`,
				"the record at position %v has no stream"},
		} {
			err := queryFor(ctx, conn, check.query, nil, func(row []driver.Value) (bool, error) {
				if row[0] == "ok" {
					return false, nil
				}
				return false, fmt.Errorf("%w: "+check.fault, eventstore.ErrBroken, row[0])
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
