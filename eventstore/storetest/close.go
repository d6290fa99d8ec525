package storetest

import (
	"errors"
	"sync"
	"testing"

	"dossierboek/eventstore"
)

func testCloseEndsReads(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	begin := tail(t, s)
	mustAppend(t, s, name, eventstore.NoStream(), events(20)...)
	records, following := watch(within(t), s, begin, name)
	receive(t, records, following, 20) // it waits for more now

	reading := make(chan error, 1)
	in, closed := make(chan struct{}), make(chan struct{})
	go func() {
		n := 0
		var err error
		for _, err = range s.ReadStream(within(t), name, 0) {
			if n++; n == 2 {
				close(in)
				<-closed
			}
		}
		reading <- err
	}()
	<-in
	if err := s.Close(); err != nil { // while a reader stands within its loop
		t.Fatalf("close: %v", err)
	}
	close(closed)
	for what, ended := range map[string]<-chan error{"read": reading, "follow": following} {
		select {
		case err := <-ended:
			if !errors.Is(err, eventstore.ErrClosed) {
				t.Errorf("the %s ended with %v", what, err)
			}
		case <-within(t).Done():
			t.Fatalf("the %s goes on", what)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatalf("closing again: %v", err)
	}
}

// testCloseFinishesAppends: an append under way when the store closes is stored or refused, and its answer says which.
func testCloseFinishesAppends(t *testing.T, f Fixture) {
	s, begin := f.Open(t), make(chan struct{})
	const writers = 8
	names := make([]string, writers)
	stored := make([][]eventstore.Event, writers)
	var started, wg sync.WaitGroup
	started.Add(writers)
	for w := range names {
		names[w] = stream()
		wg.Go(func() {
			<-begin
			for i := 0; ; i++ {
				e := event()
				_, err := s.Append(t.Context(), names[w], eventstore.Any(), e)
				if i == 0 {
					started.Done()
				}
				if err != nil {
					if !errors.Is(err, eventstore.ErrClosed) {
						t.Errorf("append: %v", err)
					}
					return
				}
				stored[w] = append(stored[w], e)
			}
		})
	}
	close(begin)
	started.Wait()
	if err := s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	wg.Wait()
	s = f.Open(t)
	for w, name := range names {
		wantEvents(t, readStream(t, s, name, 0), name, 0, stored[w]...)
	}
}

func testClosed(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	mustAppend(t, s, name, eventstore.NoStream(), event())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := s.Append(t.Context(), name, eventstore.Any(), event())
	wantError(t, err, eventstore.ErrClosed)
	wantError(t, last(t, s.ReadStream(t.Context(), name, 0)), eventstore.ErrClosed)
	wantError(t, last(t, s.ReadAll(t.Context(), "")), eventstore.ErrClosed)
	wantError(t, last(t, s.Follow(within(t), "")), eventstore.ErrClosed)
	_, _, err = s.Head(t.Context(), name)
	wantError(t, err, eventstore.ErrClosed)
	_, err = s.Tail(t.Context())
	wantError(t, err, eventstore.ErrClosed)
}
