package esdb

import (
	"context"
	"errors"
	"fmt"
	"math"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
)

// lookBack is how far from the head the events of an append with Any are looked for. They were sent some seconds ago
// at most; as many appends to one stream in that time are more than a cluster takes.
const lookBack = 5 * pageEvents

// find looks for the events in the stream, by their ids. Where they are not there, all of them together, it says
// errNotThere.
func (w *write) find(ctx context.Context) (eventstore.Appended, error) {
	if w.open {
		return w.findBack(ctx)
	}
	return w.findAt(ctx, w.first)
}

// findAt looks at the revisions from first on.
func (w *write) findAt(ctx context.Context, first uint64) (eventstore.Appended, error) {
	var found []*client.RecordedEvent
	for len(found) < len(w.events) {
		p, err := w.store.streamPage(ctx, w.stream, client.Revision(first+uint64(len(found))), client.Forwards,
			uint64(len(w.events)-len(found)))
		switch {
		case errors.Is(err, errNoStream):
			return eventstore.Appended{}, errNotThere
		case err != nil:
			return eventstore.Appended{}, err
		case len(p) == 0:
			return w.shortOf(ctx, first+uint64(len(found)))
		}
		for _, e := range p {
			i := len(found)
			if i == len(w.events) || e.EventNumber != first+uint64(i) || e.EventID != w.events[i].EventID {
				return eventstore.Appended{}, errNotThere
			}
			found = append(found, e)
		}
	}
	last := found[len(found)-1]
	return eventstore.Appended{First: first, Last: last.EventNumber, Position: written(last.Position)}, nil
}

// shortOf tells a stream that ends before a revision from a read that ended before its time.
func (w *write) shortOf(ctx context.Context, revision uint64) (eventstore.Appended, error) {
	head, exists, err := w.store.head(ctx, w.stream)
	switch {
	case err != nil:
		return eventstore.Appended{}, err
	case !exists || head < revision:
		return eventstore.Appended{}, errNotThere
	}
	return eventstore.Appended{}, &passingFault{FaultShort, errShort}
}

// findBack looks for the last of the events from the head backwards, and for the others before it.
func (w *write) findBack(ctx context.Context) (eventstore.Appended, error) {
	head, exists, err := w.store.head(ctx, w.stream)
	if err != nil {
		return eventstore.Appended{}, err
	}
	if !exists {
		return eventstore.Appended{}, errNotThere
	}
	last := w.events[len(w.events)-1].EventID
	from := uint64(0)
	if head >= lookBack {
		from = head - lookBack + 1
	}
	at := uint64(math.MaxUint64)
	err = w.store.readStream(ctx, w.stream, from, head, func(e *client.RecordedEvent) error {
		if e.EventID == last {
			at = e.EventNumber
		}
		return nil
	})
	switch {
	case err != nil:
		return eventstore.Appended{}, err
	case at == math.MaxUint64 || at+1 < uint64(len(w.events)):
		return eventstore.Appended{}, errNotThere
	}
	return w.findAt(ctx, at+1-uint64(len(w.events)))
}

// refused finds out what a refused revision means. After a call of unknown outcome it may be the own events that stand
// there.
func (w *write) refused(ctx context.Context) (eventstore.Appended, error) {
	if w.doubt || w.open {
		landed, err := w.find(ctx)
		if err == nil {
			w.store.counters.unknownLanded.Add(1)
		}
		if !errors.Is(err, errNotThere) {
			return landed, err
		}
	}
	return eventstore.Appended{}, w.conflict(ctx)
}

// conflict says where the stream is. Nothing of this append can land any more.
func (w *write) conflict(ctx context.Context) error {
	head, exists, err := w.store.head(ctx, w.stream)
	if err != nil {
		return err
	}
	w.doubt = false
	if !exists {
		head = 0
	}
	return &eventstore.ConflictError{Stream: w.stream, Head: head, Exists: exists}
}

// verdict is the error for an append of which nothing more can be found out.
func (w *write) verdict(err error) error {
	if w.doubt && !errors.Is(err, eventstore.ErrUnknownOutcome) {
		// Not what err may match: nothing of it says that nothing was stored.
		return &unknownOutcome{cause: err}
	}
	return err
}

// unknownOutcome is eventstore.ErrUnknownOutcome with what ended the search. Of what that matches it passes on only
// what does not say that nothing was stored.
type unknownOutcome struct{ cause error }

func (u *unknownOutcome) Error() string {
	return fmt.Sprintf("%v: %v", eventstore.ErrUnknownOutcome, u.cause)
}

// Is implements errors.Is: the context's end, the store's, and damage are passed on.
func (u *unknownOutcome) Is(target error) bool {
	switch target {
	case eventstore.ErrUnknownOutcome:
		return true
	case context.Canceled, context.DeadlineExceeded, eventstore.ErrBroken, ErrRights, ErrLogin:
		return errors.Is(u.cause, target)
	}
	return false
}
