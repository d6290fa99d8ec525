package standin_test

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"dossierboek/eventstore/esdb/standin"
)

// TestAppendFaults: what the client shows of each, and whether the events stand there.
func TestAppendFaults(t *testing.T) {
	for name, test := range map[string]struct {
		fault  standin.Fault
		code   esdb.ErrorCode
		stored bool
	}{
		"unavailable":     {standin.Fault{Kind: standin.Unavailable}, esdb.ErrorUnavailable, false},
		"deadline after":  {standin.Fault{Kind: standin.DeadlineAfter}, esdb.ErrorCodeDeadlineExceeded, true},
		"aborted before":  {standin.Fault{Kind: standin.AbortedBefore}, esdb.ErrorAborted, false},
		"aborted after":   {standin.Fault{Kind: standin.AbortedAfter}, esdb.ErrorAborted, true},
		"not leader":      {standin.Fault{Kind: standin.NotLeader}, esdb.ErrorCodeNotLeader, false},
		"cut before":      {standin.Fault{Kind: standin.Cut}, esdb.ErrorUnavailable, false},
		"cut after":       {standin.Fault{Kind: standin.Cut, After: 1}, esdb.ErrorUnavailable, true},
		"denied":          {standin.Fault{Kind: standin.Denied}, esdb.ErrorCodeAccessDenied, false},
		"unauthenticated": {standin.Fault{Kind: standin.Unauthenticated}, esdb.ErrorCodeUnauthenticated, false},
		"unimplemented":   {standin.Fault{Kind: standin.Unimplemented}, esdb.ErrorCodeUnsupportedFeature, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := start(t, t.TempDir(), standin.Options{})
			client := connect(t, c.URL())
			test.fault.On = standin.Append
			c.Fail(test.fault)
			es := events(2)
			wantCode(t, appendError(t, client, "a", esdb.NoStream{}, es...), test.code)
			got, err := readStream(t, client, "a")
			if test.stored {
				if err != nil {
					t.Fatal(err)
				}
				wantEvents(t, got, es...)
			} else {
				wantCode(t, err, esdb.ErrorCodeResourceNotFound)
			}
			// The fault is over, and an append that was stored is known.
			if w := appended(t, client, "a", esdb.NoStream{}, es...); w.NextExpectedVersion != 1 {
				t.Fatalf("repeated at %+v", w)
			}
		})
	}
}

// TestSlowAppendLands: the caller's deadline passes, the append happens after it.
func TestSlowAppendLands(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	c.Fail(standin.Fault{Kind: standin.Slow, On: standin.Append, Delay: 300 * time.Millisecond})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	es := events(1)
	_, err := client.AppendToStream(ctx, "a", esdb.AppendToStreamOptions{ExpectedRevision: esdb.NoStream{}}, es...)
	wantCode(t, err, esdb.ErrorCodeDeadlineExceeded)
	_, err = readStream(t, client, "a")
	wantCode(t, err, esdb.ErrorCodeResourceNotFound)
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if got, err := readStream(t, client, "a"); err == nil {
			wantEvents(t, got, es...)
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the append never landed")
		}
	}
}

// TestMasked: a client that is still sending when it is turned away is told EOF, not why.
func TestMasked(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	c.Fail(standin.Fault{Kind: standin.Masked, On: standin.Append})
	es := events(20)
	for i := range es {
		es[i].Data = make([]byte, 20<<10)
	}
	err := appendError(t, client, "a", esdb.NoStream{}, es...)
	wantCode(t, err, esdb.ErrorCodeUnknown)
	if !errors.Is(err, io.EOF) {
		t.Fatalf("error %v", err)
	}
}

func TestAppendAnswers(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	c.Fail(standin.Fault{Kind: standin.NoPosition, On: standin.Append})
	c.Fail(standin.Fault{Kind: standin.BadPosition, On: standin.Append})
	if w := appended(t, client, "a", esdb.NoStream{}, events(1)...); w.CommitPosition != 0 || w.NextExpectedVersion != 0 {
		t.Fatalf("without a position: %+v", w)
	}
	if w := appended(t, client, "a", esdb.Revision(0), events(1)...); w.CommitPosition != math.MaxUint64 {
		t.Fatalf("with a bad position: %+v", w)
	}
}

// TestReadFaults: how many events arrive before the fault shows, and as what.
func TestReadFaults(t *testing.T) {
	for name, test := range map[string]struct {
		fault standin.Fault
		code  esdb.ErrorCode
	}{
		"unavailable":      {standin.Fault{Kind: standin.Unavailable}, esdb.ErrorUnavailable},
		"unavailable late": {standin.Fault{Kind: standin.Unavailable, After: 3}, esdb.ErrorUnavailable},
		"aborted":          {standin.Fault{Kind: standin.AbortedBefore, After: 2}, esdb.ErrorAborted},
		"not leader":       {standin.Fault{Kind: standin.NotLeader}, esdb.ErrorCodeNotLeader},
		"denied":           {standin.Fault{Kind: standin.Denied}, esdb.ErrorCodeAccessDenied},
		"unauthenticated":  {standin.Fault{Kind: standin.Unauthenticated}, esdb.ErrorCodeUnauthenticated},
		"cut":              {standin.Fault{Kind: standin.Cut, After: 3}, esdb.ErrorUnavailable},
		"cut at the end":   {standin.Fault{Kind: standin.Cut, After: 100}, esdb.ErrorUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			c := start(t, t.TempDir(), standin.Options{})
			client := connect(t, c.URL())
			es := events(5)
			appended(t, client, "a", esdb.NoStream{}, es...)
			test.fault.On = standin.Read
			c.Fail(test.fault)
			got, err := readStream(t, client, "a")
			wantCode(t, err, test.code)
			if want := min(test.fault.After, len(es)); len(got) != want {
				t.Fatalf("%d events came, want %d", len(got), want)
			}
			got, err = readStream(t, client, "a")
			if err != nil {
				t.Fatal(err)
			}
			wantEvents(t, got, es...)
		})
	}
}

// TestEarlyEnd: a read that lacks its rest looks like one that is complete.
func TestEarlyEnd(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	es := events(5)
	appended(t, client, "a", esdb.NoStream{}, es...)
	c.Fail(standin.Fault{Kind: standin.End, On: standin.Read, After: 2})
	got, err := readStream(t, client, "a")
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es[:2]...)
}

func TestDefacedEvents(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	appended(t, client, "a", esdb.NoStream{}, events(3)...)
	for kind, bad := range map[standin.Kind]func(e *esdb.RecordedEvent) bool{
		standin.BadID:       func(e *esdb.RecordedEvent) bool { return e.EventID == uuid.Nil },
		standin.BadPosition: func(e *esdb.RecordedEvent) bool { return e.Position.Commit == math.MaxUint64 },
	} {
		c.Fail(standin.Fault{Kind: kind, On: standin.Read, After: 1})
		got, err := readStream(t, client, "a")
		if err != nil || len(got) != 3 {
			t.Fatalf("%d events, %v", len(got), err)
		}
		for i, e := range got {
			if bad(e) != (i == 1) {
				t.Fatalf("kind %v: event %d is %+v", kind, i, e)
			}
		}
	}
}

func TestUnknownFrame(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	appended(t, client, "a", esdb.NoStream{}, events(3)...)
	c.Fail(standin.Fault{Kind: standin.UnknownFrame, On: standin.Read, After: 1})
	defer func() {
		if recover() == nil {
			t.Fatal("the client did not panic")
		}
	}()
	_, _ = readStream(t, client, "a") // it does not come back
}

// TestNoCreated: the client ends the process, here one of its own.
func TestNoCreated(t *testing.T) {
	const child = "STANDIN_TEST_NO_CREATED"
	if os.Getenv(child) == "" {
		command := exec.CommandContext(within(t), os.Args[0], "-test.run=^TestNoCreated$")
		command.Env = append(os.Environ(), child+"=1")
		out, err := command.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !strings.Contains(string(out), "Failed to parse created date") {
			t.Fatalf("the process ended with %v: %s", err, out)
		}
		return
	}
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	appended(t, client, "a", esdb.NoStream{}, events(3)...)
	c.Fail(standin.Fault{Kind: standin.NoCreated, On: standin.Read, After: 1})
	_, _ = readStream(t, client, "a") // the process ends here
}

// TestSubscriptionFaults: instead of the confirmation, and after some events.
func TestSubscriptionFaults(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	es := events(5)
	appended(t, client, "a", esdb.NoStream{}, es...)
	subscribe := func(f standin.Fault) (*esdb.Subscription, error) {
		f.On = standin.Subscribe
		c.Fail(f)
		return client.SubscribeToAll(within(t), esdb.SubscribeToAllOptions{From: esdb.Start{}, Filter: dossiers()})
	}
	t.Run("refused", func(t *testing.T) {
		_, err := subscribe(standin.Fault{Kind: standin.Denied})
		wantCode(t, err, esdb.ErrorCodeAccessDenied)
	})
	for name, test := range map[string]struct {
		fault standin.Fault
		code  codes.Code // the client hands on what gRPC says
	}{
		"dropped at once": {standin.Fault{Kind: standin.Drop}, codes.Unknown},
		"dropped":         {standin.Fault{Kind: standin.Drop, After: 3}, codes.Unknown},
		"dropped when up": {standin.Fault{Kind: standin.Drop, After: 5}, codes.Unknown},
		"cut":             {standin.Fault{Kind: standin.Cut, After: 3}, codes.Unavailable},
		"unavailable":     {standin.Fault{Kind: standin.Unavailable, After: 2}, codes.Unavailable},
	} {
		t.Run(name, func(t *testing.T) {
			subscription, err := subscribe(test.fault)
			g := follow(t, subscription, err, func(g sent) bool { return false })
			if status.Code(g.dropped) != test.code {
				t.Fatalf("it was dropped with %v", g.dropped)
			}
			wantEvents(t, g.events, es[:test.fault.After]...)
		})
	}
	t.Run("false checkpoint", func(t *testing.T) {
		subscription, err := subscribe(standin.Fault{Kind: standin.FalseCheckpoint, After: 2})
		g := follow(t, subscription, err, live)
		defer subscription.Close()
		wantEvents(t, g.events, es...)
		if !strings.HasPrefix(g.order, "EECE") || g.checkpoints[0].Commit != math.MaxUint64 {
			t.Fatalf("it sent %s, checkpoints %v", g.order, g.checkpoints)
		}
	})
	t.Run("dropped while it waits", func(t *testing.T) {
		for code, drop := range map[codes.Code]func(){codes.Unknown: c.Drop, codes.Unavailable: c.Node(0).Cut} {
			subscription, err := client.SubscribeToAll(within(t), esdb.SubscribeToAllOptions{From: esdb.Start{}})
			follow(t, subscription, err, live)
			drop()
			if g := follow(t, subscription, nil, func(g sent) bool { return g.order != "" }); status.Code(g.dropped) != code {
				t.Fatalf("it sent %q and ended with %v, want %v", g.order, g.dropped, code)
			}
		}
	})
	t.Run("unknown frame", func(t *testing.T) {
		subscription, err := subscribe(standin.Fault{Kind: standin.UnknownFrame, After: 2})
		wantEvents(t, follow(t, subscription, err, live).events, es...)
		subscription.Close()
	})
	t.Run("ended", func(t *testing.T) {
		subscription, err := subscribe(standin.Fault{Kind: standin.End, After: 2})
		if g := follow(t, subscription, err, func(g sent) bool { return false }); !errors.Is(g.dropped, io.EOF) ||
			len(g.events) != 2 {
			t.Fatalf("it ended with %v after %d events", g.dropped, len(g.events))
		}
	})
	if c.Pending() != 0 {
		t.Fatalf("%d faults are still queued", c.Pending())
	}
}

// TestFreeze: a call that is never answered ends with the caller's patience; with the node paused, everything does.
func TestFreeze(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	es := events(2)
	appended(t, client, "a", esdb.NoStream{}, es[0])
	try := func() error {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		_, err := client.AppendToStream(ctx, "a", esdb.AppendToStreamOptions{ExpectedRevision: esdb.Revision(0)}, es[1])
		return err
	}
	c.Fail(standin.Fault{Kind: standin.Freeze, On: standin.Append})
	wantCode(t, try(), esdb.ErrorCodeDeadlineExceeded)
	if got, err := readStream(t, client, "a"); err != nil || len(got) != 1 {
		t.Fatalf("%d events, %v", len(got), err)
	}
	c.Node(0).Pause()
	c.Forget()
	wantCode(t, try(), esdb.ErrorCodeDeadlineExceeded)
	if seen := c.Seen(); len(seen) != 0 {
		t.Fatalf("the paused node saw %v", seen)
	}
	c.Node(0).Resume()
	if err := try(); err != nil {
		t.Fatal(err)
	}
}

// TestFaultsFit: a fault waits for a call that it fits, and strikes as often as it was told.
func TestFaultsFit(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	try := func(stream string) error { return appendError(t, client, stream, esdb.Any{}, events(1)...) }
	c.Fail(standin.Fault{Kind: standin.AbortedBefore, On: standin.Append, Stream: "b", Times: 2})
	c.Fail(standin.Fault{Kind: standin.Denied, On: standin.Read})
	c.Fail(standin.Fault{Kind: standin.DeadlineAfter, Node: standin.AnyNode, Times: -1, Stream: "c"})
	if err := try("a"); err != nil {
		t.Fatal(err)
	}
	wantCode(t, try("b"), esdb.ErrorAborted)
	wantCode(t, try("b"), esdb.ErrorAborted)
	if err := try("b"); err != nil {
		t.Fatal(err)
	}
	_, err := readStream(t, client, "a")
	wantCode(t, err, esdb.ErrorCodeAccessDenied)
	for range 3 {
		wantCode(t, try("c"), esdb.ErrorCodeDeadlineExceeded)
	}
	if c.Pending() != 1 {
		t.Fatalf("%d faults are queued", c.Pending())
	}
	c.Clear()
	if err := try("c"); err != nil {
		t.Fatal(err)
	}
}

// TestTrickle: a slow link brings one event after the other, all of them.
func TestTrickle(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	es := events(5)
	appended(t, client, "a", esdb.NoStream{}, es...)
	c.Fail(standin.Fault{Kind: standin.Trickle, On: standin.Read, Node: standin.AnyNode, Delay: 20 * time.Millisecond})
	begun := time.Now()
	got, err := readStream(t, client, "a")
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es...)
	if took := time.Since(begun); took < 5*20*time.Millisecond {
		t.Errorf("it took %v", took)
	}
}
