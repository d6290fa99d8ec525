package standin_test

import (
	"context"
	"errors"
	"io"
	"math"
	"testing"
	"time"

	"github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"

	"dossierboek/eventstore/esdb/standin"
)

// start starts a cluster that stops with the test.
func start(t testing.TB, dir string, o standin.Options) *standin.Cluster {
	t.Helper()
	c, err := standin.Start(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Stop() }) // a test may have stopped it
	return c
}

// connect gives a real client of a cluster.
func connect(t testing.TB, url string) *esdb.Client {
	t.Helper()
	configuration, err := esdb.ParseConnectionString(url)
	if err != nil {
		t.Fatal(err)
	}
	configuration.Logger = esdb.NoopLogging()
	client, err := esdb.NewClient(configuration)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// restart stops a cluster and starts it again on what it kept, with a new client.
func restart(t testing.TB, c *standin.Cluster, dir string) (*standin.Cluster, *esdb.Client) {
	t.Helper()
	if err := c.Stop(); err != nil {
		t.Fatal(err)
	}
	c = start(t, dir, standin.Options{})
	return c, connect(t, c.URL())
}

// within gives a context that ends when a test has waited long enough.
func within(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func events(n int) []esdb.EventData {
	es := make([]esdb.EventData, n)
	for i := range es {
		es[i] = esdb.EventData{EventID: uuid.New(), EventType: "proef.gedaan", ContentType: esdb.ContentTypeBinary,
			Data: []byte{byte(i), 1, 2}, Metadata: []byte{byte(i)}}
	}
	return es
}

func appended(t testing.TB, client *esdb.Client, stream string, expected esdb.ExpectedRevision,
	es ...esdb.EventData) *esdb.WriteResult {
	t.Helper()
	w, err := client.AppendToStream(within(t), stream, esdb.AppendToStreamOptions{ExpectedRevision: expected}, es...)
	if err != nil {
		t.Fatalf("append to %s: %v", stream, err)
	}
	return w
}

func appendError(t testing.TB, client *esdb.Client, stream string, expected esdb.ExpectedRevision,
	es ...esdb.EventData) error {
	t.Helper()
	_, err := client.AppendToStream(within(t), stream, esdb.AppendToStreamOptions{ExpectedRevision: expected}, es...)
	return err
}

// wantCode checks the client's code of an error.
func wantCode(t testing.TB, err error, code esdb.ErrorCode) {
	t.Helper()
	var e *esdb.Error
	if !errors.As(err, &e) || e.Code() != code {
		t.Fatalf("error %v, want code %d", err, code)
	}
}

// drain reads to the end.
func drain(read *esdb.ReadStream, err error) ([]*esdb.RecordedEvent, error) {
	if err != nil {
		return nil, err
	}
	defer read.Close()
	var es []*esdb.RecordedEvent
	for {
		e, err := read.Recv()
		if errors.Is(err, io.EOF) {
			return es, nil
		}
		if err != nil {
			return es, err
		}
		es = append(es, e.OriginalEvent())
	}
}

func readStream(t testing.TB, client *esdb.Client, stream string) ([]*esdb.RecordedEvent, error) {
	t.Helper()
	return drain(client.ReadStream(within(t), stream, esdb.ReadStreamOptions{From: esdb.Start{}}, math.MaxUint64))
}

func readAll(t testing.TB, client *esdb.Client, o esdb.ReadAllOptions) []*esdb.RecordedEvent {
	t.Helper()
	es, err := drain(client.ReadAll(within(t), o, math.MaxUint64))
	if err != nil {
		t.Fatalf("reading the log: %v", err)
	}
	return es
}

func wantEvents(t testing.TB, got []*esdb.RecordedEvent, want ...esdb.EventData) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d events, want %d", len(got), len(want))
	}
	for i, e := range got {
		if e.EventID != want[i].EventID || e.EventType != want[i].EventType ||
			string(e.Data) != string(want[i].Data) || string(e.UserMetadata) != string(want[i].Metadata) {
			t.Fatalf("event %d is %+v, want %+v", i, e, want[i])
		}
	}
}

func TestAppendAndRead(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	es := events(3)
	w := appended(t, client, "a", esdb.NoStream{}, es...)
	if w.NextExpectedVersion != 2 || w.CommitPosition == 0 || w.CommitPosition != w.PreparePosition {
		t.Fatalf("appended at %+v", w)
	}
	got, err := readStream(t, client, "a")
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es...)
	for i, e := range got {
		if e.EventNumber != uint64(i) || e.StreamID != "a" || e.ContentType != "application/octet-stream" ||
			time.Since(e.CreatedDate) > time.Hour {
			t.Fatalf("event %d is %+v", i, e)
		}
	}
	if got[2].Position.Commit != w.CommitPosition || got[1].Position.Commit >= got[2].Position.Commit {
		t.Fatalf("positions %v, %v; the append was at %d", got[1].Position, got[2].Position, w.CommitPosition)
	}
	_, err = readStream(t, client, "b")
	wantCode(t, err, esdb.ErrorCodeResourceNotFound)
}

func TestRestart(t *testing.T) {
	dir := t.TempDir()
	c := start(t, dir, standin.Options{})
	client := connect(t, c.URL())
	es := events(3)
	before := appended(t, client, "a", esdb.NoStream{}, es...)
	url := c.URL()
	c, client = restart(t, c, dir)
	if c.URL() != url {
		t.Fatalf("it was at %s and is at %s", url, c.URL())
	}
	got, err := readStream(t, client, "a")
	if err != nil {
		t.Fatal(err)
	}
	wantEvents(t, got, es...)
	after := appended(t, client, "a", esdb.Revision(2), events(1)...)
	if after.CommitPosition <= before.CommitPosition || after.NextExpectedVersion != 3 {
		t.Fatalf("appended at %+v, before the restart at %+v", after, before)
	}
}

func TestSubscribe(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	es := events(3)
	appended(t, client, "a", esdb.NoStream{}, es[:2]...)
	subscription, err := client.SubscribeToAll(within(t),
		esdb.SubscribeToAllOptions{From: esdb.Start{}, Filter: esdb.ExcludeSystemEventsFilter()})
	if err != nil {
		t.Fatal(err)
	}
	defer subscription.Close()
	var got []*esdb.RecordedEvent
	caughtUp := 0
	for len(got) < 3 {
		e := subscription.Recv()
		switch {
		case e.EventAppeared != nil:
			got = append(got, e.EventAppeared.OriginalEvent())
		case e.CaughtUp != nil:
			if caughtUp++; len(got) != 2 {
				t.Fatalf("caught up after %d events", len(got))
			}
			appended(t, client, "b", esdb.NoStream{}, es[2])
		case e.SubscriptionDropped != nil:
			t.Fatal(e.SubscriptionDropped.Error)
		}
	}
	wantEvents(t, got, es...)
	if caughtUp != 1 {
		t.Fatalf("caught up %d times", caughtUp)
	}
}

func TestUnavailable(t *testing.T) {
	c := start(t, t.TempDir(), standin.Options{})
	client := connect(t, c.URL())
	appended(t, client, "a", esdb.NoStream{}, events(1)...)
	c.Fail(standin.Fault{Kind: standin.Unavailable, On: standin.Append, Node: standin.AnyNode})
	wantCode(t, appendError(t, client, "a", esdb.Any{}, events(1)...), esdb.ErrorUnavailable)
	if c.Pending() != 0 {
		t.Fatal("the fault is still queued")
	}
	appended(t, client, "a", esdb.Revision(0), events(1)...)
}
