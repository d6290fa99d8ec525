package standin

// Operation is a kind of call.
type Operation int

// The kinds of calls. Any stands for each of them in a Fault.
const (
	Any Operation = iota
	Append
	Read
	Subscribe
	Delete
	Tombstone
	Gossip
	Features
)

func (o Operation) String() string {
	names := [...]string{"any", "append", "read", "subscribe", "delete", "tombstone", "gossip", "features"}
	if o < 0 || int(o) >= len(names) {
		return "unknown"
	}
	return names[o]
}

// Call is a call that a node was given.
type Call struct {
	On             Operation
	Node           int
	Stream         string // "$all" where it is about the log, "" where it is about no stream
	RequiresLeader bool   // it had the metadata requires-leader: true
	Credentials    bool   // it had any
}

// seenCalls is how many calls are remembered, at least.
const seenCalls = 1 << 16

// Seen gives the calls so far, oldest first; of very many, the latest.
func (c *Cluster) Seen() []Call {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]Call(nil), c.seen...)
}

// Forget empties what Seen gives.
func (c *Cluster) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen = nil
}

func (c *Cluster) sawLocked(call Call) {
	if len(c.seen) == 2*seenCalls {
		c.seen = c.seen[:copy(c.seen, c.seen[seenCalls:])]
	}
	c.seen = append(c.seen, call)
}
