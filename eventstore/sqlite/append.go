package sqlite

import (
	"context"

	"dossierboek/eventstore"
)

// request is an append on its way to the writer.
type request struct {
	ctx      context.Context // only to see whether the caller has left before the writer began
	stream   string
	expected eventstore.Expected
	events   []eventstore.Event
	size     int
	answer   chan outcome // has room for one, so that the writer never waits for a caller who left
}

type outcome struct {
	appended eventstore.Appended
	err      error
}

// Append implements eventstore.Store.
func (s *Store) Append(ctx context.Context, stream string, expected eventstore.Expected,
	events ...eventstore.Event) (eventstore.Appended, error) {
	if err := eventstore.Check(stream, expected, events); err != nil {
		return eventstore.Appended{}, err
	}
	if !s.life.Begin() {
		return eventstore.Appended{}, eventstore.ErrClosed
	}
	defer s.life.End()
	if err := ctx.Err(); err != nil {
		return eventstore.Appended{}, err
	}
	if s.writer == nil {
		return eventstore.Appended{}, eventstore.ErrReadOnly
	}
	r := &request{
		ctx:      ctx,
		stream:   stream,
		expected: expected,
		events:   events,
		size:     eventstore.Size(events...),
		answer:   make(chan outcome, 1),
	}
	queue := s.requests
	for {
		select { // before a turn that this request needs no more, or not yet
		case o := <-r.answer:
			return o.appended, o.err
		case queue <- r:
			queue = nil
		default:
		}
		select {
		case o := <-r.answer:
			return o.appended, o.err
		case queue <- r:
			queue = nil
		case <-s.turn:
			next := s.turn
			if s.writer.lead(0) {
				next = s.together
			}
			next <- struct{}{}
		case <-ctx.Done():
			return eventstore.Appended{}, ctx.Err()
		}
	}
}
