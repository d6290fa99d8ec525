package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// Where content lies. That of an event lies in the event, but for what was taken over from another dossier: it stays
// where it was first recorded, and the event that took it over has wraps of it for persons of this dossier.

// bron is the event in which the content of an event lies, and the dossier where that stands.
func (z *lezing) bron(e bewaard) (bewaard, id.Dossier, error) {
	f, ok := e.Feit.(*domain.OnderdeelOvergenomen)
	if !ok {
		return e, z.dossier, nil
	}
	b, ok := z.bronnen[f.Bron]
	if !ok {
		return bewaard{}, id.Dossier{}, fmt.Errorf("revision %d: the event that it was taken over from was not read: %w",
			e.Revisie, seal.ErrMalformed)
	}
	return b, f.Bron.Dossier, nil
}

// gesloten is one sealed part, what it was sealed to, and what opens it here.
type gesloten struct {
	seal.Part
	binding  seal.Binding
	blad     seal.Leaf
	sleutels seal.Keys
	extra    []seal.ExtraWrap
}

func (g gesloten) open() ([]byte, error) { return g.Open(g.binding, g.blad, g.sleutels, g.extra...) }
func (g gesloten) check() error          { return g.Check(g.binding, g.blad, g.sleutels, g.extra...) }

// gesloten gives part number n of an event. What was taken over opens by its wraps for persons of this dossier alone,
// and by none of those under which it was first recorded: whoever is erased here, or taken off, can be read no longer,
// whatever stands there. Nor otherwise where that is this very dossier, to which it came back as another onderdeel.
func (z *lezing) gesloten(sleutels seal.Keys, e bewaard, n int) (gesloten, error) {
	b, dossier, err := z.bron(e)
	if err != nil {
		return gesloten{}, err
	}
	p, err := seal.Parse(b.delen[n])
	if err != nil {
		return gesloten{}, fmt.Errorf("revision %d part %d: %w", e.Revisie, n, err)
	}
	blad, err := seal.LeafOf(b.Revisie, n)
	if err != nil {
		return gesloten{}, err
	}
	hier, err := seal.LeafOf(e.Revisie, n)
	if err != nil {
		return gesloten{}, err
	}
	g := gesloten{Part: p, binding: binding(dossier, b.Vastlegging, blad.Part, p.Name()), blad: blad, sleutels: sleutels,
		extra: z.extra[hier]}
	if b.ID != e.ID {
		g.sleutels = zonderEigen(sleutels, p.Holders(), blad)
	}
	return g, nil
}

// zonderEigen are the keys but for those of a part's own wraps: of its holders, at its leaf. A later wrap lies at
// another leaf, and may well be for one of the same holders.
func zonderEigen(sleutels seal.Keys, weg []id.Houder, blad seal.Leaf) seal.Keys {
	return func(h id.Houder, l seal.Leaf) (seal.Key, error) {
		if l == blad && slices.Contains(weg, h) {
			return seal.Key{}, seal.ErrDestroyed
		}
		return sleutels(h, l)
	}
}

// maxLosse is how many events of another dossier are read one by one; for more, all between the first and the last
// are.
const maxLosse = 16

// mist remembers that the event in which content lies is to be read.
func (z *lezing) mist(bron domain.Plek) {
	if _, al := z.bronnen[bron]; al {
		return
	}
	if z.gemist == nil {
		z.gemist = map[domain.Plek]bool{}
	}
	z.gemist[bron] = true
}

// haalBronnen reads the events in which the content lies of what was taken over, as far as they were not read yet.
func (z *lezing) haalBronnen(ctx context.Context, s eventstore.Store) error {
	nodig := map[id.Dossier][]uint64{}
	for p := range z.gemist {
		nodig[p.Dossier] = append(nodig[p.Dossier], p.Revisie)
	}
	for _, d := range slices.SortedFunc(maps.Keys(nodig), id.Dossier.Vergelijk) {
		if err := z.haalUit(ctx, s, d, nodig[d]); err != nil {
			return err
		}
	}
	return nil
}

func (z *lezing) haalUit(ctx context.Context, s eventstore.Store, d id.Dossier, revisies []uint64) error {
	slices.Sort(revisies)
	revisies = slices.Compact(revisies)
	if len(revisies) > maxLosse {
		return z.haalReeks(ctx, s, d, revisies[0], revisies)
	}
	for _, r := range revisies {
		if err := z.haalReeks(ctx, s, d, r, []uint64{r}); err != nil {
			return err
		}
	}
	return nil
}

// haalReeks keeps those of the revisions, in order, of a stream read from some revision on.
func (z *lezing) haalReeks(ctx context.Context, s eventstore.Store, d id.Dossier, vanaf uint64,
	revisies []uint64) error {
	for r, err := range s.ReadStream(ctx, DossierStroom(d), vanaf) {
		if err != nil {
			return err
		}
		if r.Revision == revisies[0] {
			v, e, err := ontleed(r)
			if err != nil {
				return err
			}
			if z.bronnen == nil {
				z.bronnen = map[domain.Plek]bewaard{}
			}
			plek := domain.Plek{Dossier: d, Revisie: r.Revision}
			z.bronnen[plek] = bewaard{Vastlegging: v, delen: e.Delen}
			delete(z.gemist, plek)
			revisies = revisies[1:]
		}
		if len(revisies) == 0 {
			return nil
		}
	}
	return fmt.Errorf("%w: %s ends before revision %d", eventstore.ErrBroken, DossierStroom(d), revisies[0])
}

// wieHier is who a person of the dossier where content lies is in this one. Who is nobody here is not seen here.
func wieHier(e bewaard, wie id.Betrokkene) (id.Betrokkene, bool) {
	if f, ok := e.Feit.(*domain.OnderdeelOvergenomen); ok {
		return f.Hier(wie)
	}
	return wie, true
}

// neemOver makes, for an event that takes content over, a wrap of each part of it for each who gets a way in here.
// What no longer opens there cannot be given, and need not be.
func (z zegelaar) neemOver(e *domain.Envelop, v domain.Vastlegging, f *domain.OnderdeelOvergenomen) error {
	if z.daar == nil || f.Uit.Revisie >= uint64(len(z.daar.events)) {
		return fmt.Errorf("the event to take over was not read")
	}
	was := z.daar.events[f.Uit.Revisie]
	b, _, err := z.daar.bron(was)
	if err != nil {
		return err
	}
	for n := range b.delen {
		g, err := z.daar.gesloten(z.sleutels, was, n)
		if err != nil {
			return err
		}
		for _, h := range z.voorWie(g.Part, f) {
			blad, err := seal.LeafOf(v.Revisie, len(e.Koppelingen))
			if err != nil {
				return err
			}
			wrap, err := g.WrapElsewhere(z.l.Rand, g.binding, g.blad, g.sleutels, h, blad, z.sleutels, g.extra...)
			if errors.Is(err, seal.ErrDestroyed) {
				continue
			}
			if err != nil {
				return err
			}
			e.Koppelingen = append(e.Koppelingen,
				domain.KoppelingZegels{Revisie: v.Revisie, Deel: uint8(n), Zegel: wrap.Bytes()})
		}
	}
	return nil
}

// voorWie are those who get a way into a part that is taken over: into content, whom it concerns here; into how
// somebody is written, that person alone. The digest of the request by which it was recorded there is nobody's here.
func (z zegelaar) voorWie(p seal.Part, f *domain.OnderdeelOvergenomen) []id.Houder {
	var uit []id.Houder
	switch p.Name() {
	case deelInhoud:
		for _, b := range f.Over {
			uit = append(uit, id.HouderVan(b))
		}
		if f.VanDossier {
			uit = append(uit, z.dossier.Houder())
		}
	case deelVermelding:
		wie, ok := f.Hier(id.BetrokkeneVan(p.Holders()[0]))
		if n, er := z.dossier.Betrokkenen[wie]; ok && (!er || n.Vernietigd == nil) { // who is new comes with this
			uit = append(uit, id.HouderVan(wie))
		}
	}
	return uit
}
