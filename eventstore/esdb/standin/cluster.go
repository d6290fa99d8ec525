package standin

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// Options say what kind of cluster it is.
type Options struct {
	// Nodes is 1 or 3; 0 is 1.
	Nodes int
	// Version is what ServerFeatures answers, dotted integers; "" is "24.6.0".
	Version string
	// User and Password, where given, are the only credentials that open anything. A client sends credentials only over
	// TLS.
	User, Password string
	// TLS has the nodes speak TLS with a certificate of a CA that is made in dir; URL names its file.
	TLS bool
}

// Cluster is a stand-in of an EventStoreDB cluster. Its methods may be called at any time by several goroutines.
type Cluster struct {
	options Options
	log     *log
	nodes   []*Node
	caFile  string
	appends atomic.Uint64

	mu       sync.Mutex // what follows, and whether each node runs
	leader   int        // -1 for none
	stopping bool
	dropping chan struct{} // closed and replaced by Drop
	faults   []*Fault
	seen     []Call
}

// Start starts a cluster whose data are in dir, which it makes. Started again in the same dir it has the same data and
// the same ports; where one of those is taken by now, it fails.
func Start(dir string, o Options) (*Cluster, error) {
	if o.Nodes == 0 {
		o.Nodes = 1
	}
	if o.Nodes != 1 && o.Nodes != 3 {
		return nil, fmt.Errorf("standin: %d nodes", o.Nodes)
	}
	if o.Version == "" {
		o.Version = "24.6.0"
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	c := &Cluster{options: o, leader: -1, dropping: make(chan struct{})}
	l, err := openLog(filepath.Join(dir, "log"))
	if err != nil {
		return nil, err
	}
	c.log = l
	if err := c.startNodes(dir); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return c, nil
}

func (c *Cluster) startNodes(dir string) error {
	identity, err := c.identity(dir)
	if err != nil {
		return err
	}
	portsFile := filepath.Join(dir, "ports")
	ports, err := readPorts(portsFile, c.options.Nodes)
	if err != nil {
		return err
	}
	for i := range ports {
		n := newNode(c, i, ports[i], identity)
		c.nodes = append(c.nodes, n)
		if err := n.Start(); err != nil {
			return err
		}
		ports[i] = n.port
	}
	b, err := json.Marshal(ports)
	if err != nil {
		return err
	}
	return os.WriteFile(portsFile, b, 0o600)
}

// readPorts gives the ports of an earlier start, zeros where there was none.
func readPorts(path string, nodes int) ([]int, error) {
	ports := make([]int, nodes)
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return ports, nil
	}
	if err != nil {
		return nil, err
	}
	var kept []int
	if err := json.Unmarshal(b, &kept); err != nil {
		return nil, fmt.Errorf("standin: %s: %w", path, err)
	}
	copy(ports, kept)
	return ports, nil
}

// URL is what a client connects to: the one node, or three seeds. It has the credentials, where there are any.
func (c *Cluster) URL() string {
	addresses := make([]string, len(c.nodes))
	for i, n := range c.nodes {
		addresses[i] = n.Address()
	}
	settings := url.Values{"tls": {fmt.Sprint(c.options.TLS)}}
	if c.options.TLS {
		settings.Set("tlsCAFile", c.caFile)
	}
	user := ""
	if c.options.User != "" {
		user = url.UserPassword(c.options.User, c.options.Password).String() + "@"
	}
	return "esdb://" + user + strings.Join(addresses, ",") + "?" + settings.Encode()
}

// Node gives a node by number, from 0.
func (c *Cluster) Node(i int) *Node { return c.nodes[i] }

// Stop cuts all connections and ends all calls. The data stay in dir. A second Stop does nothing.
func (c *Cluster) Stop() error {
	c.mu.Lock()
	c.stopping = true
	c.mu.Unlock()
	for _, n := range c.nodes {
		n.Stop()
	}
	return c.log.close()
}

// Truncate hides the events of a stream before a revision, as an administrator would with $tb.
func (c *Cluster) Truncate(stream string, before uint64) error {
	return c.log.limit(stream, streamMetadata{TruncateBefore: before})
}

// LimitAge has a stream lose what is older than some seconds, as an administrator would with $maxAge. It is written
// down and not carried out.
func (c *Cluster) LimitAge(stream string, seconds uint64) error {
	return c.log.limit(stream, streamMetadata{MaxAge: seconds})
}

// LimitCount has a stream keep its newest events only, as an administrator would with $maxCount.
func (c *Cluster) LimitCount(stream string, newest uint64) error {
	return c.log.limit(stream, streamMetadata{MaxCount: newest})
}

// Scavenge takes out of the log what was truncated, deleted or tombstoned. What a stream was limited by stays, so that
// it still can be seen that something was there.
func (c *Cluster) Scavenge() error { return c.log.scavenge() }

// Delete deletes a stream softly: it is not found, and goes on counting where something is appended to it.
func (c *Cluster) Delete(stream string) error {
	_, err := c.log.delete(stream, expectAny)
	return err
}

// Tombstone ends a stream for good.
func (c *Cluster) Tombstone(stream string) error {
	_, err := c.log.tombstone(stream, expectAny)
	return err
}

// Remove takes one event away and leaves a hole, in its stream and in $all, which no cluster should ever do.
func (c *Cluster) Remove(stream string, revision uint64) error { return c.log.remove(stream, revision) }
