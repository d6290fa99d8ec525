package api

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// ZOB-6.1: opening a dossier on persons who may be known names the dossiers that they may be in; who goes on says so,
// and that is in the opening. Adding such a person warns.
func TestMogelijkBekend(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	eerste := strings.TrimPrefix(g.pad, "/v1/dossiers/")
	open := func(verwijzing, identiteit, adres, gezien string) antwoordVan {
		t.Helper()
		return o.vraagt(medewerker, "POST", "/v1/dossiers", `{"grond":"ots"`+gezien+`,"betrokkenen":[{"verwijzing":"`+
			verwijzing+`","identiteit":`+identiteit+adres+`}]}`,
			"Idempotency-Key", "c2a1d6e4-6f0b-4f55-9d0e-1a2b3c4d5e"+verwijzing)
	}
	const (
		bsn       = `{"naam":{"roepnaam":"S."},"bsn":"999990019","hoedanigheid":"ouder"}`
		klank     = `{"naam":{"achternaam":"Versonnen"},"geboortedatum":"1990-04-11","hoedanigheid":"ouder"}`
		onbekend  = `{"naam":{"onbekend":true},"hoedanigheid":"ouder"}`
		juf       = `{"naam":{"onbekend":true},"hoedanigheid":"professional"}`
		ander     = `{"naam":{"achternaam":"Bedacht"},"geboortedatum":"1990-04","hoedanigheid":"ouder"}`
		hierWonen = `,"contacten":[{"soort":"adres","adres":{"postcode":"1234 AB","huisnummer":"12"}}]`
	)
	for _, x := range []struct {
		verwijzing, identiteit, adres string
		door                          domain.Herkenning
	}{{"01", bsn, "", "bsn"}, {"02", klank, "", domain.HerkenningNaam}, {"03", onbekend, hierWonen, "adres"}} {
		voor := len(o.alles())
		p := open(x.verwijzing, x.identiteit, x.adres, "").probleem(t)
		if p.Status != 409 || p.Code != domain.CodeMogelijkBekend || len(p.MogelijkBekend) != 1 ||
			p.MogelijkBekend[0].Dossier.String() != eerste ||
			!slices.Equal(p.MogelijkBekend[0].Door, []domain.Herkenning{x.door}) {
			t.Errorf("%s: %+v", x.door, p)
		}
		if nieuw := o.alles()[voor:]; len(nieuw) != 1 || nieuw[0] != "zoeken.uitgevoerd" {
			t.Errorf("%s: vastgelegd is %q", x.door, nieuw)
		}
	}
	leest[bericht.Vastgelegd](t, open("04", ander, "", ""), 201)
	leest[bericht.Vastgelegd](t, open("05", juf, hierWonen, ""), 201)

	gezien := `,"mogelijkBekendGezien":["` + eerste + `"]`
	v := leest[bericht.Vastgelegd](t, open("06", bsn, "", gezien), 201)
	if w := leest[bericht.Vastgelegd](t, open("06", bsn, "", gezien), 201); !w.Herhaald || w.Dossier != v.Dossier {
		t.Errorf("herhaald: %+v", w)
	}
	d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", "/v1/dossiers/"+v.Dossier.String(), ""), 200)
	if z := d.Onderdelen[0].Inhoud.Opening.MogelijkBekendGezien; len(z) != 1 || z[0].String() != eerste {
		t.Errorf("%v", z)
	}
	erbij := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/betrokkenen", `{"identiteit":`+bsn+`}`),
		201)
	if b := erbij.MogelijkBekend; len(b) != 1 || b[0].Dossier != v.Dossier {
		t.Errorf("erbij: %+v", b)
	}
	if strings.Contains(o.log.String(), "999990019") {
		t.Error("een BSN staat in het log")
	}
}

// ZOB-6.1: where no date of birth is known a dossier is found by how two of its persons are called; one alone says too
// little, and so do two who are not in the same.
func TestMogelijkBekendVanNaam(t *testing.T) {
	o := stelOp(t)
	n := 0
	open := func(namen ...string) antwoordVan {
		t.Helper()
		n++
		var wie []string
		for i, naam := range namen {
			voor, achter, _ := strings.Cut(naam, " ")
			wie = append(wie, fmt.Sprintf(
				`{"verwijzing":"p%d","identiteit":{"naam":{"roepnaam":"%s","achternaam":"%s"},"hoedanigheid":"ouder"}}`,
				i, voor, achter))
		}
		return o.vraagt(medewerker, "POST", "/v1/dossiers", `{"grond":"ots","betrokkenen":[`+strings.Join(wie, ",")+`]}`,
			"Idempotency-Key", fmt.Sprintf("c2a1d6e4-6f0b-4f55-9d0e-1a2b3c4d5e%02d", n))
	}
	eerste := leest[bericht.Vastgelegd](t, open("Aaltje Verzonnen", "Berend Bedacht"), 201).Dossier
	leest[bericht.Vastgelegd](t, open("Aaltje Versonnen", "Cor Bedacht"), 201)
	leest[bericht.Vastgelegd](t, open("Aaltje Verzonnen", "Aaltje Verzonnen"), 201)
	leest[bericht.Vastgelegd](t, open("A. Verzonnen", "B. Bedacht"), 201)
	p := open("Aaltje Versonnen", "Berend Bedagt", "Dirk Nieuw").probleem(t)
	if p.Code != domain.CodeMogelijkBekend || len(p.MogelijkBekend) != 1 || p.MogelijkBekend[0].Dossier != eerste ||
		!slices.Equal(p.MogelijkBekend[0].Door, []domain.Herkenning{domain.HerkenningNamen}) {
		t.Errorf("%+v", p)
	}
}

// Without read models nobody can search, and a dossier opens.
func TestOpenenZonderZoeken(t *testing.T) {
	o := stelOp(t, func(c *Config) { c.Projecties = nil })
	o.openGezin()
	o.openGezin()
}

// alles are the kinds of all events, in order.
func (o *opstelling) alles() []string {
	o.t.Helper()
	var uit []string
	for r, err := range o.store.ReadAll(o.t.Context(), "") {
		goed(o.t, err)
		uit = append(uit, r.Kind)
	}
	return uit
}
