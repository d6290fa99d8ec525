package ledger

import (
	"context"
	"errors"

	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// maxBeslissingen is how often a write is decided on when others keep winning the race.
const maxBeslissingen = 4

// Schrijf carries out a write. It refuses with a *domain.Weigering; a refusal of access is a durable fact first.
func (l *Ledger) Schrijf(ctx context.Context, o Schrijfopdracht) (Uitkomst, error) {
	u, err := l.schrijf(ctx, o)
	return u, weigeringVan(err)
}

func (l *Ledger) schrijf(ctx context.Context, o Schrijfopdracht) (Uitkomst, error) {
	if !o.Grant.Voor(o.Opdracht.Handeling(), o.Dossier) {
		return Uitkomst{}, l.weiger(ctx, o.Grant, o.Dossier, o.Verzoek)
	}
	f, err := l.feitenVan(o)
	if err != nil {
		return Uitkomst{}, err
	}
	if fouten := o.Opdracht.Controleer(f); len(fouten) > 0 {
		return Uitkomst{}, domain.OngeldigeInvoer(fouten)
	}
	if err := l.controleerBesluittekst(ctx, o); err != nil {
		return Uitkomst{}, err
	}
	s := l.staat(o.Dossier)
	if err := s.beurt.neem(ctx); err != nil {
		return Uitkomst{}, err
	}
	defer s.beurt.geef()
	if s.onzeker {
		if err := l.bijwerken(ctx, s); err != nil {
			return Uitkomst{}, err
		}
	}
	if o.Concept != nil {
		if err := l.conceptVoor(ctx, s, o); err != nil {
			return Uitkomst{}, err
		}
	}
	for range maxBeslissingen {
		u, err := l.beslis(ctx, s, o, f)
		if err == nil {
			if o.Concept != nil && len(u.Feiten) > 0 {
				l.conceptVastgelegd(ctx, o.Concept.ID)
			}
			return u, nil
		}
		// A race was lost, or a refusal rests on a state that another process may have gone past: read, and decide again.
		var w *domain.Weigering
		conflict, geweigerd := errors.Is(err, eventstore.ErrConflict), errors.As(err, &w)
		if !conflict && !geweigerd {
			return Uitkomst{}, err
		}
		volgende := s.volgende()
		if err := l.bijwerken(ctx, s); err != nil {
			return Uitkomst{}, err
		}
		if !conflict && s.volgende() == volgende {
			return Uitkomst{}, l.geweigerd(ctx, s, o, w)
		}
	}
	return Uitkomst{}, domain.Weiger(domain.CodeConflict, "Anderen werken nu in dit dossier. Probeer het opnieuw.")
}

// verouderd refuses what was asked of a dossier that has changed since (If-Match).
func verouderd() error {
	return domain.Weiger(domain.CodeRevisie, "Het dossier is intussen gewijzigd. Lees het opnieuw.")
}

// beslis decides once, on the state as it is, and appends. Call it with the beurt.
func (l *Ledger) beslis(ctx context.Context, s *staat, o Schrijfopdracht, f domain.Feiten) (Uitkomst, error) {
	if o.Aanvraag != nil {
		if revisie, ok := s.aanvragen[o.Aanvraag.id]; ok {
			return l.herhaal(ctx, o, revisie)
		}
	}
	if o.Verwacht != nil && s.dossier.Bestaat && *o.Verwacht != s.dossier.Revisie {
		return Uitkomst{}, verouderd()
	}
	f, err := l.verzegeldeFeiten(ctx, s, o, f)
	if err != nil {
		return Uitkomst{}, err
	}
	ontwerpen, err := o.Opdracht.Beslis(s.dossier, f)
	if err != nil {
		return Uitkomst{}, err
	}
	if len(ontwerpen) == 0 {
		return Uitkomst{Dossier: o.Dossier, Eerste: s.dossier.Revisie, Laatste: s.dossier.Revisie, Op: s.laatste}, nil
	}
	ontwerpen = append(ontwerpen, s.dossier.NaVastlegging(f, ontwerpen)...)
	if err := magAlles(o.Grant, s.dossier, ontwerpen); err != nil {
		return Uitkomst{}, err
	}
	if err := l.geenConcepten(ctx, s, o, ontwerpen); err != nil {
		return Uitkomst{}, err
	}
	if err := l.verberg(ctx, s, ontwerpen); err != nil {
		return Uitkomst{}, err
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
	return Uitkomst{Dossier: o.Dossier, Eerste: op.First, Laatste: op.Last, Op: z.meta.VastgelegdOp, Feiten: feiten,
		Positie: op.Position}, nil
}

// magAlles holds every event decided on against the categories of the grant (ZOB-7.4). Who carries out what was
// decided on does nothing that was not held against them then.
func magAlles(g toegang.Grant, d *domain.Dossier, ontwerpen []domain.Ontwerp) error {
	if g.Vraag().Handeling == domain.HandelingUitvoeren {
		return nil
	}
	for _, o := range ontwerpen {
		c, ok := d.CategorieVan(o.Feit)
		if ok && !g.Ziet(c) {
			return domain.Weiger(domain.CodeGeenToegang, "Deze rol mag dit soort gegevens niet vastleggen of wijzigen.",
				"ZOB-7.4", "ZOB-10")
		}
	}
	return nil
}
