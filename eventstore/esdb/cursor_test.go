package esdb

import (
	"errors"
	"fmt"
	"testing"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

	"dossierboek/eventstore"
)

func at(n uint64) client.Position { return client.Position{Commit: n, Prepare: n} }

func placed(stream string, revision, position uint64) *client.RecordedEvent {
	return &client.RecordedEvent{StreamID: stream, EventType: "k", EventNumber: revision, Position: at(position)}
}

// TestCursorMeets: a page begins with the event at which the last one ended. Where a record is not there any more, the
// log is another one or was damaged; the server's own events may go.
func TestCursorMeets(t *testing.T) {
	there, gone := page{placed("a", 0, 5), placed("a", 1, 9)}, page{placed("a", 1, 9)}
	for what, c := range map[string]struct {
		cursor cursor
		page   page
		left   int
		want   error
	}{
		"at the beginning":            {cursor{}, there, 2, nil},
		"the caller's":                {cursor{at: at(5), given: true, kept: true}, there, 1, nil},
		"the caller's, not there":     {cursor{at: at(5), given: true, kept: true}, gone, 0, eventstore.ErrPosition},
		"a record's":                  {cursor{at: at(5), kept: true}, there, 1, nil},
		"a record's, not there":       {cursor{at: at(5), kept: true}, gone, 0, eventstore.ErrBroken},
		"the server's own":            {cursor{at: at(5)}, there, 1, nil},
		"the server's own, not there": {cursor{at: at(5)}, gone, 1, nil},
		"an empty page":               {cursor{at: at(5), given: true, kept: true}, nil, 0, nil},
	} {
		p, err := c.cursor.meet(c.page)
		if len(p) != c.left || !errors.Is(err, c.want) {
			t.Errorf("%s: %d events left, %v", what, len(p), err)
		}
	}
}

// TestCursorPasses: events come in order, and each stream without gaps.
func TestCursorPasses(t *testing.T) {
	for what, c := range map[string]struct {
		at     client.Position
		events page
		taken  int
		want   error
	}{
		"two streams":          {start, page{placed("a", 0, 1), placed("b", 0, 2), placed("a", 1, 3)}, 3, nil},
		"the server's own":     {start, page{placed("$s", 7, 1), placed("a", 0, 2)}, 1, nil},
		"a gap":                {start, page{placed("a", 0, 1), placed("a", 2, 3)}, 1, eventstore.ErrBroken},
		"twice":                {start, page{placed("a", 0, 1), placed("a", 0, 3)}, 1, eventstore.ErrBroken},
		"not from 0":           {start, page{placed("a", 1, 1)}, 0, eventstore.ErrBroken},
		"not from 0, later on": {at(1), page{placed("a", 1, 2)}, 1, nil},
		"backwards":            {at(5), page{placed("a", 1, 4)}, 0, eventstore.ErrBroken},
		"the same again":       {at(5), page{placed("a", 1, 5)}, 0, eventstore.ErrBroken},
	} {
		cursor, n := &cursor{at: c.at, revisions: newRevisions(c.at == start)}, 0
		err := cursor.pass(c.events, func(*client.RecordedEvent) error { n++; return nil })
		if n != c.taken || !errors.Is(err, c.want) {
			t.Errorf("%s: %d taken, %v", what, n, err)
		}
	}
}

// TestRevisionsForget: however many streams there are, no more than twice the bound are remembered, those seen lately
// among them, and what was forgotten is not called a gap.
func TestRevisionsForget(t *testing.T) {
	r := newRevisions(true)
	for i := range uint64(3 * remembered) {
		if err := r.check(placed(fmt.Sprint("s", i), 0, i+1)); err != nil {
			t.Fatal(err)
		}
		if err := r.check(placed("often", i, i+1)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(r.young) + len(r.old); n > 2*remembered {
		t.Errorf("%d streams are remembered", n)
	}
	if err := r.check(placed("s0", 1, 1)); err != nil {
		t.Errorf("a stream that was forgotten: %v", err)
	}
	if err := r.check(placed(fmt.Sprint("s", 3*remembered-1), 2, 1)); !errors.Is(err, eventstore.ErrBroken) {
		t.Errorf("a gap in a stream seen lately: %v", err)
	}
}
