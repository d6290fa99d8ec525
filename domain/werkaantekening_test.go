package domain

import (
	"errors"
	"strings"
	"testing"
)

func aantekening(n int, wie ...int) LegGegevenVast {
	l := leg(n, wie...)
	l.Rubriek = RubriekWerkaantekening
	return l
}

func sluitMet(ws ...Werkaantekening) Sluit {
	return Sluit{ID: stuk(50), Besluit: besluit(), Werkaantekeningen: ws}
}

// ZOB-6.5a: who closes a dossier says of each werkaantekening whether it stays, and where, or goes; it all stands in
// one append.
func TestWerkaantekeningenBijSluiten(t *testing.T) {
	p := basis(t)
	p.moet(t, aantekening(10, 1))
	p.moet(t, aantekening(11, 1, 2))
	p.moet(t, aantekening(12))
	p.moet(t, corrigeer(12, WijzeAfschermen, nil))
	p.moet(t, aantekening(13, 1))
	p.moet(t, corrigeer(13, WijzeVerwijderen, nil)) // no longer there to decide on
	opnemen := Werkaantekening{Onderdeel: stuk(10), Uitkomst: WerkaantekeningOpnemen, Rubriek: "zorgen"}
	weg := Werkaantekening{Onderdeel: stuk(11), Uitkomst: WerkaantekeningVerwijderen}
	var w *Weigering
	if err := p.doet(sluitMet(opnemen, weg)); !errors.As(err, &w) || w.Code != CodeWerkaantekening ||
		len(w.Fouten) != 1 || w.Fouten[0].Veld != "/werkaantekeningen/"+stuk(12).String() {
		t.Fatalf("the shielded one is overlooked: %v", err)
	}
	voor := len(p.events)
	p.moet(t, sluitMet(opnemen, weg, Werkaantekening{Onderdeel: stuk(12), Uitkomst: WerkaantekeningVerwijderen}))
	o, verwijderd := p.d.Onderdelen[stuk(10)], p.d.Onderdelen[stuk(11)]
	if o.Rubriek != "zorgen" || len(o.Versies) != 1 || o.Stand != StandGeldig || verwijderd.Stand != StandVerwijderd ||
		p.d.GeslotenOp == nil {
		t.Errorf("%s %s, %s", o.Rubriek, o.Stand, verwijderd.Stand)
	}
	for _, v := range p.events[voor:] {
		if v.Meta.VastgelegdOp != p.events[voor].Meta.VastgelegdOp {
			t.Error("closing took more than one append")
		}
	}
	if len(p.d.werkaantekeningen()) > 0 {
		t.Error("a werkaantekening is left")
	}
	p.moet(t, Heropen{ID: stuk(51), Besluit: besluit()})
	p.moet(t, Sluit{ID: stuk(52), Besluit: besluit()})
}

// VTF-bep-1: closing a dossier changes nothing of a werkaantekening that is held, not even where it stands.
func TestWerkaantekeningOnderBeperking(t *testing.T) {
	for naam, w := range map[string]Werkaantekening{
		"opnemen":     {Onderdeel: stuk(10), Uitkomst: WerkaantekeningOpnemen, Rubriek: "zorgen"},
		"verwijderen": {Onderdeel: stuk(10), Uitkomst: WerkaantekeningVerwijderen},
	} {
		p := basis(t)
		p.moet(t, aantekening(10, 1))
		p.moet(t, beperk(60, 10))
		if err := p.doet(sluitMet(w)); !isBeperkt(err) {
			t.Errorf("%s: %v", naam, err)
		}
		p.moet(t, HefBeperkingOp{ID: stuk(61), Beperking: stuk(60), Besluit: besluit()})
		p.moet(t, sluitMet(w))
	}
}

// ZOB-6.5b: what was to be done about a passage lapses with the verslag that it stood in, however that is removed:
// nobody can do it any more.
func TestPuntenVanVerwijderdVerslag(t *testing.T) {
	for naam, weg := range map[string]Opdracht{
		"a correctie": corrigeer(10, WijzeVerwijderen, nil),
		"closing":     sluitMet(Werkaantekening{Onderdeel: stuk(10), Uitkomst: WerkaantekeningVerwijderen}),
	} {
		p := basis(t)
		zin := Passage{Aard: AardOnbeoordeeld, Bron: Bron{Soort: "eigen-waarneming"}, Tekst: schrijf("Het kind zei niets.")}
		p.moet(t, LegVerslagVast{ID: stuk(10), Rubriek: RubriekWerkaantekening, Verslag: Verslag{Soort: "gesprek"},
			Passages: []NieuwePassage{{ID: stuk(11), Passage: zin}}})
		if !p.d.Onderdelen[stuk(11)].heeftOpen(PuntMarkeren) {
			t.Fatal("nothing is to be marked")
		}
		p.moet(t, weg)
		if open := p.d.Onderdelen[stuk(11)].OpenPunten(); len(open) > 0 {
			t.Errorf("%s: still to be done about what nobody sees: %v", naam, open)
		}
	}
}

func TestWerkaantekeningInvoer(t *testing.T) {
	f := feitenOp(begin, "m-1")
	for veld, k := range map[string]Werkaantekening{
		"uitkomst": {Onderdeel: stuk(10), Uitkomst: "bewaren"},
		"rubriek":  {Onderdeel: stuk(10), Uitkomst: WerkaantekeningOpnemen, Rubriek: RubriekWerkaantekening},
	} {
		if fouten := sluitMet(k).Controleer(f); len(fouten) != 1 || fouten[0].Veld != "/werkaantekeningen/0/"+veld {
			t.Errorf("%s: %v", veld, fouten)
		}
	}
	fouten := sluitMet(Werkaantekening{Onderdeel: stuk(10), Uitkomst: WerkaantekeningOpnemen}).Controleer(f)
	if len(fouten) != 1 || strings.Contains(fouten[0].Tekst, string(RubriekWerkaantekening)) ||
		!strings.Contains(fouten[0].Tekst, "zorgen") {
		t.Errorf("what is asked: %v", fouten)
	}
	for _, k := range []Werkaantekening{{Uitkomst: WerkaantekeningOpnemen, Rubriek: "elders"},
		{Uitkomst: WerkaantekeningVerwijderen, Rubriek: "zorgen"}} {
		if len(sluitMet(k).Controleer(f)) != 1 {
			t.Errorf("%s with rubriek %s passes", k.Uitkomst, k.Rubriek)
		}
	}
	p := basis(t)
	p.moet(t, aantekening(10, 1))
	k := Werkaantekening{Onderdeel: stuk(10), Uitkomst: WerkaantekeningVerwijderen}
	for naam, s := range map[string]Sluit{"twice": sluitMet(k, k),
		"an ordinary gegeven": sluitMet(k, Werkaantekening{Onderdeel: stuk(2), Uitkomst: WerkaantekeningVerwijderen})} {
		if got := code(p.doet(s)); got != CodeOngeldig {
			t.Errorf("%s: %q", naam, got)
		}
	}
}

// ECLI:NL:GHARL:2023:7768: a werkaantekening is data of whom it is about, so it is under an erasure like any other.
func TestWerkaantekeningGaatMeeInVernietiging(t *testing.T) {
	p := basis(t)
	p.moet(t, aantekening(10, 1))
	b := weg(p, 1, 1)
	gekozen := false
	for _, k := range b.Keuzes {
		gekozen = gekozen || k.Onderdeel == stuk(10)
	}
	if !gekozen {
		t.Fatal("the preview leaves it out")
	}
	p.moet(t, b)
	if err := p.keurGoed(verniet(1)); err != nil {
		t.Fatal(err)
	}
	p.moet(t, Sluit{ID: stuk(50), Besluit: besluit()}) // what is destroyed needs no outcome
}
