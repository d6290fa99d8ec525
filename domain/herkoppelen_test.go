package domain

import (
	"slices"
	"testing"

	"dossierboek/domain/id"
)

func herkoppel(n, nieuw int) Herkoppel {
	return Herkoppel{Onderdeel: stuk(n), ID: stuk(nieuw), Correctie: NieuweCorrectie("feitelijk-onjuist", nil)}
}

// zetBij puts contactgegeven n with a person, as nieuw.
func zetBij(n, nieuw, wie int) Herkoppel {
	h := herkoppel(n, nieuw)
	h.Betrokkene = persoon(wie)
	return h
}

// zetTussen puts relatie n between persons, as nieuw.
func zetTussen(n, nieuw, van, naar int) Herkoppel {
	h := herkoppel(n, nieuw)
	h.Van, h.Naar = persoon(van), persoon(naar)
	return h
}

func partners(n, van, naar int) LegRelatieVast {
	return LegRelatieVast{ID: stuk(n), Van: persoon(van), Naar: persoon(naar), Relatie: Relatie{Aard: "partner-van"}}
}

// ZOB-15a: what was recorded of the wrong person is removed there and recorded of the right one, in one act.
func TestHerkoppel(t *testing.T) {
	p := basis(t)
	p.moet(t, belNummer(9, 1, false))
	p.moet(t, partners(10, 1, 2))
	for _, c := range []struct {
		wat  Herkoppel
		wie  []id.Betrokkene
		feit Feit
	}{
		{zetBij(9, 11, 2), []id.Betrokkene{persoon(2)}, &ContactVastgelegd{}},
		{zetTussen(10, 12, 3, 2), []id.Betrokkene{persoon(3), persoon(2)}, &RelatieVastgelegd{}},
	} {
		was := len(p.events)
		p.moet(t, c.wat)
		if nieuw := p.events[was:]; len(nieuw) != 2 || nieuw[0].Feit.Soort() != SoortCorrectieToegepast ||
			nieuw[1].Feit.Soort() != c.feit.Soort() {
			t.Fatalf("%d events", len(nieuw))
		}
		if o := p.d.Onderdelen[c.wat.Onderdeel]; o.Stand != StandVerwijderd {
			t.Errorf("it stands there as %s", o.Stand)
		}
		if o := p.d.Onderdelen[c.wat.ID]; o.Stand != StandGeldig || !slices.Equal(uniek(o.Over), c.wie) {
			t.Errorf("it concerns %v", o.Over)
		}
	}
	p.moet(t, Sluit{ID: stuk(20), Besluit: Besluit{Motivering: schrijf("Klaar.")}})
	p.moet(t, zetBij(11, 13, 3)) // the right does not end with the work
}

// ZOB-8: what is geheim stays so, whatever its wording said of it, and who may not see it does not move it. What is
// not geheim any more is not again.
func TestHerkoppelHoudtGeheim(t *testing.T) {
	p := basis(t)
	p.moet(t, belNummer(9, 1, false))
	p.moet(t, corrigeer(9, WijzeGeheimMaken, nil))
	if got := code(p.doet(zetBij(9, 10, 2))); got != CodeGeenToegang {
		t.Errorf("who may not see it moves it: %q", got)
	}
	f := feitenOp(p.nu, "t-1")
	f.ZietGeheim, f.Wording = true, &belNummer(9, 1, false).Contact
	geheim := func(want bool) {
		t.Helper()
		uit, err := zetBij(9, 10, 2).Beslis(p.d, f)
		if err != nil {
			t.Fatal(err)
		}
		i, _ := uit[1].Inhoud.Value()
		if feit := uit[1].Feit.(*ContactVastgelegd); feit.Geheim != want || i.(*Contact).Geheim != want {
			t.Errorf("geheim is %v, its content says %v", feit.Geheim, i.(*Contact).Geheim)
		}
	}
	geheim(true)
	p.moet(t, hefOp(9))
	f.Wording = &belNummer(9, 1, true).Contact
	geheim(false)
}

func TestHerkoppelWeigert(t *testing.T) {
	zonder := zetBij(9, 11, 2)
	zonder.Correctie.Grond = ""
	for naam, c := range map[string]struct {
		vooraf Opdracht
		wat    Herkoppel
		code   Code
	}{
		"whose it is already":           {nil, zetBij(9, 11, 1), CodeStand},
		"between whom it is already":    {nil, zetTussen(10, 11, 1, 2), CodeStand},
		"somebody unknown":              {nil, zetBij(9, 11, 9), CodeOnbekend},
		"a relatie with oneself":        {nil, zetTussen(10, 11, 2, 2), CodeOngeldig},
		"a relatie with somebody alone": {nil, zetBij(10, 11, 2), CodeOngeldig},
		"a contactgegeven between two":  {nil, zetTussen(9, 11, 2, 3), CodeOngeldig},
		"nobody":                        {nil, herkoppel(9, 11), CodeOngeldig},
		"without a ground":              {nil, zonder, CodeOngeldig},
		"a gegeven":                     {nil, zetBij(2, 11, 3), CodeStand},
		"an id that is taken":           {nil, zetBij(9, 2, 2), CodeBestaatAl},
		"what was removed":              {corrigeer(9, WijzeVerwijderen, nil), zetBij(9, 11, 2), CodeStand},
		"what is shielded":              {corrigeer(9, WijzeAfschermen, nil), zetBij(9, 11, 2), CodeAfgeschermd},
		"of who is shielded":            {schermAf(1), zetBij(9, 11, 2), CodeAfgeschermd},
		"what is held": {StelBeperkingIn{ID: stuk(20), Onderdelen: []id.Onderdeel{stuk(9)},
			Besluit: Besluit{Motivering: schrijf("Betwist."), Beperking: "juistheid-betwist"}}, zetBij(9, 11, 2), CodeBeperkt},
	} {
		p := basis(t)
		p.moet(t, belNummer(9, 1, false))
		p.moet(t, partners(10, 1, 2))
		if c.vooraf != nil {
			p.moet(t, c.vooraf)
		}
		if got := code(p.doet(c.wat)); got != c.code {
			t.Errorf("%s: %q", naam, got)
		}
	}
}

// schermAf shields who somebody is.
func schermAf(wie int) Corrigeer {
	return Corrigeer{Onderdeel: IdentiteitVan(persoon(wie)), Wijze: WijzeAfschermen,
		Correctie: NieuweCorrectie(GrondNietTerZake, nil)}
}
