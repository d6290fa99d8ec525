package ledger

import (
	"testing"

	"dossierboek/domain"
)

// ZOB-7.5, ZOB-17.4b: who tries to approve the own besluit, or one taken for oneself, is refused and leaves a fact of
// it with the readings of the dossier; a refusal that has nothing to do with who asks leaves none.
func TestEigenBesluitGoedkeurenLaatEenFeitNa(t *testing.T) {
	o := stelOp(t)
	w := o.besluitTotWissing()
	voor := o.feiten()
	for i, wie := range []struct{ wie, namens string }{{officer.Wie, ""}, {teamleider.Wie, officer.Wie}} {
		a := teamleider
		a.Wie, a.Namens = wie.wie, wie.namens
		_, err := o.probeer(a, w.dossier, domain.KeurVernietigingGoed{ID: w.vernietiging})
		wilWeigering(t, err, domain.CodeZelfdePersoon)
		if n := o.feiten() - voor; n != i+1 {
			t.Fatalf("%d refusals left %d facts", i+1, n)
		}
	}
	feiten, err := o.Raadplegingen(t.Context(), o.Beslis(inspecteur, domain.HandelingToezien, w.dossier, "toezicht"),
		w.dossier, nil, "v")
	goed(t, err)
	geweigerd := 0
	for _, f := range feiten {
		if f.Geweigerd != nil && f.Geweigerd.Code == domain.CodeZelfdePersoon &&
			f.Geweigerd.Handeling == domain.HandelingGoedkeuren {
			geweigerd++
		}
	}
	if geweigerd != 2 {
		t.Errorf("the readings of the dossier tell of %d refusals", geweigerd)
	}
	voor = o.feiten()
	_, err = o.probeer(medewerker, w.dossier, domain.Koppel{Onderdeel: w.melding, Betrokkene: nieuwB()})
	wilWeigering(t, err, domain.CodeOnbekend)
	if o.feiten() != voor {
		t.Error("a refusal for what was asked is told as one of access")
	}
}
