package api

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// ZOB-6.1: what was recorded in the wrong dossier goes to the right one; then the two turn out to be of one household.
func TestBrengOver(t *testing.T) {
	o := stelOp(t)
	fout, goedG := o.openGezin(), o.openGezin()
	v := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", fout.pad+"/gegevens", `{"rubriek":"zorgen","soort":"bevinding","aard":"feit",
"bron":{"soort":"eigen-waarneming"},"over":["`+fout.moeder+`"],"tekst":{"tekst":"Sanne was niet thuis.","vermeldingen":[{"begin":0,"einde":5,"wie":"`+fout.moeder+`"}]}}`), 201)
	welk := v.Onderdelen[0].String()
	naar := goedG.pad[len("/v1/dossiers/"):]
	lichaam := `{"naarDossier":"` + naar + `","onderdelen":[{"onderdeel":"` + welk + `"}],"personen":[{"hier":"` + fout.moeder + `","daar":"` + goedG.moeder + `"}],
"motivering":{"tekst":"Dit hoort bij een ander gezin."}}`
	sleutel := []string{"Idempotency-Key", "7d0f4a52-6a0b-4f53-9a5a-3b7d5c2f1e09"}
	if p := o.vraagt(inspecteur, "POST", fout.pad+"/overbrengingen", lichaam).probleem(t); p.Status != 403 {
		t.Errorf("the inspector: %d", p.Status)
	}
	u := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", fout.pad+"/overbrengingen", lichaam, sleutel...), 201)
	if u.Overbrenging == nil || u.NogUitTeVoeren || len(u.Gebeurtenissen) != 1 {
		t.Errorf("%+v", u)
	}
	if again := leest[bericht.Vastgelegd](t,
		o.vraagt(medewerker, "POST", fout.pad+"/overbrengingen", lichaam, sleutel...), 201); !again.Herhaald ||
		*again.Overbrenging != *u.Overbrenging {
		t.Errorf("again: %+v", again)
	}
	hier := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", fout.pad, ""), 200)
	daar := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", goedG.pad, ""), 200)
	kies := func(d bericht.Dossier) bericht.Onderdeel {
		i := slices.IndexFunc(d.Onderdelen, func(o bericht.Onderdeel) bool { return o.ID.String() == welk })
		if i < 0 {
			t.Fatal("the onderdeel is not shown")
		}
		return d.Onderdelen[i]
	}
	if k := kies(hier); k.Inhoud != nil || k.Gat.Reden != domain.GatOvergebracht || k.Stand != domain.StandOvergebracht ||
		k.Overgebracht == nil || k.Overgebracht.Naar.String() != naar {
		t.Errorf("here: %+v", k)
	}
	if k := kies(daar); k.Inhoud == nil || k.Inhoud.Gegeven.Tekst.Tekst != "Sanne was niet thuis." ||
		k.UitDossier == nil || !slices.Equal(k.Over, []id.Betrokkene{daar.Betrokkenen[0].ID}) {
		t.Errorf("there: %+v", k)
	}
	lijn := leest[bericht.Tijdlijn](t, o.vraagt(medewerker, "GET", goedG.pad+"/tijdlijn", ""), 200)
	i := slices.IndexFunc(lijn.Momenten, func(m bericht.Moment) bool {
		return m.Onderdeel != nil && m.Onderdeel.String() == welk
	})
	if i < 0 || lijn.Momenten[i].Feit.Overgenomen == nil || lijn.Momenten[i].Feit.Overgenomen.Door != "m-1" ||
		lijn.Momenten[i].Inhoud == nil {
		t.Error("the timeline does not say where it came from")
	}

	geheel := `{"naarDossier":"` + naar + `","geheel":true,"personen":[{"hier":"` + fout.moeder + `","daar":"` +
		goedG.moeder + `"},{"hier":"` + fout.kind + `"}],"motivering":{"tekst":"Het is één gezin."}}`
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", fout.pad+"/overbrengingen", geheel), 201)
	hier = leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", fout.pad, ""), 200)
	if hier.Overgebracht == nil || hier.Overgebracht.Naar.String() != naar {
		t.Errorf("%+v", hier.Overgebracht)
	}
	if p := o.vraagt(medewerker, "POST", fout.pad+"/meldingen", `{"ontvangenOp":"2026-03-01T10:00:00Z","over":["`+
		fout.moeder+`"],"tekst":{"tekst":"x"}}`).probleem(t); p.Status != 410 {
		t.Errorf("recording where nothing is any more: %d", p.Status)
	}
	// The child, who was not there yet, is found by name in the one dossier that is left.
	gevonden := leest[bericht.Gevonden](t, o.vraagt(medewerker, "POST", "/v1/betrokkenen/_zoek", `{"naam":"bram"}`), 200)
	if len(gevonden.Treffers) != 2 {
		t.Errorf("%d found by the name of the child, want two: each household had one", len(gevonden.Treffers))
	}
	for _, tr := range gevonden.Treffers {
		if tr.Dossier.String() != naar {
			t.Error("somebody is found in the dossier that went")
		}
	}
}

// ZOB-6.1: as of a moment before, the dossier that something left shows it in every way: a view, the timeline, the
// differences, an export, and the file of a bijlage. Both dossiers say that it was read. As of now none of them does.
func TestEerderVanWatVertrokOverHTTP(t *testing.T) {
	o := stelOp(t)
	van, naar := o.openGezin(), o.openGezin()
	const tekst = "Sanne was niet thuis."
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", van.pad+"/gegevens", `{"rubriek":"zorgen","soort":"bevinding","aard":"feit",
"bron":{"soort":"eigen-waarneming"},"over":["`+van.moeder+`"],"tekst":{"tekst":"`+tekst+`"}}`), 201)
	brief := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", van.pad+"/bijlagen", overBrief),
		201).Onderdelen[0].String()
	toen := o.klok.nu()
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", van.pad+"/overbrengingen", `{"naarDossier":"`+naar.pad[len("/v1/dossiers/"):]+`","geheel":true,
"personen":[{"hier":"`+van.moeder+`","daar":"`+naar.moeder+`"},{"hier":"`+van.kind+`","daar":"`+naar.kind+`"}],"motivering":{"tekst":"Het is één gezin."}}`), 201)
	op := func(q string, at time.Time) string { return q + at.UTC().Format(time.RFC3339Nano) }
	for pad, wil := range map[string]string{
		op("?beschikbaarOp=", toen):                                     tekst,
		op("/tijdlijn?beschikbaarOp=", toen):                            tekst,
		op("/uitvoer?beschikbaarOp=", toen):                             tekst,
		op("/verschillen?sinds=2026-01-01T00:00:00Z&tot=", toen):        tekst,
		op("/bijlagen/"+brief+"/inhoud?beschikbaarOp=", toen):           "%PDF-1.7\nEen brief.",
		op("/bijlagen/"+brief+"/inhoud?beschikbaarOp=", o.klok.nu()):    "",
		op("/verschillen?sinds=2026-01-01T00:00:00Z&tot=", o.klok.nu()): "",
		"":          "",
		"/tijdlijn": "",
		"/uitvoer":  "",
	} {
		voor := len(leest[bericht.Raadplegingen](t, o.vraagt(officer, "GET", naar.pad+"/raadplegingen", ""),
			200).Raadplegingen)
		a := o.vraagt(medewerker, "GET", van.pad+pad, "", "Accept", "*/*")
		got := strings.Contains(string(a.ruw), tekst) || strings.Contains(string(a.ruw), "Een brief.")
		if got != (wil != "") || wil != "" && !strings.Contains(string(a.ruw), wil) {
			t.Errorf("%s: %d, %d bytes", pad, a.status, len(a.ruw))
		}
		rs := leest[bericht.Raadplegingen](t, o.vraagt(officer, "GET", naar.pad+"/raadplegingen", ""),
			200).Raadplegingen[voor:]
		n := 0
		for _, r := range rs {
			if r.Via != nil && "/v1/dossiers/"+r.Via.String() == van.pad {
				n++
			}
		}
		if n != map[bool]int{true: 1}[wil != ""] {
			t.Errorf("%s: the other dossier says %d times that it was read", pad, n)
		}
	}
	if a := o.vraagt(medewerker, "GET", van.pad+op("/uitvoer?beschikbaarOp=", toen.AddDate(-1, 0, 0)),
		""); a.status != 404 {
		t.Errorf("an export of before there was anything: %d", a.status)
	}
}
