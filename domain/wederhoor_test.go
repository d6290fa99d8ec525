package domain

import (
	"errors"
	"slices"
	"testing"

	"dossierboek/domain/id"
)

func naarFase(n int, f Fase) WijzigFase { return WijzigFase{ID: stuk(n), Fase: f, Besluit: besluit()} }

func gehoord(n int) LegWederhoorVast {
	return LegWederhoorVast{ID: stuk(n),
		Wederhoor: Wederhoor{Gehoord: []id.Betrokkene{persoon(1)}, Gezegd: schrijf("Zij zegt dat het meevalt.")}}
}

// ZOB-6.5e: an onderzoek does not end before people were heard in it, or before it says why not.
func TestOnderzoekVraagtWederhoor(t *testing.T) {
	reden := LegWederhoorVast{ID: stuk(22),
		Wederhoor: Wederhoor{NietGehoord: schrijf("Horen brengt het kind in gevaar.")}}
	for naam, wat := range map[string]Opdracht{"another phase": naarFase(30, "monitoring"),
		"closing": Sluit{ID: stuk(30), Besluit: besluit()}} {
		for hoe, w := range map[string]Opdracht{"heard": gehoord(22), "a reason": reden} {
			p := basis(t)
			p.moet(t, gehoord(20)) // before it began
			p.moet(t, naarFase(21, FaseOnderzoek))
			var geweigerd *Weigering
			if err := p.doet(wat); !errors.As(err, &geweigerd) || geweigerd.Code != CodeWederhoor ||
				!slices.Contains(geweigerd.Regels, "ZOB-6.5e") {
				t.Fatalf("%s without wederhoor: %v", naam, err)
			}
			p.moet(t, w)
			if err := p.doet(wat); err != nil {
				t.Errorf("%s with %s: %v", naam, hoe, err)
			}
		}
	}
}

// ZOB-6.5e: what was recorded by mistake does not count, what was destroyed since does; the next onderzoek asks its
// own.
func TestWederhoorTelt(t *testing.T) {
	p := basis(t)
	p.moet(t, naarFase(21, FaseOnderzoek))
	p.moet(t, gehoord(22))
	p.moet(t, corrigeer(22, WijzeVerwijderen, nil))
	if got := code(p.doet(naarFase(23, "monitoring"))); got != CodeWederhoor {
		t.Errorf("removed and counted: %s", got)
	}
	p.moet(t, gehoord(24))
	p.moet(t, BesluitVernietiging{ID: verniet(1), Omvang: Omvang{Onderdeel: stuk(24)}, Grond: "bezwaar",
		Motivering: schrijf("x"), Keuzes: []Keuze{{Onderdeel: stuk(24), Uitkomst: UitkomstVernietigen}}})
	if err := p.keurGoed(verniet(1)); err != nil {
		t.Fatal(err)
	}
	p.moet(t, naarFase(23, "monitoring"))
	p.moet(t, naarFase(25, FaseOnderzoek))
	if got := code(p.doet(naarFase(26, "monitoring"))); got != CodeWederhoor {
		t.Errorf("the wederhoor of one onderzoek served another: %s", got)
	}
}

// ZOB-6.5i: without a view of a betrokkene it ends, and somebody has to ask for one; recording it ends that.
func TestOnderzoekZonderVisie(t *testing.T) {
	p := basis(t)
	p.moet(t, naarFase(21, FaseOnderzoek))
	p.moet(t, gehoord(22))
	p.moet(t, naarFase(23, "monitoring"))
	gelijk(t, "after the onderzoek", p.punten(23), "visie 2026-03-16", "bevinding 2026-03-16")
	visie := leg(24, 1)
	visie.Gegeven.Soort, visie.Gegeven.Bron = SoortGegevenVisie, Bron{Soort: BronBetrokkene, Wie: persoon(1)}
	p.moet(t, visie)
	if p.d.Onderdelen[stuk(23)].heeftOpen(PuntVisie) {
		t.Error("there is a view and it is still asked for")
	}
	// It was a view all along, and recorded as something else.
	p.moet(t, OpenPunt{Onderdeel: stuk(23), Soort: PuntVisie, Eigenaar: "m-1", Uiterlijk: datum("2026-03-16")})
	p.moet(t, corrigeer(2, WijzeVerbeteren, &visie.Gegeven))
	if p.d.Onderdelen[stuk(23)].heeftOpen(PuntVisie) {
		t.Error("a gegeven was put right as a view and it is still asked for")
	}
	p.moet(t, naarFase(25, FaseOnderzoek))
	p.moet(t, gehoord(26))
	f := feitenOp(p.nu, "m-1")
	f.Visie = true
	uit, err := naarFase(27, "monitoring").Beslis(p.d, f)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range uit {
		if k, ok := o.Feit.(*PuntGeopend); ok && k.Punt == PuntVisie {
			t.Error("there is a view and it is asked for")
		}
	}
	if !(WijzigFase{}).EindigtOnderzoek(p.d) || !(Sluit{}).EindigtOnderzoek(p.d) ||
		(Sluit{}).EindigtOnderzoek(basis(t).d) {
		t.Error("the ledger is asked for it in the wrong phase")
	}
}

func TestWederhoorInvoer(t *testing.T) {
	f := feitenOp(begin, "m-1")
	for veld, h := range map[string]Wederhoor{
		"nietGehoord": {},
		"gezegd":      {Gehoord: []id.Betrokkene{persoon(1)}},
		"gehoord":     {Gezegd: schrijf("Niets.")},
		"gehoord/1":   {Gehoord: []id.Betrokkene{persoon(1), persoon(1)}, Gezegd: schrijf("Niets.")},
	} {
		if fouten := (LegWederhoorVast{Wederhoor: h}).Controleer(f); len(fouten) != 1 || fouten[0].Veld != "/"+veld {
			t.Errorf("%s: %v", veld, fouten)
		}
	}
	p := basis(t)
	h := gehoord(20)
	h.Wederhoor.Gehoord[0] = persoon(7)
	if got := code(p.doet(h)); got != CodeOngeldig {
		t.Errorf("a stranger was heard: %s", got)
	}
}

// ZOB-6.5e: of two onderzoeken each asks for wederhoor of its own; what ends neither asks for none.
func TestWederhoorPerMelding(t *testing.T) {
	p := openProef(t, 1) // melding 1
	p.moet(t, nieuweMelding(2, begin))
	p.moet(t, fase(10, 1, FaseOnderzoek))
	p.moet(t, gehoord(20))
	p.moet(t, fase(11, 2, FaseOnderzoek))
	if got := code(p.doet(fase(12, 2, "monitoring"))); got != CodeWederhoor {
		t.Errorf("the wederhoor of one melding served another: %q", got)
	}
	p.moet(t, fase(13, 1, "monitoring"))
	if got := code(p.doet(Sluit{ID: stuk(14), Besluit: besluit()})); got != CodeWederhoor {
		t.Errorf("closed: %q", got)
	}
	p.moet(t, gehoord(21))
	p.moet(t, fase(12, 2, "monitoring"))
}

// ZOB-6.5e: without any melding the onderzoek is that of the work as a whole.
func TestWederhoorZonderMelding(t *testing.T) {
	p := openProef(t, 1)
	p.moet(t, gehoord(19))
	p.moet(t, fase(10, 1, FaseLaatste))
	p.moet(t, fase(11, -1, FaseOnderzoek))
	if got := code(p.doet(fase(12, -1, "monitoring"))); got != CodeWederhoor {
		t.Errorf("%q", got)
	}
	p.moet(t, gehoord(20))
	p.moet(t, fase(12, -1, "monitoring"))
}
