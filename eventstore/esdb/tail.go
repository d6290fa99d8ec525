package esdb

import (
	"context"
	"sync"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
)

// tails remembers how far back the last search for the tail looked: the server's own events after the last record may
// be many (statistics come every half minute), and a read has no filter.
type tails struct {
	mu     sync.Mutex
	end    client.Position // of the last event of all, then
	record client.Position // of the last record, then
}

func (t *tails) get() (end, record client.Position) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.end, t.record
}

func (t *tails) set(end, record client.Position) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.end, t.record = end, record
}

// Tail implements eventstore.Store. It asks the leader. Events of the server's own do not count.
func (s *Store) Tail(ctx context.Context) (eventstore.Position, error) {
	var tail client.Position
	err := s.reading(ctx, func(ctx context.Context) (err error) {
		tail, err = s.tail(ctx)
		return err
	})
	return written(tail), err
}

// tail looks back from the end of the log for the last record; at the latest where an earlier search began.
func (s *Store) tail(ctx context.Context) (client.Position, error) {
	knownEnd, knownRecord := s.tails.get()
	var end client.Position // of the last event of all, once seen
	var from client.AllPosition = client.End{}
	t := s.tries()
	for count := uint64(1); ; count = min(30*count, pageEvents) { // whole events come, and mostly the first is it
		p, err := s.logPage(ctx, from, client.Backwards, count)
		if err != nil {
			return start, err
		}
		for _, e := range p {
			if end == start {
				end = e.Position
			}
			switch {
			case !foreign(e):
				s.tails.set(end, e.Position)
				return e.Position, nil
			case knownEnd != start && e.Position == knownEnd:
				s.tails.set(end, knownRecord)
				return knownRecord, nil
			}
			from = e.Position
		}
		if len(p) > 0 {
			continue
		}
		if first, err := s.first(ctx); err != nil || first == from {
			return start, err // the beginning was reached, and there are no records
		}
		if err := t.again(ctx, &passingFault{FaultShort, errShort}); err != nil {
			return start, err
		}
	}
}

// first is the place of the log's first event, the server's own included. There is always one.
func (s *Store) first(ctx context.Context) (client.AllPosition, error) {
	p, err := s.logPage(ctx, client.Start{}, client.Forwards, 1)
	if err != nil || len(p) == 0 {
		return nil, err
	}
	return p[0].Position, nil
}
