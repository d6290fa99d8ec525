package standin_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/shared"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	"dossierboek/eventstore/esdb/standin"
)

// quick is what makes a client give discovery up soon.
const quick = "&maxDiscoverAttempts=2&discoveryInterval=20&gossipTimeout=1"

// alone is the URL of one node.
func alone(c *standin.Cluster, node int) string {
	return "esdb://" + c.Node(node).Address() + "?tls=false" + quick
}

// eventually waits for what a cluster does in the background.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
	}
}

func TestThreeNodes(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{Nodes: 3})
	client := connect(t, c.URL())
	es := events(1)
	appended(t, client, "a", esdb.NoStream{}, es...)
	seen := c.Seen()
	if seen[0].On != standin.Gossip {
		t.Fatalf("the first call was %v", seen[0].On)
	}
	if last := seen[len(seen)-1]; last.On != standin.Append || last.Node != c.Leader() || last.Stream != "a" {
		t.Fatalf("the append came as %+v", last)
	}
	for i := range 3 {
		got, err := readStream(t, connect(t, alone(c, i)), "a")
		if err != nil {
			t.Fatalf("node %d: %v", i, err)
		}
		wantEvents(t, got, es...)
	}
}

// TestRequiresLeader: the client never sends it by itself, whatever its options; so after an election it is still at
// the old leader, which forwards its appends and may be stale in its reads.
func TestRequiresLeader(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{Nodes: 3})
	client := connect(t, c.URL())
	es := events(4)
	appended(t, client, "a", esdb.NoStream{}, es[0])
	old := c.Leader()
	if err := c.Elect((old + 1) % 3); err != nil {
		t.Fatal(err)
	}
	c.Node(old).Hold()
	c.Forget()
	ctx := within(t)
	if _, err := client.AppendToStream(ctx, "a",
		esdb.AppendToStreamOptions{ExpectedRevision: esdb.Revision(0), RequiresLeader: true}, es[1]); err != nil {
		t.Fatal(err)
	}
	got, err := drain(client.ReadStream(ctx, "a", esdb.ReadStreamOptions{From: esdb.Start{}, RequiresLeader: true}, 10))
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es[0]) // its own write is not there
	for _, call := range c.Seen() {
		if call.RequiresLeader || call.Node != old {
			t.Fatalf("a call came as %+v", call)
		}
	}
	t.Run("sent by hand", func(t *testing.T) {
		ctx := metadata.AppendToOutgoingContext(ctx, "requires-leader", "true")
		_, err := client.AppendToStream(ctx, "a", esdb.AppendToStreamOptions{ExpectedRevision: esdb.Revision(1)}, es[2])
		wantCode(t, err, esdb.ErrorCodeNotLeader)
		// The error named the leader and the client went there.
		if _, err := client.AppendToStream(ctx, "a", esdb.AppendToStreamOptions{ExpectedRevision: esdb.Revision(1)},
			es[2]); err != nil {
			t.Fatal(err)
		}
		got, err := readStream(t, client, "a")
		if err != nil {
			t.Fatal(err)
		}
		wantEvents(t, got, es[:3]...)
	})
	t.Run("caught up", func(t *testing.T) {
		follower := connect(t, alone(c, old))
		subscription, err := follower.SubscribeToAll(within(t),
			esdb.SubscribeToAllOptions{From: esdb.Start{}, Filter: dossiers()})
		wantEvents(t, follow(t, subscription, err, live).events, es[0])
		c.Node(old).Release()
		wantEvents(t, follow(t, subscription, nil, func(g sent) bool { return len(g.events) == 2 }).events, es[1:3]...)
		subscription.Close()
	})
}

// TestElectedCatchesUp: a follower that lagged has everything when it leads.
func TestElectedCatchesUp(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{Nodes: 3})
	follower := (c.Leader() + 1) % 3
	c.Node(follower).Hold()
	es := events(1)
	appended(t, connect(t, c.URL()), "a", esdb.NoStream{}, es...)
	client := connect(t, alone(c, follower))
	_, err := readStream(t, client, "a")
	wantCode(t, err, esdb.ErrorCodeResourceNotFound)
	if err := c.Elect(follower); err != nil {
		t.Fatal(err)
	}
	got, err := readStream(t, client, "a")
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es...)
}

// gossiped is what a node says of the cluster.
func gossiped(t *testing.T, n *standin.Node) []*gossip.MemberInfo {
	t.Helper()
	conn, err := grpc.NewClient(n.Address(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	info, err := gossip.NewGossipClient(conn).Read(within(t), &shared.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	return info.GetMembers()
}

func port(t *testing.T, n *standin.Node) int {
	t.Helper()
	address, err := net.ResolveTCPAddr("tcp", n.Address())
	if err != nil {
		t.Fatal(err)
	}
	return address.Port
}

// TestLeaderStops: a majority goes on under another leader, a minority serves nothing, and the data outlast both.
func TestLeaderStops(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{Nodes: 3})
	client := connect(t, c.URL())
	es := events(3)
	appended(t, client, "a", esdb.NoStream{}, es[0])
	first := c.Leader()
	c.Node(first).Stop()
	second := c.Leader()
	if second < 0 || second == first {
		t.Fatalf("after node %d node %d leads", first, second)
	}
	wantCode(t, appendError(t, client, "a", esdb.Revision(0), es[1]), esdb.ErrorUnavailable)
	appended(t, client, "a", esdb.Revision(0), es[1]) // it looked for the leader anew
	c.Node(second).Stop()
	if c.Leader() >= 0 {
		t.Fatalf("node %d leads a minority", c.Leader())
	}
	rest := 3 - first - second
	for _, m := range gossiped(t, c.Node(rest)) {
		if alive := m.GetHttpEndPoint().GetPort() == uint32(port(t, c.Node(rest))); m.GetIsAlive() != alive ||
			alive && m.GetState() != gossip.MemberInfo_Unknown {
			t.Fatalf("gossip says %v", m)
		}
	}
	last := connect(t, alone(c, rest))
	wantCode(t, appendError(t, last, "a", esdb.Revision(1), es[2]), esdb.ErrorUnavailable)
	_, err := readStream(t, connect(t, alone(c, rest)), "a")
	wantCode(t, err, esdb.ErrorUnavailable)
	if err := c.Elect(first); err == nil {
		t.Fatal("a node that does not run was elected")
	}
	if err := c.Node(first).Start(); err != nil {
		t.Fatal(err)
	}
	client = connect(t, c.URL())
	appended(t, client, "a", esdb.Revision(1), es[2])
	got, err := readStream(t, client, "a")
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es...)
}

// TestDeadClient: one discovery that fails is the client's end, though the cluster is back.
func TestDeadClient(t *testing.T) {
	for name, nodes := range map[string]int{"one node": 1, "three nodes": 3} {
		t.Run(name, func(t *testing.T) {
			c := start(t, t.TempDir(), standin.Options{Nodes: nodes})
			client := connect(t, c.URL()+quick)
			appended(t, client, "a", esdb.NoStream{}, events(1)...)
			for i := range nodes {
				c.Node(i).Stop()
			}
			wantCode(t, appendError(t, client, "a", esdb.Any{}, events(1)...), esdb.ErrorUnavailable)
			if appendError(t, client, "a", esdb.Any{}, events(1)...) == nil {
				t.Fatal("an append to nothing")
			}
			for i := range nodes {
				if err := c.Node(i).Start(); err != nil {
					t.Fatal(err)
				}
			}
			wantCode(t, appendError(t, client, "a", esdb.Any{}, events(1)...), esdb.ErrorCodeConnectionClosed)
			appended(t, connect(t, c.URL()), "a", esdb.Any{}, events(1)...)
		})
	}
}

// TestBlockedCallers: discovery does not know the callers' contexts, so they wait past them.
func TestBlockedCallers(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL()+"&maxDiscoverAttempts=1&gossipTimeout=1")
	c.Node(0).Pause()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	begin := time.Now()
	if _, err := client.AppendToStream(ctx, "a", esdb.AppendToStreamOptions{}, events(1)...); err == nil {
		t.Fatal("an append to a paused node")
	}
	if waited := time.Since(begin); waited < 500*time.Millisecond {
		t.Fatalf("it waited %v, no longer than it may", waited)
	}
}

// TestGossipFaults: each makes a client that discovers fail, and the next discovery succeeds.
func TestGossipFaults(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{Nodes: 3})
	for kind, says := range map[standin.Kind]string{
		standin.DeadNode:    "connection refused",
		standin.NoLeader:    "no nodes are eligable",
		standin.Unavailable: "Server Is Not Ready",
	} {
		c.Fail(standin.Fault{Kind: kind, On: standin.Gossip, Node: standin.AnyNode, Times: -1})
		err := appendError(t, connect(t, c.URL()+quick), "a", esdb.Any{}, events(1)...)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Fatalf("kind %v: %v", kind, err)
		}
		c.Clear()
		c.Fail(standin.Fault{Kind: kind, On: standin.Gossip, Node: standin.AnyNode})
		appended(t, connect(t, c.URL()+quick), "a", esdb.Any{}, events(1)...)
	}
	c.Depose()
	err := appendError(t, connect(t, c.URL()+quick), "a", esdb.Any{}, events(1)...)
	if err == nil || !strings.Contains(err.Error(), "no nodes are eligable") {
		t.Fatalf("without a leader: %v", err)
	}
	if err := c.Elect(2); err != nil {
		t.Fatal(err)
	}
	appended(t, connect(t, c.URL()), "a", esdb.Any{}, events(1)...)
}

// TestReadsDoNotRediscover: a client whose node has gone goes on asking it until an append fails.
func TestReadsDoNotRediscover(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{Nodes: 3})
	client := connect(t, c.URL())
	appended(t, client, "a", esdb.NoStream{}, events(1)...)
	c.Node(c.Leader()).Stop()
	time.Sleep(100 * time.Millisecond) // the client notices that the connection is gone
	for range 5 {
		if _, err := readStream(t, client, "a"); err == nil {
			t.Fatal("a read of a node that stopped")
		}
	}
	wantCode(t, appendError(t, client, "a", esdb.Any{}, events(1)...), esdb.ErrorUnavailable)
	if _, err := readStream(t, client, "a"); err != nil {
		t.Fatal(err)
	}
}

func TestCredentials(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{TLS: true, User: "admin", Password: "geheim"})
	client := connect(t, c.URL())
	appended(t, client, "a", esdb.NoStream{}, events(1)...)
	if seen := c.Seen(); !seen[len(seen)-1].Credentials {
		t.Fatalf("the append came as %+v", seen[len(seen)-1])
	}
	nobody := connect(t, strings.Replace(c.URL(), "admin:geheim@", "", 1))
	_, err := readStream(t, nobody, "a")
	wantCode(t, err, esdb.ErrorCodeAccessDenied)
	stranger := connect(t, strings.Replace(c.URL(), "geheim", "anders", 1)+quick)
	_, err = readStream(t, stranger, "a")
	wantCode(t, err, esdb.ErrorCodeUnauthenticated)
	plain := connect(t, alone(c, 0))
	if _, err := readStream(t, plain, "a"); err == nil {
		t.Fatal("read without TLS")
	}
	// Without TLS the client drops credentials and says nothing.
	open := start(t, t.TempDir(), standin.Options{})
	appended(t, connect(t, strings.Replace(open.URL(), "esdb://", "esdb://admin:geheim@", 1)), "a", esdb.NoStream{},
		events(1)...)
	if seen := open.Seen(); seen[len(seen)-1].Credentials {
		t.Fatal("credentials came without TLS")
	}
}

func TestServerVersion(t *testing.T) {
	for _, version := range []string{"24.6.0", "5.0.11"} {
		c := start(t, t.TempDir(), standin.Options{Version: version})
		v, err := connect(t, c.URL()).GetServerVersion()
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.Split(version, "."); want[0] == "5" && v.Major != 5 || want[0] == "24" &&
			(v.Major != 24 || v.Minor != 6) {
			t.Fatalf("version %+v of %s", v, version)
		}
	}
}

// TestConcurrent: many appenders and a subscription from the start see one order.
func TestConcurrent(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{Nodes: 3})
	client := connect(t, c.URL())
	const writers, each = 8, 20
	subscription, err := client.SubscribeToAll(within(t),
		esdb.SubscribeToAllOptions{From: esdb.Start{}, Filter: dossiers()})
	if err != nil {
		t.Fatal(err)
	}
	defer subscription.Close()
	failed := make(chan error, writers)
	for range writers {
		go func() {
			for range each {
				if _, err := client.AppendToStream(t.Context(), "a", esdb.AppendToStreamOptions{ExpectedRevision: esdb.Any{}},
					events(1)...); err != nil {
					failed <- err
					return
				}
			}
			failed <- nil
		}()
	}
	g := follow(t, subscription, nil, func(g sent) bool { return len(g.events) == writers*each })
	for range writers {
		if err := <-failed; err != nil {
			t.Fatal(err)
		}
	}
	for i, e := range g.events {
		if e.EventNumber != uint64(i) {
			t.Fatalf("event %d has revision %d", i, e.EventNumber)
		}
	}
	eventually(t, "the log ends with them", func() bool {
		return len(own(readAll(t, client, esdb.ReadAllOptions{From: esdb.Start{}}))) == writers*each
	})
}

// TestIsolatedLeader: it goes on as the leader of what it had, and stores nothing; the others have one of their own.
func TestIsolatedLeader(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{Nodes: 3})
	es := events(2)
	former := c.Leader()
	then := connect(t, alone(c, former))
	appended(t, then, "a", esdb.NoStream{}, es[0])
	if err := c.Node((former + 1) % 3).Isolate(); err == nil {
		t.Fatal("a follower was isolated as a leader")
	}
	if err := c.Node(former).Isolate(); err != nil {
		t.Fatal(err)
	}
	now := connect(t, alone(c, c.Leader()))
	appended(t, now, "a", esdb.Revision(0), es[1])
	ctx := metadata.AppendToOutgoingContext(within(t), "requires-leader", "true")
	_, err := then.AppendToStream(ctx, "b", esdb.AppendToStreamOptions{ExpectedRevision: esdb.NoStream{}}, events(1)...)
	wantCode(t, err, esdb.ErrorAborted)
	old, err := drain(then.ReadStream(ctx, "a", esdb.ReadStreamOptions{From: esdb.Start{}}, 10))
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, old, es[0])
	for node, want := range map[int]int{former: former, c.Leader(): c.Leader()} {
		conn, err := grpc.NewClient(c.Node(node).Address(), grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		info, err := gossip.NewGossipClient(conn).Read(ctx, &shared.Empty{})
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range info.GetMembers() {
			if leads := m.GetState() == gossip.MemberInfo_Leader && m.GetIsAlive(); leads != (i == want) {
				t.Errorf("node %d says of node %d: %v, alive %v", node, i, m.GetState(), m.GetIsAlive())
			}
		}
	}
	c.Node(former).Stop()
	if err := c.Node(former).Start(); err != nil {
		t.Fatal(err)
	}
	got, err := readStream(t, connect(t, alone(c, former)), "a")
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es...)
}
