package api

import (
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// DRE-info-1, VTF-delen-3, ZOB-6.2g: asking others is recorded, and counts as the verstrekking that it is; unanswered,
// it is an openstaand punt.
func TestInformatieverzoek(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	vraag := func(meer string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/informatieverzoeken", `{"instantie":"Huisartsenpraktijk De Verzinsels","gevraagd":{"tekst":"Is Bram gezien?"},
		 "grond":"veiligheid","toestemming":"niet-gevraagd","doel":{"tekst":"Nodig voor de veiligheid."},"uiterlijk":"2026-03-20"`+meer+`}`)
	}
	p := o.vraagt(medewerker, "POST", g.pad+"/informatieverzoeken", `{"gevraagd":{"tekst":"?"},"onderdelen":["`+g.kind+
		`"],"grond":"toestemming","toestemming":"geweigerd","doel":{"tekst":"x"},"uiterlijk":"2026-03-01"}`).probleem(t)
	var velden []string
	for _, f := range p.Fouten {
		velden = append(velden, f.Veld)
	}
	if got := strings.Join(velden, " "); got != "/instantie /toestemming /uiterlijk" {
		t.Errorf("faults at %s", got)
	}
	v := leest[bericht.Vastgelegd](t, vraag(`,"onderdelen":["`+g.kind+`"]`), 201)
	verstrekking, verzoek := v.Onderdelen[0].String(), v.Onderdelen[1].String()
	lijst := leest[bericht.Verstrekkingen](t, o.vraagt(medewerker, "GET", g.pad+"/verstrekkingen", ""), 200)
	if len(lijst.Verstrekkingen) != 1 || lijst.Verstrekkingen[0].Onderdeel.String() != verstrekking {
		t.Errorf("it is not in the list of verstrekkingen: %+v", lijst)
	}
	x := o.toont(g, verzoek)
	if x.Inhoud.Informatieverzoek == nil || x.Informatie.Verstrekking.String() != verstrekking || len(x.Punten) != 1 {
		t.Errorf("the verzoek shows as %+v", x)
	}
	if y := o.toont(g, verstrekking); y.Inhoud.Verstrekking.Ontvanger != "Huisartsenpraktijk De Verzinsels" ||
		len(y.Stukken) != 1 {
		t.Errorf("the verstrekking shows as %+v", y)
	}
	antwoord := func(inhoud string) antwoordVan {
		return o.vraagt(medewerker, "POST", g.pad+"/informatieverzoeken/"+verzoek+"/antwoorden", inhoud)
	}
	for inhoud, veld := range map[string]string{
		`{"uitkomst":"ontvangen-niet-vastgelegd"}`:                                "/toelichting", // FAQ-min-2
		`{"uitkomst":"ontvangen-en-vastgelegd"}`:                                  "/vastgelegd",
		`{"uitkomst":"geweigerd","vastgelegd":["` + g.melding + `"]}`:             "/vastgelegd",
		`{"uitkomst":"beantwoord","op":"2027-01-01"}`:                             "/op",
		`{"uitkomst":"ontvangen-en-vastgelegd","vastgelegd":["` + verzoek + `"]}`: "/vastgelegd/0",
	} {
		if p := antwoord(inhoud).probleem(t); len(p.Fouten) != 1 || p.Fouten[0].Veld != veld {
			t.Errorf("%s: %+v", inhoud, p.Fouten)
		}
	}
	if p := o.vraagt(medewerker, "POST", g.pad+"/informatieverzoeken/"+g.melding+"/antwoorden",
		`{"uitkomst":"geweigerd"}`).probleem(t); p.Code != domain.CodeStand {
		t.Error(p.Code)
	}
	a := leest[bericht.Vastgelegd](t,
		antwoord(`{"uitkomst":"ontvangen-niet-vastgelegd","toelichting":{"tekst":"Het ging over een ander."}}`), 201)
	x = o.toont(g, verzoek)
	if len(x.Informatie.Antwoorden) != 1 || x.Informatie.Antwoorden[0] != a.Onderdelen[0] || len(x.Punten) > 0 {
		t.Errorf("answered, it shows as %+v", x)
	}
	if s := string(o.vraagt(medewerker, "GET", g.pad+"/tijdlijn", "").ruw); !strings.Contains(s,
		`"informatieverzoek":"`+verzoek) || !strings.Contains(s, "Het ging over een ander.") {
		t.Error("the timeline does not tell of the answer")
	}

	// What is geheim follows the checks of a verstrekking.
	schuil := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen/"+g.moeder+"/contactgegevens",
		geheimContact), 201).Onderdelen[0].String()
	if p := vraag(`,"onderdelen":["` + schuil + `"]`).probleem(t); p.Code != domain.CodeGeenToegang {
		t.Error(p.Code)
	}

	// Erased with the child: the verzoek, its answer and the verstrekking are in the preview.
	w := leest[bericht.Voorvertoning](t,
		o.vraagt(officer, "POST", g.pad+"/vernietigingen/_voorvertoning", `{"betrokkene":"`+g.kind+`"}`), 200)
	n := 0
	for _, y := range w.Onderdelen {
		if y.Soort == domain.InhoudInformatieverzoek || y.Soort == domain.InhoudInformatieantwoord ||
			y.Soort == domain.InhoudVerstrekking {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d of 3 in the preview of the child's erasure", n)
	}
}
