package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// wiped is what stands in a free row of table node: zeros, of the same size as what stood there.
var wiped struct {
	holder [16]byte
	place  place
	box    [boxSize]byte
}

// freeHolder is wiped.holder in SQL, written out because SQLite uses a partial index only for the very expression it
// has.
const freeHolder = "x'00000000000000000000000000000000'"

// querier is a pool of connections, or one transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// standing is a node as it stands in the vault.
type standing struct {
	row   int64
	place place
	box   []byte
}

// standingNodes lists a holder's nodes in order of place.
func standingNodes(ctx context.Context, q querier, h id.Houder) (list []standing, err error) {
	u := h.UUID()
	rows, err := q.QueryContext(ctx, "SELECT id, place, box FROM node WHERE holder <> "+freeHolder+
		" AND holder = ? ORDER BY place", u[:])
	if err != nil {
		return nil, fmt.Errorf("vault: nodes: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s standing
		var p []byte
		if err := rows.Scan(&s.row, &p, &s.box); err != nil {
			return nil, fmt.Errorf("vault: nodes: %w", err)
		}
		if len(p) != len(s.place) {
			return nil, fmt.Errorf("%w: a node of %s without a place", ErrDamaged, h)
		}
		s.place = place(p)
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("vault: nodes: %w", err)
	}
	return list, nil
}

// openNode opens the box of a holder's node.
func (v *Vault) openNode(h id.Houder, s standing) (seal.Node, error) {
	n := s.place.node()
	key, err := v.ring.open(nodeSubject(h, s.place), s.box)
	if err != nil {
		return seal.Node{}, fmt.Errorf("holder %s: %w", h, err)
	}
	n.Key = key
	return n, nil
}

// put stores a holder's node, in a free row if there is one.
func (t *tx) put(ctx context.Context, h id.Houder, n seal.Node) error {
	p := placeOf(n)
	box, err := t.seal(ctx, nodeSubject(h, p), n.Key)
	if err != nil {
		return err
	}
	u := h.UUID()
	row, err := t.freeRow(ctx)
	if err != nil {
		return err
	}
	if row != 0 {
		_, err = t.ExecContext(ctx, "UPDATE node SET holder = ?, place = ?, box = ? WHERE id = ?", u[:], p[:], box, row)
	} else {
		_, err = t.ExecContext(ctx, "INSERT INTO node (holder, place, box) VALUES (?, ?, ?)", u[:], p[:], box)
	}
	if err != nil {
		return fmt.Errorf("vault: store node: %w", err)
	}
	return nil
}

// wipe overwrites a node's row with zeros, in place, and frees it.
func (t *tx) wipe(ctx context.Context, row int64) error {
	_, err := t.ExecContext(ctx, "UPDATE node SET holder = ?, place = ?, box = ? WHERE id = ?",
		wiped.holder[:], wiped.place[:], wiped.box[:], row)
	if err != nil {
		return fmt.Errorf("vault: wipe node: %w", err)
	}
	t.free = append(t.free, row)
	return nil
}

// freeRow takes a free row of table node, zero if there is none.
func (t *tx) freeRow(ctx context.Context) (int64, error) {
	if len(t.free) == 0 && !t.full {
		const batch = 256
		rows, err := t.QueryContext(ctx, "SELECT id FROM node WHERE holder = "+freeHolder+" ORDER BY id LIMIT ?", batch)
		if err != nil {
			return 0, fmt.Errorf("vault: free rows: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var row int64
			if err := rows.Scan(&row); err != nil {
				return 0, fmt.Errorf("vault: free rows: %w", err)
			}
			t.free = append(t.free, row)
		}
		if err := rows.Err(); err != nil {
			return 0, fmt.Errorf("vault: free rows: %w", err)
		}
		t.full = len(t.free) < batch
	}
	if len(t.free) == 0 {
		return 0, nil
	}
	row := t.free[len(t.free)-1]
	t.free = t.free[:len(t.free)-1]
	return row, nil
}

// found reports whether a query has a row.
func found(ctx context.Context, q querier, query string, args ...any) (bool, error) {
	var one int
	err := q.QueryRowContext(ctx, query, args...).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("vault: look up: %w", err)
	}
	return true, nil
}
