package api

import (
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/api/identiteit"
)

// VTF-toegang-2: the secretariaat enters what a worker did; both are known of the event, and so is on which occasion.
func TestNamensEnAanleiding(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	legt := func(b identiteit.Bewijs, koppen ...string) antwoordVan {
		return o.vraagt(b, "POST", g.pad+"/gegevens", `{"rubriek":"zorgen","soort":"bevinding","aard":"feit",
"bron":{"soort":"eigen-waarneming"},"tekst":{"tekst":"Het is stil in huis."}}`, koppen...)
	}
	leest[bericht.Vastgelegd](t, legt(medewerker, "Namens", "m-77", "Aanleiding", "verzoek"), 201)
	lijn := leest[bericht.Tijdlijn](t, o.vraagt(medewerker, "GET", g.pad+"/tijdlijn", ""), 200)
	door := lijn.Momenten[len(lijn.Momenten)-1].Door
	if door.Wie != "m-1" || door.Namens != "m-77" || door.Aanleiding != "verzoek" {
		t.Errorf("recorded as %+v", door)
	}
	if eerste := lijn.Momenten[0].Door; eerste.Namens != "" || eerste.Aanleiding != "" {
		t.Errorf("the opening says %+v", eerste)
	}

	met := medewerker
	met.Namens = "m-77"
	leest[bericht.Vastgelegd](t, legt(met, "Namens", "m-77"), 201)
	for naam, a := range map[string]antwoordVan{
		"oneself":                 legt(medewerker, "Namens", "m-1"),
		"other than in the token": legt(met, "Namens", "m-78"),
		"no employee id":          legt(medewerker, "Namens", "Jan de Vries"),
		"no aanleiding":           legt(medewerker, "Aanleiding", "zomaar"),
	} {
		if p := a.probleem(t); p.Status != 400 || len(p.Fouten) != 1 || p.Fouten[0].Waar != "kop" {
			t.Errorf("%s: %d with %+v", naam, p.Status, p.Fouten)
		}
	}
}
