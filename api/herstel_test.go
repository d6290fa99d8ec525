package api

import (
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// ZOB-15a: one's own typing error is put right, with the mentions that one does not see; the timeline holds both
// wordings and says what the difference is. Another's asks a correctie.
func TestHerstel(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	kind := g.pad + "/onderdelen/" + g.kind + "/correcties"
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", kind, `{"wijze":"afschermen","grond":"niet-ter-zake"}`),
		201)
	melding := func() bericht.Onderdeel {
		return leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200).Onderdelen[4]
	}
	m := melding()
	m.Inhoud.Melding.Tekst.Tekst = "[afgeschermd] heeft blauwe plekken op de arm."
	b := tekstVan(bericht.NieuwHerstel{Herstel: bericht.Herstel{Nieuw: m.Inhoud.NieuweInhoud}})
	pad := g.pad + "/onderdelen/" + g.melding + "/herstellingen"
	uit := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", pad, b), 201)
	if len(uit.Onderdelen) != 1 || uit.Onderdelen[0].String() != g.melding ||
		uit.Gebeurtenissen[0].Soort != domain.SoortOnderdeelHersteld {
		t.Errorf("%+v", uit)
	}
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", kind, `{"wijze":"vrijgeven","grond":"schrijffout"}`), 201)
	if got := melding().Inhoud.Melding.Tekst.Tekst; got != "Bram heeft blauwe plekken op de arm." {
		t.Error(got)
	}
	tijdlijn := leest[bericht.Tijdlijn](t, o.vraagt(medewerker, "GET", g.pad+"/tijdlijn", ""), 200)
	i := len(tijdlijn.Momenten) - 3 // after it the identiteit was released, which is no longer to be gone through
	if h := tijdlijn.Momenten[i].Inhoud.Herstel; h == nil || h.Nieuw.Melding == nil ||
		h.Nieuw.Melding.Tekst.Tekst != "Bram heeft blauwe plekken op de arm." {
		t.Errorf("%+v", tijdlijn.Momenten[i])
	}
	if p := o.vraagt(teamleider, "POST", pad, b).probleem(t); p.Status != 409 || p.Code != domain.CodeNietTeHerstellen ||
		!strings.Contains(p.Detail, "correctie") || len(p.Regels) != 1 {
		t.Errorf("%+v", p)
	}
	if p := o.vraagt(medewerker, "POST", pad, `{"nieuw":{}}`).probleem(t); p.Status != 400 ||
		p.Fouten[0].Veld != "/nieuw" {
		t.Errorf("%+v", p)
	}
	if s := o.log.String(); strings.Contains(s, "plekken") {
		t.Error("het logboek van de server noemt wat het niet mag")
	}
}
