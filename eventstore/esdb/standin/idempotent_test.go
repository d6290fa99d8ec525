package standin_test

import (
	"strings"
	"testing"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore/esdb/standin"
)

func TestWrongExpectedVersion(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	for _, test := range []struct {
		stored   int
		expected esdb.ExpectedRevision
		says     string
	}{
		{2, esdb.NoStream{}, "expecting 'no_stream' but got '1'"},
		{2, esdb.Revision(0), "expecting '0' but got '1'"},
		{2, esdb.Revision(7), "expecting '7' but got '1'"},
		{0, esdb.Revision(0), "expecting '0' but got 'no_stream'"},
		{0, esdb.StreamExists{}, "expecting 'stream_exists' but got 'no_stream'"},
	} {
		t.Run(test.says, func(t *testing.T) {
			stream := t.Name()
			if test.stored > 0 {
				appended(t, client, stream, esdb.NoStream{}, events(test.stored)...)
			}
			err := appendError(t, client, stream, test.expected, events(1)...)
			wantCode(t, err, esdb.ErrorCodeWrongExpectedVersion)
			if !strings.Contains(err.Error(), test.says) {
				t.Fatalf("it says %v", err)
			}
		})
	}
}

// TestRepeated: with an explicit revision the ids at those revisions decide, before a restart and after.
func TestRepeated(t *testing.T) {
	dir := t.TempDir()
	c := start(t, dir, standin.Options{})
	client := connect(t, c.URL())
	es := events(4)
	first := appended(t, client, "a", esdb.NoStream{}, es[:2]...)
	second := appended(t, client, "a", esdb.Revision(1), es[2:]...)
	for range 2 {
		if again := appended(t, client, "a", esdb.NoStream{}, es[:2]...); *again != *first {
			t.Fatalf("repeated at %+v, first at %+v", again, first)
		}
		changed := append([]esdb.EventData(nil), es[2:]...)
		changed[0].Data = []byte("other")
		if again := appended(t, client, "a", esdb.Revision(1), changed...); *again != *second {
			t.Fatalf("repeated at %+v, first at %+v", again, second)
		}
		for what, overlap := range map[string][]esdb.EventData{
			"longer":      es[:3],
			"then others": {es[0], events(1)[0]},
			"begins new":  {events(1)[0], es[1]},
		} {
			_, err := readStream(t, client, "a")
			if err != nil {
				t.Fatal(err)
			}
			switch err := appendError(t, client, "a", esdb.NoStream{}, overlap...); what {
			case "longer": // exactly these ids stand there
				if err != nil {
					t.Fatal(err)
				}
			default:
				wantCode(t, err, esdb.ErrorCodeWrongExpectedVersion)
			}
		}
		got, err := readStream(t, client, "a")
		if err != nil {
			t.Fatal(err)
		}
		wantEvents(t, got, es...)
		c, client = restart(t, c, dir)
	}
}

// TestRepeatedAny: with Any a cache decides that a restart empties, and then the events stand there twice.
func TestRepeatedAny(t *testing.T) {
	dir := t.TempDir()
	c := start(t, dir, standin.Options{})
	client := connect(t, c.URL())
	es := events(3)
	first := appended(t, client, "a", esdb.Any{}, es[:2]...)
	if again := appended(t, client, "a", esdb.Any{}, es[:2]...); *again != *first {
		t.Fatalf("repeated at %+v, first at %+v", again, first)
	}
	wantCode(t, appendError(t, client, "a", esdb.Any{}, es...), esdb.ErrorCodeWrongExpectedVersion)
	appended(t, client, "b", esdb.Any{}, es[:2]...) // another stream's ids are others
	if got, err := readStream(t, client, "b"); err != nil || len(got) != 2 {
		t.Fatalf("the other stream has %d events, %v", len(got), err)
	}
	_, client = restart(t, c, dir)
	if again := appended(t, client, "a", esdb.Any{}, es[:2]...); again.NextExpectedVersion != 3 {
		t.Fatalf("repeated after the restart at %+v", again)
	}
	got, err := readStream(t, client, "a")
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es[0], es[1], es[0], es[1])
}

// TestCacheOfANode: the cache is the node's own, and empty when it starts; a follower that ran all the time knows all.
func TestCacheOfANode(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{Nodes: 3})
	client := connect(t, c.URL())
	es := events(1)
	appended(t, client, "a", esdb.Any{}, es...)
	c.Node(2).Stop()
	if err := c.Node(2).Start(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		node     int
		revision uint64
	}{{1, 0}, {2, 1}} {
		if err := c.Elect(test.node); err != nil {
			t.Fatal(err)
		}
		if w := appended(t, client, "a", esdb.Any{}, es...); w.NextExpectedVersion != test.revision {
			t.Fatalf("at node %d it was repeated at %+v", test.node, w)
		}
	}
	got, err := readStream(t, client, "a")
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es[0], es[0])
}

// TestLimit: the server counts twice the kind, data and metadata of all events of an append together.
func TestLimit(t *testing.T) {
	client := connect(t, start(t, t.TempDir(), standin.Options{}).URL())
	es := events(2)
	es[0].Data, es[0].Metadata = make([]byte, 1<<19), nil
	es[1].Data, es[1].Metadata = make([]byte, 1<<19-4*len(es[0].EventType)), nil
	appended(t, client, "a", esdb.NoStream{}, es...)
	es[1].Metadata = []byte{1}
	err := appendError(t, client, "b", esdb.NoStream{}, es...)
	wantCode(t, err, esdb.ErrorCodeUnknown)
	if !strings.Contains(err.Error(), "InvalidArgument") && !strings.Contains(err.Error(), "EOF") {
		t.Fatalf("it says %v", err)
	}
	_, err = readStream(t, client, "b")
	wantCode(t, err, esdb.ErrorCodeResourceNotFound)
}
