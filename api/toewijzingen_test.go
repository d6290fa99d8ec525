package api

import (
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// A dossier is assigned, stands on the list of who has it, is handed over with its agenda, and taken back.
func TestToewijzingen(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	van := func(m string) int {
		t.Helper()
		return len(leest[bericht.Dossiers](t, o.vraagt(medewerker, "GET", "/v1/dossiers?toegewezenAan="+m, ""),
			200).Dossiers)
	}
	eerst, later := `{"medewerker":"m-1","rol":"behandelaar"}`, `{"medewerker":"m-7","rol":"dienst"}`
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/toewijzingen", eerst), 201)
	leest[bericht.Vastgelegd](t, o.vraagt(teamleider, "POST", g.pad+"/toewijzingen",
		`{"team":"team-zuid","rol":"behandelaar"}`), 201)
	if van("m-1") != 1 || van("m-7") != 0 {
		t.Error("niet op de lijst van wie het heeft")
	}
	overdracht := `{"vanWie":` + eerst + `,"wie":` + later + `,"motivering":{"tekst":"De dienst neemt waar."}}`
	v := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/overgedragen-toewijzingen", overdracht), 201)
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	if van("m-1") != 0 || van("m-7") != 1 || len(d.Toewijzingen) != 2 || d.Toewijzingen[0].Team != "team-zuid" ||
		d.Toewijzingen[1].Medewerker != "m-7" {
		t.Errorf("%+v", d.Toewijzingen)
	}
	if b := vind(t, d, v.Onderdelen[0]); b.Inhoud.Besluit.Motivering.Tekst != "De dienst neemt waar." {
		t.Errorf("%+v", b)
	}
	if m := vind(t, d, ontleedOnderdeel(t, g.melding)); m.Punten[0].Eigenaar != "m-7" {
		t.Errorf("de agenda ging niet mee: %+v", m.Punten)
	}
	if p := o.vraagt(medewerker, "POST", g.pad+"/overgedragen-toewijzingen", overdracht).probleem(t); p.Status != 409 ||
		p.Code != domain.CodeStand {
		t.Errorf("nog eens overgedragen: %+v", p)
	}
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/beeindigde-toewijzingen", later), 201)
	if van("m-7") != 0 {
		t.Error("beëindigd en nog op de lijst")
	}
	lijn := leest[bericht.Tijdlijn](t, o.vraagt(medewerker, "GET", g.pad+"/tijdlijn", ""), 200)
	if f := lijn.Momenten[len(lijn.Momenten)-1].Feit; f.VanWie == nil || f.VanWie.Rol != "dienst" {
		t.Errorf("%+v", f)
	}
	if p := o.vraagt(medewerker, "POST", g.pad+"/toewijzingen",
		`{"medewerker":"Jan de Vries","rol":"baas"}`).probleem(t); p.Status != 400 || len(p.Fouten) != 2 {
		t.Errorf("%+v", p)
	}
	if p := o.vraagt(inspecteur, "POST", g.pad+"/toewijzingen", eerst).probleem(t); p.Status != 403 {
		t.Errorf("de inspectie wijst toe: %d", p.Status)
	}
}
