package esdb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"dossierboek/eventstore"
)

// Options of a store. The zero value will do.
type Options struct {
	// Logger is told when the connection is lost and made. It is never told passwords, nor content.
	Logger *slog.Logger
	// LoginFile, where given, has user:password as its first line. It is read anew for each connection.
	LoginFile string
	// Patience is how long each step of a call (sending an append, looking up what became of it, reading a page) goes on
	// after faults that may pass, and how long an outage is waited with before calls are refused at once. An election
	// takes a second or three. 0 is 5 s.
	Patience time.Duration
	// Timeout is how long one try may take: an append, a page of a read, the beginning of a subscription. 0 is 5 s; the
	// server itself gives an append up after 2 s.
	Timeout time.Duration
	// Silence is after how long without any event a follower renews its subscription. 0 is 30 s.
	Silence time.Duration
}

func (o *Options) defaults() {
	for value, usual := range map[*time.Duration]time.Duration{
		&o.Patience: 5 * time.Second, &o.Timeout: 5 * time.Second, &o.Silence: 30 * time.Second,
	} {
		if *value <= 0 {
			*value = usual
		}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
}

// Store is a log on an EventStoreDB cluster. Its methods are safe for concurrent use.
type Store struct {
	link     *link
	timeout  time.Duration
	silence  time.Duration
	counters *counters
	tails    tails

	closing context.Context // ends when Close begins
	shut    context.CancelFunc
	closer  sync.Once

	life eventstore.Life // of the appends
}

var _ eventstore.Store = (*Store)(nil)

// Open connects to the leader of the cluster at a connection string (esdb://host1,host2,host3?tls=true&…), and checks
// its version and the login's rights: to read the log, and to append, of which it can only ask in general, as a stream
// may have rights of its own. It tries once. Errors: ErrURL, ErrTLS, ErrLogin, ErrRights, ErrTooOld, ErrForeign,
// ErrNoLeader, ErrUnreachable, the context's.
func Open(ctx context.Context, connection string, o Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o.defaults()
	if _, err := parse(connection, o.LoginFile); err != nil {
		return nil, err
	}
	s := &Store{timeout: o.Timeout, silence: o.Silence, counters: &counters{}}
	s.closing, s.shut = context.WithCancel(context.Background())
	s.link = &link{
		patience: o.Patience,
		timeout:  o.Timeout,
		log:      o.Logger,
		counters: s.counters,
		build: func(ctx context.Context, retired func(*generation, error)) (*generation, error) {
			t, err := parse(connection, o.LoginFile)
			if err != nil {
				return nil, err
			}
			return t.connect(ctx, retired, s.link.upToDate)
		},
	}
	if err := s.link.open(ctx); err != nil {
		s.shut()
		return nil, err
	}
	if err := s.check(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// probe is a stream to which nothing is ever appended.
const probe = "dossierboek-toets"

func (s *Store) check(ctx context.Context) error {
	if err := s.mayRead(ctx); err != nil {
		return err
	}
	return s.mayWrite(ctx, probe)
}

// reading runs a read, which ends when the store closes.
func (s *Store) reading(ctx context.Context, read func(ctx context.Context) error) error {
	if s.closing.Err() != nil {
		return eventstore.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := context.AfterFunc(s.closing, cancel)
	defer stop()
	err := read(inner)
	switch over := ended(ctx); {
	case !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded):
		return err
	case over != nil:
		return over
	case s.closing.Err() != nil:
		return eventstore.ErrClosed
	default: // it was neither the caller nor the store that ended it, so nobody may take it for that
		return fmt.Errorf("%w: %v", eventstore.ErrUnavailable, err)
	}
}

// Close implements eventstore.Store. It waits for the appends under way, which end at the latest when their patience
// does.
func (s *Store) Close() error {
	s.closer.Do(func() {
		s.life.Close()
		s.shut()
		s.life.Wait()
		s.link.close()
	})
	return nil
}
