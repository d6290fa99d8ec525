package vault

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
)

// rewrapBatch is how many rows one transaction of a rotation covers. Between batches others may write.
const rewrapBatch = 512

// Rotate makes a new epoch and seals everything in the vault anew under it; a rotation that was cut off is finished instead.
// It may be repeated after an error or a crash at any step. progress, if not nil, hears after each batch how many of about
// how many rows were looked at. Others use the vault meanwhile.
//
// What rotation is for: a vault backup holds the keys of its day, also those of persons erased since. It opens with the ring
// as long as the ring has that day's epoch. Once the epoch is superseded by Rotate and destroyed by DropExpired it opens no
// more. Until then it does, so the backups themselves have to be destroyed when the same retention is over.
func (v *Vault) Rotate(ctx context.Context, now time.Time, progress func(done, total int64)) error {
	v.turning.Lock()
	defer v.turning.Unlock()
	old, err := v.beginRotation(ctx, now)
	if err != nil {
		return err
	}
	var total, done int64
	for _, r := range []rewrap{rewrapNodes, rewrapIndexKeys} {
		n, err := r.size(ctx, v)
		if err != nil {
			return err
		}
		total += n
	}
	for _, r := range []rewrap{rewrapNodes, rewrapIndexKeys} {
		for after := int64(0); ; {
			last, n, err := v.rewrapBatch(ctx, r, after)
			if err != nil {
				return err
			}
			if n == 0 {
				break
			}
			after, done = last, done+int64(n)
			if progress != nil {
				progress(done, max(done, total))
			}
		}
	}
	return v.endRotation(ctx, old, now)
}

// beginRotation makes the new epoch, unless an earlier rotation did and went no further. It returns the epochs to replace.
func (v *Vault) beginRotation(ctx context.Context, now time.Time) (old []uint32, err error) {
	if err := v.acquire(ctx); err != nil {
		return nil, err
	}
	defer v.release()
	if err := v.ring.reload(ctx); err != nil {
		return nil, err
	}
	if old, err = v.oldEpochs(ctx); err != nil || len(old) > 0 {
		return old, err
	}
	if err := v.ring.add(ctx, now); err != nil {
		return nil, err
	}
	return v.oldEpochs(ctx)
}

// endRotation notes in the ring, and then in the vault, that nothing is sealed under the old epochs any more, once no
// file of the vault holds what was.
func (v *Vault) endRotation(ctx context.Context, old []uint32, now time.Time) error {
	if err := v.acquire(ctx); err != nil {
		return err
	}
	defer v.release()
	if err := v.truncate(ctx); err != nil {
		return err
	}
	if err := v.ring.reload(ctx); err != nil {
		return err
	}
	if err := v.ring.supersede(old, now); err != nil {
		return err
	}
	err := v.transact(ctx, func(ctx context.Context, t *tx) error {
		for _, number := range old {
			if _, err := t.ExecContext(ctx, "DELETE FROM epoch WHERE number = ?", number); err != nil {
				return fmt.Errorf("vault: epoch: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, number := range old {
		delete(v.epochs, number)
	}
	return nil
}

// oldEpochs lists the epochs, other than the current one, that something in the vault may be sealed under.
// The caller holds the writer.
func (v *Vault) oldEpochs(ctx context.Context) (list []uint32, err error) {
	rows, err := v.write.QueryContext(ctx, "SELECT number FROM epoch WHERE number <> ? ORDER BY number", v.ring.current())
	if err != nil {
		return nil, fmt.Errorf("vault: epochs: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var number uint32
		if err := rows.Scan(&number); err != nil {
			return nil, fmt.Errorf("vault: epochs: %w", err)
		}
		list = append(list, number)
	}
	return list, rows.Err()
}

// rewrap is one table that holds boxes.
type rewrap struct {
	table   string
	columns string // that the subject is made of
	subject func(row *sql.Rows, id *int64, box *[]byte) (subject, error)
}

var (
	rewrapNodes = rewrap{"node", "holder, place", func(row *sql.Rows, id *int64, box *[]byte) (subject, error) {
		var h, p []byte
		if err := row.Scan(id, box, &h, &p); err != nil {
			return nil, err
		}
		return nodeSubject(asHolder(uuid.UUID(h)), place(p)), nil
	}}
	rewrapIndexKeys = rewrap{"index_key", "name", func(row *sql.Rows, id *int64, box *[]byte) (subject, error) {
		var name string
		if err := row.Scan(id, box, &name); err != nil {
			return nil, err
		}
		return indexSubject(name), nil
	}}
)

func (r rewrap) size(ctx context.Context, v *Vault) (n int64, err error) {
	if err := v.read.QueryRowContext(ctx, "SELECT count(*) FROM "+r.table).Scan(&n); err != nil {
		return 0, fmt.Errorf("vault: rotate: %w", err)
	}
	return n, nil
}

// rewrapBatch seals the boxes of a table's next rows anew, in place. It returns the last row and how many there were.
func (v *Vault) rewrapBatch(ctx context.Context, r rewrap, after int64) (last int64, n int, err error) {
	if err := v.acquire(ctx); err != nil {
		return 0, 0, err
	}
	defer v.release()
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
	rows, err := t.QueryContext(ctx, "SELECT id, box, "+r.columns+" FROM "+r.table+" WHERE id > ? ORDER BY id LIMIT ?", after, rewrapBatch)
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

// DropExpired destroys the epochs that were superseded longer than retention ago and under which nothing in the vault is
// sealed, and returns them. What was sealed under them, in whatever copy of the vault, opens no more.
func (v *Vault) DropExpired(ctx context.Context, now time.Time, retention time.Duration) ([]Epoch, error) {
	v.turning.Lock()
	defer v.turning.Unlock()
	if err := v.acquire(ctx); err != nil {
		return nil, err
	}
	defer v.release()
	if err := v.ring.reload(ctx); err != nil {
		return nil, err
	}
	used, err := v.oldEpochs(ctx)
	if err != nil {
		return nil, err
	}
	boxes, err := v.sealedUnder(ctx)
	if err != nil {
		return nil, err
	}
	used = append(used, boxes...)
	var expired []Epoch
	var numbers []uint32
	for _, e := range v.ring.Epochs() {
		if e.Superseded.IsZero() || now.Sub(e.Superseded) <= retention || slices.Contains(used, e.Number) {
			continue
		}
		expired, numbers = append(expired, e), append(numbers, e.Number)
	}
	if len(expired) == 0 {
		return nil, nil
	}
	if err := v.ring.drop(numbers); err != nil {
		return nil, err
	}
	return expired, nil
}

// sealedUnder lists the epochs of all boxes that there are, by reading every one. The caller holds the writer.
func (v *Vault) sealedUnder(ctx context.Context) (list []uint32, err error) {
	rows, err := v.write.QueryContext(ctx, "SELECT substr(box, 1, 4) FROM node UNION SELECT substr(box, 1, 4) FROM index_key")
	if err != nil {
		return nil, fmt.Errorf("vault: epochs: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, fmt.Errorf("vault: epochs: %w", err)
		}
		list = append(list, boxEpoch(b))
	}
	return list, rows.Err()
}
