package termijn

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"dossierboek/domain/waarde"
)

func dag(t testing.TB, s string) waarde.Datum {
	t.Helper()
	d, err := waarde.ParseDatum(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Algemene termijnenwet art. 3: the holidays of a year, and of years in which one of them moves.
func TestFeestdagen(t *testing.T) {
	for jaar, verwacht := range map[string][]string{
		"2026": {"01-01", "04-03", "04-06", "04-27", "05-05", "05-14", "05-25", "12-25", "12-26"},
		"2024": {"01-01", "03-29", "04-01", "04-27", "05-05", "05-09", "05-20", "12-25", "12-26"},
		"2025": {"01-01", "04-18", "04-21", "04-26", "05-05", "05-29", "06-09", "12-25", "12-26"}, // 27 April is a Sunday
		"2013": {"01-01", "03-29", "04-01", "04-30", "05-05", "05-09", "05-20", "12-25", "12-26"}, // the Queen's last
		"2008": {"01-01", "03-21", "03-24", "04-30", "05-01", "05-05", "05-12", "12-25", "12-26"},
	} {
		var gevonden []string
		for d := dag(t, jaar+"-01-01"); d.String()[:4] == jaar; d = d.PlusDagen(1) {
			if Feestdag(d) {
				gevonden = append(gevonden, d.String()[5:])
			}
		}
		if len(gevonden) != len(verwacht) {
			t.Errorf("%s: %v", jaar, gevonden)
			continue
		}
		for i := range verwacht {
			if gevonden[i] != verwacht[i] {
				t.Errorf("%s: %v", jaar, gevonden)
			}
		}
	}
	if Feestdag(waarde.Datum{}) || Werkdag(waarde.Datum{}) {
		t.Error("no day is a day")
	}
}

// Easter Sundays as published; 2038 and 2285 are the latest and earliest that come.
func TestPasen(t *testing.T) {
	for _, s := range []string{"2000-04-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
		"2038-04-25", "2285-03-22"} {
		if d := dag(t, s); Pasen(d.Jaar()) != d {
			t.Errorf("Easter of %s is not %s", s[:4], Pasen(d.Jaar()))
		}
	}
}

func TestTermijnen(t *testing.T) {
	for _, g := range []struct {
		wat      string
		f        func(waarde.Datum) waarde.Datum
		van, tot string
	}{
		{"besluit", Besluit, "2026-03-02", "2026-03-09"},       // a Monday: the Monday after
		{"besluit", Besluit, "2026-03-07", "2026-03-13"},       // a Saturday: the Friday after
		{"besluit", Besluit, "2026-04-02", "2026-04-13"},       // Goede Vrijdag and tweede Paasdag do not count
		{"besluit", Besluit, "2026-12-24", "2027-01-04"},       // Christmas, and New Year
		{"onderzoek", Onderzoek, "2026-03-02", "2026-05-11"},   // a Monday
		{"onderzoek", Onderzoek, "2026-03-05", "2026-05-15"},   // ends on Hemelvaartsdag: the Friday
		{"onderzoek", Onderzoek, "2026-03-16", "2026-05-26"},   // ends on tweede Pinksterdag: the Tuesday
		{"informeren", Informeren, "2026-03-02", "2026-03-30"}, // Wmo 5.3.1
		{"informeren", Informeren, "2026-03-06", "2026-04-07"}, // ends on Goede Vrijdag: the Tuesday after Easter
		{"verlengd", InformerenVerlengd, "2026-03-30", "2026-04-13"},
	} {
		if got := g.f(dag(t, g.van)); got.String() != g.tot {
			t.Errorf("%s from %s ends on %s, not on %s", g.wat, g.van, got, g.tot)
		}
	}
	if laatst := dag(t, "9999-12-31"); !Besluit(laatst).IsZero() || !Onderzoek(laatst).IsZero() {
		t.Error("a term goes past the calendar")
	}
}

func eenDag() *rapid.Generator[waarde.Datum] {
	begin, _ := waarde.NieuweDatum(1990, time.January, 1)
	return rapid.Map(rapid.IntRange(0, 120*365), begin.PlusDagen)
}

// What every term keeps: it ends on a working day, after it began, no earlier when it began later, and within a week
// of what it would be without holidays.
func TestTermijnenEindigenOpEenWerkdag(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := eenDag().Draw(t, "dag")
		for naam, f := range map[string]func(waarde.Datum) waarde.Datum{"besluit": Besluit, "onderzoek": Onderzoek,
			"informeren": Informeren, "verlengd": InformerenVerlengd} {
			uit := f(d)
			if !Werkdag(uit) || !uit.Na(d) {
				t.Fatalf("%s from %s ends on %s", naam, d, uit)
			}
			if f(d.PlusDagen(1)).Voor(uit) {
				t.Fatalf("%s ends earlier when it begins a day later than %s", naam, d)
			}
		}
		if uit := Onderzoek(d); uit.Na(d.PlusDagen(70 + 5)) {
			t.Fatalf("an onderzoek from %s ends on %s", d, uit)
		}
	})
}

// The nth working day is the next one of the n-1th, and between them lies none.
func TestWerkdagenTellen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := eenDag().Draw(t, "dag"), rapid.IntRange(1, 30).Draw(t, "n")
		uit, geteld := NaWerkdagen(d, n), 0
		for x := d; x != uit; {
			if x = x.PlusDagen(1); Werkdag(x) {
				geteld++
			}
		}
		if geteld != n || NaWerkdagen(NaWerkdagen(d, n-1), 1) != uit {
			t.Fatalf("%d working days after %s is %s: %d", n, d, uit, geteld)
		}
	})
}

// Dag is what the time zone says, wherever this machine has one.
func TestDagInNederland(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Skip("this machine knows no time zones")
	}
	begin := time.Date(1996, 1, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		x := begin.Add(time.Duration(rapid.Int64Range(0, int64(100*365*24*time.Hour)).Draw(t, "moment")))
		if got, want := Dag(x), waarde.DatumVan(x.In(zone)); got != want {
			t.Fatalf("%s is on %s, not on %s", x, want, got)
		}
	})
	for _, s := range []string{"2026-03-29T00:59:59Z", "2026-03-28T23:00:00Z", "2026-10-25T00:59:59Z",
		"2026-10-24T22:00:00Z", "2026-10-25T23:30:00Z"} {
		x, err := time.Parse(time.RFC3339, s)
		if err != nil || Dag(x) != waarde.DatumVan(x.In(zone)) {
			t.Errorf("%s is on %s", s, Dag(x))
		}
	}
}
