package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/seal"
)

// GooiConceptWeg throws a draft away in the version that the asker saw, or puts a tombstone away. A teamleider and the
// privacy officer may do so with another's draft, for a reason, after a fact that says it; what is left then tells its
// owner, and is the owner's alone to put away.
func (l *Ledger) GooiConceptWeg(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Concept, versie uint64,
	reden toegang.ConceptReden, verzoek string) (Concept, error) {
	c, err := l.gooiConceptWeg(ctx, g, d, welk, versie, reden, verzoek)
	return c, weigeringVan(err)
}

func (l *Ledger) gooiConceptWeg(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Concept, versie uint64,
	reden toegang.ConceptReden, verzoek string) (uit Concept, err error) {
	if !g.Voor(domain.HandelingVastleggen, d) {
		return uit, l.weiger(ctx, g, d, verzoek)
	}
	c, err := l.conceptIn(ctx, g, d, welk, verzoek)
	if err != nil {
		return uit, err
	}
	if c.Versie != versie {
		return uit, domain.Weiger(domain.CodeConceptVersie, tekstConceptVerder+" Lees het opnieuw.")
	}
	wie := g.Vraag().Actor.Wie
	if w := c.Weggegooid; w != nil && c.Eigenaar != wie && w.Door == wie { // the answer was lost
		err = l.metStaat(ctx, d, func(s *staat) error { uit = l.zoals(s, c); return nil })
		return uit, err
	}
	if c.Eigenaar != wie {
		if err := l.magWegVanAnder(ctx, c, reden); err != nil {
			return uit, err
		}
		feit := toegang.Geraadpleegd{Wat: toegang.WatConceptWeg, Concept: welk, Eigenaar: c.Eigenaar, Reden: reden}
		if err := l.conceptFeit(ctx, g, d, feit, verzoek); err != nil {
			return uit, err
		}
	}
	err = l.metStaat(ctx, d, func(s *staat) error {
		uit = l.zoals(s, c)
		if c.Eigenaar == wie || uit.Stand == ConceptVastgelegd {
			return l.neemConceptWeg(ctx, func(ctx context.Context) error { return l.Concepten.Remove(ctx, welk, versie) })
		}
		weg := concept.Weggegooid{Door: wie, Reden: string(reden), Op: l.Nu().UTC().Truncate(time.Microsecond)}
		if err := l.neemConceptWeg(ctx, func(ctx context.Context) error {
			return l.Concepten.Discard(ctx, welk, versie, weg)
		}); err != nil {
			return err
		}
		nu, err := l.Concepten.Get(ctx, welk)
		uit = l.zoals(s, nu)
		return err
	})
	if errors.Is(err, concept.ErrVersion) {
		err = domain.Weiger(domain.CodeConceptVersie, tekstConceptVerder+" Lees het opnieuw.")
	}
	return uit, err
}

// magWegVanAnder refuses to throw another's draft away without a reason, and to put away what tells its owner that it
// went.
func (l *Ledger) magWegVanAnder(ctx context.Context, c concept.Concept, reden toegang.ConceptReden) error {
	if !slices.Contains(toegang.ConceptRedenen, reden) {
		return domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout("verplicht",
			"Noem waarom u een concept van een ander weggooit; wie het schreef ziet dat.").Onder("reden")})
	}
	return l.metStaat(ctx, c.Dossier, func(s *staat) error {
		switch l.zoals(s, c).Stand {
		case ConceptVernietigd, ConceptWeggegooid:
			return domain.Weiger(domain.CodeStand,
				"Van dit concept staat er alleen nog dat het er niet meer is. Dat is voor wie het schreef, en die doet het zelf "+
					"weg.")
		}
		return nil
	})
}

// neemConceptWeg takes a draft away. That its bytes still stand in the write-ahead log is no reason to call it not
// done: they go when the next draft goes, or at the next sweep.
func (l *Ledger) neemConceptWeg(ctx context.Context, neem func(context.Context) error) error {
	err := l.storing.doe(stapConceptWeg, func() error { return neem(context.WithoutCancel(ctx)) })
	if errors.Is(err, concept.ErrRemnants) {
		l.conceptenOnaf.Store(true)
		return nil
	}
	return err
}

// conceptVoor looks whether a draft may be recorded by a write, before anything is decided. A repeat passes: what it
// recorded stands, and herhaal answers it. Call it with the beurt.
func (l *Ledger) conceptVoor(ctx context.Context, s *staat, o Schrijfopdracht) error {
	if o.Aanvraag == nil || o.Aanvraag.id != aanvraagVanConcept(o.Concept.ID) {
		return errors.New("ledger: a draft is recorded by its own request")
	}
	if _, ok := s.aanvragen[o.Aanvraag.id]; ok {
		return nil
	}
	c, err := l.conceptIn(ctx, o.Grant, o.Dossier, o.Concept.ID, o.Verzoek)
	if err != nil {
		return err
	}
	switch nu := l.zoals(s, c); {
	case nu.Stand == ConceptWeggegooid:
		return domain.Weiger(domain.CodeVernietigd, tekstWeggegooid(nu.Weggegooid))
	case nu.Stand == ConceptVernietigd:
		return domain.Weiger(domain.CodeVernietigd, tekstConceptWeg, "ZOB-17.1")
	case c.Versie != o.Concept.Versie:
		return domain.Weiger(domain.CodeConceptVersie,
			tekstConceptVerder+" Er is niets vastgelegd: lees het concept opnieuw.")
	}
	return nil
}

// conceptVastgelegd tidies a draft away that was recorded. Where that fails the list says that it was, and the next
// sweep does.
func (l *Ledger) conceptVastgelegd(ctx context.Context, welk id.Concept) {
	if err := l.neemConceptWeg(ctx, func(ctx context.Context) error {
		return l.Concepten.Remove(ctx, welk, 0)
	}); err != nil {
		l.conceptenOnaf.Store(true)
	}
}

// geenConcepten refuses to close a dossier in which somebody is still writing, and to let it or an onderdeel go to
// another dossier of which somebody is still writing: what is in a draft cannot be recorded there any more, it would
// go with the keys, and whoever looks at it later would take it for whole.
func (l *Ledger) geenConcepten(ctx context.Context, s *staat, o Schrijfopdracht, ontwerpen []domain.Ontwerp) error {
	raakt := eindeVan(ontwerpen)
	if raakt == nil || l.Concepten == nil {
		return nil
	}
	rijen, err := l.Concepten.OfDossier(ctx, o.Dossier)
	if err != nil {
		return err
	}
	n := 0
	for _, c := range rijen {
		if raakt(c.Onderdeel) && l.zoals(s, c).Stand == ConceptLopend && (o.Concept == nil || o.Concept.ID != c.ID) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return domain.Weiger(domain.CodeStand,
		fmt.Sprintf("In dit dossier staan nog concepten (%d). Leg ze vast of gooi ze weg; een teamleider kan dat voor een "+
			"ander doen.", n))
}

// eindeVan says of which onderdelen no draft can be recorded after these events; nil where that is none. The zero
// onderdeel is the dossier.
func eindeVan(ontwerpen []domain.Ontwerp) func(id.Onderdeel) bool {
	for _, w := range ontwerpen {
		switch f := w.Feit.(type) {
		case *domain.DossierGesloten:
			return func(id.Onderdeel) bool { return true }
		case *domain.OverbrengingBesloten:
			return func(o id.Onderdeel) bool {
				return f.Geheel || slices.ContainsFunc(f.Onderdelen, func(g domain.Overgang) bool {
					return g.Onderdeel == o && !g.Blijft
				})
			}
		}
	}
	return nil
}

// RuimConceptenOp sweeps: drafts that were recorded go, those that went with a vernietiging leave their tombstone. It
// costs nothing unless something failed before.
func (l *Ledger) RuimConceptenOp(ctx context.Context) error {
	if l.Concepten == nil || !l.conceptenOnaf.Swap(false) {
		return nil
	}
	vergeten, opgeruimd := l.veegConcepten(ctx)
	if err := errors.Join(vergeten, opgeruimd); err != nil {
		l.conceptenOnaf.Store(true)
		return weigeringVan(err)
	}
	return nil
}

// veegConcepten sweeps the drafts of all dossiers: those that went with a vernietiging, and those that were recorded.
// The restore gate does so before anything opens, for an older file of drafts may hold what was erased since. A
// dossier whose stream cannot be read is left (opgeruimd says so): none of its drafts opens either, and verify must
// come to name it.
func (l *Ledger) veegConcepten(ctx context.Context) (vergeten, opgeruimd error) {
	dossiers, vergeten := l.Concepten.Dossiers(ctx)
	for _, d := range dossiers {
		gelezen := false
		err := l.metStaat(ctx, d, func(s *staat) error {
			gelezen = true
			if err := l.vergeetConcepten(ctx, s.dossier); err != nil {
				return err
			}
			rijen, err := l.Concepten.OfDossier(ctx, d)
			for _, c := range rijen {
				if l.zoals(s, c).Stand == ConceptVastgelegd {
					opgeruimd = errors.Join(opgeruimd, l.storing.doe(stapConceptWeg, func() error {
						return l.Concepten.Remove(ctx, c.ID, 0)
					}))
				}
			}
			return err
		})
		if gelezen {
			vergeten = errors.Join(vergeten, err)
		} else {
			opgeruimd = errors.Join(opgeruimd, err)
		}
	}
	// Also where nothing went: the write-ahead log may hold what went before.
	return vergeten, errors.Join(opgeruimd, l.Concepten.Remove(ctx, id.Concept{}, 0))
}

// vergeetConcepten takes away the drafts of a dossier that went with a vernietiging, by what the fold says. It may be
// repeated.
func (l *Ledger) vergeetConcepten(ctx context.Context, d *domain.Dossier) error {
	if l.Concepten == nil {
		return nil
	}
	rijen, err := l.Concepten.OfDossier(ctx, d.ID)
	if err != nil {
		return err
	}
	weg := map[concept.Vernietigd][]id.Concept{}
	for _, c := range rijen {
		if c.Weggegooid != nil {
			continue // nothing of it is left but who threw it away
		}
		ref := ondergang(d, c)
		if c.Vernietigd != nil { // its bytes may still stand in the write-ahead log
			ref = &domain.VernietigingRef{Vernietiging: c.Vernietigd.Vernietiging, Op: c.Vernietigd.Op}
		}
		if ref != nil {
			v := concept.Vernietigd{Vernietiging: ref.Vernietiging, Op: ref.Op}
			weg[v] = append(weg[v], c.ID)
		}
	}
	for v, ids := range weg {
		if err := l.storing.doe(stapConcepten, func() error { return l.Concepten.Destroy(ctx, v, ids...) }); err != nil {
			return err
		}
	}
	return nil
}

// VerifieerConcepten looks at the file of drafts: it is whole, and each draft opens or went with a vernietiging. What
// is wrong comes in v.
func (l *Ledger) VerifieerConcepten(ctx context.Context, v *Verificatie) error {
	if l.Concepten == nil {
		return nil
	}
	var concepten []id.Concept
	err := l.Concepten.Verify(ctx, func(c concept.Concept, _ []byte) { concepten = append(concepten, c.ID) })
	if errors.Is(err, concept.ErrDamaged) {
		v.vind("concepten", "het bestand met concepten is niet gaaf")
	} else if err != nil {
		return err
	}
	for _, welk := range concepten { // one at a time in memory, and not while the file is held
		c, zegel, err := l.Concepten.Read(ctx, welk)
		if errors.Is(err, concept.ErrUnknown) || err == nil && zegel == nil {
			continue // it went meanwhile
		}
		if err != nil {
			return err
		}
		ruw, err := l.ontzegel(ctx, c, zegel)
		clear(ruw)
		v.Concepten++
		switch {
		case err == nil, errors.Is(err, seal.ErrDestroyed):
		case ctx.Err() != nil:
			return err
		case errors.Is(err, seal.ErrTampered), errors.Is(err, seal.ErrMalformed), errors.Is(err, seal.ErrInvalid):
			v.vind("concept "+welk.String(), "het concept is niet wat hier verzegeld werd")
		default:
			v.vind("concept "+welk.String(), "het concept gaat niet open en er is geen grafsteen: "+sleutelfout(err))
		}
	}
	return nil
}
