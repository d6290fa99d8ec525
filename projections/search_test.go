package projections

import (
	"testing"

	"dossierboek/domain"
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
	s.add(&domain.VernietigingBesloten{Vernietiging: v, Omvang: domain.Omvang{Betrokkene: b}, Uitkomsten: []domain.UitkomstPer{{Onderdeel: o, Uitkomst: domain.UitkomstVernietigen}}})
	finds(true, "naam", "Janssen")
	s.add(&domain.VernietigingGoedgekeurd{Vernietiging: v})
	finds(false, "naam", "Janssen")
	if a, err := p.Vergelijk(t.Context(), h.fold(s.d, s.next)); err != nil || a != nil {
		t.Errorf("%v, %v", a, err)
	}
}
