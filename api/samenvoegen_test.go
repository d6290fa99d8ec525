package api

import (
	"slices"
	"testing"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// AVG art. 5 lid 1 onder d, ZOB-13a: who was recorded twice becomes one, in every view; and two again.
func TestVoegSamen(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	v := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen",
		`{"identiteit":{"naam":{"roepnaam":"Susan","achternaam":"Bedacht"},"hoedanigheid":"ouder"}}`), 201)
	dubbel := v.Betrokkenen[0].Betrokkene
	voor := o.klok.nu()
	samen := `{"blijft":"` + g.moeder + `","vervalt":"` + dubbel.String() +
		`","motivering":{"tekst":"Het bleek dezelfde."}}`
	apart := `{"vervallen":"` + dubbel.String() + `","motivering":{"tekst":"Toch een ander."}}`
	if p := o.vraagt(inspecteur, "POST", g.pad+"/samenvoegingen", samen).probleem(t); p.Status != 403 {
		t.Errorf("the inspector: %d", p.Status)
	}
	if p := o.vraagt(medewerker, "POST", g.pad+"/scheidingen", apart).probleem(t); p.Status != 409 {
		t.Errorf("parting who is not joined: %d", p.Status)
	}
	sleutel := []string{"Idempotency-Key", "7d0f4a52-6a0b-4f53-9a5a-3b7d5c2f1e0a"}
	u := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/samenvoegingen", samen, sleutel...), 201)
	if again := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/samenvoegingen", samen, sleutel...),
		201); !again.Herhaald || len(u.Onderdelen) != 1 {
		t.Errorf("%+v, again %+v", u, again)
	}
	is := func() (is *id.Betrokkene) {
		d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
		for _, b := range d.Betrokkenen {
			if b.ID == dubbel {
				is = b.Is
			}
		}
		return is
	}
	if wie := is(); wie == nil || wie.String() != g.moeder {
		t.Errorf("who it is shows as %v", wie)
	}
	if p := o.vraagt(medewerker, "POST", g.pad+"/samenvoegingen", samen).probleem(t); p.Status != 400 ||
		len(p.Fouten) != 2 {
		t.Errorf("joining once more: %d, %d faults", p.Status, len(p.Fouten))
	}
	gevonden := leest[bericht.Gevonden](t, o.vraagt(medewerker, "POST", "/v1/betrokkenen/_zoek", `{"naam":"susan"}`), 200)
	if len(gevonden.Treffers) != 1 || gevonden.Treffers[0].Betrokkene.String() != g.moeder {
		t.Error("by the other name who stays is not found")
	}
	lijn := leest[bericht.Tijdlijn](t, o.vraagt(medewerker, "GET", g.pad+"/tijdlijn", ""), 200)
	if !slices.ContainsFunc(lijn.Momenten, func(m bericht.Moment) bool {
		return m.Soort == domain.SoortBetrokkenenSamengevoegd && m.Feit.Vervalt != nil && *m.Feit.Vervalt == dubbel &&
			m.Inhoud != nil
	}) {
		t.Error("the timeline does not tell it")
	}
	verschil := leest[bericht.Verschillen](t,
		o.vraagt(medewerker, "GET", g.pad+"/verschillen?sinds="+voor.Format(time.RFC3339Nano), ""), 200)
	if !slices.ContainsFunc(verschil.Velden, func(f bericht.VeldVerschil) bool { return f.Veld == "samenvoegingen" }) {
		t.Error("the differences do not tell it")
	}
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/scheidingen", apart), 201)
	if is() != nil {
		t.Error("they are still one")
	}
}
