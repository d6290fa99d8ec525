package esdb

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
)

// TestOutage: nobody waits past the own context, and all works again without a restart. Traps: one failed discovery
// kills a client for good, and blocks callers who are within it, whatever their contexts say.
func TestOutage(t *testing.T) {
	for _, nodes := range []int{1, 3} {
		c := cluster(t, standin.Options{Nodes: nodes})
		s := open(t, c.URL(), Options{Patience: time.Minute})
		stream := stream()
		mustAppend(t, s, stream, eventstore.NoStream(), events(1)...)
		for i := range nodes {
			c.Node(i).Stop()
		}
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
				defer cancel()
				begun := time.Now()
				_, err := s.Append(ctx, stream, eventstore.Any(), events(1)...)
				if !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("append: %v", err)
				}
				if _, _, err := s.Head(ctx, stream); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("head: %v", err)
				}
				if took := time.Since(begun); took > 2*time.Second {
					t.Errorf("a context of 300 ms was waited with for %v", took)
				}
			})
		}
		wg.Wait()
		if state := s.State(); state.Connected || state.LastFault == "" {
			t.Errorf("state %+v", state)
		}
		for i := range nodes {
			if err := c.Node(i).Start(); err != nil {
				t.Fatal(err)
			}
		}
		if _, _, err := s.Head(within(t), stream); err != nil {
			t.Fatalf("after the outage: %v", err)
		}
		if n := s.Counters().Reconnects; n == 0 || !s.State().Connected {
			t.Errorf("%d reconnects, state %+v", n, s.State())
		}
	}
}

// TestOutagesLeakNothing: each client is closed when the last call has left it, and no call is left in one. Trap: a
// client that rediscovers leaves its connection open, and where it fails, the callers that are in it for ever.
func TestOutagesLeakNothing(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), impatient)
	stop, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	before := runtime.NumGoroutine()
	for range 32 {
		wg.Go(func() {
			stream := stream()
			for stop.Err() == nil {
				ctx, cancel := context.WithTimeout(stop, 100*time.Millisecond)
				_, _ = s.Append(ctx, stream, eventstore.Any(), events(1)...) // what becomes of it is another test's
				cancel()
			}
		})
	}
	for range 15 {
		eventually(t, "it is connected", func() bool { return s.State().Connected })
		time.Sleep(10 * time.Millisecond)
		c.Node(0).Stop()
		if err := c.Node(0).Start(); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	wg.Wait()
	eventually(t, "it works again", func() bool {
		_, err := s.Tail(t.Context())
		return err == nil
	})
	if n := s.Counters().Reconnects; n < 5 {
		t.Fatalf("%d reconnects prove too little", n)
	}
	eventually(t, "the goroutines of the outages end", func() bool { return runtime.NumGoroutine() <= before+20 })
}

// TestGateBeforeRediscovery: the client logs a failure before it tells its state machine to rediscover. From then on
// nobody goes in, and whoever was on the way in is waited with.
func TestGateBeforeRediscovery(t *testing.T) {
	c := cluster(t, standin.Options{})
	target, err := parse(c.URL(), "")
	if err != nil {
		t.Fatal(err)
	}
	retired := make(chan error, 1)
	g, _, err := newGeneration(t.Context(), target, c.Node(0).Address(), func(_ *generation, err error) {
		retired <- err
	})
	if err != nil {
		t.Fatal(err)
	}
	unavailable := status.Error(codes.Unavailable, "gone")
	for what, lines := range map[string]func(){
		"another level":        func() { g.hear(client.LogWarn, "%v", unavailable) },
		"another error":        func() { g.hear(client.LogError, "%v", status.Error(codes.PermissionDenied, "no")) },
		"of the state machine": func() { g.hear(client.LogError, "%s %v", "node", unavailable) },
	} {
		if lines(); g.isOver() {
			t.Fatalf("a line of %s retired the client", what)
		}
	}
	in, out := make(chan struct{}), make(chan struct{})
	answered := make(chan error, 1)
	go func() {
		_, err := through(t.Context(), g, func(context.Context, *client.Client) (int, error) {
			close(in) // on the way in: the context was not asked yet
			<-out
			return 0, nil
		})
		answered <- err
	}()
	<-in
	heard := make(chan struct{})
	go func() {
		g.hear(client.LogError, "unexpected exception: %v", unavailable)
		close(heard)
	}()
	select {
	case <-heard:
		t.Fatal("the client was let go on while a call was on its way in")
	case <-time.After(50 * time.Millisecond):
	}
	close(out)
	<-heard
	if err := <-answered; err != nil {
		t.Fatal(err)
	}
	if err := <-retired; !errors.Is(err, unavailable) {
		t.Fatalf("retired with %v", err)
	}
	_, err = through(t.Context(), g, func(context.Context, *client.Client) (int, error) {
		t.Error("a call went into a client that may rediscover")
		return 0, nil
	})
	if !errors.Is(err, errRetired) {
		t.Fatalf("error %v", err)
	}
	g.settled(time.Second)
	select {
	case <-g.drained:
	default:
		t.Fatal("the client was not closed")
	}
}

// TestRecoversFrom: faults of single calls are waited out.
func TestRecoversFrom(t *testing.T) {
	for name, f := range map[string]standin.Fault{
		"not ready":            {Kind: standin.Unavailable, On: standin.Any, Times: 5},
		"not leader":           {Kind: standin.NotLeader, On: standin.Any, Times: 3},
		"frozen":               {Kind: standin.Freeze, On: standin.Read, Times: 2},
		"cut":                  {Kind: standin.Cut, On: standin.Any, Times: 3},
		"gossip: a dead node":  {Kind: standin.DeadNode, On: standin.Gossip, Times: 3},
		"gossip: no leader":    {Kind: standin.NoLeader, On: standin.Gossip, Times: 4},
		"gossip: frozen":       {Kind: standin.Freeze, On: standin.Gossip, Times: 2},
		"features: cut":        {Kind: standin.Cut, On: standin.Features, Times: 2},
		"features: not ready":  {Kind: standin.Unavailable, On: standin.Features, Times: 2},
		"gossip: says nothing": {Kind: standin.Unavailable, On: standin.Gossip, Times: 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := cluster(t, standin.Options{Nodes: 3})
			s := open(t, c.URL()+"&gossipTimeout=1", Options{Timeout: 500 * time.Millisecond, Patience: 20 * time.Second})
			stream, es := stream(), events(2)
			f.Node = standin.AnyNode
			c.Fail(f)
			c.Fail(standin.Fault{Kind: standin.Cut, On: standin.Append, Node: standin.AnyNode}) // so that it reconnects
			mustAppend(t, s, stream, eventstore.NoStream(), es...)
			wantIDs(t, s, stream, es...)
		})
	}
}

// TestFrozenLeader: a node that takes calls and answers none is left for the one that leads by now.
func TestFrozenLeader(t *testing.T) {
	c := cluster(t, standin.Options{Nodes: 3})
	s := open(t, c.URL()+"&gossipTimeout=1", Options{Timeout: 200 * time.Millisecond, Patience: 20 * time.Second})
	stream, es := stream(), events(2)
	mustAppend(t, s, stream, eventstore.NoStream(), es[0])
	former := c.Leader()
	c.Fail(standin.Fault{Kind: standin.Freeze, On: standin.Any, Node: former, Times: -1})
	if err := c.Elect((former + 1) % 3); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	mustAppend(t, s, stream, eventstore.Exact(0), es[1])
	wantIDs(t, s, stream, es...)
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestFrozenBehindTLS: a node that takes connections and says nothing is an outage like others, and never the end of
// the store or of somebody's context. Trap: a handshake ends with the error of a context of its own, which passes for
// the caller's.
func TestFrozenBehindTLS(t *testing.T) {
	t.Parallel()
	c := cluster(t, standin.Options{TLS: true})
	s := open(t, c.URL()+"&gossipTimeout=1", Options{Timeout: 100 * time.Millisecond, Patience: 200 * time.Millisecond})
	stream := stream()
	mustAppend(t, s, stream, eventstore.NoStream(), events(1)...)
	c.Node(0).Pause()
	eventually(t, "the node is found to say nothing", func() bool {
		_, _, err := s.Head(t.Context(), stream)
		if !errors.Is(err, eventstore.ErrUnavailable) || errors.Is(err, eventstore.ErrClosed) ||
			errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
			t.Fatalf("head: %v", err)
		}
		_, err = s.Append(t.Context(), stream, eventstore.Exact(0), events(1)...)
		if err == nil || errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("append: %v", err)
		}
		return errors.Is(err, ErrUnreachable)
	})
	c.Node(0).Resume()
	eventually(t, "it works again", func() bool {
		_, _, err := s.Head(t.Context(), stream)
		return err == nil
	})
}

// TestWhoseContextEnded: only the caller's context ends a read with its error, and only Close with ErrClosed.
func TestWhoseContextEnded(t *testing.T) {
	s := open(t, cluster(t, standin.Options{}).URL(), impatient)
	for _, other := range []error{context.DeadlineExceeded, context.Canceled} {
		err := s.reading(t.Context(), func(context.Context) error { return fmt.Errorf("of another: %w", other) })
		if !errors.Is(err, eventstore.ErrUnavailable) || errors.Is(err, other) || errors.Is(err, eventstore.ErrClosed) {
			t.Errorf("%v was answered with %v", other, err)
		}
	}
	late := lateContext{t.Context(), time.Now()}
	if err := s.reading(late, func(context.Context) error {
		return context.DeadlineExceeded
	}); err != context.DeadlineExceeded {
		t.Errorf("a deadline that passed was answered with %v", err)
	}
}

// lateContext is one whose deadline has passed and whose timer has not fired yet.
type lateContext struct {
	context.Context
	at time.Time
}

func (c lateContext) Deadline() (time.Time, bool) { return c.at, true }

// TestFrozenShows: that a leader answers nothing shows within the time that a call may take, though nobody waits for
// so long.
func TestFrozenShows(t *testing.T) {
	t.Parallel()
	const timeout = time.Second
	c := cluster(t, standin.Options{})
	s := open(t, c.URL()+"&gossipTimeout=1", Options{Timeout: timeout})
	give := func(d time.Duration) {
		ctx, cancel := context.WithTimeout(t.Context(), d)
		defer cancel()
		if _, _, err := s.Head(ctx, "stream"); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("head: %v", err)
		}
	}
	c.Fail(standin.Fault{Kind: standin.Slow, Delay: timeout / 4, On: standin.Read, Node: standin.AnyNode, Times: 3})
	for range 3 {
		give(timeout / 10)
	}
	time.Sleep(timeout + timeout/4)
	if n := s.Counters().Reconnects; n != 0 || !s.State().Connected {
		t.Fatalf("a slow leader was left, %d times", n)
	}
	c.Node(0).Pause()
	begun := time.Now()
	for s.State().Connected {
		if time.Since(begun) > 2*timeout { // one, and another for a busy machine
			t.Fatal("it says that it is connected")
		}
		give(timeout / 10)
	}
	if f := s.State().LastFault; f != FaultTimeout {
		t.Errorf("the last fault is %q", f)
	}
	c.Node(0).Resume()
	eventually(t, "it works again", func() bool {
		_, err := s.Tail(t.Context())
		return err == nil
	})
}

// TestNotSent: who waits at the client's gate sent nothing and goes elsewhere when the client is given up; and who was
// left inside the client before it sent anything never sends. Trap: the client dials a leader that it was told of, and
// while that one hangs all who come wait, without a look at their contexts.
func TestNotSent(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	g, err := s.link.generation(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in, hangs, gone := make(chan struct{}), make(chan struct{}), make(chan struct{})
	type answer struct {
		sent bool
		err  error
	}
	first, second := make(chan answer, 1), make(chan answer, 1)
	go func() {
		_, sent, err := call(t.Context(), s.link, 300*time.Millisecond,
			func(ctx context.Context, _ *client.Client) (int, error) {
				defer close(gone)
				close(in)
				<-hangs
				ctx.Deadline()
				t.Error("a call that was answered as not sent went on")
				return 0, nil
			})
		first <- answer{sent, err}
	}()
	<-in
	go func() {
		begun := time.Now()
		_, sent, err := call(t.Context(), s.link, time.Minute,
			func(_ context.Context, c *client.Client) (*client.ServerVersion, error) {
				if c == g.client {
					t.Error("a call went into a client that was given up")
				}
				return c.GetServerVersion()
			})
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("the call at the gate took %v", took)
		}
		second <- answer{sent, err}
	}()
	if a := <-first; a.sent || !errors.Is(a.err, eventstore.ErrUnavailable) {
		t.Errorf("the call in the client: sent %v, %v", a.sent, a.err)
	}
	if a := <-second; a.err != nil {
		t.Errorf("the call at the gate: %v", a.err)
	}
	close(hangs)
	<-gone
	eventually(t, "the client is closed", func() bool {
		select {
		case <-g.drained:
			return true
		default:
			return false
		}
	})
}

// TestDeposedLeader: a leader that was deposed and is cut off from the others says that it leads, and answers with
// what it had. Trap: whoever says first that it leads is taken at its word.
func TestDeposedLeader(t *testing.T) {
	t.Parallel()
	c := cluster(t, standin.Options{Nodes: 3})
	stream, deposed := stream(), c.Leader()
	mustAppend(t, open(t, c.URL(), Options{}), stream, eventstore.NoStream(), events(1)...)
	if err := c.Node(deposed).Isolate(); err != nil {
		t.Fatal(err)
	}
	// so that another one is found
	c.Fail(standin.Fault{Kind: standin.Slow, Delay: time.Second, On: standin.Gossip, Node: deposed})
	s := open(t, c.URL(), Options{Timeout: time.Second})
	for node := range 3 {
		if node != deposed { // who from now on is always slower to say who leads
			c.Fail(standin.Fault{Kind: standin.Slow, Delay: 150 * time.Millisecond, On: standin.Gossip, Node: node, Times: -1})
		}
	}
	for round := range uint64(4) {
		mustAppend(t, s, stream, eventstore.Exact(round), events(1)...)
		c.Node(c.Leader()).Cut()
		head, _, err := s.Head(within(t), stream)
		if err != nil || head != round+1 {
			t.Fatalf("head %d, %v, after an append at %d was answered", head, err, round+1)
		}
	}
	for node := range 3 {
		if node != deposed {
			c.Node(node).Stop()
		}
	}
	eventually(t, "only the deposed leader is left, and that is none", func() bool {
		head, _, err := s.Head(t.Context(), stream)
		if err == nil {
			t.Fatalf("head %d", head)
		}
		return errors.Is(err, ErrNoLeader)
	})
	if f := s.State().LastFault; f != FaultNoLeader {
		t.Errorf("the last fault is %q", f)
	}
}

// TestLateAnswer: what comes through a client that was given up does not count, as the next one may be to a node that
// lacks it.
func TestLateAnswer(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	stream, es := stream(), events(1)
	c.Fail(standin.Fault{Kind: standin.Slow, Delay: 200 * time.Millisecond, On: standin.Append, Node: standin.AnyNode})
	done := make(chan error, 1)
	go func() {
		_, err := s.Append(t.Context(), stream, eventstore.NoStream(), es...)
		done <- err
	}()
	eventually(t, "the append is on its way", func() bool { return c.Pending() == 0 })
	g, err := s.link.generation(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	g.retire(errors.New("for the test"))
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if n := s.Counters().UnknownLanded; n != 1 {
		t.Errorf("%d appends were looked up and found", n)
	}
	wantIDs(t, s, stream, es...)
}

// TestNoLeaderWhileRunning: a cluster without a majority is answered with eventstore.ErrUnavailable, soon, and at once
// when it has lasted.
func TestNoLeaderWhileRunning(t *testing.T) {
	c := cluster(t, standin.Options{Nodes: 3})
	s := open(t, c.URL(), impatient)
	c.Depose()
	_, err := s.Tail(within(t))
	if !errors.Is(err, eventstore.ErrUnavailable) {
		t.Fatalf("error %v", err)
	}
	eventually(t, "it is known that there is no leader", func() bool {
		_, err := s.Tail(t.Context())
		return errors.Is(err, ErrNoLeader)
	})
	begun := time.Now()
	if _, err := s.Append(t.Context(), stream(), eventstore.Any(), events(1)...); !errors.Is(err, ErrNoLeader) {
		t.Fatalf("error %v", err)
	}
	if took := time.Since(begun); took > 300*time.Millisecond {
		t.Errorf("a known outage was waited with for %v", took)
	}
	if err := c.Elect(1); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it works again", func() bool {
		_, err := s.Tail(t.Context())
		return err == nil
	})
}

// TestCloseDuringCalls: closing while calls are under way neither panics nor waits for the readers. Trap: the client
// panics when it is closed with calls in it.
func TestCloseDuringCalls(t *testing.T) {
	c := cluster(t, standin.Options{})
	for range 10 {
		s := open(t, c.URL(), Options{})
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for stream := stream(); ; {
					if _, err := s.Append(t.Context(), stream, eventstore.Any(), events(1)...); err != nil {
						if !errors.Is(err, eventstore.ErrClosed) {
							t.Errorf("append: %v", err)
						}
						return
					}
					for _, err := range s.ReadAll(t.Context(), "") {
						if err != nil && !errors.Is(err, eventstore.ErrClosed) {
							t.Errorf("read: %v", err)
						}
					}
				}
			})
		}
		time.Sleep(5 * time.Millisecond)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		wg.Wait()
	}
}
