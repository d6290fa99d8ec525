package ledger

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Eerder says of many requests at once what a repeat of each would hear, also after an erasure and in another role
// (ZOB-9.1d).
func TestEerder(t *testing.T) {
	o := stelOp(t)
	d, kind, moeder := nieuwD(), nieuwB(), nieuwB()
	herkomst := &domain.Herkomst{Soort: domain.HerkomstOuderDossier, Op: o.klok.nu(), Wie: "m-oud"}
	sleutels := []uuid.UUID{uuid.New(), uuid.New()}
	vraag := func(n int, wat string) *Aanvraag { return NieuweAanvraag("", "inlezen", sleutels[n], []byte(wat)) }
	lees := func(n int, opdracht domain.Opdracht) Uitkomst {
		t.Helper()
		g := o.Beslis(medewerker, opdracht.Handeling(), d, "onderzoek")
		u, err := o.Schrijf(t.Context(), Schrijfopdracht{Grant: g, Dossier: d, Opdracht: opdracht, Aanvraag: vraag(n, "a"),
			Herkomst: herkomst})
		goed(t, err)
		return u
	}
	eerder := func() *Eerder {
		t.Helper()
		e, err := o.Eerder(t.Context(), o.Beslis(medewerker, domain.HandelingVastleggen, d, "onderzoek"), d)
		goed(t, err)
		return e
	}
	if e := eerder(); e != nil {
		t.Error("something stands of a dossier that is not there")
	}
	opdracht := opening(t, kind)
	opdracht.Betrokkenen = append(opdracht.Betrokkenen,
		domain.NieuweBetrokkene{ID: moeder, Identiteit: identiteit("Sanne", "Verzonnen", "ouder")})
	lees(0, opdracht)
	weet := func(wanneer string, want ...Ingelezen) {
		t.Helper()
		e := eerder()
		got := []Ingelezen{e.Ken(vraag(0, "a")), e.Ken(vraag(0, "b")), e.Ken(vraag(1, "a"))}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %v, want %v", wanneer, got, want)
				break
			}
		}
	}
	weet("at once", WelIngelezen, AndersIngelezen, NietIngelezen)
	welk := id.Van[id.Onderdeel](uuid.New())
	o.klok.verder(time.Hour)
	herkomst = &domain.Herkomst{Soort: domain.HerkomstOuderDossier, Op: o.klok.nu(), Wie: "m-oud"}
	u := lees(1, domain.LegRelatieVast{ID: welk, Van: moeder, Naar: kind, Relatie: domain.Relatie{Aard: "ouder-van"}})
	goed(t, o.herstart())
	weet("after a restart", WelIngelezen, AndersIngelezen, WelIngelezen)
	if e := eerder(); !e.Toen.Equal(herkomst.Op) || e.Dossier.Revisie != u.Laatste || e.Dossier.Onderdelen[welk] == nil {
		t.Errorf("the dossier stands at revision %d", e.Dossier.Revisie)
	}
	v := nieuwV()
	o.doet(officer, d, domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Betrokkene: moeder}, Grond: "bezwaar",
		Motivering: schrijft(t, "Bezwaar."), Keuzes: []domain.Keuze{
			{Onderdeel: domain.IdentiteitVan(moeder), Uitkomst: domain.UitkomstVernietigen},
			{Onderdeel: welk, Uitkomst: domain.UitkomstVernietigen},
		}})
	o.doet(teamleider, d, domain.KeurVernietigingGoed{ID: v})
	weet("after an erasure", VergaanIngelezen, VergaanIngelezen, VergaanIngelezen)
	_, err := o.Eerder(t.Context(), o.Beslis(inspecteur, domain.HandelingVastleggen, d, "onderzoek"), d)
	wilWeigering(t, err, domain.CodeGeenToegang)
	if _, err := o.Eerder(t.Context(), o.Beslis(medewerker, domain.HandelingVastleggen, nieuwD(), "onderzoek"),
		d); err == nil {
		t.Error("the grant was for another dossier")
	}
}
