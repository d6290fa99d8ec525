package projections

import (
	"encoding/hex"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/sqlite"
)

// full is a dossier that every read model has something of.
type full struct {
	*stream
	a, b               id.Betrokkene
	contact, given     id.Onderdeel
	report, disclosure id.Onderdeel
	destruction        id.Vernietiging
	transfer           id.Overbrenging
}

func (h *house) full() *full {
	s := &full{stream: h.stream(), a: newBetrokkene(), b: newBetrokkene(), contact: newOnderdeel(), given: newOnderdeel(),
		report: newOnderdeel(), disclosure: newOnderdeel(), destruction: newVernietiging(),
		transfer: id.Van[id.Overbrenging](uuid.New())}
	day := waarde.DatumVan(h.clock).PlusDagen(9)
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	s.addWith(&domain.BetrokkeneToegevoegd{Betrokkene: s.a}, domain.IdentiteitVan(s.a), s.a, "naam", "Jansen")
	s.addWith(&domain.BetrokkeneToegevoegd{Betrokkene: s.b}, domain.IdentiteitVan(s.b), s.b, "geboortedatum",
		"1988-03-07")
	s.addWith(&domain.ContactVastgelegd{Onderdeel: s.contact, Betrokkene: s.a}, s.contact, s.a, "adres", "Steegje 7")
	s.add(&domain.MeldingOntvangen{Onderdeel: s.report, OntvangenOp: h.clock, Over: []id.Betrokkene{s.b}},
		&domain.GegevenVastgelegd{Onderdeel: s.given, Rubriek: "zorgen", Over: []id.Betrokkene{s.a}})
	s.addWith(&domain.VerstrekkingGedaan{Onderdeel: s.disclosure,
		Stukken: []domain.Stuk{{Onderdeel: s.given, Revisie: 5}}, Over: []id.Betrokkene{s.a}},
		s.disclosure, id.Betrokkene{}, "ontvanger", "raad")
	s.add(&domain.PuntGeopend{Bij: s.given, Punt: domain.PuntNakijken, Eigenaar: "m-1", Uiterlijk: day},
		&domain.PuntGeopend{Bij: domain.IdentiteitVan(s.a), Punt: domain.PuntHerleidbaar, Eigenaar: "m-1", Uiterlijk: day},
		&domain.PuntGeopend{Bij: s.report, Punt: domain.PuntBesluit, Eigenaar: "m-1", Uiterlijk: day},
		&domain.ToewijzingBegonnen{Wie: domain.Toegewezene{Medewerker: "m-1", Rol: "behandelaar"}},
		&domain.BetrokkenenSamengevoegd{Onderdeel: newOnderdeel(), Blijft: s.a, Vervalt: s.b,
			Over: []id.Betrokkene{s.a, s.b}})
	h.read(s.stream, 1)
	return s
}

// destroy decides on and approves a destruction; whole are the keys that die altogether.
func (s *full) destroy(o domain.Omvang, weg []id.Onderdeel, whole ...id.Houder) {
	f := &domain.VernietigingBesloten{Vernietiging: s.destruction, Omvang: o}
	for _, w := range weg {
		f.Uitkomsten = append(f.Uitkomsten, domain.UitkomstPer{Onderdeel: w, Uitkomst: domain.UitkomstVernietigen})
	}
	g := &domain.VernietigingGoedgekeurd{Vernietiging: s.destruction}
	for _, k := range whole {
		g.Doelen = append(g.Doelen, domain.Doel{Houder: k, Geheel: true})
	}
	s.add(f, g, &domain.VernietigingUitgevoerd{Vernietiging: s.destruction})
}

// live are the read models of what is now; the others account for what was, by ids and moments, as the log does for
// ever.
var live = []string{"toewijzing", "punt", "vindplaats", "samen", "besluit_deel"}

// Whatever ends, every read model that followed comes to the rows of one that is made anew, and those of what is now
// hold nothing of it (ZOB-17.1, ZOB-6.1): not a row, not a token.
func TestReadModelsHoldNothingOfWhatIsGone(t *testing.T) {
	own := func(s *full) []id.Onderdeel {
		return []id.Onderdeel{domain.IdentiteitVan(s.a), domain.IdentiteitVan(s.b), s.contact, s.given, s.disclosure}
	}
	uuids := func(os ...id.Onderdeel) (list []uuid.UUID) {
		for _, o := range os {
			list = append(list, o.UUID())
		}
		return list
	}
	for name, c := range map[string]struct {
		ends func(s *full)
		gone func(s *full) []uuid.UUID
	}{
		"dossier destroyed": {
			func(s *full) { s.destroy(domain.Omvang{Dossier: true}, nil) },
			func(s *full) []uuid.UUID { return []uuid.UUID{s.d.UUID()} },
		},
		"dossier merged away": {
			func(s *full) {
				s.add(&domain.OverbrengingBesloten{Overbrenging: s.transfer, Onderdeel: newOnderdeel(),
					Naar: dossierOf(uuid.New()), Geheel: true},
					&domain.OverbrengingVoltooid{Overbrenging: s.transfer, Vernietiging: s.destruction, Geheel: true,
						Onderdelen: append(own(s), s.report)})
			},
			func(s *full) []uuid.UUID { return []uuid.UUID{s.d.UUID()} },
		},
		"moved": {
			func(s *full) {
				s.add(&domain.OverbrengingBesloten{Overbrenging: s.transfer, Onderdeel: newOnderdeel(),
					Naar: dossierOf(uuid.New()), Onderdelen: []domain.Overgang{{Onderdeel: s.given}, {Onderdeel: s.contact},
						{Onderdeel: s.disclosure}}},
					&domain.OverbrengingVoltooid{Overbrenging: s.transfer, Vernietiging: s.destruction,
						Onderdelen: []id.Onderdeel{s.given, s.contact, s.disclosure}})
			},
			func(s *full) []uuid.UUID { return uuids(s.given, s.contact, s.disclosure) },
		},
		"person erased, and who is the same": {
			func(s *full) {
				s.destroy(domain.Omvang{Betrokkene: s.a}, own(s), id.HouderVan(s.a), id.HouderVan(s.b))
			},
			func(s *full) []uuid.UUID { return uuids(own(s)...) },
		},
		"parted, then one erased": {
			func(s *full) {
				s.add(&domain.BetrokkenenGescheiden{Onderdeel: newOnderdeel(), Blijft: s.a, Vervallen: s.b,
					Over: []id.Betrokkene{s.a, s.b}})
				s.destroy(domain.Omvang{Betrokkene: s.b}, []id.Onderdeel{domain.IdentiteitVan(s.b)}, id.HouderVan(s.b))
			},
			func(s *full) []uuid.UUID { return []uuid.UUID{s.b.UUID()} },
		},
		"onderdeel destroyed": {
			func(s *full) { s.destroy(domain.Omvang{Onderdeel: s.given}, []id.Onderdeel{s.given}) },
			func(s *full) []uuid.UUID { return uuids(s.given) },
		},
		"besluit withdrawn": {
			func(s *full) {
				s.add(&domain.VernietigingBesloten{Vernietiging: s.destruction, Omvang: domain.Omvang{Onderdeel: s.given},
					Uitkomsten: []domain.UitkomstPer{{Onderdeel: s.given, Uitkomst: domain.UitkomstVernietigen}}},
					&domain.VernietigingIngetrokken{Vernietiging: s.destruction})
			},
			func(s *full) []uuid.UUID { return []uuid.UUID{s.destruction.UUID()} },
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			p := h.open()
			h.run(p)
			s, other := h.full(), h.full()
			h.wait(p)
			before := dump(t, p)
			for _, table := range live {
				if table != "besluit_deel" && !holds(before[table], s.d.UUID()) {
					t.Fatalf("%s has nothing of the dossier, so the test does not look at it", table)
				}
			}
			c.ends(s)
			h.wait(p)
			if r := h.reasons(p); r != nil {
				t.Fatal(r)
			}
			rows := dump(t, p)
			for _, table := range live {
				for _, u := range c.gone(s) {
					if holds(rows[table], u) {
						t.Errorf("%s still holds something of what is gone", table)
					}
				}
				if table != "besluit_deel" && !holds(rows[table], other.d.UUID()) {
					t.Errorf("%s lost something of another dossier", table)
				}
			}
			h.compare(p)
			if err := p.Rebuild(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(rows, dump(t, p)); d != "" {
				t.Errorf("made anew it is otherwise:\n%s", d)
			}
		})
	}
}

func holds(rows []string, u uuid.UUID) bool {
	return strings.Contains(strings.Join(rows, "\n"), hex.EncodeToString(u[:]))
}

// A log that was put back from an older copy lacks what came since: so do the read models of it, and nothing stays of
// what they held more.
func TestReadModelsOfAnOlderLog(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	stop := h.run(p)
	s := h.full()
	h.wait(p)
	want := dump(t, p)
	older, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "older.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = older.Close() })
	for r, err := range h.store.ReadAll(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := older.Append(t.Context(), r.Stream, eventstore.Any(), r.Event); err != nil {
			t.Fatal(err)
		}
	}
	s.destroy(domain.Omvang{Betrokkene: s.a}, []id.Onderdeel{domain.IdentiteitVan(s.a), s.contact}, id.HouderVan(s.a),
		id.HouderVan(s.b))
	h.full()
	h.wait(p)
	stop()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	h.store = older
	p = h.open()
	h.run(p)
	h.until(func() bool {
		health, err := p.Health(t.Context())
		return err == nil && health.Ready
	})
	h.wait(p)
	if d := cmp.Diff(want, dump(t, p)); d != "" {
		t.Errorf("it has other rows than when it was copied:\n%s", d)
	}
}
