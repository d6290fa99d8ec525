package ledger

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// A bijlage that comes back to a dossier that let go of it, or that stands there twice, keeps its file for as long as
// any of it stands: neither the sweep nor the erasure of the other takes it.
func TestBijlageKomtTerug(t *testing.T) {
	o := stelOp(t)
	een, twee := o.opentGezin(), o.opentGezin()
	ruw := pdf(5000)
	brengt := func(van, naar gezin, welk id.Onderdeel, blijft bool) {
		t.Helper()
		_, err := o.overbrengt(van.dossier, naar.dossier, domain.BrengOver{
			Onderdelen: []domain.Overgang{{Onderdeel: welk, Blijft: blijft}},
			Personen:   []domain.Persoonspaar{{Hier: van.kind, Daar: naar.kind}},
		})
		goed(t, err)
	}
	for _, blijft := range []bool{false, true} {
		welk := o.heeftToegevoegd(een.dossier, ruw, een.kind)
		brengt(een, twee, welk, blijft)
		brengt(twee, een, welk, blijft)
		z, err := o.lees(t.Context(), een.dossier)
		goed(t, err)
		alle := z.nu.Alle()
		terug := alle[slices.IndexFunc(alle, func(k *domain.Onderdeel) bool {
			return k.Bestand != nil && k.Overgenomen != nil && k.Overgenomen.Onderdeel == welk
		})].ID
		if terug == welk {
			t.Fatal("it came back as what went")
		}
		if blijft {
			weg := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Onderdeel: welk}, Grond: "bezwaar",
				Motivering: schrijft(t, "Dubbel."),
				Keuzes:     []domain.Keuze{{Onderdeel: welk, Uitkomst: domain.UitkomstVernietigen}}}
			o.doet(officer, een.dossier, weg)
			o.doet(teamleider, een.dossier, domain.KeurVernietigingGoed{ID: weg.ID})
		}
		o.klok.verder(48 * time.Hour)
		for range 8 { // which of the two is looked at first differs
			_, err := o.VeegBijlagen(t.Context())
			goed(t, err)
		}
		if got, err := o.haalt(medewerker, een.dossier, terug); err != nil || !bytes.Equal(got, ruw) {
			t.Errorf("stays %v: the file reads as %d bytes: %v", blijft, len(got), err)
		}
		o.verifieerSchoon()
	}
	o.wist(een.dossier, een.kind, id.Betrokkene{})
	o.wist(twee.dossier, twee.kind, id.Betrokkene{})
	if er := o.opSchijf(); len(er) > 0 {
		t.Errorf("after the last erasure %d files are left", len(er))
	}
}
