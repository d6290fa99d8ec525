package standin

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"sync/atomic"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/protos/gossip"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/serverfeatures"
	"github.com/EventStore/EventStore-Client-Go/v4/protos/streams"
	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/keepalive"
)

// Node is one server of a cluster.
type Node struct {
	cluster  *Cluster
	index    int
	id       uuid.UUID
	identity *tls.Config // nil without TLS

	port int // set by the first Start

	// Set under the cluster's lock.
	server  *grpc.Server // nil where it does not run
	wires   *wires
	knowing int  // its cache knows no ids of records below this index: it began then
	deposed bool // it is cut off from the other nodes and goes on as the leader that it was

	held atomic.Int64 // it has the records below this index only; -1 for all
}

func newNode(c *Cluster, index, port int, identity *tls.Config) *Node {
	n := &Node{cluster: c, index: index, id: uuid.New(), port: port, identity: identity}
	n.held.Store(-1)
	return n
}

// Address is host and port.
func (n *Node) Address() string { return fmt.Sprintf("127.0.0.1:%d", n.port) }

// Start has the node listen, on the port it had before. With a majority of nodes and no leader, one is elected.
func (n *Node) Start() error {
	n.cluster.mu.Lock()
	defer n.cluster.mu.Unlock()
	if n.cluster.stopping {
		return errStopped
	}
	if n.server != nil {
		return nil
	}
	listener, err := listen(n.port)
	if err != nil {
		return err
	}
	if n.port == 0 {
		n.port = listener.Addr().(*net.TCPAddr).Port
	}
	n.wires = newWires(listener)
	n.server = grpc.NewServer(n.settings()...)
	streams.RegisterStreamsServer(n.server, &streamsService{node: n})
	gossip.RegisterGossipServer(n.server, &gossipService{node: n})
	serverfeatures.RegisterServerFeaturesServer(n.server, &featuresService{node: n})
	n.knowing = n.cluster.log.length()
	go func(server *grpc.Server, wires *wires) {
		// Serve ends with Stop, which is what is asked of it; anything else shows as a node that does not answer.
		_ = server.Serve(wires)
	}(n.server, n.wires)
	return n.cluster.settleLocked()
}

// listen waits a moment for a port that connections of an earlier node still hold.
func listen(port int) (net.Listener, error) {
	var err error
	for range 50 {
		var l net.Listener
		if l, err = net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			return l, nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil, err
}

func (n *Node) settings() []grpc.ServerOption {
	settings := []grpc.ServerOption{
		grpc.ForceServerCodecV2(codec{}),
		grpc.MaxRecvMsgSize(16 << 20),
		grpc.WriteBufferSize(128 << 10),
		// grpc-go's own policy ends an idle subscription of the client, which pings every 10 s, with too_many_pings.
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 5 * time.Second, PermitWithoutStream: true}),
	}
	if n.identity != nil {
		settings = append(settings, grpc.Creds(credentials.NewTLS(n.identity)))
	}
	return settings
}

// Stop cuts the node's connections and ends its calls, without a word to anyone. With a majority left and none
// leading, another node leads.
func (n *Node) Stop() {
	n.cluster.mu.Lock()
	server, wires := n.server, n.wires
	if n.server = nil; n.deposed {
		n.deposed = false
		n.held.Store(-1) // it catches up when it starts
	}
	if n.cluster.leader == n.index {
		n.cluster.leader = -1
	}
	// The log may be closed already or refuse to be written; then there is no leader, as with a real disk.
	_ = n.cluster.settleLocked()
	n.cluster.mu.Unlock()
	if server != nil {
		wires.cutAll()
		server.Stop()
	}
}

// Cut cuts the node's connections. It runs on and takes new ones.
func (n *Node) Cut() {
	n.cluster.mu.Lock()
	defer n.cluster.mu.Unlock()
	n.wires.cutAll()
}

// Pause freezes the node like a stopped process or a network that swallows everything: connections can be made and
// stay open, and nothing comes back, not even to a ping.
func (n *Node) Pause() {
	n.cluster.mu.Lock()
	defer n.cluster.mu.Unlock()
	n.wires.gate.shut()
}

// Resume ends Pause; what was under way goes on.
func (n *Node) Resume() {
	n.cluster.mu.Lock()
	defer n.cluster.mu.Unlock()
	n.wires.gate.open()
}

// Isolate cuts the leader off from the other nodes, though not from clients; the others elect one of themselves. As a
// real one does until it notices, it goes on as the leader: its gossip says so, and it serves what it has, which grows
// no more, as no append finds a majority. It ends with Stop, or when the node is elected.
func (n *Node) Isolate() error {
	c := n.cluster
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.leader != n.index || c.options.Nodes == 1 {
		return fmt.Errorf("%w: %d", errNotLeading, n.index)
	}
	n.Hold()
	n.deposed, c.leader = true, -1
	return c.settleLocked()
}

// leads is the number of the node that this one takes for the leader, -1 for none.
func (n *Node) leads() int {
	n.cluster.mu.Lock()
	defer n.cluster.mu.Unlock()
	return n.leadsLocked()
}

// isolated says whether it is a leader that is cut off.
func (n *Node) isolated() bool {
	n.cluster.mu.Lock()
	defer n.cluster.mu.Unlock()
	return n.deposed
}

func (n *Node) leadsLocked() int {
	if n.deposed {
		return n.index
	}
	return n.cluster.leader
}

// Hold keeps what is appended from now on from this node, as where a follower lags: its reads and subscriptions do not
// see it. A node that is elected catches up first.
func (n *Node) Hold() { n.held.Store(int64(n.cluster.log.length())) }

// Release ends Hold.
func (n *Node) Release() {
	n.held.Store(-1)
	n.cluster.log.wake()
}

// reach is how many of the log's records the node has, out of so many.
func (n *Node) reach(length int) int {
	if held := n.held.Load(); held >= 0 && int(held) < length {
		return int(held)
	}
	return length
}

// cut closes the connection of a call.
func (n *Node) cut(ctx context.Context) {
	n.cluster.mu.Lock()
	wires := n.wires
	n.cluster.mu.Unlock()
	wires.cut(ctx)
}

// freeze waits until the caller gives up or the node stops. The caller's deadline comes with the call and passes here
// as soon as there; the caller must find it out by itself, not from an answer.
func freeze(ctx context.Context) error {
	<-ctx.Done()
	time.Sleep(time.Second)
	return ctx.Err()
}
