package ledger

import (
	"errors"
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/vault"
)

// An approval in a tampered log whose vernietiging nobody decided on is an error with its place, and stops nothing
// else.
func TestGoedkeuringVanNietsIsEenFout(t *testing.T) {
	o, w, _ := geleden(t)
	stroom := DossierStroom(w.dossier)
	o.knoei(bestandLog, "UPDATE events SET data = CAST(replace(CAST(data AS TEXT), ?, ?) AS BLOB) WHERE kind = "+
		"'vernietiging.besloten' AND"+vanStroom,
		w.vernietiging.String(), nieuwV().String(), stroom)
	goed(t, o.probeerOpen())
	if err := o.rondDossierAf(t.Context(), w.dossier); !errors.Is(err, ErrVreemdDoel) ||
		!strings.Contains(err.Error(), stroom) {
		t.Errorf("an approval of no vernietiging: %v", err)
	}
}

// What an approval destroys stands open in the log. Changed between the approval and the start, it destroys nothing:
// not a key of another dossier, not what came after it.
func TestGewijzigdeGoedkeuringVernietigtNiets(t *testing.T) {
	for naam, veld := range map[string]string{"een ander dossier": "houder", "een later moment": "tot"} {
		t.Run(naam, func(t *testing.T) {
			t.Parallel()
			o := stelOp(t)
			w, ander := o.besluitTotWissing(), o.opentGezin()
			o.zetStoring(func(stap, func() error) error { return errStoring })
			u, err := o.keurt(w)
			if !errors.Is(err, ErrNogUitTeVoeren) {
				t.Fatal(err)
			}
			o.zetStoring(nil)
			o.sluit()
			goedgekeurd := DossierStroom(w.dossier)
			opdracht := []any{"UPDATE events SET data = CAST(json_set(CAST(data AS TEXT), '$.open.doelen[0].houder', ?) AS " +
				"BLOB) WHERE kind = 'vernietiging.goedgekeurd' AND" + vanStroom, ander.kind.String(), goedgekeurd}
			if veld == "tot" {
				opdracht = []any{"UPDATE events SET data = CAST(json_set(json_remove(CAST(data AS TEXT), " +
					"'$.open.doelen[0].geheel'), '$.open.doelen[0].tot', ?) AS BLOB) WHERE kind = 'vernietiging.goedgekeurd' AND" +
					vanStroom, u.Eerste + 1, goedgekeurd}
			}
			heel := o.kopie()
			o.knoei(bestandLog, opdracht...)
			o.weigert(ErrVreemdDoel, goedgekeurd, "reservekopie van het logboek")
			if err := o.rondDossierAf(t.Context(), w.dossier); !errors.Is(err, ErrVreemdDoel) {
				t.Errorf("carried out after the start: %v", err)
			}
			if n := len(o.Register.Regels()); n != 0 {
				t.Errorf("the register has %d lines", n)
			}
			for _, b := range []id.Betrokkene{w.moeder, ander.kind} {
				if s, err := o.Kluis.State(t.Context(), id.HouderVan(b)); err != nil || s.Condition != vault.Issued {
					t.Errorf("a key is %v, %v", s.Condition, err)
				}
			}
			o.sluit()
			o.zetTerug(heel, bestandLog)
			goed(t, o.herstart())
			o.gewist(w)
			if n := o.tel(w.dossier, domain.SoortVernietigingUitgevoerd); n != 1 {
				t.Errorf("carried out %d times", n)
			}
		})
	}
}
