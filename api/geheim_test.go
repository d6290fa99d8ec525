package api

import (
	"strings"
	"testing"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/api/identiteit"
	"dossierboek/domain"
)

// A secret address, and all that would give it away.
const (
	schuiladres = `"adres":{"straat":"Kerkweg","huisnummer":"99","postcode":"5678 XY","plaats":"Elders"}`
	zoekSchuil  = `{"adres":{"postcode":"5678XY","huisnummer":"99"}}`
)

var verraadt = []string{"Kerkweg", "5678 XY", "5678xy"}

// toont is an onderdeel as a medewerker sees it.
func (o *opstelling) toont(g gezin, welk string) bericht.Onderdeel {
	o.t.Helper()
	for _, x := range leest[bericht.Dossier](o.t, o.vraagt(medewerker, "GET", g.pad, ""), 200).Onderdelen {
		if x.ID.String() == welk {
			return x
		}
	}
	o.t.Fatal("it is not in the view")
	return bericht.Onderdeel{}
}

// vangt reads a dossier by every route as somebody, and gives all that was answered.
func (o *opstelling) vangt(b identiteit.Bewijs, g gezin) string {
	o.t.Helper()
	var alles strings.Builder
	nu := o.klok.nu().Add(-time.Millisecond).UTC().Format(time.RFC3339Nano)
	for _, pad := range []string{"", "?beschikbaarOp=" + nu, "/tijdlijn", "/uitvoer",
		"/verschillen?sinds=2026-03-01T00:00:00Z"} {
		a := o.vraagt(b, "GET", g.pad+pad, "")
		if a.status != 200 {
			o.t.Fatalf("%s: %s", pad, a.ruw)
		}
		alles.Write(a.ruw)
	}
	for _, zoek := range []string{`{"naam":"Sanne"}`, zoekSchuil, `{"naam":"Sanne",` + zoekSchuil[1:]} {
		alles.Write(o.vraagt(b, "POST", "/v1/betrokkenen/_zoek", zoek).ruw)
	}
	alles.Write(o.vraagt(b, "POST", g.pad+"/_vermeldingen", `{"tekst":"Zij woont daar."}`).ruw)
	return alles.String()
}

func geheimIn(s string) bool {
	for _, v := range verraadt {
		if strings.Contains(s, v) {
			return true
		}
	}
	return false
}

func (o *opstelling) treffers(b identiteit.Bewijs, zoek string) int {
	o.t.Helper()
	g := leest[bericht.Gevonden](o.t, o.vraagt(b, "POST", "/v1/betrokkenen/_zoek", zoek), 200)
	if g.Meer {
		o.t.Error("there is said to be more")
	}
	return len(g.Treffers)
}

// ZOB-8, ZOB-7.2: a medewerker records a secret address and sees it nowhere again; named roles do.
func TestGeheimAdres(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	contact := g.pad + "/betrokkenen/" + g.moeder + "/contactgegevens"
	v := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", contact, `{"soort":"verblijfplaats",`+schuiladres+
		`,"geheim":true,"veiligContact":{"bellen":"haar zus","geenVoicemail":true}}`), 201)
	schuil := v.Onderdelen[0].String()
	corrigeer := func(b identiteit.Bewijs, inhoud string, status int) antwoordVan {
		t.Helper()
		a := o.vraagt(b, "POST", g.pad+"/onderdelen/"+schuil+"/correcties", inhoud)
		if a.status != status {
			t.Fatalf("%d, want %d: %s", a.status, status, a.ruw)
		}
		return a
	}
	verborgen := func(stap string, zoekbaar int) {
		t.Helper()
		for naam, b := range map[string]identiteit.Bewijs{"medewerker": medewerker} {
			if s := o.vangt(b, g); geheimIn(s) || strings.Contains(s, "zus") {
				t.Errorf("%s: a %s reads it", stap, naam)
			}
		}
		for naam, b := range map[string]identiteit.Bewijs{"teamleider": teamleider, "privacy-officer": officer,
			"inspecteur": inspecteur} {
			if s := o.vangt(b, g); !geheimIn(s) {
				t.Errorf("%s: a %s does not read it", stap, naam)
			}
		}
		for b, want := range map[*identiteit.Bewijs]int{&medewerker: 0, &inspecteur: 0, &teamleider: zoekbaar,
			&officer: zoekbaar} {
			if n := o.treffers(*b, zoekSchuil); n != want {
				t.Errorf("%s: %s finds %d by it, want %d", stap, b.Rol, n, want)
			}
		}
	}
	verborgen("recorded", 1)
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	if o := d.Onderdelen[len(d.Onderdelen)-1]; o.Gat == nil || o.Gat.Reden != domain.GatGeheim || !o.Geheim {
		t.Errorf("the gap says %v", o.Gat)
	}
	if p := corrigeer(medewerker,
		`{"wijze":"geheim-opheffen","grond":"gewijzigde-omstandigheid","motivering":{"tekst":"Mag."}}`,
		403).probleem(t); p.Code != domain.CodeGeenToegang {
		t.Error(p.Code)
	}
	corrigeer(medewerker, `{"wijze":"verwijderen","grond":"niet-ter-zake"}`, 403)
	if p := corrigeer(teamleider,
		`{"wijze":"verbeteren","grond":"schrijffout","nieuw":{"contact":{"soort":"verblijfplaats",`+schuiladres+`}}}`,
		409).probleem(t); p.Code != domain.CodeGeheim {
		t.Error(p.Code)
	}
	corrigeer(teamleider, `{"wijze":"afschermen","grond":"niet-ter-zake"}`, 201)
	if s := o.vangt(medewerker, g); geheimIn(s) {
		t.Error("shielded, it shows")
	}
	corrigeer(teamleider, `{"wijze":"vrijgeven","grond":"niet-ter-zake"}`, 201)
	verborgen("released", 1)

	// A new address that may be known: what it was before stays hidden at every moment, and why it was corrected too.
	corrigeer(teamleider,
		`{"wijze":"verbeteren","grond":"gewijzigde-omstandigheid","motivering":{"tekst":"Weg bij haar zus."},"nieuw":{"contact":{"soort":"verblijfplaats","geheim":true,"adres":{"straat":"Plein","huisnummer":"1","plaats":"Ons Dorp"}}}}`, 201)
	verborgen("moved", 0)
	corrigeer(teamleider,
		`{"wijze":"geheim-opheffen","grond":"gewijzigde-omstandigheid","motivering":{"tekst":"Zij is weg bij haar zus."}}`,
		201)
	verborgen("lifted", 0)
	if s := o.vangt(medewerker, g); !strings.Contains(s, "Plein") {
		t.Error("lifted, the new address does not show")
	}
	corrigeer(medewerker, `{"wijze":"geheim-maken","grond":"gewijzigde-omstandigheid"}`, 201)
	if s := o.vangt(medewerker, g); strings.Contains(s, "Plein") {
		t.Error("secret again, the new address shows")
	}
}

// Many are found by one address: that one of them is secret does not show in the number that is given.
func TestGeheimTeltNiet(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	zoek := `{"adres":{"postcode":"1234ab","huisnummer":"12"}}`
	if n := o.treffers(medewerker, zoek); n != 1 {
		t.Fatal(n)
	}
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	for _, k := range d.Onderdelen {
		if k.Soort == domain.InhoudContact {
			leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+k.ID.String()+"/correcties",
				`{"wijze":"geheim-maken","grond":"niet-ter-zake"}`), 201)
		}
	}
	for zoek, want := range map[string]int{zoek: 0, `{"naam":"sanne",` + zoek[1:]: 0, `{"naam":"sanne"}`: 1} {
		if n := o.treffers(medewerker, zoek); n != want {
			t.Errorf("%d found, want %d", n, want)
		}
	}
	if n := o.treffers(teamleider, zoek); n != 1 {
		t.Errorf("the teamleider finds %d", n)
	}
}
