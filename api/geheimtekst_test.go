package api

import (
	"encoding/json"
	"flag"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/api/bericht"
	"dossierboek/api/identiteit"
	"dossierboek/domain"
)

const geheimContact = `{"soort":"verblijfplaats",` + schuiladres + `,"geheim":true}`

func gegevenMet(tekst string) string {
	return tekstVan(bericht.NieuwGegeven{Rubriek: "zorgen", Gegeven: bericht.Gegeven{Soort: "bevinding", Aard: "feit",
		Bron: bericht.Bron{Soort: "eigen-waarneming"}, Tekst: bericht.Tekst{Tekst: tekst}}})
}

// ZOB-8: a secret address in a text is hidden there, for good where it was written after the address was secret, and
// at each reading where it was written before; who wrote it is not told whose it is.
func TestGeheimInTekst(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	leg := func(tekst string) string {
		t.Helper()
		return leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/gegevens", gegevenMet(tekst)),
			201).Onderdelen[0].String()
	}
	eerder := leg("Zij zit op Kerkweg 99.")
	if s := o.vangt(medewerker, g); !strings.Contains(s, "Kerkweg 99") {
		t.Fatal("nothing is secret yet")
	}
	schuil := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+g.moeder+"/contactgegevens",
		geheimContact), 201).Onderdelen[0].String()
	later := leg("Gebeld met 5678xy 99.")
	s := o.vangt(medewerker, g)
	if strings.Contains(s, "Kerkweg 99") || strings.Contains(s, "5678xy") ||
		!strings.Contains(s, "Zij zit op [geheim].") || !strings.Contains(s, "Gebeld met [geheim].") {
		t.Error("a medewerker reads it, or not the rest of the text")
	}
	if !strings.Contains(o.vangt(teamleider, g), "Gebeld met 5678xy 99.") {
		t.Error("a teamleider does not read it")
	}
	x := o.toont(g, later)
	if v := x.Inhoud.Gegeven.Tekst.Vermeldingen; len(v) != 1 || v[0].Wie != "" || v[0].Toestand != "geheim" ||
		len(x.Over) > 0 {
		t.Errorf("it says whose it is: %+v, %v", v, x.Over)
	}
	if s := string(o.vraagt(medewerker, "POST", g.pad+"/_vermeldingen",
		`{"tekst":"Kerkweg 99"}`).ruw); strings.Contains(s, g.moeder) || strings.Contains(s, "adres") {
		t.Error("a proposal says whose it is")
	}

	// Corrected by somebody who does not see it, it stays.
	x.Inhoud.Gegeven.Tekst.Tekst = "Gebeld naar [geheim]."
	x.Inhoud.Gegeven.Tekst.Vermeldingen[0].Begin++
	x.Inhoud.Gegeven.Tekst.Vermeldingen[0].Einde++
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+later+"/correcties",
		tekstVan(bericht.NieuweCorrectie{Wijze: "verbeteren",
			Correctie: bericht.Correctie{Grond: "schrijffout", Nieuw: &x.Inhoud.NieuweInhoud}})), 201)
	if s := o.vangt(teamleider, g); !strings.Contains(s, "Gebeld naar 5678xy 99.") {
		t.Error("the correction lost it")
	}

	// What cannot be marked is refused, and says no more than the writer knows.
	for naam, a := range map[string]antwoordVan{
		"another's contactgegeven": o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+g.kind+"/contactgegevens",
			`{"soort":"adres",`+schuiladres+`}`),
		"a free line": o.vraagt(medewerker, "POST", g.pad+"/meldingen",
			`{"ontvangenOp":"2026-03-01T20:15:00+01:00","over":["`+g.kind+
				`"],"hoedanigheid":"buur van Kerkweg 99","tekst":{"tekst":"Ruzie."}}`),
	} {
		if p := a.probleem(t); p.Code != domain.CodeGeheim || geheimIn(string(a.ruw)) ||
			strings.Contains(string(a.ruw), g.moeder) {
			t.Errorf("%s: %s", naam, a.ruw)
		}
	}
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+g.kind+"/contactgegevens",
		geheimContact), 201)

	plaatsen := g.pad + "/onderdelen/" + schuil + "/vindplaatsen"
	v := leest[bericht.Vindplaatsen](t, o.vraagt(teamleider, "GET", plaatsen, ""), 200)
	if len(v.Vindplaatsen) != 1 || v.Vindplaatsen[0].Onderdeel.String() != eerder ||
		len(v.Vindplaatsen[0].Plaatsen) != 1 {
		t.Errorf("still to be judged: %+v", v.Vindplaatsen)
	}
	if p := o.vraagt(medewerker, "GET", plaatsen, "").probleem(t); p.Status != 403 {
		t.Error(p.Status)
	}
	if p := o.vraagt(teamleider, "GET", g.pad+"/onderdelen/"+eerder+"/vindplaatsen", "").probleem(t); p.Status != 404 {
		t.Error(p.Status)
	}
}

// ZOB-8, ZOB-6.2g: a verstrekking that would hold what is geheim, as such or in a text, waits for somebody who may see
// it.
func TestVerstrekGeheimAdres(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	schuil := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+g.moeder+"/contactgegevens",
		geheimContact), 201).Onderdelen[0].String()
	tekst := leest[bericht.Vastgelegd](t,
		o.vraagt(medewerker, "POST", g.pad+"/gegevens", gegevenMet("Zij zit op Kerkweg 99.")), 201).Onderdelen[0].String()
	geef := func(b identiteit.Bewijs, meer string, wat ...string) antwoordVan {
		return o.vraagt(b, "POST", g.pad+"/verstrekkingen", `{"onderdelen":["`+strings.Join(wat, `","`)+
			`"],"ontvanger":"Politie","grond":"veiligheid","toestemming":"niet-gevraagd","doel":{"tekst":"Nodig."}`+meer+`}`)
	}
	if a := geef(medewerker, "", g.melding); a.status != 201 {
		t.Errorf("nothing secret: %s", a.ruw)
	}
	for _, wat := range []string{schuil, tekst} {
		if p := geef(medewerker, `,"bevestigdGeheim":["`+wat+`"]`, wat).probleem(t); p.Code != domain.CodeGeenToegang {
			t.Error(p.Code)
		}
		if p := geef(teamleider, "", g.melding, wat).probleem(t); p.Code != domain.CodeGeheimOnbevestigd ||
			len(p.Fouten) != 1 || p.Fouten[0].Veld != "/onderdelen/1" {
			t.Errorf("%+v", p)
		}
		leest[bericht.Vastgelegd](t, geef(teamleider, `,"bevestigdGeheim":["`+wat+`"]`, g.melding, wat), 201)
	}
	d := leest[bericht.Dossier](t, o.vraagt(inspecteur, "GET", g.pad, ""), 200)
	if v := d.Onderdelen[len(d.Onderdelen)-1]; len(v.BevestigdGeheim) != 1 || v.BevestigdGeheim[0].String() != tekst ||
		v.Door.Wie != "t-1" {
		t.Errorf("who confirmed what: %+v", v)
	}
}

// Whatever the course: an address that is secret when somebody reads without the right to it is in nothing that is
// answered.
func TestGeheimAdresNergens(t *testing.T) {
	o := stelOp(t)
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue { // each course is a dozen requests
		goed(t, f.Value.Set("20"))
	}
	geprobeerd := 0
	course := func(r *rapid.T) {
		g := o.openGezin()
		var contacten, teksten []string
		bewaar := func(lijst *[]string, a antwoordVan) {
			if a.status == 201 {
				*lijst = append(*lijst, leest[bericht.Vastgelegd](t, a, 201).Onderdelen[0].String())
			}
		}
		welk := func(lijst []string) string {
			if len(lijst) == 0 {
				r.Skip("none yet")
			}
			return rapid.SampledFrom(lijst).Draw(r, "welk")
		}
		tekst := func() string {
			return rapid.SampledFrom([]string{"Zij zit op Kerkweg 99.", "Post naar 5678XY 99, graag.", "Niets bijzonders.",
				"kerkweg  99 (5678 xy)"}).Draw(r, "tekst")
		}
		wie := func() string { return rapid.SampledFrom([]string{g.moeder, g.kind}).Draw(r, "wie") }
		contact := func() string {
			return fmt.Sprintf(`{"soort":"adres",%s,"geheim":%t}`, schuiladres, rapid.Bool().Draw(r, "geheim"))
		}
		corrigeer := func(onderdeel, inhoud string) {
			o.vraagt(teamleider, "POST", g.pad+"/onderdelen/"+onderdeel+"/correcties", inhoud)
		}
		geheim := func() bool {
			d := leest[bericht.Dossier](t, o.vraagt(teamleider, "GET", g.pad, ""), 200)
			n := 0
			for _, x := range d.Onderdelen {
				for _, c := range contacten {
					if x.ID.String() == c && x.Geheim {
						n++
					}
				}
			}
			return n > 0 && n == len(contacten)
		}
		acties := map[string]func(*rapid.T){
			"contact": func(*rapid.T) {
				bewaar(&contacten, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+wie()+"/contactgegevens", contact()))
			},
			"gegeven": func(*rapid.T) {
				bewaar(&teksten, o.vraagt(medewerker, "POST", g.pad+"/gegevens", gegevenMet(tekst())))
			},
			"verander": func(*rapid.T) {
				corrigeer(welk(contacten), `{"wijze":"verbeteren","grond":"schrijffout","motivering":{"tekst":"`+tekst()+
					`"},"nieuw":{"contact":`+contact()+`}}`)
			},
			"stand": func(r *rapid.T) {
				wijze := rapid.SampledFrom([]string{"geheim-maken", "geheim-opheffen", "afschermen", "vrijgeven"}).Draw(r, "wijze")
				corrigeer(welk(append(contacten, teksten...)),
					`{"wijze":"`+wijze+`","grond":"niet-ter-zake","motivering":{"tekst":"`+tekst()+`"}}`)
			},
			"herschrijf": func(*rapid.T) {
				var n bericht.NieuwGegeven
				ontcijfer(t, gegevenMet(tekst()), &n)
				corrigeer(welk(teksten),
					tekstVan(bericht.NieuweCorrectie{Wijze: "verbeteren", Correctie: bericht.Correctie{Grond: "schrijffout",
						Nieuw: &bericht.NieuweInhoud{Gegeven: &n.Gegeven}}}))
			},
			"fase": func(*rapid.T) {
				o.vraagt(medewerker, "POST", g.pad+"/fasen", `{"fase":"onderzoek","motivering":{"tekst":"`+tekst()+`"}}`)
			},
		}
		bewaar(&contacten, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+g.moeder+"/contactgegevens", geheimContact))
		for range rapid.IntRange(4, 10).Draw(r, "stappen") {
			namen := []string{"contact", "gegeven", "verander", "stand", "herschrijf", "fase"}
			if naam := rapid.SampledFrom(namen).Draw(r, "stap"); len(contacten) > 0 && len(teksten) > 0 || naam == "contact" ||
				naam == "gegeven" || naam == "fase" {
				acties[naam](r)
			}
		}
		if !geheim() {
			return // somebody lifted it, or it never was secret
		}
		geprobeerd++
		s := strings.ToLower(o.vangt(medewerker, g))
		for _, v := range []string{"kerkweg", "5678 xy", "5678xy", "elders"} {
			if strings.Contains(s, v) {
				r.Fatalf("a medewerker reads %q", v)
			}
		}
	}
	for ronde := 0; ronde < 5 && geprobeerd < 5; ronde++ { // not every course has one
		rapid.Check(t, course)
	}
	if geprobeerd < 5 {
		t.Errorf("only %d courses came to a secret address", geprobeerd)
	}
}

func ontcijfer(t *testing.T, s string, v any) {
	t.Helper()
	goed(t, json.Unmarshal([]byte(s), v))
}
