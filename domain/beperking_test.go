package domain

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

func beperk(n int, welke ...int) StelBeperkingIn {
	s := StelBeperkingIn{ID: stuk(n), Geheel: len(welke) == 0, Besluit: besluit()}
	s.Besluit.Beperking = "juistheid-betwist"
	for _, w := range welke {
		s.Onderdelen = append(s.Onderdelen, stuk(w))
	}
	return s
}

// isBeperkt reports a refusal because of a beperking, of the whole or of a field.
func isBeperkt(err error) bool {
	var w *Weigering
	return errors.As(err, &w) && (w.Code == CodeBeperkt || slices.ContainsFunc(w.Fouten, func(f waarde.Fout) bool {
		return f.Code == waarde.Code(CodeBeperkt)
	}))
}

// VTF-bep-1, AVG art. 18: what is held is not changed, moved or destroyed, and goes to others on certain grounds
// alone; what is not held is free, and so is all of it afterwards.
func TestBeperking(t *testing.T) {
	anders := gegeven(schrijf("Anders."))
	daar := openProef(t, 1)
	daar.d.ID = id.Van[id.Dossier](nummer("dossier", 2))
	naar := func(geheel bool, welke ...int) BrengOver {
		b := BrengOver{Overbrenging: id.Van[id.Overbrenging](nummer("overbrenging", 70)), ID: stuk(71), Daar: daar.d,
			Geheel: geheel, Besluit: besluit()}
		for n := range 3 {
			b.Personen = append(b.Personen, Persoonspaar{Hier: persoon(n + 1), Daar: persoon(n + 50)})
		}
		for _, w := range welke {
			b.Onderdelen = append(b.Onderdelen, Overgang{Onderdeel: stuk(w)})
		}
		return b
	}
	geef := func(g VerstrekGrond) Verstrek {
		v := verstrek(62, 2)
		v.Verstrekking.Grond, v.Verstrekking.Toestemming = g, ToestemmingGegeven
		return v
	}
	weg := BesluitVernietiging{ID: verniet(5), Omvang: Omvang{Onderdeel: stuk(2)}, Grond: "bezwaar",
		Motivering: schrijf("Weg."), Keuzes: []Keuze{{Onderdeel: stuk(2), Uitkomst: UitkomstVernietigen}}}
	wat := map[string]Opdracht{
		"improving": corrigeer(2, WijzeVerbeteren, &anders), "removing": corrigeer(2, WijzeVerwijderen, nil),
		"another person": Koppel{Onderdeel: stuk(2), Betrokkene: persoon(3)},
		"no such person": Ontkoppel{Vernietiging: verniet(4), Onderdeel: stuk(2), Betrokkene: persoon(2)},
		"a typing error": HerstelOnderdeel{Onderdeel: stuk(2), Herstel: NieuwHerstel(&anders)},
		"erasing it":     weg,
		"erasing the dossier": BesluitVernietiging{ID: verniet(6), Omvang: Omvang{Dossier: true}, Grond: "bezwaar",
			Motivering: schrijf("Weg.")},
		"moving it": naar(false, 2), "merging": naar(true), "disclosing it for the work": geef(GrondWettelijkeTaak),
	}
	for naam, o := range wat {
		for hoe, b := range map[string]StelBeperkingIn{"it": beperk(60, 2), "the dossier": beperk(60)} {
			p := basis(t)
			p.moet(t, b)
			err := p.doet(o)
			if !isBeperkt(err) {
				t.Errorf("%s, %s held: %v", naam, hoe, err)
			}
			p.moet(t, HefBeperkingOp{ID: stuk(61), Beperking: stuk(60), Besluit: besluit()})
			if err := p.doet(o); err != nil {
				t.Errorf("%s afterwards: %v", naam, err)
			}
		}
	}
	p := basis(t)
	p.moet(t, beperk(60, 2))
	p.moet(t, corrigeer(3, WijzeVerbeteren, &anders))
	p.moet(t, corrigeer(2, WijzeAfschermen, nil))
	p.moet(t, verklaar(9, 1, 2))
	p = basis(t)
	p.moet(t, beperk(60, 2))
	p.moet(t, geef(GrondToestemming))
}

// VTF-bep-1: a dossier goes to another organisation for the work without what is held, once that is left out by name;
// a passage that is held keeps its verslag back.
func TestBeperkingBijOverdracht(t *testing.T) {
	p := basis(t)
	zin := Passage{Aard: "feit", Soort: "bevinding", Bron: Bron{Soort: "eigen-waarneming"},
		Tekst: schrijf("Het kind lachte.")}
	p.moet(t, LegVerslagVast{ID: stuk(20), Rubriek: "onderzoek", Verslag: gesprek,
		Passages: []NieuwePassage{{ID: stuk(21), Passage: zin}, {ID: stuk(22), Passage: zin}}})
	p.moet(t, beperk(60, 2, 21, 22))
	draag := func(g VerstrekGrond, weg ...id.Onderdeel) error {
		v := DraagDossierOver{ID: stuk(61), Verstrekking: verstrek(61, 2).Verstrekking, Weglaten: weg}
		v.Verstrekking.Grond = g
		_, err := v.Beslis(p.d, feitenOp(begin, "m-1"))
		return err
	}
	var w *Weigering
	err := draag(GrondWettelijkeTaak)
	if !errors.As(err, &w) || len(w.Fouten) != 2 || w.Fouten[0].Veld != "/weglaten" ||
		!strings.Contains(w.Fouten[0].Tekst, stuk(2).String()) || !strings.Contains(w.Fouten[1].Tekst, stuk(20).String()) {
		t.Errorf("nobody is told what to leave out: %v", err)
	}
	if err := draag(GrondWettelijkeTaak, stuk(2), stuk(20)); err != nil {
		t.Errorf("without what is held: %v", err)
	}
	if err := draag(GrondToestemming); err != nil {
		t.Errorf("with consent: %v", err)
	}
	p.moet(t, beperk(62))
	if err := draag(GrondWettelijkeTaak, stuk(2), stuk(20)); !isBeperkt(err) {
		t.Errorf("the whole dossier is held: %v", err)
	}
}

// VTF-bep-1: what hangs on something and is held keeps it back, and is named: it stands nowhere in the request.
func TestBeperkingVanWatMeegaat(t *testing.T) {
	p, daar := basis(t), openProef(t, 1)
	daar.d.ID = id.Van[id.Dossier](nummer("dossier", 2))
	p.moet(t, verklaar(9, 1, 2))
	p.moet(t, beperk(60, 9))
	b := BrengOver{Overbrenging: id.Van[id.Overbrenging](nummer("overbrenging", 70)), ID: stuk(71), Daar: daar.d,
		Onderdelen: []Overgang{{Onderdeel: stuk(2)}}, Besluit: besluit(),
		Personen: []Persoonspaar{{persoon(1), persoon(51)}, {persoon(2), persoon(52)}, {persoon(3), persoon(53)}}}
	var w *Weigering
	if err := p.doet(b); !isBeperkt(err) || !errors.As(err, &w) ||
		!strings.Contains(w.Fouten[0].Tekst, stuk(9).String()) {
		t.Errorf("%v", err)
	}
}

// ZOB-6.1: who moves something hears whom of the other dossier is still to be named, and needs not guess.
func TestOverbrengenNoemtWieOntbreekt(t *testing.T) {
	p, daar := basis(t), openProef(t, 1)
	daar.d.ID = id.Van[id.Dossier](nummer("dossier", 2))
	b := BrengOver{Overbrenging: id.Van[id.Overbrenging](nummer("overbrenging", 70)), ID: stuk(71), Daar: daar.d,
		Geheel: true, Besluit: besluit(), Personen: []Persoonspaar{{persoon(1), persoon(51)}, {persoon(3), persoon(53)}}}
	var w *Weigering
	if err := p.doet(b); !errors.As(err, &w) || len(w.Fouten) != 1 || w.Fouten[0].Veld != "/personen" ||
		!strings.Contains(w.Fouten[0].Tekst, persoon(2).String()) {
		t.Errorf("%v", err)
	}
}

// AVG art. 18 lid 1: who asked to hold data opposes their destruction, also where that was decided before.
func TestBeperkingNaBesluit(t *testing.T) {
	p := basis(t)
	p.moet(t, BesluitVernietiging{ID: verniet(1), Omvang: Omvang{Onderdeel: stuk(3)}, Grond: "bezwaar",
		Motivering: schrijf("Weg."), Keuzes: []Keuze{{Onderdeel: stuk(3), Uitkomst: UitkomstVernietigen}}})
	p.moet(t, beperk(60, 3))
	if got := code(p.keurGoed(verniet(1))); got != CodeBeperkt {
		t.Errorf("approved: %q", got)
	}
	p.moet(t, HefBeperkingOp{ID: stuk(61), Beperking: stuk(60), Besluit: besluit()})
	if err := p.keurGoed(verniet(1)); err != nil {
		t.Error(err)
	}
}

func TestBeperkingInvoer(t *testing.T) {
	p := basis(t)
	zonder := beperk(60, 2)
	zonder.Besluit.Beperking = ""
	beide := beperk(60, 2)
	beide.Geheel = true
	fase := naarFase(60, FaseOnderzoek)
	fase.Besluit.Beperking = "bezwaar"
	for naam, o := range map[string]Opdracht{"no ground": zonder, "all and some": beide, "unknown": beperk(60, 40),
		"twice": beperk(60, 2, 2), "a ground at a phase": fase} {
		if got := code(p.doet(o)); got != CodeOngeldig {
			t.Errorf("%s: %q", naam, got)
		}
	}
	if got := code(p.doet(HefBeperkingOp{ID: stuk(60), Beperking: stuk(2), Besluit: besluit()})); got != CodeStand {
		t.Errorf("lifting nothing: %q", got)
	}
}
