package ledger

import (
	"context"
	"sync"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/seal"
)

// zegelaar seals the events of one append. It is made for a revision and of no use at another.
type zegelaar struct {
	l        *Ledger
	dossier  *domain.Dossier
	lezing   *lezing // what stands in the stream; only where a person is added to an onderdeel
	daar     *lezing // what stands in the stream of the dossier that something is taken over from
	sleutels seal.Keys
	meta     domain.Meta
	eerste   uint64
	digest   *Digest // of the keyed request; nil without a key
	*kladblok
}

// kladblok is memory that sealing needs for a moment, kept for the next time: new memory for each event, and
// collecting it, was a quarter of what an append costs its caller.
type kladblok struct {
	ruw   []byte // what is sealed; cleared after each part
	delen []byte // the sealed parts of one event
}

var kladblokken = sync.Pool{New: func() any { return new(kladblok) }}

// zegelaar prepares sealing at the revision that is next.
func (l *Ledger) zegelaar(ctx context.Context, s *staat, o Schrijfopdracht,
	ontwerpen []domain.Ontwerp) (zegelaar, error) {
	op, err := domain.Tijdstip(l.Nu(), s.laatste)
	if err != nil {
		return zegelaar{}, err
	}
	z := zegelaar{l: l, dossier: s.dossier, sleutels: l.sleutels(ctx), daar: o.daar, meta: meta(o.Grant, o.Verzoek, op),
		eerste: s.volgende()}
	z.meta.Oorzaak, z.meta.Aanleiding, z.meta.Herkomst = o.Oorzaak, o.Aanleiding, o.Herkomst
	if o.Aanvraag != nil {
		z.meta.Aanvraag = o.Aanvraag.ID()
		z.digest = &o.Aanvraag.digest
	}
	for _, w := range ontwerpen {
		if _, ok := w.Feit.(*domain.BetrokkeneGekoppeld); ok && z.lezing == nil {
			if z.lezing, err = l.lees(ctx, o.Dossier); err != nil {
				return zegelaar{}, err
			}
		}
	}
	return z, nil
}

// meta is what is recorded of an act besides its content.
func meta(g toegang.Grant, verzoek string, op time.Time) domain.Meta {
	v := g.Vraag()
	return domain.Meta{
		Wie: v.Actor.Wie, Namens: v.Actor.Namens, Rol: string(v.Actor.Rol), Doel: v.Doel, Matrix: g.Matrix(),
		Verzoek: verzoek, VastgelegdOp: op,
	}
}
