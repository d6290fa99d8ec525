package storetest

import (
	"context"
	"testing"

	"dossierboek/eventstore"
)

func testReadCancelled(t *testing.T, f Fixture) {
	s, name := f.Open(t), stream()
	mustAppend(t, s, name, eventstore.NoStream(), events(50)...)
	at := tail(t, s)
	reads := map[string]func(ctx context.Context) func(func(eventstore.Record, error) bool){
		"stream": func(ctx context.Context) func(func(eventstore.Record, error) bool) { return s.ReadStream(ctx, name, 0) },
		"log":    func(ctx context.Context) func(func(eventstore.Record, error) bool) { return s.ReadAll(ctx, "") },
		"follow": func(ctx context.Context) func(func(eventstore.Record, error) bool) { return s.Follow(ctx, "") },
	}
	for what, read := range reads {
		t.Run(what+" cancelled before", func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			wantError(t, last(t, read(ctx)), context.Canceled)
		})
		t.Run(what+" cancelled within", func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			n := 0
			var err error
			for _, err = range read(ctx) {
				if n++; n == 3 {
					cancel()
				}
			}
			wantError(t, err, context.Canceled)
		})
	}
	t.Run("follow cancelled while it waits", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			var err error
			for _, err = range s.Follow(ctx, at) {
			}
			ended <- err
		}()
		cancel()
		select {
		case err := <-ended:
			wantError(t, err, context.Canceled)
		case <-within(t).Done():
			t.Fatal("the follower waits on")
		}
	})
	for what, call := range map[string]func(ctx context.Context) error{
		"head": func(ctx context.Context) error { _, _, err := s.Head(ctx, name); return err },
		"tail": func(ctx context.Context) error { _, err := s.Tail(ctx); return err },
	} {
		t.Run(what, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			wantError(t, call(ctx), context.Canceled)
		})
	}
}

// last is the error that an iterator ended with. A record after an error, or a record with one, is a fault.
func last(t *testing.T, read func(func(eventstore.Record, error) bool)) (err error) {
	t.Helper()
	for r, e := range read {
		if err != nil {
			t.Fatal("the iterator went on after an error")
		}
		if e != nil && r.Stream != "" {
			t.Fatal("a record came with an error")
		}
		err = e
	}
	return err
}
