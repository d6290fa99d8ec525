package projections

import (
	"slices"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// TestSearchFollowsTheCourse: what is found after each step of an identity's life.
func TestSearchFollowsTheCourse(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	s := h.stream()
	b := newBetrokkene()
	o := domain.IdentiteitVan(b)
	finds := func(want bool, pairs ...string) {
		t.Helper()
		h.wait(p)
		got, err := p.Zoek(t.Context(), term(pairs...))
		if err != nil {
			t.Fatal(err)
		}
		if ok := len(got.Treffers) == 1 && got.Treffers[0] == (Vindplaats{s.d, b}); ok != want || got.Meer {
			t.Errorf("%q: found %v, want %v", pairs, got, want)
		}
	}
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	s.addWith(&domain.BetrokkeneToegevoegd{Betrokkene: b}, o, b, "naam", "Jansen", "bsn", "123456782")
	finds(true, "naam", "Jansen")
	finds(true, "naam", "Jansen", "bsn", "123456782")
	finds(false, "naam", "Jansen", "bsn", "111222333")
	finds(false)
	s.addWith(&domain.CorrectieToegepast{Onderdeel: o, Wijze: domain.WijzeVerbeteren}, o, b, "naam", "Janssen")
	finds(false, "naam", "Jansen")
	finds(false, "bsn", "123456782")
	finds(true, "naam", "Janssen")
	s.addWith(&domain.OnderdeelHersteld{Onderdeel: o}, o, b, "naam", "Janszen")
	finds(false, "naam", "Janssen")
	finds(true, "naam", "Janszen")
	s.addWith(&domain.OnderdeelHersteld{Onderdeel: o}, o, b, "naam", "Janssen")
	s.add(&domain.CorrectieToegepast{Onderdeel: o, Wijze: domain.WijzeAfschermen})
	finds(false, "naam", "Janssen")
	s.add(&domain.CorrectieToegepast{Onderdeel: o, Wijze: domain.WijzeVrijgeven})
	finds(true, "naam", "Janssen")
	v := newVernietiging()
	s.add(&domain.VernietigingBesloten{Vernietiging: v, Omvang: domain.Omvang{Betrokkene: b},
		Uitkomsten: []domain.UitkomstPer{{Onderdeel: o, Uitkomst: domain.UitkomstVernietigen}}})
	finds(true, "naam", "Janssen")
	s.add(&domain.VernietigingGoedgekeurd{Vernietiging: v})
	finds(false, "naam", "Janssen")
	if a, err := p.Vergelijk(t.Context(), h.fold(s.d, s.next)); err != nil || a != nil {
		t.Errorf("%v, %v", a, err)
	}
}

// ZOB-13a/b: who was recorded twice is found as one, by what was recorded under either id; parted again, as two. A
// rebuild finds the same. ZOB-6.2b: nobody is found by anything while an identiteit is shielded, under whichever id.
func TestSearchSeesOneHuman(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	s := h.full()
	both := []string{"naam", "Jansen", "geboortedatum", "1988-03-07"}
	finds := func(when string, want []id.Betrokkene, pairs ...string) {
		t.Helper()
		h.wait(p)
		for _, how := range []string{"followed", "rebuilt"} {
			got, err := p.Zoek(t.Context(), term(pairs...))
			if err != nil {
				t.Fatal(err)
			}
			var who []id.Betrokkene
			for _, v := range got.Treffers {
				who = append(who, v.Betrokkene)
			}
			if !slices.Equal(who, want) {
				t.Errorf("%s, %s: by %q %v are found and not %v", when, how, pairs, who, want)
			}
			if how == "followed" {
				if err := p.Rebuild(t.Context(), nil); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	correct := func(o id.Onderdeel, w domain.Wijze) {
		s.add(&domain.CorrectieToegepast{Onderdeel: o, Wijze: w})
	}
	one := []id.Betrokkene{s.a}
	finds("joined", one, both...)
	finds("joined", one, "geboortedatum", "1988-03-07", "adres", "Steegje 7")
	finds("joined", nil, "naam", "Jansen", "geboortedatum", "1989-01-01")
	correct(domain.IdentiteitVan(s.b), domain.WijzeAfschermen)
	finds("one of two shielded", nil, "naam", "Jansen")
	finds("one of two shielded", nil, "adres", "Steegje 7")
	correct(domain.IdentiteitVan(s.b), domain.WijzeVerwijderen)
	finds("one of two removed", one, "naam", "Jansen")
	finds("one of two removed", nil, both...)
	parting := &domain.BetrokkenenGescheiden{Onderdeel: newOnderdeel(), Blijft: s.a, Vervallen: s.b,
		Over: []id.Betrokkene{s.a, s.b}}
	s.add(parting)
	finds("parted", nil, both...)
	finds("parted", one, "naam", "Jansen")
	correct(domain.IdentiteitVan(s.a), domain.WijzeVerwijderen)
	finds("none left but what was removed", nil, "adres", "Steegje 7")

	s = h.full()
	one = []id.Betrokkene{s.a}
	finds("another", one, both...)
	s.add(&domain.BetrokkenenGescheiden{Onderdeel: newOnderdeel(), Blijft: s.a, Vervallen: s.b,
		Over: []id.Betrokkene{s.a, s.b}})
	finds("parted as two", nil, both...)
	finds("parted as two", one, "naam", "Jansen")
	correct(domain.IdentiteitVan(s.b), domain.WijzeAfschermen)
	finds("the other one shielded", one, "naam", "Jansen")
	correct(domain.IdentiteitVan(s.a), domain.WijzeAfschermen)
	finds("shielded", nil, "adres", "Steegje 7")
	correct(domain.IdentiteitVan(s.a), domain.WijzeVrijgeven)
	finds("released", one, "adres", "Steegje 7")
}
