package esdb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"github.com/google/uuid"

	"dossierboek/eventstore"
	"dossierboek/eventstore/esdb/standin"
)

// What the adapter costs is the difference with a bare loop over the vendor's client, in turns within one run, over
// the same server: a real one where DOSSIERBOEK_TEST_ESDB names it, otherwise the stand-in, whose own cost is then in
// both (one process). "ratio" is the adapter's rate divided by the bare rate; "own-ns" is the processor time per
// append or event that the adapter takes more than the bare loop, and "own-allocs" the allocations.

// server gives the connection string that a benchmark runs against.
func server(b *testing.B) string {
	if url := os.Getenv(serverEnv); url != "" {
		return url
	}
	return cluster(b, standin.Options{}).URL()
}

// bare gives the vendor's client.
func bare(b *testing.B, url string) *client.Client {
	b.Helper()
	config, err := client.ParseConnectionString(url)
	if err != nil {
		b.Fatal(err)
	}
	config.Logger = client.NoopLogging()
	c, err := client.NewClient(config)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = c.Close() }) // it never returns an error
	return c
}

// meter adds up what one side of a comparison took.
type meter struct {
	elapsed, processor time.Duration
	allocations        uint64
}

func (m *meter) run(b *testing.B, f func() error) {
	b.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	used, begin := processorTime(b), time.Now()
	if err := f(); err != nil {
		b.Fatal(err)
	}
	m.elapsed += time.Since(begin)
	m.processor += processorTime(b) - used
	runtime.ReadMemStats(&after)
	m.allocations += after.Mallocs - before.Mallocs
}

func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// report compares n things done by the store with as many done by the bare client.
func report(b *testing.B, what string, n int, store, baseline meter) {
	b.ReportMetric(0, "ns/op") // of both: it says nothing
	b.ReportMetric(float64(n)/store.elapsed.Seconds(), what+"/s")
	b.ReportMetric(float64(n)/baseline.elapsed.Seconds(), "bare/s")
	b.ReportMetric(baseline.elapsed.Seconds()/store.elapsed.Seconds(), "ratio")
	b.ReportMetric(float64(store.processor-baseline.processor)/float64(n), "own-ns")
	b.ReportMetric((float64(store.allocations)-float64(baseline.allocations))/float64(n), "own-allocs")
}

func benchEvent() eventstore.Event {
	return eventstore.Event{ID: uuid.New(), Kind: "gegeven.vastgelegd", Data: make([]byte, 1000), Meta: make([]byte, 200)}
}

// BenchmarkAppend: an append is one event of 1,200 bytes at an exact revision, each caller to a stream of its own.
func BenchmarkAppend(b *testing.B) {
	for _, callers := range []int{1, 64} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) {
			url := server(b)
			s, c := open(b, url, Options{}), bare(b, url)
			mine, theirs := names(callers), names(callers)
			const turn = 50 // appends of each caller between two changes
			var store, baseline meter
			done := 0
			for b.Loop() { // one turn of each
				store.run(b, func() error {
					return together(mine, func(stream string) error { return appendStore(b.Context(), s, stream, done, turn) })
				})
				baseline.run(b, func() error {
					return together(theirs, func(stream string) error { return appendBare(b.Context(), c, stream, done, turn) })
				})
				done += turn
			}
			report(b, "appends", done*callers, store, baseline)
		})
	}
}

func names(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = stream()
	}
	return names
}

func together(streams []string, f func(stream string) error) error {
	var wg sync.WaitGroup
	errs := make([]error, len(streams))
	for i, stream := range streams {
		wg.Go(func() { errs[i] = f(stream) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

func appendStore(ctx context.Context, s *Store, stream string, done, n int) error {
	for i := done; i < done+n; i++ {
		expected := eventstore.NoStream()
		if i > 0 {
			expected = eventstore.Exact(uint64(i - 1))
		}
		if _, err := s.Append(ctx, stream, expected, benchEvent()); err != nil {
			return err
		}
	}
	return nil
}

func appendBare(ctx context.Context, c *client.Client, stream string, done, n int) error {
	for i := done; i < done+n; i++ {
		var expected client.ExpectedRevision = client.NoStream{}
		if i > 0 {
			expected = client.Revision(uint64(i - 1))
		}
		e := benchEvent()
		_, err := c.AppendToStream(ctx, stream, client.AppendToStreamOptions{ExpectedRevision: expected}, client.EventData{
			EventID: e.ID, EventType: e.Kind, ContentType: client.ContentTypeBinary, Data: e.Data, Metadata: e.Meta,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkReplay reads a log of BENCH_EVENTS (100,000) events of 1,200 bytes in streams of 100. The goal is a ratio
// of at least 0.5.
func BenchmarkReplay(b *testing.B) {
	url := server(b)
	s, c := open(b, url, Options{}), bare(b, url)
	n := 100_000
	if text := os.Getenv("BENCH_EVENTS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	begin, err := s.Tail(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	const fillers = 16
	each := (n + 100*fillers - 1) / (100 * fillers) // streams
	n = each * fillers * 100
	if err := together(names(fillers), func(stream string) error {
		for i := range each {
			es := make([]eventstore.Event, 100)
			for j := range es {
				es[j] = benchEvent()
			}
			if _, err := s.Append(b.Context(), fmt.Sprint(stream, "-", i), eventstore.NoStream(), es...); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	var store, baseline meter
	times := 0
	for b.Loop() { // one replay of each
		store.run(b, func() error {
			read := 0
			for _, err := range s.ReadAll(b.Context(), begin) {
				if err != nil {
					return err
				}
				read++
			}
			return wantRead(read, n)
		})
		baseline.run(b, func() error {
			read, err := replayBare(b.Context(), c, begin)
			return errors.Join(err, wantRead(read, n))
		})
		times++
	}
	report(b, "events", n*times, store, baseline)
}

func wantRead(read, n int) error {
	if read != n {
		return fmt.Errorf("%d events read, want %d", read, n)
	}
	return nil
}

// replayBare counts the events after a position that are not the server's own.
func replayBare(ctx context.Context, c *client.Client, after eventstore.Position) (n int, err error) {
	o := client.ReadAllOptions{From: client.Start{}}
	first, err := parsed(after)
	if err != nil {
		return 0, err
	}
	if first != start {
		o.From = first
	}
	r, err := c.ReadAll(ctx, o, 1<<62)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	for {
		resolved, err := r.Recv()
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		if e := resolved.OriginalEvent(); !foreign(e) && e.Position != first {
			n++
		}
	}
}

// BenchmarkStream reads a stream of 100 events of 1,200 bytes, as a dossier is opened: the head first, then the
// events.
func BenchmarkStream(b *testing.B) {
	url := server(b)
	s, c := open(b, url, Options{}), bare(b, url)
	stream := stream()
	if err := appendStore(b.Context(), s, stream, 0, 100); err != nil {
		b.Fatal(err)
	}
	var store, baseline meter
	times := 0
	for b.Loop() {
		store.run(b, func() error {
			for _, err := range s.ReadStream(b.Context(), stream, 0) {
				if err != nil {
					return err
				}
			}
			return nil
		})
		baseline.run(b, func() error {
			r, err := c.ReadStream(b.Context(), stream, client.ReadStreamOptions{}, 100)
			if err != nil {
				return err
			}
			defer r.Close()
			for err == nil {
				_, err = r.Recv()
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		})
		times++
	}
	report(b, "streams", times, store, baseline)
}
