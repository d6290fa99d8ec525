package ledger

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// maxBeslissingen is how often a write is decided on when others keep winning the race.
const maxBeslissingen = 4

// maxHerhalingen is how often the same sealed bytes are sent when the outcome of an append stays unknown.
const maxHerhalingen = 5

// Schrijfopdracht is a write that somebody asks for.
type Schrijfopdracht struct {
	Grant    toegang.Grant
	Dossier  id.Dossier
	Opdracht domain.Opdracht
	Aanvraag *Aanvraag      // nil without an Idempotency-Key
	Verwacht *uint64        // If-Match: the revision that the asker saw
	Verzoek  string         // id of the request, for the metadata
	Oorzaak  id.Gebeurtenis // event that this follows from
}

// Uitkomst is what a write came to.
type Uitkomst struct {
	Dossier         id.Dossier
	Eerste, Laatste uint64    // revisions of the first and last event; equal to the head where nothing had to be recorded
	Op              time.Time // when it was recorded
	Feiten          []domain.Vastlegging
	Positie         eventstore.Position // of the last event; zero for a repeat
	Herhaald        bool                // the Idempotency-Key was seen before: this is the first outcome
}

// Schrijf carries out a write. It refuses with a *domain.Weigering; a refusal of access is a durable fact first.
func (l *Ledger) Schrijf(ctx context.Context, o Schrijfopdracht) (Uitkomst, error) {
	u, err := l.schrijf(ctx, o)
	return u, weigeringVan(err)
}

func (l *Ledger) schrijf(ctx context.Context, o Schrijfopdracht) (Uitkomst, error) {
	if !o.Grant.Voor(o.Opdracht.Handeling(), o.Dossier) {
		return Uitkomst{}, l.weiger(ctx, o.Grant, o.Dossier, o.Verzoek)
	}
	f := domain.Feiten{Nu: l.Nu(), Vandaag: l.Vandaag(), Wie: o.Grant.Vraag().Actor.Wie}
	if fouten := o.Opdracht.Controleer(f); len(fouten) > 0 {
		return Uitkomst{}, domain.OngeldigeInvoer(fouten)
	}
	if b, ok := o.Opdracht.(domain.BesluitVernietiging); ok {
		if err := l.controleerHerschrijving(ctx, o, b); err != nil {
			return Uitkomst{}, err
		}
	}
	s := l.staat(o.Dossier)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.onzeker {
		if err := l.bijwerken(ctx, s); err != nil {
			return Uitkomst{}, err
		}
	}
	for range maxBeslissingen {
		u, err := l.beslis(ctx, s, o, f)
		if !errors.Is(err, eventstore.ErrConflict) {
			return u, err
		}
		if err := l.bijwerken(ctx, s); err != nil {
			return Uitkomst{}, err
		}
	}
	return Uitkomst{}, domain.Weiger(domain.CodeConflict, "Anderen werken nu in dit dossier. Probeer het opnieuw.")
}

// beslis decides once, on the state as it is, and appends. Call it with the state locked.
func (l *Ledger) beslis(ctx context.Context, s *staat, o Schrijfopdracht, f domain.Feiten) (Uitkomst, error) {
	if o.Aanvraag != nil {
		if revisie, ok := s.aanvragen[o.Aanvraag.id]; ok {
			return l.herhaal(ctx, o, revisie)
		}
	}
	if o.Verwacht != nil && (!s.dossier.Bestaat || *o.Verwacht != s.dossier.Revisie) {
		return Uitkomst{}, domain.Weiger(domain.CodeRevisie, "Het dossier is intussen gewijzigd. Lees het opnieuw.")
	}
	ontwerpen, err := o.Opdracht.Beslis(s.dossier, f)
	if errors.Is(err, domain.Weiger(domain.CodeOnbekend, "")) && !s.dossier.Bestaat {
		return Uitkomst{}, errors.Join(err, l.onbekend(ctx, o.Grant, o.Dossier, o.Verzoek))
	}
	if err != nil {
		return Uitkomst{}, err
	}
	if len(ontwerpen) == 0 {
		return Uitkomst{Dossier: o.Dossier, Eerste: s.dossier.Revisie, Laatste: s.dossier.Revisie, Op: s.laatste}, nil
	}
	if err := magAlles(o.Grant, s.dossier, ontwerpen); err != nil {
		return Uitkomst{}, errors.Join(err, l.feitVanWeigering(ctx, o.Grant, o.Dossier, err, o.Verzoek))
	}
	if err := l.geefSleutels(ctx, s.dossier, ontwerpen); err != nil {
		return Uitkomst{}, err
	}
	z, err := l.zegelaar(ctx, s, o, ontwerpen)
	if err != nil {
		return Uitkomst{}, err
	}
	events, feiten, err := z.verzegel(ontwerpen)
	if err != nil {
		return Uitkomst{}, err
	}
	verwacht := eventstore.NoStream()
	if s.dossier.Bestaat {
		verwacht = eventstore.Exact(s.dossier.Revisie)
	}
	op, err := l.voegToe(ctx, s, verwacht, events)
	if err != nil {
		return Uitkomst{}, err
	}
	for _, v := range feiten {
		if err := s.vouw(v); err != nil {
			s.onzeker = true
			return Uitkomst{}, err
		}
	}
	return Uitkomst{Dossier: o.Dossier, Eerste: op.First, Laatste: op.Last, Op: z.meta.VastgelegdOp, Feiten: feiten, Positie: op.Position}, nil
}

// voegToe appends. While the outcome is unknown the same bytes go again: the store takes them once. If it stays unknown,
// the state may not be decided upon before the stream has been read.
func (l *Ledger) voegToe(ctx context.Context, s *staat, verwacht eventstore.Expected, events []eventstore.Event) (eventstore.Appended, error) {
	s.onzeker = true
	var op eventstore.Appended
	var err error
	wacht := 20 * time.Millisecond
	for range maxHerhalingen {
		op, err = l.Store.Append(ctx, DossierStroom(s.dossier.ID), verwacht, events...)
		if !errors.Is(err, eventstore.ErrUnknownOutcome) {
			break
		}
		select {
		case <-ctx.Done():
			return op, errors.Join(err, ctx.Err())
		case <-time.After(wacht):
			wacht *= 2
		}
	}
	// These say that nothing was stored; of any other error the outcome is unknown.
	niets := errors.Is(err, eventstore.ErrConflict) || errors.Is(err, eventstore.ErrTooLarge) || errors.Is(err, eventstore.ErrFull) || errors.Is(err, eventstore.ErrReadOnly)
	s.onzeker = err != nil && !niets
	return op, err
}

// zegelaar prepares sealing at the revision that is next.
func (l *Ledger) zegelaar(ctx context.Context, s *staat, o Schrijfopdracht, ontwerpen []domain.Ontwerp) (zegelaar, error) {
	op, err := domain.Tijdstip(l.Nu(), s.laatste)
	if err != nil {
		return zegelaar{}, err
	}
	z := zegelaar{l: l, dossier: s.dossier, sleutels: l.Kluis.Keys(ctx), meta: meta(o.Grant, o.Verzoek, op), eerste: s.volgende()}
	z.meta.Oorzaak = o.Oorzaak
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

// magAlles holds every event decided on against the categories of the grant (ZOB-7.4).
func magAlles(g toegang.Grant, d *domain.Dossier, ontwerpen []domain.Ontwerp) error {
	for _, o := range ontwerpen {
		c, ok := d.CategorieVan(o.Feit)
		if ok && !g.Ziet(c) {
			return domain.Weiger(domain.CodeGeenToegang, "Deze rol mag dit soort gegevens niet vastleggen of wijzigen.", "ZOB-7.4", "ZOB-10")
		}
	}
	return nil
}

// geefSleutels makes the keys that an append needs, durable before it: a key of somebody who never came to be does no
// harm, a person without a key does.
func (l *Ledger) geefSleutels(ctx context.Context, d *domain.Dossier, ontwerpen []domain.Ontwerp) error {
	var houders []id.Houder
	for _, o := range ontwerpen {
		switch f := o.Feit.(type) {
		case *domain.DossierGeopend:
			houders = append(houders, d.Houder())
		case *domain.BetrokkeneToegevoegd:
			houders = append(houders, id.HouderVan(f.Betrokkene))
		}
	}
	if len(houders) == 0 {
		return nil
	}
	return l.Kluis.Issue(ctx, DossierStroom(d.ID), houders...)
}

// herhaal answers a repeat with the first outcome, if it is the same request.
func (l *Ledger) herhaal(ctx context.Context, o Schrijfopdracht, eerste uint64) (Uitkomst, error) {
	z, err := l.lees(ctx, o.Dossier)
	if err != nil {
		return Uitkomst{}, err
	}
	u := Uitkomst{Dossier: o.Dossier, Eerste: eerste, Herhaald: true}
	var digest Digest
	sleutels := l.Kluis.Keys(ctx)
	for _, e := range z.events[eerste:] {
		if e.Meta.Aanvraag.UUID() != o.Aanvraag.id {
			break
		}
		deel, err := z.aanvraagDeel(sleutels, e)
		if errors.Is(err, seal.ErrDestroyed) {
			return Uitkomst{}, domain.Weiger(domain.CodeAanvraagVergaan, "Wat met deze Idempotency-Key is vastgelegd, is (deels) vernietigd. De aanvraag is destijds uitgevoerd en wordt niet herhaald.", "ZOB-17.1")
		}
		if err != nil {
			return Uitkomst{}, err
		}
		digest.meng(deel)
		u.Laatste, u.Op = e.Revisie, e.Meta.VastgelegdOp
		u.Feiten = append(u.Feiten, e.Vastlegging)
	}
	if digest != o.Aanvraag.digest {
		return Uitkomst{}, domain.Weiger(domain.CodeAndereAanvraag, "Deze Idempotency-Key is al gebruikt voor een andere aanvraag.")
	}
	return u, nil
}

// NieuwDossierID is the id that opening a dossier gives it: the same for a repeat with the same key.
func (l *Ledger) NieuwDossierID(a *Aanvraag) id.Dossier {
	if a == nil {
		return id.DossierVan(l.NieuweID())
	}
	return id.DossierVan(uuid.NewSHA1(a.id, []byte("dossier")))
}
