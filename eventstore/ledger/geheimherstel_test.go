package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/eventstore"
)

// The restore gate finishes an erasure before anything opens, also in a dossier with an address that is geheim.
func TestHerstelMetGeheim(t *testing.T) {
	for _, gedaan := range []bool{false, true} {
		o, g := metGrillig(t)
		w := o.besluitTotWissing()
		o.doet(medewerker, w.dossier, domain.LegContactVast{Betrokkene: w.kind,
			NieuwContact: domain.NieuwContact{ID: nieuwO(), Contact: domain.Contact{
				Soort: domain.ContactAdres, Geheim: true, Adres: contactAdres(99)}}})
		g.zet(func(p poging) (eventstore.Appended, error) {
			if !p.is(domain.SoortVernietigingUitgevoerd) {
				return p.door()
			}
			if gedaan {
				if _, err := p.door(); err != nil {
					return eventstore.Appended{}, err
				}
			}
			return eventstore.Appended{}, eventstore.ErrUnknownOutcome
		})
		if _, err := o.keurt(w); err == nil {
			t.Fatal("the fault did not show")
		}
		goed(t, o.herstart())
		o.gewist(w)
	}
}
