package api

import (
	"slices"
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// Wmo 2015 art. 5.3.1, DRE-inform-1 to 3: who is to be told stands on the agenda, by when; extended, and told, it says
// so in the view, the timeline, the differences and the export.
func TestMededeling(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	agenda := func() []string {
		t.Helper()
		var uit []string
		for _, p := range leest[bericht.OpenstaandePunten](t, o.vraagt(medewerker, "GET", "/v1/openstaande-punten", ""),
			200).Punten {
			if p.Soort == domain.PuntInformeren {
				uit = append(uit, p.Onderdeel.String()+" "+p.Uiterlijk)
			}
		}
		slices.Sort(uit)
		return uit
	}
	houdt := func(wat string, want ...string) {
		t.Helper()
		slices.Sort(want)
		if got := agenda(); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", wat, got, want)
		}
	}
	zeg := func(wie, inhoud string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+wie+"/mededelingen", inhoud)
	}
	voor := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200).BeschikbaarOp
	houdt("opened", g.moeder+" 2026-03-30", g.kind+" 2026-03-30")
	leest[bericht.Vastgelegd](t, zeg(g.moeder,
		`{"uitkomst":"uitgesteld","grond":"veiligheid-betrokkenen","opnieuw":"2026-04-13",
		"toelichting":{"tekst":"Eerst moet Bram veilig zijn.",
		"vermeldingen":[{"begin":12,"einde":16,"wie":"`+g.kind+`"}]}}`), 201)
	houdt("extended", g.moeder+" 2026-04-13", g.kind+" 2026-03-30")
	v := leest[bericht.Vastgelegd](t, zeg(g.kind,
		`{"uitkomst":"gedaan","wijze":"brief","op":"2026-03-02","vertegenwoordiger":"`+g.moeder+`","door":"Lokaal team"}`),
		201)
	houdt("told", g.moeder+" 2026-04-13")

	x := o.toont(g, v.Onderdelen[0].String())
	if m := x.Inhoud.Mededeling; m == nil || x.Aan.String() != g.kind || m.Wijze != "brief" || m.Op != "2026-03-02" ||
		m.Vertegenwoordiger != g.moeder || m.Door != "Lokaal team" {
		t.Errorf("%+v", x)
	}
	sinds := voor.Format("2006-01-02T15:04:05.999999Z07:00")
	if w := leest[bericht.Verschillen](t, o.vraagt(medewerker, "GET", g.pad+"/verschillen?sinds="+sinds, ""),
		200); len(w.Onderdelen) != 2 || !w.Onderdelen[0].Nieuw {
		t.Errorf("%+v", w.Onderdelen)
	}
	lijn := leest[bericht.Tijdlijn](t, o.vraagt(medewerker, "GET", g.pad+"/tijdlijn", ""), 200).Momenten
	if f := lijn[len(lijn)-2].Feit; f.Betrokkene == nil || f.Betrokkene.String() != g.kind ||
		lijn[len(lijn)-1].Feit.Punt != domain.PuntInformeren {
		t.Errorf("%+v", lijn)
	}
	if uit := string(o.vraagt(inspecteur, "GET", g.pad+"/uitvoer", "").ruw); !strings.Contains(uit, "Lokaal team") ||
		!strings.Contains(uit, "moet Bram veilig zijn") {
		t.Error("the export does not have it")
	}
	for wat, p := range map[string]struct {
		a      antwoordVan
		status int
		regel  string
	}{
		"by hand": {o.vraagt(medewerker, "POST", g.pad+"/afgedane-punten",
			`{"onderdeel":"`+g.moeder+`","soort":"informeren"}`), 409, "Wmo 2015 art. 5.3.1"},
		"too long": {zeg(g.moeder,
			`{"uitkomst":"uitgesteld","grond":"taak","opnieuw":"2026-05-01",
			"toelichting":{"tekst":"Er loopt een onderzoek."}}`), 409, "DRE-inform-2"},
		"without reasons": {zeg(g.moeder, `{"uitkomst":"achterwege"}`), 400, ""},
	} {
		w := p.a.probleem(t)
		if w.Status != p.status || p.regel != "" && !slices.Contains(w.Regels, p.regel) || p.status == 400 &&
			len(w.Fouten) != 3 {
			t.Errorf("%s: %+v", wat, w)
		}
	}
	if w := o.vraagt(inspecteur, "POST", g.pad+"/betrokkenen/"+g.moeder+"/mededelingen",
		`{"uitkomst":"gedaan","wijze":"brief","op":"2026-03-02"}`).probleem(t); w.Status != 403 {
		t.Errorf("the inspection tells: %d", w.Status)
	}
}

// ZOB-20.1b: of a child below twelve the birth date is sealed, and opened for this alone.
func TestMededelingAanEenKind(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	for geboren, status := range map[string]int{"2014-03-03": 409, "2014-03-02": 201, "2014": 201, "2015": 409} {
		b := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen",
			`{"identiteit":{"naam":{"roepnaam":"Fleur","achternaam":"Verzonnen"},"geboortedatum":"`+geboren+`",
			"hoedanigheid":"kind"}}`), 201)
		zeg := func(meer string) antwoordVan {
			return o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+b.Betrokkenen[0].Betrokkene.String()+"/mededelingen",
				`{"uitkomst":"gedaan","wijze":"gesprek","op":"2026-03-02"`+meer+`}`)
		}
		if a := zeg(""); a.status != status {
			t.Errorf("born in %s: %d, want %d", geboren, a.status, status)
		} else if status == 409 && !slices.Contains(a.probleem(t).Regels, "ZOB-20.1b") {
			t.Errorf("born in %s: refused by %v", geboren, a.probleem(t).Regels)
		}
		leest[bericht.Vastgelegd](t, zeg(`,"vertegenwoordiger":"`+g.moeder+`"`), 201)
	}
}
