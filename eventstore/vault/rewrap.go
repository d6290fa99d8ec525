package vault

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// rewrapBatch is how many rows one transaction of a rotation covers. Between batches others may write.
const rewrapBatch = 512

// rewrap is one table that holds boxes.
type rewrap struct {
	table   string
	columns string // that the subject is made of
	subject func(rows *sql.Rows, row *int64, box *[]byte) (subject, error)
}

var (
	rewrapNodes = rewrap{"node", "holder, place", func(rows *sql.Rows, row *int64, box *[]byte) (subject, error) {
		var h, p []byte
		if err := rows.Scan(row, box, &h, &p); err != nil {
			return nil, err
		}
		return nodeSubject(id.Van[id.Houder](uuid.UUID(h)), place(p)), nil
	}}
	rewrapIndexKeys = rewrap{"index_key", "name", func(rows *sql.Rows, row *int64, box *[]byte) (subject, error) {
		var name string
		if err := rows.Scan(row, box, &name); err != nil {
			return nil, err
		}
		return indexSubject(name), nil
	}}
)

func (r rewrap) size(ctx context.Context, v *Vault) (int64, error) {
	return snapshot(ctx, v, func(q querier) (n int64, err error) {
		if err := q.QueryRowContext(ctx, "SELECT count(*) FROM "+r.table).Scan(&n); err != nil {
			return 0, fmt.Errorf("vault: rotate: %w", err)
		}
		return n, nil
	})
}

// rewrapBatch seals the boxes of a table's next rows anew, in place. It returns the last row and how many there were.
func (v *Vault) rewrapBatch(ctx context.Context, r rewrap, after int64) (last int64, n int, err error) {
	if err := v.file.Acquire(ctx); err != nil {
		return 0, 0, err
	}
	defer v.file.Release()
	err = v.transact(ctx, func(ctx context.Context, t *tx) error {
		list, err := t.boxes(ctx, r, after)
		if err != nil {
			return err
		}
		current := v.ring.current()
		for _, b := range list {
			last, n = b.row, n+1
			if number := boxEpoch(b.box); number == 0 || number == current {
				continue
			}
			if err := t.rewrap(ctx, r, b); err != nil {
				return err
			}
		}
		return nil
	})
	return last, n, err
}

// boxed is a row that holds a box.
type boxed struct {
	row     int64
	subject subject
	box     []byte
}

func (t *tx) boxes(ctx context.Context, r rewrap, after int64) (list []boxed, err error) {
	rows, err := t.QueryContext(ctx, "SELECT id, box, "+r.columns+" FROM "+r.table+" WHERE id > ? ORDER BY id LIMIT ?",
		after, rewrapBatch)
	if err != nil {
		return nil, fmt.Errorf("vault: rotate: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var b boxed
		if b.subject, err = r.subject(rows, &b.row, &b.box); err != nil {
			return nil, fmt.Errorf("vault: rotate: %w", err)
		}
		list = append(list, b)
	}
	return list, rows.Err()
}

func (t *tx) rewrap(ctx context.Context, r rewrap, b boxed) error {
	key, err := t.v.ring.open(b.subject, b.box)
	if err != nil {
		return fmt.Errorf("row %d of %s: %w", b.row, r.table, err)
	}
	defer key.Wipe()
	box, err := t.seal(ctx, b.subject, key)
	if err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "UPDATE "+r.table+" SET box = ? WHERE id = ?", box, b.row); err != nil {
		return fmt.Errorf("vault: rotate: %w", err)
	}
	return nil
}
