package ledger

import (
	"context"
	"errors"
	"slices"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// maxBeslissingen is how often a write is decided on when others keep winning the race.
const maxBeslissingen = 4

// Schrijfopdracht is a write that somebody asks for.
type Schrijfopdracht struct {
	Grant    toegang.Grant
	Dossier  id.Dossier
	Opdracht domain.Opdracht
	Aanvraag *Aanvraag      // nil without an Idempotency-Key
	Verwacht *uint64        // If-Match: the revision that the asker saw
	Verzoek  string         // id of the request, for the metadata
	Oorzaak  id.Gebeurtenis // event that this follows from
	// Bekend searches for dossiers in which persons of an OpenDossier may be already; nil: nobody searches. It is called once it is
	// sure that the request is no repeat.
	Bekend func(context.Context) ([]domain.MogelijkBekend, error)

	Aanleiding domain.Aanleiding // "" for the daily work

	// Herkomst says that it was first recorded elsewhere, and when; nil for what is recorded here first.
	Herkomst *domain.Herkomst

	// Concept is the draft that this records; nil: of none. Aanvraag is then AanvraagVanConcept.
	Concept *ConceptVersie

	daar *lezing // the dossier that something is taken over from
}

// ConceptVersie is a draft as the asker saw it.
type ConceptVersie struct {
	ID     id.Concept
	Versie uint64
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

// feiten are the facts that every decision may rest on.
func (l *Ledger) feiten(g toegang.Grant) domain.Feiten {
	a := g.Vraag().Actor
	return domain.Feiten{Nu: l.Nu(), Vandaag: l.Vandaag(), Wie: a.Wie, Namens: a.Namens}
}

// feitenVan are the facts for a write: those of there and then for what was first recorded elsewhere.
func (l *Ledger) feitenVan(o Schrijfopdracht) (domain.Feiten, error) {
	f := l.feiten(o.Grant)
	switch {
	case o.Herkomst == nil:
		return f, nil
	case o.Herkomst.Op.After(f.Nu):
		return f, domain.Weiger(domain.CodeOngeldig, "Dit zou elders zijn vastgelegd op een moment dat nog moet komen.", "ZOB-9.1d")
	}
	return f.Toen(*o.Herkomst), nil
}

// verouderd refuses what was asked of a dossier that has changed since (If-Match).
func verouderd() error {
	return domain.Weiger(domain.CodeRevisie, "Het dossier is intussen gewijzigd. Lees het opnieuw.")
}

// geweigerd records a refusal that says something of access or of what exists, and gives it.
func (l *Ledger) geweigerd(ctx context.Context, s *staat, o Schrijfopdracht, w *domain.Weigering) error {
	var err error
	switch {
	case !s.dossier.Bestaat && w.Code == domain.CodeOnbekend:
		err = l.onbekend(ctx, o.Grant, o.Dossier, o.Verzoek)
	case geenToegang(w.Code):
		err = l.feitVanWeigering(ctx, o.Grant, o.Dossier, w, o.Verzoek)
	}
	if err != nil {
		return err
	}
	return w
}

// geenToegang reports whether a refusal is one of access: it rests on who asks, not on what is asked or on the dossier. So
// it is that of who would approve the own besluit (ZOB-17.4b), also where the role allows approving.
func geenToegang(c domain.Code) bool {
	return c == domain.CodeGeenToegang || c == domain.CodeGeheimhouding || c == domain.CodeZelfdePersoon
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
	return Uitkomst{Dossier: o.Dossier, Eerste: op.First, Laatste: op.Last, Op: z.meta.VastgelegdOp, Feiten: feiten, Positie: op.Position}, nil
}

// verzegeldeFeiten adds what a decision rests on and the fold does not know: who holds keys, which passages that are disclosed
// are traceable to somebody, the aard of a gegeven or passage whose wording is corrected, and whether there is a view of a
// betrokkene. It decides and is shown to nobody. They are read from the stream as it is now, so a race that was lost reads them
// again.
func (l *Ledger) verzegeldeFeiten(ctx context.Context, s *staat, o Schrijfopdracht, f domain.Feiten) (domain.Feiten, error) {
	f.ZietGeheim = o.Grant.Ziet(domain.CategorieGeheim)
	if welk, ok := bijlageIn(s.dossier, o.Opdracht); ok {
		return l.metBijlage(ctx, o.Dossier, welk, f)
	}
	switch w := o.Opdracht.(type) {
	case vraagtVisie:
		if !w.VraagtVisie(s.dossier) {
			return f, nil
		}
		z, err := l.lees(ctx, o.Dossier)
		if err != nil {
			return f, err
		}
		f.Visie, err = z.visie(l.sleutels(ctx))
		return f, err
	case domain.Verstrek:
		return l.verstrekFeiten(ctx, s, o, f, w.Onderdelen)
	case domain.VraagInformatie:
		return l.verstrekFeiten(ctx, s, o, f, w.Verstrekking.Onderdelen)
	case domain.OpenDossier:
		if o.Bekend == nil || s.dossier.Bestaat {
			return f, nil
		}
		var err error
		f.Bekend, err = o.Bekend(ctx)
		return f, err
	case domain.KeurVernietigingGoed, domain.VoltooiOverbrenging:
		z, err := l.lees(ctx, o.Dossier)
		if err != nil {
			return f, err
		}
		f.Sleutels = z.houders
	case domain.Corrigeer:
		_, nieuw := w.Correctie.NieuweInhoud()
		if n, ok := s.dossier.Onderdelen[w.Onderdeel]; !ok || !nieuw || n.Inhoud != domain.InhoudGegeven && n.Inhoud != domain.InhoudPassage {
			return f, nil
		}
		z, err := l.lees(ctx, o.Dossier)
		if err != nil {
			return f, err
		}
		f.Aard, err = z.aard(l.sleutels(ctx), w.Onderdeel)
		return f, err
	}
	return f, nil
}

// vraagtVisie is an opdracht that may ask whether a view of a betrokkene is recorded.
type vraagtVisie interface{ VraagtVisie(*domain.Dossier) bool }

// visie reports whether a gegeven that stands, shielded or not, is the view of a betrokkene (ZOB-6.5i).
func (z *lezing) visie(sleutels seal.Keys) (bool, error) {
	for _, o := range z.nu.Alle() {
		if o.Inhoud != domain.InhoudGegeven || o.Stand == domain.StandVerwijderd || o.Stand == domain.StandVernietigd {
			continue
		}
		i, err := z.wording(sleutels, o)
		if err != nil {
			return false, err
		}
		if g, ok := i.(*domain.Gegeven); ok && g.Soort == domain.SoortGegevenVisie {
			return true, nil
		}
	}
	return false, nil
}

// verstrekFeiten adds what is to be known of onderdelen that are to be disclosed, passages of a verslag included.
func (l *Ledger) verstrekFeiten(ctx context.Context, s *staat, o Schrijfopdracht, f domain.Feiten, onderdelen []id.Onderdeel) (domain.Feiten, error) {
	welke := s.dossier.MetPassages(onderdelen)
	f, err := l.metGeheim(ctx, s, f, welke)
	if err != nil || !heeftPassages(s.dossier, welke) {
		return f, err
	}
	z, err := l.lees(ctx, o.Dossier)
	if err != nil {
		return f, err
	}
	sleutels := l.sleutels(ctx)
	f.Herleidbaar, err = z.herleidbaarheid(l.maskerVoor(ctx, o.Grant, z, sleutels), sleutels)
	return f, err
}

// aard is the status of a gegeven in its newest wording; "" where that does not open.
func (z *lezing) aard(sleutels seal.Keys, welk id.Onderdeel) (domain.Aard, error) {
	o, ok := z.nu.Onderdelen[welk]
	if !ok {
		return "", nil
	}
	i, err := z.wording(sleutels, o)
	if err != nil {
		return "", err
	}
	switch i := i.(type) {
	case *domain.Gegeven:
		return i.Aard, nil
	case *domain.Passage:
		return i.Aard, nil
	}
	return "", nil
}

// wording is the newest wording of an onderdeel, without its mentions; nil where it does not open.
func (z *lezing) wording(sleutels seal.Keys, o *domain.Onderdeel) (domain.Inhoud, error) {
	geen := func(id.Betrokkene) tekst.Toestand { return tekst.Afgeschermd }
	p, err := openMet(z, sleutels, o.Laatste().Revisie, false, geen)
	if err != nil {
		return nil, err
	}
	i, _ := kern(p).Value()
	return i, nil
}

// heeftPassages reports whether any of these is a passage.
func heeftPassages(d *domain.Dossier, welke []id.Onderdeel) bool {
	return slices.ContainsFunc(welke, func(o id.Onderdeel) bool {
		n, ok := d.Onderdelen[o]
		return ok && n.Inhoud == domain.InhoudPassage
	})
}

// zegelaar prepares sealing at the revision that is next.
func (l *Ledger) zegelaar(ctx context.Context, s *staat, o Schrijfopdracht, ontwerpen []domain.Ontwerp) (zegelaar, error) {
	op, err := domain.Tijdstip(l.Nu(), s.laatste)
	if err != nil {
		return zegelaar{}, err
	}
	z := zegelaar{l: l, dossier: s.dossier, sleutels: l.sleutels(ctx), daar: o.daar, meta: meta(o.Grant, o.Verzoek, op), eerste: s.volgende()}
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

// magAlles holds every event decided on against the categories of the grant (ZOB-7.4). Who carries out what was decided on
// does nothing that was not held against them then.
func magAlles(g toegang.Grant, d *domain.Dossier, ontwerpen []domain.Ontwerp) error {
	if g.Vraag().Handeling == domain.HandelingUitvoeren {
		return nil
	}
	for _, o := range ontwerpen {
		c, ok := d.CategorieVan(o.Feit)
		if ok && !g.Ziet(c) {
			return domain.Weiger(domain.CodeGeenToegang, "Deze rol mag dit soort gegevens niet vastleggen of wijzigen.", "ZOB-7.4", "ZOB-10")
		}
	}
	return nil
}
