package ledger

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// daden are what may happen, in any order. Each reports whether it did.
func (s *streek) daden() map[string]func() bool {
	return map[string]func() bool{
		"gegeven": s.legtVast, "verslag": s.legtVerslag, "bijlage": s.voegtBijlageToe, "geheim contact": s.legtContact,
		"verklaring": s.verklaart, "corrigeer": s.corrigeert, "stand": s.wijzigtStand, "koppel": s.koppelt,
		"ontkoppel": s.ontkoppelt, "voeg personen samen": s.voegtPersonenSamen, "scheid": s.scheidt,
		"concept": s.begint, "concept weg": s.gooitWeg, "verstrek": s.verstrekt,
		"verplaats": s.verplaatst, "deel": s.deelt, "voeg dossiers samen": s.voegtSamen,
		"wis persoon": s.wistPersoon, "wis onderdeel": s.wistOnderdeel,
	}
}

func (s *streek) kans(n int) bool { return rapid.IntRange(1, n).Draw(s.r, "kans") == 1 }

// een draws one, and says no more of it than its place.
func een[T any](r *rapid.T, van []T, wat string) T {
	return van[rapid.IntRange(0, len(van)-1).Draw(r, wat)]
}

func (s *streek) kiest(behalve ...*huis) *huis {
	er := slices.DeleteFunc(slices.Clone(s.huizen), func(h *huis) bool {
		return h.weg || len(h.levend()) == 0 || slices.Contains(behalve, h)
	})
	if len(er) == 0 {
		return nil
	}
	return een(s.r, er, "dossier")
}

// een is a part that was not destroyed and did not leave, of some kinds.
func (s *streek) een(soorten ...domain.InhoudSoort) *deel {
	er := slices.DeleteFunc(slices.Clone(s.delen), func(d *deel) bool {
		return d.in.weg || d.weg() || len(soorten) > 0 && !slices.Contains(soorten, d.soort)
	})
	if len(er) == 0 {
		return nil
	}
	return een(s.r, er, "deel")
}

// enkele are some of the living.
func (s *streek) enkele(h *huis, zonder ...id.Betrokkene) (uit []id.Betrokkene) {
	for _, b := range h.levend(zonder...) {
		if rapid.Bool().Draw(s.r, "wie") {
			uit = append(uit, b)
		}
	}
	return uit
}

// probeert gives no outcome where the domain refused, which is its right.
func (s *streek) probeert(wie toegang.Actor, h *huis, opdracht domain.Opdracht) (Uitkomst, bool) {
	u, err := s.o.probeer(wie, h.d, opdracht)
	var w *domain.Weigering
	if errors.As(err, &w) {
		return u, false
	}
	if err != nil {
		s.r.Fatalf("%T: %v", opdracht, err)
	}
	return u, true
}

// tekst names somebody, and quotes an address: one that is geheim here, or one that will be.
func (s *streek) tekst(h *huis, zonder ...id.Betrokkene) (domain.Tekst, *versie) {
	v := &versie{merk: s.volgend()}
	stukken := []any{merk(v.merk) + ". "}
	if l := h.levend(zonder...); len(l) > 0 && rapid.Bool().Draw(s.r, "noemt") {
		v.noemt = een(s.r, l, "wie genoemd")
		stukken = append(stukken, vermeld{v.noemt, naam(v.merk)}, " deed iets. ")
	}
	if s.kans(3) {
		er := slices.DeleteFunc(slices.Clone(s.delen), func(d *deel) bool {
			ander := func(a *deel) bool {
				return a.in == h && a.soort == d.soort && !a.weg() && a.laatste().adres == d.laatste().adres && a != d
			}
			return d.in != h || d.soort != domain.InhoudContact || d.weg() || slices.Contains(zonder, d.over[0]) ||
				slices.ContainsFunc(s.delen, ander)
		})
		if len(er) > 0 && rapid.Bool().Draw(s.r, "een geheim") {
			d := een(s.r, er, "welk")
			v.adres, v.van = d.laatste().adres, d.over[0]
		} else {
			v.adres = s.volgend()
			h.adressen = append(h.adressen, v.adres)
		}
		stukken = append(stukken, "Gezien bij "+adres(v.adres)+" 7.")
	}
	return schrijft(s.o.t, stukken...), v
}

func (s *streek) begintDeel(
	h *huis, soort domain.InhoudSoort, welk id.Onderdeel, v *versie, over ...id.Betrokkene,
) *deel {
	wie := uniekB(slices.Concat(over, []id.Betrokkene{v.noemt}, v.herleidbaar)...)
	d := &deel{in: h, id: welk, soort: soort, over: wie, stand: domain.StandGeldig, versies: []*versie{v}}
	s.delen = append(s.delen, d)
	return d
}

func (s *streek) legtVast() bool {
	h := s.kiest()
	if h == nil {
		return false
	}
	t, v := s.tekst(h)
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: s.enkele(h), Gegeven: gegeven(t)}
	u, ok := s.probeert(medewerker, h, l)
	if ok {
		v.sinds = u.Eerste
		s.begintDeel(h, domain.InhoudGegeven, l.ID, v, l.Over...)
	}
	return ok
}

func (s *streek) legtVerslag() bool {
	h := s.kiest()
	if h == nil {
		return false
	}
	titel, v := s.tekst(h)
	l := domain.LegVerslagVast{ID: nieuwO(), Rubriek: "onderzoek", Over: s.enkele(h),
		Verslag: domain.Verslag{Soort: "gesprek", Titel: titel}}
	var vs []*versie
	for range 2 {
		t, v := s.tekst(h)
		p := domain.NieuwePassage{ID: nieuwO(), Over: s.enkele(h), Passage: *passage(t)}
		if s.kans(3) {
			v.herleidbaar = []id.Betrokkene{een(s.r, h.levend(), "herleidbaar tot")}
			p.Passage.HerleidbaarTot = v.herleidbaar
		}
		l.Passages, vs = append(l.Passages, p), append(vs, v)
	}
	u, ok := s.probeert(medewerker, h, l)
	if !ok {
		return false
	}
	v.sinds = u.Eerste
	s.begintDeel(h, domain.InhoudVerslag, l.ID, v, l.Over...)
	for i, p := range l.Passages {
		vs[i].sinds = u.Eerste + 1 + uint64(i)
		over := p.Over
		if len(over) == 0 {
			over = l.Over
		}
		s.begintDeel(h, domain.InhoudPassage, p.ID, vs[i], over...).verslag = l.ID
	}
	return true
}

func (s *streek) voegtBijlageToe() bool {
	h := s.kiest()
	if h == nil {
		return false
	}
	t, v := s.tekst(h)
	b := brief(s.o.t, s.enkele(h)...)
	b.Bijlage.Naam = t
	ruw := append(pdf(80), []byte(merk(v.merk))...)
	u, err := s.o.voegtToe(h.d, b, met{bytes: bytes.NewReader(ruw)})
	goed(s.o.t, err)
	v.sinds = u.Eerste
	s.begintDeel(h, domain.InhoudBijlage, b.ID, v, b.Over...).bestand = ruw
	return true
}

// legtContact records an address that is geheim: a new one, or one that stands in a text already.
func (s *streek) legtContact() bool {
	h := s.kiest()
	if h == nil {
		return false
	}
	v := &versie{adres: s.volgend()}
	if len(h.adressen) > 0 && !s.kans(3) {
		v.adres, h.adressen = h.adressen[0], h.adressen[1:]
	}
	van := een(s.r, h.levend(), "van wie")
	c := domain.NieuwContact{ID: nieuwO(),
		Contact: domain.Contact{Soort: domain.ContactAdres, Geheim: true, Adres: contactAdres(v.adres)}}
	u, ok := s.probeert(medewerker, h, domain.LegContactVast{Betrokkene: van, NieuwContact: c})
	if ok {
		v.sinds = u.Eerste
		s.begintDeel(h, domain.InhoudContact, c.ID, v, van)
		s.geheim[v.adres] = true
	}
	return ok
}

func (s *streek) verklaart() bool {
	d := s.een(domain.InhoudGegeven, domain.InhoudPassage, domain.InhoudMelding)
	if d == nil || len(d.in.levend()) == 0 {
		return false
	}
	t, v := s.tekst(d.in)
	k := domain.VoegVerklaringToe{ID: nieuwO(), Betrokkene: een(s.r, d.in.levend(), "wie"),
		Betwist: []id.Onderdeel{d.id}, Verklaring: domain.Verklaring{Tekst: t}}
	u, ok := s.probeert(medewerker, d.in, k)
	if ok {
		v.sinds = u.Eerste
		s.begintDeel(d.in, domain.InhoudVerklaring, k.ID, v, k.Betrokkene)
	}
	return ok
}

func (s *streek) leest(h *huis) *lezing {
	z, err := s.o.lees(context.Background(), h.d)
	goed(s.o.t, err)
	return z
}

// wikkelt puts a store that can be made to fail before the ledger's.
func (s *streek) wikkelt(st eventstore.Store) eventstore.Store {
	s.g = nieuwGrillig(s.o.t, st)
	return s.g
}

func passage(t domain.Tekst) *domain.Passage {
	return &domain.Passage{Aard: domain.AardFeit, Bron: domain.Bron{Soort: "eigen-waarneming"}, Tekst: t}
}

// alsInhoud is a text as content of a kind.
func alsInhoud(soort domain.InhoudSoort, t domain.Tekst) domain.Inhoud {
	if soort == domain.InhoudPassage {
		return passage(t)
	}
	g := gegeven(t)
	return &g
}
