package seal

import (
	"cmp"
	"slices"
	"sort"
)

// Puncture returns the smallest set of nodes from which every leaf that nodes cover still derives to the same key,
// except those in the spans. The set is in the order of the leaves and no node in it covers another's leaf. Keys of
// the spans' leaves cannot be computed from it. changed is false where the nodes covered nothing of the spans; then
// kept is nodes.
//
// The input is not touched: the caller stores kept and then wipes nodes ([WipeNodes]), in this order. One call with
// many spans costs less, and leaves fewer keys in memory, than many calls.
func Puncture(nodes []Node, spans ...Span) (kept []Node, changed bool) {
	spans = merge(spans)
	for i := range nodes {
		if len(meeting(spans, nodes[i].Span())) > 0 {
			changed = true
			break
		}
	}
	if !changed {
		return nodes, false
	}
	ordered := ordered(nodes)
	defer WipeNodes(ordered)
	// Room for all that one cut can add, so that growing seldom leaves a copy of keys behind.
	kept = make([]Node, 0, len(ordered)+len(spans)*Depth*(FanOut-1))
	var path [Depth + 1]Node
	defer WipeNodes(path[:])
	for _, n := range ordered {
		path[n.Level] = n
		kept = cut(kept, &path, n.Level, spans)
	}
	return kept, true
}

// cut appends to kept what is left of the node that stands in path at level. Below it, path is room to work in.
func cut(kept []Node, path *[Depth + 1]Node, level uint8, spans []Span) []Node {
	n := &path[level]
	spans = meeting(spans, n.Span())
	if len(spans) == 0 {
		return append(kept, *n)
	}
	if spans[0].Covers(n.Span()) {
		return kept
	}
	// Not covered, so at least two leaves lie below it, so it has children.
	c := &path[level+1]
	for i := range uint8(FanOut) {
		c.Level, c.Prefix = level+1, n.Prefix<<nibble|uint32(i)
		if under := meeting(spans, c.Span()); len(under) > 0 && under[0].Covers(c.Span()) {
			continue // its key is not even computed
		}
		child(&c.Key, &n.Key, c.Level, i)
		kept = cut(kept, path, c.Level, spans)
	}
	return kept
}

// merge puts spans in order and joins those that overlap or touch.
func merge(spans []Span) []Span {
	sorted := slices.DeleteFunc(slices.Clone(spans), Span.IsEmpty)
	slices.SortFunc(sorted, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	merged := sorted[:0]
	for _, s := range sorted {
		if last := len(merged) - 1; last >= 0 && uint64(s.From) <= uint64(merged[last].To)+1 {
			merged[last].To = max(merged[last].To, s.To)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// meeting returns those of the merged spans that share a leaf with s.
func meeting(spans []Span, s Span) []Span {
	if s.IsEmpty() {
		return nil
	}
	first := sort.Search(len(spans), func(i int) bool { return spans[i].To >= s.From })
	end := sort.Search(len(spans), func(i int) bool { return spans[i].From > s.To })
	return spans[first:max(first, end)]
}

// ordered copies the valid nodes in the order of their leaves, without those that lie under another.
func ordered(nodes []Node) []Node {
	sorted := make([]Node, 0, len(nodes))
	for _, n := range nodes {
		if n.Valid() {
			sorted = append(sorted, n)
		}
	}
	slices.SortFunc(sorted, func(a, b Node) int {
		return cmp.Or(cmp.Compare(a.Span().From, b.Span().From), cmp.Compare(a.Level, b.Level))
	})
	kept := sorted[:0]
	for _, n := range sorted {
		if last := len(kept) - 1; last >= 0 && kept[last].Span().Covers(n.Span()) {
			continue
		}
		kept = append(kept, n)
	}
	WipeNodes(sorted[len(kept):])
	return kept
}
