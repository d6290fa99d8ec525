package standin_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore/esdb/standin"
)

// sent is what a subscription sent, in order.
type sent struct {
	events      []*esdb.RecordedEvent
	checkpoints []esdb.Position
	order       string // E, C and L for an event, a checkpoint and "caught up" (live)
	dropped     error
}

// follow takes from a subscription until enough says so or it is dropped.
func follow(t testing.TB, subscription *esdb.Subscription, err error, enough func(sent) bool) sent {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var g sent
	for !enough(g) && g.dropped == nil {
		e := subscription.Recv()
		switch {
		case e.EventAppeared != nil:
			g.events = append(g.events, e.EventAppeared.OriginalEvent())
			g.order += "E"
		case e.CheckPointReached != nil:
			g.checkpoints = append(g.checkpoints, *e.CheckPointReached)
			g.order += "C"
		case e.CaughtUp != nil:
			g.order += "L"
		case e.SubscriptionDropped != nil:
			g.dropped = e.SubscriptionDropped.Error
		}
	}
	return g
}

func live(g sent) bool { return strings.Contains(g.order, "L") }

func dossiers() *esdb.SubscriptionFilter {
	return &esdb.SubscriptionFilter{Type: esdb.StreamFilterType, Regex: "^[^$]"}
}

func TestResumeIsExclusive(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	es := events(4)
	appended(t, client, "a", esdb.NoStream{}, es...)
	all := own(readAll(t, client, esdb.ReadAllOptions{From: esdb.Start{}}))
	for _, filter := range []*esdb.SubscriptionFilter{nil, dossiers()} {
		subscription, err := client.SubscribeToAll(within(t),
			esdb.SubscribeToAllOptions{From: all[1].Position, Filter: filter})
		g := follow(t, subscription, err, live)
		wantEvents(t, g.events, es[2:]...)
		subscription.Close()
	}
	wrong := all[1].Position
	wrong.Commit, wrong.Prepare = wrong.Commit+1, wrong.Prepare+1
	_, err := client.SubscribeToAll(within(t), esdb.SubscribeToAllOptions{From: wrong})
	if err == nil || !strings.Contains(err.Error(), "invalid position") {
		t.Fatalf("from a position that is none: %v", err)
	}
}

// TestSubscriptionFromEnd: the client's default is the end, where nothing of before is seen.
func TestSubscriptionFromEnd(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	es := events(2)
	appended(t, client, "a", esdb.NoStream{}, es[0])
	subscription, err := client.SubscribeToAll(within(t), esdb.SubscribeToAllOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer subscription.Close()
	appended(t, client, "a", esdb.Revision(0), es[1])
	wantEvents(t, follow(t, subscription, err, func(g sent) bool { return len(g.events) == 1 }).events, es[1])
}

func TestCheckpoints(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	appended(t, client, "others", esdb.NoStream{}, events(100)...)
	mine := events(2)
	appended(t, client, "mine", esdb.NoStream{}, mine[0])
	subscription, err := client.SubscribeToAll(within(t), esdb.SubscribeToAllOptions{From: esdb.Start{},
		Filter: &esdb.SubscriptionFilter{Type: esdb.StreamFilterType, Prefixes: []string{"mine"}}, MaxSearchWindow: 10,
		CheckpointInterval: 2})
	g := follow(t, subscription, err, live)
	defer subscription.Close()
	// 102 events were looked at, one of the server's own among them: a checkpoint for each 20, the event, and where it
	// went live.
	if g.order != "CCCCCECL" {
		t.Fatalf("it sent %s", g.order)
	}
	all := readAll(t, client, esdb.ReadAllOptions{From: esdb.Start{}})
	for i, p := range g.checkpoints[:5] {
		if want := all[20*(i+1)-1].Position; p != want {
			t.Fatalf("checkpoint %d is %v, want %v", i, p, want)
		}
	}
	if last := g.checkpoints[5]; last != g.events[0].Position {
		t.Fatalf("it went live at %v, after an event at %v", last, g.events[0].Position)
	}
	nothing, err := client.SubscribeToAll(within(t), esdb.SubscribeToAllOptions{From: esdb.Start{},
		Filter: &esdb.SubscriptionFilter{Type: esdb.EventFilterType, Prefixes: []string{"nobody"}}, MaxSearchWindow: 10,
		CheckpointInterval: 2})
	g = follow(t, nothing, err, live)
	nothing.Close()
	if g.order != "CCCCCCL" || g.checkpoints[5] != g.checkpoints[4] {
		t.Fatalf("finding nothing it sent %s, and went live at %v after %v", g.order, g.checkpoints[5], g.checkpoints[4])
	}
	appended(t, client, "others", esdb.Revision(99), events(30)...)
	appended(t, client, "mine", esdb.Revision(0), mine[1])
	g = follow(t, subscription, nil, func(g sent) bool { return len(g.events) == 1 })
	wantEvents(t, g.events, mine[1])
	if g.order != "CE" {
		t.Fatalf("live it sent %s", g.order)
	}
}

// TestFalseCheckpoint is the server's bug (#4892): nothing found from the start in less than an interval gives a
// checkpoint at which one would resume at the end.
func TestFalseCheckpoint(t *testing.T) {
	for version, want := range map[string]int{"24.6.0": 1, "23.10.0": 0} {
		t.Run(version, func(t *testing.T) {
			c := start(t, t.TempDir(), standin.Options{Version: version})
			client := connect(t, c.URL())
			subscription, err := client.SubscribeToAll(within(t),
				esdb.SubscribeToAllOptions{From: esdb.Start{}, Filter: dossiers()})
			g := follow(t, subscription, err, live)
			defer subscription.Close()
			if len(g.checkpoints) != want || want == 1 &&
				g.checkpoints[0] != (esdb.Position{Commit: math.MaxUint64, Prepare: math.MaxUint64}) {
				t.Fatalf("checkpoints %v", g.checkpoints)
			}
		})
	}
}

func TestSubscribeToStream(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	es := events(3)
	subscription, err := client.SubscribeToStream(within(t), "a", esdb.SubscribeToStreamOptions{From: esdb.Start{}})
	if err != nil {
		t.Fatal(err)
	}
	defer subscription.Close()
	appended(t, client, "a", esdb.NoStream{}, es...)
	appended(t, client, "b", esdb.NoStream{}, events(1)...)
	wantEvents(t, follow(t, subscription, nil, func(g sent) bool { return len(g.events) == 3 }).events, es...)
	later, err := client.SubscribeToStream(within(t), "a", esdb.SubscribeToStreamOptions{From: esdb.Revision(1)})
	wantEvents(t, follow(t, later, err, live).events, es[2])
	later.Close()
}

// TestIdleSubscription: the client pings every 10 s; a server with grpc-go's own policy ends its idle subscription
// after 31 s.
func TestIdleSubscription(t *testing.T) {
	t.Parallel()
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	subscription, err := client.SubscribeToAll(t.Context(), esdb.SubscribeToAllOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer subscription.Close()
	time.Sleep(35 * time.Second)
	es := events(1)
	appended(t, client, "a", esdb.NoStream{}, es...)
	g := follow(t, subscription, nil, func(g sent) bool { return len(g.events) == 1 })
	if g.dropped != nil {
		t.Fatalf("it was dropped: %v", g.dropped)
	}
	wantEvents(t, g.events, es...)
}
