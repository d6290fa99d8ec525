package standin

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/google/uuid"
)

// log is what all nodes share: the records in order, in memory and in a file, and the streams they form.
type log struct {
	// all fields below; records only grow, so a slice of them read under the lock stays good after it
	mu      sync.RWMutex
	file    *os.File
	records []*record
	streams map[string]*stream
	next    uint64 // position of the next record
	recent  recent
	changed chan struct{} // closed and replaced when there is more to read
	kinds   map[string]string
	entry   []byte // the last one written, for its space
}

// firstPosition: no record is at 0, where a server has its first epoch.
const firstPosition = 1 << 8

func openLog(path string) (*log, error) {
	l := &log{
		streams: make(map[string]*stream),
		next:    firstPosition,
		recent:  newRecent(),
		changed: make(chan struct{}),
		kinds:   make(map[string]string),
	}
	f, err := openFile(path, l.replayed)
	if err != nil {
		return nil, err
	}
	l.file = f
	return l, nil
}

func (l *log) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.file.Close(); !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}

// storeLocked writes events to the end of a stream and makes them readable. The caller has the lock and has checked
// everything else. Where it fails, nothing was stored.
func (l *log) storeLocked(name string, first uint64, events []event) ([]*record, error) {
	now, position := time.Now(), l.next
	entry := append(l.entry[:0], make([]byte, entryHead)...)
	entry = append(entry, entryAppend)
	entry = appendBytes(entry, name)
	entry = binary.AppendUvarint(entry, uint64(len(events)))
	frames := make([][]byte, len(events))
	positions := make([]uint64, len(events))
	for i, e := range events {
		frame, err := encode(name, first+uint64(i), position, e, now)
		if err != nil {
			return nil, err
		}
		frames[i], positions[i] = frame, position
		entry = append(entry, e.id[:]...)
		entry = binary.AppendUvarint(entry, first+uint64(i))
		entry = binary.AppendUvarint(entry, position)
		entry = appendBytes(entry, e.kind)
		entry = appendBytes(entry, frame)
		// What a record takes in the server's log: its fields, and a head and a tail.
		position += uint64(len(name) + 2*len(e.kind) + len(e.data) + len(e.meta) + 72)
	}
	entry = binary.AppendUvarint(entry, position)
	l.entry = entry
	if err := l.writeLocked(seal(entry)); err != nil {
		return nil, err
	}
	stored := make([]record, len(events))
	added := make([]*record, len(events))
	for i, e := range events {
		added[i] = &stored[i]
		stored[i].revision, stored[i].position = first+uint64(i), positions[i]
		stored[i].id, stored[i].kind, stored[i].frame = e.id, l.kindLocked(e.kind), frames[i]
	}
	l.addLocked(name, added)
	l.next = position
	close(l.changed)
	l.changed = make(chan struct{})
	return added, nil
}

// writeLocked leaves the file as it was where it cannot write all of an entry.
func (l *log) writeLocked(entry []byte) error {
	n, err := l.file.Write(entry)
	if err == nil || n == 0 {
		return err
	}
	at, seekErr := l.file.Seek(-int64(n), 1)
	if seekErr != nil {
		return errors.Join(err, seekErr)
	}
	return errors.Join(err, l.file.Truncate(at))
}

// addLocked puts records at the end of the log and of their stream.
func (l *log) addLocked(name string, added []*record) {
	s := l.streams[name]
	if s == nil {
		s = &stream{name: name}
		l.streams[name] = s
	}
	for _, r := range added {
		r.stream, r.index = s, len(l.records)
		l.records = append(l.records, r)
		s.add(r)
	}
	l.describeLocked(name, added)
}

// kindLocked keeps each name of a kind once.
func (l *log) kindLocked(kind string) string {
	if known, ok := l.kinds[kind]; ok {
		return known
	}
	l.kinds[kind] = kind
	return kind
}

// replayed takes in an entry of the file at the start.
func (l *log) replayed(entry []byte) error {
	c := cursor{rest: entry[1:]}
	name := string(c.bytes())
	switch entry[0] {
	case entryAppend:
		n := c.number()
		var added []*record
		for range n {
			r := new(record)
			copy(r.id[:], c.take(uint64(len(uuid.UUID{}))))
			r.revision, r.position = c.number(), c.number()
			r.kind, r.frame = l.kindLocked(string(c.bytes())), c.bytes()
			if c.err != nil {
				return c.err
			}
			added = append(added, r)
		}
		l.next = c.number()
		l.addLocked(name, added)
	case entryRemove:
		revision := c.number()
		if c.err != nil {
			return c.err
		}
		l.streams[name].at(revision).gone.Store(true)
	default:
		return fmt.Errorf("unknown kind %d", entry[0])
	}
	return c.err
}

// wake lets those who wait for more look again.
func (l *log) wake() {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.changed)
	l.changed = make(chan struct{})
}

// length counts the records.
func (l *log) length() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.records)
}
