package domain

import (
	"slices"
	"testing"

	"dossierboek/domain/id"
)

func vanInformant(n int, wie ...int) LegGegevenVast {
	l := leg(n, wie...)
	l.Gegeven.Soort, l.Gegeven.Bron = "mededeling", Bron{Soort: BronInformant, Instantie: "School"}
	return l
}

func accordeer(n, bij int, s AccorderingStand) LegAccorderingVast {
	return LegAccorderingVast{ID: stuk(n), Onderdeel: stuk(bij),
		Accordering: Accordering{Stand: s, Naam: "leerkracht", Op: datum("2026-03-02")}}
}

// ZOB-6.5f: what is recorded of an informant waits for the informant's approval. Asking leaves it open; giving and
// refusing end it.
func TestAccordering(t *testing.T) {
	for _, s := range []AccorderingStand{AccorderingGegeven, AccorderingGeweigerd} {
		p := basis(t)
		p.moet(t, vanInformant(10, 1, 2))
		o := p.d.Onderdelen[stuk(10)]
		if open := o.OpenPunten(); len(open) != 1 || open[0].Soort != PuntAccordering || open[0].Eigenaar != "m-1" ||
			open[0].Uiterlijk != datum("2026-03-16") {
			t.Fatalf("not on the agenda for ten working days from Monday 2 March: %+v", open)
		}
		p.moet(t, accordeer(11, 10, AccorderingGevraagd))
		if !o.heeftOpen(PuntAccordering) {
			t.Error("asked is not given")
		}
		p.moet(t, accordeer(12, 10, s))
		if o.heeftOpen(PuntAccordering) {
			t.Errorf("%s and still open", s)
		}
		if !slices.Equal(o.Accorderingen, []id.Onderdeel{stuk(11), stuk(12)}) {
			t.Error("the gegeven does not name the steps")
		}
		a := p.d.Onderdelen[stuk(12)]
		if a.Bij != (Stuk{stuk(10), o.Laatste().Revisie}) || !slices.Equal(a.Over, o.Over) ||
			a.Categorie() != CategorieGegeven {
			t.Errorf("%+v", a)
		}
	}
}

// ZOB-6.5f: an approval is of a wording: another one waits for its own. One that is no informant's any more waits for
// nothing.
func TestNieuweWordingVraagtNieuweAccordering(t *testing.T) {
	p := basis(t)
	p.moet(t, vanInformant(10, 1))
	p.moet(t, accordeer(11, 10, AccorderingGegeven))
	g := vanInformant(10).Gegeven
	p.moet(t, corrigeer(10, WijzeVerbeteren, &g))
	o := p.d.Onderdelen[stuk(10)]
	if !o.heeftOpen(PuntAccordering) || p.d.Onderdelen[stuk(11)].Bij.Revisie == o.Laatste().Revisie {
		t.Error("the approval of the old wording passes for that of the new")
	}
	eigen := gegeven(schrijf("x"))
	p.moet(t, corrigeer(10, WijzeVerbeteren, &eigen))
	if o.heeftOpen(PuntAccordering) {
		t.Error("the employee's own finding waits for an informant")
	}
	p.moet(t, corrigeer(10, WijzeVerbeteren, &g))
	p.moet(t, corrigeer(10, WijzeAfschermen, nil))
	if !o.heeftOpen(PuntAccordering) {
		t.Error("shielding it ended what was open")
	}
	if got := code(p.doet(accordeer(12, 10, AccorderingGegeven))); got != CodeAfgeschermd {
		t.Errorf("approved while shielded: %s", got)
	}
}

// ZOB-6.5f: what is no statement of a source is not approved, and neither is what is gone; an answer may come after
// the closing.
func TestAccorderingWaarvan(t *testing.T) {
	p := basis(t)
	for n, want := range map[int]Code{1: CodeStand, 77: CodeOnbekend} {
		if got := code(p.doet(accordeer(11, n, AccorderingGegeven))); got != want {
			t.Errorf("onderdeel %d: %s, want %s", n, got, want)
		}
	}
	p.moet(t, vanInformant(10, 1))
	p.moet(t, Sluit{ID: stuk(50), Besluit: besluit()})
	p.moet(t, accordeer(11, 10, AccorderingGeweigerd))
}

// ZOB-6.5f: who, when, and what must be corrected.
func TestAccorderingInvoer(t *testing.T) {
	f := feitenOp(begin, "m-1")
	for veld, a := range map[string]Accordering{
		"stand": {Stand: "misschien", Naam: "leerkracht", Op: datum("2026-03-02")},
		"wie":   {Stand: AccorderingGegeven, Naam: " ", Op: datum("2026-03-02")},
		"op":    {Stand: AccorderingGegeven, Wie: persoon(1), Op: datum("2026-03-03")},
		"correcties": {Stand: AccorderingGevraagd, Wie: persoon(1), Op: datum("2026-03-02"),
			Correcties: schrijf("Het was dinsdag.")},
	} {
		if fouten := (LegAccorderingVast{Accordering: a}).Controleer(f); len(fouten) != 1 || fouten[0].Veld != "/"+veld {
			t.Errorf("%s: %v", veld, fouten)
		}
	}
}

// ZOB-17.4b: who decides to destroy a gegeven also says what becomes of what an informant wrote about it.
func TestVernietigenVraagtUitkomstVoorAccordering(t *testing.T) {
	p := basis(t)
	p.moet(t, vanInformant(10, 1, 2))
	p.moet(t, accordeer(11, 10, AccorderingGegeven))
	b := BesluitVernietiging{ID: verniet(1), Omvang: Omvang{Onderdeel: stuk(10)}, Grond: "onrechtmatig",
		Motivering: schrijf("x"), Keuzes: []Keuze{{Onderdeel: stuk(10), Uitkomst: UitkomstVernietigen}}}
	if got := code(p.doet(b)); got != CodeZonderUitkomst {
		t.Fatalf("the accordering is overlooked: %s", got)
	}
	b.Keuzes = append(b.Keuzes, Keuze{Onderdeel: stuk(11), Uitkomst: UitkomstVernietigen})
	p.moet(t, b)
	if err := p.keurGoed(verniet(1)); err != nil {
		t.Fatal(err)
	}
	for _, x := range p.delen {
		if (x.onderdeel == stuk(10) || x.onderdeel == stuk(11)) && p.opent(x) {
			t.Errorf("revision %d still opens", x.revisie)
		}
	}
}

func vanDeSchool(t Tekst) Passage {
	return Passage{Aard: AardFeit, Bron: Bron{Soort: BronInformant, Instantie: "School"}, Tekst: t}
}

// ZOB-6.5f: what an informant said waits for approval in a verslag too, passage by passage, and whoever parts a
// passage makes nobody ask anew.
func TestAccorderingVanPassages(t *testing.T) {
	p := basis(t)
	school, eigen := vanDeSchool(schrijf("Zij zei het. ")), passage(schrijf("Ik zag het. "))
	wacht := func(want bool, welke ...int) {
		t.Helper()
		for _, n := range welke {
			if p.d.Onderdelen[stuk(n)].heeftOpen(PuntAccordering) != want {
				t.Errorf("passage %d waits for approval: %v", n, !want)
			}
		}
	}
	delen := func(n int, ps ...Passage) (uit []NieuwePassage) {
		for i, deel := range ps {
			uit = append(uit, NieuwePassage{ID: stuk(n + i), Passage: deel})
		}
		return uit
	}
	p.moet(t, LegVerslagVast{ID: stuk(10), Rubriek: "onderzoek", Over: []id.Betrokkene{persoon(1)}, Verslag: gesprek,
		Passages: delen(11, school, eigen)})
	p.moet(t, VulVerslagAan{Verslag: stuk(10), Passages: delen(13, school)})
	wacht(true, 11, 13)
	wacht(false, 12)

	p.moet(t, OpenPunt{Onderdeel: stuk(11), Soort: PuntAccordering, Eigenaar: "m-7", Uiterlijk: datum("2026-03-05")})
	markeer := func(n int, ps []NieuwePassage) {
		t.Helper()
		p.moet(t, MarkeerPassage{Passage: stuk(n), Revisie: p.d.Onderdelen[stuk(n)].Laatste().Revisie, Passages: ps})
	}
	markeer(11, delen(20, eigen, school, school))
	wacht(false, 11, 20)
	wacht(true, 21, 22)
	if open := p.d.Onderdelen[stuk(22)].OpenPunten(); open[0].Eigenaar != "m-7" ||
		open[0].Uiterlijk != datum("2026-03-05") {
		t.Errorf("parting it gave it another term: %+v", open)
	}
	p.moet(t, accordeer(40, 13, AccorderingGegeven))
	markeer(13, delen(30, school))
	wacht(false, 13, 30)
	markeer(12, delen(35, school)) // it was not the employee's own after all
	wacht(true, 35)
	p.moet(t, corrigeer(35, WijzeVerbeteren, &eigen))
	wacht(false, 35)
}

// ZOB-6.5f: a step that was recorded wrongly and is put right does to the punt what it does when it is recorded so at
// once, as long as it is the last step and of the newest wording.
func TestAccorderingGecorrigeerd(t *testing.T) {
	stap := func(s AccorderingStand) *Accordering { return new(accordeer(0, 0, s).Accordering) }
	p := basis(t)
	p.moet(t, vanInformant(10, 1, 2))
	p.moet(t, accordeer(11, 10, AccorderingGevraagd))
	o := p.d.Onderdelen[stuk(10)]
	for _, g := range []struct {
		stand AccorderingStand
		open  bool
	}{{AccorderingGegeven, false}, {AccorderingGevraagd, true}, {AccorderingGeweigerd, false},
		{AccorderingGeweigerd, false}} {
		p.moet(t, corrigeer(11, WijzeVerbeteren, stap(g.stand)))
		if o.heeftOpen(PuntAccordering) != g.open {
			t.Errorf("%s: waits for approval %v", g.stand, !g.open)
		}
	}
	p.moet(t, accordeer(12, 10, AccorderingGevraagd))
	p.moet(t, corrigeer(11, WijzeVerbeteren, stap(AccorderingGegeven)))
	if !o.heeftOpen(PuntAccordering) {
		t.Error("a step that is not the last one any more ended it")
	}
	p.moet(t, corrigeer(10, WijzeVerbeteren, new(vanInformant(10).Gegeven)))
	p.moet(t, corrigeer(12, WijzeVerbeteren, stap(AccorderingGegeven)))
	if !o.heeftOpen(PuntAccordering) {
		t.Error("an approval of the old wording passes for that of the new")
	}
}
