package esdb

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
)

// sequencesEnv is how many random sequences of faults TestRandomFaults goes through; 20 by default.
const sequencesEnv = "DOSSIERBOEK_TEST_ESDB_SEQUENCES"

// TestRandomFaults: eight writers under random faults. What was acknowledged stands there once, what was answered as
// not stored does not, and a follower sees what is read afterwards.
func TestRandomFaults(t *testing.T) {
	sequences := 20
	if text := os.Getenv(sequencesEnv); text != "" {
		var err error
		if sequences, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	c := cluster(t, standin.Options{Nodes: 3})
	s := open(t, c.URL()+"&gossipTimeout=1",
		Options{Patience: 300 * time.Millisecond, Timeout: 100 * time.Millisecond, Silence: 300 * time.Millisecond})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var writing, following sync.WaitGroup
	var followed []uuid.UUID
	following.Go(func() {
		for r, err := range s.Follow(ctx, "") {
			if err != nil {
				if !errors.Is(err, context.Canceled) {
					t.Errorf("the follower ended with %v", err)
				}
				return
			}
			followed = append(followed, r.ID)
		}
	})
	shared := stream()
	stop := make(chan struct{})
	writers := make([]*faultWriter, 8)
	for i := range writers {
		w := &faultWriter{store: s, own: stream(), shared: shared, stop: stop}
		writers[i] = w
		writing.Go(func() { w.run(t) })
	}
	for range sequences {
		trouble(t, c, random)
		c.Clear()
		eventually(t, "it works again, by itself", func() bool {
			_, err := s.Tail(t.Context())
			return err == nil
		})
		time.Sleep(5 * time.Millisecond)
	}
	close(stop)
	writing.Wait()

	total := 0
	for _, w := range writers {
		wantIDs(t, s, w.own, w.stored...)
		total += len(w.stored)
	}
	times := map[uuid.UUID]int{}
	for _, id := range ids(t, s, shared) {
		times[id]++
	}
	for _, w := range writers {
		for _, e := range w.access {
			if times[e.ID] == 0 {
				t.Errorf("an acknowledged event of the shared stream is not there")
			}
		}
		for _, e := range w.refused {
			if times[e.ID] != 0 {
				t.Errorf("an event that was answered as not stored stands in the shared stream")
			}
		}
	}
	var log []uuid.UUID
	for r, err := range s.ReadAll(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		log = append(log, r.ID)
	}
	time.Sleep(time.Second) // for the follower to see the last
	cancel()
	following.Wait()
	if len(followed) != len(log) {
		t.Fatalf("%d records followed, %d in the log", len(followed), len(log))
	}
	for i := range log {
		if followed[i] != log[i] {
			t.Fatalf("record %d was followed as another one", i)
		}
	}
	eventually(t, "no call is left in a client, and one client is left", func() bool {
		stacks := make([]byte, 4<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		return bytes.Count(stacks, []byte("/esdb.enter[")) == 0 &&
			bytes.Count(stacks, []byte("/esdb.connectionStateMachine(")) == 1
	})
	t.Logf("%d appends to own streams, counters %+v", total, s.Counters())
	if total < 2*sequences {
		t.Errorf("%d appends prove too little", total)
	}
}

// trouble lets some faults happen, for a while.
func trouble(t *testing.T, c *standin.Cluster, random *rand.Rand) {
	t.Helper()
	kinds := []standin.Kind{
		standin.Unavailable, standin.Slow, standin.DeadlineAfter, standin.AbortedBefore, standin.AbortedAfter,
		standin.NotLeader, standin.Cut, standin.End, standin.Drop, standin.Freeze, standin.DeadNode, standin.NoLeader,
		standin.NoPosition, standin.FalseCheckpoint,
	}
	on := []standin.Operation{standin.Append, standin.Append, standin.Read, standin.Subscribe, standin.Gossip,
		standin.Features}
	for range 1 + random.IntN(6) {
		c.Fail(standin.Fault{
			Kind: kinds[random.IntN(len(kinds))], On: on[random.IntN(len(on))], Node: random.IntN(4) - 1,
			Times: 1 + random.IntN(4), After: random.IntN(3), Delay: time.Duration(random.IntN(200)) * time.Millisecond,
		})
	}
	node := c.Node(random.IntN(3))
	switch random.IntN(4) {
	case 0:
		node.Stop()
		time.Sleep(time.Duration(random.IntN(50)) * time.Millisecond)
		if err := node.Start(); err != nil {
			t.Fatal(err)
		}
	case 1:
		if err := c.Elect(random.IntN(3)); err != nil {
			t.Fatal(err)
		}
	case 2:
		c.Depose()
		time.Sleep(time.Duration(random.IntN(50)) * time.Millisecond)
		if err := c.Elect(random.IntN(3)); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(time.Duration(random.IntN(100)) * time.Millisecond)
}

// faultWriter appends to a stream of its own and to one that all share, and takes each answer at its word: after "not
// stored" it sends another event, after "unknown" the same again.
type faultWriter struct {
	store       *Store
	own, shared string
	stop        chan struct{}
	stored      []eventstore.Event // in its own stream
	access      []eventstore.Event // acknowledged in the shared stream
	refused     []eventstore.Event // answered as not stored
}

func (w *faultWriter) run(t *testing.T) {
	for {
		select {
		case <-w.stop:
			return
		default:
		}
		expected := eventstore.NoStream()
		if n := len(w.stored); n > 0 {
			expected = eventstore.Exact(uint64(n - 1))
		}
		es := events(1 + rand.IntN(3))
		if w.settled(t, w.own, expected, es) {
			w.stored = append(w.stored, es...)
		}
		if es := events(1); w.settled(t, w.shared, eventstore.Any(), es) {
			w.access = append(w.access, es...)
		} else {
			w.refused = append(w.refused, es...)
		}
	}
}

// settled appends until it knows whether the events are stored.
func (w *faultWriter) settled(t *testing.T, stream string, expected eventstore.Expected, es []eventstore.Event) bool {
	unknown := false
	for {
		_, err := w.store.Append(t.Context(), stream, expected, es...)
		switch {
		case err == nil:
			return true
		case errors.Is(err, eventstore.ErrUnknownOutcome):
			unknown = true
		case errors.Is(err, eventstore.ErrUnavailable):
			if !unknown {
				time.Sleep(5 * time.Millisecond) // a known outage is answered at once
				return false
			}
		default:
			t.Errorf("append: %v", err)
			return false
		}
		time.Sleep(5 * time.Millisecond)
	}
}
