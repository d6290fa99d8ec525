package projections

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
)

// sameFold compares two folds down to the last field.
var sameFold = cmp.Options{cmpopts.IgnoreUnexported(domain.Dossier{}), cmpopts.EquateEmpty(),
	cmpopts.EquateComparable(id.Dossier{}, id.Betrokkene{}, id.Onderdeel{}, id.Vernietiging{}, id.Overbrenging{},
		id.Gebeurtenis{}, id.Houder{}, waarde.Datum{})}

// TestProjectionIsTheFold: at every revision of any course, what is stored is what a fresh fold gives, whether the
// follower had the dossier in memory, in part or not at all, and however events fall into batches.
func TestProjectionIsTheFold(t *testing.T) {
	h := newHouse(t)
	p := h.open()
	f := p.liveFile()
	rapid.Check(t, func(t *rapid.T) {
		c := newCourse(h)
		for batch := range rapid.IntRange(1, 8).Draw(t, "batches") {
			if batch > 0 && rapid.Bool().Draw(t, "forget memory") {
				f.projections[0].reset()
			}
			for range rapid.IntRange(1, 4).Draw(t, "events") {
				fact := c.step(t)
				if fact == nil {
					break
				}
				c.take(fact)
			}
			if err := p.apply(h.t.Context(), f, c.store()); err != nil {
				t.Fatal(err)
			}
			if r := h.reasons(p); r != nil {
				t.Fatal(r)
			}
			have, err := p.Dossier(h.t.Context(), c.d)
			if err != nil {
				t.Fatal(err)
			}
			want := c.fresh()
			if d := cmp.Diff(want, have, sameFold); d != "" {
				t.Fatalf("revision %d:\n%s", want.Revisie, d)
			}
			if d := cmp.Diff(openOf(want), agendaOf(t, p, c.d), sameFold); d != "" {
				t.Fatalf("revision %d, agenda:\n%s", want.Revisie, d)
			}
			list, err := p.Dossiers(h.t.Context(), DossierFilter{ToegewezenAan: "m-1"}, "", MaxPage)
			if mine := slices.ContainsFunc(list.Items, func(r DossierRegel) bool { return r.ID == c.d }); err != nil ||
				mine != (len(want.Toewijzingen) > 0) {
				t.Fatalf("revision %d: assigned to %v, listed %v, %v", want.Revisie, want.Toewijzingen, mine, err)
			}
			if a, err := p.Vergelijk(h.t.Context(), want); a != nil || err != nil {
				t.Fatalf("revision %d: %v, %v", want.Revisie, a, err)
			}
		}
	})
}

// openOf is the agenda that a fold gives.
func openOf(d *domain.Dossier) map[string]domain.Punt {
	all := map[string]domain.Punt{}
	for _, o := range d.Alle() {
		for _, k := range o.OpenPunten() {
			all[o.ID.String()+string(k.Soort)] = k
		}
	}
	return all
}

// agendaOf is what the read model has of a dossier, for everyone.
func agendaOf(t *rapid.T, p *Projections, d id.Dossier) map[string]domain.Punt {
	all := map[string]domain.Punt{}
	for c := Cursor(""); ; {
		page, err := p.Punten(context.Background(), PuntFilter{Eigenaar: "m-1"}, c, MaxPage)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range page.Items {
			if k.Dossier == d {
				all[k.Onderdeel.String()+string(k.Soort)] = domain.Punt{Soort: k.Soort, Eigenaar: k.Eigenaar,
					Uiterlijk: k.Uiterlijk, Sinds: k.Sinds}
			}
		}
		if c = page.Next; c == "" {
			return all
		}
	}
}

// course makes a dossier that could be: each step is one that the ledger would take.
type course struct {
	*stream
	fold  *domain.Dossier
	facts []domain.Vastlegging
	made  []eventstore.Event // not yet stored
}

func newCourse(h *house) *course {
	s := h.stream()
	return &course{stream: s, fold: domain.NieuwDossier(s.d)}
}

// take makes an event of a fact, the next of this course.
func (c *course) take(f domain.Feit) {
	e := c.event(f, nil)
	ev := decode(eventstore.Record{Stream: c.name(), Revision: uint64(len(c.facts)), Event: e}, "")
	if ev.err != nil {
		c.h.t.Fatal(ev.err)
	}
	c.facts = append(c.facts, ev.fact)
	c.fold.PasToe(ev.fact)
	c.made = append(c.made, e)
}

// store appends what was taken, and gives it as the follower would.
func (c *course) store() (events []event) {
	if len(c.made) == 0 {
		return nil
	}
	at := c.h.tail()
	c.append(c.made...)
	c.made = nil
	for r, err := range c.h.store.ReadAll(c.h.t.Context(), at) {
		if err != nil {
			c.h.t.Fatal(err)
		}
		events = append(events, decode(r, at))
		at = r.Position
	}
	return events
}

// fresh folds from the beginning.
func (c *course) fresh() *domain.Dossier {
	d := domain.NieuwDossier(c.d)
	for _, f := range c.facts {
		d.PasToe(f)
	}
	d.NeemGeraakt()
	return d
}

func (h *house) tail() eventstore.Position {
	at, err := h.store.Tail(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return at
}

// step chooses what happens next; nil where nothing can any more.
func (c *course) step(t *rapid.T) domain.Feit {
	d := c.fold
	if !d.Bestaat {
		return &domain.DossierGeopend{Onderdeel: newOnderdeel()}
	}
	if d.Vernietigd != nil || d.Overgebracht != nil {
		return nil
	}
	if rapid.IntRange(0, 5).Draw(t, "between dossiers") == 0 {
		if f := c.transfer(t); f != nil {
			return f
		}
	}
	persons := slices.SortedFunc(maps.Keys(d.Betrokkenen), id.Betrokkene.Vergelijk)
	persons = slices.DeleteFunc(persons, func(b id.Betrokkene) bool { return d.Betrokkenen[b].Vernietigd != nil })
	var valid, shielded []*domain.Onderdeel
	for _, o := range d.Alle() {
		switch o.Stand {
		case domain.StandGeldig:
			valid = append(valid, o)
		case domain.StandAfgeschermd:
			shielded = append(shielded, o)
		}
	}
	over := func() []id.Betrokkene {
		if len(persons) == 0 {
			return nil
		}
		return rapid.SliceOfNDistinct(rapid.SampledFrom(persons), 0, min(2, len(persons)), rapid.ID[id.Betrokkene]).Draw(t,
			"over")
	}
	some := func(least int) []id.Onderdeel {
		var list []id.Onderdeel
		for _, o := range rapid.SliceOfNDistinct(rapid.SampledFrom(valid), least, min(3, len(valid)),
			rapid.ID[*domain.Onderdeel]).Draw(t, "onderdelen") {
			list = append(list, o.ID)
		}
		return list
	}
	meldingen := slices.DeleteFunc(slices.Clone(valid), func(o *domain.Onderdeel) bool {
		return o.Inhoud != domain.InhoudMelding
	})
	switch n := rapid.IntRange(-6, 18).Draw(t, "kind"); {
	case n == -6 && len(persons) > 1:
		for _, b := range persons {
			if is := d.Wie(b); is != b && rapid.Bool().Draw(t, "part") {
				return &domain.BetrokkenenGescheiden{Onderdeel: newOnderdeel(), Blijft: is, Vervallen: b, Over: d.Zelfde(b)}
			}
		}
		persons = slices.DeleteFunc(persons, func(b id.Betrokkene) bool { return len(d.Zelfde(b)) > 1 })
		if len(persons) < 2 {
			return &domain.BetrokkeneToegevoegd{Betrokkene: newBetrokkene()}
		}
		return &domain.BetrokkenenSamengevoegd{Onderdeel: newOnderdeel(), Blijft: persons[0], Vervalt: persons[1],
			Over: persons[:2]}
	case n == -4 && len(persons) > 0 && rapid.Bool().Draw(t, "told"):
		return &domain.MededelingVastgelegd{Onderdeel: newOnderdeel(), Betrokkene: persons[0], Over: over()}
	case n == -4:
		return &domain.WederhoorVastgelegd{Onderdeel: newOnderdeel(), Over: over()}
	case n == -5 && len(meldingen) > 0:
		return &domain.TellingVastgelegd{Onderdeel: newOnderdeel(),
			Melding: rapid.SampledFrom(meldingen).Draw(t, "counted").ID, Over: over()}
	case n == -3 && len(valid) > 0:
		o := rapid.SampledFrom(valid).Draw(t, "accorded")
		return &domain.AccorderingVastgelegd{Onderdeel: newOnderdeel(),
			Stuk: domain.Stuk{Onderdeel: o.ID, Revisie: o.Laatste().Revisie}, Over: over()}
	case n < 0 && len(valid) > 0:
		s := rapid.SampledFrom(domain.PuntSoorten).Draw(t, "punt")
		for _, o := range valid {
			if open := o.OpenPunten(); n == -2 && len(open) > 0 {
				return &domain.PuntAfgedaan{Bij: o.ID, Punt: open[0].Soort}
			}
		}
		day := waarde.DatumVan(c.h.clock).PlusDagen(rapid.IntRange(0, 9).Draw(t, "days"))
		return &domain.PuntGeopend{Bij: some(1)[0], Punt: s, Eigenaar: "m-1", Uiterlijk: day}
	case n <= 0 || len(persons) < 2:
		return &domain.BetrokkeneToegevoegd{Betrokkene: newBetrokkene()}
	case n == 1:
		return &domain.ContactVastgelegd{Onderdeel: newOnderdeel(), Betrokkene: rapid.SampledFrom(persons).Draw(t, "who")}
	case n == 2:
		return &domain.RelatieVastgelegd{Onderdeel: newOnderdeel(), Van: persons[0], Naar: persons[1]}
	case n == 3:
		return &domain.MeldingOntvangen{Onderdeel: newOnderdeel(), OntvangenOp: c.h.clock, Over: over()}
	case n == 4 && d.GeslotenOp == nil:
		return &domain.DossierGesloten{Onderdeel: newOnderdeel(), Over: over()}
	case n == 4:
		return &domain.DossierHeropend{Onderdeel: newOnderdeel()}
	case n == 5:
		f := &domain.FaseGewijzigd{Onderdeel: newOnderdeel(), Fase: rapid.SampledFrom(domain.Fasen).Draw(t, "fase")}
		if len(meldingen) > 0 && rapid.Bool().Draw(t, "of a melding") {
			f.Melding = meldingen[0].ID
		}
		return f
	case n == 17:
		to := domain.Toegewezene{Medewerker: "m-1", Rol: "behandelaar"}
		if len(d.Toewijzingen) == 0 {
			return &domain.ToewijzingBegonnen{Wie: to}
		}
		from := d.Toewijzingen[0].Toegewezene
		if rapid.Bool().Draw(t, "end") {
			return &domain.ToewijzingBeeindigd{VanWie: from}
		}
		return &domain.ToewijzingOvergedragen{Onderdeel: newOnderdeel(), VanWie: from,
			Wie: domain.Toegewezene{Medewerker: "m-1", Rol: "dienst"}}
	case n == 18:
		var held []id.Onderdeel
		for _, o := range d.Alle() {
			held = append(held, o.Beperkt...)
		}
		if len(held) > 0 && rapid.Bool().Draw(t, "lift") {
			f := &domain.BeperkingOpgeheven{Onderdeel: newOnderdeel(), Beperking: held[0]}
			for _, o := range d.Alle() {
				if slices.Contains(o.Beperkt, held[0]) {
					f.Gehouden = append(f.Gehouden, o.ID)
				}
			}
			return f
		}
		return &domain.BeperkingIngesteld{Onderdeel: newOnderdeel(), Gehouden: some(0)}
	case n == 16 && len(meldingen) > 0:
		return &domain.MeldingGekwalificeerd{Onderdeel: newOnderdeel(), Melding: meldingen[0].ID,
			Kwalificatie: rapid.SampledFrom(domain.Kwalificaties).Draw(t, "kwalificatie")}
	case n == 6 && len(valid) > 0:
		return &domain.VerklaringToegevoegd{Onderdeel: newOnderdeel(), Betrokkene: persons[0], Betwist: some(0),
			Over: persons[:1]}
	case n == 7 && len(valid) > 0:
		f := &domain.VerstrekkingGedaan{Onderdeel: newOnderdeel(), Over: over()}
		for _, o := range some(1) {
			f.Stukken = append(f.Stukken, domain.Stuk{Onderdeel: o, Revisie: d.Onderdelen[o].Laatste().Revisie})
		}
		return f
	case n == 8 && len(shielded) > 0:
		return &domain.CorrectieToegepast{Onderdeel: shielded[0].ID, Wijze: domain.WijzeVrijgeven}
	case n <= 10 && len(valid) > 0:
		wijze := rapid.SampledFrom([]domain.Wijze{domain.WijzeVerbeteren, domain.WijzeAanvullen, domain.WijzeVerwijderen,
			domain.WijzeAfschermen}).Draw(t, "wijze")
		if wijze == domain.WijzeVerbeteren && rapid.Bool().Draw(t, "herstel") {
			return &domain.OnderdeelHersteld{Onderdeel: some(1)[0], Over: over()}
		}
		return &domain.CorrectieToegepast{Onderdeel: some(1)[0], Wijze: wijze, Over: over()}
	case n == 11 && len(valid) > 0:
		return &domain.BetrokkeneGekoppeld{Onderdeel: some(1)[0], Betrokkene: persons[0]}
	case n == 12 && len(valid) > 0:
		return &domain.BetrokkeneOntkoppeld{Vernietiging: newVernietiging(), Onderdeel: some(1)[0], Betrokkene: persons[0]}
	case n >= 13:
		if f := c.destruction(t, persons); f != nil {
			return f
		}
	}
	return &domain.GegevenVastgelegd{Onderdeel: newOnderdeel(), Rubriek: domain.Rubrieken[0], Over: over()}
}

// destruction begins a vernietiging, or takes one that was begun a step on.
func (c *course) destruction(t *rapid.T, persons []id.Betrokkene) domain.Feit {
	for _, k := range slices.SortedFunc(maps.Keys(c.fold.Vernietigingen), id.Vernietiging.Vergelijk) {
		l := c.fold.Vernietigingen[k]
		switch l.Stand {
		case domain.VernietigingStandGoedgekeurd:
			return &domain.VernietigingUitgevoerd{Vernietiging: k}
		case domain.VernietigingStandBesloten:
			for _, u := range l.Uitkomsten {
				if _, ok := l.Herschreven[u.Onderdeel]; !ok && u.Uitkomst == domain.UitkomstHerschrijven {
					return &domain.OnderdeelHerschreven{Vernietiging: k, Onderdeel: u.Onderdeel}
				}
			}
			if rapid.IntRange(0, 3).Draw(t, "withdraw") == 0 {
				return &domain.VernietigingIngetrokken{Vernietiging: k}
			}
			return &domain.VernietigingGoedgekeurd{Vernietiging: k}
		}
	}
	f := &domain.VernietigingBesloten{Vernietiging: newVernietiging()}
	if rapid.IntRange(0, 4).Draw(t, "all") == 0 {
		f.Omvang.Dossier = true
		return f
	}
	f.Omvang.Betrokkene = rapid.SampledFrom(persons).Draw(t, "who")
	for _, o := range c.fold.Van(f.Omvang.Betrokkene) {
		u := domain.UitkomstPer{Onderdeel: o.ID, Uitkomst: domain.UitkomstVernietigen}
		if o.Inhoud == domain.InhoudGegeven || o.Inhoud == domain.InhoudMelding {
			u.Uitkomst = rapid.SampledFrom(domain.Uitkomsten).Draw(t, "uitkomst")
		}
		f.Uitkomsten = append(f.Uitkomsten, u)
	}
	return f
}
