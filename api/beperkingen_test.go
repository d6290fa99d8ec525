package api

import (
	"slices"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// VTF-bep-1, AVG art. 18: a beperking is set and lifted with a besluit; while it holds, changes are refused with the
// reason, and the view says so.
func TestBeperking(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	legt := func(pad, inhoud string) antwoordVan { return o.vraagt(medewerker, "POST", g.pad+pad, inhoud) }
	gegeven := leest[bericht.Vastgelegd](t,
		legt("/gegevens", `{"rubriek":"zorgen","over":["`+g.kind+
			`"],"soort":"bevinding","aard":"feit","bron":{"soort":"eigen-waarneming"},"tekst":{"tekst":"Hij slaapt niet."}}`),
		201).Onderdelen[0].String()
	if p := legt("/beperkingen", `{"onderdelen":["`+gegeven+
		`"],"motivering":{"tekst":"De moeder betwist dit."}}`).probleem(t); p.Status != 400 ||
		p.Fouten[0].Veld != "/beperking" {
		t.Errorf("%+v", p)
	}
	v := leest[bericht.Vastgelegd](t, legt("/beperkingen", `{"onderdelen":["`+gegeven+
		`"],"beperking":"juistheid-betwist","motivering":{"tekst":"De moeder betwist dit."}}`), 201)
	beperking := v.Onderdelen[0]
	wijzig := func() antwoordVan {
		return legt("/onderdelen/"+gegeven+"/correcties", `{"wijze":"verwijderen","grond":"niet-ter-zake"}`)
	}
	if p := wijzig().probleem(t); p.Status != 409 || p.Code != domain.CodeBeperkt ||
		!slices.Contains(p.Regels, "VTF-bep-1") {
		t.Errorf("%+v", p)
	}
	ziet := func() (gehouden, besluit *bericht.Onderdeel) {
		d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
		for i := range d.Onderdelen {
			switch n := &d.Onderdelen[i]; n.ID.String() {
			case gegeven:
				gehouden = n
			case beperking.String():
				besluit = n
			}
		}
		return gehouden, besluit
	}
	if n, b := ziet(); !slices.Equal(n.Beperkt, v.Onderdelen[:1]) || b.Besluit != domain.SoortBeperkingIngesteld ||
		b.Inhoud.Besluit.Beperking != "juistheid-betwist" {
		t.Errorf("%+v %+v", n, b)
	}
	leest[bericht.Vastgelegd](t, legt("/beperkingen/"+beperking.String()+"/opheffingen",
		`{"motivering":{"tekst":"Het bleek te kloppen."}}`), 201)
	if n, _ := ziet(); len(n.Beperkt) > 0 {
		t.Errorf("opgeheven: %+v", n)
	}
	leest[bericht.Vastgelegd](t, wijzig(), 201)
}
