package esdb

import (
	"context"
	"errors"
	"io"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// A read goes in pages. Each is one call with a deadline of its own, closed when it is over, whose events are in
// memory before the caller sees the first: a slow caller holds nothing of the server's. Records never change, so pages
// of different moments fit together, and a fault costs one page.
const (
	pageEvents = 1000
	pageBytes  = 4 << 20 // a page ends with the event that reaches this
)

// page is the events of one call, in its order. That it has fewer than were asked for says nothing: the server ends
// some reads that it could not finish as if that were all, and over a slow link a page ends after three quarters of
// [Options.Timeout] with what has come. Only of one that brought nothing a fault is told: what comes piece by piece,
// comes.
type page []*client.RecordedEvent

// streamPage reads count events of a stream. With an error that will not pass come the events before it.
func (s *Store) streamPage(ctx context.Context, stream string, from client.StreamPosition, direction client.Direction,
	count uint64) (page, error) {
	return s.page(ctx, count, func(ctx context.Context, c *client.Client) (*client.ReadStream, error) {
		return c.ReadStream(ctx, stream, client.ReadStreamOptions{Direction: direction, From: from}, count)
	})
}

// logPage reads count events of the log: forwards beginning with the one at the place, backwards with the one before
// it.
func (s *Store) logPage(ctx context.Context, from client.AllPosition, direction client.Direction,
	count uint64) (page, error) {
	return s.page(ctx, count, func(ctx context.Context, c *client.Client) (*client.ReadStream, error) {
		return c.ReadAll(ctx, client.ReadAllOptions{Direction: direction, From: from}, count)
	})
}

func (s *Store) page(ctx context.Context, count uint64,
	open func(context.Context, *client.Client) (*client.ReadStream, error)) (page, error) {
	return persist(ctx, s, func(ctx context.Context, c *client.Client) (page, error) {
		ctx, cancel := context.WithCancel(ctx) // which does not ask for a deadline: see passing
		defer cancel()
		enough := time.AfterFunc(s.timeout*3/4, cancel)
		defer enough.Stop()
		p, err := opened(ctx, c, count, open)
		if len(p) > 0 { // the furthest is first or last, by the direction
			s.link.seen.raise(p[0].Position)
			s.link.seen.raise(p[len(p)-1].Position)
		}
		if err == nil {
			return p, nil
		}
		if _, ok := passes(read(err)); ok && len(p) > 0 {
			return p, nil
		}
		if ctx.Err() != nil {
			return p, context.DeadlineExceeded
		}
		return p, err
	})
}

func opened(ctx context.Context, c *client.Client, count uint64,
	open func(context.Context, *client.Client) (*client.ReadStream, error)) (page, error) {
	r, err := open(ctx, c)
	if err != nil {
		return nil, err
	}
	defer r.Close() // the server and a goroutine hold on to a read that is not closed
	return taken(r, count)
}

// taken takes events from a read until it ends or there are enough.
func taken(r *client.ReadStream, count uint64) (page, error) {
	p := make(page, 0, count)
	for bytes := 0; bytes < pageBytes; {
		resolved, err := r.Recv()
		var fault *client.Error // an EOF within one is a fault; the end of a read is a bare one
		if errors.Is(err, io.EOF) && !errors.As(err, &fault) {
			return p, nil
		}
		if err != nil {
			return p, err
		}
		e, err := event(resolved)
		if err != nil {
			return p, err
		}
		p = append(p, e)
		bytes += len(e.Data) + len(e.UserMetadata)
	}
	return p, nil
}
