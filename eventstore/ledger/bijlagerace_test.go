package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/bijlage"
)

// A copy that an earlier overbrenging left in the other dossier, long ago, is not swept while a later one is about to
// name it: neither an old copy nor one of a bijlage that was destroyed there.
func TestVegenTijdensOverbrengen(t *testing.T) {
	for naam, eerder := range map[string]bool{"een oude kopie": false, "van een vernietigde bijlage": true} {
		t.Run(naam, func(t *testing.T) {
			o, grillig := metGrillig(t)
			een, twee := o.opentGezin(), o.opentGezin()
			welk := o.heeftToegevoegd(een.dossier, pdf(5000), een.kind)
			van, naar := een, twee
			if eerder { // it goes there and comes back: here its earlier self is destroyed
				_, err := o.overbrengt(een.dossier, twee.dossier, domain.BrengOver{
					Onderdelen: []domain.Overgang{{Onderdeel: welk}},
					Personen:   []domain.Persoonspaar{{Hier: een.kind, Daar: twee.kind}},
				})
				goed(t, err)
				van, naar = twee, een
				z, err := o.lees(t.Context(), twee.dossier)
				goed(t, err)
				for _, k := range z.nu.Alle() {
					if k.Bestand != nil {
						welk = k.ID
					}
				}
			}
			grillig.zet(func(p poging) (eventstore.Appended, error) {
				if p.is(domain.SoortOnderdeelOvergenomen) {
					return eventstore.Appended{}, errStoring // the copy is there, and nothing names it
				}
				return p.door()
			})
			_, err := o.overbrengt(van.dossier, naar.dossier, domain.BrengOver{
				Onderdelen: []domain.Overgang{{Onderdeel: welk}},
				Personen:   []domain.Persoonspaar{{Hier: van.kind, Daar: naar.kind}},
			})
			if !errors.Is(err, ErrNogUitTeVoeren) {
				t.Fatal(err)
			}
			grillig.zet(nil)
			z, err := o.lees(t.Context(), van.dossier)
			goed(t, err)
			for _, loop := range z.nu.Overbrengingen {
				if loop.Klaar {
					continue
				}
				laat, err := o.haalBestanden(t.Context(), z, loop)
				goed(t, err)
				o.klok.t = time.Now().Add(2 * wezentijd)
				if n, err := o.VeegBijlagen(t.Context()); err != nil || n > 0 {
					t.Errorf("%d were swept that are about to be named: %v", n, err)
				}
				laat()
			}
			if er := o.opSchijf(); len(er) != 2 {
				t.Errorf("there are %d files", len(er))
			}
			goed(t, o.RondAf(t.Context()))
			o.verifieerSchoon()
			z, err = o.lees(t.Context(), naar.dossier)
			goed(t, err)
			for _, k := range z.nu.Alle() {
				if k.Bestand != nil && k.Stand != domain.StandVernietigd {
					if ruw, err := o.haalt(medewerker, naar.dossier, k.ID); err != nil || !bytes.Equal(ruw, pdf(5000)) {
						t.Errorf("its file is lost: %v", err)
					}
				}
			}
		})
	}
}

// Whoever holds a file waits for a deletion under way, and looks only then whether it is there.
func TestBestandsslot(t *testing.T) {
	var s bestandsslot
	n := bijlage.Name{Dossier: id.Van[id.Dossier](uuid.New()), Bestand: id.Van[id.Bestand](uuid.New())}
	klaar, vrij := s.neemWeg(n, time.Now())
	if _, weer := s.neemWeg(n, time.Now()); !vrij || weer {
		t.Fatal("two delete a file")
	}
	weg, stop := context.WithCancel(t.Context())
	stop()
	if _, err := s.houd(weg, n); !errors.Is(err, context.Canceled) { // nor waits for longer than who asked does
		t.Fatalf("it is held while it is being deleted: %v", err)
	}
	vast := make(chan func())
	go func() {
		laat, err := s.houd(t.Context(), n)
		if err != nil {
			t.Error(err)
		}
		vast <- laat
	}()
	select {
	case <-vast:
		t.Fatal("it is held while it is being deleted")
	case <-time.After(20 * time.Millisecond):
	}
	klaar()
	laat := <-vast
	if _, vrij := s.neemWeg(n, time.Now()); vrij {
		t.Error("it is deleted while it is held")
	}
	laat()
	nu := time.Now()
	s.houdTot(n, nu, nu.Add(time.Hour))
	if _, vrij := s.neemWeg(n, nu); vrij {
		t.Error("it is deleted while its event may stand")
	}
	if _, vrij := s.neemWeg(n, nu.Add(2*time.Hour)); !vrij || len(s.vast)+len(s.tot) > 0 {
		t.Error("it stays held")
	}
}

// Files of which nobody knew whether their event stood, and which no sweep finds because it did, are not remembered
// for ever.
func TestBestandsslotVergeet(t *testing.T) {
	var s bestandsslot
	nu := time.Now()
	for range 100 {
		s.houdTot(bijlage.Name{Dossier: nieuwD(), Bestand: id.Van[id.Bestand](uuid.New())}, nu, nu.Add(24*time.Hour))
		nu = nu.Add(time.Hour)
	}
	if len(s.tot) > 24 {
		t.Errorf("%d are remembered", len(s.tot))
	}
}

// stopt does something in the midst of what is written.
type stopt struct {
	doe func()
	n   int
}

func (s *stopt) Write(b []byte) (int, error) {
	s.n += len(b)
	if s.doe != nil {
		s.doe()
		s.doe = nil
	}
	return len(b), nil
}

// ZOB-17.1: what is destroyed while somebody reads it goes no further, also where its file is still open; a reading
// that was granted and has not begun gives nothing.
func TestVernietigenTijdensLezen(t *testing.T) {
	o := stelOp(t)
	for naam, lees := range map[string]func(b *Bijlagelezing, w io.Writer) error{
		"geheel":  func(b *Bijlagelezing, w io.Writer) error { return b.Schrijf(t.Context(), w) },
		"in deel": func(b *Bijlagelezing, w io.Writer) error { return b.SchrijfDeel(t.Context(), w, 10, 900_000) },
	} {
		g := o.opentGezin()
		welk := o.heeftToegevoegd(g.dossier, pdf(1_000_000), g.kind)
		bezig, err := o.LeesBijlage(t.Context(), o.Beslis(medewerker, domain.HandelingRaadplegen, g.dossier, "onderzoek"),
			g.dossier, welk, Momenten{}, "v-1")
		goed(t, err)
		straks, err := o.LeesBijlage(t.Context(), o.Beslis(medewerker, domain.HandelingRaadplegen, g.dossier, "onderzoek"),
			g.dossier, welk, Momenten{}, "v-1")
		goed(t, err)
		w := &stopt{doe: func() { o.wist(g.dossier, g.kind, g.moeder) }}
		weigertMet(t, lees(bezig, w), domain.CodeVernietigd)
		if w.n > 65_536 {
			t.Errorf("%s: %d bytes came after it was destroyed", naam, w.n)
		}
		w = &stopt{}
		weigertMet(t, lees(straks, w), domain.CodeVernietigd)
		if w.n > 0 {
			t.Errorf("%s: %d bytes came of what was destroyed", naam, w.n)
		}
		bezig.Close()
		straks.Close()
	}
	if len(o.bestandsslot.lezers) > 0 {
		t.Error("readings are remembered that were closed")
	}
	o.verifieerSchoon()
}

// A copy for an overbrenging that fails, or takes longer than a request may, leaves the bijlage where it is; RondAf
// finishes it while the server runs, and so does the next start.
func TestKopieVanEenOverbrengingMislukt(t *testing.T) {
	for _, gedaan := range []bool{false, true} {
		for _, fout := range []error{errStoring, context.DeadlineExceeded} {
			for _, herstart := range []bool{false, true} {
				t.Run(fmt.Sprintf("gedaan=%v/%v/herstart=%v", gedaan, fout, herstart), func(t *testing.T) {
					o := stelOp(t)
					o.t = t
					een, twee := o.opentGezin(), o.opentGezin()
					welk := o.heeftToegevoegd(een.dossier, pdf(5000), een.kind)
					o.zetStoring(func(s stap, doe func() error) error {
						if s != stapBijlageBewaren {
							return doe()
						}
						if gedaan {
							goed(t, doe())
						}
						return fout
					})
					_, err := o.overbrengt(een.dossier, twee.dossier, domain.BrengOver{
						Onderdelen: []domain.Overgang{{Onderdeel: welk}},
						Personen:   []domain.Persoonspaar{{Hier: een.kind, Daar: twee.kind}},
					})
					if !errors.Is(err, ErrNogUitTeVoeren) || o.Onaf() != 1 {
						t.Fatalf("%v, %d", err, o.Onaf())
					}
					if ruw, err := o.haalt(medewerker, een.dossier, welk); err != nil || !bytes.Equal(ruw, pdf(5000)) {
						t.Errorf("meanwhile it is not where it was: %v", err)
					}
					o.zetStoring(nil)
					if herstart {
						goed(t, o.herstart())
					}
					goed(t, o.RondAf(t.Context()))
					_, err = o.haalt(medewerker, een.dossier, welk)
					weigertMet(t, err, domain.CodeOvergebracht)
					o.hetBestand()
					o.verifieerSchoon()
				})
			}
		}
	}
}
