package domain

import (
	"slices"
	"testing"
)

func telling(n int, t Telling) LegTellingVast {
	return LegTellingVast{ID: stuk(n), Melding: stuk(1), Telling: t}
}

// law.md §4: what a melding is counted as is asked for with the melding, refuses nothing where it is missing, and
// is sealed to whom the melding concerns.
func TestTellingDoetHetPuntAf(t *testing.T) {
	p := basis(t)
	m := p.d.Onderdelen[stuk(1)]
	if m.Inhoud != InhoudMelding || !m.heeftOpen(PuntTelling) {
		t.Fatal("a melding without a telling has no punt")
	}
	p.moet(t, telling(60, Telling{MelderHoedanigheid: "politie"}))
	n := p.d.Onderdelen[stuk(60)]
	if p.d.Onderdelen[stuk(1)].heeftOpen(PuntTelling) || n.Melding != stuk(1) || !slices.Equal(n.Over, m.Over) {
		t.Errorf("%v, %v", n.Melding, n.Over)
	}
	p.moet(t, Sluit{ID: stuk(61), Besluit: besluit()})
	p.moet(t, telling(62, Telling{Uitkomst: "einde-bemoeienis"})) // what came of it is known at the end
	if got := code(p.doet(LegTellingVast{ID: stuk(63), Melding: stuk(60),
		Telling: Telling{Duur: "eenmalig"}})); got != CodeStand {
		t.Errorf("a telling of what is no melding: %s", got)
	}
}

func TestTellingControleert(t *testing.T) {
	fout := Telling{MelderHoedanigheid: "x", Aanleiding: "x", Aard: []Geweldsaard{"stalking", "stalking", "x"}, Duur: "x",
		Overdracht: "x", Uitkomst: "x", VervolgmeldingFase: "x"}
	var velden []string
	for _, f := range (LegTellingVast{Telling: fout}).Controleer(Feiten{}) {
		velden = append(velden, f.Veld)
	}
	want := []string{"/melderHoedanigheid", "/aanleiding", "/aard/1", "/aard/2", "/duur", "/overdracht", "/uitkomst",
		"/vervolgmeldingFase"}
	if !slices.Equal(velden, want) {
		t.Errorf("%q", velden)
	}
	if fouten := (LegTellingVast{}).Controleer(Feiten{}); len(fouten) != 1 {
		t.Errorf("nothing at all: %v", fouten)
	}
}

// A code that was stored stays readable: nothing goes out of a list, and no list says the same twice.
func TestTelcodes(t *testing.T) {
	for _, v := range Telrijen() {
		gezien := map[string]bool{}
		for _, c := range v.Codes {
			if c == "" || gezien[c] {
				t.Errorf("%s: %q", v.Naam, c)
			}
			gezien[c] = true
		}
	}
}

func TestHalfJaar(t *testing.T) {
	for dag, want := range map[string]HalfJaar{"2026-01-01": "2026-1", "2026-06-30": "2026-1", "2026-07-01": "2026-2",
		"2026-12-31": "2026-2"} {
		if got := HalfJaarVan(datum(dag)); got != want {
			t.Errorf("%s: %s", dag, got)
		}
	}
	if HalfJaar("2026-1").Voorbij(datum("2026-06-30")) || !HalfJaar("2026-1").Voorbij(datum("2026-07-01")) ||
		!HalfJaar("2025-2").Voorbij(datum("2026-01-01")) {
		t.Error("over too soon or too late")
	}
	for _, s := range []string{"", "2026", "2026-", "2026-0", "2026-3", "2026-12", "202x-1", "1999-2", "2026_1",
		"2026-1 "} {
		if h, err := ParseHalfJaar(s); err == nil {
			t.Errorf("%q reads as %s", s, h)
		}
	}
	if h, err := ParseHalfJaar("2026-2"); err != nil || h != "2026-2" {
		t.Error(err)
	}
}
