package domain

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// gezien is a row as it is published: what is left out is a dot.
func gezien(aantallen []int, toon []bool) string {
	var b strings.Builder
	for i, n := range aantallen {
		if toon[i] {
			fmt.Fprintf(&b, "%d ", n)
		} else {
			b.WriteString(". ")
		}
	}
	return b.String()
}

// alleRijen are all rows of so many cells that each hold at most so much.
func alleRijen(cellen, hoogstens int, doe func([]int)) {
	rij := make([]int, cellen)
	var vul func(int)
	vul = func(i int) {
		if i == cellen {
			doe(rij)
			return
		}
		for rij[i] = 0; rij[i] <= hoogstens; rij[i]++ {
			vul(i + 1)
		}
	}
	vul(0)
}

// Whoever knows the total, what is shown, and how it is decided what is not, still does not know what is in any
// cell that is left out: of all rows that look the same there are two that differ in it.
func TestNietsUitTeRekenen(t *testing.T) {
	for _, g := range []struct{ cellen, hoogstens, volledigTot int }{{2, 40, 40}, {3, 24, 24}, {4, 13, 13}, {5, 7, 7},
		{6, 5, 5}} {
		type mogelijk struct{ laag, hoog []int }
		uit := map[string]*mogelijk{}
		sleutel := func(rij []int) (string, []bool) {
			verborgen, totaal := make([]bool, len(rij)), 0
			for i, n := range rij {
				verborgen[i] = klein(n)
				totaal += n
			}
			toon := toonbaar(rij, verborgen)
			return fmt.Sprint(totaal, ": ", gezien(rij, toon)), toon
		}
		alleRijen(g.cellen, g.hoogstens, func(rij []int) {
			totaal := 0
			for _, n := range rij {
				totaal += n
			}
			if klein(totaal) || totaal > g.volledigTot { // of a higher total not every row was seen
				return
			}
			s, _ := sleutel(rij)
			m := uit[s]
			if m == nil {
				m = &mogelijk{slices.Clone(rij), slices.Clone(rij)}
				uit[s] = m
			}
			for i, n := range rij {
				m.laag[i], m.hoog[i] = min(m.laag[i], n), max(m.hoog[i], n)
			}
		})
		for s, m := range uit {
			_, cellen, _ := strings.Cut(s, ": ")
			for i, c := range strings.Fields(cellen) {
				if c == "." && m.laag[i] == m.hoog[i] {
					t.Errorf("%s: cell %d can only be %d", s, i, m.laag[i])
				}
			}
		}
	}
}

// The same of longer rows, by what subtraction gives: the sum of what is left out is no small number, is not that
// of one cell, and does not force any to be one.
func TestWatOverblijftIsNietKlein(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rij := rapid.SliceOfN(rapid.OneOf(rapid.IntRange(0, 6), rapid.IntRange(0, 500)), 2, 15).Draw(r, "rij")
		verborgen := make([]bool, len(rij))
		for i, n := range rij {
			verborgen[i] = klein(n) || rapid.IntRange(0, 9).Draw(r, "ook") == 0
		}
		toon := toonbaar(rij, verborgen)
		weg, samen := 0, 0
		for i, n := range rij {
			if toon[i] && verborgen[i] {
				r.Fatalf("cell %d is shown", i)
			}
			if !toon[i] {
				weg, samen = weg+1, samen+n
			}
		}
		if weg > 0 && weg < len(rij) && (weg < 2 || samen < kleinSamen || samen < 2*weg) {
			r.Fatalf("%v: %s", rij, gezien(rij, toon))
		}
	})
}

// A whole Telstaat holds no small number, nor does any difference between two of its numbers about the same
// meldingen; its total is right whatever was destroyed.
func TestTelstaatZonderKleineAantallen(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var teller Teller
		n := rapid.IntRange(0, 60).Draw(r, "meldingen")
		een := func(codes []Geweldsaard) []Geweldsaard {
			return rapid.SliceOfNDistinct(rapid.SampledFrom(codes), 0, 3, rapid.ID[Geweldsaard]).Draw(r, "aard")
		}
		for range n {
			g := Geteld{Kwalificatie: rapid.SampledFrom(append(Kwalificaties, "")).Draw(r, "kwalificatie"),
				Vernietigd: rapid.Bool().Draw(r, "vernietigd")}
			for range rapid.IntRange(0, 2).Draw(r, "tellingen") {
				g.Tellingen = append(g.Tellingen,
					&Telling{MelderHoedanigheid: rapid.SampledFrom(append(MelderHoedanigheden, "")).Draw(r, "melder"),
						Aard: een(Geweldsaarden), Uitkomst: rapid.SampledFrom(MeldingUitkomsten).Draw(r, "uitkomst")})
			}
			teller.Tel(g)
		}
		s := teller.Staat("2026-1", "")
		if err := s.Klopt(); err != nil {
			r.Fatal(err)
		}
		if (s.Totaal == nil) != klein(n) || s.Totaal != nil && *s.Totaal != n {
			r.Fatalf("%d meldingen and a total of %v", n, s.Totaal)
		}
		met := s.Rijen[0].Cellen[0].Aantal
		for _, rij := range s.Rijen {
			weg, som := 0, 0
			for _, c := range rij.Cellen {
				if c.Aantal == nil {
					weg++
					continue
				}
				som += *c.Aantal
				if rij.Meer && (klein(n-*c.Aantal) || met != nil && klein(*met-*c.Aantal)) {
					r.Fatalf("%s %s: who is not in it follows", rij.Naam, c.Code)
				}
				if c.Code == codeNietVastgelegd && met != nil && rij.Naam != rijKwalificatie && klein(*c.Aantal-(n-*met)) {
					r.Fatalf("%s: how many tellingen lack it follows", rij.Naam)
				}
			}
			if !rij.Meer && weg == 0 && som != n {
				r.Fatalf("%s adds up to %d of %d", rij.Naam, som, n)
			}
			if !rij.Meer && weg > 0 && weg < len(rij.Cellen) && (weg < 2 || klein(n-som)) {
				r.Fatalf("%s: %d cells hold %d together", rij.Naam, weg, n-som)
			}
		}
	})
}

// Of each question the answer that was recorded last counts.
func TestLaatsteAntwoordTelt(t *testing.T) {
	var teller Teller
	for range 12 {
		teller.Tel(Geteld{Tellingen: []*Telling{{MelderHoedanigheid: "politie", Duur: "onbekend"}, {Duur: "eenmalig"}}})
	}
	s := teller.Staat("2026-1", "")
	for _, g := range []struct {
		rij, code string
		aantal    int
	}{{"melder-hoedanigheid", "politie", 12}, {"duur", "eenmalig", 12}, {"duur", "onbekend", 0},
		{rijTellingen, codeMetTelling, 12}, {"uitkomst", codeNietVastgelegd, 12}} {
		i := slices.IndexFunc(s.Rijen, func(r Telrij) bool { return r.Naam == g.rij })
		j := slices.IndexFunc(s.Rijen[i].Cellen, func(c Telcel) bool { return c.Code == g.code })
		if a := s.Rijen[i].Cellen[j].Aantal; a == nil || *a != g.aantal {
			t.Errorf("%s %s: %v", g.rij, g.code, a)
		}
	}
}

func TestTelstaatDieNietKlopt(t *testing.T) {
	drie, min := 3, -1
	for naam, s := range map[string]Telstaat{
		"a half-year":      {HalfJaar: "2026-3"},
		"a reason":         {HalfJaar: "2026-1", Reden: "zomaar"},
		"a small total":    {HalfJaar: "2026-1", Totaal: &drie},
		"a negative total": {HalfJaar: "2026-1", Totaal: &min},
		"an unknown row":   {HalfJaar: "2026-1", Rijen: []Telrij{{Naam: "naam"}}},
		"an unknown code":  {HalfJaar: "2026-1", Rijen: []Telrij{{Naam: "duur", Cellen: []Telcel{{Code: "Sanne"}}}}},
		"a small number": {HalfJaar: "2026-1",
			Rijen: []Telrij{{Naam: "duur", Cellen: []Telcel{{Code: "eenmalig", Aantal: &drie}}}}},
		"a negative number": {HalfJaar: "2026-1",
			Rijen: []Telrij{{Naam: "duur", Cellen: []Telcel{{Code: "eenmalig", Aantal: &min}}}}},
	} {
		if s.Klopt() == nil {
			t.Errorf("%s is taken", naam)
		}
	}
}
