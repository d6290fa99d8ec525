package ledger

import (
	"context"
	"slices"
	"sync"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

// grillig stands before a store. It puts what bij says in the place of an append, and fails the test when the same
// event comes with other bytes.
type grillig struct {
	eventstore.Store
	t testing.TB

	mu     sync.Mutex
	bij    func(a poging) (eventstore.Appended, error)
	gezien map[[16]byte]eventstore.Event
}

// poging is one append on its way to the store.
type poging struct {
	ctx    context.Context
	stroom string
	events []eventstore.Event
	door   func() (eventstore.Appended, error) // carries it out
}

func (p poging) is(s domain.Soort) bool {
	return slices.ContainsFunc(p.events, func(e eventstore.Event) bool { return e.Kind == string(s) })
}

func nieuwGrillig(t testing.TB, s eventstore.Store) *grillig {
	return &grillig{Store: s, t: t, gezien: map[[16]byte]eventstore.Event{}}
}

func (g *grillig) zet(bij func(poging) (eventstore.Appended, error)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.bij = bij
}

func (g *grillig) Append(ctx context.Context, stroom string, verwacht eventstore.Expected,
	events ...eventstore.Event) (eventstore.Appended, error) {
	g.mu.Lock()
	bij := g.bij
	for _, e := range events {
		if al, ok := g.gezien[e.ID]; ok && (string(al.Data) != string(e.Data) || string(al.Meta) != string(e.Meta)) {
			g.t.Errorf("event %s of kind %s came again with other bytes", e.ID, e.Kind)
		}
		g.gezien[e.ID] = e
	}
	g.mu.Unlock()
	door := func() (eventstore.Appended, error) { return g.Store.Append(ctx, stroom, verwacht, events...) }
	if bij == nil {
		return door()
	}
	return bij(poging{ctx, stroom, events, door})
}

// metGrillig sets a ledger up over a store that can be made to fail.
func metGrillig(t testing.TB) (*opstelling, *grillig) {
	t.Helper()
	o := stelOp(t)
	var g *grillig
	o.wikkel = func(s eventstore.Store) eventstore.Store {
		g = nieuwGrillig(t, s)
		return g
	}
	goed(t, o.herstart())
	return o, g
}

// verifieerSchoon re-reads the whole log and accepts no finding.
func (o *opstelling) verifieerSchoon() Verificatie {
	o.t.Helper()
	var v Verificatie
	goed(o.t, o.Verifieer(context.Background(), &v, nil, nil))
	goed(o.t, o.VerifieerConcepten(context.Background(), &v))
	if len(v.Bevindingen) > 0 {
		o.t.Errorf("the log does not verify: %v", v.Bevindingen)
	}
	if _, err := o.Kluis.Verify(context.Background(), nil); err != nil {
		o.t.Errorf("the vault does not verify: %v", err)
	}
	return v
}

// tel counts the events of a kind in a dossier.
func (o *opstelling) tel(d id.Dossier, s domain.Soort) (n int) {
	o.t.Helper()
	for r, err := range o.store.ReadStream(context.Background(), DossierStroom(d), 0) {
		goed(o.t, err)
		if r.Kind == string(s) {
			n++
		}
	}
	return n
}
