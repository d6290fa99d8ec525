package tekst

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

func vluchtadres(t failer) *Geheimzoeker {
	t.Helper()
	mobiel, err := waarde.ParseTelefoon("06-99887766")
	if err != nil {
		t.Fatal(err)
	}
	vast, err := waarde.ParseTelefoon("020 765 43 21")
	if err != nil {
		t.Fatal(err)
	}
	mail, err := waarde.ParseEmail("schuil.plek@voorbeeld.nl")
	if err != nil {
		t.Fatal(err)
	}
	return NieuweGeheimzoeker([]Bekende{{Wie: persoon(1), Telefoon: []waarde.Telefoon{mobiel, vast},
		Email: []waarde.Email{mail}, Adressen: []waarde.Adres{{Straat: "Vluchtstraat", Huisnummer: "77", Postcode: "9876 XY",
			Plaats: "Elders"}}}})
}

func verborgenIn(z *Geheimzoeker, plat string) string {
	var b strings.Builder
	rs, op := []rune(plat), 0
	for _, v := range z.vind(plat) {
		b.WriteString(string(rs[op:v.Begin]) + "*")
		op = v.Einde
	}
	return b.String() + string(rs[op:])
}

// ZOB-8: however people write an address or number, it is found.
func TestGeheimInElkeSchrijfwijze(t *testing.T) {
	z := vluchtadres(t)
	for plat, wil := range map[string]string{
		"Zij zit op Vluchtstraat 77.":                       "Zij zit op *.",
		"Vluchtstraat, 77":                                  "*",
		"Vluchtstraat nr. 77":                               "*",
		"Vluchtstraat nummer 77!":                           "*!",
		"Vluchtstraat 77a":                                  "*",
		"Vluchtstraat77":                                    "*",
		"VLUCHTSTRAAT  77-b":                                "*-b",
		"77 Vluchtstraat":                                   "*",
		"op 77, in de Vluchtstraat":                         "op *",
		"de Vluchtstraat":                                   "de *",
		"Vlücht\u00adstraat":                                "*",
		"Vlucht straat, daar, op nummer 77":                 "*, daar, op nummer *",
		"Vlugtstraat 77":                                    "*",
		"Vluchstraat 77":                                    "*",
		"Vluchtsrtaat te Elders":                            "*",
		"bij Elders, in de Vluchstraat":                     "bij *, in de *",
		"Vluchtstr. 77":                                     "*",
		"9876.XY":                                           "*",
		"9876xy":                                            "*",
		"98 76 - X Y nr 77":                                 "*",
		"9876 XY Elders":                                    "*",
		"bel 06_99_88_77_66 ":                               "bel * ",
		"06 99 88 77 66/06.11.22.33.44":                     "*/06.11.22.33.44",
		"+31 (0)6-99887766":                                 "*",
		"0031 6 9988 7766":                                  "*",
		"99 88 77 66":                                       "*",
		"7654321, twee kinderen":                            "*, twee kinderen",
		"schuil.plek@voorbeeld.nl":                          "*",
		"Schuil punt plek (at) voorbeeld punt nl":           "*",
		"+31_699887766, +31_699887766":                      "+*, +*",
		"6.99887766; 6.99887766":                            "*; *",
		"Vlucht-\n      straat 77":                          "*",
		"9876     \t XY":                                    "*",
		"06    99    88    77    66":                        "*",
		"V l u c h t s t r a a t 77":                        "*",
		"٠٦-٩٩٨٨٧٧٦٦":                                       "*",
		"Vluchtstraat ٧٧":                                   "*",
		"Ｖｌｕｃｈｔｓｔｒａａｔ ７７":                                   "*",
		"𝐕lucht\u200bstraat ⑦⑦":                             "*",
		"Vlucht\u3164stra\u034fat 77":                       "*",
		"ⅤlucҺtѕtrааt":                                      "*",
		"sсhuil.рlек@voorbeeld.nl":                          "*",
		"9876 ХΥ":                                           "*",
		"De vlucht naar 77 landen":                          "De vlucht naar 77 landen",
		"Zij vluchtte over straat, 76 meter":                "Zij vluchtte over straat, 76 meter",
		"Er is geen luchtstraat in Elders-Noord bekend.":    "Er is geen *-Noord bekend.",
		"Een luchtstraat; in Elders zijn 77 huizen.":        "Een * zijn * huizen.",
		"Een luchtstraat is er niet, ook geen kerk.":        "Een luchtstraat is er niet, ook geen kerk.",
		"Postcode 9876 of XY":                               "Postcode 9876 of XY",
		"Op 20-07-2026 om 9.54 uur waren er 4321 meldingen": "Op 20-07-2026 om 9.54 uur waren er 4321 meldingen",
	} {
		if got := verborgenIn(z, plat); got != wil {
			t.Errorf("%q reads %q, want %q", plat, got, wil)
		}
	}
}

// A street that is an ordinary word, or several words.
func TestGeheimInGewoneWoorden(t *testing.T) {
	for _, g := range []struct {
		a          waarde.Adres
		plat, want string
	}{
		{waarde.Adres{Straat: "Dorp", Huisnummer: "5", Plaats: "Elders"}, "In het dorp wonen 5 kinderen van school.", ""},
		{waarde.Adres{Straat: "Dorp", Huisnummer: "5", Plaats: "Elders"}, "Zij zit op Dorp nr 5.", "Zij zit op *."},
		{waarde.Adres{Straat: "Kerkstraat", Huisnummer: "5"}, "In de Kerkstraat was ruzie.", ""},
		{waarde.Adres{Straat: "Kerkstraat", Huisnummer: "5"}, "Kerkstr. 5 en 5 Kerkstraat", "*"},
		{waarde.Adres{Straat: "Laan van Meerdervoort", Huisnummer: "12"}, "Meerdervoort nr. 12, de laan v. Meerdervoort 12",
			"*"},
		{waarde.Adres{Straat: "Burgemeester Jansenlaan", Huisnummer: "3"}, "Burg. Jansenln 3 of Burg Janssenlaan 3",
			"Burg. * of Burg *"},
		{waarde.Adres{Straat: "Plein 1940", Huisnummer: "8"}, "plein 1940-8", "*"},
		{waarde.Adres{Plaats: "Elders"}, "Elders", ""},
		{waarde.Adres{Postcode: "75008", Land: "Frankrijk", Straat: "Rue Cachée", Huisnummer: "4"}, "rue cachee 4, 75008",
			"*, *"},
	} {
		if g.want == "" {
			g.want = g.plat
		}
		if got := verborgenIn(NieuweGeheimzoeker([]Bekende{{Wie: persoon(1), Adressen: []waarde.Adres{g.a}}}),
			g.plat); got != g.want {
			t.Errorf("%s: %q reads %q, want %q", g.a.Straat, g.plat, got, g.want)
		}
	}
}

// ZOB-8: whatever is put around, between or into it: no spelling of the address comes through a text, and what is not
// the address does.
func TestGeheimTussenAnders(t *testing.T) {
	z := vluchtadres(t)
	rapid.Check(t, func(t *rapid.T) {
		kies := func(naam string, uit ...string) string { return rapid.SampledFrom(uit).Draw(t, naam) }
		tussen := func() string {
			return kies("tussen", " ", ", ", " - ", "\n", "", " nr. ", " nummer ", "; ", " (", "/", "_")
		}
		straat := []rune(kies("straat", "Vluchtstraat", "vluchtstraat", "VLUCHTSTRAAT", "Vlücht\u00adstraat",
			"Vlucht-straat"))
		fout := rapid.Bool().Draw(t, "spelfout")
		if fout {
			i := rapid.IntRange(1, len(straat)-2).Draw(t, "waar")
			switch kies("hoe", "weg", "dubbel", "om") {
			case "weg":
				straat = append(straat[:i:i], straat[i+1:]...)
			case "dubbel":
				straat = append(straat[:i:i], straat[i-1:]...)
			case "om":
				straat = append(append(straat[:i:i], straat[i+1], straat[i]), straat[i+2:]...)
			}
		}
		delen := []string{string(straat), tussen(), "77" + kies("letter", "", "a", " bis")}
		if rapid.Bool().Draw(t, "achterstevoren") {
			delen[0], delen[2] = delen[2], delen[0]
			if delen[1] == "" {
				delen[1] = " "
			}
		}
		voor, na := kies("voor", "", "Zij zit op ", "(", "café; "), kies("na", "", ".", " bij haar zus", ") 🙂")
		plat := voor + strings.Join(delen, "") + na
		got := verborgenIn(z, plat)
		laag := strings.ToLower(got)
		if strings.Contains(laag, "vl") || strings.Contains(laag, "str") || strings.Contains(got, "77") {
			t.Fatalf("%q reads %q", plat, got)
		}
		if !strings.HasPrefix(got, voor) || !strings.HasSuffix(got, na) {
			t.Fatalf("%q lost what is around it: %q", plat, got)
		}
	})
}

// What is hidden in part shows the rest: a street of which the number alone was hidden is not hidden.
func TestNietVerborgenIsNietHeelVerborgen(t *testing.T) {
	z, plat := vluchtadres(t), "Zij zit op de Vluchtstraat 77, in Elders."
	for _, g := range []struct {
		dicht []Markering
		wil   int
	}{
		{nil, 1},
		{[]Markering{{Begin: 27, Einde: 29}}, 1},
		{[]Markering{{Begin: 14, Einde: 26}, {Begin: 34, Einde: 40}}, 1},
		{[]Markering{{Begin: 14, Einde: 26}, {Begin: 27, Einde: 29}, {Begin: 34, Einde: 40}}, 0},
		{[]Markering{{Begin: 0, Einde: 41}}, 0},
	} {
		for i := range g.dicht {
			g.dicht[i].Wie, g.dicht[i].Geheim = persoon(1), true
		}
		x, fouten := Nieuw(plat, g.dicht)
		if len(fouten) > 0 {
			t.Fatal(fouten)
		}
		s, per := x.Gescheiden()
		l, err := s.LeesGeheim(map[id.Betrokkene]Stand{persoon(1): {Zichtbaar, per[persoon(1)]}})
		if err != nil {
			t.Fatal(err)
		}
		if got := z.NietVerborgen(l); len(got) != g.wil {
			t.Errorf("with %d hidden places: %d finds, not %d", len(g.dicht), len(got), g.wil)
		}
	}
}

// ZOB-8: signs that look like others, or are not seen at all, hide nothing from the search.
func TestGeheimVermomd(t *testing.T) {
	z := vluchtadres(t)
	lijkt := map[rune][]rune{}
	for r, l := range gelijkend {
		lijkt[l] = append(lijkt[l], r)
	}
	for c := range rune(10) {
		lijkt['0'+c] = []rune{'\u0660' + c, '\u0966' + c, '\uff10' + c, '\U0001d7ce' + c, '\U0001d7f6' + c}
	}
	for _, rs := range lijkt {
		slices.Sort(rs)
	}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		geheim := rapid.SampledFrom([]string{"Vluchtstraat 77", "9876 XY", "06-99887766", "schuil.plek@voorbeeld.nl"})
		for _, r := range geheim.Draw(t, "geheim") {
			if als := lijkt[unicode.ToLower(r)]; len(als) > 0 && rapid.Bool().Draw(t, "vermomd") {
				r = rapid.SampledFrom(als).Draw(t, "als")
			}
			b.WriteRune(r)
			b.WriteString(rapid.SampledFrom([]string{"", "", "", "\u200b", "\u00ad", "\u034f", "\u3164", "\u0301"}).Draw(t,
				"erbij"))
		}
		got := strings.TrimRightFunc(verborgenIn(z, b.String()), isOnzichtbaar)
		if got != "*" {
			t.Fatalf("%q reads %q", b.String(), got)
		}
	})
}

// An address that was recorded of somebody else is the same one where nothing in it says that it is another.
func TestZelfdeAdres(t *testing.T) {
	z := vluchtadres(t)
	for _, g := range []struct {
		a   waarde.Adres
		wil bool
	}{
		{waarde.Adres{Straat: "Vluchtstraat", Plaats: "Elders"}, true},
		{waarde.Adres{Straat: "Vluchtstraat"}, true},
		{waarde.Adres{Straat: "vlugtstr.", Huisnummer: "77", Plaats: "ELDERS"}, true},
		{waarde.Adres{Straat: "Vluchtstraat", Huisnummer: "77", Toevoeging: "a", Postcode: "9876 XZ"}, true},
		{waarde.Adres{Postcode: "9876XY"}, true},
		{waarde.Adres{Postcode: "9876 XY", Plaats: "Eldres"}, true},
		{waarde.Adres{Straat: "Vluchtstraat", Huisnummer: "77", Plaats: "Ander Dorp"}, false},
		{waarde.Adres{Straat: "Vluchtstraat", Huisnummer: "12", Plaats: "Elders"}, false},
		{waarde.Adres{Straat: "Kerkweg", Huisnummer: "77", Plaats: "Elders"}, false},
		{waarde.Adres{Plaats: "Elders"}, false},
	} {
		if got := z.ZelfdeAdres(g.a); got != g.wil {
			t.Errorf("%v: %v", g.a.Regels(), got)
		}
	}
}

func FuzzGeheimzoeker(f *testing.F) {
	z := vluchtadres(f)
	f.Add("Vluchtstraat 77, 9876 XY Elders, 06-99887766, schuil.plek@voorbeeld.nl")
	f.Add("é́77\u00ad")
	f.Fuzz(func(t *testing.T, plat string) {
		tekst, fouten := Nieuw(plat, nil)
		if len(fouten) > 0 {
			t.Skip()
		}
		tot := 0
		for _, v := range z.vind(plat) {
			if v.Begin < tot || v.Einde <= v.Begin || v.Einde > lengte(plat) {
				t.Fatalf("a place out of order: %+v", v)
			}
			tot = v.Einde
		}
		if _, _, fouten := z.Verberg(tekst); len(fouten) > 0 {
			t.Fatal(fouten)
		}
	})
}

// Looking for what is geheim costs a few times what looking for known persons does.
func BenchmarkGeheimzoeker(b *testing.B) {
	plat, z := strings.Repeat(grote(b).Plat(), 40), vluchtadres(b)
	b.SetBytes(int64(len(plat)))
	for b.Loop() {
		_ = z.vind(plat)
	}
}
