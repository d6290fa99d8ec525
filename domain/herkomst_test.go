package domain

import (
	"testing"
	"time"

	"dossierboek/domain/id"
)

// A melding of an older dossier is held against the rules as of when it was recorded there, and opens no punt whose
// last day was past when it was taken in; one that is still to be decided on does (ZOB-9.1d).
func TestOuderDossierOpentGeenVerlopenPunten(t *testing.T) {
	punten := func(daar time.Time) int {
		f := feitenOp(begin, "im-1").Toen(Herkomst{Soort: HerkomstOuderDossier, Op: daar, Wie: "m-oud"})
		o := OpenDossier{Onderdeel: stuk(1), Opening: Opening{Grond: "melding"},
			Betrokkenen: []NieuweBetrokkene{{ID: persoon(1), Identiteit: Identiteit{Hoedanigheid: "kind"}}},
			Melding:     &NieuweMelding{ID: stuk(2), OntvangenOp: daar, Over: []id.Betrokkene{persoon(1)}}}
		uit, err := o.Beslis(NieuwDossier(dossier), f)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, e := range uit {
			if _, ok := e.Feit.(*PuntGeopend); ok {
				n++
			}
		}
		return n
	}
	if n := punten(begin.AddDate(-8, 0, 0)); n != 0 {
		t.Errorf("%d punten of a melding of eight years ago", n)
	}
	if n := punten(begin.Add(-time.Hour)); n != 4 {
		t.Errorf("%d punten of a melding of today, want besluit, onvolledig, telling and informeren", n)
	}
	f := feitenOp(begin, "im-1").Toen(Herkomst{Op: begin.AddDate(-8, 0, 0)})
	m := NieuweMelding{ID: stuk(2), OntvangenOp: begin.AddDate(-7, 0, 0)}
	if fouten := (OntvangMelding{m}).Controleer(f); len(fouten) != 1 || fouten[0].Veld != "/ontvangenOp" {
		t.Errorf("received after it was recorded there: %v", fouten)
	}
}
