package ledger

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossierboek/eventstore"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
)

func TestBestandOntbreekt(t *testing.T) {
	o, w, _ := toen(t, true, nil)
	nu := o.kopie()
	for _, geval := range []struct {
		naam string
		wil  error
		zegt string
	}{
		{bestandLog, eventstore.ErrMissing, "logboek ontbreekt"},
		{bestandKluis, vault.ErrMissing, "kluis, de sleutelring of de meestersleutel ontbreekt"},
		{bestandRing, vault.ErrMissing, "kluis, de sleutelring of de meestersleutel ontbreekt"},
		{bestandMeester, vault.ErrMissing, "kluis, de sleutelring of de meestersleutel ontbreekt"},
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
		{"meestersleutel", []string{bestandMeester}, vault.ErrWrongMasterKey, "meestersleutel"},
		{"ring en meestersleutel", []string{bestandRing, bestandMeester}, vault.ErrForeign, "van een ander logboek"},
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
	if err := o.Herstel(t.Context(), nil); !errors.Is(err, ErrAndereLedger) ||
		!strings.Contains(Uitleg(err), "Zet de kluis terug") {
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
