package ledger

import (
	"errors"
	"testing"

	"dossierboek/domain/id"
	"dossierboek/eventstore/vault"
)

// After a real loss the organisation can go on: deliberately, with a record of what was lost, and once.
func TestAanvaardVerlies(t *testing.T) {
	for _, geval := range []struct {
		naam    string
		gestart bool
		sinds   func(*opstelling)
		terug   []string
		wil     error
		klopt   func(Verlies) bool
	}{
		{"de kluis van gisteren, er kwam een gezin bij", true, opentNog, []string{bestandKluis}, ErrKluisAchter,
			func(v Verlies) bool { return len(v.Sleutels) > 1 && len(v.Regels) == 0 && v.Gezien.IsZero() }},
		{"de kluis van gisteren, er werd gezocht", true, func(o *opstelling) {
			goed(o.t, o.toont())
		}, []string{bestandKluis}, ErrKluisAchter,
			func(v Verlies) bool { return len(v.Sleutels) == 1 && len(v.Regels) == 0 }},
		{"het logboek van gisteren", true, opentNog, []string{bestandLog}, ErrLogAchter,
			func(v Verlies) bool { return len(v.Sleutels) == 0 && len(v.Regels) == 1 && !v.Gezien.IsZero() }},
		{"het logboek en het register van gisteren", false, nil, []string{bestandLog, bestandRegister}, ErrLogAchter,
			func(v Verlies) bool { return len(v.Vernietigingen) == 1 && len(v.Regels) == 0 }},
		{"het logboek en de kluis van gisteren", true, nil, []string{bestandLog, bestandKluis}, ErrLogAchter,
			func(v Verlies) bool { return len(v.Sleutels) == 0 && len(v.Regels) == 1 }},
	} {
		t.Run(geval.naam, func(t *testing.T) {
			t.Parallel()
			o, w, oud := toen(t, geval.gestart, geval.sinds)
			o.zetTerug(oud, geval.terug...)
			o.weigert(geval.wil, "dossierd restore --aanvaard-verlies")
			v, err := o.AanvaardVerlies(t.Context(), "b.beheerder")
			goed(t, err)
			if !geval.klopt(v) {
				t.Errorf("lost are %d keys, lines %v, %d tombstones, seen %v", len(v.Sleutels), v.Regels, len(v.Vernietigingen),
					!v.Gezien.IsZero())
			}
			goed(t, o.Herstel(t.Context(), nil))
			if s, err := o.Kluis.State(t.Context(), id.HouderVan(w.moeder)); err != nil || s.Condition != vault.Destroyed {
				t.Errorf("the erased person's key is %v, %v", s.Condition, err)
			}
			for _, h := range v.Sleutels {
				if s, err := o.Kluis.State(t.Context(), h); err != nil || s.Condition != vault.Destroyed {
					t.Errorf("a lost key is %v, %v", s.Condition, err)
				}
			}
			o.opentGezin()
			goed(t, o.herstart())
			o.verifieerSchoon()
			if v, err := o.AanvaardVerlies(t.Context(), "b.beheerder"); err != nil || !v.IsNiets() {
				t.Errorf("accepted again: %+v, %v", v, err)
			}
			o.sluit()
			if len(geval.terug) == 1 && geval.terug[0] == bestandKluis { // the same copy again: what was accepted still is
				o.zetTerug(oud, bestandKluis)
				o.weigert(ErrKluisAchter) // for what was added since
			}
		})
	}
}

// Where nothing was lost nothing is recorded.
func TestGeenVerlies(t *testing.T) {
	o := stelOp(t)
	o.opentGezin()
	goed(t, o.herstart())
	kop, _, err := o.Store.Head(t.Context(), stroomOrganisatie)
	goed(t, err)
	if v, err := o.AanvaardVerlies(t.Context(), "b.beheerder"); err != nil || !v.IsNiets() {
		t.Errorf("lost: %+v, %v", v, err)
	}
	if nu, _, err := o.Store.Head(t.Context(), stroomOrganisatie); err != nil || nu != kop {
		t.Errorf("recorded all the same: %d, %v", nu, err)
	}
}

// A crash after the recording, before the tombstones: the next start writes them.
func TestVerliesNaEenStoring(t *testing.T) {
	o, _, oud := toen(t, true, opentNog)
	o.zetTerug(oud, bestandKluis)
	o.weigert(ErrKluisAchter)
	v, err := o.AanvaardVerlies(t.Context(), "b.beheerder")
	goed(t, err)
	o.zetStoring(func(s stap, doe func() error) error {
		if s == stapSleutels {
			return errStoring
		}
		return doe()
	})
	if err := o.Herstel(t.Context(), nil); !errors.Is(err, errStoring) {
		t.Fatal(err)
	}
	o.zetStoring(nil)
	goed(t, o.herstart())
	if s, err := o.Kluis.State(t.Context(), v.Sleutels[0]); err != nil || s.Condition != vault.Destroyed {
		t.Errorf("a lost key is %v, %v", s.Condition, err)
	}
	o.verifieerSchoon()
	if n := len(o.Register.Regels()); n != 1 {
		t.Errorf("the register has %d lines", n)
	}
}

// The copy that was thought lost turns up: its keys stand again, for what is not erased.
func TestVerlorenKluisDuiktOp(t *testing.T) {
	var g gezin
	o, w, oud := toen(t, true, func(o *opstelling) { g = o.opentGezin() })
	nu := o.kopie()
	o.zetTerug(oud, bestandKluis)
	o.weigert(ErrKluisAchter)
	_, err := o.AanvaardVerlies(t.Context(), "b.beheerder")
	goed(t, err)
	goed(t, o.Herstel(t.Context(), nil))
	if tekst := o.ziet(medewerker, g.dossier, Momenten{}).leest(g.melding); tekst != "<vernietigd>" {
		t.Errorf("with its keys lost it reads %q", tekst)
	}
	o.sluit()
	o.zetTerug(nu, bestandKluis)
	goed(t, o.herstart())
	o.gewist(w)
	if tekst := o.ziet(medewerker, g.dossier, Momenten{}).leest(g.melding); tekst == "" || tekst[0] == '<' {
		t.Errorf("with its keys back it reads %q", tekst)
	}
}
