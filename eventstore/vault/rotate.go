package vault

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Rotate makes a new epoch and seals everything in the vault anew under it; a rotation that was cut off is finished
// instead. It may be repeated after an error or a crash at any step. progress, if not nil, hears after each batch how
// many of about how many rows were looked at. Others use the vault meanwhile.
//
// What rotation is for: a vault backup holds the keys of its day, also those of persons erased since. It opens with
// the ring as long as the ring has that day's epoch. Once the epoch is superseded by Rotate and destroyed by
// DropExpired it opens no more. Until then it does, so the backups themselves have to be destroyed when the same
// retention is over.
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

// beginRotation makes the new epoch, unless an earlier rotation did and went no further. It returns the epochs to
// replace.
func (v *Vault) beginRotation(ctx context.Context, now time.Time) (old []uint32, err error) {
	if err := v.file.Acquire(ctx); err != nil {
		return nil, err
	}
	defer v.file.Release()
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
	if err := v.file.Acquire(ctx); err != nil {
		return err
	}
	defer v.file.Release()
	if err := v.file.Truncate(ctx); err != nil {
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
// The caller has the turn.
func (v *Vault) oldEpochs(ctx context.Context) (list []uint32, err error) {
	rows, err := v.file.Writer.QueryContext(ctx, "SELECT number FROM epoch WHERE number <> ? ORDER BY number",
		v.ring.current())
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

// DropExpired destroys the epochs that were superseded longer than retention ago and under which nothing in the vault
// is sealed, and returns them. What was sealed under them, in whatever copy of the vault, opens no more.
func (v *Vault) DropExpired(ctx context.Context, now time.Time, retention time.Duration) ([]Epoch, error) {
	v.turning.Lock()
	defer v.turning.Unlock()
	if err := v.file.Acquire(ctx); err != nil {
		return nil, err
	}
	defer v.file.Release()
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

// sealedUnder lists the epochs of all boxes that there are, by reading every one. The caller has the turn.
func (v *Vault) sealedUnder(ctx context.Context) (list []uint32, err error) {
	rows, err := v.file.Writer.QueryContext(ctx,
		"SELECT substr(box, 1, 4) FROM node UNION SELECT substr(box, 1, 4) FROM index_key")
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
