package ledger

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"dossierboek/domain"
	"dossierboek/eventstore"
)

var errStoring = errors.New("the disk says no")

// ontregel makes one step of an erasure fail. It returns after which error the asker knows that the approval stands.
type ontregel func(o *opstelling, g *grillig)

// Every step of an erasure fails twice: lost, and done but reported failed. After each the process stops and starts
// through the gate, or goes on and finishes what was left: the erasure stands everywhere, exactly once.
func TestElkeStapVanEenVernietigingMagMislukken(t *testing.T) {
	gevallen := map[string]ontregel{}
	for _, s := range []stap{stapRegister, stapSleutels, stapAfgeleide} {
		for _, gedaan := range []bool{false, true} {
			gevallen[fmt.Sprintf("%s/gedaan=%v", s, gedaan)] = func(o *opstelling, _ *grillig) {
				o.zetStoring(func(welke stap, doe func() error) error {
					if welke != s {
						return doe()
					}
					if gedaan {
						goed(o.t, doe())
					}
					return errStoring
				})
			}
		}
	}
	for _, s := range []domain.Soort{domain.SoortVernietigingGoedgekeurd, domain.SoortVernietigingUitgevoerd} {
		for naam, fout := range map[string]error{"onbekend": eventstore.ErrUnknownOutcome, "afgebroken": context.Canceled,
			"niet bereikbaar": eventstore.ErrUnavailable} {
			for _, gedaan := range []bool{false, true} {
				if gedaan && errors.Is(fout, eventstore.ErrUnavailable) {
					continue // that error says that nothing was stored
				}
				gevallen[fmt.Sprintf("%s/%s/gedaan=%v", s, naam, gedaan)] = func(_ *opstelling, g *grillig) {
					g.zet(func(p poging) (eventstore.Appended, error) {
						if !p.is(s) {
							return p.door()
						}
						if gedaan {
							if _, err := p.door(); err != nil {
								return eventstore.Appended{}, err
							}
						}
						return eventstore.Appended{}, fout
					})
				}
			}
		}
	}
	for naam, ontregel := range gevallen {
		for _, herstart := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/herstart=%v", naam, herstart), func(t *testing.T) {
				t.Parallel()
				o, g := metGrillig(t)
				o.Ledger.OpVernietiging = append(o.Ledger.OpVernietiging, func(context.Context, Vernietigd) error { return nil })
				w := o.besluitTotWissing()
				ontregel(o, g)
				if _, err := o.keurt(w); err == nil {
					t.Fatal("the fault did not show")
				}
				o.zetStoring(nil)
				g.zet(nil)
				if herstart {
					goed(t, o.herstart())
				} else {
					goed(t, o.RondAf(t.Context()))
				}
				if o.tel(w.dossier, domain.SoortVernietigingGoedgekeurd) == 1 {
					o.gewist(w) // before anybody asks again
				}
				_, err := o.keurt(w)
				goed(t, err)
				o.gewist(w)
				goed(t, o.herstart())
				o.gewist(w)
			})
		}
	}
}

// A crash while the gate itself is at work: every step of it may be cut off, and the next passage finishes.
func TestElkeStapVanDePoortMagMislukken(t *testing.T) {
	for _, s := range []stap{stapRegister, stapSleutels} {
		for _, gedaan := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/gedaan=%v", s, gedaan), func(t *testing.T) {
				t.Parallel()
				o := stelOp(t)
				w := o.besluitTotWissing()
				o.zetStoring(func(stap, func() error) error { return errStoring })
				if _, err := o.keurt(w); !errors.Is(err, ErrNogUitTeVoeren) || !errors.Is(err, errStoring) {
					t.Fatalf("approval without register: %v", err)
				}
				o.storing = func(welke stap, doe func() error) error {
					if welke != s {
						return doe()
					}
					if gedaan {
						goed(t, doe())
					}
					return errStoring
				}
				if err := o.herstart(); !errors.Is(err, errStoring) {
					t.Fatalf("gate: %v", err)
				}
				if _, err := o.Bekijk(t.Context(), o.Beslis(teamleider, domain.HandelingRaadplegen, w.dossier, "onderzoek"),
					w.dossier, Momenten{}, "v"); !errors.Is(err, ErrPoortDicht) {
					t.Fatalf("reading behind a closed gate: %v", err)
				}
				o.storing = nil
				goed(t, o.herstart())
				o.gewist(w)
			})
		}
	}
}

// A key whose issue was lost or reported failed leaves nothing behind that hinders, and the same request succeeds
// after.
func TestUitgifteMagMislukken(t *testing.T) {
	for _, gedaan := range []bool{false, true} {
		o := stelOp(t)
		o.zetStoring(func(welke stap, doe func() error) error {
			if welke == stapUitgifte && gedaan {
				goed(t, doe())
			}
			return errStoring
		})
		d, opdracht := nieuwD(), opening(t, nieuwB())
		if _, err := o.probeer(medewerker, d, opdracht); !errors.Is(err, errStoring) {
			t.Fatalf("opening: %v", err)
		}
		if _, ok, err := o.store.Head(t.Context(), DossierStroom(d)); ok || err != nil {
			t.Fatalf("the dossier is there (%v)", err)
		}
		o.zetStoring(nil)
		goed(t, o.herstart())
		o.doet(medewerker, d, opdracht)
		o.verifieerSchoon()
	}
}

// zetStoring puts faults in the running ledger.
func (o *opstelling) zetStoring(s storing) {
	o.Ledger.storing = s
	o.Register.mu.Lock()
	defer o.Register.mu.Unlock()
	o.Register.storing = s
}
