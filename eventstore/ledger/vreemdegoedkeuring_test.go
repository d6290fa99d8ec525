package ledger

import "testing"

// An approval in a tampered log whose vernietiging nobody decided on is an error with its place, and stops nothing else.
func TestGoedkeuringVanNietsIsEenFout(t *testing.T) {
	o, w, _ := geleden(t)
	stroom := DossierStroom(w.dossier)
	o.knoei(bestandLog, "UPDATE events SET data = CAST(replace(CAST(data AS TEXT), ?, ?) AS BLOB) WHERE kind = 'vernietiging.besloten' AND"+vanStroom,
		w.vernietiging.String(), nieuwV().String(), stroom)
	goed(t, o.probeerOpen())
	if err := o.rondDossierAf(t.Context(), w.dossier); err == nil {
		t.Error("an approval of no vernietiging was carried out")
	}
}
