package main

import (
	"context"
	"errors"
	"sync"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/eventstore/ledger"
)

// taken is what became of the lines that were gone through.
type taken struct {
	recorded, known, destroyed int64
	dossiers                   int64 // opened by them, now or earlier
}

func (t taken) all() int64 { return t.recorded + t.known + t.destroyed }

// takers is how many dossiers are taken in at a time: the log and the vault group what comes together, and a commit of
// many costs little more than one of a few.
const takers = 256

// importRoute scopes what lines are recorded under.
const importRoute = "dossierd import"

var (
	errOtherLine = errors.New("deze regel is eerder anders ingelezen; verbeter wat is vastgelegd in het dossier zelf")
	errChanged   = errors.New("het bestand is intussen veranderd; begin opnieuw")
)

// lineRequest is the request to record a line. Whoever goes on with an import that somebody else began goes on with
// the same.
func lineRequest(key uuid.UUID, wezen []byte) *ledger.Aanvraag {
	return ledger.NieuweAanvraag("", importRoute, key, wezen)
}

// take records every line that the checker did not find recorded. The lines of a dossier keep their order.
func (o *parts) take(ctx context.Context, f *importFile, c *checker, known mayBeIn, bar *progress) (taken, error) {
	t := &taker{parts: o, who: c.who, found: known, later: c.later, bar: bar}
	t.known, t.destroyed, t.dossiers = c.known.size(), c.destroyed.size(), c.opened
	todo := func(n int) bool { return c.wants(n) && !c.known.has(n) && !c.destroyed.has(n) }
	err := f.eachLine(ctx, takers, todo, t.line)
	return t.taken, err
}

type taker struct {
	*parts
	who   importer
	found mayBeIn
	later lineSet
	bar   *progress
	mu    sync.Mutex
	taken
}

// line records a line. One that was recorded before records nothing, also when what it recorded was destroyed since.
func (t *taker) line(ctx context.Context, l rawLine) error {
	now := domain.Feiten{Nu: t.ledger.Nu(), Vandaag: t.ledger.Vandaag(), Wie: t.who.actor.Wie}
	r, faults := l.file.Regel(l.raw, now)
	if len(faults) > 0 || r.Opdracht == nil {
		return errChanged
	}
	request := lineRequest(r.Sleutel, r.Wezen())
	if t.later.has(l.n) { // what stands tells whether it was taken in
		r, request = l.file.Later(r, now.Nu), nil
	}
	write := ledger.Schrijfopdracht{
		Grant:   t.ledger.Beslis(t.who.actor, r.Opdracht.Handeling(), r.Dossier, t.who.purpose),
		Dossier: r.Dossier, Opdracht: r.Opdracht, Herkomst: &r.Herkomst,
		Aanvraag: request,
	}
	if open, ok := r.Opdracht.(domain.OpenDossier); ok {
		open.Opening.MogelijkBekendGezien = append(open.Opening.MogelijkBekendGezien, t.who.seen.of(r.Dossier)...)
		write.Opdracht = open
		write.Bekend = func(context.Context) ([]domain.MogelijkBekend, error) { return t.found[r.Dossier], nil }
	}
	u, err := t.write(ctx, write, l)
	var w *domain.Weigering
	gone := errors.As(err, &w) && w.Code == domain.CodeAanvraagVergaan
	switch {
	case errors.Is(err, ledger.ErrBestandAfgebroken):
		return errChanged
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
	case u.Herhaald, len(u.Feiten) == 0:
		t.known++
	default:
		t.recorded++
	}
	if r.VanDossier && !t.later.has(l.n) {
		t.dossiers++
	}
	t.bar.at(t.all())
	return nil
}

// write records what a line says, a bijlage with its file.
func (t *taker) write(ctx context.Context, o ledger.Schrijfopdracht, l rawLine) (ledger.Uitkomst, error) {
	b, ok := o.Opdracht.(domain.VoegBijlageToe)
	if !ok {
		return t.ledger.Schrijf(ctx, o)
	}
	return t.ledger.VoegBijlageToe(ctx, ledger.Bijlageopdracht{
		Schrijfopdracht: o, Bijlage: b, Bytes: l.body, Max: t.who.maxFile,
	})
}
