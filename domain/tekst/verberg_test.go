package tekst

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

func schuilplaats(t failer) *Geheimzoeker {
	t.Helper()
	nummer, err := waarde.ParseTelefoon("06-12345678")
	if err != nil {
		t.Fatal(err)
	}
	return NieuweGeheimzoeker([]Bekende{{Wie: persoon(1), Telefoon: []waarde.Telefoon{nummer},
		Adressen: []waarde.Adres{{Straat: "Kerkweg", Huisnummer: "99", Postcode: "5678 XY", Plaats: "Elders"}}}})
}

type failer interface {
	Helper()
	Fatal(...any)
}

// What is typed of a secret address is marked, whatever the writer marked there, and reads so.
func TestVerberg(t *testing.T) {
	z := schuilplaats(t)
	m := func(begin, einde, wie int) Markering { return Markering{Begin: begin, Einde: einde, Wie: persoon(wie)} }
	for _, g := range []struct {
		plat string
		ms   []Markering
		wil  string // for who may not see it; everybody else's mentions show
	}{
		{"Zij woont op Kerkweg 99 te Elders.", nil, "Zij woont op [geheim]."},
		{"Bel 06 12 34 56 78, of kom naar 5678xy 99!", nil, "Bel [geheim], of kom naar [geheim]!"},
		{"Kerkweg 99", []Markering{m(0, 10, 2)}, "[geheim]"},
		{"mama (Kerkweg 99) belt", []Markering{m(0, 17, 1)}, "[geheim] belt"},
		{"Kerkweg 99 van Piet", []Markering{m(8, 14, 2), m(15, 19, 2)}, "[geheim] Piet"},
		{"Kerkweg 98", nil, "[geheim] 98"},
		{"Dorpsweg 99", nil, "Dorpsweg 99"},
	} {
		oud, f := Nieuw(g.plat, g.ms)
		if len(f) > 0 {
			t.Fatal(f)
		}
		nieuw, verborgen, f := z.Verberg(oud)
		if len(f) > 0 || verborgen != (g.wil != g.plat) || nieuw.Plat() != g.plat {
			t.Errorf("%q: hidden %v, %v", g.plat, verborgen, f)
		}
		s, per := nieuw.Gescheiden()
		stored, wie := s.Opgeslagen()
		weer, err := LeesOpgeslagen(stored, wie, s.Geheim()...)
		if err != nil || !weer.Equal(s) {
			t.Fatal(err)
		}
		standen := map[id.Betrokkene]Stand{}
		for b, v := range per {
			standen[b] = Stand{Zichtbaar, v}
		}
		l, err := weer.Lees(standen)
		if err != nil || l.Plat() != g.wil {
			t.Errorf("reads %q, want %q (%v)", l.Plat(), g.wil, err)
		}
		for _, st := range l.Stukken() {
			if st.Geheim && !st.Wie.IsZero() {
				t.Error("it shows whose it is")
			}
		}
		if alles, err := weer.LeesGeheim(standen); err != nil || alles.Plat() != g.plat {
			t.Errorf("with the right to it, it reads %q (%v)", alles.Plat(), err)
		}
		if anders, err := weer.Lees(nil); err != nil || geheimInTekst(anders.Plat()) ||
			verborgen && slices.Contains(weer.Betrokkenen(), persoon(1)) && len(g.ms) == 0 {
			t.Errorf("%q, %v", anders.Plat(), err)
		}
	}
	for _, fout := range [][]int{{-1}, {1}, {0, 0}} {
		if _, err := LeesOpgeslagen("{0}", []id.Betrokkene{persoon(1)}, fout...); err == nil {
			t.Errorf("geheim %v is taken", fout)
		}
	}
}

func geheimInTekst(s string) bool {
	return strings.Contains(s, "Kerkweg 99") || strings.Contains(s, "12345678") || strings.Contains(s, "5678")
}

// However a text was written and marked: hidden on writing or on reading, it does not show, and what is put back in a
// correction is what it was.
func TestVerborgenBlijftVerborgen(t *testing.T) {
	z := schuilplaats(t)
	rapid.Check(t, func(t *rapid.T) {
		delen := rapid.SliceOfN(rapid.SampledFrom([]string{"Kerkweg 99", "KERKWEG 99", "5678 XY", "0612345678", "Piet", " ",
			", ", "é", "(", "daar", "{", "}"}), 1, 8).Draw(t, "delen")
		plat := strings.Join(delen, " ")
		n := lengte(plat)
		var ms []Markering
		for begin := 0; begin < n; {
			einde := min(n, begin+rapid.IntRange(1, 6).Draw(t, "lang"))
			if rapid.Bool().Draw(t, "markeer") {
				ms = append(ms, Markering{Begin: begin, Einde: einde, Wie: persoon(rapid.IntRange(1, 2).Draw(t, "wie"))})
			}
			begin = einde
		}
		oud, f := Nieuw(plat, ms)
		if len(f) > 0 {
			t.Skip("not a text")
		}
		lees := func(x Tekst) Lezing {
			s, per := x.Gescheiden()
			standen := map[id.Betrokkene]Stand{}
			for b, v := range per {
				standen[b] = Stand{Zichtbaar, v}
			}
			l, err := s.Lees(standen)
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		bloot := func(s string) bool { return len(z.vind(s)) > 0 }
		if l := z.VerbergIn(lees(oud)); bloot(l.Plat()) || plak(l.Stukken()) != l.Plat() {
			t.Fatalf("hidden on reading: %q", l.Plat())
		}
		nieuw, _, f := z.Verberg(oud)
		if len(f) > 0 {
			t.Fatal(f)
		}
		l := lees(nieuw)
		if bloot(l.Plat()) {
			t.Fatalf("hidden on writing: %q", l.Plat())
		}
		s, per := nieuw.Gescheiden()
		standen := map[id.Betrokkene]Stand{}
		for b, v := range per {
			standen[b] = Stand{Zichtbaar, v}
		}
		heel, err := s.LeesGeheim(standen)
		if err != nil {
			t.Fatal(err)
		}
		terug, f := Herzie(heel, l.Plat(), l.Markeringen(), l.NietBedoeld()...)
		if len(f) > 0 || !terug.Equal(nieuw) {
			t.Fatalf("put back: %v", f)
		}
	})
}

// ZOB-15b: who is shielded is hidden where nobody marked that one: by name, number or address, also in the mention of
// somebody else. What may well mean somebody or something else stays.
func TestSchermAf(t *testing.T) {
	nummer, err := waarde.ParseTelefoon("06-12345678")
	if err != nil {
		t.Fatal(err)
	}
	huis := waarde.Adres{Straat: "Steegje", Huisnummer: "7", Plaats: "Elders"}
	z := NieuweZoeker([]Bekende{
		{Wie: persoon(1), Namen: []waarde.Naam{{Voornamen: "Josefien", Tussenvoegsel: "de", Achternaam: "Bakker"},
			{Voornamen: "Josefien", Achternaam: "Samen"}},
			Telefoon: []waarde.Telefoon{nummer}, Adressen: []waarde.Adres{huis}},
		{Wie: persoon(2), Namen: []waarde.Naam{{Voornamen: "Bram", Achternaam: "Samen"}}},
	})
	for _, g := range []struct{ plat, wil string }{
		{"Josefien de Bakker belde op 0612345678.", "[afgeschermd] belde op [afgeschermd]."},
		{"Zij woont Steegje 7, naast de bakker.", "Zij woont [afgeschermd], naast de bakker."},
		{"Familie Samen; Josefien Samen; Bram.", "Familie Samen; [afgeschermd]; Bram."},
		{"«2:de zoon van Josefien» slaapt", "[afgeschermd] slaapt"},
		{"«2:Bram Samen» slaapt", "Bram Samen slaapt"},
		{"«1:Josefien» en Bram", "Josefien en Bram"}, // the own mention is not its to hide
		{"Josefien «!1:Josefien» de pop", "[afgeschermd] Josefien de pop"},
	} {
		plat, ms, niet := markeer(t, g.plat)
		heel, f := Nieuw(plat, ms, niet...)
		if len(f) > 0 {
			t.Fatal(f)
		}
		s, v := heel.Gescheiden()
		standen := map[id.Betrokkene]Stand{}
		for wie, een := range v {
			standen[wie] = Stand{Toestand: Zichtbaar, Vermelding: een}
		}
		l, err := s.Lees(standen)
		if err != nil {
			t.Fatal(err)
		}
		if got := z.SchermAf(l, func(b id.Betrokkene) bool { return b == persoon(1) }).Plat(); got != g.wil {
			t.Errorf("it reads %q and must read %q", got, g.wil)
		}
	}
}
