package esdb

import (
	"context"
	"errors"
	"fmt"
	"iter"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
)

// errLeft: the caller broke out of its loop.
var errLeft = errors.New("esdb: the reader left")

// taker is told each record; it answers errLeft, or why the read must end.
type taker func(e *client.RecordedEvent) error

// records makes an iterator of a read.
func (s *Store) records(ctx context.Context,
	read func(ctx context.Context, take taker) error) iter.Seq2[eventstore.Record, error] {
	return func(yield func(eventstore.Record, error) bool) {
		err := s.reading(ctx, func(ctx context.Context) error {
			return read(ctx, func(e *client.RecordedEvent) error {
				if err := ctx.Err(); err != nil {
					return err
				}
				if !yield(record(e), nil) {
					return errLeft
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, errLeft) {
			yield(eventstore.Record{}, err)
		}
	}
}

// ReadStream implements eventstore.Store. It asks the leader, and ends at the head that the stream had when it began.
// A gap in the revisions, or a stream that was truncated, deleted or tombstoned, ends it with ErrBroken.
func (s *Store) ReadStream(ctx context.Context, stream string, from uint64) iter.Seq2[eventstore.Record, error] {
	return s.records(ctx, func(ctx context.Context, take taker) error {
		head, ok, err := s.head(ctx, stream)
		if err != nil || !ok {
			return err
		}
		return s.readStream(ctx, stream, from, head, take)
	})
}

// readStream reads the revisions from next to last. That last is there was seen, so a read that ends before it did not
// come to the end: the server swallows some errors.
func (s *Store) readStream(ctx context.Context, stream string, next, last uint64, take taker) error {
	t := s.tries()
	for next <= last {
		p, err := s.streamPage(ctx, stream, client.Revision(next), client.Forwards, min(last-next+1, pageEvents))
		for _, e := range p {
			if e.StreamID != stream || e.EventNumber != next || foreign(e) {
				return broken("%s lacks revision %d", stream, next)
			}
			next++
			if err := take(e); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, errNoStream):
			return broken("%s is gone at revision %d of %d", stream, next, last)
		case err != nil:
			return err
		case len(p) > 0:
			t = s.tries()
		default:
			if err := t.again(ctx, &passingFault{FaultShort, errShort}); err != nil {
				return err
			}
		}
	}
	return nil
}

// ReadAll implements eventstore.Store. It asks the leader, and ends at the tail that the log had when it began.
func (s *Store) ReadAll(ctx context.Context, after eventstore.Position) iter.Seq2[eventstore.Record, error] {
	return s.records(ctx, func(ctx context.Context, take taker) error {
		c, err := begin(after)
		if err != nil {
			return err
		}
		return s.readOn(ctx, c, take)
	})
}

// cursor is how far a reader of the log has come.
type cursor struct {
	at        client.Position // of the last event seen, the server's own included
	given     bool            // at is the caller's, and was not met yet
	kept      bool            // at is that of a record, which never leaves; the server's own events may
	revisions *revisions
}

func begin(after eventstore.Position) (*cursor, error) {
	at, err := parsed(after)
	return &cursor{at: at, given: at != start, kept: at != start, revisions: newRevisions(at == start)}, err
}

// readOn reads from the cursor to the tail that the log has now, and moves the cursor along. That the tail is there
// was seen, so a read that ends before it did not come to the end.
func (s *Store) readOn(ctx context.Context, c *cursor, take taker) error {
	tail, err := s.tail(ctx)
	if err != nil {
		return err
	}
	if c.given && before(tail, c.at) {
		return fmt.Errorf("%w: it lies past the end", eventstore.ErrPosition)
	}
	return s.readTo(ctx, c, tail, func(p page) error { return c.pass(p, take) })
}

// readTo reads from the cursor to a place that was seen to be there. pass is given the events and moves the cursor.
func (s *Store) readTo(ctx context.Context, c *cursor, end client.Position, pass func(page) error) error {
	t := s.tries()
	for before(c.at, end) {
		var from client.AllPosition = client.Start{}
		if c.at != start {
			from = c.at
		}
		p, err := s.logPage(ctx, from, client.Forwards, pageEvents)
		if c.given && errors.Is(err, errRefused) {
			return fmt.Errorf("%w: %w", eventstore.ErrPosition, err)
		}
		if p, e := c.meet(p); e != nil {
			return e
		} else if len(p) > 0 {
			t = s.tries()
			if e := pass(p); e != nil {
				return e
			}
		} else if err == nil {
			err = t.again(ctx, &passingFault{FaultShort, errShort})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// meet takes off a page the event at which it begins: the one the cursor stands at. Where a record does not stand
// there any more, the position is another log's, or the log was put back.
func (c *cursor) meet(p page) (page, error) {
	switch {
	case c.at == start || len(p) == 0:
		return p, nil
	case p[0].Position == c.at:
		c.given = false
		return p[1:], nil
	case c.given:
		return nil, fmt.Errorf("%w: no record stands there", eventstore.ErrPosition)
	case c.kept:
		return nil, broken("the log lacks the record at %s, which was there", written(c.at))
	}
	return p, nil
}

// pass moves the cursor over events and gives the records among them to take.
func (c *cursor) pass(p page, take taker) error {
	for _, e := range p {
		if err := c.step(e, c.revisions.check); err != nil {
			return err
		}
		if foreign(e) {
			continue
		}
		if err := take(e); err != nil {
			return err
		}
	}
	return nil
}

// step moves the cursor over an event, where it comes next and, if it is a record, is accepted.
func (c *cursor) step(e *client.RecordedEvent, accept taker) error {
	if !before(c.at, e.Position) && c.at != start {
		return broken("the log has %s after %s", written(e.Position), written(c.at))
	}
	if !foreign(e) {
		if err := accept(e); err != nil {
			return err
		}
	}
	c.at, c.kept = e.Position, !foreign(e)
	return nil
}
