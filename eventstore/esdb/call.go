package esdb

import (
	"context"
	"errors"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
)

// call runs f once with a client, for at most timeout once there is one (0: as long as ctx). What it sends asks for the
// leader. sent says whether f may have begun. Errors are those of read, the context's, and eventstore.ErrUnavailable and
// ErrClosed where there was no client. After a fault that lies with the node, the next call is made with another client.
// An answer that comes through a client given up before does not count: the next one may have been compared already with
// what was seen, and need not have what this answer tells. f itself must raise link.seen.
func call[T any](ctx context.Context, l *link, timeout time.Duration, f func(ctx context.Context, c *client.Client) (T, error)) (value T, sent bool, err error) {
	for {
		g, err := l.generation(ctx)
		if err != nil {
			return value, false, err
		}
		limited, cancel := ctx, context.CancelFunc(func() {})
		if timeout > 0 {
			limited, cancel = context.WithTimeout(ctx, timeout)
		}
		value, err = through(limited, g, f)
		cancel()
		switch over := ended(ctx); {
		case err == nil && g.isOver():
			return value, true, &passingFault{FaultLate, errLate}
		case err == nil:
			return value, true, nil
		case errors.Is(err, errRetired):
			continue
		case over != nil:
			return value, true, over
		}
		err = read(err)
		if f, ok := passes(err); ok {
			l.fault(f.kind)
			if f.leaves() {
				g.retire(err)
			}
		} else if errors.Is(err, ErrLogin) {
			g.retire(err) // the next client reads the login anew
		}
		return value, true, err
	}
}

// errLate: the answer may tell of more than the client in use by now was shown to have.
var errLate = errors.New("esdb: the answer came after its client was given up")
