package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// DRE-corr-1, VTF-corr-1: whether a gegeven is a fact is sealed, and the ledger tells the decision, by the newest
// wording.
func TestAardBeslistMee(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	mening := gegeven(schrijft(t, "Zij liegt."))
	mening.Aard = "mening"
	welk := nieuwO()
	o.doet(medewerker, g.dossier, domain.LegGegevenVast{ID: welk, Rubriek: "onderzoek", Over: []id.Betrokkene{g.kind},
		Gegeven: mening})
	verbeter := func(grond domain.CorrectieGrond, nieuw domain.Gegeven) error {
		_, err := o.probeer(medewerker, g.dossier,
			domain.Corrigeer{Onderdeel: welk, Wijze: domain.WijzeVerbeteren, Correctie: domain.NieuweCorrectie(grond, &nieuw)})
		return err
	}
	anders := gegeven(schrijft(t, "Zij spreekt de waarheid."))
	wilWeigering(t, verbeter("feitelijk-onjuist", anders), domain.CodeStand)
	goed(t, verbeter("schrijffout", anders)) // it was a fact all along
	goed(t, verbeter("feitelijk-onjuist", mening))
	wilWeigering(t, verbeter("feitelijk-onjuist", anders), domain.CodeStand)
}
