package projections

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// pages reads a list two at a time and returns it whole.
func pages[T any](t *testing.T, list func(Cursor) (Page[T], error)) (all []T) {
	t.Helper()
	for c, n := Cursor(""), 0; ; n++ {
		page, err := list(c)
		if err != nil || n > 50 {
			t.Fatal(n, err)
		}
		all = append(all, page.Items...)
		if c = page.Next; c == "" {
			return all
		}
		if len(page.Items) != 2 {
			t.Fatalf("a page of %d", len(page.Items))
		}
	}
}

func TestDossierLists(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	var streams []*stream
	for range 7 {
		s := h.stream()
		s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
		streams = append(streams, s)
	}
	streams[0].add(&domain.DossierGesloten{Onderdeel: newOnderdeel()})
	streams[1].add(&domain.FaseGewijzigd{Onderdeel: newOnderdeel(), Fase: "onderzoek"})
	v := newVernietiging()
	streams[2].add(&domain.VernietigingBesloten{Vernietiging: v, Omvang: domain.Omvang{Dossier: true}},
		&domain.VernietigingGoedgekeurd{Vernietiging: v})
	h.wait(p)
	for name, c := range map[string]struct {
		f    DossierFilter
		want []int
	}{
		"all":       {DossierFilter{}, []int{2, 1, 0, 6, 5, 4, 3}},
		"open":      {DossierFilter{Status: StatusOpen}, []int{1, 6, 5, 4, 3}},
		"closed":    {DossierFilter{Status: StatusGesloten}, []int{0}},
		"destroyed": {DossierFilter{Status: StatusVernietigd}, []int{2}},
		"phase":     {DossierFilter{Fase: "onderzoek"}, []int{1}},
		"none":      {DossierFilter{Status: StatusGesloten, Fase: "onderzoek"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			list := pages(t, func(c2 Cursor) (Page[DossierRegel], error) { return p.Dossiers(t.Context(), c.f, c2, 2) })
			var got []int
			for _, d := range list {
				got = append(got, slices.IndexFunc(streams, func(s *stream) bool { return s.d == d.ID }))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	before, err := p.Dossiers(t.Context(), DossierFilter{GewijzigdVoor: h.fold(streams[4].d, 0).GewijzigdOp}, "", 0)
	if err != nil || len(before.Items) != 1 || before.Items[0].ID != streams[3].d {
		t.Errorf("%v, %v", before, err)
	}
	if _, err := p.Dossier(t.Context(), dossierOf(uuid.New())); !errors.Is(err, ErrUnknown) {
		t.Errorf("an unknown dossier: %v", err)
	}
	if _, err := p.Vernietigingen(t.Context(), VernietigingFilter{}, before.Next+"x", 1); !errors.Is(err, ErrCursor) {
		t.Errorf("a bad cursor: %v", err)
	}
}

// TestWhoHoldsTheOldValue (AVG art. 19): after a correctie, an afscherming, a verwijdering, a herschrijving or a
// vernietiging, the recipients of the earlier wording are found; those of the newest are not.
func TestWhoHoldsTheOldValue(t *testing.T) {
	for name, change := range map[string]func(*stream, id.Onderdeel){
		"verbeteren": func(s *stream, o id.Onderdeel) {
			s.add(&domain.CorrectieToegepast{Onderdeel: o, Wijze: domain.WijzeVerbeteren})
		},
		"aanvullen": func(s *stream, o id.Onderdeel) {
			s.add(&domain.CorrectieToegepast{Onderdeel: o, Wijze: domain.WijzeAanvullen})
		},
		"herstel": func(s *stream, o id.Onderdeel) { s.add(&domain.OnderdeelHersteld{Onderdeel: o}) },
		"verwijderen": func(s *stream, o id.Onderdeel) {
			s.add(&domain.CorrectieToegepast{Onderdeel: o, Wijze: domain.WijzeVerwijderen})
		},
		"afschermen": func(s *stream, o id.Onderdeel) {
			s.add(&domain.CorrectieToegepast{Onderdeel: o, Wijze: domain.WijzeAfschermen})
		},
		"herschrijven": func(s *stream, o id.Onderdeel) { s.destroy(o, domain.UitkomstHerschrijven) },
		"vernietigen":  func(s *stream, o id.Onderdeel) { s.destroy(o, domain.UitkomstVernietigen) },
		"alles":        func(s *stream, _ id.Onderdeel) { s.destroy(id.Onderdeel{}, "") },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			p := h.open()
			h.run(p)
			s := h.stream()
			o, first, second := newOnderdeel(), newOnderdeel(), newOnderdeel()
			give := func(v id.Onderdeel, to string) {
				s.addWith(&domain.VerstrekkingGedaan{Onderdeel: v,
					Stukken: []domain.Stuk{{Onderdeel: o, Revisie: h.fold(s.d, s.next).Onderdelen[o].Laatste().Revisie}}},
					v, id.Betrokkene{}, "ontvanger", to)
			}
			s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()}, &domain.GegevenVastgelegd{Onderdeel: o, Rubriek: "zorgen"})
			give(first, "raad")
			list := func(f VerstrekkingFilter) (got []id.Onderdeel) {
				h.wait(p)
				for _, v := range pages(t, func(c Cursor) (Page[Verstrekking], error) {
					return p.Verstrekkingen(t.Context(), f, c, 2)
				}) {
					got = append(got, v.Onderdeel)
				}
				return got
			}
			to := func(who string) func(context.Context, string) ([][]byte, error) {
				return func(_ context.Context, key string) ([][]byte, error) {
					return [][]byte{token(key, "ontvanger", "nobody"), token(key, "ontvanger", who)}, nil
				}
			}
			if got := list(VerstrekkingFilter{Dossier: s.d, Verouderd: true}); got != nil {
				t.Errorf("outdated before anything changed: %v", got)
			}
			change(s, o)
			if got := list(VerstrekkingFilter{Dossier: s.d, Verouderd: true}); !slices.Equal(got, []id.Onderdeel{first}) {
				t.Errorf("outdated: %v", got)
			}
			if name == "alles" {
				if got := list(VerstrekkingFilter{Ontvanger: to("raad")}); got != nil {
					t.Errorf("found by a recipient who was destroyed: %v", got)
				}
				return
			}
			if got := list(VerstrekkingFilter{Ontvanger: to("raad")}); !slices.Equal(got, []id.Onderdeel{first}) {
				t.Errorf("by recipient: %v", got)
			}
			if name != "verbeteren" {
				return
			}
			give(second, "school") // of the new wording
			for _, c := range []struct {
				f    VerstrekkingFilter
				want []id.Onderdeel
			}{
				{VerstrekkingFilter{Dossier: s.d}, []id.Onderdeel{second, first}},
				{VerstrekkingFilter{Dossier: s.d, Onderdeel: o}, []id.Onderdeel{second, first}},
				{VerstrekkingFilter{Dossier: s.d, Onderdeel: first}, nil},
				{VerstrekkingFilter{Dossier: s.d, Verouderd: true}, []id.Onderdeel{first}},
				{VerstrekkingFilter{Dossier: s.d, Ontvanger: to("school")}, []id.Onderdeel{second}},
				{VerstrekkingFilter{Ontvanger: to("school"), Verouderd: true}, nil},
				{VerstrekkingFilter{Ontvanger: to("gemeente")}, nil},
				{VerstrekkingFilter{}, nil},
			} {
				if got := list(c.f); !slices.Equal(got, c.want) {
					t.Errorf("got %v, want %v", got, c.want)
				}
			}
		})
	}
}

// destroy decides and approves a vernietiging of one onderdeel, or (zero) of the dossier.
func (s *stream) destroy(o id.Onderdeel, u domain.Uitkomst) {
	v := newVernietiging()
	f := &domain.VernietigingBesloten{Vernietiging: v, Omvang: domain.Omvang{Onderdeel: o, Dossier: o.IsZero()}}
	if !o.IsZero() {
		f.Uitkomsten = []domain.UitkomstPer{{Onderdeel: o, Uitkomst: u}}
	}
	s.add(f)
	if u == domain.UitkomstHerschrijven {
		s.add(&domain.OnderdeelHerschreven{Vernietiging: v, Onderdeel: o})
	}
	s.add(&domain.VernietigingGoedgekeurd{Vernietiging: v})
}

func TestVernietigingLists(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	s, other := h.stream(), h.stream()
	var ids []id.Vernietiging
	for _, x := range []*stream{s, s, s, s, other} {
		v := newVernietiging()
		if x.next == 0 {
			x.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
		}
		x.add(&domain.VernietigingBesloten{Vernietiging: v, Omvang: domain.Omvang{Onderdeel: newOnderdeel()}})
		ids = append(ids, v)
	}
	s.add(&domain.VernietigingGoedgekeurd{Vernietiging: ids[1]}, &domain.VernietigingIngetrokken{Vernietiging: ids[2]},
		&domain.VernietigingGoedgekeurd{Vernietiging: ids[3]}, &domain.VernietigingUitgevoerd{Vernietiging: ids[3]})
	h.wait(p)
	for _, c := range []struct {
		f    VernietigingFilter
		want []int
	}{
		{VernietigingFilter{}, []int{4, 3, 2, 1, 0}},
		{VernietigingFilter{Dossier: s.d}, []int{3, 2, 1, 0}},
		{VernietigingFilter{Open: true}, []int{4, 1, 0}},
		{VernietigingFilter{Dossier: s.d, Stand: domain.VernietigingStandUitgevoerd}, []int{3}},
	} {
		var got []int
		for _, v := range pages(t, func(cur Cursor) (Page[Vernietiging], error) {
			return p.Vernietigingen(t.Context(), c.f, cur, 2)
		}) {
			got = append(got, slices.Index(ids, v.ID))
			if approved := v.Stand == domain.VernietigingStandGoedgekeurd ||
				v.Stand == domain.VernietigingStandUitgevoerd; approved != (v.GoedgekeurdOp != nil && v.GoedgekeurdDoor == "m-1") {
				t.Errorf("%s: approved %v by %q", v.Stand, v.GoedgekeurdOp, v.GoedgekeurdDoor)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: got %v, want %v", c.f, got, c.want)
		}
	}
}

// TestAFactCountsOnce: an access fact that a fault made the ledger store twice is listed once.
func TestAFactCountsOnce(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	s := h.stream()
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	for i := range 5 {
		h.read(s, i)
	}
	refused := makeEvent(t, string(toegang.SoortGeweigerd),
		toegang.Geweigerd{Handeling: "raadplegen", Code: "geen-toegang"}, nil, h.clock.Add(1e9))
	if _, err := h.store.Append(t.Context(), accessPrefix+s.d.String(), eventstore.Any(), refused); err != nil {
		t.Fatal(err)
	}
	h.wait(p)
	// The SQLite store recognises a repeat; what another would store again goes in by hand.
	again := decode(eventstore.Record{Stream: accessPrefix + s.d.String(), Revision: 6, Position: h.tail() + "0",
		Event: refused}, h.tail())
	if err := p.apply(t.Context(), p.liveFile(), []event{again}); err != nil {
		t.Fatal(err)
	}
	list := pages(t, func(c Cursor) (Page[Raadpleging], error) { return p.Raadplegingen(t.Context(), s.d, c, 2) })
	if len(list) != 6 || list[0].Code != "geen-toegang" || list[0].Soort != toegang.SoortGeweigerd ||
		list[1].Revisie != 4 || list[5].Wat != string(toegang.WatBeeld) {
		t.Errorf("%+v", list)
	}
	if n, err := p.AantalRaadplegingen(t.Context(), s.d); n != 6 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// TestSearchIsBounded: a search gives 50 at most, and says that there are more.
func TestSearchIsBounded(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	h.run(p)
	s := h.stream()
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	for i := range MaxTreffers + 5 {
		b := newBetrokkene()
		s.addWith(&domain.BetrokkeneToegevoegd{Betrokkene: b}, domain.IdentiteitVan(b), b, "naam", "Jansen", "nummer",
			fmt.Sprint(i))
	}
	h.wait(p)
	got, err := p.Zoek(t.Context(), term("naam", "Jansen"))
	if err != nil || len(got.Treffers) != MaxTreffers || !got.Meer {
		t.Errorf("%d, more %v, %v", len(got.Treffers), got.Meer, err)
	}
	either, err := p.Zoek(t.Context(), func(_ context.Context, key string) ([]Zoekterm, error) {
		return []Zoekterm{{Tokens: [][]byte{token(key, "naam", "Jansen")}},
			{Tokens: [][]byte{token(key, "nummer", "3"), token(key, "nummer", "7"), token(key, "nummer", "x")}}}, nil
	})
	if err != nil || len(either.Treffers) != 2 || either.Meer {
		t.Errorf("%d, %v", len(either.Treffers), err)
	}
}

// FuzzCursor: whatever a caller sends as a cursor is refused or goes through the list; what a list gave comes back as
// it was.
func FuzzCursor(f *testing.F) {
	at := place{12345, uuid.New()}
	f.Add(string(at.cursor(listDossiers)))
	f.Add("")
	f.Add("AA==")
	f.Add(string(at.cursor(listVernietigingen)) + "\n")
	f.Fuzz(func(t *testing.T, s string) {
		at, err := Cursor(s).parse(listDossiers)
		switch {
		case err != nil && !errors.Is(err, ErrCursor):
			t.Error(err)
		case err == nil && s != "" && string(at.cursor(listDossiers)) != s:
			t.Error("another cursor says the same")
		}
	})
}
