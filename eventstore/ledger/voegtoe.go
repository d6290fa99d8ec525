package ledger

import (
	"context"
	"errors"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// voegToe appends. If the outcome stays unknown, the state may not be decided upon before the stream has been read.
func (l *Ledger) voegToe(ctx context.Context, s *staat, verwacht eventstore.Expected,
	events []eventstore.Event) (eventstore.Appended, error) {
	s.onzeker = true
	op, err := l.herhaald(ctx, DossierStroom(s.dossier.ID), verwacht, events...)
	// These say that nothing was stored; of any other error the outcome is unknown.
	niets := errors.Is(err, eventstore.ErrConflict) || errors.Is(err, eventstore.ErrTooLarge) ||
		errors.Is(err, eventstore.ErrFull) || errors.Is(err, eventstore.ErrReadOnly)
	s.onzeker = err != nil && !niets
	return op, err
}

// geefSleutels makes the keys that an append needs, durable before it: a key of somebody who never came to be does no
// harm, a person without a key does.
func (l *Ledger) geefSleutels(ctx context.Context, d *domain.Dossier, ontwerpen []domain.Ontwerp) error {
	var houders []id.Houder
	for _, o := range ontwerpen {
		if _, ok := o.Feit.(*domain.DossierGeopend); ok {
			houders = append(houders, d.Houder())
		}
		if wie, ok := domain.VoegtToe(o.Feit); ok {
			houders = append(houders, id.HouderVan(wie))
		}
	}
	if len(houders) == 0 {
		return nil
	}
	err := l.storing.doe(stapUitgifte, func() error { return l.Kluis.Issue(ctx, DossierStroom(d.ID), houders...) })
	if errors.Is(err, seal.ErrDestroyed) || errors.Is(err, vault.ErrIssuedElsewhere) {
		return domain.Weiger(domain.CodeBestaatAl, "Deze id is al eens gebruikt. Kies een nieuwe.")
	}
	return err
}
