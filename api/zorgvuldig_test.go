package api

import (
	"slices"
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// ZOB-6.5c, f, g and i: what a school said waits for its approval, on the agenda until it is given, with what it wants
// corrected; a diagnose is that of a professional, a visie that of a betrokkene.
func TestZorgvuldigVastgelegd(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	agenda := func() []bericht.OpenstaandPunt {
		t.Helper()
		return slices.DeleteFunc(leest[bericht.OpenstaandePunten](t,
			o.vraagt(medewerker, "GET", "/v1/openstaande-punten", ""), 200).Punten,
			func(p bericht.OpenstaandPunt) bool { return p.Soort != domain.PuntAccordering })
	}
	legt := func(soort, bron string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/gegevens", `{"rubriek":"onderzoek","over":["`+g.kind+`"],"soort":"`+
			soort+`","aard":"mening","nietActueel":true,"bron":`+bron+`,"tekst":{"tekst":"Hij is vaak moe."}}`)
	}
	school := leest[bericht.Vastgelegd](t,
		legt("mededeling", `{"soort":"informant","instantie":"Basisschool De Verzinsels"}`), 201)
	gegeven := school.Onderdelen[0]
	if p := agenda(); len(p) != 1 || p[0].Onderdeel != gegeven || p[0].Soort != domain.PuntAccordering ||
		p[0].Uiterlijk != "2026-03-16" {
		t.Fatalf("%+v", p)
	}
	accordeert := func(inhoud string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+gegeven.String()+"/accorderingen", inhoud)
	}
	leest[bericht.Vastgelegd](t, accordeert(`{"stand":"gevraagd","naam":"intern begeleider","op":"2026-03-02"}`), 201)
	if len(agenda()) != 1 {
		t.Error("gevraagd is nog niet gegeven")
	}
	if p := accordeert(`{"stand":"gegeven","op":"2026-03-09"}`).probleem(t); p.Status != 400 || len(p.Fouten) != 2 {
		t.Errorf("%+v", p)
	}
	leest[bericht.Vastgelegd](t, accordeert(
		`{"stand":"gegeven","naam":"intern begeleider","op":"2026-03-02","correcties":{"tekst":"Alleen op maandag."}}`), 201)
	if len(agenda()) != 0 {
		t.Error("gegeven en nog op de agenda")
	}
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	n := len(d.Onderdelen)
	stand, uit := d.Onderdelen[n-1], d.Onderdelen[n-3]
	if len(uit.Accorderingen) != 2 || !uit.Inhoud.Gegeven.NietActueel || stand.Bij == nil ||
		stand.Bij.Onderdeel != gegeven || stand.Bij.Revisie != uit.Revisie ||
		stand.Inhoud.Accordering.Correcties.Tekst != "Alleen op maandag." ||
		stand.Inhoud.Accordering.Naam != "intern begeleider" {
		t.Errorf("%+v\n%+v", uit, stand)
	}
	for naam, w := range map[string]struct {
		soort, bron string
		status      int
	}{
		"a diagnose of the school": {"diagnose", `{"soort":"informant","instantie":"Basisschool De Verzinsels"}`, 409},
		"a diagnose of a professional": {"diagnose",
			`{"soort":"externe-deskundige","instantie":"Ziekenhuis","datum":"2026-02-01","beroep":"kinderarts","bevoegdheid":"BIG-register"}`, 201},
		"what others say of a diagnose": {"mededeling", `{"soort":"melder"}`, 201},
		"a view of the school":          {"visie", `{"soort":"informant","instantie":"Basisschool De Verzinsels"}`, 400},
		"a view of the mother":          {"visie", `{"soort":"betrokkene","wie":"` + g.moeder + `"}`, 201},
	} {
		if a := legt(w.soort, w.bron); a.status != w.status {
			t.Errorf("%s: %d, want %d: %s", naam, a.status, w.status, a.ruw)
		}
	}
	voor := leest[bericht.Voorvertoning](t,
		o.vraagt(officer, "POST", g.pad+"/vernietigingen/_voorvertoning", `{"onderdeel":"`+gegeven.String()+`"}`), 200)
	if len(voor.Onderdelen) != 3 {
		t.Errorf("%d onderdelen in de voorvertoning: het gegeven en zijn twee accorderingen", len(voor.Onderdelen))
	}
	if s := o.log.String(); strings.Contains(s, "begeleider") || strings.Contains(s, "maandag") {
		t.Error("het logboek van de server noemt wat het niet mag")
	}
}

// ZOB-6.5e and i: an onderzoek does not end without hoor en wederhoor; without a view of a betrokkene it does, and
// that goes on the agenda of who ended it.
func TestOnderzoekAfsluiten(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	fase := func(f string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/fasen", `{"fase":"`+f+`","motivering":{"tekst":"Dat volgt."}}`)
	}
	visies := func() (n int) {
		for _, p := range leest[bericht.OpenstaandePunten](t, o.vraagt(medewerker, "GET", "/v1/openstaande-punten", ""),
			200).Punten {
			if p.Soort == domain.PuntVisie {
				n++
			}
		}
		return n
	}
	hoort := func(inhoud string) antwoordVan { return o.vraagt(medewerker, "POST", g.pad+"/wederhoren", inhoud) }
	leest[bericht.Vastgelegd](t, fase("onderzoek"), 201)
	if p := fase("monitoring").probleem(t); p.Status != 409 || p.Code != domain.CodeWederhoor || len(p.Regels) != 1 {
		t.Fatalf("%+v", p)
	}
	if p := hoort(`{}`).probleem(t); p.Status != 400 || p.Fouten[0].Veld != "/nietGehoord" {
		t.Errorf("%+v", p)
	}
	leest[bericht.Vastgelegd](t, hoort(`{"nietGehoord":{"tekst":"Horen brengt het kind in gevaar."},"over":["`+g.kind+
		`"]}`), 201)
	leest[bericht.Vastgelegd](t, fase("monitoring"), 201)
	if visies() != 1 {
		t.Error("niemand vraagt nog om een visie")
	}
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/gegevens",
		`{"rubriek":"onderzoek","soort":"visie","aard":"mening","bron":{"soort":"betrokkene","wie":"`+g.moeder+
			`"},"tekst":{"tekst":"Het gaat goed."}}`), 201)
	if visies() != 0 {
		t.Error("er is een visie en er wordt nog om gevraagd")
	}
	leest[bericht.Vastgelegd](t, fase("onderzoek"), 201)
	leest[bericht.Vastgelegd](t, hoort(`{"gehoord":["`+g.moeder+`"],"gezegd":{"tekst":"Ik herken dit niet."}}`), 201)
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/sluitingen", `{"motivering":{"tekst":"Klaar."}}`),
		201)
	if visies() != 0 {
		t.Error("de visie die er al was, telt niet")
	}
}

// ZOB-6.5e, ZOB-17.3a: it is sealed who reported a melding and who was heard, and the end of its onderzoek rests on it
// all the same.
func TestWederhoorVanMelder(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	legt := func(pad, inhoud string) antwoordVan { return o.vraagt(medewerker, "POST", g.pad+pad, inhoud) }
	melding := leest[bericht.Vastgelegd](t,
		legt("/meldingen", `{"ontvangenOp":"2026-03-01T10:00:00Z","over":["`+g.kind+`"],"melder":"`+g.moeder+
			`","tekst":{"tekst":"Hij slaapt niet."}}`), 201).Onderdelen[0].String()
	fase := func(f string) antwoordVan {
		return legt("/fasen", `{"melding":"`+melding+`","fase":"`+f+`","motivering":{"tekst":"Dat volgt."}}`)
	}
	leest[bericht.Vastgelegd](t, fase("onderzoek"), 201)
	leest[bericht.Vastgelegd](t, legt("/wederhoren", `{"gehoord":["`+g.moeder+`"],"gezegd":{"tekst":"Dat zei ik al."}}`),
		201)
	if p := fase("monitoring").probleem(t); p.Status != 409 || p.Code != domain.CodeWederhoor {
		t.Fatalf("only who reported was heard: %+v", p)
	}
	if p := legt("/wederhoren", `{"nietGehoord":{"tekst":"-"}}`).probleem(t); p.Status != 400 ||
		p.Fouten[0].Veld != "/nietGehoord" {
		t.Errorf("%+v", p)
	}
	leest[bericht.Vastgelegd](t, legt("/wederhoren", `{"gehoord":["`+g.kind+`"],"gezegd":{"tekst":"Ik droom naar."}}`),
		201)
	besluit := leest[bericht.Vastgelegd](t, fase("monitoring"), 201).Onderdelen[0]
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	for _, n := range d.Onderdelen {
		if n.ID != besluit {
			continue
		}
		var punten []domain.PuntSoort
		for _, p := range n.Punten {
			punten = append(punten, p.Soort)
		}
		if n.Besluit != domain.SoortFaseGewijzigd || n.Fase != "monitoring" ||
			!slices.Equal(punten, []domain.PuntSoort{domain.PuntVisie, domain.PuntBevinding}) {
			t.Errorf("%s %s %q", n.Besluit, n.Fase, punten)
		}
	}
}

// ZOB-6.5a: a dossier closes when every werkaantekening has an outcome; what stays is a gegeven in another rubriek,
// and the differences say who put it there.
func TestWerkaantekeningenBijSluiten(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	noteert := func() string {
		b := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/gegevens",
			`{"rubriek":"werkaantekening","over":["`+g.kind+
				`"],"soort":"bevinding","aard":"hypothese","bron":{"soort":"eigen-waarneming"},"tekst":{"tekst":"Nog bellen met school?"}}`), 201)
		return b.Onderdelen[0].String()
	}
	een, twee := noteert(), noteert()
	sluit := func(ws string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/sluitingen", `{"motivering":{"tekst":"Klaar."},"werkaantekeningen":[`+
			ws+`]}`)
	}
	if p := sluit(``).probleem(t); p.Status != 409 || p.Code != domain.CodeWerkaantekening || len(p.Fouten) != 0 ||
		len(p.Onderdelen) != 2 {
		t.Fatalf("%+v", p)
	}
	voor := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200).BeschikbaarOp
	leest[bericht.Vastgelegd](t, sluit(`{"onderdeel":"`+een+
		`","uitkomst":"opnemen","rubriek":"onderzoek"},{"onderdeel":"`+twee+`","uitkomst":"verwijderen"}`), 201)
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	for _, x := range d.Onderdelen {
		switch x.ID.String() {
		case een:
			if x.Rubriek != "onderzoek" || x.Inhoud == nil {
				t.Errorf("%+v", x)
			}
		case twee:
			if x.Stand != domain.StandVerwijderd || x.Inhoud != nil {
				t.Errorf("%+v", x)
			}
		}
	}
	verschil := leest[bericht.Verschillen](t,
		o.vraagt(medewerker, "GET", g.pad+"/verschillen?sinds="+voor.Format("2006-01-02T15:04:05.999999Z07:00"), ""), 200)
	i := slices.IndexFunc(verschil.Onderdelen, func(x bericht.OnderdeelVerschil) bool {
		return x.Onderdeel.String() == een
	})
	if i < 0 || len(verschil.Onderdelen[i].Velden) != 1 || verschil.Onderdelen[i].Velden[0].Veld != "rubriek" ||
		verschil.Onderdelen[i].Velden[0].Door.Wie != "m-1" {
		t.Errorf("%+v", verschil.Onderdelen)
	}
}
