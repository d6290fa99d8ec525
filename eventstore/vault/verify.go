package vault

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"dossierboek/eventstore/seal"
)

// maxProblems is how many problems Verify names before it stops looking.
const maxProblems = 20

// Report counts what Verify saw.
type Report struct {
	Holders    int // all that a key was ever issued to
	Destroyed  int // of these, those of whose key nothing is left
	Nodes      int
	IndexKeys  int // that stand
	Tombstones int
}

// Verify reads the whole vault again: the file is sound, every box opens under its epoch, no node overlaps another or
// a tombstone, nodes and tombstones of each holder together make a whole key, what was wiped is zeros. progress, if
// not nil, hears how many holders of how many were seen. Others use the vault meanwhile; only Destroy waits for a part
// of it.
//
// What is wrong is ErrDamaged, joined per problem, up to twenty of them.
func (v *Vault) Verify(ctx context.Context, progress func(done, total int)) (Report, error) {
	c := &check{v: v}
	if err := c.file(ctx); err != nil {
		return c.report, err
	}
	total, err := snapshot(ctx, v, func(q querier) (total int, err error) {
		err = q.QueryRowContext(ctx, "SELECT count(*), (SELECT count(*) FROM tombstone) FROM holder").Scan(&total,
			&c.report.Tombstones)
		return total, err
	})
	if err != nil {
		return c.report, fmt.Errorf("vault: verify: %w", err)
	}
	for after, done := uuid.Nil, 0; len(c.problems) < maxProblems; {
		list, err := snapshot(ctx, v, func(q querier) ([]Holder, error) { return c.holders(ctx, q, after) })
		if err != nil {
			return c.report, err
		}
		if len(list) == 0 {
			break
		}
		after, done = list[len(list)-1].Houder.UUID(), done+len(list)
		if progress != nil {
			progress(done, max(done, total))
		}
	}
	if err := c.indexKeys(ctx); err != nil {
		return c.report, err
	}
	return c.report, errors.Join(c.problems...)
}

// check is one run of Verify.
type check struct {
	v        *Vault
	report   Report
	problems []error
}

func (c *check) problem(format string, args ...any) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, fmt.Errorf("%w: %w", ErrDamaged, fmt.Errorf(format, args...)))
	}
}

// file checks the database as such, and what belongs to no holder.
func (c *check) file(ctx context.Context) error {
	c.v.copying.RLock()
	defer c.v.copying.RUnlock()
	_, err := snapshot(ctx, c.v, func(q querier) (struct{}, error) {
		var sound string
		if err := q.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&sound); err != nil {
			return struct{}{}, fmt.Errorf("vault: verify: %w", err)
		}
		if sound != "ok" {
			c.problem("the database file is not sound")
		}
		for _, q2 := range []struct{ query, problem string }{
			{"SELECT count(*) FROM node WHERE holder = " + freeHolder + " AND (place <> zeroblob(5) OR box <> zeroblob(64))",
				"%d free rows are not zeros"},
			{"SELECT count(*) FROM node WHERE holder <> " + freeHolder + " AND holder NOT IN (SELECT holder FROM holder)",
				"%d nodes belong to no holder"},
		} {
			var n int
			if err := q.QueryRowContext(ctx, q2.query).Scan(&n); err != nil {
				return struct{}{}, fmt.Errorf("vault: verify: %w", err)
			}
			if n > 0 {
				c.problem(q2.problem, n)
			}
		}
		return struct{}{}, nil
	})
	return err
}

// holders checks a page of holders.
func (c *check) holders(ctx context.Context, q querier, after uuid.UUID) ([]Holder, error) {
	list, err := holders(ctx, q, after)
	if err != nil {
		return nil, err
	}
	for _, h := range list {
		nodes, err := standingNodes(ctx, q, h.Houder)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return nil, err
		} else if err != nil {
			c.problem("%w", err)
		}
		buried, err := buriedSpans(ctx, q, h.Houder)
		if err != nil {
			return nil, err
		}
		c.report.Holders++
		if len(nodes) == 0 && buried.covers(seal.Whole()) {
			c.report.Destroyed++
			continue
		}
		c.tree(h, nodes, buried)
	}
	return list, nil
}

// tree checks one holder's nodes against each other and against the tombstones.
func (c *check) tree(h Holder, nodes []standing, buried spans) {
	var seen []seal.Span
	for _, s := range nodes {
		c.report.Nodes++
		n, err := c.v.openNode(h.Houder, s)
		if err != nil {
			c.problem("%w", err)
		}
		n.Wipe()
		n = s.place.node()
		if !n.Valid() {
			c.problem("holder %s: a node stands outside the tree", h.Houder)
			continue
		}
		if buried.overlaps(n.Span()) {
			c.problem("holder %s: a node stands where a tombstone says that it was destroyed", h.Houder)
		}
		seen = append(seen, n.Span())
	}
	slices.SortFunc(seen, func(a, b seal.Span) int { return cmp.Compare(a.From, b.From) })
	for i := 1; i < len(seen); i++ {
		if seen[i].From <= seen[i-1].To {
			c.problem("holder %s: two nodes overlap", h.Houder)
		}
	}
	if !union(append(seen, buried...)).covers(seal.Whole()) {
		c.problem("holder %s: a key is gone without tombstone", h.Houder)
	}
}

// indexKeys checks the keys of blind indexes.
func (c *check) indexKeys(ctx context.Context) error {
	names, err := snapshot(ctx, c.v, func(q querier) (names []string, err error) {
		rows, err := q.QueryContext(ctx, "SELECT name FROM index_key ORDER BY name")
		if err != nil {
			return nil, fmt.Errorf("vault: verify: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return nil, fmt.Errorf("vault: verify: %w", err)
			}
			names = append(names, name)
		}
		return names, rows.Err()
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		key, err := snapshot(ctx, c.v, func(q querier) (seal.Key, error) { return c.v.openIndexKey(ctx, q, name) })
		key.Wipe()
		switch {
		case err == nil:
			c.report.IndexKeys++
		case errors.Is(err, ErrDamaged), errors.Is(err, ErrEpochGone):
			c.problem("index key %q: %w", name, err)
		case !errors.Is(err, seal.ErrDestroyed):
			return err
		}
	}
	return nil
}
