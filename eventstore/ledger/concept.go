package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/concept"
)

// Drafts (package concept). They stand outside the log and pass through this door like everything else: with a grant,
// sealed here, opened here. The fold says what became of the persons, the onderdeel and the dossier that a draft is
// about, so a draft that went with an erasure shows as gone from the approval on, whether or not its bytes were taken
// away yet.

const (
	// HerinnerNa is after how long without a save a draft is brought to mind.
	HerinnerNa = 7 * 24 * time.Hour
	// MaxConcept is the most that a draft may have, in bytes of JSON.
	MaxConcept = 256 << 10
)

// ConceptStand is what became of a draft.
type ConceptStand string

const (
	ConceptLopend     ConceptStand = "lopend"
	ConceptVastgelegd ConceptStand = "vastgelegd" // recorded, and still to be tidied away
	ConceptVernietigd ConceptStand = "vernietigd" // it went with a vernietiging: a tombstone, or soon to be one
	ConceptWeggegooid ConceptStand = "weggegooid" // another than its owner threw it away: a tombstone
)

// ConceptStanden lists them all.
var ConceptStanden = []ConceptStand{ConceptLopend, ConceptVastgelegd, ConceptVernietigd, ConceptWeggegooid}

// Concept is what a list shows of a draft: nothing of its text.
type Concept struct {
	concept.Concept
	Stand       ConceptStand
	Herinnering bool // not saved for HerinnerNa
	// in a list of those about a person: the text names that person, and no id of the person stands in it
	Noemt bool
}

// Aandacht reports whether its owner has something to do about a draft: it waits too long, or it is gone and nobody
// said yes to that yet.
func (c *Concept) Aandacht() bool {
	return c.Herinnering || c.Stand == ConceptVernietigd || c.Stand == ConceptWeggegooid
}

// tekstWeggegooid tells the owner of a draft who threw it away, when and why.
func tekstWeggegooid(w *concept.Weggegooid) string {
	return fmt.Sprintf("Dit concept is op %s (UTC) weggegooid door %s (%s). Wat u nu stuurde is niet bewaard: bewaar "+
		"uw tekst als nieuw concept.",
		w.Op.Format("2006-01-02 15:04"), w.Door, w.Reden)
}

const (
	tekstGeenConcept       = "Dit concept bestaat niet (meer)."
	tekstConceptVastgelegd = "Dit concept is al vastgelegd."
	tekstConceptWeg        = "Dit concept is met een vernietiging vernietigd."
	tekstConceptVerder     = "Dit concept is intussen verder geschreven."
	tekstConceptVersie     = "Dit concept is intussen elders bewaard. Wat u stuurde is niet bewaard en niets is " +
		"overschreven: lees het concept opnieuw, of bewaar uw tekst als nieuw concept."
)

// errGeenConcepten: this ledger was put together without a file of drafts.
var errGeenConcepten = errors.New("ledger: there is no file of drafts")

// conceptRuimte is the name space of the requests that record drafts.
var conceptRuimte = uuid.MustParse("0f0a2f39-6a35-4a0e-8f6e-3c1b7a9d5e42")

// aanvraagVanConcept is how the request that records a draft is known in the log: by the draft, whoever asks and by
// whatever route. So one draft is recorded once, and whether it was can be read from the log for ever.
func aanvraagVanConcept(c id.Concept) uuid.UUID {
	u := c.UUID()
	return uuid.NewSHA1(conceptRuimte, u[:])
}

// AanvraagVanConcept is the request that records a draft; verzoek is all that makes it what it is.
func AanvraagVanConcept(c id.Concept, route string, verzoek ...[]byte) *Aanvraag {
	a := NieuweAanvraag("", route, uuid.Nil, append([][]byte{[]byte(route)}, verzoek...)...)
	a.id = aanvraagVanConcept(c)
	return a
}

// metStaat looks at a dossier's state as it is, in turn with its writers. Nothing of it may be kept.
func (l *Ledger) metStaat(ctx context.Context, d id.Dossier, doe func(*staat) error) error {
	s := l.staat(d)
	if err := s.beurt.neem(ctx); err != nil {
		return err
	}
	defer s.beurt.geef()
	if s.onzeker {
		if err := l.bijwerken(ctx, s); err != nil {
			return err
		}
	}
	return doe(s)
}

// ondergang is the vernietiging with which a draft went: that of the dossier, of a person whom it concerns, or of the
// onderdeel of which it was to correct the text, destroyed or rewritten since the draft began. nil where none did.
func ondergang(d *domain.Dossier, c concept.Concept) *domain.VernietigingRef {
	if d.Vernietigd != nil {
		return d.Vernietigd
	}
	for _, b := range c.Over {
		if p, ok := d.Betrokkenen[b]; ok && p.Vernietigd != nil {
			return p.Vernietigd
		}
	}
	o, ok := d.Onderdelen[c.Onderdeel]
	if !ok {
		return nil
	}
	if o.Vernietigd != nil {
		return o.Vernietigd
	}
	i := slices.IndexFunc(o.Versies, func(v domain.Versie) bool {
		return v.Vernietigd != nil && !v.Vernietigd.Op.Before(c.Begonnen)
	})
	if i < 0 {
		return nil
	}
	return o.Versies[i].Vernietigd
}

// zoals gives a draft with what became of it.
func (l *Ledger) zoals(s *staat, c concept.Concept) Concept {
	uit := Concept{Concept: c, Stand: ConceptLopend}
	_, vastgelegd := s.aanvragen[aanvraagVanConcept(c.ID)]
	ref := ondergang(s.dossier, c)
	switch {
	case c.Weggegooid != nil:
		uit.Stand = ConceptWeggegooid
	case c.Vernietigd != nil:
		uit.Stand = ConceptVernietigd
	case ref != nil:
		uit.Stand = ConceptVernietigd
		uit.Vernietigd = &concept.Vernietigd{Vernietiging: ref.Vernietiging, Op: ref.Op}
	case vastgelegd:
		uit.Stand = ConceptVastgelegd
	default:
		uit.Herinnering = c.Bewaard.Before(l.Nu().Add(-HerinnerNa))
	}
	return uit
}

// concepten gives drafts with what became of each.
func (l *Ledger) concepten(ctx context.Context, rijen []concept.Concept) ([]Concept, error) {
	uit := make([]Concept, len(rijen))
	for i, c := range rijen {
		err := l.metStaat(ctx, c.Dossier, func(s *staat) error {
			uit[i] = l.zoals(s, c)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return uit, nil
}

// conceptIn gives what stands openly of a draft in a dossier for somebody. Whoever may not see it is refused, durably.
func (l *Ledger) conceptIn(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Concept,
	verzoek string) (concept.Concept, error) {
	if l.Concepten == nil {
		return concept.Concept{}, errGeenConcepten
	}
	c, err := l.Concepten.Get(ctx, welk)
	if errors.Is(err, concept.ErrUnknown) || err == nil && c.Dossier != d {
		_, bestaat, err := l.Store.Head(ctx, DossierStroom(d))
		if err != nil {
			return c, err
		}
		if !bestaat {
			return c, l.bestaatNiet(ctx, g, d, verzoek)
		}
		return c, domain.Weiger(domain.CodeOnbekend, tekstGeenConcept)
	}
	if err != nil {
		return c, err
	}
	if w := g.ConceptVan(c.Eigenaar); w != nil {
		if err := l.feitVanWeigering(ctx, g, d, w, verzoek); err != nil {
			return c, err
		}
		return c, w
	}
	return c, nil
}

// ConceptenTelling is how many drafts there are, and how many were not saved for HerinnerNa.
func (l *Ledger) ConceptenTelling(ctx context.Context) (alle, oud int, err error) {
	if l.Concepten == nil {
		return 0, 0, nil
	}
	return l.Concepten.Count(ctx, l.Nu().Add(-HerinnerNa))
}
