package standin

import "time"

// Kind is what goes wrong.
type Kind int

// The kinds of faults. Unless it says otherwise, an append with a fault is not stored.
const (
	// Unavailable: "Server Is Not Ready".
	Unavailable Kind = iota + 1
	// Slow: the call is served, Delay later, whether or not the caller still waits; an append lands.
	Slow
	// Trickle: each event of a read comes Delay after the one before, as over a slow link.
	Trickle
	// DeadlineAfter: the append is stored, and answered with DeadlineExceeded. A read just ends with it.
	DeadlineAfter
	// AbortedBefore: the server's own timeout.
	AbortedBefore
	// AbortedAfter: the server's own timeout, after the append was stored.
	AbortedAfter
	// NotLeader: the node says which one leads.
	NotLeader
	// Cut: the connection is closed. An append was stored where After is not 0. Of a read at most After events arrive.
	Cut
	// End: a read ends as if that were all, as the server's does where it swallows an exception.
	End
	// Drop: a subscription that was confirmed ends with an error, after After events.
	Drop
	// Masked: an append is denied before its events were taken in, as the server does. A client that is still sending
	// sees EOF instead of the reason, which is certain only for appends over 128 KiB.
	Masked
	// Denied: the rights do not reach. An append's events are taken in first, so that the client sees it.
	Denied
	// Unauthenticated: the credentials are wrong. As with Denied.
	Unauthenticated
	// Unimplemented: an old server, or something else that speaks gRPC.
	Unimplemented
	// Freeze: the call is taken and never answered. [Node.Pause] freezes the connections too.
	Freeze
	// DeadNode: gossip names as the leader a node that does not exist.
	DeadNode
	// NoLeader: gossip of nodes that found no leader.
	NoLeader
	// NoCreated: the event after After others has no time of creation. The client ends the process.
	NoCreated
	// BadID: the event after After others has an id that is none.
	BadID
	// UnknownFrame: after After events a message comes that the client does not know. In a read it panics.
	UnknownFrame
	// BadPosition: the event after After others is at position -1, and so is an append that was stored.
	BadPosition
	// NoPosition: the append is stored and the answer has no position.
	NoPosition
	// Garbled: the append is stored, and answered with trailers at which the client panics. A read just ends with them.
	Garbled
	// FalseCheckpoint: after After events a subscription sends the checkpoint -1, -1.
	FalseCheckpoint
)

var kindNames = [...]string{
	Unavailable: "unavailable", Slow: "slow", Trickle: "trickle", DeadlineAfter: "deadline after",
	AbortedBefore: "aborted before", AbortedAfter: "aborted after", NotLeader: "not leader", Cut: "cut", End: "end",
	Drop: "drop", Masked: "masked", Denied: "denied", Unauthenticated: "unauthenticated", Unimplemented: "unimplemented",
	Freeze: "freeze", DeadNode: "dead node", NoLeader: "no leader", NoCreated: "no created", BadID: "bad id",
	UnknownFrame: "unknown frame", BadPosition: "bad position", NoPosition: "no position", Garbled: "garbled",
	FalseCheckpoint: "false checkpoint",
}

func (k Kind) String() string {
	if k <= 0 || int(k) >= len(kindNames) {
		return "none"
	}
	return kindNames[k]
}

// AnyNode is the Node of a fault that may strike at each.
const AnyNode = -1

// Fault is something that goes wrong with the next calls it fits.
type Fault struct {
	Kind  Kind
	On    Operation
	Node  int           // its number, or AnyNode
	Times int           // of how many calls; 0 is 1, below 0 until Clear
	After int           // of a read or subscription: after so many events, or at its end where it has fewer
	Delay time.Duration // before it happens
	// Stream, where it is not "", limits the fault to calls about it ("$all" is the log).
	Stream string
}

// Fail queues a fault. Each call meets the first in the queue that fits it.
func (c *Cluster) Fail(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.faults = append(c.faults, &f)
}

// Drop ends all subscriptions under way with an error, as a fault of kind Drop ends one to come.
func (c *Cluster) Drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.dropping)
	c.dropping = make(chan struct{})
}

// Clear drops the faults that are queued. Those that have begun go on.
func (c *Cluster) Clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.faults = nil
}

// Pending counts the faults that are queued still.
func (c *Cluster) Pending() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.faults)
}

// takeLocked gives the fault that a call meets; none is the zero Fault.
func (c *Cluster) takeLocked(call Call) Fault {
	for i, f := range c.faults {
		if (f.On != Any && f.On != call.On) || (f.Node != AnyNode && f.Node != call.Node) ||
			(f.Stream != "" && f.Stream != call.Stream) {
			continue
		}
		met := *f
		if f.Times > 0 {
			if f.Times--; f.Times == 0 {
				c.faults = append(c.faults[:i], c.faults[i+1:]...)
			}
		}
		return met
	}
	return Fault{}
}
