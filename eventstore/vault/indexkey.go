package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"dossierboek/eventstore/seal"
)

// MakeIndexKey makes the key of a blind index, durable when it returns. Whoever makes the index names it, once: a
// rebuilt index is another one, under another name. Making it again does nothing: an index that was begun anew after a
// crash keeps its key.
//
// Errors: seal.ErrDestroyed (a destroyed name is never used again), ErrInvalid, ErrDamaged, ErrEpochGone, ErrClosed.
func (v *Vault) MakeIndexKey(ctx context.Context, name string) error {
	if name == "" {
		return fmt.Errorf("%w: an index key has a name", ErrInvalid)
	}
	if err := v.file.Acquire(ctx); err != nil {
		return err
	}
	defer v.file.Release()
	return v.transact(ctx, func(ctx context.Context, t *tx) error {
		key, err := v.openIndexKey(ctx, t, name)
		key.Wipe()
		if !errors.Is(err, ErrNoIndexKey) {
			return err
		}
		root, err := seal.NewRoot(v.rand)
		if err != nil {
			return fmt.Errorf("vault: new key: %w", err)
		}
		defer root.Key.Wipe()
		box, err := t.seal(ctx, indexSubject(name), root.Key)
		if err != nil {
			return err
		}
		return t.storeIndexKey(ctx, name, box)
	})
}

// IndexKey returns the key of a blind index. It never makes one: what was blinded under a key that this copy of the
// vault does not have would silently not be found any more. The caller wipes the key after use.
//
// Errors: ErrNoIndexKey, seal.ErrDestroyed, ErrInvalid, ErrDamaged, ErrEpochGone, ErrClosed.
func (v *Vault) IndexKey(ctx context.Context, name string) (seal.Key, error) {
	if name == "" {
		return seal.Key{}, fmt.Errorf("%w: an index key has a name", ErrInvalid)
	}
	return snapshot(ctx, v, func(q querier) (seal.Key, error) { return v.openIndexKey(ctx, q, name) })
}

// DestroyIndexKey destroys the key of a blind index as Destroy does that of a person, and its name with it. A name
// that was never used cannot be used any more. Repeating it is harmless. Errors: ErrInvalid, ErrRemnants, ErrClosed.
func (v *Vault) DestroyIndexKey(ctx context.Context, name string) error {
	if name == "" {
		return fmt.Errorf("%w: an index key has a name", ErrInvalid)
	}
	v.copying.Lock()
	defer v.copying.Unlock()
	if err := v.file.Acquire(ctx); err != nil {
		return err
	}
	defer v.file.Release()
	err := v.transact(ctx, func(ctx context.Context, t *tx) error {
		known, err := found(ctx, t, "SELECT 1 FROM index_key WHERE name = ?", name)
		if err != nil {
			return err
		}
		if !known {
			return t.storeIndexKey(ctx, name, wiped.box[:])
		}
		if _, err := t.ExecContext(ctx, "UPDATE index_key SET box = ? WHERE name = ?", wiped.box[:], name); err != nil {
			return fmt.Errorf("vault: wipe index key: %w", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.file.Truncate(ctx)
}

func (t *tx) storeIndexKey(ctx context.Context, name string, box []byte) error {
	if _, err := t.ExecContext(ctx, "INSERT INTO index_key (name, box) VALUES (?, ?)", name, box); err != nil {
		return fmt.Errorf("vault: store index key: %w", err)
	}
	return nil
}

// openIndexKey opens an index key.
func (v *Vault) openIndexKey(ctx context.Context, q querier, name string) (seal.Key, error) {
	var box []byte
	err := q.QueryRowContext(ctx, "SELECT box FROM index_key WHERE name = ?", name).Scan(&box)
	if errors.Is(err, sql.ErrNoRows) {
		return seal.Key{}, fmt.Errorf("%w: %q", ErrNoIndexKey, name)
	}
	if err != nil {
		return seal.Key{}, fmt.Errorf("vault: index key: %w", err)
	}
	if len(box) == boxSize && boxEpoch(box) == 0 {
		return seal.Key{}, fmt.Errorf("index key %q: %w", name, seal.ErrDestroyed)
	}
	return v.ring.open(indexSubject(name), box)
}
