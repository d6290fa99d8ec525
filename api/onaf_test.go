package api

import (
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
)

// An erasure of which a step fails is approved and closed, says so, shows in health and metrics, and is finished
// later.
func TestVernietigingOnaf(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	weg := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/gegevens", `{"rubriek":"onderzoek","soort":"bevinding","aard":"feit",
		"bron":{"soort":"eigen-waarneming"},"over":["`+g.kind+`"],"tekst":{"tekst":"Dit had er niet mogen staan."}}`), 201).Onderdelen[0].String()
	b := leest[bericht.Vastgelegd](t, o.vraagt(officer, "POST", g.pad+"/vernietigingen", `{"omvang":{"onderdeel":"`+weg+`"},"grond":"onrechtmatig",
		"motivering":{"tekst":"Zonder grond vastgelegd."},"uitkomsten":[{"onderdeel":"`+weg+`","uitkomst":"vernietigen"}]}`), 201)

	o.stuk.Store(true)
	a := leest[bericht.Vastgelegd](t, o.vraagt(teamleider, "POST", g.pad+"/vernietigingen/"+b.Vernietiging.String()+
		"/goedkeuringen", ""), 202)
	if !a.NogUitTeVoeren {
		t.Error("het antwoord zegt niet dat de uitvoering nog volgt")
	}
	if v := o.vraagt(teamleider, "GET", g.pad, ""); strings.Contains(string(v.ruw), "niet mogen staan") {
		t.Error("wat is goedgekeurd te vernietigen is nog te zien")
	}
	if h := o.vraagt(niemand, "GET", "/gezondheid", ""); h.status != 503 {
		t.Errorf("gezondheid: %d", h.status)
	}
	if m := o.vraagt(niemand, "GET", "/metrics", ""); !strings.Contains(string(m.ruw),
		"dossierboek_unfinished_erasures 1") {
		t.Error("de meters zwijgen ervan")
	}

	o.stuk.Store(false)
	goed(t, o.Ledger.RondAf(t.Context()))
	if h := o.vraagt(niemand, "GET", "/gezondheid", ""); h.status != 200 {
		t.Errorf("gezondheid na het afronden: %d", h.status)
	}
	l := leest[bericht.Tijdlijn](t, o.vraagt(teamleider, "GET", g.pad+"/tijdlijn", ""), 200)
	if laatste := l.Momenten[len(l.Momenten)-1].Soort; laatste != domain.SoortVernietigingUitgevoerd {
		t.Errorf("het laatste op de tijdlijn is %s", laatste)
	}
}

// A list of one dossier is about that dossier: an unknown one is not found, and that it was asked for is recorded.
func TestVerstrekkingenVanOnbekendDossier(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	if a := o.vraagt(medewerker, "GET", g.pad+"/verstrekkingen", ""); a.status != 200 {
		t.Errorf("van een bekend dossier: %d", a.status)
	}
	voor, err := o.store.Tail(t.Context())
	goed(t, err)
	if p := o.vraagt(medewerker, "GET", "/v1/dossiers/5b8e1f2a-0c33-4a6e-9d5e-0a1b2c3d4e5f/verstrekkingen",
		"").probleem(t); p.Status != 404 {
		t.Errorf("van een onbekend dossier: %d", p.Status)
	}
	n := 0
	for r, err := range o.store.ReadAll(t.Context(), voor) {
		goed(t, err)
		if n++; r.Kind != string(toegang.SoortOnbekend) {
			t.Errorf("vastgelegd is %s", r.Kind)
		}
	}
	if n != 1 {
		t.Errorf("%d feiten van het onbekende dossier", n)
	}
}
