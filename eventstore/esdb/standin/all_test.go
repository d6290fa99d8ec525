package standin_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore/esdb/standin"
)

// own drops the events of the server's own.
func own(all []*esdb.RecordedEvent) []*esdb.RecordedEvent {
	var kept []*esdb.RecordedEvent
	for _, e := range all {
		if !strings.HasPrefix(e.StreamID, "$") {
			kept = append(kept, e)
		}
	}
	return kept
}

func TestLog(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	es := events(400)
	for i := range es {
		appended(t, client, fmt.Sprint("s", i%7), esdb.Any{}, es[i])
	}
	all := readAll(t, client, esdb.ReadAllOptions{From: esdb.Start{}})
	wantEvents(t, own(all), es...)
	if system := len(all) - len(es); system < 5 {
		t.Fatalf("%d system events among %d", system, len(all))
	}
	steps := make(map[uint64]bool)
	for i, e := range all {
		if e.Position.Commit != e.Position.Prepare {
			t.Fatalf("event %d is at %v", i, e.Position)
		}
		if i > 0 {
			step := e.Position.Commit - all[i-1].Position.Commit
			if step == 0 || step > 1<<20 {
				t.Fatalf("event %d is at %v, after %v", i, e.Position, all[i-1].Position)
			}
			steps[step] = true
		}
	}
	if len(steps) < 2 {
		t.Fatal("the positions are evenly spaced")
	}
	t.Run("forwards from a position is inclusive", func(t *testing.T) {
		got := readAll(t, client, esdb.ReadAllOptions{From: all[100].Position})
		if len(got) != len(all)-100 || got[0].EventID != all[100].EventID {
			t.Fatalf("%d events of %d, the first at %v", len(got), len(all), got[0].Position)
		}
	})
	t.Run("backwards from a position is exclusive", func(t *testing.T) {
		got := readAll(t, client, esdb.ReadAllOptions{From: all[100].Position, Direction: esdb.Backwards})
		if len(got) != 100 || got[0].EventID != all[99].EventID || got[99].EventID != all[0].EventID {
			t.Fatalf("%d events, the first at %v", len(got), got[0].Position)
		}
	})
	t.Run("backwards from the end", func(t *testing.T) {
		got, err := drain(client.ReadAll(within(t), esdb.ReadAllOptions{From: esdb.End{}, Direction: esdb.Backwards}, 3))
		if err != nil || len(got) != 3 || got[0].EventID != all[len(all)-1].EventID {
			t.Fatalf("%d events, %v", len(got), err)
		}
	})
	t.Run("past the end is nothing", func(t *testing.T) {
		p := all[len(all)-1].Position
		p.Commit, p.Prepare = p.Commit+1<<30, p.Prepare+1<<30
		if got := readAll(t, client, esdb.ReadAllOptions{From: p}); len(got) != 0 {
			t.Fatalf("%d events", len(got))
		}
	})
	t.Run("a position that is none", func(t *testing.T) {
		p := all[100].Position
		p.Commit, p.Prepare = p.Commit+1, p.Prepare+1
		_, err := drain(client.ReadAll(within(t), esdb.ReadAllOptions{From: p}, math.MaxUint64))
		wantCode(t, err, esdb.ErrorCodeUnknown)
		if !strings.Contains(err.Error(), "invalid position") {
			t.Fatalf("it says %v", err)
		}
	})
}

func TestStreamDirections(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	es := events(5)
	appended(t, client, "a", esdb.NoStream{}, es...)
	for _, test := range []struct {
		o     esdb.ReadStreamOptions
		count uint64
		want  []int
	}{
		{esdb.ReadStreamOptions{From: esdb.Start{}}, 2, []int{0, 1}},
		{esdb.ReadStreamOptions{From: esdb.Revision(3)}, 9, []int{3, 4}},
		{esdb.ReadStreamOptions{From: esdb.Revision(5)}, 9, nil},
		{esdb.ReadStreamOptions{From: esdb.Revision(9)}, 9, nil},
		{esdb.ReadStreamOptions{From: esdb.End{}, Direction: esdb.Backwards}, 1, []int{4}},
		{esdb.ReadStreamOptions{From: esdb.Revision(1), Direction: esdb.Backwards}, 9, []int{1, 0}},
		{esdb.ReadStreamOptions{From: esdb.Revision(9), Direction: esdb.Backwards}, 2, []int{4, 3}},
		{esdb.ReadStreamOptions{From: esdb.Start{}, Direction: esdb.Backwards}, 9, []int{0}},
	} {
		got, err := drain(client.ReadStream(within(t), "a", test.o, test.count))
		if err != nil || len(got) != len(test.want) {
			t.Fatalf("%+v: %d events, %v", test.o, len(got), err)
		}
		for i, e := range got {
			if e.EventID != es[test.want[i]].EventID {
				t.Fatalf("%+v: event %d is %d", test.o, i, e.EventNumber)
			}
		}
	}
}

// TestAdministered is what an administrator can do to a stream, as a client sees it, before a restart and after.
func TestAdministered(t *testing.T) {
	dir := t.TempDir()
	c := start(t, dir, standin.Options{})
	client := connect(t, c.URL())
	es := events(5)
	for _, stream := range []string{"truncated", "deleted", "reborn", "tombstoned", "holed"} {
		appended(t, client, stream, esdb.NoStream{}, es...)
	}
	for what, err := range map[string]error{
		"truncate":  c.Truncate("truncated", 3),
		"delete":    c.Delete("deleted"),
		"rebirth":   c.Delete("reborn"),
		"tombstone": c.Tombstone("tombstoned"),
		"hole":      c.Remove("holed", 2),
	} {
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	if err := c.Remove("holed", 5); err == nil {
		t.Fatal("an event was removed that is not there")
	}
	more := events(1)
	if w := appended(t, client, "reborn", esdb.NoStream{}, more...); w.NextExpectedVersion != 5 {
		t.Fatalf("the new life begins at %d", w.NextExpectedVersion)
	}
	for _, when := range []string{"before", "after"} {
		t.Run(when+" a restart", func(t *testing.T) {
			for stream, want := range map[string][]esdb.EventData{
				"truncated": es[3:],
				"reborn":    more,
				"holed":     {es[0], es[1], es[3], es[4]},
			} {
				got, err := readStream(t, client, stream)
				if err != nil {
					t.Fatalf("%s: %v", stream, err)
				}
				wantEvents(t, got, want...)
			}
			_, err := readStream(t, client, "deleted")
			wantCode(t, err, esdb.ErrorCodeResourceNotFound)
			_, err = readStream(t, client, "tombstoned")
			wantCode(t, err, esdb.ErrorCodeStreamDeleted)
			wantCode(t, appendError(t, client, "tombstoned", esdb.Any{}, events(1)...), esdb.ErrorCodeStreamDeleted)
			counts := make(map[string]int)
			for _, e := range readAll(t, client, esdb.ReadAllOptions{From: esdb.Start{}}) {
				counts[e.StreamID]++
			}
			// Until a scavenge all is still there, and the tombstone besides; only the hole is one.
			for stream, want := range map[string]int{"truncated": 5, "deleted": 5, "reborn": 6, "tombstoned": 6, "holed": 4,
				"$$deleted": 1} {
				if counts[stream] != want {
					t.Errorf("$all has %d events of %s, want %d", counts[stream], stream, want)
				}
			}
		})
		c, client = restart(t, c, dir)
	}
}

// TestScavenge: what was hidden leaves the log, except the last event of a stream; what hid it stays to be seen.
func TestScavenge(t *testing.T) {
	dir := t.TempDir()
	c := start(t, dir, standin.Options{})
	client := connect(t, c.URL())
	for _, stream := range []string{"whole", "truncated", "counted", "aged", "deleted", "tombstoned"} {
		appended(t, client, stream, esdb.NoStream{}, events(5)...)
	}
	for what, err := range map[string]error{
		"truncate": c.Truncate("truncated", 2), "count": c.LimitCount("counted", 2), "age": c.LimitAge("aged", 60),
		"describe before": c.Truncate("tombstoned", 1), "delete": c.Delete("deleted"),
		"tombstone": c.Tombstone("tombstoned"),
	} {
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	if err := c.Truncate("truncated", 3); err != nil { // so that there are older metadata
		t.Fatal(err)
	}
	for range 2 { // a second one finds nothing
		if err := c.Scavenge(); err != nil {
			t.Fatal(err)
		}
	}
	for _, when := range []string{"before", "after"} {
		counts := make(map[string]int)
		for _, e := range readAll(t, client, esdb.ReadAllOptions{From: esdb.Start{}}) {
			counts[e.StreamID]++
		}
		for stream, want := range map[string]int{
			"whole": 5, "truncated": 2, "counted": 2, "aged": 5, "deleted": 1, "tombstoned": 1,
			"$$whole": 0, "$$truncated": 1, "$$counted": 1, "$$aged": 1, "$$deleted": 1, "$$tombstoned": 0,
		} {
			if counts[stream] != want {
				t.Errorf("%s a restart $all has %d events of %s, want %d", when, counts[stream], stream, want)
			}
		}
		c, client = restart(t, c, dir)
	}
}

// TestDeleteByClient: the client's own calls, and how it shows a wrong revision.
func TestDeleteByClient(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	for stream, do := range map[string]func(expected esdb.ExpectedRevision) error{
		"deleted": func(expected esdb.ExpectedRevision) error {
			_, err := client.DeleteStream(within(t), "deleted", esdb.DeleteStreamOptions{ExpectedRevision: expected})
			return err
		},
		"tombstoned": func(expected esdb.ExpectedRevision) error {
			_, err := client.TombstoneStream(within(t), "tombstoned", esdb.TombstoneStreamOptions{ExpectedRevision: expected})
			return err
		},
	} {
		appended(t, client, stream, esdb.NoStream{}, events(2)...)
		wantCode(t, do(esdb.Revision(0)), esdb.ErrorCodeUnknown)
		if err := do(esdb.Revision(1)); err != nil {
			t.Fatal(err)
		}
		if got, err := readStream(t, client, stream); err == nil {
			t.Fatalf("%s still has %d events", stream, len(got))
		}
	}
}

// TestLimitOfRead: a read gives no more than it was asked for, and its end is told from a broken one.
func TestLimitOfRead(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	appended(t, client, "a", esdb.NoStream{}, events(5)...)
	read, err := client.ReadStream(within(t), "a", esdb.ReadStreamOptions{From: esdb.Start{}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	if _, err := read.Recv(); err != nil {
		t.Fatal(err)
	}
	if _, err := read.Recv(); !errors.Is(err, io.EOF) {
		t.Fatalf("after the end: %v", err)
	}
}
