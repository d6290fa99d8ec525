package standin

import (
	"encoding/json"
	"math"
)

// stream is one stream of a log, guarded by its lock.
type stream struct {
	name     string
	records  []*record // by revision; a tombstone is not among them
	tombed   *record   // the tombstone, if there is one
	before   uint64    // revisions below were truncated ($tb)
	maxCount uint64    // 0 is without limit
}

// softDeleted is the $tb of a stream that was deleted and may live again.
const softDeleted = math.MaxInt64

const kindTombstone = "$streamDeleted"

func (s *stream) add(r *record) {
	if r.kind == kindTombstone {
		s.tombed = r
		return
	}
	s.records = append(s.records, r)
}

// at gives the record at a revision, nil where there is none. A nil stream has none.
func (s *stream) at(revision uint64) *record {
	if s == nil || revision >= uint64(len(s.records)) {
		return nil
	}
	return s.records[revision]
}

// head is the last revision, -1 where there is none, as the server counts it.
func (s *stream) head() int64 {
	if s == nil {
		return -1
	}
	return int64(len(s.records)) - 1
}

func (s *stream) deleted() bool {
	return s != nil && s.tombed == nil && s.before == softDeleted
}

// first is the lowest revision that a read still gives.
func (s *stream) first() uint64 {
	n := uint64(len(s.records))
	first := s.before
	if s.maxCount > 0 && n > s.maxCount {
		first = max(first, n-s.maxCount)
	}
	return min(first, n)
}

// streamMetadata is what the server understands of a stream's metadata, the last event of "$$" and its name. $maxAge
// is kept and not carried out; access control is not taken up.
type streamMetadata struct {
	TruncateBefore uint64 `json:"$tb,omitempty"`
	MaxCount       uint64 `json:"$maxCount,omitempty"`
	MaxAge         uint64 `json:"$maxAge,omitempty"` // seconds
}

// describeLocked applies metadata of other streams that was just stored.
func (l *log) describeLocked(name string, added []*record) {
	if len(name) < 3 || name[:2] != "$$" {
		return
	}
	frame, err := decode(added[len(added)-1].frame)
	if err != nil {
		return
	}
	// Anyone may write anything there; what is not metadata describes nothing.
	var m streamMetadata
	if json.Unmarshal(frame.GetEvent().GetEvent().GetData(), &m) != nil {
		return
	}
	s := l.streams[name[2:]]
	if s == nil {
		s = &stream{name: name[2:]}
		l.streams[name[2:]] = s
	}
	s.before, s.maxCount = m.TruncateBefore, m.MaxCount
}
