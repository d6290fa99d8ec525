package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// ConceptBeeld is a draft with its text, or why that is not shown.
type ConceptBeeld struct {
	Concept
	Inhoud domain.Private[json.RawMessage]
	Geheim bool // something in it became geheim, and is blotted out
}

// BekijkConcept shows a draft: to its owner as it is; to a teamleider or the privacy officer after a fact that says so.
func (l *Ledger) BekijkConcept(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Concept, verzoek string) (*ConceptBeeld, error) {
	b, err := l.bekijkConcept(ctx, g, d, welk, verzoek)
	return b, weigeringVan(err)
}

func (l *Ledger) bekijkConcept(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Concept, verzoek string) (*ConceptBeeld, error) {
	if !g.Voor(domain.HandelingRaadplegen, d) {
		return nil, l.weiger(ctx, g, d, verzoek)
	}
	c, err := l.conceptIn(ctx, g, d, welk, verzoek)
	if err != nil {
		return nil, err
	}
	if c.Eigenaar != g.Vraag().Actor.Wie {
		if err := l.conceptFeit(ctx, g, d, toegang.Geraadpleegd{Wat: toegang.WatConcept, Concept: welk, Eigenaar: c.Eigenaar, Aantal: 1}, verzoek); err != nil {
			return nil, err
		}
	}
	// Only now: an erasure begun while the fact was being stored takes the draft along there and then.
	uit := &ConceptBeeld{}
	err = l.metStaat(ctx, d, func(s *staat) error {
		nu, zegel, err := l.Concepten.Read(ctx, welk)
		if errors.Is(err, concept.ErrUnknown) {
			return domain.Weiger(domain.CodeOnbekend, tekstGeenConcept)
		}
		damaged := errors.Is(err, concept.ErrDamaged)
		if err != nil && !damaged {
			return err
		}
		if damaged {
			nu = c
		}
		uit.Concept = l.zoals(s, nu)
		if uit.Inhoud, err = l.openConcept(ctx, uit.Concept, zegel); err != nil {
			return err
		}
		if c.Eigenaar != g.Vraag().Actor.Wie {
			if err := l.conceptAfgeschermd(ctx, g, s.dossier, uit); err != nil {
				return err
			}
		}
		return l.conceptGeheim(ctx, g, s.dossier, uit)
	})
	if err != nil {
		return nil, err
	}
	return uit, nil
}

// conceptFeit stores the fact that drafts of others were looked at.
func (l *Ledger) conceptFeit(ctx context.Context, g toegang.Grant, d id.Dossier, f toegang.Geraadpleegd, verzoek string) error {
	err := l.metStaat(ctx, d, func(s *staat) error { f.Revisie = s.dossier.Revisie; return nil })
	if err != nil {
		return err
	}
	f.Categorieen = g.Categorieen()
	return l.feit(ctx, ToegangStroom(d), toegang.SoortGeraadpleegd, g, verzoek, f)
}

// openConcept opens a draft, or says why not. It fails only where the vault does.
func (l *Ledger) openConcept(ctx context.Context, c Concept, zegel []byte) (domain.Private[json.RawMessage], error) {
	if c.Stand == ConceptVernietigd {
		return domain.Ontbreekt[json.RawMessage](conceptGat(c)), nil
	}
	ruw, err := l.ontzegel(ctx, c.Concept, zegel)
	switch {
	case errors.Is(err, seal.ErrDestroyed):
		return domain.Ontbreekt[json.RawMessage](conceptGat(c)), nil
	case errors.Is(err, seal.ErrTampered), errors.Is(err, seal.ErrMalformed), errors.Is(err, vault.ErrDamaged), errors.Is(err, vault.ErrUnknownHolder):
		return domain.Ontbreekt[json.RawMessage](domain.Gat{Reden: domain.GatBeschadigd}), nil
	case err != nil:
		return domain.Private[json.RawMessage]{}, err
	}
	return domain.Besloten(json.RawMessage(ruw)), nil
}

func conceptGat(c Concept) domain.Gat {
	g := domain.Gat{Reden: domain.GatVernietigd}
	if c.Vernietigd != nil {
		g.Vernietiging = &domain.VernietigingRef{Vernietiging: c.Vernietigd.Vernietiging, Op: c.Vernietigd.Op}
	}
	return g
}

// ontzegel opens a draft, and holds its holders against whom its row says that it concerns.
func (l *Ledger) ontzegel(ctx context.Context, c concept.Concept, zegel []byte) ([]byte, error) {
	p, err := seal.ParseDraft(zegel)
	if err != nil {
		return nil, err
	}
	houders := []id.Houder{id.HouderVan(c.Dossier)}
	for _, b := range c.Over {
		houders = append(houders, id.HouderVan(b))
	}
	slices.SortFunc(houders, id.Houder.Vergelijk)
	if !slices.Equal(houders, p.Holders()) {
		return nil, seal.ErrTampered
	}
	return p.Open(plaatsVan(c), l.sleutels(ctx))
}

// EigenConcepten lists one's own drafts in all dossiers, and the tombstones of those that went with a vernietiging, in the
// order in which they were begun. Nobody learns anything by it, so it is no fact.
func (l *Ledger) EigenConcepten(ctx context.Context, g toegang.Grant, verzoek string) ([]Concept, error) {
	if !g.Voor(domain.HandelingRaadplegen, id.Dossier{}) {
		return nil, weigeringVan(l.weiger(ctx, g, id.Dossier{}, verzoek))
	}
	if l.Concepten == nil {
		return nil, weigeringVan(errGeenConcepten)
	}
	rijen, err := l.Concepten.OfOwner(ctx, g.Vraag().Actor.Wie)
	if err != nil {
		return nil, weigeringVan(err)
	}
	uit, err := l.concepten(ctx, rijen)
	return uit, weigeringVan(err)
}

// ConceptenIn lists the drafts in a dossier, without their texts: the asker's own, and those of others too for a teamleider
// and the privacy officer, which is a fact. over, where not zero, leaves only those that concern a person: what inzage and
// vernietiging ask.
func (l *Ledger) ConceptenIn(ctx context.Context, g toegang.Grant, d id.Dossier, over id.Betrokkene, verzoek string) ([]Concept, error) {
	uit, err := l.conceptenIn(ctx, g, d, over, verzoek)
	return uit, weigeringVan(err)
}

func (l *Ledger) conceptenIn(ctx context.Context, g toegang.Grant, d id.Dossier, over id.Betrokkene, verzoek string) ([]Concept, error) {
	if !g.Voor(domain.HandelingRaadplegen, d) {
		return nil, l.weiger(ctx, g, d, verzoek)
	}
	if l.Concepten == nil {
		return nil, errGeenConcepten
	}
	if _, bestaat, err := l.Store.Head(ctx, DossierStroom(d)); err != nil {
		return nil, err
	} else if !bestaat {
		return nil, l.bestaatNiet(ctx, g, d, verzoek)
	}
	lees := func() ([]concept.Concept, error) {
		rijen, err := l.Concepten.OfDossier(ctx, d)
		return slices.DeleteFunc(rijen, func(c concept.Concept) bool {
			return g.ConceptVan(c.Eigenaar) != nil || !over.IsZero() && !slices.Contains(c.Over, over)
		}), err
	}
	rijen, err := lees()
	if err != nil {
		return nil, err
	}
	if g.AndermansConcepten() { // that there are none says something too
		if err := l.conceptFeit(ctx, g, d, toegang.Geraadpleegd{Wat: toegang.WatConcepten, Aantal: len(rijen)}, verzoek); err != nil {
			return nil, err
		}
	}
	return l.concepten(ctx, rijen)
}
