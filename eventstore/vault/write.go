package vault

import (
	"context"
	"database/sql"
	"fmt"

	"dossierboek/eventstore/seal"
)

// tx is a write transaction and what it knows of free rows. Whoever has the turn owns it.
type tx struct {
	*sql.Tx
	v     *Vault
	epoch uint32  // that seals what is new; zero until something was
	free  []int64 // rows of table node to use again
	full  bool    // there are no more free rows than those in free
}

// transact runs one transaction and makes it durable, as the file's Transact. The caller has the turn. Errors:
// ErrFull, ErrReadOnly, those of do, SQLite's own.
func (v *Vault) transact(ctx context.Context, do func(ctx context.Context, t *tx) error) error {
	t := &tx{v: v}
	err := v.file.Transact(ctx, func(ctx context.Context, sqlTx *sql.Tx) error {
		t.Tx = sqlTx
		return do(ctx, t)
	})
	if err == nil && t.epoch != 0 {
		v.epochs[t.epoch] = true
	}
	return err
}

// seal puts a key in a box of the current epoch, and sees to it that the vault's own list has that epoch.
func (t *tx) seal(ctx context.Context, s subject, key seal.Key) ([]byte, error) {
	box, err := t.v.ring.seal(t.v.rand, s, key)
	if err != nil {
		return nil, err
	}
	number := boxEpoch(box)
	if t.epoch == number || t.v.epochs[number] {
		return box, nil
	}
	proof, err := t.v.ring.seal(t.v.rand, epochSubject(), seal.Key{})
	if err != nil {
		return nil, err
	}
	if _, err := t.ExecContext(ctx, "INSERT OR IGNORE INTO epoch (number, proof) VALUES (?, ?)", number,
		proof); err != nil {
		return nil, fmt.Errorf("vault: epoch: %w", err)
	}
	t.epoch = number
	return box, nil
}
