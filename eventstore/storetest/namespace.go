package storetest

import (
	"context"
	"errors"
	"iter"
	"strings"
	"sync"

	"dossierboek/eventstore"
)

// Namespace shows the part of a store whose streams begin with a prefix as a store of its own, so that tests that each
// need a log for themselves can share a real server. The prefix must be new: the end of the part's log is known only
// from what was appended through the Namespace. Closing it closes the store.
func Namespace(s eventstore.Store, prefix string) eventstore.Store {
	return &namespace{Store: s, prefix: prefix}
}

type namespace struct {
	eventstore.Store
	prefix string

	mu   sync.Mutex
	tail eventstore.Position
}

func (n *namespace) Append(ctx context.Context, stream string, expected eventstore.Expected,
	events ...eventstore.Event) (eventstore.Appended, error) {
	a, err := n.Store.Append(ctx, n.prefix+stream, expected, events...)
	if conflict := new(eventstore.ConflictError); errors.As(err, &conflict) {
		return a, &eventstore.ConflictError{Stream: stream, Head: conflict.Head, Exists: conflict.Exists}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.tail = max(n.tail, a.Position)
	return a, err
}

func (n *namespace) ReadStream(ctx context.Context, stream string, from uint64) iter.Seq2[eventstore.Record, error] {
	return n.within(n.Store.ReadStream(ctx, n.prefix+stream, from))
}

func (n *namespace) ReadAll(ctx context.Context, after eventstore.Position) iter.Seq2[eventstore.Record, error] {
	return n.within(n.Store.ReadAll(ctx, after))
}

func (n *namespace) Follow(ctx context.Context, after eventstore.Position) iter.Seq2[eventstore.Record, error] {
	return n.within(n.Store.Follow(ctx, after))
}

// within leaves out what is not the part's, and the prefix of what is.
func (n *namespace) within(all iter.Seq2[eventstore.Record, error]) iter.Seq2[eventstore.Record, error] {
	return func(yield func(eventstore.Record, error) bool) {
		for r, err := range all {
			var own bool
			if r.Stream, own = strings.CutPrefix(r.Stream, n.prefix); (own || err != nil) && !yield(r, err) {
				return
			}
		}
	}
}

func (n *namespace) Head(ctx context.Context, stream string) (uint64, bool, error) {
	return n.Store.Head(ctx, n.prefix+stream)
}

func (n *namespace) Tail(context.Context) (eventstore.Position, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.tail, nil
}
