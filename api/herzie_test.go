package api

import (
	"strings"
	"testing"

	"dossierboek/api/bericht"
)

// Who corrects a text without seeing whom it mentions sends the placeholder back, and the mention stays.
func TestCorrigeerZonderTeZien(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	kind := g.pad + "/onderdelen/" + g.kind + "/correcties"
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", kind, `{"wijze":"afschermen","grond":"niet-ter-zake"}`),
		201)
	melding := func() bericht.Onderdeel {
		return leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200).Onderdelen[4]
	}
	m := melding()
	if got := m.Inhoud.Melding.Tekst.Tekst; got != "[afgeschermd] heeft blauwe plekken." {
		t.Fatal(got)
	}
	m.Inhoud.Melding.Tekst.Tekst = "[afgeschermd] heeft géén blauwe plekken."
	b := tekstVan(bericht.NieuweCorrectie{Wijze: "verbeteren",
		Correctie: bericht.Correctie{Grond: "schrijffout", Nieuw: &m.Inhoud.NieuweInhoud}})
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+g.melding+"/correcties", b), 201)
	if p := o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+g.melding+"/correcties",
		strings.Replace(b, "[afgeschermd]", "[afgeschermt]", 1)).probleem(t); len(p.Fouten) != 1 ||
		p.Fouten[0].Veld != "/nieuw/melding/tekst/vermeldingen/0/slot" {
		t.Errorf("%+v", p)
	}
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", kind, `{"wijze":"vrijgeven","grond":"schrijffout"}`), 201)
	if got := melding().Inhoud.Melding.Tekst.Tekst; got != "Bram heeft géén blauwe plekken." {
		t.Error(got)
	}
}
