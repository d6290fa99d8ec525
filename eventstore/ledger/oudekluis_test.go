package ledger

import (
	"bytes"
	"errors"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/vault"
)

func (o *opstelling) toont() error {
	return o.Toon(o.t.Context(), o.Beslis(medewerker, domain.HandelingZoeken, id.Dossier{}, "onderzoek"),
		[]toegang.Treffer{}, "v-1")
}

// A vault from before a projection file was made has no key for it, and asking makes none: the file, which kept a
// check value, is known to be of no use.
func TestOudeKluisMaaktGeenIndexsleutel(t *testing.T) {
	const bestand = "projecties-9.db"
	o := stelOp(t)
	o.opentGezin()
	goed(t, o.herstart())
	o.sluit()
	oud := o.kopie()
	goed(t, o.herstart())
	proef, err := o.MaakIndex(t.Context(), bestand)
	goed(t, err)
	nogEens, err := o.MaakIndex(t.Context(), bestand)
	goed(t, err)
	ander, err := o.MaakIndex(t.Context(), "projecties-10.db")
	goed(t, err)
	if len(proef) != 32 || !bytes.Equal(proef, nogEens) || bytes.Equal(proef, ander) {
		t.Fatal("a check value is not that of its key")
	}
	o.sluit()
	o.zetTerug(oud, bestandKluis)
	goed(t, o.herstart())
	for range 2 {
		if p, err := o.ProefIndex(t.Context(), bestand); p != nil || err != nil {
			t.Fatalf("the old vault gives a check value of %d bytes, %v", len(p), err)
		}
		for r, err := range o.Store.ReadAll(t.Context(), "") {
			goed(t, err)
			if _, err := o.Index(t.Context(), bestand, r); r.Kind == string(domain.SoortBetrokkeneToegevoegd) &&
				!errors.Is(err, vault.ErrNoIndexKey) {
				t.Fatalf("tokens under a key that is not there: %v", err)
			}
		}
	}
	goed(t, o.VergeetIndex(t.Context(), bestand))
	if p, err := o.ProefIndex(t.Context(), bestand); p != nil || err != nil {
		t.Errorf("a destroyed key gives %d bytes, %v", len(p), err)
	}
}

// A vault from before the first search of a month does not pass the gate: that month's searches do not open with it.
func TestOudeKluisZonderZoekmaand(t *testing.T) {
	o := stelOp(t)
	o.opentGezin()
	goed(t, o.herstart())
	o.sluit()
	oud := o.kopie()
	goed(t, o.herstart())
	goed(t, o.toont())
	goed(t, o.toont())
	goed(t, o.herstart())
	o.sluit()
	nu := o.kopie()
	o.zetTerug(oud, bestandKluis)
	o.weigert(ErrKluisAchter, "zoek-2026-03@0", "nieuwere reservekopie van de kluis")
	if err := o.toont(); !errors.Is(err, ErrKluisAchter) {
		t.Errorf("a search of a month whose key is lost: %v", err)
	}
	if s, err := o.Kluis.State(t.Context(), zoekHouder("zoek-2026-03")); err != nil || s.Condition != vault.Unknown {
		t.Errorf("the month's key was issued anew: %v, %v", s.Condition, err)
	}
	o.sluit()
	o.zetTerug(nu, bestandKluis)
	goed(t, o.herstart())
	goed(t, o.toont())
	o.verifieerSchoon()
}

// What stands in a month's stream without a seal does not keep the month's key from being issued.
func TestEersteZoekvraagNaEenWeigering(t *testing.T) {
	o := stelOp(t)
	if _, err := o.Bekijk(t.Context(), o.Beslis(medewerker, domain.HandelingRaadplegen, nieuwD(), "onderzoek"), nieuwD(),
		Momenten{}, "v-1"); err == nil {
		t.Fatal("a dossier that is not there was shown")
	}
	if _, ok, err := o.Store.Head(t.Context(), "zoek-2026-03"); !ok || err != nil {
		t.Fatalf("nothing stands in the month's stream: %v", err)
	}
	goed(t, o.toont())
	goed(t, o.toont())
	o.verifieerSchoon()
}
