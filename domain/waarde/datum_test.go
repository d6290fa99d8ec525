package waarde

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func datum(t testing.TB, s string) Datum {
	t.Helper()
	d, err := ParseDatum(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDatum(t *testing.T) {
	for s, want := range map[string]Code{
		"2026-01-31": "", "2024-02-29": "", "2000-02-29": "", "0001-01-01": "", "9999-12-31": "",
		"2023-02-29": CodeDatumBestaat, "1900-02-29": CodeDatumBestaat, "2023-04-31": CodeDatumBestaat,
		"2023-00-10": CodeDatumBestaat, "2023-13-01": CodeDatumBestaat, "2023-01-00": CodeDatumBestaat,
		"0000-01-01": CodeDatumBestaat, "": CodeDatumVorm, "2023-1-1": CodeDatumVorm, "31-01-2026": CodeDatumVorm,
		"2026-01-31T00:00:00Z": CodeDatumVorm, "2026/01/31": CodeDatumVorm, "+026-01-31": CodeDatumVorm,
		"2026-01-3a": CodeDatumVorm,
	} {
		if d, err := ParseDatum(s); codeVan(err) != want || want == "" && d.String() != s {
			t.Errorf("%q: %v, want %q", s, err, want)
		}
	}
}

// Datum agrees with package time.
func TestDatumTegenTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		j, m, d := rapid.IntRange(1, 9999).Draw(t, "j"), rapid.IntRange(1, 12).Draw(t, "m"),
			rapid.IntRange(1, 31).Draw(t, "d")
		tt := time.Date(j, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		got, err := NieuweDatum(j, time.Month(m), d)
		if (err == nil) != (tt.Day() == d) {
			t.Fatal("another opinion than time on whether the day exists")
		}
		if err != nil {
			return
		}
		if DatumVan(tt) != got || !got.Tijd(time.UTC).Equal(tt) || got.String() != tt.Format(time.DateOnly) {
			t.Fatal("not the day of time")
		}
		n := rapid.IntRange(-4000, 4000).Draw(t, "dagen")
		later := got.PlusDagen(n)
		if ander := tt.AddDate(0, 0, n); ander.Year() >= 1 && ander.Year() <= 9999 && later != DatumVan(ander) {
			t.Fatal("PlusDagen")
		} else if ander.Year() < 1 && !later.IsZero() {
			t.Fatal("a day before the year 1")
		}
		if !later.IsZero() && later.Vergelijk(got) != min(1, max(-1, n)) {
			t.Fatal("order")
		}
	})
}

func TestPlusMaanden(t *testing.T) {
	for _, g := range []struct {
		van  string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 240, "2044-02-29"}, {"2026-12-15", 1, "2027-01-15"}, {"2026-03-31", -1, "2026-02-28"},
		{"9999-12-01", 1, ""}, {"0001-01-01", -1, ""},
	} {
		if got := datum(t, g.van).PlusMaanden(g.n).String(); got != g.want {
			t.Errorf("%s + %d months is %q, want %q", g.van, g.n, got, g.want)
		}
	}
}

func TestLeeftijd(t *testing.T) {
	for _, g := range []struct {
		geboren, op  string
		minst, meest int
	}{
		{"2010-05-17", "2022-05-16", 11, 11}, {"2010-05-17", "2022-05-17", 12, 12},
		{"2008-02-29", "2026-02-28", 17, 17}, {"2008-02-29", "2026-03-01", 18, 18}, {"2008-02-29", "2024-02-29", 16, 16},
		{"2010", "2022-06-01", 11, 12}, {"2010", "2022-01-01", 11, 12}, {"2010", "2022-12-31", 12, 12},
		{"2010-05", "2022-05-01", 11, 12}, {"2010-05", "2022-05-31", 12, 12}, {"2010-05", "2022-04-30", 11, 11},
		{"2024-02", "2026-02-28", 1, 2}, {"2030", "2026-01-01", 0, 0}, {"", "2026-01-01", 0, MaxLeeftijd},
	} {
		var geb GedeeltelijkeDatum
		if err := geb.UnmarshalText([]byte(g.geboren)); err != nil {
			t.Fatal(err)
		}
		if a, b := geb.Leeftijd(datum(t, g.op)); a != g.minst || b != g.meest {
			t.Errorf("born %s, on %s: %d to %d, want %d to %d", g.geboren, g.op, a, b, g.minst, g.meest)
		}
	}
}

// The bounds of a partial date hold every whole date that it can be.
func TestGedeeltelijkOmvat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := DatumVan(time.Date(1900, 1, 1+rapid.IntRange(0, 60000).Draw(t, "dag"), 0, 0, 0, 0, time.UTC))
		op := DatumVan(time.Date(1950, 1, 1+rapid.IntRange(0, 60000).Draw(t, "op"), 0, 0, 0, 0, time.UTC))
		heel := GedeeltelijkeDatum(d)
		n, zelfde := heel.Leeftijd(op)
		if n != zelfde {
			t.Fatal("a whole date gives two ages")
		}
		for _, s := range heel.Zoekvormen() {
			g, err := ParseGedeeltelijkeDatum(s)
			if err != nil || g.Waarde() != s {
				t.Fatal("a search form is no date")
			}
			if a, b := g.Leeftijd(op); a > n || b < n || b-a > 1 {
				t.Fatal("the age lies outside its bounds")
			}
			if d.Voor(g.Vroegst()) || d.Na(g.Laatst()) {
				t.Fatal("the date lies outside its bounds")
			}
		}
	})
}

func TestZoekvormen(t *testing.T) {
	g, _ := ParseGedeeltelijkeDatum("1980-05-17")
	if got := g.Zoekvormen(); !slices.Equal(got, []string{"1980", "1980-05", "1980-05-17"}) {
		t.Errorf("%d forms", len(got))
	}
	for s, want := range map[string]Code{
		"1980": "", "1980-05": "", "198": CodeGeboortedatum, "1980-5": CodeGeboortedatum, "1980-00": CodeDatumBestaat,
		"19800517": CodeGeboortedatum, "1980-02-30": CodeDatumBestaat, "abcd": CodeGeboortedatum,
		"1980_05": CodeGeboortedatum,
	} {
		if _, err := ParseGedeeltelijkeDatum(s); codeVan(err) != want {
			t.Errorf("%q: %v, want %q", s, err, want)
		}
	}
}

func TestTijdvak(t *testing.T) {
	a, b, c := datum(t, "2026-01-01"), datum(t, "2026-02-01"), datum(t, "2026-03-01")
	for _, g := range []struct {
		t    Tijdvak
		fout bool
		in   [3]bool // holds a, b, c
	}{
		{Tijdvak{}, false, [3]bool{true, true, true}},
		{Tijdvak{Van: b}, false, [3]bool{false, true, true}},
		{Tijdvak{Tot: b}, false, [3]bool{true, false, false}},
		{Tijdvak{a, b}, false, [3]bool{true, false, false}},
		{Tijdvak{a, c}, false, [3]bool{true, true, false}},
		{Tijdvak{b, b}, true, [3]bool{}},
		{Tijdvak{c, a}, true, [3]bool{}},
	} {
		if f := g.t.Controleer(); f.Heeft(CodeTijdvak) != g.fout || g.fout && f[0].Veld != "/tot" {
			t.Errorf("%v: %v", g.t, f)
		}
		if got := [3]bool{g.t.Bevat(a), g.t.Bevat(b), g.t.Bevat(c)}; got != g.in {
			t.Errorf("%v holds %v, want %v", g.t, got, g.in)
		}
	}
	// Two validities overlap when some day lies in both.
	rapid.Check(t, func(t *rapid.T) {
		dag := func(n int) Datum {
			if n == 0 {
				return Datum{}
			}
			return Datum{2026, 1, uint8(n)}
		}
		tv := func() Tijdvak {
			v := rapid.IntRange(0, 8).Draw(t, "van")
			tot := rapid.IntRange(0, 9).Draw(t, "tot")
			if tot <= v {
				tot = 0
			}
			return Tijdvak{dag(v), dag(tot)}
		}
		x, y := tv(), tv()
		samen := false
		for n := 1; n < 12; n++ {
			samen = samen || x.Bevat(dag(n)) && y.Bevat(dag(n))
		}
		// A validity up to the first day holds only days before it.
		if (x.Tot == dag(1) && x.Van.IsZero()) || (y.Tot == dag(1) && y.Van.IsZero()) {
			return
		}
		if x.Overlapt(y) != samen || y.Overlapt(x) != samen {
			t.Fatalf("%v and %v", x, y)
		}
	})
}

func FuzzDatum(f *testing.F) {
	for _, s := range []string{"2026-01-31", "2024-02-29", "1980", "1980-05", "", "0000", "9999-99-99",
		"\xff\xff\xff\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDatum(s); err == nil && d.String() != s {
			t.Fatal("a date is written otherwise than read")
		}
		if g, err := ParseGedeeltelijkeDatum(s); err == nil && (g.Waarde() != s || g.Laatst().Voor(g.Vroegst())) {
			t.Fatal("a partial date is written otherwise than read")
		}
	})
}
