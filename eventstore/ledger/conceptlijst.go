package ledger

import (
	"context"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/concept"
)

// EigenConcepten lists one's own drafts in all dossiers, and the tombstones of those that went with a vernietiging or
// that another threw away, in the order in which they were begun. Nobody learns anything by it, so it is no fact.
func (l *Ledger) EigenConcepten(ctx context.Context, g toegang.Grant, verzoek string) ([]Concept, error) {
	if !g.Voor(domain.HandelingRaadplegen, id.Dossier{}) && !g.Voor(domain.HandelingZoeken, id.Dossier{}) {
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

// ConceptenIn lists the drafts in a dossier, without their texts: the asker's own, and those of others too for a
// teamleider and the privacy officer. nietGetoond is how many others there are in the dossier, about whomever. It is a
// fact, also where there are none: that says something too. over, where not zero, leaves only those that concern a
// person or, for who may have them searched, name one: what inzage and vernietiging ask.
func (l *Ledger) ConceptenIn(ctx context.Context, g toegang.Grant, d id.Dossier, over id.Betrokkene,
	verzoek string) (uit []Concept, nietGetoond int, err error) {
	uit, nietGetoond, err = l.conceptenIn(ctx, g, d, over, verzoek)
	return uit, nietGetoond, weigeringVan(err)
}

func (l *Ledger) conceptenIn(ctx context.Context, g toegang.Grant, d id.Dossier, over id.Betrokkene,
	verzoek string) (uit []Concept, nietGetoond int, err error) {
	if !g.Voor(domain.HandelingRaadplegen, d) {
		return nil, 0, l.weiger(ctx, g, d, verzoek)
	}
	if l.Concepten == nil {
		return nil, 0, errGeenConcepten
	}
	if _, bestaat, err := l.Store.Head(ctx, DossierStroom(d)); err != nil {
		return nil, 0, err
	} else if !bestaat {
		return nil, 0, l.bestaatNiet(ctx, g, d, verzoek)
	}
	rijen, err := l.Concepten.OfDossier(ctx, d)
	if err != nil {
		return nil, 0, err
	}
	alle, err := l.concepten(ctx, rijen)
	if err != nil {
		return nil, 0, err
	}
	for _, c := range alle {
		switch {
		case g.ConceptVan(c.Eigenaar) == nil:
			uit = append(uit, c)
		case c.Stand == ConceptLopend:
			nietGetoond++
		}
	}
	if !over.IsZero() {
		if uit, err = l.conceptenOver(ctx, g, d, over, uit); err != nil {
			return nil, 0, err
		}
	}
	err = l.conceptFeit(ctx, g, d, toegang.Geraadpleegd{Wat: toegang.WatConcepten, Aantal: len(uit)}, verzoek)
	return uit, nietGetoond, err
}

// conceptenOver leaves the drafts that concern a person, by whichever id, or that name one outside an id.
func (l *Ledger) conceptenOver(ctx context.Context, g toegang.Grant, d id.Dossier, over id.Betrokkene,
	alle []Concept) ([]Concept, error) {
	z, err := l.lees(ctx, d)
	if err != nil {
		return nil, err
	}
	sleutels := l.sleutels(ctx)
	r := &raadpleging{l: l, z: z, masker: l.maskerVoor(ctx, g, z, sleutels), sleutels: sleutels, revisie: z.nu.Revisie}
	if !g.ZoektInConcepten(z.nu.Afgeschermden()[z.nu.Wie(over)]) {
		over := alleen(z.nu, over)
		return slices.DeleteFunc(alle, func(c Concept) bool { return !slices.ContainsFunc(c.Over, over) }), nil
	}
	noemt, err := r.conceptnoemer(ctx, over)
	if err != nil {
		return nil, err
	}
	var uit []Concept
	for _, c := range alle {
		if !slices.ContainsFunc(c.Over, alleen(z.nu, over)) {
			if c.Noemt, err = noemt(c); err != nil {
				return nil, err
			}
			if !c.Noemt {
				continue
			}
		}
		uit = append(uit, c)
	}
	return uit, nil
}

// AlleConcepten lists the drafts of all employees in all dossiers, without their texts and without tombstones, for a
// teamleider and the privacy officer; one fact says in which dossiers.
func (l *Ledger) AlleConcepten(ctx context.Context, g toegang.Grant, verzoek string) ([]Concept, error) {
	uit, err := l.conceptenVan(ctx, g, verzoek, l.Concepten.Drafts)
	return uit, weigeringVan(err)
}

// ConceptenVan lists the drafts of another employee likewise, with tombstones.
func (l *Ledger) ConceptenVan(ctx context.Context, g toegang.Grant, eigenaar domain.Medewerker,
	verzoek string) ([]Concept, error) {
	uit, err := l.conceptenVan(ctx, g, verzoek, func(ctx context.Context) ([]concept.Concept, error) {
		return l.Concepten.OfOwner(ctx, string(eigenaar))
	})
	return uit, weigeringVan(err)
}

func (l *Ledger) conceptenVan(ctx context.Context, g toegang.Grant, verzoek string,
	lees func(context.Context) ([]concept.Concept, error)) ([]Concept, error) {
	if !g.Voor(domain.HandelingZoeken, id.Dossier{}) {
		return nil, l.weiger(ctx, g, id.Dossier{}, verzoek)
	}
	if !g.AndermansConcepten() {
		w := domain.Weiger(domain.CodeGeenToegang, "Alleen een teamleider en de privacy officer zien concepten van anderen.",
			"ZOB-7.1b")
		if err := l.feitVanWeigering(ctx, g, id.Dossier{}, w, verzoek); err != nil {
			return nil, err
		}
		return nil, w
	}
	if l.Concepten == nil {
		return nil, errGeenConcepten
	}
	rijen, err := lees(ctx)
	if err != nil {
		return nil, err
	}
	uit, err := l.concepten(ctx, rijen)
	if err != nil {
		return nil, err
	}
	var treffers []toegang.Treffer
	for _, c := range uit {
		if t := (toegang.Treffer{Dossier: c.Dossier}); !slices.Contains(treffers, t) {
			treffers = append(treffers, t)
		}
	}
	return uit, l.zoekFeit(ctx, g, verzoek, toegang.Gevonden{Treffers: treffers})
}
