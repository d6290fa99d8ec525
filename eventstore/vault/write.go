package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"

	"dossierboek/eventstore/seal"
)

// acquire takes the writer; release gives it back. Errors: ErrClosed, the context's.
func (v *Vault) acquire(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case v.writer <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if v.closed.Load() {
		v.release()
		return ErrClosed
	}
	return nil
}

func (v *Vault) release() { <-v.writer }

// tx is a write transaction and what it knows of free rows. The holder of the writer owns it.
type tx struct {
	*sql.Tx
	v     *Vault
	epoch uint32  // that seals what is new; zero until something was
	free  []int64 // rows of table node to use again
	full  bool    // there are no more free rows than those in free
}

// transact runs one transaction and makes it durable. The caller holds the writer. Once begun it is not given up when the
// context ends, so that a caller who hears of an error knows that nothing happened, or that the commit itself failed.
// Errors: ErrFull, ErrReadOnly, those of do, SQLite's own.
func (v *Vault) transact(ctx context.Context, do func(ctx context.Context, t *tx) error) (err error) {
	defer func() { err = named(err) }()
	ctx = context.WithoutCancel(ctx)
	sqlTx, err := v.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("vault: begin: %w", err)
	}
	t := &tx{Tx: sqlTx, v: v}
	if err := do(ctx, t); err != nil {
		return errors.Join(err, sqlTx.Rollback())
	}
	if err := v.fault.run(stepCommit, sqlTx.Commit); err != nil {
		_ = sqlTx.Rollback() // so that the connection is free again where the commit did not come to that
		return fmt.Errorf("vault: commit: %w", err)
	}
	if t.epoch != 0 {
		v.epochs[t.epoch] = true
	}
	return nil
}

// named makes an error of SQLite match what callers can act on.
func named(err error) error {
	var s sqlite3.Error
	if errors.As(err, &s) {
		switch s.Code {
		case sqlite3.ErrFull:
			return fmt.Errorf("%w: %w", ErrFull, err)
		case sqlite3.ErrReadonly:
			return fmt.Errorf("%w: %w", ErrReadOnly, err)
		}
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
	if _, err := t.ExecContext(ctx, "INSERT OR IGNORE INTO epoch (number, proof) VALUES (?, ?)", number, proof); err != nil {
		return nil, fmt.Errorf("vault: epoch: %w", err)
	}
	t.epoch = number
	return box, nil
}
