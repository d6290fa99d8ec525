package ledger

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/seal"
)

// Eerder is what stands already of a dossier that is being read in, for who goes on with that. It holds open parts and
// digests, no content, and is of the moment that it was read: what is recorded later is not in it.
type Eerder struct {
	Dossier   *domain.Dossier // the caller's own
	Toen      time.Time       // when its newest event that was read in was first recorded elsewhere; zero: there is none
	aanvragen map[uuid.UUID]eerdereAanvraag
	l         *Ledger
	z         *lezing // for Stond, once that is asked
}

// Stond tells how onderdelen read, to decide on what is read in of them later; it is shown to nobody. It reads the dossier once.
func (e *Eerder) Stond(ctx context.Context, welke []id.Onderdeel) (func(id.Onderdeel) domain.Wording, error) {
	if e.z == nil {
		z, err := e.l.lees(ctx, e.Dossier.ID)
		if err != nil {
			return nil, err
		}
		e.z = z
	}
	return e.z.stond(e.l.sleutels(ctx), welke)
}

type eerdereAanvraag struct {
	digest  Digest
	vergaan bool
	tot     uint64 // revision of its last event
}

// Ingelezen is what stands of a request with which something was to be read in.
type Ingelezen uint8

const (
	NietIngelezen    Ingelezen = iota
	WelIngelezen               // this very request was carried out
	AndersIngelezen            // another one was, under its key
	VergaanIngelezen           // one was, and what it recorded is (partly) destroyed: which it was cannot be known
)

// Eerder reads a dossier once, for who asks of many requests whether they were carried out: repeating each would read
// it for each. It gives nil where there is no such dossier. It needs a grant to record there, shows nothing, and
// records nothing, as a repeat does.
func (l *Ledger) Eerder(ctx context.Context, g toegang.Grant, d id.Dossier) (*Eerder, error) {
	if !g.Voor(domain.HandelingVastleggen, d) {
		return nil, weigeringVan(l.weiger(ctx, g, d, ""))
	}
	z, err := l.lees(ctx, d)
	if err != nil || len(z.events) == 0 {
		return nil, err
	}
	uit := &Eerder{Dossier: z.nu, aanvragen: map[uuid.UUID]eerdereAanvraag{}, l: l}
	sleutels := l.sleutels(ctx)
	for _, e := range z.events {
		if e.Meta.Aanvraag.IsZero() || e.Meta.Herkomst == nil {
			continue
		}
		if op := e.Meta.Herkomst.Op; op.After(uit.Toen) {
			uit.Toen = op
		}
		a, al := uit.aanvragen[e.Meta.Aanvraag.UUID()]
		if a.vergaan || al && a.tot+1 != e.Revisie { // only the first time that it was carried out counts
			continue
		}
		a.tot = e.Revisie
		deel, err := z.aanvraagDeel(sleutels, e)
		switch {
		case errors.Is(err, seal.ErrDestroyed):
			a.vergaan = true
		case err != nil:
			return nil, err
		default:
			a.digest.meng(deel)
		}
		uit.aanvragen[e.Meta.Aanvraag.UUID()] = a
	}
	return uit, nil
}

// Ken says what stands of a request.
func (e *Eerder) Ken(a *Aanvraag) Ingelezen {
	switch al, ok := e.aanvragen[a.id]; {
	case !ok:
		return NietIngelezen
	case al.vergaan:
		return VergaanIngelezen
	case al.digest != a.digest:
		return AndersIngelezen
	}
	return WelIngelezen
}
