package ledger

import "context"

// slot lets one caller at a time do something. Unlike a mutex it lets those who wait leave when their context ends:
// whoever has it may be waiting for a store that is out of reach.
type slot chan struct{}

func nieuwSlot() slot { return make(slot, 1) }

// neem takes the slot. Error: the context's.
func (s slot) neem(ctx context.Context) error {
	select {
	case s <- struct{}{}:
		return nil
	default:
	}
	select {
	case s <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// geef gives it up.
func (s slot) geef() { <-s }
