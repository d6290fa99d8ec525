package ledger

import (
	"errors"
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/vault"
)

func TestHerstelVanKopieen(t *testing.T) {
	alles := []string{bestandLog, bestandKluis, bestandRegister}
	for _, geval := range []struct {
		naam    string
		sinds   func(*opstelling)
		terug   []string
		wil     error // nil: it starts, and the erasure stands
		woorden []string
	}{
		{"niets", nil, nil, nil, nil},
		{"oude kluis", nil, []string{bestandKluis}, nil, nil},
		{"oude kluis, er kwam iemand bij", opentNog, []string{bestandKluis}, ErrKluisAchter,
			[]string{"de kluis loopt achter", "nieuwere reservekopie van de kluis"}},
		{"oude kluis, wie erbij kwam is vernietigd", vernietigtHeel, []string{bestandKluis}, nil, nil},
		{"oud logboek", nil, []string{bestandLog}, ErrLogAchter, []string{"het logboek loopt achter", "Zet"}},
		{"oud logboek en oude kluis", nil, []string{bestandLog, bestandKluis}, ErrLogAchter,
			[]string{"regel 1 van het vernietigingsregister", "Zet een reservekopie van het logboek terug van na dat moment"}},
		{"oud register", nil, []string{bestandRegister}, nil, nil},
		{"oud register en oude kluis", nil, []string{bestandRegister, bestandKluis}, nil, nil},
		{"oud register en oud logboek", nil, []string{bestandRegister, bestandLog}, ErrLogAchter,
			[]string{"het logboek loopt achter", "Zet"}},
	} {
		for _, gestart := range []bool{false, true} {
			t.Run(geval.naam+map[bool]string{true: ", herstart", false: ""}[gestart], func(t *testing.T) {
				t.Parallel()
				o, w, oud := toen(t, gestart, geval.sinds)
				nu := o.kopie()
				o.zetTerug(oud, geval.terug...)
				if geval.wil != nil {
					o.weigert(geval.wil, geval.woorden...)
					o.sluit()
					o.zetTerug(nu, geval.terug...) // what the refusal asked for
				}
				goed(t, o.herstart())
				o.gewist(w)
				goed(t, o.herstart())
				o.gewist(w)
			})
		}
	}
	// What nothing knows of any more, nothing can bring back: then it is the ledger of that day, and whole.
	o, w, oud := toen(t, true, opentNog)
	o.zetTerug(oud, alles...)
	goed(t, o.herstart())
	o.verifieerSchoon()
	if _, err := o.keurt(w); err != nil {
		t.Fatal(err)
	}
	o.gewist(w)
}

// The log was put back from before the last start, and no vernietiging tells: the vault's memory of the log does.
func TestOudLogZonderVernietiging(t *testing.T) {
	o := stelOp(t)
	o.opentGezin()
	o.sluit()
	oud := o.kopie()
	goed(t, o.herstart())
	o.opentGezin()
	goed(t, o.herstart())
	o.sluit()
	o.zetTerug(oud, bestandLog)
	o.weigert(ErrLogAchter, "de kluis heeft gebeurtenis", "nieuwere reservekopie van het logboek")
}

// An onderdeel of which one holder is gone for good still opens by the other: only the old vault's own keys come back.
func TestOudeKluisGeeftEenDeelNietTerug(t *testing.T) {
	o := stelOp(t)
	g, v := o.opentGezin(), nieuwV()
	o.sluit()
	oud := o.kopie()
	goed(t, o.herstart())
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Onderdeel: g.melding},
		Grond: "onrechtmatig", Motivering: schrijft(t, "Onrechtmatig."),
		Keuzes: []domain.Keuze{{Onderdeel: g.melding, Uitkomst: domain.UitkomstVernietigen}}})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
	o.sluit()
	o.zetTerug(oud, bestandKluis)
	goed(t, o.herstart())
	o.verifieerSchoon()
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	e := z.events[z.nu.Onderdelen[g.melding].Laatste().Revisie]
	if i, err := z.inhoud(o.sleutels(t.Context()), e, func(id.Betrokkene) tekst.Toestand {
		return tekst.Afgeschermd
	}); err == nil || i != nil {
		t.Fatal("the destroyed onderdeel opens from an old vault")
	}
}

// The same id of a vernietiging in two dossiers is two vernietigingen.
func TestEenIdInTweeDossiers(t *testing.T) {
	o := stelOp(t)
	v := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Dossier: true}, Grond: "melding-weerlegd",
		Motivering: schrijft(t, "Weerlegd.")}
	a, b := o.opentGezin(), o.opentGezin()
	o.doet(officer, a.dossier, v)
	o.doet(officer, b.dossier, v)
	o.doet(teamleider, a.dossier, domain.KeurVernietigingGoed{ID: v.ID})
	o.zetStoring(func(stap, func() error) error { return errStoring })
	if _, err := o.probeer(teamleider, b.dossier, domain.KeurVernietigingGoed{ID: v.ID}); !errors.Is(err,
		ErrNogUitTeVoeren) {
		t.Fatal(err)
	}
	goed(t, o.herstart())
	if n := len(o.Register.Regels()); n != 2 {
		t.Errorf("the register has %d lines", n)
	}
	if n := o.tel(b.dossier, domain.SoortVernietigingUitgevoerd); n != 1 {
		t.Errorf("carried out %d times", n)
	}
	s, err := o.Kluis.State(t.Context(), id.HouderVan(b.kind))
	if err != nil || s.Condition != vault.Destroyed {
		t.Errorf("the key in the second dossier is %v, %v", s.Condition, err)
	}
	o.verifieerSchoon()
}

// Every reason not to start that the parts know has words.
func TestUitlegKentDeRedenen(t *testing.T) {
	for _, u := range uitleggen {
		if Uitleg(u.fout) != u.tekst || !strings.HasSuffix(u.tekst, ".") {
			t.Errorf("%v: %q", u.fout, Uitleg(u.fout))
		}
	}
	if Uitleg(errors.New("iets anders")) != "" || Uitleg(nil) != "" {
		t.Error("an unknown error has an explanation")
	}
}
