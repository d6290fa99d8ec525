package domain

import (
	"slices"
	"testing"
	"time"
)

func openPunt(n int, wie Medewerker) OpenPunt {
	return OpenPunt{Onderdeel: stuk(n), Soort: PuntNakijken, Eigenaar: wie, Uiterlijk: datum("2026-03-16")}
}

// A punt is opened, handed over, finished and opened again; there is one of a soort, and its onderdeel stays as it is.
func TestPunt(t *testing.T) {
	p := basis(t)
	gewijzigd := p.d.Onderdelen[stuk(2)].Gewijzigd
	p.moet(t, openPunt(2, "m-1"))
	sinds := p.d.GewijzigdOp
	p.moet(t, openPunt(2, "m-7"))
	aantal := len(p.events)
	p.moet(t, openPunt(2, "m-7"))
	if len(p.events) != aantal {
		t.Error("handed to who has it, something was recorded")
	}
	o := p.d.Onderdelen[stuk(2)]
	if open := o.OpenPunten(); len(open) != 1 || open[0].Eigenaar != "m-7" || !open[0].Sinds.Equal(sinds) ||
		open[0].Uiterlijk != datum("2026-03-16") {
		t.Fatalf("%+v", open)
	}
	p.moet(t, DoePuntAf{Onderdeel: stuk(2), Soort: PuntNakijken})
	if len(o.OpenPunten()) > 0 || o.Punten[0].AfgedaanOp == nil || o.heeftOpen(PuntNakijken) {
		t.Fatal("it is still open")
	}
	if got := code(p.doet(DoePuntAf{Onderdeel: stuk(2), Soort: PuntNakijken})); got != CodeStand {
		t.Errorf("finished twice: %s", got)
	}
	p.moet(t, openPunt(2, "m-1"))
	if !o.heeftOpen(PuntNakijken) || !o.Punten[0].Sinds.After(sinds) || len(o.Punten) != 1 {
		t.Error("opened again it does not begin again")
	}
	if o.Gewijzigd != gewijzigd {
		t.Error("a punt changed its onderdeel")
	}
}

// It lapses with its onderdeel, and asks nothing of who erases.
func TestPuntVervaltMetZijnOnderdeel(t *testing.T) {
	p := basis(t)
	p.moet(t, openPunt(2, "m-1"))
	p.moet(t, corrigeer(2, WijzeVerwijderen, nil))
	if len(p.d.Onderdelen[stuk(2)].OpenPunten()) > 0 {
		t.Error("a removed onderdeel is still on the agenda")
	}
	for naam, o := range map[string]Opdracht{"opened": openPunt(2, "m-1"),
		"finished": DoePuntAf{Onderdeel: stuk(2), Soort: PuntNakijken}} {
		if got := code(p.doet(o)); got != CodeStand {
			t.Errorf("%s at what was removed: %s", naam, got)
		}
	}
	if got := code(p.doet(openPunt(77, "m-1"))); got != CodeOnbekend {
		t.Errorf("opened at nothing: %s", got)
	}
}

// A closed dossier takes no new gegevens; its agenda can still change hands and be worked off.
func TestPuntInGeslotenDossier(t *testing.T) {
	p := basis(t)
	p.moet(t, openPunt(2, "m-1"))
	p.moet(t, Sluit{ID: stuk(50), Besluit: besluit()})
	p.moet(t, openPunt(2, "m-7"))
	p.moet(t, DoePuntAf{Onderdeel: stuk(2), Soort: PuntNakijken})
}

func TestPuntInvoer(t *testing.T) {
	f := feitenOp(begin, "m-1")
	for naam, o := range map[string]OpenPunt{
		"soort":     {Onderdeel: stuk(2), Soort: "vergaderen", Eigenaar: "m-1", Uiterlijk: datum("2026-03-16")},
		"eigenaar":  {Onderdeel: stuk(2), Soort: PuntNakijken, Uiterlijk: datum("2026-03-16")},
		"uiterlijk": {Onderdeel: stuk(2), Soort: PuntNakijken, Eigenaar: "m-1", Uiterlijk: datum("2026-03-01")},
	} {
		fouten := o.Controleer(f)
		if len(fouten) != 1 || fouten[0].Veld != "/"+naam {
			t.Errorf("%s: %v", naam, fouten)
		}
	}
	for _, naam := range []Medewerker{"Jan Jansen", "-m", "m\n", Medewerker(make([]byte, 65))} {
		if o := openPunt(2, naam); len(o.Controleer(f)) != 1 {
			t.Errorf("%q passes for an employee id", naam)
		}
	}
}

// Who works for another gives that other the punt.
func TestPuntBijIsVanWieHetDoet(t *testing.T) {
	f := feitenOp(begin, "sec-1")
	eigenaar := func() Medewerker {
		return puntBij(f, stuk(2), PuntNakijken, datum("2026-03-16"))[0].Feit.(*PuntGeopend).Eigenaar
	}
	if eigenaar() != "sec-1" {
		t.Error("not of who records it")
	}
	f.Namens = "m-1"
	if eigenaar() != "m-1" {
		t.Error("not of for whom it is recorded")
	}
}

// Each soort says in Dutch what is to be done.
func TestPuntSoortenHebbenEenTitel(t *testing.T) {
	for i, s := range PuntSoorten {
		if s.Titel() == "" || slices.Contains(PuntSoorten[:i], s) {
			t.Errorf("%q has no title or stands there twice", s)
		}
	}
	if PuntSoort("vergaderen").Titel() != "" {
		t.Error("a title for what is in no list")
	}
}

// The fold keeps when, by the events alone.
func TestPuntTijden(t *testing.T) {
	p := basis(t)
	p.moet(t, openPunt(2, "m-1"))
	p.nu = p.nu.Add(24 * time.Hour)
	p.moet(t, DoePuntAf{Onderdeel: stuk(2), Soort: PuntNakijken})
	k := p.d.Onderdelen[stuk(2)].Punten[0]
	if k.AfgedaanOp.Sub(k.Sinds) < 24*time.Hour {
		t.Error("not when it was finished")
	}
}
