package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// Condition is how a holder's key is.
type Condition uint8

const (
	Unknown   Condition = iota // no key was issued here, and nothing says that one was destroyed as a whole
	Issued                     // the key stands, though parts of it may be destroyed
	Destroyed                  // nothing of the key is left
)

func (c Condition) String() string {
	switch c {
	case Issued:
		return "issued"
	case Destroyed:
		return "destroyed"
	}
	return "unknown"
}

// State is what the vault knows of a holder.
type State struct {
	Condition Condition
	Stream    string // that the key was issued for; empty where the vault never saw the holder
}

// State tells how a holder's key is. A holder that the vault never issued a key to is Destroyed when a tombstone
// covers the whole key: another copy of the vault had it. A key that is gone without tombstones is ErrDamaged.
func (v *Vault) State(ctx context.Context, h id.Houder) (State, error) {
	return snapshot(ctx, v, func(q querier) (State, error) { return state(ctx, q, h) })
}

func state(ctx context.Context, q querier, h id.Houder) (State, error) {
	u := h.UUID()
	var s State
	err := q.QueryRowContext(ctx, "SELECT stream FROM holder WHERE holder = ?", u[:]).Scan(&s.Stream)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return State{}, fmt.Errorf("vault: state: %w", err)
	}
	known := err == nil
	if known {
		stands, err := found(ctx, q, "SELECT 1 FROM node WHERE holder <> "+freeHolder+" AND holder = ? LIMIT 1", u[:])
		if err != nil {
			return State{}, err
		}
		if stands {
			s.Condition = Issued
			return s, nil
		}
	}
	buried, err := buriedSpans(ctx, q, h)
	if err != nil {
		return State{}, err
	}
	switch {
	case buried.covers(seal.Whole()):
		s.Condition = Destroyed
	case known:
		return State{}, fmt.Errorf("%w: the key of holder %s is gone without tombstone", ErrDamaged, h)
	}
	return s, nil
}
