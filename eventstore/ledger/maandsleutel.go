package ledger

import (
	"context"
	"fmt"

	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/vault"
)

// maandSleutel sees to it that a month of searches has its key, before the first search of the month is stored. It is
// never issued a second time: where searches stand that were sealed under a key which the vault does not know, the
// vault is behind, and another key in its place would open none of them. Call it with zoekSlot held. Error:
// ErrKluisAchter.
func (l *Ledger) maandSleutel(ctx context.Context, stroom string, h id.Houder) error {
	s, err := l.Kluis.State(ctx, h)
	if err != nil || s.Condition == vault.Issued {
		return err
	}
	if s.Condition == vault.Unknown {
		// Refusals and unknown ids stand in the same stream and are not sealed. This reads it once a month.
		for r, err := range l.Store.ReadStream(ctx, stroom, 0) {
			if err != nil {
				return err
			}
			if isZoekvraag(r) {
				return fmt.Errorf("%w: de sleutel bij %s ontbreekt", ErrKluisAchter, plaats(r))
			}
		}
	}
	return l.Kluis.Issue(ctx, stroom, h) // which refuses where it was destroyed
}

// isZoekvraag reports whether a record is a search, sealed under its month's key.
func isZoekvraag(r eventstore.Record) bool { return r.Kind == string(toegang.SoortGezocht) }
