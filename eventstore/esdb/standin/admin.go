package standin

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/google/uuid"
)

// metadataLocked writes metadata of a stream. The caller has the lock.
func (l *log) metadataLocked(name string, m streamMetadata) error {
	_, err := l.describe(name, m)
	return err
}

func (l *log) describe(name string, m streamMetadata) (*record, error) {
	data, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	return l.systemLocked("$$"+name, "$metadata", data)
}

// delete makes a stream soft-deleted; a stream without events is one already.
func (l *log) delete(name string, expected expectation) (*record, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.streams[name]
	if err := checkDelete(s, expected); err != nil {
		return nil, err
	}
	return l.describe(name, streamMetadata{TruncateBefore: softDeleted})
}

// tombstone ends a stream for good.
func (l *log) tombstone(name string, expected expectation) (*record, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := checkDelete(l.streams[name], expected); err != nil {
		return nil, err
	}
	added, err := l.storeLocked(name, math.MaxInt64,
		[]event{{id: uuid.New(), kind: kindTombstone, contentType: "application/octet-stream"}})
	if err != nil {
		return nil, err
	}
	return added[0], nil
}

func checkDelete(s *stream, expected expectation) error {
	switch {
	case s != nil && s.tombed != nil:
		return errTombstoned
	case expected == expectAny, int64(expected) == s.head(), expected == expectExists && s.head() >= 0:
		return nil
	}
	return &wrongVersion{s.head()}
}

func (l *log) limit(name string, m streamMetadata) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.metadataLocked(name, m)
}

var errNoRecord = errors.New("standin: there is no such event")

func (l *log) remove(name string, revision uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.streams[name].at(revision)
	if r == nil {
		return fmt.Errorf("%w: %s@%d", errNoRecord, name, revision)
	}
	return l.removeLocked(r)
}

func (l *log) removeLocked(r *record) error {
	entry := append(make([]byte, entryHead), entryRemove)
	entry = appendBytes(entry, r.stream.name)
	entry = binary.AppendUvarint(entry, r.revision)
	if err := l.writeLocked(seal(entry)); err != nil {
		return err
	}
	r.gone.Store(true)
	return nil
}

// scavenge takes away what the streams' limits hide. As on the server the last event of a stream stays, and the newest
// metadata, unless the stream was tombstoned: then the tombstone alone does.
func (l *log) scavenge() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for name, s := range l.streams {
		first := s.first()
		if strings.HasPrefix(name, "$$") {
			first = uint64(len(s.records)) // its metadata are all that count of it
		}
		if n := uint64(len(s.records)); first == n && n > 0 {
			first--
		}
		if s.tombed != nil || strings.HasPrefix(name, "$$") && l.tombedLocked(name[2:]) {
			first = uint64(len(s.records))
		}
		for _, r := range s.records[:first] {
			if r.gone.Load() {
				continue
			}
			if err := l.removeLocked(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *log) tombedLocked(name string) bool {
	s := l.streams[name]
	return s != nil && s.tombed != nil
}
