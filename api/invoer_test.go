package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"dossierboek/api/bericht"
	"dossierboek/api/identiteit"
	"dossierboek/domain"
)

// wieMag is somebody who may use a route.
func wieMag(rt *route) identiteit.Bewijs {
	switch rt.handeling {
	case domain.HandelingVernietigen, domain.HandelingToezien:
		return officer
	case domain.HandelingGoedkeuren:
		return teamleider
	}
	return medewerker
}

// fouten lists the faults of an answer as "veld code".
func (a antwoordVan) fouten(t testing.TB) []string {
	t.Helper()
	var uit []string
	for _, f := range a.probleem(t).Fouten {
		uit = append(uit, f.Veld+" "+f.Code)
	}
	slices.Sort(uit)
	return uit
}

// One bad input of each class, with every fault at once.
func TestSlechteInvoer(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	onbekend := uuid.NewString()
	gegeven := func(velden string) string {
		return `{"rubriek":"onderzoek","soort":"bevinding","aard":"feit","bron":{"soort":"eigen-waarneming"},"tekst":{"tekst":"Bram speelt."}` + velden + `}`
	}
	for naam, x := range map[string]struct {
		pad, inhoud string
		status      int
		code        domain.Code
		fouten      []string
	}{
		"leeg":          {"/gegevens", " ", 400, "ongeldige-invoer", []string{" leeg"}},
		"geen JSON":     {"/gegevens", "{", 400, "ongeldige-invoer", []string{" json"}},
		"meer dan JSON": {"/gegevens", "{} {}", 400, "ongeldige-invoer", []string{" json"}},
		"geen object":   {"/gegevens", "[]", 400, "ongeldige-invoer", []string{" verkeerd-type"}},
		"null":          {"/gegevens", "null", 400, "ongeldige-invoer", []string{" verkeerd-type"}},
		"te diep": {"/gegevens", strings.Repeat("[", 50) + strings.Repeat("]", 50), 400, "ongeldige-invoer",
			[]string{" te-diep"}},
		"kapotte UTF-8": {"/gegevens", gegeven(`,"gebeurdOp":"` + "\xff" + `"`), 400, "ongeldige-invoer",
			[]string{" utf8"}},
		"los surrogaat": {"/gegevens", gegeven(`,"gebeurdOp":"\ud800"`), 400, "ongeldige-invoer", []string{" utf8"}},
		"dubbel veld":   {"/gegevens", gegeven(`,"aard":"mening"`), 400, "ongeldige-invoer", []string{"/aard dubbel"}},
		"onbekend veld": {"/gegevens", gegeven(`,"kleur":"rood","Aard":"feit"`), 400, "ongeldige-invoer",
			[]string{"/Aard onbekend-veld", "/kleur onbekend-veld"}},
		"onveilige naam": {"/gegevens", gegeven(`,"Jan Jansen 0612345678":1`), 400, "ongeldige-invoer",
			[]string{" onbekend-veld"}},
		"verkeerde typen": {"/gegevens",
			`{"rubriek":1,"soort":[],"aard":null,"bron":"x","tekst":{"tekst":true},"over":{}}`, 400, "ongeldige-invoer",
			[]string{"/aard verkeerd-type", "/bron verkeerd-type", "/over verkeerd-type", "/rubriek verkeerd-type",
				"/soort verkeerd-type", "/tekst/tekst verkeerd-type"}},
		"niets ingevuld": {"/gegevens", `{}`, 400, "ongeldige-invoer",
			[]string{"/aard verplicht", "/bron verplicht", "/rubriek verplicht", "/soort verplicht", "/tekst verplicht"}},
		"geen keuze": {"/gegevens",
			`{"rubriek":"weer","soort":"bevinding","aard":"waar","bron":{"soort":"eigen-waarneming"},"tekst":{"tekst":"x"}}`,
			400, "ongeldige-invoer", []string{"/aard onbekende-code", "/rubriek onbekende-code"}},
		"in de toekomst": {"/gegevens", gegeven(`,"gebeurdOp":"2027"`), 400, "ongeldige-invoer",
			[]string{"/gebeurdOp in-de-toekomst"}},
		"onbestaande datum": {"/gegevens", gegeven(`,"gebeurdOp":"2025-02-30"`), 400, "ongeldige-invoer",
			[]string{"/gebeurdOp datum-bestaat-niet"}},
		"geen id": {"/gegevens", gegeven(`,"over":["x"]`), 400, "ongeldige-invoer", []string{"/over/0 id"}},
		"onbekende persoon": {"/gegevens", gegeven(`,"over":["` + onbekend + `"]`), 400, "ongeldige-invoer",
			[]string{"/over/0 onbekend"}},
		"vermelding buiten": {"/gegevens", strings.Replace(gegeven(""), `"Bram speelt."`,
			`"Bram speelt.","vermeldingen":[{"begin":0,"einde":99,"wie":"`+g.kind+`"}]`, 1), 400, "ongeldige-invoer",
			[]string{"/tekst/vermeldingen/0 markering-bereik"}},
		"vermeld wie": {"/gegevens", strings.Replace(gegeven(""), `"Bram speelt."`,
			`"Bram speelt.","vermeldingen":[{"begin":0,"einde":4,"wie":"iemand"}]`, 1), 400, "ongeldige-invoer",
			[]string{"/tekst/vermeldingen/0/wie id"}},
		"vermeld onbekende": {"/gegevens", strings.Replace(gegeven(""), `"Bram speelt."`,
			`"Bram speelt.","vermeldingen":[{"begin":0,"einde":4,"wie":"`+onbekend+`"}]`, 1), 400, "ongeldige-invoer",
			[]string{"/tekst/vermeldingen onbekend"}},
		"slot zonder oud": {"/gegevens", strings.Replace(gegeven(""), `"Bram speelt."`,
			`"Bram speelt.","vermeldingen":[{"begin":0,"einde":4,"wie":"`+g.kind+`","toestand":"afgeschermd","slot":0}]`, 1),
			400, "ongeldige-invoer", []string{"/tekst/vermeldingen/0/slot markering-slot"}},
		"bron onbekend": {"/gegevens", strings.Replace(gegeven(""), `{"soort":"eigen-waarneming"}`,
			`{"soort":"informant","wie":"`+onbekend+`"}`, 1), 400, "ongeldige-invoer", []string{"/bron/wie onbekend"}},
		"diagnose": {"/gegevens", strings.Replace(gegeven(""), `"bevinding"`, `"diagnose"`, 1), 409,
			domain.CodeDiagnoseZonder, nil},
		"BSN, datum, naam": {"/betrokkenen",
			`{"identiteit":{"naam":{},"bsn":"123456789","geboortedatum":"1990-13","hoedanigheid":"ouder"},"contacten":[{"soort":"adres","adres":{"postcode":"0000 XX","huisnummer":"12a"}}]}`, 400, "ongeldige-invoer", []string{"/contacten/0/adres/huisnummer huisnummer", "/contacten/0/adres/postcode postcode", "/identiteit/bsn bsn-elfproef", "/identiteit/geboortedatum datum-bestaat-niet", "/identiteit/naam naam-leeg"}},
		"contact past niet": {"/betrokkenen/" + g.moeder + "/contactgegevens", `{"soort":"telefoon","email":"x"}`, 400,
			"ongeldige-invoer", []string{"/email email", "/telefoon verplicht"}},
		"tijdvak": {"/relaties", `{"van":"` + g.moeder + `","naar":"` + g.kind +
			`","aard":"ouder-van","geldig":{"van":"2025-01-01","tot":"2024-01-01"}}`, 400, "ongeldige-invoer",
			[]string{"/geldig/tot tijdvak"}},
		"zelfde persoon": {"/relaties", `{"van":"` + g.moeder + `","naar":"` + g.moeder + `","aard":"ouder-van"}`, 400,
			"ongeldige-invoer", []string{"/naar past-niet"}},
		"correctie te veel": {"/onderdelen/" + g.moeder + "/correcties",
			`{"wijze":"verbeteren","grond":"schrijffout","nieuw":{"melding":{"tekst":{"tekst":"x"}},"opening":{"grond":"melding"}}}`, 400, "ongeldige-invoer", []string{"/nieuw past-niet"}},
		"correctie soort": {"/onderdelen/" + g.moeder + "/correcties",
			`{"wijze":"verbeteren","grond":"schrijffout","nieuw":{"melding":{"tekst":{"tekst":"x"}}}}`, 400, "ongeldige-invoer",
			[]string{"/nieuw past-niet"}},
		"correctie BSN": {"/onderdelen/" + g.moeder + "/correcties",
			`{"wijze":"verbeteren","grond":"x","nieuw":{"identiteit":{"naam":{"roepnaam":"S"},"bsn":"1","hoedanigheid":"ouder"}}}`, 400, "ongeldige-invoer", []string{"/grond onbekende-code", "/nieuw/identiteit/bsn bsn-vorm"}},
		"correctie later": {"/onderdelen/" + g.moeder + "/correcties",
			`{"wijze":"verbeteren","grond":"schrijffout","nieuw":{"identiteit":{"naam":{"roepnaam":"S"},"geboortedatum":"2030","hoedanigheid":"ouder"}}}`, 400, "ongeldige-invoer", []string{"/nieuw/identiteit/geboortedatum in-de-toekomst"}},
		"onbekend onderdeel": {"/onderdelen/" + onbekend + "/correcties", `{"wijze":"verwijderen","grond":"schrijffout"}`,
			404, "niet-gevonden", nil},
		"verstrek onbekend": {"/verstrekkingen", `{"onderdelen":["` + onbekend + `","` + g.melding + `","` + g.melding +
			`"],"ontvanger":"RvdK","grond":"wettelijke-taak","toestemming":"niet-gevraagd","doel":{"tekst":"x"}}`, 400,
			"ongeldige-invoer", []string{"/onderdelen/0 onbekend", "/onderdelen/2 dubbel"}},
		"geen toestemming": {"/verstrekkingen",
			`{"onderdelen":["` + g.melding + `"],"grond":"toestemming","toestemming":"geweigerd","doel":{"tekst":"x"}}`, 400,
			"ongeldige-invoer", []string{"/ontvanger verplicht", "/toestemming past-niet"}},
		"zonder betrokkene": {"/meldingen", `{"ontvangenOp":"2026-03-01T10:00:00Z","over":[],"tekst":{"tekst":"x"}}`, 409,
			domain.CodeMeldingZonder, nil},
		"geen tijdzone": {"/meldingen", `{"ontvangenOp":"2026-03-01T10:00:00","over":[],"tekst":{"tekst":"x"}}`, 400,
			"ongeldige-invoer", []string{"/ontvangenOp datum-tijd"}},
		"geen UUID in pad": {"/onderdelen/X/correcties", `{}`, 400, "ongeldige-invoer",
			[]string{"/grond verplicht", "/wijze verplicht", "onderdeel id"}},
		"onbekende query": {"/gegevens?kleur=rood&a%20b=1", gegeven(""), 400, "ongeldige-invoer",
			[]string{" onbekend-veld", "kleur onbekend-veld"}},
		"zelfde fase": {"/fasen", `{"fase":"veiligheidsbeoordeling","motivering":{"tekst":"x"}}`, 409, domain.CodeStand,
			nil},
	} {
		a := o.vraagt(medewerker, "POST", g.pad+x.pad, x.inhoud)
		if p := a.probleem(t); p.Status != x.status || p.Code != x.code ||
			p.Type != "urn:dossierboek:probleem:"+string(x.code) || p.Verzoek == "" || p.Title == "" {
			t.Errorf("%s: %s", naam, a.ruw)
		}
		if got := a.fouten(t); x.fouten != nil && !slices.Equal(got, x.fouten) {
			t.Errorf("%s: fouten %q, want %q", naam, got, x.fouten)
		}
	}
	if p := o.vraagt(medewerker, "GET", "/v1/dossiers/"+onbekend, "").probleem(t); p.Status != 404 {
		t.Errorf("onbekend dossier: %d", p.Status)
	}
	if got := o.vraagt(medewerker, "GET", g.pad+"?beschikbaarOp=gisteren&geldigOp=2026-02-30", "", "Doel",
		"nieuwsgierigheid").fouten(t); !slices.Equal(got,
		[]string{"Doel onbekende-code", "beschikbaarOp datum-tijd", "geldigOp datum-bestaat-niet"}) {
		t.Errorf("parameters: %q", got)
	}
	if got := o.vraagt(medewerker, "GET", g.pad+"?beschikbaarOp=2030-01-01T00:00:00Z",
		"").probleem(t).Fouten; len(got) != 1 || got[0].Waar != waarQuery || got[0].Veld != "beschikbaarOp" {
		t.Errorf("toekomst: %v", got)
	}
	if got := o.vraagt(medewerker, "GET", g.pad+"/verschillen?sinds=2026-03-02T00:00:00Z&tot=2026-03-01T00:00:00Z",
		"").probleem(t).Fouten; len(got) != 1 || got[0].Waar != waarQuery {
		t.Errorf("andersom: %v", got)
	}
}

// A besluit that leaves onderdelen without an outcome names them.
func TestZonderUitkomst(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	p := o.vraagt(officer, "POST", g.pad+"/vernietigingen", `{"omvang":{"betrokkene":"`+g.moeder+
		`"},"grond":"verzoek-wmo-5.3.5","motivering":{"tekst":"Op verzoek."}}`).probleem(t)
	if p.Code != domain.CodeZonderUitkomst || len(p.Onderdelen) != 3 || len(p.Fouten) != 0 ||
		!slices.Contains(p.Regels, "ZOB-17.4b") {
		t.Errorf("%+v", p)
	}
	p = o.vraagt(officer, "POST", g.pad+"/vernietigingen",
		`{"omvang":{},"grond":"verzoek-wmo-5.3.5","motivering":{"tekst":"x"},"uitkomsten":[{"onderdeel":"`+g.melding+
			`","uitkomst":"behouden"},{"onderdeel":"`+g.melding+`","uitkomst":"herschrijven"}]}`).probleem(t)
	var velden []string
	for _, f := range p.Fouten {
		velden = append(velden, f.Veld)
	}
	if want := []string{"/omvang", "/uitkomsten/0/belang", "/uitkomsten/0/waarom",
		"/uitkomsten/1/nieuw"}; !slices.Equal(slices.Sorted(slices.Values(velden)), want) {
		t.Errorf("%q", velden)
	}
}

// Whatever stands in a field, the answer never quotes it, every pointer leads into the body, and nothing breaks: for
// each field of each body, a value of every wrong kind.
func TestNooitDeWaardeTerug(t *testing.T) {
	o := stelOp(t)
	const geheim = "Zqx7geheim"
	vreemd := []any{geheim, json.Number("98765432109"), true, nil, []any{geheim}, map[string]any{geheim + " x": geheim},
		strings.Repeat(geheim, 30), geheim + "\u0000"}
	for _, rt := range o.routes() {
		if rt.lichaam == nil {
			continue
		}
		basis := o.voorbeeldVan(rt)
		for _, pad := range bladeren(kaal(json.RawMessage(basis)), nil) {
			for i, w := range vreemd {
				b := vervang(kaal(json.RawMessage(basis)), pad, w)
				inhoud := tekstVan(b)
				a := o.vraagt(wieMag(rt), rt.methode, vulIn(rt), inhoud)
				waar := fmt.Sprintf("%s %s %d", rt.id, alsWijzer(pad), i)
				if strings.Contains(string(a.ruw), geheim) || strings.Contains(string(a.ruw), "98765432109") {
					t.Errorf("%s: het antwoord noemt de waarde: %s", waar, a.ruw)
				}
				if a.status >= 500 || a.status == 200 && rt.methode == "POST" && rt.status != 200 {
					t.Errorf("%s: %d", waar, a.status)
				}
				if a.status < 400 {
					continue
				}
				wijstGoed(t, waar, a.probleem(t), b)
			}
		}
	}
	if strings.Contains(o.log.String(), geheim) {
		t.Error("het logboek van de server noemt een waarde")
	}
}

// wijstGoed holds every pointer of a problem against the body: it stands there, or is a member that is missing.
func wijstGoed(t testing.TB, waar string, p bericht.Probleem, b any) {
	t.Helper()
	for _, f := range p.Fouten {
		if f.Waar != waarInhoud {
			continue
		}
		delen := segmenten(f.Veld)
		if _, ok := zoekIn(b, delen); ok {
			continue
		}
		if len(delen) > 0 {
			if ouder, ok := zoekIn(b, delen[:len(delen)-1]); ok {
				if _, ok := ouder.(map[string]any); ok {
					continue
				}
			}
		}
		t.Errorf("%s: %s wijst nergens heen", waar, f.Veld)
	}
}

// bladeren are the paths of all values within JSON.
func bladeren(b any, pad []string) [][]string {
	var uit [][]string
	switch b := b.(type) {
	case map[string]any:
		for naam, w := range b {
			uit = append(uit, bladeren(w, append(pad[:len(pad):len(pad)], naam))...)
		}
	case []any:
		for i, w := range b {
			uit = append(uit, bladeren(w, append(pad[:len(pad):len(pad)], fmt.Sprint(i)))...)
		}
	}
	if len(pad) > 0 {
		uit = append(uit, pad)
	}
	return uit
}

func vervang(b any, pad []string, w any) any {
	if len(pad) == 0 {
		return w
	}
	switch b := b.(type) {
	case map[string]any:
		b[pad[0]] = vervang(b[pad[0]], pad[1:], w)
	case []any:
		for i := range b {
			if fmt.Sprint(i) == pad[0] {
				b[i] = vervang(b[i], pad[1:], w)
			}
		}
	}
	return b
}

// A day that is none says what a day is, and only what is empty is called empty.
func TestGeenDag(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	for dag, wil := range map[string]string{"gisteren": "2026", "2026-03": "2026", "": "leeg"} {
		p := o.vraagt(medewerker, "GET", g.pad+"?geldigOp="+dag, "").probleem(t)
		if p.Status != 400 || len(p.Fouten) != 1 || !strings.Contains(p.Fouten[0].Tekst, wil) ||
			strings.Contains(p.Fouten[0].Tekst, "leeg") != (dag == "") {
			t.Errorf("%q: %d %+v", dag, p.Status, p.Fouten)
		}
	}
}
