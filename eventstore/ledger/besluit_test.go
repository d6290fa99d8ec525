package ledger

import (
	"slices"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// A besluit is the organisation's own account: a correctie of it that mentions somebody outlives that person, as the
// besluit does (ZOB-6.2f).
func TestCorrectieVanBesluitOverleeftDePersoon(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	besluit := nieuwO()
	o.doet(medewerker, g.dossier, domain.WijzigFase{ID: besluit, Fase: "onderzoek",
		Besluit: domain.Besluit{Motivering: schrijft(t, "Zorgen.")}})
	nieuw := &domain.Besluit{Motivering: schrijft(t, "Zorgen over ", vermeld{g.moeder, "Sanne"}, ".")}
	o.doet(medewerker, g.dossier, domain.Corrigeer{Onderdeel: besluit, Wijze: domain.WijzeAanvullen,
		Correctie: domain.NieuweCorrectie("onvolledig", nieuw)})

	weg := nieuwV()
	keuzes := []domain.Keuze{}
	for _, k := range o.ziet(teamleider, g.dossier, Momenten{}).Dossier.Van(g.moeder) {
		u := domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen}
		if k.ID == besluit {
			u.Uitkomst, u.Behoud = domain.UitkomstBehouden,
				domain.Behoud{Belang: g.kind, Waarom: schrijft(t, "Verantwoording.")}
		}
		keuzes = append(keuzes, u)
	}
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: weg, Omvang: domain.Omvang{Betrokkene: g.moeder},
		Grond: "verzoek-wmo-5.3.5", Motivering: schrijft(t, "Op verzoek."), Keuzes: keuzes})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: weg})
	if got := o.ziet(teamleider, g.dossier, Momenten{}).leest(besluit); got != "Zorgen over [vernietigd]." {
		t.Errorf("het besluit leest %q", got)
	}
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	k := z.nu.Onderdelen[besluit].Laatste()
	if hs := z.houders(k.Revisie); !slices.Contains(hs, id.HouderVan(g.dossier)) {
		t.Errorf("de correctie is niet aan het dossier zelf verzegeld")
	}
}
