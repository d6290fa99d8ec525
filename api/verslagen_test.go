package api

import (
	"slices"
	"strings"
	"testing"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// A talk written down as one text, with what was marked in it; read, added to, marked further, and read as it was.
func TestVerslag(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	const spreker = `"spreker":{"soort":"betrokkene","wie":"%"}`
	// "Bram slaapt slecht. Dat zag ik zelf. Verder gaat het."
	body := `{"rubriek":"onderzoek","soort":"gesprek","titel":{"tekst":"Gesprek"},"over":["` + g.moeder + `"],` + strings.Replace(spreker, "%", g.moeder, 1) + `,
		"tekst":{"tekst":"Bram slaapt slecht. Dat zag ik zelf. Verder gaat het.","vermeldingen":[{"begin":0,"einde":4,"wie":"` + g.kind + `"}]},
		"passages":[{"begin":20,"einde":36,"aard":"feit","bron":{"soort":"eigen-waarneming"},"herleidbaarTot":["` + g.moeder + `"]}]}`
	u := leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/verslagen", body), 201)
	if len(u.Onderdelen) != 4 {
		t.Fatalf("%d onderdelen", len(u.Onderdelen))
	}
	verslag := func() (bericht.Onderdeel, []string) {
		d := leest[bericht.Dossier](t, o.vraagt(medewerker, "GET", g.pad, ""), 200)
		van := func(which id.Onderdeel) bericht.Onderdeel {
			return d.Onderdelen[slices.IndexFunc(d.Onderdelen, func(o bericht.Onderdeel) bool { return o.ID == which })]
		}
		v := van(u.Onderdelen[0])
		var delen []string
		for _, p := range v.Passages {
			k := van(p)
			if k.Inhoud == nil {
				delen = append(delen, string(k.Gat.Reden))
				continue
			}
			delen = append(delen, string(k.Inhoud.Passage.Aard)+": "+k.Inhoud.Passage.Tekst.Tekst)
		}
		return v, delen
	}
	is := func(want ...string) bericht.Onderdeel {
		t.Helper()
		v, got := verslag()
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		return v
	}
	v := is("onbeoordeeld: Bram slaapt slecht. ", "feit: Dat zag ik zelf.", "onbeoordeeld:  Verder gaat het.")
	onderdeel := func(which id.Onderdeel) string { return g.pad + "/onderdelen/" + which.String() }
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", onderdeel(v.ID)+"/passages",
		`{`+strings.Replace(spreker, "%", g.moeder, 1)+`,"na":"`+v.Passages[0].String()+
			`","tekst":{"tekst":"Al weken. "},"passages":[{"begin":0,"einde":9,"aard":"mening"}]}`), 201)
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", onderdeel(v.Passages[0])+"/markeringen",
		`{"passages":[{"begin":5,"einde":19,"aard":"hypothese"}]}`), 201)
	is("onbeoordeeld: Bram ", "hypothese: slaapt slecht. ", "mening: Al weken. ", "feit: Dat zag ik zelf.",
		"onbeoordeeld:  Verder gaat het.")
	p := o.vraagt(medewerker, "POST", onderdeel(v.Passages[0])+"/markeringen",
		`{"passages":[{"begin":0,"einde":4,"aard":"feit"}]}`)
	if p.probleem(t).Code != domain.CodeStand && p.probleem(t).Code != domain.CodeAfgeschermd {
		t.Errorf("what was parted was parted again: %s", p.ruw)
	}
	// The mother's identiteit is shielded: what is traceable to her, and what she said and nobody judged, is closed
	// (ZOB-6.2b).
	leest[bericht.Vastgelegd](t, o.vraagt(medewerker, "POST", g.pad+"/onderdelen/"+g.moeder+"/correcties",
		`{"wijze":"afschermen","grond":"niet-ter-zake"}`), 201)
	is("afgeschermd", "hypothese: slaapt slecht. ", "mening: Al weken. ", "afgeschermd", "afgeschermd")
}

// ADR /core/error-handling/all-errors: what is wrong with a text, its mentions and its markings is told at once, each
// at its place.
func TestVerslagMetFouten(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	vermeld := `"vermeldingen":[{"begin":12,"einde":16,"wie":"` + g.kind + `"},{"begin":0,"einde":4,"wie":"` + g.kind +
		`"}]`
	for naam, x := range map[string]struct {
		tekst, passages string
		fouten          []string
	}{
		"kruist": {vermeld, `{"begin":0,"einde":2,"aard":"feit"},{"begin":3,"einde":14,"aard":"feit"}`,
			[]string{"/tekst/vermeldingen/0 vermelding-over-passagegrens",
				"/tekst/vermeldingen/1 vermelding-over-passagegrens"}},
		"overlapt": {vermeld,
			`{"begin":4,"einde":10,"aard":"feit"},{"begin":8,"einde":12,"aard":"feit"},{"begin":9,"einde":99,"aard":"feit"}`,
			[]string{"/passages/1 markering-overlap", "/passages/2 markering-bereik"}},
		"tekst en bron": {`"vermeldingen":[{"begin":0,"einde":99,"wie":"` + g.kind + `"}]`,
			`{"begin":0,"einde":4,"aard":"feit","bron":{"soort":"instantie"}},{"begin":50,"einde":60,"aard":"feit"}`,
			[]string{"/passages/1 markering-bereik", "/tekst/vermeldingen/0 markering-bereik"}},
		"bron": {vermeld, `{"begin":4,"einde":10,"aard":"feit","bron":{"soort":"instantie"}}`,
			[]string{"/passages/0/bron/datum verplicht", "/passages/0/bron/instantie verplicht"}},
		"diagnose": {vermeld, `{"begin":4,"einde":10,"aard":"feit","soort":"diagnose"}`,
			[]string{"/passages/0/bron diagnose-zonder-bevoegde-bron"}},
		"geen aard": {vermeld, `{"begin":4,"einde":10,"aard":"onbeoordeeld"}`, []string{"/passages/0/aard onbekende-code"}},
	} {
		b :=
			`{"rubriek":"onderzoek","soort":"gesprek","spreker":{"soort":"eigen-waarneming"},"tekst":{"tekst":"Bram zegt ja Bram.",` + x.tekst + `},"passages":[` + x.passages + `]}`
		a := o.vraagt(medewerker, "POST", g.pad+"/verslagen", strings.Replace(b, "ja Bram", "jaBram", 1))
		if got := a.fouten(t); !slices.Equal(got, x.fouten) {
			t.Errorf("%s: fouten %q, want %q", naam, got, x.fouten)
		}
	}
	a := o.vraagt(medewerker, "POST", g.pad+"/verslagen",
		`{"rubriek":"onderzoek","soort":"praatje","spreker":{"soort":"betrokkene"},"tekst":{"tekst":"x"}}`)
	if got := a.fouten(t); !slices.Equal(got, []string{"/soort onbekende-code"}) &&
		!slices.Equal(got, []string{"/soort onbekende-code", "/spreker/wie verplicht"}) {
		t.Errorf("fouten %q", got)
	}
}
