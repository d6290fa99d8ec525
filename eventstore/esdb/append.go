package esdb

import (
	"context"
	"errors"
	"fmt"
	"math"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
)

// Append implements eventstore.Store. It goes to the leader, in parallel with others. It answers what became of the
// events, not what became of a call: see [write].
func (s *Store) Append(ctx context.Context, stream string, expected eventstore.Expected,
	events ...eventstore.Event) (eventstore.Appended, error) {
	if err := eventstore.Check(stream, expected, events); err != nil {
		return eventstore.Appended{}, err
	}
	if !s.life.Begin() {
		return eventstore.Appended{}, eventstore.ErrClosed
	}
	defer s.life.End()
	if err := ctx.Err(); err != nil {
		return eventstore.Appended{}, err
	}
	s.counters.appends.Add(1)
	w := newWrite(s, stream, expected, events)
	landed, err := w.settle(ctx)
	if errors.Is(err, eventstore.ErrUnknownOutcome) {
		s.counters.unknownAnswered.Add(1)
	}
	return landed, err
}

// write is an append until it is known what became of it.
//
// What the server said before it lost its voice does not count, what stands in the stream does. So after a call of
// unknown outcome the own ids are looked for; only where they are not there the same events are sent again. Doubt
// stays, though: a call that was given up may still be carried out. With an expected revision that does no harm (the
// server compares the ids at that revision with its index, so one of the two is a repeat), with Any the contract
// allows for it.
type write struct {
	store  *Store
	stream string
	events []client.EventData

	expected client.ExpectedRevision
	first    uint64 // revision at which the events will stand, unless open
	open     bool   // Any: they stand wherever
	beyond   bool   // no stream can be at the expected revision

	doubt  bool // a call ended without an answer
	lookup bool // and whether its events landed was not found out since
	masked bool // and the client lost the reason, which may be that the login has no right to write
}

func newWrite(s *Store, stream string, expected eventstore.Expected, events []eventstore.Event) *write {
	w := &write{store: s, stream: stream, events: make([]client.EventData, len(events))}
	expected.Match(
		func() { w.expected = client.NoStream{} },
		func(revision uint64) {
			// The server counts in signed numbers: it would take the largest unsigned one for "no stream".
			w.expected, w.first, w.beyond = client.Revision(revision), revision+1, revision >= math.MaxInt64
		},
		func() { w.expected, w.open = client.Any{}, true },
	)
	for i, e := range events {
		w.events[i] = client.EventData{
			EventID: e.ID, EventType: e.Kind, ContentType: client.ContentTypeBinary, Data: e.Data, Metadata: e.Meta,
		}
	}
	return w
}

// settle sends and looks up until it is known what became of the events, or time is up.
func (w *write) settle(ctx context.Context) (eventstore.Appended, error) {
	t := w.store.tries()
	for {
		landed, err := w.step(ctx)
		if err == nil {
			return landed, nil
		}
		if errors.Is(err, errNotThere) {
			continue
		}
		if _, ok := passes(err); !ok {
			return eventstore.Appended{}, w.verdict(err)
		}
		if err := t.again(ctx, err); err != nil {
			return eventstore.Appended{}, w.verdict(err)
		}
	}
}

// errNotThere: the events of an append of unknown outcome do not stand in the stream. They are sent again.
var errNotThere = errors.New("esdb: the append did not land")

// step looks the events up, where that is due, and otherwise sends them.
func (w *write) step(ctx context.Context) (eventstore.Appended, error) {
	if w.lookup {
		landed, err := w.find(ctx)
		switch {
		case err == nil:
			w.store.counters.unknownLanded.Add(1)
		case errors.Is(err, errNotThere):
			w.store.counters.unknownNotLanded.Add(1)
			w.lookup = false
			if w.masked {
				if err := w.store.mayWrite(ctx, w.stream); err != nil {
					return landed, err
				}
				w.masked = false
			}
		}
		return landed, err
	}
	if w.beyond {
		return eventstore.Appended{}, w.conflict(ctx)
	}
	landed, err := w.send(ctx)
	if errors.Is(err, errRevision) {
		return w.refused(ctx)
	}
	return landed, err
}

// send makes one call. Where it ends without an answer that is one, a lookup is due.
func (w *write) send(ctx context.Context) (eventstore.Appended, error) {
	timeout := w.store.timeout
	result, sent, err := call(ctx, w.store.link, timeout,
		func(ctx context.Context, c *client.Client) (*client.WriteResult, error) {
			// The client's own deadline would be 10 s.
			result, err := c.AppendToStream(ctx, w.stream,
				client.AppendToStreamOptions{ExpectedRevision: w.expected, Deadline: &timeout}, w.events...)
			if err == nil {
				w.store.link.seen.raise(place(result))
			}
			return result, err
		})
	switch {
	case err == nil:
		return w.answered(result)
	case sent && !answer(err):
		w.doubt, w.lookup = true, true
		if errors.Is(err, eventstore.ErrBroken) {
			err = &passingFault{FaultOther, err} // the client panicked at the answer: the stream tells what it was
		}
		var f *passingFault
		w.masked = errors.As(err, &f) && f.kind == FaultMasked
	case errors.Is(err, ErrRights):
		err = fmt.Errorf("%w: %w", eventstore.ErrReadOnly, err)
	case errors.Is(err, errRefused):
		// Its form was checked; what is left is a limit on the server that is lower than its default.
		err = fmt.Errorf("%w: %w", eventstore.ErrTooLarge, err)
	}
	return eventstore.Appended{}, err
}

// answer says whether an error is the server's word that nothing was stored.
func answer(err error) bool {
	var f *passingFault
	if errors.As(err, &f) {
		return f.kind == FaultNotLeader
	}
	for _, refusal := range []error{errRevision, errRefused, ErrRights, ErrLogin, ErrForeign, errTombstoned} {
		if errors.Is(err, refusal) {
			return true
		}
	}
	return false // the context's
}

// answered checks what the server says of an append that it took. The client makes up an answer where there was none,
// and a server may leave the position out: then the events are looked up.
func (w *write) answered(result *client.WriteResult) (eventstore.Appended, error) {
	at := place(result)
	n := uint64(len(w.events))
	last := result.NextExpectedVersion
	if !valid(at) || last > math.MaxInt64 || last+1 < n || !w.open && last != w.first+n-1 {
		w.doubt, w.lookup = true, true
		return eventstore.Appended{}, &passingFault{FaultOther, errAnswer}
	}
	return eventstore.Appended{First: last + 1 - n, Last: last, Position: written(at)}, nil
}

func place(r *client.WriteResult) client.Position {
	return client.Position{Commit: r.CommitPosition, Prepare: r.PreparePosition}
}

// errAnswer: the server took an append and did not say where.
var errAnswer = errors.New("esdb: the server does not say where the append landed")
