package standin

import "github.com/google/uuid"

// recent is the server's cache of committed events: which record the latest ids belong to. Appends that expect no
// revision are idempotent only as far as it reaches. It begins empty with each start.
type recent struct {
	records map[uuid.UUID]*record
	order   []uuid.UUID // a ring, oldest at next
	next    int
}

// recentEvents is about what the server's 8 MiB hold.
const recentEvents = 80_000

func newRecent() recent { return recent{records: make(map[uuid.UUID]*record)} }

func (c *recent) add(r *record) {
	if len(c.order) < recentEvents {
		c.order = append(c.order, r.id)
	} else {
		delete(c.records, c.order[c.next])
		c.order[c.next] = r.id
		c.next = (c.next + 1) % recentEvents
	}
	c.records[r.id] = r
}
