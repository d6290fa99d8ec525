package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// ErrNogUitTeVoeren: the approval is durable and closes what it is of, but not every step of the destruction is done
// yet.
var ErrNogUitTeVoeren = errors.New("ledger: the approved destruction is not finished yet")

// uitvoertijd bounds the carrying out of one destruction in a request; start-up and RondAf have no bound.
const uitvoertijd = time.Minute

// Vernietig is Schrijf for what destroys: the approval of a vernietiging, and taking a person off an onderdeel. It
// carries the destruction out at once. Where that fails after the approval is durable, ErrNogUitTeVoeren is matched:
// nothing of it can be read any more, and RondAf or the next start finishes it.
func (l *Ledger) Vernietig(ctx context.Context, o Schrijfopdracht) (Uitkomst, error) {
	u, err := l.schrijf(ctx, o)
	if err != nil {
		var geweigerd *domain.Weigering
		if keurtGoed(o.Opdracht) && !errors.As(err, &geweigerd) {
			l.onthoudOnaf(o.Dossier) // an approval whose outcome is unknown may stand
		}
		return u, weigeringVan(err)
	}
	for _, v := range u.Feiten {
		g, ok := goedkeuringIn(o.Dossier, v)
		if !ok {
			continue
		}
		// The asker may hang up; what was begun is finished.
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), uitvoertijd)
		defer stop()
		if err := l.voerUit(ctx, g); err != nil {
			l.onthoudOnaf(o.Dossier)
			return u, fmt.Errorf("%w: %w", ErrNogUitTeVoeren, err)
		}
	}
	return u, nil
}

func (l *Ledger) onthoudOnaf(d id.Dossier) {
	l.onafSlot.Lock()
	defer l.onafSlot.Unlock()
	l.onaf[d] = true
}

// RondAf finishes the approved destructions and the overbrengingen that requests left unfinished since the start. A
// server calls it now and then; it costs nothing where there are none. What fails again is kept for the next call, and
// does not stop the others.
func (l *Ledger) RondAf(ctx context.Context) error {
	l.onafSlot.Lock()
	dossiers := slices.Collect(maps.Keys(l.onaf))
	clear(l.onaf)
	l.onafSlot.Unlock()
	var fouten []error
	for _, d := range dossiers {
		if err := l.rondDossierAf(ctx, d); err != nil {
			l.onthoudOnaf(d)
			fouten = append(fouten, err)
		}
	}
	return weigeringVan(errors.Join(fouten...))
}

// rondDossierAf carries out what was approved in a dossier and not reported done.
func (l *Ledger) rondDossierAf(ctx context.Context, d id.Dossier) error {
	z, err := l.lees(ctx, d)
	if err != nil {
		return err
	}
	for _, e := range z.events {
		g, ok := goedkeuringIn(d, e.Vastlegging)
		if !ok {
			continue
		}
		// An approval of no vernietiging that was decided on here goes on to voerUit, which refuses it.
		if loop, ok := z.nu.Vernietigingen[g.vernietiging]; ok && loop.Stand == domain.VernietigingStandUitgevoerd {
			continue
		}
		if err := l.voerUit(ctx, g); err != nil {
			return err
		}
	}
	return l.rondOverbrengingenAf(ctx, d)
}
