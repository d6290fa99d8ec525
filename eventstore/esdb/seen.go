package esdb

import (
	"context"
	"fmt"
	"sync"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// seen is the furthest place in the log that this store was told of, of an append that was answered or of an event
// that was read. A majority has what stands there, so the leader does. A node that has less was deposed and does not
// know it, or does not lead yet: it would answer reads with what was.
type seen struct {
	mu sync.Mutex
	at client.Position
}

func (s *seen) raise(at client.Position) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if inLog(at) && before(s.at, at) {
		s.at = at
	}
}

// past says whether more was seen than lies before the end of a log.
func (s *seen) past(end client.Position) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return before(end, s.at)
}

// upToDate asks a node for the end of its log, unless nothing was seen yet. What is seen meanwhile counts: see [call]
// for what comes after.
func (l *link) upToDate(ctx context.Context, g *generation) error {
	if !l.seen.past(start) {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, l.timeout)
	defer cancel()
	end, err := through(ctx, g, logEnd)
	if err != nil {
		return read(err)
	}
	if l.seen.past(end) {
		return fmt.Errorf("%w: %s lacks what was read or stored before", ErrNoLeader, g.leader)
	}
	return nil
}

// logEnd is the place of the last event of all, the server's own included.
func logEnd(ctx context.Context, c *client.Client) (client.Position, error) {
	p, err := opened(ctx, c, 1, func(ctx context.Context, c *client.Client) (*client.ReadStream, error) {
		return c.ReadAll(ctx, client.ReadAllOptions{Direction: client.Backwards, From: client.End{}}, 1)
	})
	if len(p) > 0 {
		return p[0].Position, nil
	}
	if err == nil {
		err = &passingFault{FaultShort, errShort} // there is always an event
	}
	return start, err
}
