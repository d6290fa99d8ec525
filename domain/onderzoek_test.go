package domain

import (
	"errors"
	"slices"
	"testing"

	"dossierboek/domain/id"
)

// eindigt decides on the end of the onderzoek on melding 1 (onderdeel 30), knowing what is sealed.
func (p *proef) eindigt(t *testing.T, b Besluit, melders []id.Betrokkene,
	gehoord map[int]Wederhoor) ([]PuntSoort, error) {
	t.Helper()
	f := feitenOp(p.nu, "m-1")
	f.Visie = true
	f.Melders = func(o id.Onderdeel) []id.Betrokkene {
		if o != stuk(1) {
			return nil
		}
		return melders
	}
	f.Gehoord = func(o id.Onderdeel) ([]id.Betrokkene, bool) {
		for n, h := range gehoord {
			if o == stuk(n) {
				return h.Gehoord, !h.NietGehoord.IsZero()
			}
		}
		return nil, true
	}
	uit, err := WijzigFase{ID: stuk(30), Melding: stuk(1), Fase: "monitoring", Besluit: b}.Beslis(p.d, f)
	var punten []PuntSoort
	for _, o := range uit {
		if k, ok := o.Feit.(*PuntGeopend); ok {
			punten = append(punten, k.Punt)
		}
	}
	return punten, err
}

// ZOB-6.5e: an onderzoek does not end by calling its melding an advies or another region's, heard or not; once it is
// ended, and before it began, it can be called so.
func TestOnderzoekEindigtNietDoorKwalificatie(t *testing.T) {
	for _, naar := range []Kwalificatie{KwalificatieAdvies, "andere-regio"} {
		p := basis(t)
		p.moet(t, WijzigFase{ID: stuk(30), Melding: stuk(1), Fase: FaseOnderzoek, Besluit: besluit()})
		anders := KwalificeerMelding{ID: stuk(31), Melding: stuk(1), Kwalificatie: naar, Besluit: besluit()}
		if err := p.doet(anders); !errors.Is(err, &Weigering{Code: CodeStand}) {
			t.Errorf("%s ends an onderzoek: %v", naar, err)
		}
		if _, err := p.eindigt(t, besluit(), nil, nil); !errors.Is(err, &Weigering{Code: CodeWederhoor}) {
			t.Errorf("%s: nobody needs to be heard: %v", naar, err)
		}
		p = basis(t)
		p.moet(t, anders)
	}
}

// ZOB-6.5e: who reported is not who has to be heard; whoever else was not becomes a punt, unless it says why.
// ZOB-17.3a: so does whomever nothing was found about.
func TestWederhoorVanWieHetGaat(t *testing.T) {
	alle := []BevindingOver{{persoon(1), "bevestigd"}, {persoon(2), "weerlegd"}}
	horen := func(wie ...int) Wederhoor {
		h := Wederhoor{Gezegd: schrijf("Zij vertelde.")}
		for _, n := range wie {
			h.Gehoord = append(h.Gehoord, persoon(n))
		}
		return h
	}
	reden := Wederhoor{NietGehoord: schrijf("Te jong.")}
	for _, w := range []struct {
		naam    string
		melders []int
		gehoord map[int]Wederhoor
		besluit []BevindingOver
		punten  []PuntSoort
		weigert bool
	}{
		{naam: "only who reported was heard", melders: []int{3}, gehoord: map[int]Wederhoor{20: horen(3)}, besluit: alle,
			weigert: true},
		{naam: "one of two was heard", melders: []int{3}, gehoord: map[int]Wederhoor{20: horen(1)}, besluit: alle,
			punten: []PuntSoort{PuntWederhoor}},
		{naam: "both, in two talks", melders: []int{3}, gehoord: map[int]Wederhoor{20: horen(1), 21: horen(2)},
			besluit: alle},
		{naam: "one, and why not the other", melders: []int{3}, gehoord: map[int]Wederhoor{20: horen(1), 21: reden},
			besluit: alle},
		{naam: "only why not", melders: []int{3}, gehoord: map[int]Wederhoor{20: reden}, besluit: alle},
		{naam: "one without a bevinding", melders: []int{3}, gehoord: map[int]Wederhoor{20: horen(1, 2)}, besluit: alle[:1],
			punten: []PuntSoort{PuntBevinding}},
		{naam: "who reported is one of them", melders: []int{1}, gehoord: map[int]Wederhoor{20: horen(1)}, besluit: alle,
			weigert: true},
		{naam: "it is about nobody but who reported", melders: []int{1, 2, 3},
			gehoord: map[int]Wederhoor{20: horen(1, 2, 3)},
			besluit: append(slices.Clone(alle), BevindingOver{persoon(3), "bevestigd"})},
	} {
		t.Run(w.naam, func(t *testing.T) {
			p := openProef(t, 3)
			p.moet(t, fase(10, 1, FaseOnderzoek))
			for n := range 2 {
				if _, ok := w.gehoord[20+n]; ok {
					p.moet(t, gehoord(20+n))
				}
			}
			var melders []id.Betrokkene
			for _, n := range w.melders {
				melders = append(melders, persoon(n))
			}
			b := besluit()
			b.Bevindingen = w.besluit
			punten, err := p.eindigt(t, b, melders, w.gehoord)
			var weigering *Weigering
			if w.weigert != (errors.As(err, &weigering) && weigering.Code == CodeWederhoor) || !w.weigert && err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(punten, w.punten) {
				t.Errorf("%q, not %q", punten, w.punten)
			}
		})
	}
}

// ZOB-9.1d, ZOB-6.5e: of what was first recorded elsewhere any wederhoor will do.
func TestWederhoorElders(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, fase(10, 1, FaseOnderzoek))
	p.moet(t, gehoord(20))
	f := feitenOp(p.nu, "m-1").Toen(Herkomst{Soort: HerkomstOuderDossier, Op: p.nu, Wie: "x"})
	f.Gehoord = func(id.Onderdeel) ([]id.Betrokkene, bool) { return nil, false }
	if _, err := fase(11, 1, "monitoring").Beslis(p.d, f); err != nil {
		t.Error(err)
	}
	f.Herkomst = nil
	if _, err := fase(11, 1, "monitoring").Beslis(p.d, f); code(err) != CodeWederhoor {
		t.Errorf("recorded here: %v", err)
	}
}

// ZOB-6.5e, ZOB-17.3a: what was still to be done ends when it is done.
func TestNaOnderzoek(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, fase(10, 1, FaseOnderzoek))
	p.moet(t, gehoord(20))
	p.moet(t, fase(11, 1, "monitoring"))
	p.moet(t, OpenPunt{Onderdeel: stuk(11), Soort: PuntWederhoor, Eigenaar: "m-1", Uiterlijk: datum("2026-03-16")})
	gelijk(t, "after the onderzoek", p.punten(11), "visie 2026-03-16", "bevinding 2026-03-16", "wederhoor 2026-03-16")
	p.moet(t, gehoord(21))
	gelijk(t, "heard", p.punten(11), "visie 2026-03-16", "bevinding 2026-03-16")
	b := besluit()
	b.Bevindingen = []BevindingOver{{persoon(1), "bevestigd"}}
	p.moet(t, corrigeer(11, WijzeAanvullen, &b))
	gelijk(t, "one of two", p.punten(11), "visie 2026-03-16", "bevinding 2026-03-16")
	b.Bevindingen = append(b.Bevindingen, BevindingOver{persoon(2), "niet-bevestigd"})
	p.moet(t, corrigeer(11, WijzeAanvullen, &b))
	gelijk(t, "both", p.punten(11), "visie 2026-03-16")
}

// Uitvoeringsbesluit Wmo 2015 art. 4.1.7(1): on a melding that nobody qualified is still to be decided when its
// dossier closes, and nobody says that away.
func TestSluitenZonderKwalificatie(t *testing.T) {
	p := openProef(t, 1)
	weg := DoePuntAf{Onderdeel: stuk(1), Soort: PuntBesluit}
	if got := code(p.doet(weg)); got != CodeStand {
		t.Errorf("said away: %q", got)
	}
	p.moet(t, Sluit{ID: stuk(10), Besluit: besluit()})
	gelijk(t, "closed", p.punten(1), "besluit-op-melding 2026-03-09", "melding-onvolledig 2026-03-09")
	p.moet(t, Heropen{ID: stuk(11), Besluit: besluit()})
	p.moet(t, KwalificeerMelding{ID: stuk(12), Melding: stuk(1), Kwalificatie: KwalificatieMelding, Besluit: besluit()})
	gelijk(t, "qualified", p.punten(1), "melding-onvolledig 2026-03-09")
}

// A reason is given in words (ZOB-6.2f).
func TestWaaromInWoorden(t *testing.T) {
	f := feitenOp(begin, "m-1")
	for naam, fouten := range map[string]int{"-": 1, "12.3": 1, "": 1, "Te jong": 0} {
		b := Besluit{Motivering: schrijf(naam)}
		if got := (Heropen{ID: stuk(9), Besluit: b}).Controleer(f); len(got) != fouten {
			t.Errorf("%q: %v", naam, got)
		}
		h := Wederhoor{NietGehoord: schrijf(naam)}
		if got := (LegWederhoorVast{Wederhoor: h}).Controleer(f); len(got) != fouten {
			t.Errorf("%q: %v", naam, got)
		}
	}
	if got := (Heropen{ID: stuk(9),
		Besluit: Besluit{Motivering: schrijf(vermeld{wie: persoon(1), als: "Sanne"})}}).Controleer(f); len(got) != 0 {
		t.Errorf("a name: %v", got)
	}
}
