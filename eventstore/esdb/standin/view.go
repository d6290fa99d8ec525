package standin

import "sort"

// view is the log as one node has it at one moment.
type view struct {
	records []*record
	next    uint64        // position after the last of them
	changed chan struct{} // closed when there is more
}

func (n *Node) view() view {
	l := n.cluster.log
	l.mu.RLock()
	defer l.mu.RUnlock()
	v := view{records: l.records[:n.reach(len(l.records))], next: l.next, changed: l.changed}
	if len(v.records) < len(l.records) {
		v.next = l.records[len(v.records)].position
	}
	return v
}

// below is how many records lie before a position, and whether the position is that of a record or past them all.
func (v view) below(position uint64) (count int, ok bool) {
	count = sort.Search(len(v.records), func(i int) bool { return v.records[i].position >= position })
	return count, position >= v.next || (count < len(v.records) && v.records[count].position == position)
}

// streamView is a stream as a node has it at one moment.
type streamView struct {
	records []*record // by revision, from 0
	first   uint64    // the lowest revision that is not truncated
	tombed  bool
	changed chan struct{}
}

// stream gives a stream, and false for one that was never there or is deleted, though it may come. Of one that was
// truncated to its end nothing is left, and yet it is there.
func (n *Node) stream(name string) (streamView, bool) {
	l := n.cluster.log
	l.mu.RLock()
	defer l.mu.RUnlock()
	v := streamView{changed: l.changed}
	s := l.streams[name]
	if s == nil {
		return v, false
	}
	reach := n.reach(len(l.records))
	here := sort.Search(len(s.records), func(i int) bool { return s.records[i].index >= reach })
	v.records, v.first = s.records[:here], min(s.first(), uint64(here))
	v.tombed = s.tombed != nil && s.tombed.index < reach
	return v, here > 0 && !s.deleted()
}
