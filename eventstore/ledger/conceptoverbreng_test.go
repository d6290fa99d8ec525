package ledger

import (
	"testing"

	"dossierboek/domain"
)

// A draft in a dossier that goes to another one is not lost with it.
func TestOverbrengenMetConcepten(t *testing.T) {
	o := stelOp(t)
	hier, daar := o.opentGezin(), o.opentGezin()
	l := o.legt(hier, "Er is gesproken.")
	o.doet(medewerker, hier.dossier, l)
	paren := dezelfden(hier, daar)
	c := o.begintConcept(medewerker, hier.dossier, `{"tekst":"Bijna af"}`, l.ID)
	_, err := o.overbrengt(hier.dossier, daar.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: l.ID}}, Personen: paren})
	weigertMet(t, err, domain.CodeStand)
	_, err = o.overbrengt(hier.dossier, daar.dossier, domain.BrengOver{Geheel: true, Personen: paren})
	weigertMet(t, err, domain.CodeStand)
	if got := o.leestConcept(c); got != `{"tekst":"Bijna af"}` {
		t.Errorf("it reads %q", got)
	}
	_, err = o.overbrengt(hier.dossier, daar.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: l.ID, Blijft: true}}, Personen: paren})
	goed(t, err)
	if got := o.leestConcept(c); got != `{"tekst":"Bijna af"}` {
		t.Errorf("after what stays went it reads %q", got)
	}
	_, err = o.GooiConceptWeg(t.Context(), o.Beslis(medewerker, domain.HandelingVastleggen, hier.dossier, "onderzoek"),
		hier.dossier, c.ID, 1, "", "v-c")
	goed(t, err)
	_, err = o.overbrengt(hier.dossier, daar.dossier, domain.BrengOver{Geheel: true, Personen: paren})
	goed(t, err)
	_, err = o.BewaarConcept(t.Context(),
		Conceptopdracht{Grant: o.Beslis(medewerker, domain.HandelingVastleggen, hier.dossier, "onderzoek"),
			Dossier: hier.dossier, Inhoud: []byte(`{}`), Waarvan: "POST gegevens", Verzoek: "v-c"})
	weigertMet(t, err, domain.CodeOvergebracht)
}
