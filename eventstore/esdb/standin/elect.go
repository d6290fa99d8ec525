package standin

import (
	"errors"
	"fmt"
)

// epochs is the stream in which the server notes its elections.
const epochs = "$epoch-information"

var (
	errNotRunning = errors.New("standin: the node does not run")
	errNotLeading = errors.New("standin: the node does not lead others")
	errStopped    = errors.New("standin: the cluster was stopped")
)

// Elect makes another node the leader. It catches up first. The former leader, a follower now, answers a call with
// requires-leader with not-leader, and others as it can: appends are forwarded, reads may be stale.
func (c *Cluster) Elect(i int) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.nodes[i].server == nil {
		return fmt.Errorf("%w: %d", errNotRunning, i)
	}
	return c.electLocked(i)
}

// Depose leaves the cluster without a leader, as where no majority can be found: nothing is served until Elect, or
// until a node starts or stops.
func (c *Cluster) Depose() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.leader = -1
}

// Leader is the number of the leading node, -1 for none.
func (c *Cluster) Leader() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.leader
}

// settleLocked sees to it that a majority has a leader and a minority has none.
func (c *Cluster) settleLocked() error {
	running, first := 0, -1
	for i, n := range c.nodes {
		if n.server == nil || n.deposed {
			continue
		}
		if running++; first < 0 {
			first = i
		}
	}
	if running <= c.options.Nodes/2 {
		c.leader = -1
		return nil
	}
	if c.leader >= 0 || c.stopping {
		return nil
	}
	return c.electLocked(first)
}

// electLocked begins an epoch with a new leader.
func (c *Cluster) electLocked(i int) error {
	c.nodes[i].Release()
	c.nodes[i].deposed = false
	c.log.mu.Lock()
	defer c.log.mu.Unlock()
	epoch := fmt.Sprintf(`{"EpochNumber":%d,"LeaderInstanceId":%q}`, c.log.streams[epochs].head()+1, c.nodes[i].id)
	if _, err := c.log.systemLocked(epochs, "$EpochInformation", []byte(epoch)); err != nil {
		return err
	}
	c.leader = i
	return nil
}
