package sqlite

import (
	"database/sql/driver"

	sqlite3 "github.com/mattn/go-sqlite3"

	"github.com/google/uuid"
)

// recentIDs is how many of the log's last records an append with Any() is compared with: about 3 MB. A repeat comes
// seconds after the first attempt, and the contract lets a store miss a late one. With NoStream and Exact nothing is
// ever missed, for there the revision says where to look.
const recentIDs = 1 << 14

// recent knows the ids of the last records of the log and their revisions. It is read from the log at opening, so that
// a repeat is recognised after a restart too. An index over all ids would do the same for ever, but it would halve the
// speed of every append: ids are random, so each one would dirty a page of its own.
type recent struct {
	at    map[streamID]int64 // the revision
	order []streamID         // the oldest first
}

type streamID struct {
	stream int64
	id     uuid.UUID
}

func loadRecent(conn *sqlite3.SQLiteConn, tail int64) (recent, error) {
	ids := recent{at: make(map[streamID]int64, recentIDs)}
	err := query(conn, "SELECT stream, id, revision FROM events WHERE position > ? ORDER BY position",
		arguments(tail-recentIDs), func(row []driver.Value) (bool, error) {
			stream, _ := row[0].(int64)
			id, _ := row[1].([]byte)
			revision, _ := row[2].(int64)
			ids.add(stream, bytesID(id), revision)
			return true, nil
		})
	return ids, err
}

func (r *recent) add(stream int64, id uuid.UUID, revision int64) {
	key := streamID{stream, id}
	r.at[key] = revision
	r.order = append(r.order, key)
}

func (r *recent) find(stream int64, id uuid.UUID) (revision int64, ok bool) {
	revision, ok = r.at[streamID{stream, id}]
	return revision, ok
}

// trim lets the oldest go, after each commit; in between a transaction may add a little more than recentIDs.
func (r *recent) trim() {
	if len(r.order) < 2*recentIDs { // in one go, now and then
		return
	}
	old := r.order[:len(r.order)-recentIDs]
	for _, key := range old {
		delete(r.at, key)
	}
	r.order = append(make([]streamID, 0, 2*recentIDs), r.order[len(old):]...)
}
