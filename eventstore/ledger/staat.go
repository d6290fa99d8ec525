package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// maxStaten is how many dossiers' folds are kept in memory. A fold of 100 events takes some tens of kilobytes.
const maxStaten = 2_000

// staat is the fold of one dossier, carried forward on every append so that a write need not read the stream again. It
// holds open parts only. The expected revision of an append keeps it honest.
type staat struct {
	beurt     slot // had while deciding and appending: writers of one dossier take turns
	dossier   *domain.Dossier
	laatste   time.Time            // vastgelegdOp of the last event
	aanvragen map[uuid.UUID]uint64 // revision of the first event of each keyed request
	// also true before the first read; an append's outcome is unknown: the stream must be read before the next decision
	onzeker bool
}

func nieuweStaat(d id.Dossier) *staat {
	return &staat{beurt: nieuwSlot(), dossier: domain.NieuwDossier(d), aanvragen: map[uuid.UUID]uint64{}, onzeker: true}
}

// volgende is the revision that the next event gets.
func (s *staat) volgende() uint64 {
	if !s.dossier.Bestaat {
		return 0
	}
	return s.dossier.Revisie + 1
}

// vouw folds one event. Events must come in order; a repeat is a mistake of the caller.
func (s *staat) vouw(v domain.Vastlegging) error {
	if v.Revisie != s.volgende() {
		return fmt.Errorf("ledger: %s: revision %d where %d was due", DossierStroom(s.dossier.ID), v.Revisie, s.volgende())
	}
	s.dossier.PasToe(v)
	s.dossier.LaatGeraakt()
	s.laatste = v.Meta.VastgelegdOp
	if !v.Meta.Aanvraag.IsZero() {
		if _, ok := s.aanvragen[v.Meta.Aanvraag.UUID()]; !ok {
			s.aanvragen[v.Meta.Aanvraag.UUID()] = v.Revisie
		}
	}
	return nil
}

// bijwerken folds what the store has beyond the state. Call it with the beurt.
func (l *Ledger) bijwerken(ctx context.Context, s *staat) error {
	for r, err := range l.Store.ReadStream(ctx, DossierStroom(s.dossier.ID), s.volgende()) {
		if err != nil {
			return err
		}
		v, _, err := ontleed(r)
		if err != nil {
			return err
		}
		if err := s.vouw(v); err != nil {
			return err
		}
	}
	s.onzeker = false
	return nil
}

// staat gives the state of a dossier, empty where it was not yet read.
func (l *Ledger) staat(d id.Dossier) *staat {
	if al, ok := l.staten.Get(d); ok {
		return al
	}
	s := nieuweStaat(d)
	if al, ok, _ := l.staten.PeekOrAdd(d, s); ok { // another got here first
		l.staten.Get(d) // used now
		return al
	}
	return s
}
