package esdb

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// errRetired: the generation takes no calls any more; the next one will.
var errRetired = errors.New("esdb: this client was replaced")

// generation is one client of the vendor's, bound to one address, from its making until the last call in it has left.
//
// The client's state machine is what the ways in and out are guarded for. When a call fails with Unavailable the
// client tells its state machine to rediscover; the next call into it makes the machine do so, ignoring every context,
// and where that fails the machine ends: who then still waits for it, waits for ever. So calls go in one at a time
// (the gate), and the generation is retired before the machine is told: see [generation.hear]. Nothing enters after
// that, the machine never rediscovers, and it stays there for the calls that are still in.
type generation struct {
	client  *client.Client
	leader  string                   // host:port
	retired func(*generation, error) // told once, outside of the gate

	gate    chan struct{} // full while a call is on its way in
	gone    chan struct{} // closed when it takes no calls any more
	drained chan struct{} // closed when the client was

	suspected atomic.Bool // somebody gave up waiting, and whether it answers at all is being found out

	mu    sync.Mutex // guards what follows, never for long
	over  bool
	calls int
}

// newGeneration makes the client and lets it connect, which takes at most the gossip timeout of the target. The
// version is what the server says it is, zero where it does not say.
func newGeneration(ctx context.Context, t target, leader string,
	retired func(*generation, error)) (*generation, *client.ServerVersion, error) {
	g := &generation{
		leader: leader, retired: retired, gate: make(chan struct{}, 1), gone: make(chan struct{}),
		drained: make(chan struct{}),
	}
	config := t.config
	config.Address, config.GossipSeeds, config.DnsDiscover = leader, nil, false
	config.MaxDiscoverAttempts = 1
	config.Logger = g.hear
	made, err := client.NewClient(&config)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: a user certificate needs its key", ErrURL)
	}
	g.client = made
	version, err := through(ctx, g, func(_ context.Context, c *client.Client) (*client.ServerVersion, error) {
		return c.GetServerVersion()
	})
	if err != nil {
		g.retire(err)
		return nil, nil, err
	}
	return g, version, nil
}

// hear is the client's log. Of all it writes one thing matters: where a call or a subscription failed it logs the
// error, as the only argument, before it tells its state machine to rediscover. It is held up here until whoever was
// on the way in has passed the machine. Log lines of the state machine itself must never wait for the gate: someone
// who holds it may be waiting for the machine. Those have other arguments.
func (g *generation) hear(level client.LogLevel, _ string, args ...any) {
	if level != client.LogError || len(args) != 1 {
		return
	}
	if err, ok := args[0].(error); ok && status.Code(err) == codes.Unavailable {
		g.retire(err)
		g.gate <- struct{}{}
		<-g.gate
	}
}

// retire lets no further calls in, those at the gate neither, and closes the client when the last one has left.
func (g *generation) retire(err error) {
	g.mu.Lock()
	if g.over {
		g.mu.Unlock()
		return
	}
	g.over = true
	close(g.gone)
	idle := g.calls == 0
	g.mu.Unlock()
	if idle {
		g.close()
	}
	g.retired(g, err)
}

// isOver says whether the generation was retired.
func (g *generation) isOver() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.over
}

// arrive counts a call in, unless the generation is over.
func (g *generation) arrive() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.over {
		return false
	}
	g.calls++
	return true
}

// leave counts a call out.
func (g *generation) leave() {
	g.mu.Lock()
	g.calls--
	last := g.over && g.calls == 0
	g.mu.Unlock()
	if last {
		g.close()
	}
}

// close closes the client, in which nobody is any more: a call within would panic on its closed channel.
func (g *generation) close() {
	_ = g.client.Close() // it never returns an error
	close(g.drained)
}

// through runs f with the client. It returns when f does or when ctx ends, whichever is first: f runs on a goroutine
// of its own, because the client can wait without looking at a context. f must end when its context does, as far as
// the client lets it, and its result is dropped where nobody waits for it any more. An error matches errUnsent where f
// sent nothing, and never will.
func through[T any](ctx context.Context, g *generation,
	f func(ctx context.Context, c *client.Client) (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	answers := make(chan answer, 1)
	way := &passing{Context: metadata.AppendToOutgoingContext(ctx, "requires-leader", "true"), open: func() { <-g.gate }}
	go func() {
		var a answer
		a.value, a.err = enter(ctx, g, way, f)
		answers <- a
	}()
	var a answer
	select {
	case a = <-answers:
	case <-ctx.Done():
		a.err = ctx.Err()
	}
	if a.err != nil && way.leave() {
		a.err = fmt.Errorf("%w: %w", errUnsent, a.err)
	}
	return a.value, a.err
}

// enter runs f within the generation. The client panics on answers that it does not know; that must not end the
// process.
func enter[T any](ctx context.Context, g *generation, way *passing,
	f func(ctx context.Context, c *client.Client) (T, error)) (value T, err error) {
	select {
	case g.gate <- struct{}{}:
	case <-g.gone:
		return value, errRetired
	case <-ctx.Done():
		return value, ctx.Err()
	}
	if !g.arrive() {
		<-g.gate
		return value, errRetired
	}
	defer g.leave()
	defer way.passed()
	defer func() {
		if p := recover(); p != nil {
			err = &panicError{value: p}
		}
	}()
	return f(way, g.client)
}

// panicError is what the client panicked with.
type panicError struct{ value any }

func (e *panicError) Error() string { return fmt.Sprintf("esdb: the client panicked: %v", e.value) }

// settled waits until the client is closed, at most so long.
func (g *generation) settled(most time.Duration) {
	select {
	case <-g.drained:
	case <-time.After(most):
	}
}
