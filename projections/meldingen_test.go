package projections

import (
	"slices"
	"testing"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// law.md §4: which dossiers received a melding in which half-year of the Netherlands is what the log says up to the
// position that goes with it; a rebuild says the same. That it was destroyed since changes nothing.
func TestMeldingenIn(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	stop := h.run(p)
	received := func(moments ...string) *stream {
		s := h.stream()
		s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
		for _, m := range moments {
			at, err := time.Parse(time.RFC3339, m)
			if err != nil {
				t.Fatal(err)
			}
			s.add(&domain.MeldingOntvangen{Onderdeel: newOnderdeel(), OntvangenOp: at})
		}
		return s
	}
	a := received("2025-12-31T22:59:59Z")
	b := received("2025-12-31T23:00:00Z", "2026-01-02T00:00:00Z")
	c := received("2026-06-30T22:00:00Z", "2026-06-30T21:59:59Z")
	received()
	b.add(&domain.VernietigingBesloten{Vernietiging: newVernietiging(), Omvang: domain.Omvang{Dossier: true}})
	wants := func(half domain.HalfJaar, want ...*stream) {
		t.Helper()
		var ids []id.Dossier
		for _, s := range want {
			ids = append(ids, s.d)
		}
		slices.SortFunc(ids, id.Dossier.Vergelijk)
		got, _, err := p.MeldingenIn(t.Context(), half)
		if err != nil || !slices.Equal(got, ids) {
			t.Errorf("%s: %v, %v", half, got, err)
		}
	}
	all := func() {
		t.Helper()
		wants("2025-2", a)
		wants("2026-1", b, c)
		wants("2026-2", c)
		wants("2027-1")
	}
	h.wait(p)
	all()
	if err := p.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	all()
	stop()
	_, before, err := p.MeldingenIn(t.Context(), "2026-1")
	if err != nil || before != h.tail() {
		t.Errorf("all was followed, up to %q: %v", before, err)
	}
	received("2026-03-01T00:00:00Z")
	_, after, err := p.MeldingenIn(t.Context(), "2026-1")
	if err != nil || after != before {
		t.Errorf("what was not followed yet is said to be, up to %q: %v", after, err)
	}
	all()
}
