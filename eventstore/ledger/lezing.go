package ledger

import (
	"context"
	"fmt"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// bewaard is one event of a dossier as read: what it folds as, and its parts, still sealed.
type bewaard struct {
	domain.Vastlegging
	delen [][]byte
}

// lezing is a dossier's stream as read once: its events, the dossier as it is now, and the later wraps of its parts.
// Nothing in it was opened yet. Not safe for concurrent use.
type lezing struct {
	dossier id.Dossier
	events  []bewaard // by revision
	nu      *domain.Dossier
	// by the leaf of the part they open; for what was taken over, by the leaf it would have here
	extra   map[seal.Leaf][]seal.ExtraWrap
	bronnen map[domain.Plek]bewaard // events of other dossiers in which content lies that was taken over
	gemist  map[domain.Plek]bool    // those of them that are still to be read

	genomen  map[id.Overbrenging]id.Dossier // the overbrengingen by which anything came, and from where
	onderweg map[id.Overbrenging]bool       // those of which not all has come yet
}

// ontleed reads a record of a dossier.
func ontleed(r eventstore.Record) (domain.Vastlegging, domain.Envelop, error) {
	v, e, err := domain.Ontleed(id.Van[id.Gebeurtenis](r.ID), r.Revision, r.Kind, r.Data, r.Meta)
	if err != nil {
		return v, e, fmt.Errorf("%s@%d: %w", r.Stream, r.Revision, err)
	}
	return v, e, nil
}

// lees reads a dossier from its first event to its last, and finds what of it has not all come yet.
func (l *Ledger) lees(ctx context.Context, d id.Dossier) (*lezing, error) {
	onderweg := l.onderweg.alle() // of before it was read: what ended meanwhile was perhaps not read to its end
	z, err := l.leesAlleen(ctx, d)
	if err != nil {
		return nil, err
	}
	return z, l.metOnderweg(ctx, z, onderweg)
}

// leesAlleen reads a dossier, whatever is on its way to it.
func (l *Ledger) leesAlleen(ctx context.Context, d id.Dossier) (*lezing, error) {
	z := &lezing{dossier: d, nu: domain.NieuwDossier(d), extra: map[seal.Leaf][]seal.ExtraWrap{}}
	return z, z.bijwerken(ctx, l.Store)
}

// bijwerken reads what came since.
func (z *lezing) bijwerken(ctx context.Context, s eventstore.Store) error {
	for r, err := range s.ReadStream(ctx, DossierStroom(z.dossier), uint64(len(z.events))) {
		if err != nil {
			return err
		}
		if err := z.voeg(r); err != nil {
			return err
		}
	}
	return z.haalBronnen(ctx, s)
}

func (z *lezing) voeg(r eventstore.Record) error {
	v, e, err := ontleed(r)
	if err != nil {
		return err
	}
	if v.Revisie != uint64(len(z.events)) {
		return fmt.Errorf("%w: %s: revision %d where %d was due", eventstore.ErrBroken, r.Stream, v.Revisie, len(z.events))
	}
	if err := z.voegWraps(r, e); err != nil {
		return err
	}
	z.events = append(z.events, bewaard{Vastlegging: v, delen: e.Delen})
	if f, ok := v.Feit.(*domain.OnderdeelOvergenomen); ok {
		z.mist(f.Bron)
		z.neemt(f)
	}
	z.nu.PasToe(v)
	return nil
}

// voegWraps takes up the wraps that stand in an event, of parts of earlier ones or of what it takes over.
func (z *lezing) voegWraps(r eventstore.Record, e domain.Envelop) error {
	for i, k := range e.Koppelingen {
		wrap, err := seal.ParseExtraWrap(k.Zegel)
		if err != nil {
			return fmt.Errorf("%s@%d: wrap %d: %w", r.Stream, r.Revision, i, err)
		}
		if uint64(wrap.At().Revision) != r.Revision {
			return fmt.Errorf("%s@%d: wrap %d: %w", r.Stream, r.Revision, i, seal.ErrTampered)
		}
		blad, err := seal.LeafOf(k.Revisie, int(k.Deel))
		if err != nil {
			return fmt.Errorf("%s@%d: wrap %d: %w", r.Stream, r.Revision, i, err)
		}
		z.extra[blad] = append(z.extra[blad], wrap)
	}
	return nil
}

// toen is the dossier as the ledger knew it at a moment.
func (z *lezing) toen(moment time.Time) *domain.Dossier {
	return z.vouw(func(e bewaard) bool { return !e.Meta.VastgelegdOp.After(moment) })
}

// totEnMet is the dossier as it was after an event.
func (z *lezing) totEnMet(revisie uint64) *domain.Dossier {
	return z.vouw(func(e bewaard) bool { return e.Revisie <= revisie })
}

func (z *lezing) vouw(hoort func(bewaard) bool) *domain.Dossier {
	d := domain.NieuwDossier(z.dossier)
	for _, e := range z.events {
		if !hoort(e) {
			break
		}
		d.PasToe(e.Vastlegging)
	}
	return d
}
