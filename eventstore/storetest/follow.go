package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"

	"dossierboek/eventstore"
)

// watch follows the log in a goroutine and passes on the records of the named streams. It ends with the context or the
// store.
func watch(ctx context.Context, s eventstore.Store, after eventstore.Position,
	names ...string) (<-chan eventstore.Record, <-chan error) {
	keep := map[string]bool{}
	for _, name := range names {
		keep[name] = true
	}
	records, ended := make(chan eventstore.Record), make(chan error, 1)
	go func() {
		for r, err := range s.Follow(ctx, after) {
			if err != nil {
				ended <- err
				return
			}
			if !keep[r.Stream] {
				continue
			}
			select {
			case records <- r:
			case <-ctx.Done():
			}
		}
		ended <- nil
	}()
	return records, ended
}

// receive takes n records.
func receive(t *testing.T, records <-chan eventstore.Record, ended <-chan error, n int) []eventstore.Record {
	t.Helper()
	ctx := within(t)
	var rs []eventstore.Record
	for len(rs) < n {
		select {
		case r := <-records:
			rs = append(rs, r)
		case err := <-ended:
			t.Fatalf("the follower ended with %v after %d of %d records", err, len(rs), n)
		case <-ctx.Done():
			t.Fatalf("%d of %d records came", len(rs), n)
		}
	}
	return rs
}

func testFollow(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	begin := tail(t, s)
	es := events(9)
	mustAppend(t, s, name, eventstore.NoStream(), es[:3]...)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	records, ended := watch(ctx, s, begin, name)
	rs := receive(t, records, ended, 3)
	for i := 3; i < len(es); i++ { // it waits now, and is woken each time
		mustAppend(t, s, name, eventstore.Exact(uint64(i-1)), es[i])
		rs = append(rs, receive(t, records, ended, 1)...)
	}
	wantEvents(t, rs, name, 0, es...)
	cancel()
	select {
	case err := <-ended:
		wantError(t, err, context.Canceled)
	case <-within(t).Done():
		t.Fatal("the follower waits on")
	}
}

// testFollowRestart: a follower that keeps its position sees everything once, whenever the store restarts.
func testFollowRestart(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	at := tail(t, s)
	var want []eventstore.Event
	var got []eventstore.Record
	for range 4 {
		es := events(5)
		mustAppend(t, s, name, eventstore.Any(), es[:3]...)
		ctx, cancel := context.WithCancel(t.Context())
		records, ended := watch(ctx, s, at, name)
		// It stops in the middle of what is there, or after what came while it waited.
		rs := receive(t, records, ended, len(want)+2-len(got))
		got = append(got, rs...)
		at = got[len(got)-1].Position
		mustAppend(t, s, name, eventstore.Any(), es[3:]...)
		want = append(want, es...)
		cancel()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		<-ended
		s = f.Open(t)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	records, ended := watch(ctx, s, at, name)
	got = append(got, receive(t, records, ended, len(want)-len(got))...)
	wantEvents(t, got, name, 0, want...)
}

// testFollowConcurrent: followers see the log as it is read afterwards, without gaps, while many append.
func testFollowConcurrent(t *testing.T, f Fixture) {
	s := f.Open(t)
	begin := tail(t, s)
	const writers, each, followers = 6, 30, 3
	names := make([]string, writers)
	for i := range names {
		names[i] = stream()
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var wg sync.WaitGroup
	seen := make([][]eventstore.Record, followers)
	for i := range seen {
		records, ended := watch(ctx, s, begin, names...)
		wg.Go(func() {
			for len(seen[i]) < writers*each {
				select {
				case r := <-records:
					seen[i] = append(seen[i], r)
				case err := <-ended:
					t.Errorf("a follower ended with %v", err)
					return
				case <-ctx.Done():
					return
				}
			}
		})
	}
	for _, name := range names {
		wg.Go(func() {
			for range each {
				if _, err := s.Append(t.Context(), name, eventstore.Any(), event()); err != nil {
					t.Errorf("append: %v", err)
					return
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	select {
	case <-done:
	case <-within(t).Done():
		t.Fatal("the followers did not see everything")
	}
	log := readAll(t, s, begin, names...)
	for i := range seen {
		for j, r := range seen[i] {
			if r.ID != log[j].ID || r.Position != log[j].Position {
				t.Fatalf("follower %d: record %d is not what the log has", i, j)
			}
		}
	}
}

func testHeadTail(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	if _, ok, err := s.Head(t.Context(), name); ok || err != nil {
		t.Fatalf("a stream that is not there has a head: %v, %v", ok, err)
	}
	before := tail(t, s)
	a := mustAppend(t, s, name, eventstore.NoStream(), events(3)...)
	if head, ok, err := s.Head(t.Context(), name); head != 2 || !ok || err != nil {
		t.Fatalf("head %d, %v, %v", head, ok, err)
	}
	if at := tail(t, s); at < a.Position || at <= before {
		t.Fatalf("tail %s after an append at %s, before it %s", at, a.Position, before)
	}
	_, err := s.Append(t.Context(), name, eventstore.NoStream(), event())
	if !errors.Is(err, eventstore.ErrConflict) {
		t.Fatal(err)
	}
	if head, ok, err := s.Head(t.Context(), name); head != 2 || !ok || err != nil {
		t.Fatalf("head %d, %v, %v after a refused append", head, ok, err)
	}
}
