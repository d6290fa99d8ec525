package api

import (
	"slices"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// A punt is opened by hand, stands on its owner's agenda and in the dossier, is handed over, and done; each reading of
// an agenda is an access fact.
func TestAgenda(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	// but the terms of the melding itself and of telling whom it is about
	agenda := func(query string) []bericht.OpenstaandPunt {
		t.Helper()
		punten := leest[bericht.OpenstaandePunten](t, o.vraagt(medewerker, "GET", "/v1/openstaande-punten"+query, ""),
			200).Punten
		return slices.DeleteFunc(punten, func(p bericht.OpenstaandPunt) bool {
			return p.Soort == domain.PuntBesluit || p.Soort == domain.PuntTelling || p.Soort == domain.PuntInformeren
		})
	}
	zet := func(wie, dag string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/openstaande-punten",
			`{"onderdeel":"`+g.melding+`","soort":"nakijken","eigenaar":"`+wie+`","uiterlijk":"`+dag+`"}`)
	}
	leest[bericht.Vastgelegd](t, zet("m-1", "2026-03-16"), 201)
	if p := agenda(""); len(p) != 1 || p[0].Onderdeel.String() != g.melding || p[0].Soort != domain.PuntNakijken ||
		p[0].Uiterlijk != "2026-03-16" || p[0].Titel == "" {
		t.Fatalf("%+v", p)
	}
	if n, m := len(agenda("?tot=2026-03-15")), len(agenda("?tot=2026-03-16")); n != 0 || m != 1 {
		t.Errorf("%d tot de vijftiende, %d tot de zestiende", n, m)
	}
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	if p := d.Onderdelen[4].Punten; len(p) != 3 || p[2].Eigenaar != "m-1" {
		t.Errorf("in het dossier: %+v", p)
	}
	leest[bericht.Vastgelegd](t, zet("m-77", "2026-03-20"), 201)
	if len(agenda("")) != 0 || len(agenda("?eigenaar=m-77")) != 1 {
		t.Error("niet overgedragen")
	}
	af := `{"onderdeel":"` + g.melding + `","soort":"nakijken"}`
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/afgedane-punten", af), 201)
	if len(agenda("?eigenaar=m-77")) != 0 {
		t.Error("afgedaan en nog op de agenda")
	}
	if p := o.vraagt(medewerker, "POST", g.pad+"/afgedane-punten", af).probleem(t); p.Status != 409 ||
		p.Code != domain.CodeStand {
		t.Errorf("nog eens afgedaan: %+v", p)
	}
	if p := zet("Jan de Vries", "2020-01-01").probleem(t); p.Status != 400 || len(p.Fouten) != 2 {
		t.Errorf("%+v", p)
	}
	if p := o.vraagt(medewerker, "GET", "/v1/openstaande-punten?eigenaar=Jan+de+Vries&tot=morgen",
		"").probleem(t); p.Status != 400 || len(p.Fouten) != 2 {
		t.Errorf("%+v", p)
	}
	if p := o.vraagt(inspecteur, "POST", g.pad+"/openstaande-punten", `{"onderdeel":"`+g.melding+
		`","soort":"nakijken","eigenaar":"m-1","uiterlijk":"2026-03-16"}`).probleem(t); p.Status != 403 {
		t.Errorf("de inspectie zet iets op een agenda: %d", p.Status)
	}
}
