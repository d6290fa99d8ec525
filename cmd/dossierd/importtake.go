package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	"dossierboek/api"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// taken is what became of the lines that were gone through.
type taken struct {
	recorded, known, destroyed int64
	dossiers                   int64 // opened by them, now or earlier
}

func (t taken) all() int64 { return t.recorded + t.known + t.destroyed }

// takers is how many dossiers are taken in at a time: the log groups what comes together.
const takers = 16

// importRoute scopes what lines are recorded under.
const importRoute = "dossierd import"

var (
	errOtherLine = errors.New("deze regel is eerder anders ingelezen; verbeter wat is vastgelegd in het dossier zelf")
	errChanged   = errors.New("het bestand is intussen veranderd; begin opnieuw")
)

type rawLine struct {
	n    int
	raw  []byte
	file *api.Bestand
}

// take records every line that is not recorded yet. The lines of a dossier keep their order.
func (o *parts) take(ctx context.Context, f *importFile, who importer, bar *progress) (taken, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	t := &taker{parts: o, who: who, bar: bar}
	var wg sync.WaitGroup
	queues := make([]chan rawLine, takers)
	for i := range queues {
		queues[i] = make(chan rawLine, 16)
		wg.Go(func() {
			for l := range queues[i] {
				if ctx.Err() != nil {
					continue
				}
				if err := t.line(ctx, l); err != nil {
					stop(fmt.Errorf("regel %d: %w", l.n, err))
				}
			}
		})
	}
	err := f.read(func(b *api.Bestand, n int, raw []byte) error {
		d, ok := b.DossierVan(raw)
		if !ok {
			return fmt.Errorf("regel %d: %w", n, errChanged)
		}
		select {
		case queues[queueOf(d)] <- rawLine{n, bytes.Clone(raw), b}:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	for _, q := range queues {
		close(q)
	}
	wg.Wait()
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	return t.taken, err
}

func queueOf(d id.Dossier) int { u := d.UUID(); return int(u[15]) % takers }

type taker struct {
	*parts
	who importer
	bar *progress
	mu  sync.Mutex
	taken
}

// line records a line. One that was recorded before records nothing, also when what it recorded was destroyed since.
func (t *taker) line(ctx context.Context, l rawLine) error {
	now := domain.Feiten{Nu: t.ledger.Nu(), Vandaag: t.ledger.Vandaag(), Wie: t.who.actor.Wie}
	r, faults := l.file.Regel(l.raw, now)
	if len(faults) > 0 || r.Opdracht == nil {
		return fmt.Errorf("%w: %w", errChanged, faultsOf(faults))
	}
	u, err := t.ledger.Schrijf(ctx, ledger.Schrijfopdracht{
		Grant:   t.ledger.Beslis(t.who.actor, r.Opdracht.Handeling(), r.Dossier, t.who.purpose),
		Dossier: r.Dossier, Opdracht: r.Opdracht, Herkomst: &r.Herkomst,
		// Whoever goes on with an import that somebody else began goes on with the same.
		Aanvraag: ledger.NieuweAanvraag("", importRoute, r.Sleutel, r.Wezen),
	})
	var w *domain.Weigering
	gone := errors.As(err, &w) && w.Code == domain.CodeAanvraagVergaan
	switch {
	case gone:
	case w != nil && w.Code == domain.CodeAndereAanvraag:
		return errOtherLine
	case w != nil:
		return faultsOf(refused(w))
	case err != nil:
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case gone:
		t.destroyed++
	case u.Herhaald:
		t.known++
	default:
		t.recorded++
	}
	if r.VanDossier {
		t.dossiers++
	}
	t.bar.at(t.all())
	return nil
}
