package ledger

import (
	"errors"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// A course from opening to destruction of one person: one text of two persons kept, one rewritten, one destroyed.
func TestLoop(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()

	samen := nieuwO()
	o.doet(medewerker, g.dossier, domain.LegGegevenVast{ID: samen, Rubriek: "onderzoek",
		Over:    []id.Betrokkene{g.moeder, g.kind},
		Gegeven: gegeven(schrijft(t, vermeld{g.moeder, "Sanne"}, " en ", vermeld{g.kind, "Bram"}, " wonen bij oma."))})
	weg := nieuwO()
	o.doet(medewerker, g.dossier, domain.LegGegevenVast{ID: weg, Rubriek: "onderzoek",
		Over: []id.Betrokkene{g.moeder, g.kind}, Gegeven: gegeven(schrijft(t, "Er is geslagen."))})

	if got := o.ziet(medewerker, g.dossier, Momenten{}).leest(samen); got != "Sanne en Bram wonen bij oma." {
		t.Errorf("voor: %q", got)
	}
	besluit := nieuwV()
	b := domain.BesluitVernietiging{ID: besluit, Omvang: domain.Omvang{Betrokkene: g.moeder}, Grond: "verzoek-wmo-5.3.5",
		Motivering: schrijft(t, "Op verzoek.")}
	if _, err := o.probeer(officer, g.dossier, b); !errors.Is(err, domain.Weiger(domain.CodeZonderUitkomst, "")) {
		t.Fatalf("besluit zonder uitkomsten: %v", err)
	}
	b.Keuzes = []domain.Keuze{
		{Onderdeel: domain.IdentiteitVan(g.moeder), Uitkomst: domain.UitkomstVernietigen},
		{Onderdeel: g.melding, Uitkomst: domain.UitkomstHerschrijven, Over: []id.Betrokkene{g.kind},
			Nieuw: &domain.Melding{Hoedanigheid: "school", Tekst: schrijft(t, vermeld{g.kind, "Bram"}, " heeft plekken.")}},
		{Onderdeel: samen, Uitkomst: domain.UitkomstBehouden,
			Behoud: domain.Behoud{Belang: g.kind, Waarom: schrijft(t, "Veiligheid.")}},
		{Onderdeel: weg, Uitkomst: domain.UitkomstVernietigen},
	}
	o.doet(officer, g.dossier, b)
	if _, err := o.probeer(officer, g.dossier, domain.KeurVernietigingGoed{ID: besluit}); !errors.Is(err,
		domain.Weiger(domain.CodeZelfdePersoon, "")) {
		t.Fatalf("eigen goedkeuring: %v", err)
	}
	voor := o.nu()
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: besluit})

	for _, m := range []Momenten{{}, {BeschikbaarOp: &voor}} {
		na := o.ziet(teamleider, g.dossier, m)
		if got := na.leest(samen); got != "[vernietigd] en Bram wonen bij oma." {
			t.Errorf("behouden tekst: %q", got)
		}
		if got := na.leest(weg); got != "<vernietigd>" {
			t.Errorf("vernietigde tekst: %q", got)
		}
		if got := na.leest(domain.IdentiteitVan(g.moeder)); got != "<vernietigd>" {
			t.Errorf("identiteit: %q", got)
		}
	}
	if got := o.ziet(teamleider, g.dossier, Momenten{}).leest(g.melding); got != "Bram heeft plekken." {
		t.Errorf("herschreven: %q", got)
	}
	if got := o.ziet(teamleider, g.dossier, Momenten{BeschikbaarOp: &voor}).leest(g.melding); got != "<vernietigd>" {
		t.Errorf("oude tekst van wat herschreven is: %q", got)
	}
	goed(t, o.herstart())
	var v Verificatie
	goed(t, o.Verifieer(t.Context(), &v, nil, nil))
	if len(v.Bevindingen) > 0 {
		t.Errorf("verificatie: %v", v.Bevindingen)
	}
	if v.Vernietigd == 0 || v.Delen == 0 {
		t.Errorf("verificatie zag %d delen en %d vernietigde", v.Delen, v.Vernietigd)
	}
}
