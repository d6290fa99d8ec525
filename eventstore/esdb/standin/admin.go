package standin

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/google/uuid"
)

// metadataLocked writes metadata of a stream. The caller has the lock.
func (l *log) metadataLocked(name string, m streamMetadata) error {
	_, err := l.describe(name, m)
	return err
}

func (l *log) describe(name string, m streamMetadata) (*record, error) {
	values := make(map[string]uint64)
	if m.TruncateBefore > 0 {
		values["$tb"] = m.TruncateBefore
	}
	if m.MaxCount > 0 {
		values["$maxCount"] = m.MaxCount
	}
	data, err := json.Marshal(values)
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
	added, err := l.storeLocked(name, math.MaxInt64, []event{{id: uuid.New(), kind: kindTombstone, contentType: "application/octet-stream"}})
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

func (l *log) truncate(name string, before uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.metadataLocked(name, streamMetadata{TruncateBefore: before})
}

var errNoRecord = errors.New("standin: there is no such event")

func (l *log) remove(name string, revision uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.streams[name].at(revision)
	if r == nil {
		return fmt.Errorf("%w: %s@%d", errNoRecord, name, revision)
	}
	entry := append(make([]byte, entryHead), entryRemove)
	entry = appendBytes(entry, name)
	entry = binary.AppendUvarint(entry, revision)
	if err := l.writeLocked(seal(entry)); err != nil {
		return err
	}
	r.gone.Store(true)
	return nil
}
