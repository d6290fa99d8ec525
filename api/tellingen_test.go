package api

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// A telling is recorded with a melding and does its punt; a half-year that is over is counted, shown, and not
// counted again without a reason. The total is of one melding, and so left out.
func TestTelling(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	hier := g.pad + "/meldingen/" + g.melding + "/tellingen"
	v := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", hier,
		`{"melderHoedanigheid":"onderwijs","aard":["stalking","psychisch-geweld"],"duur":"onbekend"}`), 201)
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	x := vind(t, d, v.Onderdelen[0])
	if x.Inhoud.Telling == nil || len(x.Inhoud.Telling.Aard) != 2 || x.Melding == nil || x.Melding.String() != g.melding {
		t.Errorf("%+v", x)
	}
	if slices.ContainsFunc(d.Onderdelen[4].Punten, func(p bericht.Punt) bool { return p.Soort == domain.PuntTelling }) {
		t.Error("het punt staat nog open")
	}
	if p := o.vraagt(medewerker, "POST", hier, `{"duur":"lang","aard":["x"]}`).probleem(t); p.Status != 400 ||
		len(p.Fouten) != 2 {
		t.Errorf("%+v", p)
	}
	if p := o.vraagt(teamleider, "POST", "/v1/tellingen", `{"halfJaar":"2026-1"}`).probleem(t); p.Status != 409 {
		t.Errorf("nog niet voorbij: %+v", p)
	}
	if p := o.vraagt(teamleider, "POST", "/v1/tellingen",
		`{"halfJaar":"2026-3","reden":"zomaar"}`).probleem(t); p.Status != 400 || len(p.Fouten) != 2 {
		t.Errorf("%+v", p)
	}
	if p := o.vraagt(teamleider, "GET", "/v1/tellingen/2025-2", "").probleem(t); p.Status != 404 {
		t.Errorf("niet geteld: %+v", p)
	}
	een := leest[bericht.Telstaat](t, o.vraagt(teamleider, "POST", "/v1/tellingen", `{"halfJaar":"2025-2"}`), 201)
	if een.Totaal == nil || *een.Totaal != 0 || een.Door != "t-1" || een.Op.Location() != time.UTC {
		t.Errorf("%+v", een)
	}
	if p := o.vraagt(teamleider, "POST", "/v1/tellingen", `{"halfJaar":"2025-2"}`).probleem(t); p.Status != 409 ||
		p.Code != domain.CodeBestaatAl {
		t.Errorf("nog eens: %+v", p)
	}
	leest[bericht.Telstaat](t, o.vraagt(teamleider, "POST", "/v1/tellingen",
		`{"halfJaar":"2025-2","reden":"nagekomen-meldingen"}`), 201)
	if a := leest[bericht.Telstaten](t, o.vraagt(teamleider, "GET", "/v1/tellingen/2025-2", ""),
		200); len(a.Tellingen) != 2 || a.Tellingen[1].Reden != "nagekomen-meldingen" {
		t.Errorf("%+v", a)
	}
}

// The codes stand in the document as closed lists.
func TestTelcodesInHetDocument(t *testing.T) {
	o := stelOp(t)
	var doc struct {
		Components struct {
			Schemas map[string]struct {
				Properties map[string]struct {
					Enum  []string
					Items struct{ Enum []string }
				}
			}
		}
	}
	goed(t, json.Unmarshal(o.OpenAPI(), &doc))
	p := doc.Components.Schemas["Telling"].Properties
	for veld, n := range map[string]int{"melderHoedanigheid": len(domain.MelderHoedanigheden),
		"aanleiding": len(domain.MeldingAanleidingen), "duur": len(domain.Geweldsduren),
		"overdracht": len(domain.OverdrachtenAan), "uitkomst": len(domain.MeldingUitkomsten),
		"vervolgmeldingFase": len(domain.Fasen)} {
		if len(p[veld].Enum) != n {
			t.Errorf("%s: %v", veld, p[veld].Enum)
		}
	}
	if len(p["aard"].Items.Enum) != len(domain.Geweldsaarden) {
		t.Errorf("aard: %v", p["aard"])
	}
}
