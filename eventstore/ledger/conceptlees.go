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

// BekijkConcept shows a draft: to its owner as it is; to a teamleider or the privacy officer after a fact that says
// so.
func (l *Ledger) BekijkConcept(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Concept,
	verzoek string) (*ConceptBeeld, error) {
	b, err := l.bekijkConcept(ctx, g, d, welk, verzoek)
	return b, weigeringVan(err)
}

func (l *Ledger) bekijkConcept(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Concept,
	verzoek string) (*ConceptBeeld, error) {
	if !g.Voor(domain.HandelingRaadplegen, d) {
		return nil, l.weiger(ctx, g, d, verzoek)
	}
	c, err := l.conceptIn(ctx, g, d, welk, verzoek)
	if err != nil {
		return nil, err
	}
	if c.Eigenaar != g.Vraag().Actor.Wie {
		if err := l.conceptFeit(ctx, g, d, toegang.Geraadpleegd{Wat: toegang.WatConcept, Concept: welk, Eigenaar: c.Eigenaar,
			Aantal: 1}, verzoek); err != nil {
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
func (l *Ledger) conceptFeit(ctx context.Context, g toegang.Grant, d id.Dossier, f toegang.Geraadpleegd,
	verzoek string) error {
	err := l.metStaat(ctx, d, func(s *staat) error { f.Revisie = s.dossier.Revisie; return nil })
	if err != nil {
		return err
	}
	f.Categorieen = g.Categorieen()
	return l.feit(ctx, ToegangStroom(d), toegang.SoortGeraadpleegd, g, verzoek, f)
}

// openConcept opens a draft, or says why not. It fails only where the vault does.
func (l *Ledger) openConcept(ctx context.Context, c Concept, zegel []byte) (domain.Private[json.RawMessage], error) {
	switch c.Stand {
	case ConceptVernietigd:
		return domain.Ontbreekt[json.RawMessage](conceptGat(c)), nil
	case ConceptWeggegooid:
		return domain.Ontbreekt[json.RawMessage](domain.Gat{Reden: domain.GatVerwijderd}), nil
	}
	ruw, err := l.ontzegel(ctx, c.Concept, zegel)
	switch {
	case errors.Is(err, seal.ErrDestroyed):
		return domain.Ontbreekt[json.RawMessage](conceptGat(c)), nil
	case errors.Is(err, seal.ErrTampered), errors.Is(err, seal.ErrMalformed), errors.Is(err, vault.ErrDamaged),
		errors.Is(err, vault.ErrUnknownHolder):
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
