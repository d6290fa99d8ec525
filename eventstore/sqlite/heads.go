package sqlite

import (
	"context"
	"database/sql/driver"

	"github.com/google/uuid"

	"dossierboek/eventstore"
)

// maxHeads is how many streams the writer remembers the end of: about 10 MB.
const maxHeads = 1 << 16

// head is where a stream ends.
type head struct {
	stream int64 // its number in the table of streams; 0: it has no records yet
	next   int64 // the revision of its next record, which is how many it has
}

// head says where a stream ends, from memory or from the log.
func (w *writer) head(name string) (head, error) {
	if h, ok := w.heads[name]; ok {
		return h, nil
	}
	var h head
	err := query(w.conn,
		"SELECT stream, (SELECT max(revision) FROM events WHERE stream = streams.stream) FROM streams WHERE name = ?",
		arguments(name), func(row []driver.Value) (bool, error) {
			h.stream, _ = row[0].(int64)
			if last, ok := row[1].(int64); ok {
				h.next = last + 1
			}
			return false, nil
		})
	if err != nil {
		return head{}, err
	}
	if len(w.heads) >= maxHeads { // those in use are back soon
		clear(w.heads)
	}
	w.heads[name] = h
	return h, nil
}

// place decides where an append goes: at the end of the stream, or where a first attempt of the same append already
// put it. Its only error of the contract is *ConflictError.
func (w *writer) place(h head, r *request) (first int64, repeat bool, err error) {
	conflict := &eventstore.ConflictError{Stream: r.stream, Exists: h.next > 0}
	if h.next > 0 {
		conflict.Head = uint64(h.next - 1)
	}
	beyond := false
	r.expected.Match(
		func() { first = 0 },
		func(revision uint64) {
			beyond = revision >= uint64(h.next)
			first = int64(revision) + 1
		},
		func() {
			first = h.next
			for i, e := range r.events { // a single one that stands already makes it a repeat, or a conflict
				if revision, ok := w.ids.find(h.stream, e.ID); ok {
					first = revision - int64(i)
					return
				}
			}
		})
	if beyond {
		return 0, false, conflict
	}
	if first == h.next {
		return first, false, nil
	}
	same, err := w.stand(h, first, r.events)
	if err != nil {
		return 0, false, err
	}
	if !same {
		return 0, false, conflict
	}
	return first, true, nil
}

// stand says whether exactly these events, by id, stand at first and following.
func (w *writer) stand(h head, first int64, events []eventstore.Event) (bool, error) {
	if first < 0 || first+int64(len(events)) > h.next {
		return false, nil
	}
	same, i := true, 0
	err := query(w.conn, "SELECT id FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?",
		arguments(h.stream, first, int64(len(events))), func(row []driver.Value) (bool, error) {
			id, _ := row[0].([]byte)
			same = uuid.UUID(events[i].ID) == bytesID(id)
			i++
			return same, nil
		})
	return same && i == len(events), err
}

// bytesID is the nil id where b is none, which no event has.
func bytesID(b []byte) uuid.UUID {
	id, err := uuid.FromBytes(b)
	if err != nil {
		return uuid.Nil
	}
	return id
}

// landed says where a repeated append went the first time.
func (w *writer) landed(h head, first int64, n int) (eventstore.Appended, error) {
	last := first + int64(n) - 1
	at, _, err := number(w.conn, "SELECT position FROM events WHERE stream = ? AND revision = ?", h.stream, last)
	if err != nil {
		return eventstore.Appended{}, err
	}
	return eventstore.Appended{First: uint64(first), Last: uint64(last), Position: position(at)}, nil
}

func (w *writer) insertStream(name string) (int64, error) {
	result, err := w.conn.ExecContext(context.Background(), "INSERT INTO streams (name) VALUES (?)", arguments(name))
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// insert adds a row at the end of the log and of its stream. SQLite copies the bytes before it returns.
func (w *writer) insert(h head, e eventstore.Event) error {
	for i, value := range [...]driver.Value{w.tail + 1, h.stream, h.next, e.ID[:], e.Kind, blob(e.Data), blob(e.Meta)} {
		w.row[i].Value = value
	}
	_, err := w.insertEvent.(driver.StmtExecContext).ExecContext(context.Background(), w.row)
	return err
}

// blob is never NULL.
func blob(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
