package esdb

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
)

// TestUnknownOutcome: an append that ends without an answer is found, or sent again, and stands there once. Traps:
// Aborted, Deadline and a cut connection say nothing of what was stored; neither does an answer without a position,
// nor one at which the client panics.
func TestUnknownOutcome(t *testing.T) {
	for name, fault := range map[string]struct {
		standin.Fault
		landed bool
	}{
		"aborted before":      {standin.Fault{Kind: standin.AbortedBefore}, false},
		"aborted after":       {standin.Fault{Kind: standin.AbortedAfter}, true},
		"deadline after":      {standin.Fault{Kind: standin.DeadlineAfter}, true},
		"own deadline":        {standin.Fault{Kind: standin.Freeze}, false},
		"slow past deadline":  {standin.Fault{Kind: standin.Slow, Delay: 600 * time.Millisecond}, false},
		"cut before":          {standin.Fault{Kind: standin.Cut}, false},
		"cut after":           {standin.Fault{Kind: standin.Cut, After: 1}, true},
		"not ready":           {standin.Fault{Kind: standin.Unavailable}, false},
		"answer garbled":      {standin.Fault{Kind: standin.Garbled}, true},
		"answer lacks place":  {standin.Fault{Kind: standin.NoPosition}, true},
		"answer's place is -": {standin.Fault{Kind: standin.BadPosition}, true},
	} {
		for what, expected := range map[string]eventstore.Expected{"no stream": eventstore.NoStream(),
			"any": eventstore.Any()} {
			t.Run(name+"/"+what, func(t *testing.T) {
				t.Parallel()
				c := cluster(t, standin.Options{})
				s := open(t, c.URL(), Options{Timeout: 500 * time.Millisecond})
				stream, es := stream(), events(3)
				if what == "any" { // so that there is something to look through
					mustAppend(t, s, stream, eventstore.Any(), events(5)...)
				}
				f := fault.Fault
				f.On, f.Node = standin.Append, standin.AnyNode
				c.Fail(f)
				a := mustAppend(t, s, stream, expected, es...)
				if what == "no stream" {
					wantIDs(t, s, stream, es...)
				}
				for r, err := range s.ReadStream(t.Context(), stream, a.First) {
					if err != nil {
						t.Fatal(err)
					}
					if i := r.Revision - a.First; i >= 3 || r.ID != es[i].ID || r.Revision == a.Last && r.Position != a.Position {
						t.Fatalf("revision %d is not what was appended", r.Revision)
					}
				}
				n := s.Counters()
				if fault.landed != (n.UnknownLanded == 1) || name != "slow past deadline" &&
					fault.landed == (n.UnknownNotLanded == 1) {
					t.Errorf("%d found to be stored, %d not", n.UnknownLanded, n.UnknownNotLanded)
				}
			})
		}
	}
}

// TestUnknownOutcomeOfAnyAfterRestart: the ids of an append with Any are in a cache of the server's only, which a
// restart empties. Sending such an append again without looking stores it twice.
func TestUnknownOutcomeOfAnyAfterRestart(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	stream, es := stream(), events(2)
	c.Fail(standin.Fault{Kind: standin.AbortedAfter, On: standin.Append, Node: standin.AnyNode})
	c.Fail(standin.Fault{Kind: standin.Unavailable, On: standin.Any, Node: standin.AnyNode, Times: -1})
	done := make(chan error, 1)
	go func() {
		_, err := s.Append(t.Context(), stream, eventstore.Any(), es...)
		done <- err
	}()
	eventually(t, "the append is stored", func() bool { return s.Counters().Retries > 0 })
	c.Node(0).Stop()
	c.Clear()
	if err := c.Node(0).Start(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	wantIDs(t, s, stream, es...)
}

// TestOutcomeStaysUnknown: what cannot be found out is answered so, and never as "nothing was stored".
func TestOutcomeStaysUnknown(t *testing.T) {
	for what, end := range map[string]struct {
		ctx  time.Duration
		want []error
	}{
		"patience ends": {time.Minute, []error{eventstore.ErrUnknownOutcome}},
		"context ends":  {200 * time.Millisecond, []error{eventstore.ErrUnknownOutcome, context.DeadlineExceeded}},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c := cluster(t, standin.Options{})
			s := open(t, c.URL(), impatient)
			stream, es := stream(), events(2)
			c.Fail(standin.Fault{Kind: standin.AbortedAfter, On: standin.Append, Node: standin.AnyNode})
			c.Fail(standin.Fault{Kind: standin.Unavailable, On: standin.Any, Node: standin.AnyNode, Times: -1})
			ctx, cancel := context.WithTimeout(t.Context(), end.ctx)
			defer cancel()
			_, err := s.Append(ctx, stream, eventstore.NoStream(), es...)
			for _, want := range end.want {
				if !errors.Is(err, want) {
					t.Errorf("error %v, want %v", err, want)
				}
			}
			if errors.Is(err, eventstore.ErrUnavailable) {
				t.Errorf("%v says that nothing was stored", err)
			}
			if n := s.Counters().UnknownAnswered; n != 1 {
				t.Errorf("%d unknown outcomes counted", n)
			}
			c.Clear()
			eventually(t, "the same append again", func() bool {
				_, err := s.Append(t.Context(), stream, eventstore.NoStream(), es...)
				return err == nil
			})
			wantIDs(t, s, stream, es...)
		})
	}
}

// TestNothingWasSent: where no call went out, the answer may say that nothing was stored.
func TestNothingWasSent(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), impatient)
	c.Node(0).Stop()
	eventually(t, "the store notices", func() bool {
		_, err := s.Tail(t.Context())
		return errors.Is(err, eventstore.ErrUnavailable) && !s.State().Connected
	})
	_, err := s.Append(t.Context(), stream(), eventstore.NoStream(), events(1)...)
	if !errors.Is(err, eventstore.ErrUnavailable) || errors.Is(err, eventstore.ErrUnknownOutcome) {
		t.Fatalf("error %v", err)
	}
}

// TestDenied: what the server refuses is answered at once, with the reason. Trap: of an append the client loses the
// reason when it is still sending, and sees EOF; then only asking tells a lack of rights from a lost connection.
func TestDenied(t *testing.T) {
	for what, kind := range map[string]standin.Kind{"denied": standin.Denied, "masked": standin.Masked} {
		t.Run(what, func(t *testing.T) {
			c := cluster(t, standin.Options{})
			s := open(t, c.URL(), Options{})
			c.Fail(standin.Fault{Kind: kind, On: standin.Append, Node: standin.AnyNode, Times: -1})
			es := events(4)
			for i := range es {
				es[i].Data = make([]byte, 200<<10) // enough for the client to be sending still
			}
			begun := time.Now()
			_, err := s.Append(t.Context(), stream(), eventstore.NoStream(), es...)
			if !errors.Is(err, ErrRights) {
				t.Fatalf("error %v", err)
			}
			if what == "denied" && !errors.Is(err, eventstore.ErrReadOnly) {
				t.Errorf("%v does not say that it cannot be written", err)
			}
			if took := time.Since(begun); took > 2*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// TestRequiresLeader: each call asks for the leader. Trap: the client puts the header where it is never sent.
func TestRequiresLeader(t *testing.T) {
	c := cluster(t, standin.Options{Nodes: 3})
	s := open(t, c.URL(), Options{})
	stream := stream()
	mustAppend(t, s, stream, eventstore.NoStream(), events(2)...)
	ids(t, s, stream)
	for range s.Follow(within(t), "") {
		break
	}
	eventually(t, "a subscription", func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		for range s.Follow(ctx, "") {
		}
		for _, call := range c.Seen() {
			if call.On == standin.Subscribe {
				return true
			}
		}
		return false
	})
	for _, call := range c.Seen() {
		switch call.On {
		case standin.Append, standin.Read, standin.Subscribe:
			if !call.RequiresLeader {
				t.Errorf("%v of %s did not ask for the leader", call.On, call.Stream)
			}
		}
	}
}

// TestElection: after an election the former leader, to which the connection stands, would answer with what it had.
func TestElection(t *testing.T) {
	c := cluster(t, standin.Options{Nodes: 3})
	s := open(t, c.URL(), Options{})
	other := open(t, c.URL(), Options{})
	stream := stream()
	var all []eventstore.Event
	for round := range 6 {
		former := c.Leader()
		if err := c.Elect((former + 1) % 3); err != nil {
			t.Fatal(err)
		}
		c.Node(former).Hold() // it lags from here on
		es := events(2)
		mustAppend(t, other, stream, eventstore.Any(), es...)
		all = append(all, es...)
		head, _, err := s.Head(t.Context(), stream)
		if err != nil || head != uint64(len(all)-1) {
			t.Fatalf("round %d: head %d, %v, of %d", round, head, err, len(all))
		}
		wantIDs(t, s, stream, all...)
		if leader := s.State().Leader; leader != c.Node(c.Leader()).Address() {
			t.Errorf("round %d: connected to %s", round, leader)
		}
	}
}

// TestLimitBeforeSending: what the server would refuse is not sent. Trap: its refusal reads as an unknown error.
func TestLimitBeforeSending(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	c.Forget()
	es := events(2)
	es[1].Data = make([]byte, eventstore.MaxAppend)
	if _, err := s.Append(t.Context(), stream(), eventstore.NoStream(), es...); !errors.Is(err, eventstore.ErrTooLarge) {
		t.Fatalf("error %v", err)
	}
	if calls := c.Seen(); len(calls) != 0 {
		t.Fatalf("%d calls were made", len(calls))
	}
}

// TestExpectedBeyondTheServer: the server counts revisions in signed numbers and takes the largest unsigned one for
// "no stream": an append to a new stream would be taken.
func TestExpectedBeyondTheServer(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	for _, revision := range []uint64{math.MaxUint64, math.MaxUint64 - 1, math.MaxInt64, math.MaxInt64 + 1,
		math.MaxInt64 - 1, 0} {
		t.Run(fmt.Sprint(revision), func(t *testing.T) {
			stream := stream()
			_, err := s.Append(t.Context(), stream, eventstore.Exact(revision), events(1)...)
			var conflict *eventstore.ConflictError
			if !errors.As(err, &conflict) || conflict.Exists {
				t.Fatalf("error %v", err)
			}
			wantIDs(t, s, stream)
		})
	}
}
