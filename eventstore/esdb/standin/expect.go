package standin

import (
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// expectation is what an append expects of its stream: a revision, or one of these.
type expectation int64

const (
	expectNoStream expectation = -1
	expectAny      expectation = -2
	expectExists   expectation = -4
)

// wrongVersion: the stream is at another revision. current is -1 where it has none.
type wrongVersion struct{ current int64 }

func (e *wrongVersion) Error() string { return fmt.Sprintf("the stream is at %d", e.current) }

var errTombstoned = errors.New("the stream was tombstoned")

// append stores events, or finds that they were stored before. knows says which records the leader's cache may know.
// The revision is that of the last event, -1 for no events to no stream; last is nil for no events.
func (l *log) append(name string, expected expectation, events []event,
	knows func(*record) bool) (revision int64, last *record, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.streams[name]
	if s != nil && s.tombed != nil {
		return 0, nil, errTombstoned
	}
	repeated, err := l.checkLocked(s, expected, events, knows)
	if err != nil {
		return 0, nil, err
	}
	if repeated != nil {
		return int64(repeated.revision), repeated, nil
	}
	if len(events) == 0 {
		return s.head(), nil, nil
	}
	first := uint64(s.head() + 1)
	if s.deleted() {
		// A stream that lives again goes on counting; what was before stays truncated.
		if err := l.metadataLocked(name, streamMetadata{TruncateBefore: first}); err != nil {
			return 0, nil, err
		}
	}
	added, err := l.storeLocked(name, first, events)
	if err != nil {
		return 0, nil, err
	}
	for _, r := range added {
		l.recent.add(r)
	}
	last = added[len(added)-1]
	return int64(last.revision), last, nil
}

// checkLocked answers the last record of a repeated append, nil for one to be stored, or *wrongVersion. The ids are
// compared, nothing else of the events.
func (l *log) checkLocked(s *stream, expected expectation, events []event, knows func(*record) bool) (*record, error) {
	current := s.head()
	if expected == expectExists && (current < 0 || s.deleted()) {
		return nil, &wrongVersion{current}
	}
	if expected == expectAny || expected == expectExists {
		var found *record
		for i, e := range events {
			r := l.recent.records[e.id]
			switch {
			case r != nil && r.stream == s && knows(r):
				found = r
			case i == 0:
				return nil, nil // the server looks no further: later ids may be stored twice
			default:
				return nil, &wrongVersion{current}
			}
		}
		return found, nil
	}
	if int64(expected) > current {
		return nil, &wrongVersion{current}
	}
	if int64(expected) == current {
		return nil, nil
	}
	var found *record
	for i, e := range events {
		r := s.at(uint64(int64(expected) + 1 + int64(i)))
		if r != nil && r.id == e.id {
			found = r
			continue
		}
		if i == 0 && expected == expectNoStream && s.deleted() {
			return nil, nil
		}
		return nil, &wrongVersion{current}
	}
	if found == nil {
		return nil, &wrongVersion{current}
	}
	return found, nil
}

// systemLocked stores an event of the server's own.
func (l *log) systemLocked(name, kind string, data []byte) (*record, error) {
	added, err := l.storeLocked(name, uint64(l.streams[name].head()+1), []event{{
		id: uuid.New(), kind: kind, contentType: "application/json", data: data,
	}})
	if err != nil {
		return nil, err
	}
	return added[0], nil
}
