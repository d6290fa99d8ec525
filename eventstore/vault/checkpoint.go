package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// Checkpoint is how far the restore gate saw the log: one event, its position and the one before it. The positions
// mean something to the log's store alone.
type Checkpoint struct {
	Previous string
	Event    id.Gebeurtenis
	Position string
}

// Checkpoint returns what SetCheckpoint stored last, the zero Checkpoint where that never was.
func (v *Vault) Checkpoint(ctx context.Context) (Checkpoint, error) {
	return snapshot(ctx, v, func(q querier) (c Checkpoint, err error) {
		var previous, event, position []byte
		err = q.QueryRowContext(ctx, "SELECT previous, event, position FROM checkpoint").Scan(&previous, &event, &position)
		if errors.Is(err, sql.ErrNoRows) {
			return Checkpoint{}, nil
		}
		if err != nil {
			return Checkpoint{}, fmt.Errorf("vault: checkpoint: %w", err)
		}
		return Checkpoint{string(previous), id.Van[id.Gebeurtenis](uuid.UUID(event)), string(position)}, nil
	})
}

// SetCheckpoint stores c, durable when it returns. Errors: ErrInvalid (no event or position), ErrClosed.
func (v *Vault) SetCheckpoint(ctx context.Context, c Checkpoint) error {
	if c.Event.IsZero() || c.Position == "" {
		return fmt.Errorf("%w: a checkpoint is an event at a position", ErrInvalid)
	}
	if err := v.file.Acquire(ctx); err != nil {
		return err
	}
	defer v.file.Release()
	return v.transact(ctx, func(ctx context.Context, t *tx) error {
		event := c.Event.UUID()
		_, err := t.ExecContext(ctx,
			"INSERT OR REPLACE INTO checkpoint (one, previous, event, position) VALUES (1, ?, ?, ?)",
			[]byte(c.Previous), event[:], []byte(c.Position))
		if err != nil {
			return fmt.Errorf("vault: store checkpoint: %w", err)
		}
		return nil
	})
}
