package projections

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dossierboek/domain"
	"dossierboek/eventstore"
)

// poisoned makes one projection fail at a kind of event, in one of the ways in which code fails.
type poisoned struct {
	projection
	at  domain.Soort
	how string
}

func (q *poisoned) apply(ctx context.Context, w *writer, e *event) error {
	if domain.Soort(e.record.Kind) != q.at {
		return q.projection.apply(ctx, w, e)
	}
	switch q.how {
	case "error":
		return errors.Join(q.projection.apply(ctx, w, e), errors.New("no"))
	case "panic":
		if err := q.projection.apply(ctx, w, e); err != nil {
			return err
		}
		panic("Jansen")
	case "constraint":
		return w.exec("INSERT INTO bestand VALUES (2, x'00', x'00', x'00')")
	}
	return errors.New("unknown")
}

// TestPoison: an event that one projection cannot take stops that one, at that event and with nothing of it left
// behind; the others go on. After a restart it is tried again.
func TestPoison(t *testing.T) {
	for _, how := range []string{"error", "panic", "constraint"} {
		t.Run(how, func(t *testing.T) {
			h := newHouse(t)
			poison := func(p *Projections) {
				p.others = func(all []projection) []projection {
					all[0] = &poisoned{all[0], domain.SoortFaseGewijzigd, how}
					return all
				}
			}
			s := h.stream()
			s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()}, &domain.BetrokkeneToegevoegd{Betrokkene: newBetrokkene()})
			good := s.next - 1
			s.add(&domain.FaseGewijzigd{Onderdeel: newOnderdeel(), Fase: "onderzoek"})
			v := newVernietiging()
			s.add(&domain.VernietigingBesloten{Vernietiging: v, Omvang: domain.Omvang{Dossier: true}})
			p := h.open(poison)
			stop := h.run(p)
			if err := h.waitFor(p); !errors.Is(err, ErrStopped) {
				t.Fatalf("WachtTot: %v", err)
			}
			health, err := p.Health(t.Context())
			if err != nil || health.Ready {
				t.Errorf("ready: %v, %v", health.Ready, err)
			}
			if err := p.CountBehind(t.Context(), &health); err != nil {
				t.Error(err)
			}
			for _, ph := range health.Projections {
				if (ph.Name == "dossiers") != (ph.Stopped != nil) || ph.AtTail != (ph.Stopped == nil) {
					t.Errorf("%s: stopped %v, at the tail %v", ph.Name, ph.Stopped, ph.AtTail)
				}
				if want := map[bool]int{true: 2, false: 0}[ph.Stopped != nil]; ph.Behind != want {
					t.Errorf("%s: %d events behind, want %d", ph.Name, ph.Behind, want)
				}
				if st := ph.Stopped; st != nil && (st.Kind != "fase.gewijzigd" || st.Stream != s.name() || st.Revision != 2 ||
					strings.Contains(st.Reason, "Jansen")) {
					t.Errorf("stopped at %+v", st)
				}
			}
			d, err := p.Dossier(t.Context(), s.d)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(h.fold(s.d, good), d, sameFold); diff != "" {
				t.Errorf("what stood before the event changed:\n%s", diff)
			}
			if list, err := p.Vernietigingen(t.Context(), VernietigingFilter{Open: true}, "", 0); err != nil ||
				len(list.Items) != 1 {
				t.Errorf("the others did not go on: %v, %v", list, err)
			}
			stop()
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			p = h.open() // the program is mended
			if h.reasons(p) == nil {
				t.Error("a stop is forgotten at a restart before it was tried again")
			}
			h.run(p)
			h.until(func() bool { return h.reasons(p) == nil && h.waitFor(p) == nil })
			if a, err := p.Vergelijk(t.Context(), h.fold(s.d, s.next)); a != nil || err != nil {
				t.Errorf("after the mending: %v, %v", a, err)
			}
		})
	}
}

func (h *house) until(ok func() bool) {
	h.t.Helper()
	for range 1500 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	h.t.Fatal("it does not come about")
}

// TestPoisonInTheLog: what does not decode stops the projections that would take it, and no other.
func TestPoisonInTheLog(t *testing.T) {
	for name, c := range map[string]struct {
		kind, data string
		access     bool
		stops      []string
	}{
		"unknown kind":   {"iets.nieuws", `{"schema":1,"open":{}}`, false, []string{"dossiers"}},
		"unknown schema": {"fase.gewijzigd", `{"schema":9,"open":{}}`, false, []string{"dossiers"}},
		"no JSON": {"correctie.toegepast", `{`, false,
			[]string{"dossiers", "betrokkenen", "verstrekkingen", "punten"}},
		"unknown field": {"vernietiging.uitgevoerd", `{"schema":1,"open":{"naam":"Jansen"}}`, false,
			[]string{"dossiers", "vernietigingen"}},
		"bad access fact":  {"dossier.geraadpleegd", `{"schema":1,"open":{"revisie":"x"}}`, true, []string{"raadplegingen"}},
		"access, new kind": {"dossier.bekeken", `{"schema":1,"open":{}}`, true, []string{"raadplegingen"}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			s := h.stream()
			s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
			e := s.event(&domain.DossierGeopend{Onderdeel: newOnderdeel()}, nil)
			e.Kind, e.Data = c.kind, []byte(c.data)
			stream := s.name()
			if c.access {
				stream = accessPrefix + s.d.String()
			}
			if _, err := h.store.Append(t.Context(), stream, eventstore.Any(), e); err != nil {
				t.Fatal(err)
			}
			other := h.stream()
			other.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
			p := h.open()
			h.run(p)
			if err := h.waitFor(p); !errors.Is(err, ErrStopped) {
				t.Fatal(err)
			}
			got := map[string]bool{}
			for _, r := range h.reasons(p) {
				got[strings.SplitN(r, ":", 2)[0]] = true
				if strings.Contains(r, "Jansen") || !strings.Contains(r, c.kind+"@") {
					t.Errorf("reason %q", r)
				}
			}
			want := map[string]bool{}
			for _, n := range c.stops {
				want[n] = true
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestTransient: what the vault cannot do now is tried again, not taken for poison; any other error is poison.
func TestTransient(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	fails := 2
	h.keys.fail = func(eventstore.Record) error { // set before anything runs
		if fails--; fails >= 0 {
			return fmt.Errorf("the vault is locked: %w", ErrTransient)
		}
		return nil
	}
	h.run(p)
	s := h.stream()
	s.add(&domain.DossierGeopend{Onderdeel: newOnderdeel()})
	q := h.person(s, 1)
	h.wait(p)
	if got, err := p.Zoek(t.Context(), term("veld-0", q.v[0])); err != nil || len(got.Treffers) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	h.keys.mu.Lock()
	h.keys.fail = func(eventstore.Record) error { return errors.New("tampered") }
	h.keys.mu.Unlock()
	h.person(s, 2)
	if err := h.waitFor(p); !errors.Is(err, ErrStopped) {
		t.Fatal(err)
	}
	if r := h.reasons(p); len(r) != 1 || !strings.HasPrefix(r[0], "betrokkenen: ") {
		t.Error(r)
	}
}

// dump is every row that a file has, apart from what differs by nature: its positions, and tokens under its own key.
func dump(t *testing.T, p *Projections) map[string][]string {
	t.Helper()
	f := p.liveFile()
	if err := f.lock(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer f.unlock()
	if f.w == nil {
		if err := f.load(); err != nil {
			t.Fatal(err)
		}
	}
	rows := map[string][]string{}
	// Every table but those that say what file this is and how far it came, and the two of the index, whose numbers
	// depend on how events fell into batches.
	var tables []string
	err := f.w.query(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
AND name NOT IN ('bestand', 'anker', 'stand', 'vindplaats', 'zoekwoord', 'zoekvak')`, func(row []driver.Value) (bool, error) {
		tables = append(tables, row[0].(string))
		return true, nil
	})
	if err != nil || len(tables) == 0 {
		t.Fatal(tables, err)
	}
	for _, table := range tables {
		err := f.w.query("SELECT * FROM "+table, func(row []driver.Value) (bool, error) {
			rows[table] = append(rows[table], fmt.Sprintf("%x", row))
			return true, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(rows[table])
	}
	err = f.w.query("SELECT projectie, dossier, onderdeel, betrokkene, revisie, identiteit FROM vindplaats ORDER BY 2, 3",
		func(row []driver.Value) (bool, error) {
			rows["vindplaats"] = append(rows["vindplaats"], fmt.Sprintf("%x", row))
			return true, nil
		})
	if err != nil {
		t.Fatal(err)
	}
	n, _, err := f.w.number("SELECT count(*) FROM zoekwoord WHERE vindplaats > 1152921504606846976")
	if err != nil {
		t.Fatal(err)
	}
	rows["zoekwoord"] = []string{fmt.Sprint(n)}
	return rows
}
