package api

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// A dossier is opened, read, added to, corrected, disclosed from; and read back in time.
func TestLoop(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	a := o.vraagt(medewerker, "GET", g.pad, "")
	d := leest[bericht.Dossier](t, a, 200)
	if len(d.Betrokkenen) != 2 || d.Betrokkenen[0].ID.String() != g.moeder || len(d.Onderdelen) != 5 ||
		a.kop.Get("ETag") != `"8"` {
		t.Fatalf("%s", a.ruw)
	}
	moeder := d.Onderdelen[1].Inhoud.Identiteit
	if moeder.BSN != "999990019" || moeder.Geboortedatum != "1990-04" ||
		d.Onderdelen[2].Inhoud.Contact.Adres.Postcode != "1234 AB" {
		t.Errorf("%+v", moeder)
	}
	voor := d.BeschikbaarOp

	// The address was of the neighbours; what was read can be sent back changed.
	adres := d.Onderdelen[2]
	adres.Inhoud.Contact.Adres.Straat = "Kerkstraat"
	correctie := tekstVan(bericht.NieuweCorrectie{Wijze: "verbeteren", Correctie: bericht.Correctie{
		Grond: "feitelijk-onjuist", Motivering: &bericht.Tekst{Tekst: "Het was van de buren."},
		Nieuw: &adres.Inhoud.NieuweInhoud}})
	v := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+adres.ID.String()+"/correcties",
		correctie, "If-Match", `"8"`), 201)
	if v.Revisie != 9 || v.BeeldLooptNa || v.Herhaald || len(v.Onderdelen) != 1 {
		t.Errorf("%+v", v)
	}
	if p := o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+adres.ID.String()+"/correcties", correctie, "If-Match",
		`"8"`).probleem(t); p.Status != 412 {
		t.Errorf("verouderd: %d", p.Status)
	}
	// So can a text with mentions.
	melding := d.Onderdelen[4]
	melding.Inhoud.Melding.Tekst.Tekst = "Bram heeft geen blauwe plekken."
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+melding.ID.String()+"/correcties",
		tekstVan(bericht.NieuweCorrectie{Wijze: "verbeteren",
			Correctie: bericht.Correctie{Grond: "schrijffout", Nieuw: &melding.Inhoud.NieuweInhoud}})), 201)

	nu := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	toen := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET",
		g.pad+"?beschikbaarOp="+voor.Format("2006-01-02T15:04:05.999999Z07:00"), ""), 200)
	if nu.Onderdelen[2].Inhoud.Contact.Adres.Straat != "Kerkstraat" ||
		toen.Onderdelen[2].Inhoud.Contact.Adres.Straat != "Dorpsstraat" ||
		!slices.Equal(nu.Onderdelen[2].EerdereVersies, []uint64{2}) {
		t.Error("adres nu en toen")
	}
	verschil := leest[bericht.Verschillen](t,
		o.vraagt(medewerker, "GET", g.pad+"/verschillen?sinds="+voor.Format("2006-01-02T15:04:05.999999Z07:00"), ""), 200)
	if len(verschil.Onderdelen) != 2 || verschil.Onderdelen[0].Velden[0].Veld != "adres/straat" ||
		string(verschil.Onderdelen[0].Velden[0].Nieuw) != `"Kerkstraat"` ||
		verschil.Onderdelen[0].Velden[0].Grond != "feitelijk-onjuist" || verschil.Onderdelen[0].Velden[0].Door.Wie != "m-1" {
		t.Errorf("%+v", verschil.Onderdelen)
	}
	lijn := leest[bericht.Tijdlijn](t, o.vraagt(medewerker, "GET", g.pad+"/tijdlijn", ""), 200)
	if len(lijn.Momenten) != 11 || lijn.Momenten[9].Feit.Wijze != "verbeteren" ||
		lijn.Momenten[9].Inhoud.Correctie.Nieuw.Contact.Adres.Straat != "Kerkstraat" {
		t.Errorf("%+v", lijn.Momenten)
	}
	uit := o.vraagt(inspecteur, "GET", g.pad+"/uitvoer", "")
	regels := strings.Split(strings.TrimSpace(string(uit.ruw)), "\n")
	if uit.kop.Get("Content-Type") != "application/jsonl" || len(regels) != 11 || !json.Valid([]byte(regels[10])) {
		t.Errorf("uitvoer: %d regels", len(regels))
	}
	gelezen := leest[bericht.Raadplegingen](t, o.vraagt(officer, "GET", g.pad+"/raadplegingen", ""), 200)
	if n := len(gelezen.Raadplegingen); n != 7 || gelezen.Raadplegingen[n-1].Wat != "toegang" ||
		gelezen.Raadplegingen[5].Wat != "uitvoer" {
		t.Errorf("%d raadplegingen: %+v", len(gelezen.Raadplegingen), gelezen.Raadplegingen)
	}
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/verstrekkingen",
		`{"onderdelen":["`+g.melding+
			`"],"ontvanger":"Raad voor de Kinderbescherming","grond":"wettelijke-taak","toestemming":"niet-gevraagd","doel":{"tekst":"Verzoek tot onderzoek."}}`), 201)
	gevonden := leest[bericht.Gevonden](t,
		o.vraagt(officer, "POST", "/v1/verstrekkingen/_zoek", `{"ontvanger":"raad voor de kinderbescherming"}`), 200)
	if len(gevonden.Treffers) != 1 ||
		gevonden.Treffers[0].Inhoud.Verstrekking.Ontvanger != "Raad voor de Kinderbescherming" {
		t.Errorf("%+v", gevonden)
	}
	lijst := leest[bericht.Verstrekkingen](t, o.vraagt(medewerker, "GET", g.pad+"/verstrekkingen", ""), 200)
	if len(lijst.Verstrekkingen) != 1 || lijst.Verstrekkingen[0].Stukken[0].Verouderd {
		t.Errorf("%+v", lijst)
	}
	voorstel := leest[bericht.Voorstellen](t,
		o.vraagt(medewerker, "POST", g.pad+"/_vermeldingen", `{"tekst":"Sanne belt."}`), 200)
	if len(voorstel.Voorstellen) != 1 || voorstel.Voorstellen[0].Wie.String() != g.moeder {
		t.Errorf("%+v", voorstel)
	}
	for _, stap := range []struct{ pad, inhoud string }{
		{"/fasen", `{"fase":"onderzoek","motivering":{"tekst":"Er is onderzoek nodig."}}`},
		{"/wederhoren", `{"gehoord":["` + g.moeder + `"],"gezegd":{"tekst":"Het valt mee."}}`},
		{"/betrokkenen/" + g.moeder + "/mededelingen", `{"uitkomst":"gedaan","wijze":"gesprek","op":"2026-03-02"}`},
		{"/eigen-verklaringen", `{"betrokkene":"` + g.moeder + `","betwist":["` + g.melding +
			`"],"tekst":{"tekst":"Dit klopt niet."}}`},
		{"/relaties", `{"van":"` + g.moeder + `","naar":"` + g.kind + `","aard":"ouder-van","gezag":true}`},
		{"/sluitingen", `{"motivering":{"tekst":"Klaar."}}`},
		{"/heropeningen", `{"motivering":{"tekst":"Toch niet."}}`},
	} {
		leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+stap.pad, stap.inhoud), 201)
	}
	if s := o.log.String(); strings.Contains(s, "Sanne") || strings.Contains(s, "999990019") ||
		strings.Contains(s, g.moeder) || strings.Contains(s, "beschikbaarOp") {
		t.Error("het logboek van de server noemt wat het niet mag")
	}
}

// A repeat gives the first outcome; another request under the same key does not; after an erasure it is gone.
func TestHerhaling(t *testing.T) {
	o := stelOp(t)
	sleutel := uuid.NewString()
	een := o.vraagt(medewerker, "POST", "/v1/dossiers", openGezin, "Idempotency-Key", sleutel)
	twee := o.vraagt(medewerker, "POST", "/v1/dossiers", openGezin, "Idempotency-Key", sleutel)
	b := leest[bericht.Vastgelegd](t, een, 201)
	c := leest[bericht.Vastgelegd](t, twee, 201)
	if twee.kop.Get("Idempotency-Replayed") != "true" || !c.Herhaald ||
		een.kop.Get("Location") != twee.kop.Get("Location") || !strings.HasPrefix(een.kop.Get("Location"), "/v1/dossiers/") {
		t.Errorf("%v\n%v", een.kop, twee.kop)
	}
	c.Herhaald = false
	if tekstVan(b) != tekstVan(c) {
		t.Errorf("%s\n%s", een.ruw, twee.ruw)
	}
	if b.Betrokkenen[0].Verwijzing != "p1" || c.Betrokkenen[1].Verwijzing != "p2" {
		t.Errorf("%+v", b.Betrokkenen)
	}
	if p := o.vraagt(medewerker, "POST", "/v1/dossiers", strings.Replace(openGezin, "Sanne", "Anne", 1),
		"Idempotency-Key", sleutel).probleem(t); p.Code != domain.CodeAndereAanvraag || p.Status != 409 {
		t.Errorf("%+v", p)
	}
	if ander := leest[bericht.Vastgelegd](t, o.opent(teamleider, "Idempotency-Key", sleutel),
		201); ander.Dossier == b.Dossier {
		t.Error("de sleutel van een ander geeft het dossier van een ander")
	}
	pad := "/v1/dossiers/" + b.Dossier.String()
	besluit := leest[bericht.Vastgelegd](t,
		o.vraagt(officer, "POST", pad+"/vernietigingen",
			`{"omvang":{"dossier":true},"grond":"niet-langer-nodig","motivering":{"tekst":"Bewaartermijn voorbij."}}`), 201)
	leest[bericht.Vastgelegd](t, o.vraagt(teamleider, "POST", pad+"/vernietigingen/"+besluit.Vernietiging.String()+
		"/goedkeuringen", ""), 201)
	if p := o.vraagt(medewerker, "POST", "/v1/dossiers", openGezin, "Idempotency-Key",
		sleutel).probleem(t); p.Code != domain.CodeAanvraagVergaan || p.Status != 410 {
		t.Errorf("%+v", p)
	}
	if p := o.vraagt(medewerker, "POST", pad+"/fasen",
		`{"fase":"onderzoek","motivering":{"tekst":"x"}}`).probleem(t); p.Status != 410 {
		t.Errorf("schrijven in een vernietigd dossier: %d", p.Status)
	}
}

// One person is erased: what is kept reads "[vernietigd]", search finds her no more, and looking back does not help.
func TestVernietigen(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	samen := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/gegevens", `{"rubriek":"onderzoek","soort":"bevinding","aard":"feit","bron":{"soort":"eigen-waarneming"},
		"over":["`+g.kind+`"],"tekst":{"tekst":"Sanne en Bram wonen bij oma.","vermeldingen":[{"begin":0,"einde":5,"wie":"`+g.moeder+`"},{"begin":9,"einde":13,"wie":"`+g.kind+`"}]}}`), 201).Onderdelen[0].String()
	voor := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200).BeschikbaarOp
	if n := len(leest[bericht.Gevonden](t,
		o.vraagt(medewerker, "POST", "/v1/betrokkenen/_zoek", `{"klank":"Versonnen","naam":"sanne"}`),
		200).Treffers); n != 1 {
		t.Fatalf("%d gevonden", n)
	}
	v := leest[bericht.Voorvertoning](t,
		o.vraagt(officer, "POST", g.pad+"/vernietigingen/_voorvertoning", `{"betrokkene":"`+g.moeder+`"}`), 200)
	uitkomsten := []bericht.NieuweUitkomst{}
	for _, x := range v.Onderdelen {
		u := bericht.NieuweUitkomst{Onderdeel: x.ID, Uitkomst: "vernietigen"}
		switch x.ID.String() {
		case samen:
			belang := v.Onderdelen[0].Over[0]
			goed(t, belang.UnmarshalText([]byte(g.kind)))
			u.Uitkomst, u.Belang, u.Waarom = "behouden", &belang, &bericht.Tekst{Tekst: "Nodig voor de veiligheid."}
		case g.melding:
			u.Uitkomst = "herschrijven"
			u.Nieuw = &bericht.NieuweInhoud{Melding: &bericht.Melding{Tekst: &bericht.Tekst{Tekst: "Bram heeft plekken.",
				Vermeldingen: []bericht.Vermelding{{Begin: 0, Einde: 4, Wie: g.kind}}}}}
		}
		uitkomsten = append(uitkomsten, u)
	}
	besluit := tekstVan(bericht.NieuweVernietiging{Omvang: v.Omvang, Grond: "verzoek-wmo-5.3.5",
		Motivering: bericht.Tekst{Tekst: "Op verzoek."}, Uitkomsten: uitkomsten})
	b := leest[bericht.Vastgelegd](t, o.vraagt(officer, "POST", g.pad+"/vernietigingen", besluit), 201)
	pad := g.pad + "/vernietigingen/" + b.Vernietiging.String()
	if p := o.vraagt(officer, "POST", pad+"/goedkeuringen", "").probleem(t); p.Code != domain.CodeZelfdePersoon {
		t.Errorf("%+v", p)
	}
	if l := leest[bericht.Vernietigingen](t, o.vraagt(teamleider, "GET", "/v1/vernietigingen?stand=besloten", ""),
		200); len(l.Vernietigingen) != 1 {
		t.Errorf("%+v", l)
	}
	if p := o.vraagt(medewerker, "GET", "/v1/vernietigingen", "").probleem(t); p.Status != 403 {
		t.Errorf("%+v", p)
	}
	leest[bericht.Vastgelegd](t, o.vraagt(teamleider, "POST", pad+"/goedkeuringen", ""), 201)

	for _, query := range []string{"", "?beschikbaarOp=" + voor.Format("2006-01-02T15:04:05.999999Z07:00")} {
		a := o.vraagt(teamleider, "GET", g.pad+query, "")
		d := leest[bericht.Dossier](t, a, 200)
		if strings.Contains(string(a.ruw), "Sanne") ||
			!strings.Contains(string(a.ruw), "[vernietigd] en Bram wonen bij oma.") {
			t.Errorf("%s", a.ruw)
		}
		if gat := d.Onderdelen[1].Gat; gat == nil || gat.Reden != "vernietigd" || gat.Vernietiging == nil ||
			*gat.Vernietiging != *b.Vernietiging {
			t.Errorf("%+v", gat)
		}
	}
	if n := len(leest[bericht.Gevonden](t, o.vraagt(medewerker, "POST", "/v1/betrokkenen/_zoek", `{"naam":"sanne"}`),
		200).Treffers); n != 0 {
		t.Errorf("%d gevonden na de vernietiging", n)
	}
	if a := o.vraagt(teamleider, "GET", g.pad+"/tijdlijn", ""); a.status != 200 ||
		strings.Contains(string(a.ruw), "Sanne") {
		t.Errorf("%s", a.ruw)
	}
	if d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200); len(d.Vernietigingen) != 0 {
		t.Error("een medewerker ziet het verloop van vernietigingen")
	}
}

// Lists go by pages, of which each is an access fact.
func TestLijst(t *testing.T) {
	o := stelOp(t)
	for range 3 {
		o.openGezin()
	}
	voor := o.feiten()
	a := o.vraagt(medewerker, "GET", "/v1/dossiers?status=open&limit=2", "")
	l := leest[bericht.Dossiers](t, a, 200)
	if len(l.Dossiers) != 2 || l.Volgende == "" || !strings.Contains(a.kop.Get("Link"), `rel="next"`) ||
		!strings.Contains(a.kop.Get("Link"), "status=open") {
		t.Fatalf("%s %v", a.ruw, a.kop)
	}
	volgende := strings.TrimSuffix(strings.TrimPrefix(a.kop.Get("Link"), "<"), `>; rel="next"`)
	if m := leest[bericht.Dossiers](t, o.vraagt(medewerker, "GET", volgende, ""), 200); len(m.Dossiers) != 1 ||
		m.Volgende != "" {
		t.Errorf("%+v", m)
	}
	if n := o.feiten() - voor; n != 2 {
		t.Errorf("%d feiten van twee bladzijden", n)
	}
	for _, q := range []string{"cursor=x", "limit=0", "limit=x", "limit=999", "status=half", "limit=1&limit=2"} {
		if p := o.vraagt(medewerker, "GET", "/v1/dossiers?"+q, "").probleem(t); p.Status != 400 {
			t.Errorf("%s: %d", q, p.Status)
		}
	}
}

// Without a store nothing is promised.
func TestZonderOpslag(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	goed(t, o.store.Close())
	for _, a := range []antwoordVan{o.vraagt(medewerker, "GET", g.pad, ""),
		o.vraagt(medewerker, "POST", g.pad+"/fasen", `{"fase":"onderzoek","motivering":{"tekst":"x"}}`),
		o.vraagt(beheerder, "GET", g.pad, "")} {
		if p := a.probleem(t); p.Status != 503 || a.kop.Get("Retry-After") == "" || p.Code != domain.CodeNietBereikbaar {
			t.Errorf("%d %s", a.status, a.ruw)
		}
	}
}
