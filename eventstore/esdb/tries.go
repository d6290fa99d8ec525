package esdb

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

const (
	firstPause = 20 * time.Millisecond
	lastPause  = time.Second
)

// pauses are the waits between tries: doubling, with chance in them so that many callers do not come back together.
type pauses struct{ next time.Duration }

// wait sleeps for the next pause, or less where ctx ends, which is its error.
func (p *pauses) wait(ctx context.Context) error {
	p.next = min(max(2*p.next, firstPause), lastPause)
	t := time.NewTimer(p.next/2 + rand.N(p.next/2))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// tries are the repeats of one thing until patience or the caller's context ends.
type tries struct {
	pauses
	store *Store
	until time.Time
}

func (s *Store) tries() *tries { return &tries{store: s, until: time.Now().Add(s.link.patience)} }

// again waits before the next try after a fault that may pass. Its error is that of the context, or the fault itself
// where patience is over.
func (t *tries) again(ctx context.Context, fault error) error {
	limited, cancel := context.WithDeadline(ctx, t.until)
	defer cancel()
	if err := t.wait(limited); err != nil {
		if over := ended(ctx); over != nil {
			return over
		}
		return fault
	}
	t.store.counters.retries.Add(1)
	return nil
}

// persist makes a call until it is answered. The error is one that will not pass, the context's, or the last fault
// when patience ended.
func persist[T any](ctx context.Context, s *Store,
	f func(ctx context.Context, c *client.Client) (T, error)) (T, error) {
	t := s.tries()
	for {
		value, _, err := call(ctx, s.link, s.timeout, f)
		var fault *passingFault
		if !errors.As(err, &fault) {
			return value, err
		}
		if err := t.again(ctx, fault); err != nil {
			return value, err
		}
	}
}
