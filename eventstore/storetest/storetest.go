// Package storetest is the contract of eventstore.Store as tests, for each store to pass, and what else tests of
// stores share: a model, and a way to kill a process that appends.
//
// The suite asks only what both stores can give. It never assumes that a log is empty or that nobody else writes to
// it: it makes streams with names of its own and looks at those. Where the contract leaves room (a repeat with Any()
// may be stored twice) the suite leaves it too.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// Fixture is one store under test.
type Fixture struct {
	// Open opens the store. After Close it may be called again and must find what was stored: a restart. The fixture
	// closes what the test left open.
	Open func(t *testing.T) eventstore.Store
	// Break, where a fixture has it, damages the open store or its connection so that from now on a read of the stream
	// cannot get past the records before revision.
	Break func(t *testing.T, stream string, revision uint64)
}

// patience is how long a test waits for what must happen. Only a failing test takes so long.
const patience = 20 * time.Second

// Run runs the suite. fresh gives a fixture for one test; its store must not be in use by another.
func Run(t *testing.T, fresh func(t *testing.T) Fixture) {
	for name, test := range map[string]func(t *testing.T, f Fixture){
		"append/expected revisions":      testExpected,
		"append/all or nothing":          testAllOrNothing,
		"append/one wins per revision":   testOneWins,
		"append/any never conflicts":     testAnyConcurrent,
		"append/many streams at once":    testManyStreams,
		"append/repeats":                 testRepeats,
		"append/repeats after a restart": testRepeatsAfterRestart,
		"append/repeat with other bytes": testRepeatOtherBytes,
		"append/partial overlap":         testPartialOverlap,
		"append/repeats with Any":        testRepeatAny,
		"append/limit":                   testLimit,
		"append/invalid":                 testInvalid,
		"append/cancelled":               testAppendCancelled,
		"append/bytes":                   testBytes,
		"read/stream from a revision":    testReadStreamFrom,
		"read/log from a position":       testReadAllFrom,
		"read/order":                     testOrder,
		"read/own writes":                testOwnWrites,
		"read/breaking out":              testBreakOut,
		"read/cancelled":                 testReadCancelled,
		"read/large history":             testLargeHistory,
		"read/strange position":          testStrangePosition,
		"read/end of history and broken": testBroken,
		"follow/sees what is appended":   testFollow,
		"follow/resumes after a restart": testFollowRestart,
		"follow/while others append":     testFollowConcurrent,
		"head and tail":                  testHeadTail,
		"close/ends reads and follows":   testCloseEndsReads,
		"close/finishes appends":         testCloseFinishesAppends,
		"close/refuses afterwards":       testClosed,
		"model":                          testModel,
	} {
		t.Run(name, func(t *testing.T) { test(t, fresh(t)) })
	}
}

// stream makes a name that no other test uses.
func stream() string { return "dossier-" + uuid.NewString() }

// event makes an event with some content.
func event() eventstore.Event { return events(1)[0] }

func events(n int) []eventstore.Event {
	es := make([]eventstore.Event, n)
	for i := range es {
		id := uuid.New()
		es[i] = eventstore.Event{ID: id, Kind: "proef.gedaan", Data: []byte("data of " + id.String()),
			Meta: []byte(`{"m":1}`)}
	}
	return es
}

// tb is what the helpers need of *testing.T and *rapid.T.
type tb interface {
	Helper()
	Fatalf(format string, args ...any)
	Context() context.Context
}

func mustAppend(t tb, s eventstore.Store, stream string, expected eventstore.Expected,
	es ...eventstore.Event) eventstore.Appended {
	t.Helper()
	a, err := s.Append(t.Context(), stream, expected, es...)
	if err != nil {
		t.Fatalf("append to %s: %v", stream, err)
	}
	return a
}

// readStream reads to the end.
func readStream(t tb, s eventstore.Store, stream string, from uint64) []eventstore.Record {
	t.Helper()
	var rs []eventstore.Record
	for r, err := range s.ReadStream(t.Context(), stream, from) {
		if err != nil {
			t.Fatalf("reading %s: %v", stream, err)
		}
		rs = append(rs, r)
	}
	return rs
}

// readAll reads the log to its end and keeps the records of some streams.
func readAll(t tb, s eventstore.Store, after eventstore.Position, streams ...string) []eventstore.Record {
	t.Helper()
	keep := make(map[string]bool, len(streams))
	for _, name := range streams {
		keep[name] = true
	}
	var rs []eventstore.Record
	for r, err := range s.ReadAll(t.Context(), after) {
		if err != nil {
			t.Fatalf("reading the log: %v", err)
		}
		if keep[r.Stream] {
			rs = append(rs, r)
		}
	}
	return rs
}

func tail(t tb, s eventstore.Store) eventstore.Position {
	t.Helper()
	p, err := s.Tail(t.Context())
	if err != nil {
		t.Fatalf("tail: %v", err)
	}
	return p
}

// wantEvents checks that records are these events at revisions first, first+1, ….
func wantEvents(t tb, rs []eventstore.Record, stream string, first uint64, es ...eventstore.Event) {
	t.Helper()
	if len(rs) != len(es) {
		t.Fatalf("%d records of %s, want %d", len(rs), stream, len(es))
	}
	for i, r := range rs {
		if r.Stream != stream || r.Revision != first+uint64(i) {
			t.Fatalf("record %d is %s@%d, want %s@%d", i, r.Stream, r.Revision, stream, first+uint64(i))
		}
		if diff := differs(r.Event, es[i]); diff != "" {
			t.Fatalf("record %s@%d: %s", r.Stream, r.Revision, diff)
		}
	}
}

// differs names the field in which two events differ; nil and empty are the same.
func differs(got, want eventstore.Event) string {
	switch {
	case got.ID != want.ID:
		return fmt.Sprintf("id %s, want %s", got.ID, want.ID)
	case got.Kind != want.Kind:
		return fmt.Sprintf("kind %q, want %q", got.Kind, want.Kind)
	case string(got.Data) != string(want.Data):
		return fmt.Sprintf("data of %d bytes differ from the %d appended", len(got.Data), len(want.Data))
	case string(got.Meta) != string(want.Meta):
		return fmt.Sprintf("meta of %d bytes differ from the %d appended", len(got.Meta), len(want.Meta))
	}
	return ""
}

func wantError(t tb, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error %v, want %v", err, want)
	}
}

// wantConflict checks the error and what it says of the stream, which holds n records.
func wantConflict(t tb, err error, stream string, n int) {
	t.Helper()
	wantError(t, err, eventstore.ErrConflict)
	var conflict *eventstore.ConflictError
	if !errors.As(err, &conflict) {
		t.Fatalf("%v is no *ConflictError", err)
	}
	want := eventstore.ConflictError{Stream: stream, Exists: n > 0}
	if n > 0 {
		want.Head = uint64(n - 1)
	}
	if *conflict != want {
		t.Fatalf("conflict %+v, want %+v", *conflict, want)
	}
}

// within gives a context that ends when a test has waited long enough.
func within(t testing.TB) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return ctx
}
