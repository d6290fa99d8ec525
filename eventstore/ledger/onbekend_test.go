package ledger

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

// The outcome of an append is not known: it was lost, or it happened; it is known in the end, or not; the asker hung
// up. Whoever asks again with the same key finds one event, never none and never two, with and without a restart
// between.
func TestOnbekendeUitkomst(t *testing.T) {
	for _, gedaan := range []bool{false, true} {
		for _, keer := range []int{1, maxHerhalingen - 1, maxHerhalingen} {
			for _, fout := range []error{eventstore.ErrUnknownOutcome, context.Canceled} {
				for _, herstart := range []bool{false, true} {
					t.Run(fmt.Sprintf("gedaan=%v,keer=%d,%v,herstart=%v", gedaan, keer, fout, herstart), func(t *testing.T) {
						t.Parallel()
						onbekendeUitkomst(t, gedaan, keer, fout, herstart)
					})
				}
			}
		}
	}
}

func onbekendeUitkomst(t *testing.T, gedaan bool, keer int, fout error, herstart bool) {
	o, gr := metGrillig(t)
	g := o.opentGezin()
	opdracht := o.legt(g, "tekst")
	a := NieuweAanvraag("m-1", "/gegevens", uuid.New(), []byte("a"))
	n := 0
	gr.zet(func(p poging) (eventstore.Appended, error) {
		if !p.is(domain.SoortGegevenVastgelegd) {
			return p.door()
		}
		if n++; n > keer {
			return p.door()
		}
		if gedaan && n == 1 {
			if _, err := p.door(); err != nil {
				return eventstore.Appended{}, err
			}
		}
		return eventstore.Appended{}, fout
	})
	_, err := o.gesleuteld(medewerker, g.dossier, a, opdracht)
	afgebroken := errors.Is(fout, context.Canceled)
	switch {
	case afgebroken:
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("who hung up heard: %v", err)
		}
	case keer < maxHerhalingen:
		goed(t, err)
	default:
		wilWeigering(t, err, domain.CodeNietBereikbaar)
	}
	gr.zet(nil)
	if herstart {
		goed(t, o.herstart())
	}
	if err != nil {
		// Others go on meanwhile: what was not known is found out first.
		o.doet(teamleider, g.dossier, o.legt(g, "intussen"))
	}
	u, err := o.gesleuteld(medewerker, g.dossier, a, opdracht)
	goed(t, err)
	n = 0
	for r, err := range o.store.ReadStream(t.Context(), DossierStroom(g.dossier), 0) {
		goed(t, err)
		if r.ID == u.Feiten[0].ID.UUID() {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the acknowledged event stands in the log %d times", n)
	}
	if aantal := o.tel(g.dossier, domain.SoortGegevenVastgelegd); aantal > 2 {
		t.Errorf("%d gegevens were recorded", aantal)
	}
	o.verifieerSchoon()
}

// The context ends in the middle of real appends.
func TestAfgebrokenSchrijven(t *testing.T) {
	o, gr := metGrillig(t)
	g := o.opentGezin()
	bevestigd := map[uuid.UUID]bool{}
	for i := range 20 {
		ctx, stop := context.WithCancel(t.Context())
		gr.zet(func(p poging) (eventstore.Appended, error) {
			if i%2 == 0 {
				stop()
				return p.door()
			}
			go stop()
			return p.door()
		})
		opdracht := o.legt(g, "tekst")
		u, err := o.Schrijf(ctx, Schrijfopdracht{Grant: o.Beslis(medewerker, opdracht.Handeling(), g.dossier, "onderzoek"),
			Dossier: g.dossier, Opdracht: opdracht})
		if err == nil {
			bevestigd[u.Feiten[0].ID.UUID()] = true
		} else if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		stop()
	}
	gr.zet(nil)
	o.doet(medewerker, g.dossier, o.legt(g, "tot slot"))
	for r, err := range o.store.ReadStream(t.Context(), DossierStroom(g.dossier), 0) {
		goed(t, err)
		delete(bevestigd, r.ID)
	}
	if len(bevestigd) > 0 {
		t.Errorf("%d acknowledged events are not there", len(bevestigd))
	}
	o.verifieerSchoon()
}

// 64 writers on one dossier and on many, with readers between: every acknowledged event stands exactly once, where it
// was acknowledged.
func TestVeelSchrijvers(t *testing.T) {
	const schrijvers, elk = 64, 4
	for _, dossiers := range []int{1, 16} {
		t.Run(fmt.Sprint(dossiers), func(t *testing.T) {
			o := stelOp(t)
			var gezinnen []gezin
			for range dossiers {
				gezinnen = append(gezinnen, o.opentGezin())
			}
			var mu sync.Mutex
			bevestigd := map[string]bool{}
			var wg sync.WaitGroup
			for s := range schrijvers {
				wg.Go(func() {
					g := gezinnen[s%dossiers]
					for i := range elk {
						u, err := o.probeer(medewerker, g.dossier, o.legt(g, "tekst"))
						if err != nil {
							t.Error(err)
							return
						}
						mu.Lock()
						for _, v := range u.Feiten {
							bevestigd[fmt.Sprint(DossierStroom(g.dossier), v.Revisie, v.ID)] = true
						}
						mu.Unlock()
						if (s+i)%16 == 0 {
							o.ziet(medewerker, g.dossier, Momenten{})
						}
					}
				})
			}
			wg.Wait()
			if len(bevestigd) != schrijvers*elk {
				t.Errorf("%d events were acknowledged", len(bevestigd))
			}
			for r, err := range o.store.ReadAll(t.Context(), "") {
				goed(t, err)
				if strings.HasPrefix(r.Stream, voorDossier) {
					delete(bevestigd, fmt.Sprint(r.Stream, r.Revision, id.Van[id.Gebeurtenis](r.ID)))
				}
			}
			if len(bevestigd) > 0 {
				t.Errorf("%d acknowledged events are not there", len(bevestigd))
			}
			o.verifieerSchoon()
		})
	}
}
