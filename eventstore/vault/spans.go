package vault

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// spans is a set of leaf indexes: spans in order, that neither overlap nor touch.
type spans []seal.Span

// union makes a set of spans in any order.
func union(list []seal.Span) spans {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b seal.Span) int { return cmp.Compare(a.From, b.From) })
	var s spans
	for _, x := range list {
		if n := len(s); n > 0 && (s[n-1].To == math.MaxUint32 || x.From <= s[n-1].To+1) {
			s[n-1].To = max(s[n-1].To, x.To)
			continue
		}
		s = append(s, x)
	}
	return s
}

// covers reports whether all of x is in the set.
func (s spans) covers(x seal.Span) bool {
	return slices.ContainsFunc(s, func(y seal.Span) bool { return y.From <= x.From && x.To <= y.To })
}

// overlaps reports whether any of x is in the set.
func (s spans) overlaps(x seal.Span) bool {
	return slices.ContainsFunc(s, func(y seal.Span) bool { return y.From <= x.To && x.From <= y.To })
}

// buriedSpans returns what the tombstones of a holder cover.
func buriedSpans(ctx context.Context, q querier, h id.Houder) (spans, error) {
	u := h.UUID()
	rows, err := q.QueryContext(ctx, "SELECT first, last FROM tombstone WHERE holder = ?", u[:])
	if err != nil {
		return nil, fmt.Errorf("vault: tombstones: %w", err)
	}
	defer rows.Close()
	var list []seal.Span
	for rows.Next() {
		var s seal.Span
		if err := rows.Scan(&s.From, &s.To); err != nil {
			return nil, fmt.Errorf("vault: tombstones: %w", err)
		}
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("vault: tombstones: %w", err)
	}
	return union(list), nil
}
