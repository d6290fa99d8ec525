package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// ZOB-15a, ZOB-8: an address that was recorded of the wrong person goes to the right one in one append, under that
// person's keys. Where it is geheim it is kept from who may not see it all along, also where a text says it, and after
// who it was wrongly recorded of is erased.
func TestHerkoppelGeheim(t *testing.T) {
	s := &schuiling{opstelling: stelOp(t)}
	s.begint(true)
	s.schrijft(s.hier, "Zij zit aan de Kerkweg 99 in Elders.")
	h := domain.Herkoppel{Onderdeel: s.schuil, ID: nieuwO(), Betrokkene: s.hier.kind,
		Correctie: domain.NieuweCorrectie("feitelijk-onjuist", nil)}
	_, err := s.probeer(medewerker, s.hier.dossier, h)
	weigertMet(t, err, domain.CodeGeenToegang)
	s.dicht("geweigerd", t.Errorf)

	u := s.doet(teamleider, s.hier.dossier, h)
	if u.Laatste-u.Eerste != 1 {
		t.Errorf("it is %d events", u.Laatste-u.Eerste+1)
	}
	s.alles = append(s.alles, h.ID)
	s.dicht("herkoppeld", t.Errorf)
	ziet := func(stap string) {
		t.Helper()
		for _, o := range s.ziet(teamleider, s.hier.dossier, Momenten{}).Onderdelen {
			i, ok := o.Inhoud.Value()
			switch o.Onderdeel.ID {
			case s.schuil:
				if ok {
					t.Errorf("%s: it still reads where it was", stap)
				}
			case h.ID:
				if k, is := domain.Kern(i).(*domain.Contact); !is || k.Adres.Straat != "Kerkweg" || !k.Geheim ||
					o.Onderdeel.Over[0] != s.hier.kind {
					t.Errorf("%s: it does not read where it belongs", stap)
				}
			}
		}
	}
	ziet("herkoppeld")
	s.verifieerSchoon()
	if !s.wist() {
		ziet("vernietigd")
	}
	s.dicht("vernietigd", t.Errorf)
}

// What belongs to two, and opens to either, opens to whom it is between since, and no more to who was taken for one.
func TestHerkoppelRelatie(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	vader := nieuwB()
	o.doet(medewerker, g.dossier, domain.VoegBetrokkeneToe{NieuweBetrokkene: domain.NieuweBetrokkene{ID: vader,
		Identiteit: domain.Identiteit{Naam: waarde.Naam{Onbekend: true}, Hoedanigheid: "ouder"}}})
	r := domain.LegRelatieVast{ID: nieuwO(), Van: vader, Naar: g.kind, Relatie: domain.Relatie{Aard: "ouder-van"}}
	o.doet(medewerker, g.dossier, r)
	h := domain.Herkoppel{Onderdeel: r.ID, ID: nieuwO(), Van: g.moeder, Naar: g.kind,
		Correctie: domain.NieuweCorrectie("feitelijk-onjuist", nil)}
	o.doet(medewerker, g.dossier, h)
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	for houder, want := range map[id.Betrokkene]bool{vader: false, g.moeder: true, g.kind: true} {
		heeft := false
		for _, a := range z.houders(z.nu.Onderdelen[h.ID].Laatste().Revisie) {
			heeft = heeft || a == id.HouderVan(houder)
		}
		if heeft != want {
			t.Errorf("a way in is %v", heeft)
		}
	}
	if got := o.ziet(medewerker, g.dossier, Momenten{}).leest(r.ID); got != "<verwijderd>" {
		t.Errorf("where it was it reads %q", got)
	}
}
