package vault

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// page is how many rows an iterator reads at a time. Between pages it holds nothing open, because a reader that
// lingers keeps the write-ahead log from being emptied.
const page = 512

// Tombstone says what was destroyed, for what, and when.
type Tombstone struct {
	Target
	Vernietiging id.Vernietiging
	At           time.Time // to the millisecond, UTC
}

// Holder is someone a key was issued to.
type Holder struct {
	Houder id.Houder
	State
}

// snapshot runs reads that must agree with each other in one transaction.
func snapshot[T any](ctx context.Context, v *Vault, do func(q querier) (T, error)) (answer T, err error) {
	err = v.file.Snapshot(ctx, func(t *sql.Tx) error {
		answer, err = do(t)
		return err
	})
	return answer, err
}

// Covers reports whether all of a target was destroyed, by whatever vernietigingen.
func (v *Vault) Covers(ctx context.Context, t Target) (bool, error) {
	return snapshot(ctx, v, func(q querier) (bool, error) {
		buried, err := buriedSpans(ctx, q, t.Houder)
		return buried.covers(t.Span), err
	})
}

// Tombstones yields all tombstones in the order in which they were written, those written meanwhile included.
// An error is yielded last.
func (v *Vault) Tombstones(ctx context.Context) iter.Seq2[Tombstone, error] {
	return pages(func(last int64) ([]Tombstone, int64, error) {
		list, err := snapshot(ctx, v, func(q querier) (list []Tombstone, err error) {
			rows, err := q.QueryContext(ctx,
				"SELECT id, holder, first, last, vernietiging, at FROM tombstone WHERE id > ? ORDER BY id LIMIT ?", last, page)
			if err != nil {
				return nil, fmt.Errorf("vault: tombstones: %w", err)
			}
			defer rows.Close()
			for rows.Next() {
				var t Tombstone
				var h, w []byte
				var at int64
				if err := rows.Scan(&last, &h, &t.Span.From, &t.Span.To, &w, &at); err != nil {
					return nil, fmt.Errorf("vault: tombstones: %w", err)
				}
				t.Houder, t.Vernietiging = id.Van[id.Houder](uuid.UUID(h)), id.Van[id.Vernietiging](uuid.UUID(w))
				t.At = time.UnixMilli(at).UTC()
				list = append(list, t)
			}
			return list, rows.Err()
		})
		return list, last, err
	})
}

// Holders yields everyone a key was ever issued to by this vault, destroyed ones included, in order of id.
// An error is yielded last.
func (v *Vault) Holders(ctx context.Context) iter.Seq2[Holder, error] {
	return pages(func(last uuid.UUID) ([]Holder, uuid.UUID, error) {
		list, err := snapshot(ctx, v, func(q querier) ([]Holder, error) {
			list, err := holders(ctx, q, last)
			for i := range list {
				if err == nil {
					list[i].State, err = state(ctx, q, list[i].Houder)
				}
			}
			return list, err
		})
		if n := len(list); n > 0 {
			last = list[n-1].Houder.UUID()
		}
		return list, last, err
	})
}

// holders reads a page of holders after one, without their condition.
func holders(ctx context.Context, q querier, after uuid.UUID) (list []Holder, err error) {
	rows, err := q.QueryContext(ctx, "SELECT holder, stream FROM holder WHERE holder > ? ORDER BY holder LIMIT ?",
		after[:], page)
	if err != nil {
		return nil, fmt.Errorf("vault: holders: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var h Holder
		var u []byte
		if err := rows.Scan(&u, &h.Stream); err != nil {
			return nil, fmt.Errorf("vault: holders: %w", err)
		}
		h.Houder = id.Van[id.Houder](uuid.UUID(u))
		list = append(list, h)
	}
	return list, rows.Err()
}

// pages yields what next returns, page by page, until a page is empty. next reads the page after a place, which is
// zero at first, and says where its page ends.
func pages[T, P any](next func(after P) ([]T, P, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var after P
		for {
			list, end, err := next(after)
			if err != nil {
				var zero T
				yield(zero, err)
				return
			}
			if len(list) == 0 {
				return
			}
			for _, t := range list {
				if !yield(t, nil) {
					return
				}
			}
			after = end
		}
	}
}
