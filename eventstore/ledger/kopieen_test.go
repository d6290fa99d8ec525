package ledger

import (
	"errors"
	"os"
	"strings"
	"testing"

	"dossierboek/domain"
)

const (
	bestandLog      = "log.db"
	bestandKluis    = "kluis.db"
	bestandRegister = "vernietigingsregister.jsonl"
	bestandRing     = "sleutelring.json"
	bestandMeester  = "meester.sleutel"

	bestandConcepten = "concepten.db"
)

// kopie puts the files of a closed ledger aside, as a backup would.
func (o *opstelling) kopie() map[string][]byte {
	o.t.Helper()
	uit := map[string][]byte{}
	for _, naam := range []string{bestandLog, bestandKluis, bestandRegister, bestandRing, bestandMeester,
		bestandConcepten} {
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
// what sinds does. The server was stopped and started since, as the vault's memory of the log knows, where gestart
// says so.
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
	if _, err := o.probeer(medewerker, nieuwD(), opening(o.t, b)); !errors.Is(err, ErrPoortDicht) ||
		!errors.Is(err, domain.Weiger(domain.CodeNietBereikbaar, "")) {
		o.t.Errorf("writing behind a closed gate: %v", err)
	}
}

func opentNog(o *opstelling) { o.opentGezin() }

// vernietigtHeel opens a dossier and destroys it as a whole.
func vernietigtHeel(o *opstelling) {
	o.t.Helper()
	g, v := o.opentGezin(), nieuwV()
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Dossier: true},
		Grond: "melding-weerlegd", Motivering: schrijft(o.t, "Weerlegd.")})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
}
