package esdb

import client "github.com/EventStore/EventStore-Client-Go/v4/esdb"

// remembered is of how many streams, at least, a reader of the log knows the next revision. It bounds its memory.
const remembered = 1 << 15

// revisions checks that the streams in the log have no gaps. Positions have gaps of their own, so only revisions can
// tell.
type revisions struct {
	young, old map[string]uint64 // stream to next revision; old is what was young before
	// from the beginning of the log, and nothing was forgotten: a stream not seen begins at 0
	whole bool
}

func newRevisions(fromStart bool) *revisions {
	return &revisions{young: make(map[string]uint64), whole: fromStart}
}

// check takes the next event of the log. What it refuses it does not take.
func (r *revisions) check(e *client.RecordedEvent) error {
	if e.EventType == kindTombstone {
		return broken("%s was tombstoned", e.StreamID)
	}
	next, seen := r.young[e.StreamID]
	if !seen {
		next, seen = r.old[e.StreamID]
	}
	if (seen || r.whole) && e.EventNumber != next {
		return broken("the log has %s@%d where revision %d comes next", e.StreamID, e.EventNumber, next)
	}
	if len(r.young) >= remembered {
		r.whole = r.whole && r.old == nil
		r.young, r.old = make(map[string]uint64, remembered), r.young
	}
	r.young[e.StreamID] = e.EventNumber + 1
	return nil
}
