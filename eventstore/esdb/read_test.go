package esdb

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"testing"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
)

// count runs a read to its end and checks that the records of a stream come once each, in order.
func count(t testing.TB, stream string, read iter.Seq2[eventstore.Record, error]) (n uint64, err error) {
	t.Helper()
	for r, err := range read {
		switch {
		case err != nil:
			return n, err
		case r.Stream != stream:
		case r.Revision != n:
			t.Fatalf("revision %d came where %d was next", r.Revision, n)
		default:
			n++
		}
	}
	return n, nil
}

// TestReadsGoOn: a page that fails is read again, and one that ends early is not taken for the end. Traps: a read has
// no deadline of its own; the server ends some reads that it could not finish as if that were all; after a cut the
// client goes on using the dead connection.
func TestReadsGoOn(t *testing.T) {
	const many = 2*pageEvents + 300
	const second = "the second call ends empty" // the first is for the head or the tail
	for name, f := range map[string]standin.Fault{
		second:         {Kind: standin.End},
		"cut":          {Kind: standin.Cut, After: 100},
		"cut at once":  {Kind: standin.Cut},
		"ended":        {Kind: standin.End, After: 100},
		"ended empty":  {Kind: standin.End},
		"frozen":       {Kind: standin.Freeze, After: 700},
		"not ready":    {Kind: standin.Unavailable},
		"not leader":   {Kind: standin.NotLeader},
		"aborted":      {Kind: standin.AbortedBefore},
		"deadline":     {Kind: standin.DeadlineAfter, After: 5},
		"slow to open": {Kind: standin.Slow, Delay: 700 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := cluster(t, standin.Options{})
			s := open(t, c.URL(), Options{Timeout: 500 * time.Millisecond})
			stream := stream()
			for at := 0; at < many; at += 100 {
				mustAppend(t, s, stream, eventstore.Any(), events(100)...)
			}
			f.On, f.Node, f.Times = standin.Read, standin.AnyNode, 3
			for what, read := range map[string]func() (uint64, error){
				"stream": func() (uint64, error) { return count(t, stream, s.ReadStream(within(t), stream, 0)) },
				"log":    func() (uint64, error) { return count(t, stream, s.ReadAll(within(t), "")) },
				"head": func() (uint64, error) {
					n, _, err := s.Head(within(t), stream)
					return n + 1, err
				},
			} {
				c.Clear()
				if name == second {
					c.Fail(standin.Fault{Kind: standin.Slow, On: standin.Read, Node: standin.AnyNode})
				}
				c.Fail(f)
				if n, err := read(); err != nil || n != many {
					t.Errorf("%s: %d events of %d, %v", what, n, many, err)
				}
			}
		})
	}
}

// TestSlowLink: over a link that brings a page in more time than a call may take, reads come to their end, and the
// client is not given up for it. Trap: what is not whole in time is thrown away, again and again.
func TestSlowLink(t *testing.T) {
	t.Parallel()
	const many, timeout = 40, 400 * time.Millisecond
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{Timeout: timeout})
	stream := stream()
	a := mustAppend(t, s, stream, eventstore.NoStream(), events(many)...)
	c.Fail(standin.Fault{Kind: standin.Trickle, Delay: timeout / 4, On: standin.Read, Node: standin.AnyNode, Times: -1})
	for what, read := range map[string]iter.Seq2[eventstore.Record, error]{
		"stream": s.ReadStream(within(t), stream, 0), "log": s.ReadAll(within(t), ""),
	} {
		if n, err := count(t, stream, read); n != many || err != nil {
			t.Errorf("%s: %d events of %d, %v", what, n, many, err)
		}
	}
	if at, err := s.Tail(within(t)); at != a.Position || err != nil {
		t.Errorf("tail %s, %v", at, err)
	}
	if n := s.Counters(); n.Reconnects != 0 || n.Retries != 0 {
		t.Errorf("%d clients and %d calls were given up", n.Reconnects, n.Retries)
	}
}

// TestTailIsOneEvent: for one position not a page of events is sent, which over a slow link would take its time.
func TestTailIsOneEvent(t *testing.T) {
	t.Parallel()
	const each = 400 * time.Millisecond
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{})
	mustAppend(t, s, stream(), eventstore.NoStream(), events(20)...)
	c.Fail(standin.Fault{Kind: standin.Trickle, Delay: each, On: standin.Read, Node: standin.AnyNode, Times: -1})
	begun := time.Now()
	if _, err := s.Tail(within(t)); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > 4*each {
		t.Errorf("it took %v", took)
	}
}

// TestReadsGiveUp: a read that never comes to its end says so.
func TestReadsGiveUp(t *testing.T) {
	for name, f := range map[string]standin.Fault{
		"ended":  {Kind: standin.End},
		"frozen": {Kind: standin.Freeze},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := cluster(t, standin.Options{})
			s := open(t, c.URL(), impatient)
			stream := stream()
			mustAppend(t, s, stream, eventstore.NoStream(), events(3)...)
			f.On, f.Node, f.Times = standin.Read, standin.AnyNode, -1
			c.Fail(f)
			for what, read := range map[string]iter.Seq2[eventstore.Record, error]{
				"stream": s.ReadStream(within(t), stream, 0), "log": s.ReadAll(within(t), ""),
			} {
				if n, err := count(t, stream, read); !errors.Is(err, eventstore.ErrUnavailable) ||
					errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("%s: %d events and %v", what, n, err)
				}
			}
			if _, ok, err := s.Head(within(t), stream); !errors.Is(err, eventstore.ErrUnavailable) {
				t.Errorf("head: %v, %v", ok, err)
			}
			if at, err := s.Tail(within(t)); !errors.Is(err, eventstore.ErrUnavailable) {
				t.Errorf("tail: %s, %v", at, err)
			}
		})
	}
}

// TestMalformed: an answer that does not read as one ends the read, not the process. Traps: without a time of creation
// the client calls log.Fatalf; at a frame that it does not know it panics; an id that does not parse it makes nil.
func TestMalformed(t *testing.T) {
	for name, kind := range map[string]standin.Kind{
		"no time of creation": standin.NoCreated, "id": standin.BadID, "frame": standin.UnknownFrame,
		"position": standin.BadPosition,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := cluster(t, standin.Options{})
			s := open(t, c.URL(), impatient)
			stream := stream()
			begin, err := s.Tail(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			mustAppend(t, s, stream, eventstore.NoStream(), events(20)...)
			for what, read := range map[string]iter.Seq2[eventstore.Record, error]{
				"stream": s.ReadStream(within(t), stream, 0), "log": s.ReadAll(within(t), begin),
				"follow": s.Follow(within(t), begin),
			} {
				c.Fail(standin.Fault{Kind: kind, On: standin.Read, Node: standin.AnyNode, After: 10, Times: -1})
				n, err := count(t, stream, read)
				c.Clear()
				if !errors.Is(err, eventstore.ErrBroken) || errors.Is(err, eventstore.ErrUnavailable) || n > 10 {
					t.Errorf("%s: %d events and %v", what, n, err)
				}
			}
			if n, err := count(t, stream, s.ReadStream(within(t), stream, 0)); n != 20 || err != nil {
				t.Errorf("afterwards: %d events and %v", n, err)
			}
		})
	}
}

// TestAdministered: what somebody did to a stream behind the ledger's back is damage, with the place, and never
// absence.
func TestAdministered(t *testing.T) {
	for name, do := range map[string]func(c *standin.Cluster, stream string) error{
		"truncated": func(c *standin.Cluster, stream string) error { return c.Truncate(stream, 4) },
		"emptied":   func(c *standin.Cluster, stream string) error { return c.Truncate(stream, 10) },
		"deleted":   func(c *standin.Cluster, stream string) error { return c.Delete(stream) },
		"tombstone": func(c *standin.Cluster, stream string) error { return c.Tombstone(stream) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := cluster(t, standin.Options{})
			s := open(t, c.URL(), impatient)
			stream := stream()
			mustAppend(t, s, stream, eventstore.NoStream(), events(10)...)
			if err := do(c, stream); err != nil {
				t.Fatal(err)
			}
			if n, err := count(t, stream, s.ReadStream(within(t), stream, 0)); !errors.Is(err, eventstore.ErrBroken) {
				t.Errorf("%d events and %v", n, err)
			}
			if name != "truncated" { // then the head still stands
				if _, ok, err := s.Head(within(t), stream); !errors.Is(err, eventstore.ErrBroken) {
					t.Errorf("head: %v, %v", ok, err)
				}
			}
			if name == "tombstone" {
				if n, err := count(t, stream, s.ReadAll(within(t), "")); n != 10 || !errors.Is(err, eventstore.ErrBroken) {
					t.Errorf("log: %d events and %v", n, err)
				}
				if _, err := s.Append(within(t), stream, eventstore.Any(), events(1)...); !errors.Is(err, eventstore.ErrBroken) {
					t.Errorf("append: %v", err)
				}
			}
		})
	}
}

// TestLogOfAnother: a position that is another cluster's, or of a log that was put back, is refused where that can be
// told.
func TestLogOfAnother(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), impatient)
	mustAppend(t, s, stream(), eventstore.NoStream(), events(3)...)
	tail, err := s.Tail(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at, err := parsed(tail)
	if err != nil {
		t.Fatal(err)
	}
	past, between := at, at
	past.Commit, past.Prepare = at.Commit+1, at.Prepare+1
	between.Commit, between.Prepare = at.Commit-1, at.Prepare-1
	half := at
	half.Prepare--
	for what, p := range map[string]eventstore.Position{
		"past the end": written(past), "between two records": written(between), "another prepare position": written(half),
	} {
		if err := last(s.ReadAll(within(t), p)); !errors.Is(err, eventstore.ErrPosition) {
			t.Errorf("reading %s: %v", what, err)
		}
		if err := last(s.Follow(within(t), p)); !errors.Is(err, eventstore.ErrPosition) {
			t.Errorf("following %s: %v", what, err)
		}
	}
}

// last is the error that a read ends with.
func last(read iter.Seq2[eventstore.Record, error]) (err error) {
	for _, err = range read {
	}
	return err
}

// TestReadsLeaveNothing: a page that is full of bytes before it is full of events leaves neither a goroutine nor a
// stream behind. Trap: a read that is not closed holds both, and the client sets it no deadline.
func TestReadsLeaveNothing(t *testing.T) {
	c := cluster(t, standin.Options{})
	s := open(t, c.URL(), Options{Timeout: time.Hour})
	stream := stream()
	for range 30 {
		es := events(2)
		es[0].Data, es[1].Data = make([]byte, 400<<10), make([]byte, 400<<10)
		mustAppend(t, s, stream, eventstore.Any(), es...)
	}
	if n, err := count(t, stream, s.ReadStream(within(t), stream, 0)); n != 60 || err != nil {
		t.Fatalf("%d events and %v", n, err)
	}
	before := runtime.NumGoroutine()
	for range 15 {
		p, err := s.streamPage(t.Context(), stream, client.Start{}, client.Forwards, 60)
		if err != nil || len(p) == 0 || len(p) == 60 {
			t.Fatalf("a page of %d events, %v", len(p), err)
		}
	}
	eventually(t, "the goroutines of the reads end", func() bool { return runtime.NumGoroutine() <= before+3 })
}

// TestTailPassesForeignEvents: events of the server's own do not count as the tail, however many come after the last
// record.
func TestTailPassesForeignEvents(t *testing.T) {
	c := cluster(t, standin.Options{Nodes: 3})
	s := open(t, c.URL(), Options{})
	if at, err := s.Tail(t.Context()); at != "" || err != nil {
		t.Fatalf("the tail of an empty log: %s, %v", at, err)
	}
	a := mustAppend(t, s, stream(), eventstore.NoStream(), events(1)...)
	for i := range 40 {
		if err := c.Elect(i % 3); err != nil { // each leaves an event
			t.Fatal(err)
		}
	}
	fresh := open(t, c.URL(), Options{})
	for range 3 {
		for _, s := range []*Store{s, fresh} {
			if at, err := s.Tail(t.Context()); at != a.Position || err != nil {
				t.Fatalf("tail %s, %v, want %s", at, err, a.Position)
			}
			if err := last(s.ReadAll(within(t), a.Position)); err != nil {
				t.Fatal(err)
			}
		}
	}
	c.Forget()
	if _, err := s.Tail(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(c.Seen()); n != 1 {
		t.Errorf("%d calls for a tail that was found before", n)
	}
	b := mustAppend(t, s, stream(), eventstore.NoStream(), events(1)...)
	if at, err := s.Tail(t.Context()); at != b.Position || err != nil {
		t.Fatalf("tail %s, %v, want %s", at, err, b.Position)
	}
}
