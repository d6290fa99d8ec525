package esdb

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
)

// follower follows the log and gives the revisions of a stream as they come.
func follower(ctx context.Context, s *Store, after eventstore.Position, stream string) (<-chan uint64, <-chan error) {
	revisions, ended := make(chan uint64), make(chan error, 1)
	go func() {
		for r, err := range s.Follow(ctx, after) {
			switch {
			case err != nil:
				ended <- err
			case r.Stream == stream:
				select {
				case revisions <- r.Revision:
				case <-ctx.Done():
				}
			}
		}
	}()
	return revisions, ended
}

// wantNext checks that revisions from first to before end come, each once, in order.
func wantNext(t *testing.T, revisions <-chan uint64, ended <-chan error, first, end uint64) {
	t.Helper()
	ctx := within(t)
	for want := first; want < end; want++ {
		select {
		case got := <-revisions:
			if got != want {
				t.Fatalf("revision %d came where %d was next", got, want)
			}
		case err := <-ended:
			t.Fatalf("the follower ended with %v before revision %d", err, want)
		case <-ctx.Done():
			t.Fatalf("revision %d did not come", want)
		}
	}
}

// TestFollowGoesOn: whatever ends a subscription, the follower sees everything once. Traps: a drop comes as a raw
// error and the client does not rediscover; a checkpoint may say the end of the log where it means its beginning, and
// resuming there skips what lies between; a subscription may stall without a word; one may leave something out.
func TestFollowGoesOn(t *testing.T) {
	for name, faults := range map[string][]standin.Fault{
		"dropped":           {{Kind: standin.Drop, After: 1}, {Kind: standin.Drop, After: 2}, {Kind: standin.Drop}},
		"cut":               {{Kind: standin.Cut, After: 2}, {Kind: standin.Cut}},
		"ended":             {{Kind: standin.End, After: 1}, {Kind: standin.End}},
		"not ready":         {{Kind: standin.Unavailable, Times: 3}},
		"not leader":        {{Kind: standin.NotLeader, Times: 2}},
		"never confirmed":   {{Kind: standin.Freeze, Times: 2}},
		"stalls":            {{Kind: standin.Freeze, After: 1}, {Kind: standin.Freeze, After: 2}},
		"false checkpoint":  {{Kind: standin.FalseCheckpoint}},
		"malformed":         {{Kind: standin.NoCreated, After: 1}, {Kind: standin.BadID}, {Kind: standin.BadPosition}},
		"login refused":     {{Kind: standin.Unauthenticated, Times: 2}},
		"a frame not known": {{Kind: standin.UnknownFrame, After: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := cluster(t, standin.Options{})
			o := Options{Timeout: 300 * time.Millisecond}
			if name == "stalls" {
				o.Silence = 300 * time.Millisecond
			}
			s := open(t, c.URL(), o)
			stream := stream()
			mustAppend(t, s, stream, eventstore.Any(), events(3)...)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			for _, f := range faults {
				f.On, f.Node = standin.Subscribe, standin.AnyNode
				c.Fail(f)
			}
			revisions, ended := follower(ctx, s, "", stream)
			wantNext(t, revisions, ended, 0, 3)
			const more = 12
			for i := range uint64(more) {
				mustAppend(t, s, stream, eventstore.Any(), events(1)...)
				wantNext(t, revisions, ended, 3+i, 4+i)
			}
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("it ended with %v", err)
			}
			if n := c.Pending(); n != 0 {
				t.Errorf("%d faults did not happen", n)
			}
		})
	}
}

// TestFollowFromTheBeginning: what is appended between the last read and the subscription is not left out, on a log
// without records either. Trap: the client's own default is to subscribe at the end.
func TestFollowFromTheBeginning(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	stream := stream()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c.Fail(standin.Fault{Kind: standin.Slow, Delay: 100 * time.Millisecond, On: standin.Subscribe, Node: standin.AnyNode})
	revisions, ended := follower(ctx, s, "", stream)
	eventually(t, "it subscribes", func() bool { return c.Pending() == 0 })
	mustAppend(t, s, stream, eventstore.NoStream(), events(2)...)
	wantNext(t, revisions, ended, 0, 2)
}

// TestFollowThroughOutages: restarts and elections under writers; the follower sees each event once, in order.
func TestFollowThroughOutages(t *testing.T) {
	c := cluster(t, standin.Options{Nodes: 3})
	s := open(t, c.URL(), Options{Silence: time.Second})
	stream := stream()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	revisions, ended := follower(ctx, s, "", stream)
	var others sync.WaitGroup
	others.Go(func() {
		for round := 0; ctx.Err() == nil; round++ {
			time.Sleep(20 * time.Millisecond)
			node := c.Node(round % 3)
			node.Stop()
			time.Sleep(10 * time.Millisecond)
			if err := node.Start(); err != nil {
				t.Errorf("starting a node: %v", err)
				return
			}
		}
	})
	const many = 150
	others.Go(func() {
		for range many {
			if _, err := s.Append(t.Context(), stream, eventstore.Any(), events(1)...); err != nil {
				t.Errorf("append: %v", err)
			}
		}
	})
	wantNext(t, revisions, ended, 0, many)
	cancel()
	others.Wait()
}

// TestFollowEnds: what will not pass by itself ends a follower.
func TestFollowEnds(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), impatient)
	c.Fail(standin.Fault{Kind: standin.Denied, On: standin.Subscribe, Node: standin.AnyNode})
	if err := last(s.Follow(within(t), "")); !errors.Is(err, ErrRights) {
		t.Errorf("without rights it ended with %v", err)
	}
	stream := stream()
	mustAppend(t, s, stream, eventstore.NoStream(), events(3)...)
	if err := c.Remove(stream, 1); err != nil {
		t.Fatal(err)
	}
	if err := last(s.Follow(within(t), "")); !errors.Is(err, eventstore.ErrBroken) {
		t.Errorf("in a log with a hole it ended with %v", err)
	}
}
