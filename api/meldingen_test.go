package api

import (
	"strings"
	"testing"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// A second melding comes in incomplete while involvement runs; it is qualified, completed, and goes its own way.
func TestMeldingen(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	lees := func() bericht.Dossier {
		t.Helper()
		return leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
	}
	doe := func(pad, inhoud string) bericht.Vastgelegd {
		t.Helper()
		return leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+pad, inhoud), 201)
	}
	tweede := doe("/meldingen", `{"ontvangenOp":"2026-03-01T23:30:00+01:00","over":["`+g.kind+
		`"],"kanaal":"telefoon","informanten":[{"wie":"`+g.moeder+`","hoedanigheid":"huisarts"}]}`)
	welk := tweede.Onderdelen[0]
	m := vind(t, lees(), welk)
	if len(m.Punten) != 3 || m.Punten[2].Soort != domain.PuntTelling || m.Punten[0].Uiterlijk != "2026-03-06" ||
		m.Punten[1].Soort != domain.PuntMeldingOnvolledig || m.Fase != domain.FaseEerste ||
		m.Inhoud.Melding.Kanaal != "telefoon" || m.Inhoud.Melding.Informanten[0].Hoedanigheid != "huisarts" {
		t.Errorf("%+v", m)
	}
	kwalificaties := "/meldingen/" + welk.String() + "/kwalificaties"
	if p := o.vraagt(medewerker, "POST", g.pad+kwalificaties,
		`{"kwalificatie":"hermelding","motivering":{"tekst":"x"}}`).probleem(t); p.Status != 409 ||
		p.Code != domain.CodeStand || len(p.Regels) == 0 {
		t.Errorf("hermelding terwijl er bemoeienis loopt: %+v", p)
	}
	besluit := doe(kwalificaties,
		`{"kwalificatie":"vervolgmelding","motivering":{"tekst":"Er loopt al een onderzoek."},"beslisser":"t-1","alternatieven":[{"tekst":"Een nieuwe melding."}]}`).Onderdelen[0]
	doe("/onderdelen/"+welk.String()+"/correcties",
		`{"wijze":"aanvullen","grond":"onvolledig","nieuw":{"melding":{"hoedanigheid":"moeder","melder":"`+g.moeder+
			`","tekst":{"tekst":"Het is onrustig."}}}}`)

	voor := lees().BeschikbaarOp
	doe("/fasen", `{"melding":"`+g.melding+`","fase":"onderzoek","motivering":{"tekst":"Nader onderzoek."}}`)
	doe("/fasen", `{"melding":"`+welk.String()+
		`","fase":"overdracht","aan":"Wijkteam Ons Dorp","keuze":{"tekst":"Het wijkteam."},"motivering":{"tekst":"Hulp is er al."},"bevindingen":[{"betrokkene":"`+g.kind+`","bevinding":"bevestigd"}]}`)
	d := lees()
	eerste, m := vind(t, d, ontleedOnderdeel(t, g.melding)), vind(t, d, welk)
	if eerste.Fase != "onderzoek" || len(eerste.Punten) != 2 || eerste.Punten[1].Uiterlijk != "2026-05-11" ||
		m.Fase != "overdracht" || m.Kwalificatie != "vervolgmelding" || len(m.Punten) != 1 || d.Fase != "overdracht" ||
		len(d.Lopend) != 2 {
		t.Errorf("%s: %+v, %+v", d.Fase, eerste, m)
	}
	if b := vind(t, d, besluit); b.Melding == nil || *b.Melding != welk || b.Inhoud.Besluit.Beslisser != "t-1" ||
		b.Inhoud.Besluit.Alternatieven[0].Tekst != "Een nieuwe melding." {
		t.Errorf("%+v", b)
	}
	if b := d.Onderdelen[len(d.Onderdelen)-1].Inhoud.Besluit; b.Aan != "Wijkteam Ons Dorp" ||
		b.Keuze.Tekst != "Het wijkteam." || b.Bevindingen[0].Bevinding != "bevestigd" {
		t.Errorf("%+v", b)
	}
	verschil := leest[bericht.Verschillen](t,
		o.vraagt(medewerker, "GET", g.pad+"/verschillen?sinds="+voor.Format(time.RFC3339Nano), ""), 200)
	if x := verschil.Onderdelen[0]; x.Onderdeel.String() != g.melding || len(x.Velden) != 1 ||
		x.Velden[0].Veld != "fase" || string(x.Velden[0].Nieuw) != `"onderzoek"` ||
		x.Velden[0].Soort != domain.SoortFaseGewijzigd {
		t.Errorf("%+v", verschil.Onderdelen)
	}
	p := o.vraagt(medewerker, "POST", g.pad+"/fasen",
		`{"fase":"overdracht","beslisser":"Jan de Vries","motivering":{"tekst":"x"}}`).probleem(t)
	var velden []string
	for _, f := range p.Fouten {
		velden = append(velden, f.Veld)
	}
	if got := strings.Join(velden, " "); p.Status != 400 || got != "/beslisser /aan" {
		t.Errorf("%d: %s", p.Status, got)
	}
}

// On a maatregel a dossier opens without a melding, on a melding it does not (ZOB-1g).
func TestOpenenZonderMelding(t *testing.T) {
	o := stelOp(t)
	zonder :=
		`{"grond":"ots","organisatie":"Jeugdbescherming Elders","betrokkenen":[{"verwijzing":"p1","identiteit":{"naam":{"onbekend":true},"hoedanigheid":"kind"}}]}`
	v := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", "/v1/dossiers", zonder), 201)
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", "/v1/dossiers/"+v.Dossier.String(), ""), 200)
	if len(d.Onderdelen) != 2 || d.Onderdelen[0].Inhoud.Opening.Organisatie != "Jeugdbescherming Elders" {
		t.Errorf("%+v", d.Onderdelen)
	}
	p := o.vraagt(medewerker, "POST", "/v1/dossiers", strings.Replace(zonder, "ots", "melding", 1)).probleem(t)
	if p.Status != 400 || len(p.Fouten) != 2 || p.Fouten[0].Veld != "/organisatie" || p.Fouten[1].Veld != "/melding" {
		t.Errorf("%+v", p)
	}
}

func vind(t *testing.T, d bericht.Dossier, welk id.Onderdeel) bericht.Onderdeel {
	t.Helper()
	for _, x := range d.Onderdelen {
		if x.ID == welk {
			return x
		}
	}
	t.Fatal("dit onderdeel staat niet in het dossier")
	return bericht.Onderdeel{}
}

func ontleedOnderdeel(t *testing.T, s string) (o id.Onderdeel) {
	t.Helper()
	goed(t, o.UnmarshalText([]byte(s)))
	return o
}
