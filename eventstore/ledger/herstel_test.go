package ledger

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
)

const (
	bestandLog      = "log.db"
	bestandKluis    = "kluis.db"
	bestandRegister = "vernietigingsregister.jsonl"
	bestandRing     = "sleutelring.json"
	bestandMeester  = "meester.sleutel"
)

// kopie puts the files of a closed ledger aside, as a backup would.
func (o *opstelling) kopie() map[string][]byte {
	o.t.Helper()
	uit := map[string][]byte{}
	for _, naam := range []string{bestandLog, bestandKluis, bestandRegister, bestandRing, bestandMeester} {
		b, err := os.ReadFile(o.pad(naam))
		goed(o.t, err)
		uit[naam] = b
	}
	return uit
}

// zetTerug puts files of a backup in the place of today's.
func (o *opstelling) zetTerug(kopie map[string][]byte, namen ...string) {
	o.t.Helper()
	for _, naam := range namen {
		for _, rest := range []string{"-wal", "-shm"} {
			if err := os.Remove(o.pad(naam + rest)); err != nil && !errors.Is(err, os.ErrNotExist) {
				o.t.Fatal(err)
			}
		}
		goed(o.t, os.WriteFile(o.pad(naam), kopie[naam], 0o600))
	}
}

// toen makes a ledger with a past: oud is the backup from before the erasure, and since then there was the erasure and
// what sinds does. The server was stopped and started since, as the vault's memory of the log knows, where gestart says so.
func toen(t *testing.T, gestart bool, sinds func(*opstelling)) (o *opstelling, w wissing, oud map[string][]byte) {
	t.Helper()
	o = stelOp(t)
	w = o.besluitTotWissing()
	goed(t, o.herstart()) // so that the backup's vault has seen its log
	o.sluit()
	oud = o.kopie()
	goed(t, o.herstart())
	if _, err := o.keurt(w); err != nil {
		t.Fatal(err)
	}
	if sinds != nil {
		sinds(o)
	}
	if gestart {
		goed(t, o.herstart())
	}
	o.sluit()
	return o, w, oud
}

// weigert starts and wants a refusal that says what is wrong and what to do; nothing opens behind it.
func (o *opstelling) weigert(wil error, woorden ...string) {
	o.t.Helper()
	err := o.herstart()
	if !errors.Is(err, wil) {
		o.t.Fatalf("the start gave: %v", err)
	}
	uitleg := Uitleg(err)
	for _, woord := range woorden {
		if !strings.Contains(uitleg, woord) {
			o.t.Errorf("the explanation lacks %q: %s", woord, uitleg)
		}
	}
	if o.store == nil {
		return // it did not come to a gate
	}
	b := nieuwB()
	if _, err := o.probeer(medewerker, nieuwD(), opening(o.t, b)); !errors.Is(err, ErrPoortDicht) || !errors.Is(err, domain.Weiger(domain.CodeNietBereikbaar, "")) {
		o.t.Errorf("writing behind a closed gate: %v", err)
	}
}

func opentNog(o *opstelling) { o.opentGezin() }

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
		{"oude kluis, er kwam iemand bij", opentNog, []string{bestandKluis}, ErrKluisAchter, []string{"de kluis loopt achter", "nieuwere reservekopie van de kluis"}},
		{"oude kluis, wie erbij kwam is vernietigd", vernietigtHeel, []string{bestandKluis}, nil, nil},
		{"oud logboek", nil, []string{bestandLog}, ErrLogAchter, []string{"het logboek loopt achter", "Zet"}},
		{"oud logboek en oude kluis", nil, []string{bestandLog, bestandKluis}, ErrLogAchter, []string{"regel 1 van het vernietigingsregister", "Zet een reservekopie van het logboek terug van na dat moment"}},
		{"oud register", nil, []string{bestandRegister}, nil, nil},
		{"oud register en oude kluis", nil, []string{bestandRegister, bestandKluis}, nil, nil},
		{"oud register en oud logboek", nil, []string{bestandRegister, bestandLog}, ErrLogAchter, []string{"het logboek loopt achter", "Zet"}},
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

// vernietigtHeel opens a dossier and destroys it as a whole.
func vernietigtHeel(o *opstelling) {
	o.t.Helper()
	g, v := o.opentGezin(), nieuwV()
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Dossier: true}, Grond: "melding-weerlegd", Motivering: schrijft(o.t, "Weerlegd.")})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
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
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Onderdeel: g.melding}, Grond: "onrechtmatig", Motivering: schrijft(t, "Onrechtmatig."),
		Keuzes: []domain.Keuze{{Onderdeel: g.melding, Uitkomst: domain.UitkomstVernietigen}}})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
	o.sluit()
	o.zetTerug(oud, bestandKluis)
	goed(t, o.herstart())
	o.verifieerSchoon()
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	e := z.events[z.nu.Onderdelen[g.melding].Laatste().Revisie]
	if i, err := z.inhoud(o.sleutels(t.Context()), e, func(id.Betrokkene) tekst.Toestand { return tekst.Afgeschermd }); err == nil || i != nil {
		t.Fatal("the destroyed onderdeel opens from an old vault")
	}
}

func TestBestandOntbreekt(t *testing.T) {
	o, w, _ := toen(t, true, nil)
	nu := o.kopie()
	for _, geval := range []struct {
		naam string
		wil  error
		zegt string
	}{
		{bestandLog, eventstore.ErrMissing, "logboek ontbreekt"},
		{bestandKluis, vault.ErrMissing, "kluis, de sleutelring of de hoofdsleutel ontbreekt"},
		{bestandRing, vault.ErrMissing, "kluis, de sleutelring of de hoofdsleutel ontbreekt"},
		{bestandMeester, vault.ErrMissing, "kluis, de sleutelring of de hoofdsleutel ontbreekt"},
		{bestandRegister, ErrRegisterOntbreekt, "vernietigingsregister ontbreekt"},
	} {
		goed(t, os.Remove(o.pad(geval.naam)))
		err := o.herstart()
		if !errors.Is(err, geval.wil) {
			t.Errorf("without %s: %v", geval.naam, err)
		}
		if u := Uitleg(err); !strings.Contains(u, geval.zegt) || !strings.Contains(u, "Zet") {
			t.Errorf("without %s the explanation is %q", geval.naam, u)
		}
		if err == nil || !strings.Contains(err.Error(), geval.naam) {
			t.Errorf("the error does not name the file: %v", err)
		}
		if _, err := os.Stat(o.pad(geval.naam)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s was made silently", geval.naam)
		}
		goed(t, os.WriteFile(o.pad(geval.naam), nu[geval.naam], 0o600))
	}
	goed(t, o.herstart())
	o.gewist(w)
}

func TestVanElders(t *testing.T) {
	o, w, _ := toen(t, true, nil)
	nu := o.kopie()
	ander := stelOp(t)
	ander.opentGezin()
	ander.sluit()
	elders := ander.kopie()
	for _, geval := range []struct {
		naam  string
		terug []string
		wil   error
		zegt  string
	}{
		{"kluis", []string{bestandKluis}, vault.ErrForeign, "van een ander logboek"},
		{"ring", []string{bestandRing}, vault.ErrForeign, "van een ander logboek"},
		{"hoofdsleutel", []string{bestandMeester}, vault.ErrWrongMasterKey, "hoofdsleutel"},
		{"ring en hoofdsleutel", []string{bestandRing, bestandMeester}, vault.ErrForeign, "van een ander logboek"},
		{"register", []string{bestandRegister}, ErrAndereLedger, "het vernietigingsregister van " + ander.ledger.String()},
	} {
		o.zetTerug(elders, geval.terug...)
		o.weigert(geval.wil, geval.zegt)
		o.sluit()
		o.zetTerug(nu, geval.terug...)
	}
	goed(t, o.herstart())
	o.gewist(w)

	// Store and vault each open by themselves; the gate holds them against each other.
	goed(t, ander.probeerOpen())
	o.Ledger.Store = ander.store
	if err := o.Herstel(t.Context(), nil); !errors.Is(err, ErrAndereLedger) || !strings.Contains(Uitleg(err), "Zet de kluis terug") {
		t.Errorf("another's log: %v", err)
	}
	leeg, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "leeg.db"), sqlite.Options{Create: true})
	goed(t, err)
	defer leeg.Close()
	o.Ledger.Store = leeg
	if err := o.Herstel(t.Context(), nil); !errors.Is(err, ErrGeenLedger) || Uitleg(err) == "" {
		t.Errorf("an empty log: %v", err)
	}
}

// A vault made anew for the same ledger has none of the keys.
func TestNieuweKluisBijOudLog(t *testing.T) {
	o := stelOp(t)
	o.opentGezin()
	o.sluit()
	for _, naam := range []string{bestandKluis, bestandRing} {
		goed(t, os.Remove(o.pad(naam)))
	}
	ctx := context.Background()
	keeper, err := vault.OpenKeeper(ctx, "file://"+o.pad(bestandMeester))
	goed(t, err)
	ring, err := vault.CreateRing(ctx, o.pad(bestandRing), o.ledger, keeper, o.nu(), rand.Reader)
	goed(t, err)
	kluis, err := vault.Create(ctx, o.pad(bestandKluis), o.ledger, ring, vault.Options{})
	goed(t, err)
	goed(t, kluis.Close())
	o.weigert(ErrKluisAchter, "ontbreekt", "nieuwere reservekopie van de kluis")
}

// The same id of a vernietiging in two dossiers is two vernietigingen.
func TestEenIdInTweeDossiers(t *testing.T) {
	o := stelOp(t)
	v := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Dossier: true}, Grond: "melding-weerlegd", Motivering: schrijft(t, "Weerlegd.")}
	a, b := o.opentGezin(), o.opentGezin()
	o.doet(officer, a.dossier, v)
	o.doet(officer, b.dossier, v)
	o.doet(teamleider, a.dossier, domain.KeurVernietigingGoed{ID: v.ID})
	o.zetStoring(func(stap, func() error) error { return errStoring })
	if _, err := o.probeer(teamleider, b.dossier, domain.KeurVernietigingGoed{ID: v.ID}); !errors.Is(err, ErrNogUitTeVoeren) {
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
