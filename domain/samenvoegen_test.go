package domain

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

func voegSamen(n, blijft, vervalt int) VoegSamen {
	return VoegSamen{ID: stuk(n), Blijft: persoon(blijft), Vervalt: persoon(vervalt), Besluit: besluit()}
}

func scheid(n, vervallen int) Scheid {
	return Scheid{ID: stuk(n), Vervallen: persoon(vervallen), Besluit: besluit()}
}

// One human recorded twice is joined; what does not fit is refused with its reason (ZOB-13a/b, AVG art. 5 lid 1 onder
// d).
func TestSamenvoegen(t *testing.T) {
	relatie := LegRelatieVast{ID: stuk(8), Van: persoon(1), Naar: persoon(2), Relatie: Relatie{Aard: "partner-van"}}
	afscherming := Corrigeer{Onderdeel: IdentiteitVan(persoon(2)), Wijze: WijzeAfschermen,
		Correctie: NieuweCorrectie(GrondNietTerZake, nil)}
	metBevinding := voegSamen(9, 1, 2)
	metBevinding.Besluit.Bevindingen = []BevindingOver{{persoon(1), "geweld"}}
	aan := func(o LegGegevenVast, tekst Tekst) LegGegevenVast { o.Gegeven.Tekst = tekst; return o }
	samen := []Opdracht{voegSamen(7, 1, 2)}
	derdeWeg := BesluitVernietiging{Omvang: Omvang{Betrokkene: persoon(3)}}
	for _, g := range []struct {
		naam   string
		vooraf []Opdracht
		wat    Opdracht
		code   Code
		veld   string
	}{
		{"twee", nil, voegSamen(9, 1, 2), "", ""},
		{"in een gesloten dossier", []Opdracht{Sluit{ID: stuk(8), Besluit: besluit()}}, voegSamen(9, 1, 2), "", ""},
		{"met zichzelf", nil, voegSamen(9, 1, 1), CodeOngeldig, "vervalt"},
		{"met niemand", nil, VoegSamen{ID: stuk(9), Blijft: persoon(1), Besluit: besluit()}, CodeOngeldig, "vervalt"},
		{"met wie er niet is", nil, voegSamen(9, 1, 5), CodeOngeldig, "vervalt"},
		{"zonder redenen", nil, VoegSamen{ID: stuk(9), Blijft: persoon(1), Vervalt: persoon(2)}, CodeOngeldig, "motivering"},
		{"met bevindingen", nil, metBevinding, CodeOngeldig, "bevindingen"},
		{"nog eens", samen, voegSamen(9, 1, 2), CodeOngeldig, "vervalt"},
		{"andersom", samen, voegSamen(9, 2, 1), CodeOngeldig, "blijft"},
		{"een keten", samen, voegSamen(9, 3, 1), CodeOngeldig, "vervalt"},
		{"een derde erbij", samen, voegSamen(9, 1, 3), CodeOngeldig, "blijft"},
		{"met een relatie ertussen", []Opdracht{relatie}, voegSamen(9, 2, 1), CodeStand, ""},
		{"een van beiden afgeschermd", []Opdracht{afscherming}, voegSamen(9, 1, 2), CodeAfgeschermd, ""},
		{"wie vernietigd is", []Opdracht{derdeWeg, KeurVernietigingGoed{verniet(90)}}, voegSamen(9, 1, 3), CodeOngeldig,
			"vervalt"},
		{"met een open besluit", []Opdracht{derdeWeg}, voegSamen(9, 1, 2), CodeStand, ""},
		{"vastleggen over wie verviel", samen, leg(9, 2), CodeOngeldig, "over/0"},
		{"vermelden wie verviel", samen, aan(leg(9, 1), schrijf(vermeld{persoon(2), "Roos", false})), CodeOngeldig,
			"tekst/vermeldingen"},
		{"contact van wie verviel", samen, *belNummer(9, 2, false), CodeStand, ""},
		{"koppelen wie verviel", samen, Koppel{Onderdeel: stuk(1), Betrokkene: persoon(2)}, CodeStand, ""},
		{"koppelen wie er al is", append([]Opdracht{leg(4, 2)}, samen...),
			Koppel{Onderdeel: stuk(4), Betrokkene: persoon(1)}, CodeStand, ""},
		{"corrigeren van wat over beiden gaat", samen,
			corrigeer(2, WijzeVerbeteren, new(gegeven(schrijf(vermeld{persoon(2), "Roos", false})))), "", ""},
		{"scheiden wie niet samen is", nil, scheid(9, 2), CodeStand, ""},
		{"scheiden wie bleef", samen, scheid(9, 1), CodeStand, ""},
		{"scheiden", samen, scheid(9, 2), "", ""},
		{"scheiden met een open besluit", append(slices.Clone(samen),
			BesluitVernietiging{Omvang: Omvang{Betrokkene: persoon(1)}}), scheid(9, 2), CodeStand, ""},
	} {
		t.Run(g.naam, func(t *testing.T) {
			p := basis(t)
			for _, o := range g.vooraf {
				if k, ok := o.(KeurVernietigingGoed); ok {
					if err := p.keurGoed(k.ID); err != nil {
						t.Fatal(err)
					}
					continue
				}
				if b, ok := o.(BesluitVernietiging); ok {
					o = weg(p, 90, 1)
					if b.Omvang.Betrokkene == persoon(3) {
						o = weg(p, 90, 3)
					}
				}
				p.moet(t, o)
			}
			err := p.doet(g.wat)
			if code(err) != g.code {
				t.Fatalf("%q, want %q: %v", code(err), g.code, err)
			}
			if w, ok := err.(*Weigering); ok && g.veld != "" &&
				!slices.ContainsFunc(w.Fouten, func(f waarde.Fout) bool { return f.Veld == "/"+g.veld }) {
				t.Fatalf("no fault of %s: %v", g.veld, w.Fouten)
			}
		})
	}
}

// Who is erased is erased as often as recorded: whichever id was asked by, both keys die (ZOB-17.1).
func TestVernietigenVanSamengevoegd(t *testing.T) {
	for _, n := range []int{1, 2} {
		p := basis(t)
		p.moet(t, leg(4, 2))
		p.moet(t, voegSamen(7, 1, 2))
		b := weg(p, 90, n)
		if len(b.Keuzes) < 7 { // two identiteiten, the melding, three gegevens and why they were joined
			t.Fatalf("%d onderdelen need an outcome", len(b.Keuzes))
		}
		p.moet(t, b)
		if err := p.keurGoed(b.ID); err != nil {
			t.Fatal(err)
		}
		for _, b := range []int{1, 2} {
			if p.d.Betrokkenen[persoon(b)].Vernietigd == nil || !p.geheel[id.HouderVan(persoon(b))] {
				t.Fatalf("person %d is left", b)
			}
		}
		if p.d.Betrokkenen[persoon(3)].Vernietigd != nil {
			t.Fatal("somebody else went along")
		}
		if got := code(p.doet(scheid(8, 2))); got != CodeVernietigd {
			t.Fatalf("parting who was erased: %q", got)
		}
	}
}

// Neither is another, in whose interest something of the other can stay (ZOB-17.4b).
func TestGeenBelangVanZichzelf(t *testing.T) {
	p := basis(t)
	p.moet(t, voegSamen(7, 2, 1))
	for _, n := range []int{1, 2} {
		if got := code(p.doet(weg(p, 90, 1, behoud(2, n)))); got != CodeOngeldig {
			t.Fatalf("%q", got)
		}
	}
	p.moet(t, weg(p, 90, 1, behoud(1, 3)))
	if err := p.keurGoed(verniet(90)); err != nil {
		t.Fatal(err)
	}
	if got := p.d.Onderdelen[stuk(1)].Over; !slices.Equal(got, []id.Betrokkene{persoon(3)}) {
		t.Fatalf("what is kept concerns %d persons", len(got))
	}
}

// Parting gives back what was; what was recorded meanwhile stays with the one that stayed.
func TestScheidenGeeftTerug(t *testing.T) {
	p := basis(t)
	p.moet(t, leg(4, 2))
	voor := delenVan(t, p.d)
	p.moet(t, voegSamen(7, 1, 2))
	p.moet(t, leg(5, 1))
	if got := len(p.d.Van(persoon(2))); got != len(p.d.Van(persoon(1))) {
		t.Fatal("one human has two lists of onderdelen")
	}
	p.moet(t, scheid(8, 2))
	na := delenVan(t, p.d)
	nieuw := []string{"kop", "onderdeel " + stuk(5).String(), "onderdeel " + stuk(7).String(),
		"onderdeel " + stuk(8).String()}
	slices.Sort(nieuw)
	if got := verschil(voor, na); !slices.Equal(got, nieuw) {
		t.Fatalf("changed: %v", got)
	}
	if slices.Contains(p.d.Onderdelen[stuk(5)].Over, persoon(2)) {
		t.Fatal("what was recorded meanwhile went along")
	}
}

// What was recorded about who stayed while two betrokkenen were joined may be about the other: parting them asks a
// human to go through it, and asks nothing where there is nothing (AVG art. 5 lid 1 onder d).
func TestScheidenVraagtNaTeKijken(t *testing.T) {
	for naam, g := range map[string]struct {
		tussen Opdracht
		punt   bool
	}{
		"niets":             {nil, false},
		"over een ander":    {leg(5, 3), false},
		"over wie bleef":    {leg(5, 1), true},
		"een nummer":        {*belNummer(5, 1, false), true},
		"een andere tekst":  {corrigeer(4, WijzeVerbeteren, new(gegeven(schrijf("Anders.")))), true},
		"een nieuwe stand":  {corrigeer(4, WijzeAfschermen, nil), true},
		"wat al was gezien": {DoePuntAf{Onderdeel: stuk(4), Soort: PuntNakijken}, false},
	} {
		p := basis(t)
		p.moet(t, leg(4, 1))
		p.moet(t, OpenPunt{Onderdeel: stuk(4), Soort: PuntNakijken, Eigenaar: "m-1", Uiterlijk: datum("2026-04-01")})
		p.moet(t, voegSamen(6, 1, 2)) // an earlier time that they were joined does not count
		p.moet(t, scheid(7, 2))
		p.moet(t, leg(8, 1))
		p.moet(t, voegSamen(9, 1, 2))
		if g.tussen != nil {
			p.moet(t, g.tussen)
		}
		p.moet(t, scheid(10, 2))
		if got := p.d.Onderdelen[stuk(10)].heeftOpen(PuntTussentijds); got != g.punt {
			t.Errorf("%s: asked %t", naam, got)
		}
		if p.d.Onderdelen[stuk(7)].heeftOpen(PuntTussentijds) {
			t.Errorf("%s: asked where nothing was recorded", naam)
		}
	}
}

// A withdrawn besluit about somebody who was two persons then says something of both (ZOB-17.1).
func TestIngetrokkenBesluitOverSamengevoegd(t *testing.T) {
	p := basis(t)
	p.moet(t, voegSamen(7, 1, 2))
	b := weg(p, 90, 1)
	p.moet(t, b)
	p.moet(t, TrekVernietigingIn{ID: b.ID, Besluit: besluit()})
	p.moet(t, scheid(8, 2))
	p.moet(t, weg(p, 91, 2))
	if err := p.keurGoed(verniet(91)); err != nil {
		t.Fatal(err)
	}
	if p.d.Vernietigingen[b.ID].Besluit.Vernietigd == nil {
		t.Fatal("why the other was to be erased still stands")
	}
	if p.d.Betrokkenen[persoon(1)].Vernietigd != nil {
		t.Fatal("parted persons went together")
	}
}

// Taken off an onderdeel is the human, by whichever id; nobody else's way in goes along (ZOB-17.4b).
func TestOntkoppelSamengevoegd(t *testing.T) {
	p := basis(t)
	p.moet(t, leg(4, 2, 3))
	p.moet(t, voegSamen(7, 1, 2))
	if got := code(p.doet(Ontkoppel{Vernietiging: verniet(1), Onderdeel: stuk(2),
		Betrokkene: persoon(1)})); got != CodeStand {
		t.Fatalf("taking the last off: %q", got)
	}
	p.moet(t, Ontkoppel{Vernietiging: verniet(2), Onderdeel: stuk(4), Betrokkene: persoon(1)})
	if o := p.d.Onderdelen[stuk(4)]; !slices.Equal(o.Over, []id.Betrokkene{persoon(3)}) {
		t.Fatal("the onderdeel still concerns who was taken off")
	}
}

// Joining, parting, linking, recording and erasing in any order: nobody's parts are lost, nothing opens through who
// was erased, and two who are one human are erased together or not at all.
func TestSamenvoegenVerliestNiets(t *testing.T) {
	gelukt := map[string]int{}
	kies := []string{"persoon", "contact", "gegeven", "koppel", "ontkoppel", "corrigeer", "voeg samen", "scheid",
		"besluit", "keur goed", "trek in", "verklaring"}
	nooit := func() []string {
		return slices.DeleteFunc(slices.Clone(kies), func(naam string) bool { return gelukt[naam] > 0 })
	}
	for ronde := 0; ronde == 0 || ronde < 10 && len(nooit()) > 0; ronde++ { // some courses are rare
		rapid.Check(t, func(t *rapid.T) {
			w := &willekeur{t: t, proef: nieuweProef(), gelukt: gelukt}
			w.moet(w.opening())
			acties := map[string]func(*rapid.T){"": func(*rapid.T) {
				w.controleer()
				w.controleerSamen()
			}}
			for naam, maak := range w.opdrachten() {
				if slices.Contains(kies, naam) {
					acties[naam] = func(*rapid.T) { w.probeer(naam, maak) }
				}
			}
			t.Repeat(acties)
		})
	}
	if namen := nooit(); len(namen) > 0 {
		t.Errorf("%v never succeeded: the test no longer tests them", namen)
	}
}

// controleerSamen holds the fold to what it promises of persons who are joined.
func (w *willekeur) controleerSamen() {
	for _, b := range slices.SortedFunc(maps.Keys(w.d.Betrokkenen), id.Betrokkene.Vergelijk) {
		p := w.d.Betrokkenen[b]
		if !p.Is.IsZero() && (w.d.Betrokkenen[p.Is].Ook != b || !p.Ook.IsZero()) || !p.Ook.IsZero() &&
			w.d.Betrokkenen[p.Ook].Is != b {
			w.t.Fatal("who somebody is does not point back")
		}
		for _, a := range w.d.Zelfde(b) {
			if (w.d.Betrokkenen[a].Vernietigd == nil) != (p.Vernietigd == nil) {
				w.t.Fatal("of one human a part is erased")
			}
			if len(w.d.Van(a)) != len(w.d.Van(b)) {
				w.t.Fatal("one human has two lists of onderdelen")
			}
		}
	}
}
