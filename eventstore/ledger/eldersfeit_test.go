package ledger

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// raadplegingenVan are the readings of a dossier, as they are stored.
func (o *opstelling) raadplegingenVan(d id.Dossier) (uit []toegang.Geraadpleegd) {
	o.t.Helper()
	for r, err := range o.store.ReadStream(context.Background(), ToegangStroom(d), 0) {
		goed(o.t, err)
		f, err := ontleedFeit(r)
		goed(o.t, err)
		if f.Geraadpleegd != nil {
			uit = append(uit, *f.Geraadpleegd)
		}
	}
	return uit
}

// opEerder are the ways to look at a dossier as of an earlier moment: each gives the revisions of the content that it
// shows.
func (v verhuisd) opEerder() map[toegang.Wat]func() ([]uint64, error) {
	ctx, d, m := v.t.Context(), v.oud.dossier, Momenten{BeschikbaarOp: &v.toen}
	g := v.Beslis(medewerker, domain.HandelingRaadplegen, d, "onderzoek")
	lijn := func(ms []Moment, err error) (uit []uint64, _ error) {
		for _, mo := range ms {
			if _, ok := mo.Inhoud.Value(); ok {
				uit = append(uit, mo.Revisie)
			}
		}
		return uit, err
	}
	return map[toegang.Wat]func() ([]uint64, error){
		toegang.WatBeeld: func() (uit []uint64, _ error) {
			b, err := v.Bekijk(ctx, g, d, m, "v-1")
			if err != nil {
				return nil, err
			}
			for _, k := range b.Onderdelen {
				if _, ok := k.Inhoud.Value(); ok {
					uit = append(uit, k.Versie.Revisie)
				}
			}
			return uit, nil
		},
		toegang.WatTijdlijn: func() ([]uint64, error) { return lijn(v.Tijdlijn(ctx, g, d, m, "v-1")) },
		toegang.WatUitvoer:  func() ([]uint64, error) { return lijn(v.Uitvoer(ctx, g, d, m, "v-1")) },
		toegang.WatVerschil: func() (uit []uint64, _ error) {
			ov, err := v.Vergelijk(ctx, g, d, v.toen.Add(-time.Hour), v.toen, "v-1")
			if err != nil {
				return nil, err
			}
			for _, o := range ov.Onderdelen { // each has one wording
				for _, veld := range o.Velden {
					if !slices.Contains(uit, veld.Door.Revisie) {
						uit = append(uit, veld.Door.Revisie)
					}
				}
			}
			return uit, nil
		},
	}
}

// Who read what of a dossier can be told from that dossier: both have a fact with the events that were shown of it,
// before anything is. Where either fails, whether it was stored or not, nothing is shown (ZOB-7.5).
func TestEerderStaatInBeideDossiers(t *testing.T) {
	o, gr := metGrillig(t)
	v := o.verhuist(true)
	for wat, lees := range v.opEerder() {
		for _, stroom := range []string{ToegangStroom(v.oud.dossier), ToegangStroom(v.nieuw.dossier)} {
			for _, gebeurd := range []bool{false, true} {
				gr.zet(func(p poging) (eventstore.Appended, error) {
					if p.stroom != stroom {
						return p.door()
					}
					if gebeurd {
						if _, err := p.door(); err != nil {
							t.Error(err)
						}
					}
					return eventstore.Appended{}, errStoring
				})
				if getoond, err := lees(); err == nil || len(getoond) > 0 {
					t.Errorf("%s, %s, stored %v: something was shown", wat, stroom, gebeurd)
				}
			}
		}
		gr.zet(nil)
		hier, daar := o.raadplegingenVan(v.oud.dossier), o.raadplegingenVan(v.nieuw.dossier)
		getoond, err := lees()
		goed(t, err)
		nuHier, nuDaar := o.raadplegingenVan(v.oud.dossier), o.raadplegingenVan(v.nieuw.dossier)
		if len(nuHier) != len(hier)+1 || len(nuDaar) != len(daar)+1 {
			t.Fatalf("%s: %d and %d facts were stored", wat, len(nuHier)-len(hier), len(nuDaar)-len(daar))
		}
		v.feitenKloppen(wat, getoond, nuHier[len(hier)], nuDaar[len(daar)])
	}
	o.verifieerSchoon()
}

// feitenKloppen holds the facts in either dossier against what was shown.
func (v verhuisd) feitenKloppen(wat toegang.Wat, getoond []uint64, inOud, inNieuw toegang.Geraadpleegd) {
	t := v.t
	t.Helper()
	zOud, err := v.lees(t.Context(), v.oud.dossier)
	goed(t, err)
	zNieuw, err := v.lees(t.Context(), v.nieuw.dossier)
	goed(t, err)
	var inZOud, inZNieuw []bewaard
	for _, revisie := range getoond {
		inZOud = append(inZOud, zOud.events[revisie])
		i := slices.IndexFunc(zNieuw.events, func(e bewaard) bool {
			f, ok := e.Feit.(*domain.OnderdeelOvergenomen)
			return ok && f.Uit == domain.Plek{Dossier: v.oud.dossier, Revisie: revisie}
		})
		inZNieuw = append(inZNieuw, zNieuw.events[i])
	}
	if n := len(getoond); n == 0 || inOud.Aantal != n || inNieuw.Aantal != n {
		t.Errorf("%s: %d were shown, and the facts say %d and %d", wat, n, inOud.Aantal, inNieuw.Aantal)
	}
	if !bytes.Equal(inOud.Digest, digestVan(inZOud)) || !bytes.Equal(inNieuw.Digest, digestVan(inZNieuw)) {
		t.Errorf("%s: the facts are of other events than were shown", wat)
	}
	if inOud.Wat != wat || inNieuw.Wat != wat || inNieuw.Via != v.oud.dossier || inNieuw.Revisie != zNieuw.nu.Revisie ||
		!inNieuw.BeschikbaarOp.Equal(v.toen) || !inOud.Via.IsZero() || inOud.Revisie != zOud.nu.Revisie {
		t.Errorf("%s: the facts are of another reading than was done", wat)
	}
}
