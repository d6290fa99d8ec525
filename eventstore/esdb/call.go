package esdb

import (
	"context"
	"errors"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// call runs f once with a client, for at most timeout once there is one (0: as long as ctx). What it sends asks for
// the leader. sent says whether f may have sent something. Errors are those of read, the context's, and
// eventstore.ErrUnavailable and ErrClosed where there was no client. After a fault that lies with the node, the next
// call is made with another client. An answer that comes through a client given up before does not count: the next one
// may have been compared already with what was seen, and need not have what this answer tells. f itself must raise
// link.seen.
func call[T any](ctx context.Context, l *link, timeout time.Duration,
	f func(ctx context.Context, c *client.Client) (T, error)) (value T, sent bool, err error) {
	for {
		g, err := l.generation(ctx)
		if err != nil {
			return value, false, err
		}
		limited, cancel := ctx, context.CancelFunc(func() {})
		if timeout > 0 {
			limited, cancel = context.WithTimeout(ctx, timeout)
		}
		begun := time.Now()
		value, err = through(limited, g, f)
		cancel()
		sent = !errors.Is(err, errUnsent)
		switch over := ended(ctx); {
		case err == nil && g.isOver():
			return value, true, &passingFault{FaultLate, errLate}
		case err == nil:
			return value, true, nil
		case errors.Is(err, errRetired):
			continue
		case over != nil:
			l.suspect(g, max(l.timeout-time.Since(begun), l.timeout/2))
			return value, sent, over
		}
		err = read(err)
		l.judge(g, err)
		return value, sent, err
	}
}

// judge retires a client where its fault is one that another may not have.
func (l *link) judge(g *generation, err error) {
	if f, ok := passes(err); ok {
		l.fault(f.kind)
		if f.leaves() {
			g.retire(err)
		}
	} else if errors.Is(err, ErrLogin) {
		g.retire(err) // the next client reads the login anew
	}
}

// suspect finds out in the background whether a node answers on which somebody gave up: who waits for less than a call
// may take cannot tell a slow one from one that is frozen.
func (l *link) suspect(g *generation, timeout time.Duration) {
	if !g.suspected.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer g.suspected.Store(false)
		ctx, cancel := context.WithTimeout(l.ctx, timeout)
		defer cancel()
		_, err := through(ctx, g, logEnd)
		if err != nil && !errors.Is(err, errRetired) && l.ctx.Err() == nil {
			l.judge(g, read(err))
		}
	}()
}

// errLate: the answer may tell of more than the client in use by now was shown to have.
var errLate = errors.New("esdb: the answer came after its client was given up")
