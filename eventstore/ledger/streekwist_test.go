package ledger

import (
	"context"
	"slices"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

func (s *streek) wistPersoon() bool {
	h := s.kiest()
	return h != nil && len(h.levend()) > 0 && s.wist(h, een(s.r, h.levend(), "wie weg"))
}

// wist erases somebody. Of each part it is drawn what becomes of it; a text that would go on naming the person goes.
func (s *streek) wist(h *huis, wie id.Betrokkene) bool {
	z := s.leest(h)
	zelfde := h.zelfde(wie)
	b := s.bezwaar(domain.Omvang{Betrokkene: wie})
	nieuw := map[id.Onderdeel]*versie{}
	betreft := z.nu.Betreft(b.Omvang)
	s.raaktDeze(h, zelfde, betreft)
	for _, k := range betreft {
		b.Keuzes = append(b.Keuzes, s.keuze(h, k, zelfde, nieuw))
	}
	grant := s.o.Beslis(officer, domain.HandelingVernietigen, h.d, "onderzoek")
	p, err := s.o.Voorvertoon(context.Background(), grant, h.d, b.Omvang, "v")
	goed(s.o.t, err)
	for _, n := range p.NogGenoemd {
		al := func(k domain.Keuze) bool { return k.Onderdeel == n.Onderdeel }
		if i := slices.IndexFunc(b.Keuzes, al); i < 0 {
			b.Keuzes = append(b.Keuzes, domain.Keuze{Onderdeel: n.Onderdeel, Uitkomst: domain.UitkomstVernietigen})
		} else if b.Keuzes[i].Uitkomst == domain.UitkomstBehouden {
			b.Keuzes[i] = domain.Keuze{Onderdeel: n.Onderdeel, Uitkomst: domain.UitkomstVernietigen}
		}
	}
	sleutels := s.sleutels(zelfde...)
	if !s.besluit(h, b, nieuw) {
		return false
	}
	for _, m := range h.mensen {
		m.gewist = m.gewist || slices.Contains(zelfde, m.id)
	}
	for _, d := range s.delen {
		if d.in == h && d.kwam && raakt(d.over, zelfde) {
			s.gelukt[geval.gewistWasElders]++
		}
		if d.in == h && !d.weg() {
			d.laatLos(zelfde)
		}
	}
	for _, c := range s.concepten {
		if !c.weg && c.in == h && raakt(c.over, zelfde) {
			s.vergeetConcept(c)
		}
	}
	s.naalden = append(s.naalden, sleutels...)
	return true
}

func (s *streek) bezwaar(o domain.Omvang) domain.BesluitVernietiging {
	waarom := schrijft(s.o.t, "Bezwaar.")
	return domain.BesluitVernietiging{ID: nieuwV(), Omvang: o, Grond: "bezwaar", Motivering: waarom}
}

// raaktDeze holds the parts that the ledger says concern somebody against those of the model.
func (s *streek) raaktDeze(h *huis, wie []id.Betrokkene, betreft []*domain.Onderdeel) {
	for _, d := range s.delen {
		if d.in != h || d.weg() {
			continue
		}
		want := raakt(d.over, wie)
		got := slices.ContainsFunc(betreft, func(o *domain.Onderdeel) bool { return o.ID == d.id })
		if want != got {
			s.r.Fatalf("%s %s concerns somebody %v, and it is said to %v", d.soort, merk(d.laatste().merk), want, got)
		}
	}
}

// keuze draws an outcome that fits.
func (s *streek) keuze(
	h *huis, o *domain.Onderdeel, weg []id.Betrokkene, nieuw map[id.Onderdeel]*versie,
) domain.Keuze {
	k := domain.Keuze{Onderdeel: o.ID, Uitkomst: domain.UitkomstVernietigen}
	anderen := h.levend(weg...)
	eigen := o.Inhoud == domain.InhoudIdentiteit || o.Inhoud == domain.InhoudContact
	switch rapid.IntRange(0, 2).Draw(s.r, "uitkomst") {
	case 1:
		if !eigen && len(anderen) > 0 {
			k.Uitkomst = domain.UitkomstBehouden
			k.Behoud = domain.Behoud{Belang: een(s.r, anderen, "belang"), Waarom: schrijft(s.o.t, "Veiligheid.")}
		}
	case 2:
		if o.Inhoud == domain.InhoudGegeven || o.Inhoud == domain.InhoudPassage {
			t, v := s.tekst(h, weg...)
			k.Uitkomst, k.Over, nieuw[o.ID] = domain.UitkomstHerschrijven, s.enkele(h, weg...), v
			k.Nieuw = alsInhoud(o.Inhoud, t)
		}
	}
	return k
}

// besluit decides and approves, and does to the model what each outcome does.
func (s *streek) besluit(h *huis, b domain.BesluitVernietiging, nieuw map[id.Onderdeel]*versie) bool {
	if _, ok := s.probeert(officer, h, b); !ok {
		return false
	}
	u, ok := s.probeert(teamleider, h, domain.KeurVernietigingGoed{ID: b.ID})
	if !ok {
		s.r.Fatal("a besluit is not approved")
	}
	for _, k := range b.Keuzes {
		i := slices.IndexFunc(s.delen, func(d *deel) bool { return d.in == h && d.id == k.Onderdeel })
		if i < 0 {
			continue
		}
		d := s.delen[i]
		switch k.Uitkomst {
		case domain.UitkomstVernietigen:
			d.stand = domain.StandVernietigd
			s.conceptenVan(d)
		case domain.UitkomstBehouden:
			d.over = uniekB(append(d.over, k.Behoud.Belang)...)
		case domain.UitkomstHerschrijven:
			for _, v := range d.versies {
				v.weg = true
			}
			v := nieuw[d.id]
			v.sinds = u.Eerste
			s.conceptenVan(d)
			s.gelukt[geval.herschreven]++
			d.versies, d.over = append(d.versies, v), uniekB(append(slices.Clone(k.Over), v.noemt)...)
		}
	}
	return true
}

func (s *streek) wistOnderdeel() bool {
	d := s.een(losse...)
	if d == nil || !s.kans(2) {
		return false
	}
	b := s.bezwaar(domain.Omvang{Onderdeel: d.id})
	for _, k := range s.leest(d.in).nu.Betreft(b.Omvang) {
		hoort := k.ID == d.id || k.Verslag == d.id
		if !hoort {
			s.r.Fatalf("with a %s a %s goes", d.soort, k.Inhoud)
		}
		b.Keuzes = append(b.Keuzes, domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen})
	}
	return s.besluit(d.in, b, nil)
}

// sleutels are the wrapped keys of persons as they now stand in the vault.
func (s *streek) sleutels(wie ...id.Betrokkene) (uit []speld) {
	for _, b := range wie {
		for _, doos := range s.o.dozen(id.HouderVan(b)) {
			uit = append(uit, spelden("wrapped key", doos)...)
		}
	}
	return uit
}
