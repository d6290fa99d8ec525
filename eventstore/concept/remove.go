package concept

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"dossierboek/domain/id"
)

// take takes something away in one transaction, and empties the write-ahead log of what stood there.
func (f *File) take(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	if err := f.file.Acquire(ctx); err != nil {
		return err
	}
	defer f.file.Release()
	if err := f.file.Transact(ctx, do); err != nil {
		return err
	}
	return f.truncate(ctx)
}

// Remove takes a draft or a tombstone away, text and row, when it stands in this version; 0: in any. Where there is
// none it does nothing: it was done before. When it returns without error nothing of the text is in the file.
//
// Errors: ErrVersion; ErrRemnants where all is done but the write-ahead log still holds bytes; ErrFull, ErrReadOnly,
// ErrClosed.
func (f *File) Remove(ctx context.Context, which id.Concept, version uint64) error {
	return f.take(ctx, func(ctx context.Context, tx *sql.Tx) error {
		was, err := one(ctx, tx, which)
		switch {
		case errors.Is(err, ErrUnknown):
			return nil
		case err != nil:
			return err
		case version != 0 && was.Versie != version:
			return ErrVersion
		}
		if err := strip(ctx, tx, which); err != nil {
			return err
		}
		u := which.UUID()
		_, err = tx.ExecContext(ctx, "DELETE FROM concept WHERE concept = ?", u[:])
		return err
	})
}

// Discard takes the text of a draft away that another than its owner threw away, when it stands in this version, and
// leaves a tombstone, so that its owner hears of it. Repeating it is harmless: what is a tombstone already, or not
// there, stays as it is. Errors as of Remove.
func (f *File) Discard(ctx context.Context, which id.Concept, version uint64, w Weggegooid) error {
	if w.Door == "" || w.Reden == "" {
		return fmt.Errorf("%w: a draft is thrown away by somebody, for a reason", ErrInvalid)
	}
	return f.take(ctx, func(ctx context.Context, tx *sql.Tx) error {
		was, err := one(ctx, tx, which)
		switch {
		case errors.Is(err, ErrUnknown), err == nil && !was.staand():
			return nil
		case err != nil:
			return err
		case was.Versie != version:
			return ErrVersion
		}
		if err := strip(ctx, tx, which); err != nil {
			return err
		}
		u := which.UUID()
		_, err = tx.ExecContext(ctx, "UPDATE concept SET onderdeel = zeroblob(16), lengte = 0, weggegooid = ?, door = ?, "+
			"reden = ? WHERE concept = ?",
			w.Op.UnixMicro(), w.Door, w.Reden, u[:])
		return err
	})
}

// Destroy takes the texts of drafts away for a vernietiging that was approved at a moment, and leaves tombstones.
// Repeating it is harmless, and finishes one that a crash or an error cut off; one that is not there, or is a
// tombstone already, stays as it is. Errors as of Remove.
func (f *File) Destroy(ctx context.Context, v Vernietigd, which ...id.Concept) error {
	if v.Vernietiging.IsZero() {
		return fmt.Errorf("%w: a draft is destroyed for a vernietiging", ErrInvalid)
	}
	return f.take(ctx, func(ctx context.Context, tx *sql.Tx) error {
		w := v.Vernietiging.UUID()
		for _, c := range which {
			if err := strip(ctx, tx, c); err != nil {
				return err
			}
			u := c.UUID()
			_, err := tx.ExecContext(ctx, "UPDATE concept SET onderdeel = zeroblob(16), lengte = 0, vernietigd = ?, "+
				"vernietiging = ? WHERE concept = ? AND lengte > 0",
				v.Op.UnixMicro(), w[:], u[:])
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// strip takes away what a draft says and whom it concerns.
func strip(ctx context.Context, tx *sql.Tx, which id.Concept) error {
	u := which.UUID()
	if _, err := tx.ExecContext(ctx, "DELETE FROM over WHERE concept = ?", u[:]); err != nil {
		return err
	}
	return freeChunks(ctx, tx, which, 0)
}

// truncate empties the write-ahead log of what went, also when the asker has hung up. The caller has the turn. Error:
// ErrRemnants.
func (f *File) truncate(ctx context.Context) error {
	return f.file.Truncate(context.WithoutCancel(ctx))
}
