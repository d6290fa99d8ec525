package ledger

import (
	"errors"
	"sync"
	"testing"

	"dossierboek/domain"
	"dossierboek/eventstore"
)

// ZOB-6.1: two employees find that two dossiers are of one household, and each merges into the other before seeing
// what the other did. One of them goes on and the other is told that nothing was brought over; nothing is lost, and
// the dossier that is left can be worked in.
func TestTweeDossiersInElkaar(t *testing.T) {
	for _, herstart := range []bool{false, true} {
		o, gr := metGrillig(t)
		a, b := o.opentGezin(), o.opentGezin()
		la, lb := o.legt(a, "In het ene."), o.legt(b, "In het andere.")
		o.doet(medewerker, a.dossier, la)
		o.doet(medewerker, b.dossier, lb)
		geheel := func(x, y gezin) domain.BrengOver {
			return domain.BrengOver{Geheel: true, Personen: dezelfden(x, y)}
		}
		stroom, besloten := DossierStroom(a.dossier), make(chan struct{})
		var eens sync.Once
		var tweede error
		var klaar sync.WaitGroup
		gr.zet(func(p poging) (eventstore.Appended, error) {
			switch {
			case p.is(domain.SoortOverbrengingBesloten) && p.stroom == stroom: // decided, not there yet: now the other decides
				klaar.Go(func() { _, tweede = o.overbrengt(b.dossier, a.dossier, geheel(b, a)) })
				<-besloten
			case p.is(domain.SoortOverbrengingBesloten):
				defer eens.Do(func() { close(besloten) })
			}
			return p.door()
		})
		_, eerste := o.overbrengt(a.dossier, b.dossier, geheel(a, b))
		klaar.Wait()
		gr.zet(nil)
		weigertMet(t, tweede, domain.CodeConflict)
		if eerste != nil && !errors.Is(eerste, ErrNogUitTeVoeren) {
			t.Fatalf("the first to decide: %v", eerste)
		}
		if herstart {
			goed(t, o.herstart())
		}
		goed(t, o.RondAf(t.Context()))
		over := o.ziet(teamleider, b.dossier, Momenten{})
		over.wil(t, la.ID, "In het ene.")
		over.wil(t, lb.ID, "In het andere.")
		o.doet(medewerker, b.dossier, o.legt(b, "Verder."))
		z, err := o.lees(t.Context(), a.dossier)
		goed(t, err)
		if z.nu.Overgebracht == nil || o.Onaf() > 0 {
			t.Error("the first merge was not finished")
		}
		o.verifieerSchoon()
	}
}
