package projections

import (
	"slices"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/waarde"
)

// TestAgenda: each employee's own, the most urgent first, up to a day, page by page; without what is done or handed
// over.
func TestAgenda(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	s := h.stream()
	day := func(n int) waarde.Datum { return waarde.DatumVan(h.clock).PlusDagen(n) }
	open := func(who domain.Medewerker, days int) *domain.PuntGeopend {
		o := newOnderdeel()
		f := &domain.PuntGeopend{Bij: o, Punt: domain.PuntNakijken, Eigenaar: who, Uiterlijk: day(days)}
		s.add(&domain.GegevenVastgelegd{Onderdeel: o, Rubriek: "zorgen"}, f)
		return f
	}
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	for _, n := range []int{5, 1, 3, 1, 9} {
		open("m-1", n)
	}
	done, over := open("m-1", 2), open("m-1", 2)
	open("m-2", 1)
	s.add(&domain.PuntAfgedaan{Bij: done.Bij, Punt: done.Punt},
		&domain.PuntGeopend{Bij: over.Bij, Punt: over.Punt, Eigenaar: "m-2", Uiterlijk: day(4)})
	list := func(f PuntFilter) (got []int) {
		h.wait(p)
		for _, k := range pages(t, func(c Cursor) (Page[Punt], error) { return p.Punten(t.Context(), f, c, 2) }) {
			if k.Dossier != s.d || k.Soort != domain.PuntNakijken || k.Sinds.IsZero() {
				t.Errorf("%+v", k)
			}
			for n := range 20 {
				if k.Uiterlijk == day(n) {
					got = append(got, n)
				}
			}
		}
		return got
	}
	for name, c := range map[string]struct {
		f    PuntFilter
		want []int
	}{
		"own":      {PuntFilter{Eigenaar: "m-1"}, []int{1, 1, 3, 5, 9}},
		"up to":    {PuntFilter{Eigenaar: "m-1", Tot: day(3)}, []int{1, 1, 3}},
		"another":  {PuntFilter{Eigenaar: "m-2"}, []int{1, 4}},
		"no one's": {PuntFilter{Eigenaar: "m-3"}, nil},
	} {
		if got := list(c.f); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	s.add(&domain.CorrectieToegepast{Onderdeel: over.Bij, Wijze: domain.WijzeVerwijderen})
	if got := list(PuntFilter{Eigenaar: "m-2"}); !slices.Equal(got, []int{1}) {
		t.Errorf("after its onderdeel was removed: %v", got)
	}
	v := newVernietiging()
	s.add(&domain.VernietigingBesloten{Vernietiging: v, Omvang: domain.Omvang{Dossier: true}},
		&domain.VernietigingGoedgekeurd{Vernietiging: v})
	if got := list(PuntFilter{Eigenaar: "m-1"}); len(got) > 0 {
		t.Errorf("of a destroyed dossier: %v", got)
	}
}
