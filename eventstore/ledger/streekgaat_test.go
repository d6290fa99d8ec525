package ledger

import (
	"context"
	"errors"
	"slices"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

func (s *streek) verplaatst() bool { return s.brengt(false) }
func (s *streek) deelt() bool      { return s.brengt(true) }

// losse are the kinds of which one can go to another dossier, or be destroyed, by itself.
var losse = []domain.InhoudSoort{domain.InhoudGegeven, domain.InhoudVerslag, domain.InhoudPassage,
	domain.InhoudBijlage, domain.InhoudContact, domain.InhoudMelding, domain.InhoudVerklaring}

func (s *streek) brengt(blijft bool) bool {
	d := s.een(losse...)
	if d == nil {
		return false
	}
	gemerkt := slices.DeleteFunc(slices.Clone(s.delen), func(d *deel) bool {
		return d.in.weg || d.weg() || !slices.Contains(losse, d.soort) || !d.in.leeft(d.laatste().van)
	})
	if len(gemerkt) > 0 && rapid.Bool().Draw(s.r, "met een adres") { // there are few, and much may go wrong with them
		d = een(s.r, gemerkt, "welk")
	}
	naar := s.kiest(d.in)
	if naar == nil {
		return false
	}
	return s.gaat(d.in, naar, domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: d.id, Blijft: blijft}}})
}

func (s *streek) voegtSamen() bool {
	van := s.kiest()
	if van == nil || !s.kans(2) {
		return false
	}
	naar := s.kiest(van)
	if naar == nil {
		return false
	}
	return s.gaat(van, naar, domain.BrengOver{Geheel: true})
}

// reis is one overbrenging.
type reis struct {
	van, naar *huis
	b         domain.BrengOver
	gaan      []domain.Overgang
	nieuw     []id.Betrokkene // of van, who come along as somebody new
}

// gaat takes parts to another dossier. On its way an append, or a step outside the log, may be lost or reported lost.
func (s *streek) gaat(van, naar *huis, b domain.BrengOver) bool {
	z := s.leest(van)
	r := &reis{van: van, naar: naar, b: b, gaan: b.MetAanhang(z.nu)}
	var wie []id.Betrokkene
	for _, o := range z.nu.Alle() {
		if o.Inhoud != domain.InhoudVerstrekking && !b.Geheel && r.noemt(o.ID) {
			wie = append(wie, o.Over...)
		}
	}
	for _, d := range s.delen {
		if d.in == van && r.neemt(d) {
			for _, v := range d.versies {
				if d.in.leeft(v.van) {
					wie = append(wie, v.van)
				}
			}
		}
	}
	if b.Geheel {
		for _, m := range van.mensen {
			if !m.gewist {
				wie = append(wie, m.id)
			}
		}
	}
	s.paren(r, uniekB(wie...))
	r.b.Overbrenging, r.b.ID = nieuweOverbrenging(), nieuwO()
	kapot := s.breekt()
	s.r.Logf("from dossier %d to %d, whole %v, %d persons new of %d, broken at %q",
		slices.Index(s.huizen, van), slices.Index(s.huizen, naar), b.Geheel, len(r.nieuw), len(r.b.Personen), kapot)
	_, err := s.o.overbrengt(van.d, naar.d, r.b)
	var w *domain.Weigering
	switch {
	case kapot != "":
		s.herstelt(r, kapot)
	case errors.As(err, &w):
		return false
	case err != nil:
		s.r.Fatalf("overbrengen: %v", err)
	}
	loop, ok := s.leest(van).nu.Overbrenging(r.b.Overbrenging)
	if !ok {
		return false // the besluit was lost
	}
	if !loop.Klaar {
		s.r.Fatal("an overbrenging is not done after a restart")
	}
	s.gegaan(r)
	return true
}

func (r *reis) noemt(welk id.Onderdeel) bool {
	return slices.ContainsFunc(r.gaan, func(g domain.Overgang) bool { return g.Onderdeel == welk })
}

func (r *reis) neemt(d *deel) bool {
	daar := func(b id.Betrokkene) bool { _, ok := r.hier(b); return ok }
	if d.soort == domain.InhoudVerstrekking && len(d.over) > 0 && !slices.ContainsFunc(d.over, daar) {
		return false // a verstrekking brings nobody along, and comes to nobody
	}
	return d.in == r.van && !d.weg() && (r.b.Geheel || r.noemt(d.id))
}

func (r *reis) blijft(d *deel) bool {
	blijft := func(g domain.Overgang) bool { return g.Onderdeel == d.id && g.Blijft }
	return !r.b.Geheel && slices.ContainsFunc(r.gaan, blijft)
}

// metPersoon reports whether a part is the identiteit of somebody who comes along as somebody new.
func (r *reis) metPersoon(d *deel) bool {
	is := func(b id.Betrokkene) bool { return d.id == domain.IdentiteitVan(b) }
	return d.in == r.van && d.soort == domain.InhoudIdentiteit && !d.weg() && slices.ContainsFunc(r.nieuw, is)
}

// paren says who each human is in the other dossier: somebody there, or somebody new.
func (s *streek) paren(r *reis, wie []id.Betrokkene) {
	daar := map[id.Betrokkene]id.Betrokkene{}
	for _, b := range wie {
		is := r.van.wie(b)
		if _, ok := daar[is]; !ok {
			daar[is] = nieuwB()
			if l := r.naar.levend(); len(l) > 0 && rapid.Bool().Draw(s.r, "is daar al") {
				daar[is] = een(s.r, l, "wie daar")
			}
		}
		r.b.Personen = append(r.b.Personen, domain.Persoonspaar{Hier: b, Daar: daar[is]})
		if r.naar.mens(daar[is]) == nil {
			r.nieuw = append(r.nieuw, b)
		}
	}
}

func (r *reis) hier(b id.Betrokkene) (id.Betrokkene, bool) {
	i := slices.IndexFunc(r.b.Personen, func(p domain.Persoonspaar) bool { return p.Hier == b })
	if i < 0 {
		return id.Betrokkene{}, false
	}
	return r.b.Personen[i].Daar, true
}

// breekt makes one of the appends to come fail: lost, or done but reported lost. It says which; "" for none.
func (s *streek) breekt() domain.Soort {
	if !s.kans(3) {
		return ""
	}
	stappen := []domain.Soort{domain.SoortOverbrengingBesloten, domain.SoortOnderdeelOvergenomen,
		domain.SoortOverbrengingVoltooid, domain.SoortVernietigingUitgevoerd}
	soort := rapid.SampledFrom(stappen).Draw(s.r, "breekt bij")
	gedaan := rapid.Bool().Draw(s.r, "gedaan")
	s.g.zet(func(p poging) (eventstore.Appended, error) {
		if !p.is(soort) {
			return p.door()
		}
		if gedaan {
			if _, err := p.door(); err != nil {
				return eventstore.Appended{}, err
			}
		}
		return eventstore.Appended{}, eventstore.ErrUnknownOutcome
	})
	return soort
}

func (s *streek) heel() { s.g.zet(nil) }

// herstelt finishes what broke off, after a restart or without one. Meanwhile somebody may be erased in the other
// dossier.
func (s *streek) herstelt(r *reis, kapot domain.Soort) {
	s.heel()
	if rapid.Bool().Draw(s.r, "herstart") {
		goed(s.o.t, s.o.herstart())
	}
	if kapot == domain.SoortOverbrengingBesloten && len(r.naar.levend()) > 0 && s.kans(2) {
		s.wist(r.naar, een(s.r, r.naar.levend(), "intussen gewist"))
	}
	goed(s.o.t, s.o.RondAf(context.Background()))
	s.gelukt[geval.afgemaakt]++
}
