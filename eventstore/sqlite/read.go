package sqlite

import (
	"context"
	"fmt"
	"iter"
	"math"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"dossierboek/eventstore"
)

const (
	streamPage = `SELECT e.position, e.revision, ?1, e.id, e.kind, e.data, e.meta FROM events e
WHERE e.stream = (SELECT stream FROM streams WHERE name = ?1) AND e.revision >= ?2 ORDER BY e.revision LIMIT ?3`
	// A LEFT JOIN, so that a record whose stream went missing shows as damage.
	logPage = `SELECT e.position, e.revision, s.name, e.id, e.kind, e.data, e.meta FROM events e
LEFT JOIN streams s ON s.stream = e.stream WHERE e.position > ?1 ORDER BY e.position LIMIT ?2`
)

// ReadStream implements eventstore.Store. A gap in the revisions ends it with ErrBroken.
func (s *Store) ReadStream(ctx context.Context, stream string, from uint64) iter.Seq2[eventstore.Record, error] {
	return func(yield func(eventstore.Record, error) bool) {
		next := from
		for next <= math.MaxInt64 {
			p, err := s.take(ctx, streamPage, stream, int64(next), int64(pageRecords))
			for _, r := range p.records {
				if r.Revision != next {
					yield(eventstore.Record{}, fmt.Errorf("%w: %s lacks revision %d", eventstore.ErrBroken, stream, next))
					return
				}
				next++
				if !s.give(ctx, r, yield) {
					return
				}
			}
			if err != nil {
				yield(eventstore.Record{}, err)
				return
			}
			if !p.full {
				return
			}
		}
	}
}

// ReadAll implements eventstore.Store. This store leaves no gaps between positions, so one is damage: ErrBroken.
func (s *Store) ReadAll(ctx context.Context, after eventstore.Position) iter.Seq2[eventstore.Record, error] {
	return func(yield func(eventstore.Record, error) bool) {
		at, err := s.start(ctx, after)
		if err != nil {
			yield(eventstore.Record{}, err)
			return
		}
		s.readOn(ctx, &at, yield)
	}
}

// Follow implements eventstore.Store. What this process appends it sees at once, what another one appends within
// Options.Poll.
func (s *Store) Follow(ctx context.Context, after eventstore.Position) iter.Seq2[eventstore.Record, error] {
	return func(yield func(eventstore.Record, error) bool) {
		at, err := s.start(ctx, after)
		if err != nil {
			yield(eventstore.Record{}, err)
			return
		}
		poll := time.NewTicker(s.poll)
		defer poll.Stop()
		for {
			committed := s.commits.next()
			if !s.readOn(ctx, &at, yield) {
				return
			}
			select {
			case <-committed:
			case <-poll.C:
			case <-s.closing:
				yield(eventstore.Record{}, eventstore.ErrClosed)
				return
			case <-ctx.Done():
				yield(eventstore.Record{}, ctx.Err())
				return
			}
		}
	}
}

// start finds a position in the log. One that lies beyond the end is refused: a follower that took it would wait, and
// see none of what is appended until the log has grown past it.
func (s *Store) start(ctx context.Context, after eventstore.Position) (int64, error) {
	at, err := row(after)
	if err != nil || at == 0 {
		return at, err
	}
	return at, s.read(ctx, func(conn *sqlite3.SQLiteConn) error {
		_, ok, err := number(conn, "SELECT position FROM events WHERE position = ?", at)
		if err == nil && !ok {
			err = fmt.Errorf("%w: %s", eventstore.ErrPosition, after)
		}
		return err
	})
}

// readOn yields what stands after *at and moves *at along. It says whether the caller wants to go on: false after an
// error too, which it has yielded.
func (s *Store) readOn(ctx context.Context, at *int64, yield func(eventstore.Record, error) bool) bool {
	for {
		p, err := s.take(ctx, logPage, *at, int64(pageRecords))
		for i, r := range p.records {
			if p.rows[i] != *at+1 {
				yield(eventstore.Record{}, fmt.Errorf("%w: the log lacks position %d", eventstore.ErrBroken, *at+1))
				return false
			}
			*at++
			if !s.give(ctx, r, yield) {
				return false
			}
		}
		if err != nil {
			yield(eventstore.Record{}, err)
			return false
		}
		if !p.full {
			return true
		}
	}
}

// give yields a record, unless the caller's context or the store has ended in the meantime.
func (s *Store) give(ctx context.Context, r eventstore.Record, yield func(eventstore.Record, error) bool) bool {
	if err := ctx.Err(); err != nil {
		yield(eventstore.Record{}, err)
		return false
	}
	select {
	case <-s.closing:
		yield(eventstore.Record{}, eventstore.ErrClosed)
		return false
	default:
		return yield(r, nil)
	}
}

// Head implements eventstore.Store.
func (s *Store) Head(ctx context.Context, stream string) (revision uint64, ok bool, err error) {
	err = s.read(ctx, func(conn *sqlite3.SQLiteConn) error {
		last, found, err := number(conn,
			"SELECT max(revision) FROM events WHERE stream = (SELECT stream FROM streams WHERE name = ?)", stream)
		revision, ok = uint64(last), found
		return err
	})
	return revision, ok, err
}

// Tail implements eventstore.Store.
func (s *Store) Tail(ctx context.Context) (eventstore.Position, error) {
	var last int64
	err := s.read(ctx, func(conn *sqlite3.SQLiteConn) (err error) {
		last, _, err = number(conn, "SELECT max(position) FROM events")
		return err
	})
	return position(last), err
}
