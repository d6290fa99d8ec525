package domain

import "testing"

// DRE-corr-1, VTF-corr-1: only facts are put right; ZOB-15a to c says what else may be done with what is no fact.
func TestAlleenFeitenWordenVerbeterd(t *testing.T) {
	d := basis(t).d
	for _, g := range []struct {
		aard  Aard
		wijze Wijze
		grond CorrectieGrond
		code  Code
	}{
		{AardFeit, WijzeVerbeteren, "feitelijk-onjuist", ""},
		{"", WijzeVerbeteren, "feitelijk-onjuist", ""},
		{"oordeel", WijzeVerbeteren, "feitelijk-onjuist", CodeStand},
		{"mening", WijzeVerbeteren, "gewijzigde-omstandigheid", CodeStand},
		{"hypothese", WijzeVerbeteren, "niet-ter-zake", CodeStand},
		{"mening", WijzeVerbeteren, GrondOnvolledig, CodeStand},
		{"mening", WijzeVerbeteren, GrondSchrijffout, ""},
		{"mening", WijzeVerbeteren, GrondInStrijd, ""},
		{"mening", WijzeAanvullen, GrondOnvolledig, ""},
		{"mening", WijzeAanvullen, "feitelijk-onjuist", CodeStand},
		{"mening", WijzeAfschermen, "feitelijk-onjuist", ""},
		{"mening", WijzeVerwijderen, "niet-ter-zake", ""},
	} {
		f := feitenOp(begin, "m-1")
		f.Aard = g.aard
		var nieuw Inhoud
		if g.wijze == WijzeVerbeteren || g.wijze == WijzeAanvullen {
			nieuw = ietsNieuws("y")
		}
		k := Corrigeer{Onderdeel: stuk(2), Wijze: g.wijze, Correctie: NieuweCorrectie(g.grond, nieuw)}
		if _, err := k.Beslis(d, f); code(err) != g.code {
			t.Errorf("%s of a gegeven that is %q, because %s: %v", g.wijze, g.aard, g.grond, err)
		}
	}
}
