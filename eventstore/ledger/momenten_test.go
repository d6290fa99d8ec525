package ledger

import (
	"errors"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// An erasure approved while the fact was being stored closes what it is of, though no key is gone yet and though the
// fact says that it would be shown.
func TestVernietigingTijdensEenLezing(t *testing.T) {
	o, gr := metGrillig(t)
	w := o.besluitTotWissing()
	o.zetStoring(func(stap, func() error) error { return errStoring })
	gr.zet(func(p poging) (eventstore.Appended, error) {
		if p.is(toegang.SoortGeraadpleegd) {
			gr.zet(nil)
			if _, err := o.keurt(w); !errors.Is(err, ErrNogUitTeVoeren) {
				t.Errorf("approval: %v", err)
			}
		}
		return p.door()
	})
	b := o.ziet(teamleider, w.dossier, Momenten{})
	if got := b.leest(w.weg); got != "<vernietigd>" {
		t.Errorf("what is to be destroyed reads %q", got)
	}
	if got := b.leest(w.samen); got != "[vernietigd] en Bram wonen bij oma." {
		t.Errorf("what is kept reads %q", got)
	}
	if got := b.leest(w.melding); got != "<vernietigd>" {
		t.Errorf("what is rewritten meanwhile reads %q", got)
	}
	o.zetStoring(nil)
	goed(t, o.RondAf(t.Context()))
	o.gewist(w)
}

// What may not be asked is refused before anything is read.
func TestMomenten(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	mag := o.Beslis(medewerker, domain.HandelingRaadplegen, g.dossier, "onderzoek")
	later, eerder := o.nu().Add(time.Hour), o.nu().Add(-time.Hour)
	var w *domain.Weigering
	for _, f := range []func() error{
		func() error {
			_, err := o.Bekijk(t.Context(), mag, g.dossier, Momenten{BeschikbaarOp: &later}, "v")
			return err
		},
		func() error { _, err := o.Vergelijk(t.Context(), mag, g.dossier, eerder, later, "v"); return err },
		func() error { _, err := o.Vergelijk(t.Context(), mag, g.dossier, o.nu(), eerder, "v"); return err },
	} {
		if err := f(); !errors.As(err, &w) || w.Code != domain.CodeOngeldig || len(w.Fouten) != 1 {
			t.Errorf("%v", err)
		}
	}
	// Before the dossier was there, there is no view of it; a difference from then on shows all as new.
	_, err := o.Bekijk(t.Context(), mag, g.dossier, Momenten{BeschikbaarOp: &eerder}, "v")
	wilWeigering(t, err, domain.CodeOnbekend)
	v, err := o.Vergelijk(t.Context(), mag, g.dossier, eerder, o.nu(), "v")
	goed(t, err)
	if len(v.Onderdelen) != 4 || !v.Onderdelen[0].Nieuw {
		t.Errorf("%d onderdelen are new", len(v.Onderdelen))
	}
	// A grant is for one handeling in one dossier.
	_, err = o.Bekijk(t.Context(), mag, nieuwD(), Momenten{}, "v")
	wilWeigering(t, err, domain.CodeGeenToegang)
	_, err = o.Bekijk(t.Context(), toegang.Grant{}, g.dossier, Momenten{}, "v")
	wilWeigering(t, err, domain.CodeGeenToegang)
}
