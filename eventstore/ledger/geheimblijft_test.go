package ledger

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// schuiling is two dossiers of which the first holds an address that is, or becomes, geheim.
type schuiling struct {
	*opstelling
	hier, daar gezin
	schuil     id.Onderdeel
	kinds      []id.Onderdeel // contactgegevens of the child that say the same
	alles      []id.Onderdeel // all that holds it in the first dossier
	eigen      []id.Onderdeel // texts that the second dossier wrote itself
	gedeeld    bool
	verbonden  bool // shared while contact data stood that hide what the second dossier wrote itself
}

func (s *schuiling) begint(geheim bool) {
	s.hier, s.daar = s.opentGezin(), s.opentGezin()
	s.schuil, s.kinds, s.alles, s.eigen, s.gedeeld, s.verbonden = nieuwO(), nil, nil, nil, false, false
	s.doet(medewerker, s.hier.dossier, domain.LegContactVast{Betrokkene: s.hier.moeder,
		NieuwContact: adresOpKerkweg(s.schuil, "99", geheim)})
}

func adresOpKerkweg(welk id.Onderdeel, nummer string, geheim bool) domain.NieuwContact {
	return domain.NieuwContact{ID: welk, Contact: domain.Contact{Soort: domain.ContactAdres, Geheim: geheim,
		Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: nummer, Plaats: "Elders"}}}
}

func (s *schuiling) schrijft(g gezin, plat string) {
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{g.kind},
		Gegeven: gegeven(schrijft(s.t, plat))}
	s.doet(medewerker, g.dossier, l)
	if g == s.hier {
		s.alles = append(s.alles, l.ID)
	} else {
		s.eigen = append(s.eigen, l.ID)
	}
}

// verhuist records the same address of the child, as far as that is taken.
func (s *schuiling) verhuist(nummer string) error {
	k := adresOpKerkweg(nieuwO(), nummer, false)
	_, err := s.probeer(medewerker, s.hier.dossier, domain.LegContactVast{Betrokkene: s.hier.kind, NieuwContact: k})
	if err == nil {
		s.kinds, s.alles = append(s.kinds, k.ID), append(s.alles, k.ID)
	}
	return err
}

func (s *schuiling) deelt(welk id.Onderdeel) {
	personen := []domain.Persoonspaar{{Hier: s.hier.kind, Daar: s.daar.kind}}
	z, err := s.lees(s.t.Context(), s.hier.dossier)
	goed(s.t, err)
	woont := z.nu.Betrokkenen[s.hier.moeder].Vernietigd == nil
	if woont { // whose address may be marked in it
		personen = append(personen, domain.Persoonspaar{Hier: s.hier.moeder, Daar: s.daar.moeder})
	}
	_, err = s.overbrengt(s.hier.dossier, s.daar.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: welk, Blijft: true}}, Personen: personen})
	goed(s.t, err)
	s.gedeeld, s.verbonden = true, s.verbonden || woont || len(s.kinds) > 0
}

func (s *schuiling) corrigeert(d id.Dossier, welk id.Onderdeel, w domain.Wijze) {
	k := domain.NieuweCorrectie("niet-ter-zake", nil)
	k.Motivering = schrijft(s.t, "Zo is het.")
	s.doet(teamleider, d, domain.Corrigeer{Onderdeel: welk, Wijze: w, Correctie: k})
}

// wist erases the mother: what is refused for what else would show is made geheim first, as the refusal says.
func (s *schuiling) wist() (geweigerd bool) {
	d := s.hier.dossier
	p, err := s.Voorvertoon(s.t.Context(), s.Beslis(officer, domain.HandelingVernietigen, d, "rechten-van-betrokkene"),
		d, domain.Omvang{Betrokkene: s.hier.moeder}, "v-1")
	goed(s.t, err)
	b := domain.BesluitVernietiging{ID: nieuwV(), Omvang: domain.Omvang{Betrokkene: s.hier.moeder}, Grond: "bezwaar",
		Motivering: schrijft(s.t, "Bezwaar.")}
	for _, k := range p.Onderdelen {
		keuze := domain.Keuze{Onderdeel: k.Onderdeel.ID, Uitkomst: k.Voorstel}
		if k.Voorstel == "" {
			keuze.Uitkomst, keuze.Behoud = domain.UitkomstBehouden,
				domain.Behoud{Belang: s.hier.kind, Waarom: schrijft(s.t, "Het gaat ook over het kind.")}
		}
		b.Keuzes = append(b.Keuzes, keuze)
	}
	_, err = s.probeer(officer, d, b)
	if geweigerd = err != nil; geweigerd != (len(p.Onthult) > 0) {
		s.t.Fatalf("the preview names %d places; the besluit says %v", len(p.Onthult), err)
	}
	if geweigerd {
		var w *domain.Weigering
		if !errors.As(err, &w) || w.Code != domain.CodeGeheim || len(w.Fouten) != len(p.Onthult) ||
			strings.Contains(fmt.Sprint(w), "Kerkweg") {
			s.t.Fatalf("it is refused otherwise: %v", w)
		}
		for _, o := range p.Onthult {
			s.corrigeert(o.Dossier, o.Onderdeel, domain.WijzeGeheimMaken)
		}
		s.doet(officer, d, b)
	}
	s.doet(teamleider, d, domain.KeurVernietigingGoed{ID: b.ID})
	return geweigerd
}

// leest is all that a medewerker reads of a dossier, now and as it was, but for these onderdelen.
func (s *schuiling) leest(d id.Dossier, zonder ...id.Onderdeel) string {
	g := s.Beslis(medewerker, domain.HandelingRaadplegen, d, "onderzoek")
	var uit strings.Builder
	schrijf := func(welk id.Onderdeel, p domain.Private[domain.Inhoud]) {
		i, ok := p.Value()
		if !ok || slices.Contains(zonder, welk) {
			return
		}
		for _, t := range i.Teksten() {
			uit.WriteString(t.Lezing().Plat() + "\n")
		}
		if k, ok := domain.Kern(i).(*domain.Contact); ok && k.Adres != nil {
			uit.WriteString(k.Adres.Straat + "\n")
		}
	}
	toen := s.klok.nu()
	for _, m := range []Momenten{{}, {BeschikbaarOp: &toen}} {
		for _, o := range s.ziet(medewerker, d, m).Onderdelen {
			schrijf(o.Onderdeel.ID, o.Inhoud)
		}
	}
	ms, err := s.Uitvoer(s.t.Context(), g, d, Momenten{}, "v-1")
	goed(s.t, err)
	for _, m := range ms {
		schrijf(m.Onderdeel, m.Inhoud)
	}
	return uit.String()
}

// dicht holds that a medewerker learns the address in no way. What the second dossier wrote itself while nothing tied
// it to the first showed there all along. Where the address is destroyed by the time that anything is shared, nothing
// is left to find it by: that stays as it was, and only what comes over must not say it.
func (s *schuiling) dicht(stap string, fout func(string, ...any)) {
	ds := []gezin{s.hier}
	if s.gedeeld {
		ds = append(ds, s.daar)
	}
	var zonder []id.Onderdeel
	if !s.verbonden {
		zonder = s.eigen
	}
	for _, g := range ds {
		if lees := strings.ToLower(s.leest(g.dossier, zonder...)); strings.Contains(lees, "kerk") {
			fout("%s: it is read", stap)
		}
	}
	for _, k := range s.kinds {
		for _, g := range ds {
			if mag, err := s.nietGeheim(s.t.Context(), g.dossier, k); err != nil || mag {
				fout("%s: it is found by it: %v", stap, err)
			}
		}
	}
	for _, welk := range s.alles {
		_, err := s.probeer(medewerker, s.hier.dossier,
			domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{welk}, Verstrekking: domain.Verstrekking{
				Ontvanger: "De vader", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd",
				Doel: schrijft(s.t, "Hij vroeg erom.")}})
		if err == nil {
			fout("%s: it is disclosed", stap)
		}
	}
}

// ZOB-8, ZOB-17.1: the mother whose address is geheim is erased; what else says it, here and in another dossier, stays
// hidden.
func TestGeheimOverleeftDeVernietiging(t *testing.T) {
	s := &schuiling{opstelling: stelOp(t)}
	s.begint(false)
	s.schrijft(s.hier, "Zij zit op Kerkweg nr. 99.")
	goed(t, s.verhuist(""))
	for _, welk := range s.alles {
		s.deelt(welk)
	}
	s.schrijft(s.daar, "Gezien op de Kerkweg.")
	s.corrigeert(s.hier.dossier, s.schuil, domain.WijzeGeheimMaken)
	s.dicht("made geheim", t.Errorf)
	if !s.wist() {
		t.Error("the erasure was not refused")
	}
	s.dicht("erased", t.Errorf)
	goed(t, s.herstart())
	s.dicht("started anew", t.Errorf)
	if got := s.ziet(teamleider, s.daar.dossier, Momenten{}).leest(s.alles[0]); got != "Zij zit op Kerkweg nr. 99." {
		t.Errorf("a teamleider reads %q", got)
	}
}

// ZOB-8: what is shared only after she is erased says nothing of her address where it comes, whether it was marked in
// it when it was written or hidden as a whole to let her be erased.
func TestGeheimGedeeldNaDeVernietiging(t *testing.T) {
	s := &schuiling{opstelling: stelOp(t)}
	for _, geheim := range []bool{true, false} {
		s.begint(geheim)
		s.schrijft(s.daar, "Zij zit op Kerkweg 99.")
		s.schrijft(s.hier, "99 KERKWEG")
		if !geheim {
			s.corrigeert(s.hier.dossier, s.schuil, domain.WijzeGeheimMaken)
		}
		if geweigerd := s.wist(); geweigerd == geheim {
			t.Errorf("geheim when written %v: refused %v", geheim, geweigerd)
		}
		s.deelt(s.alles[0])
		s.dicht("shared after", t.Errorf)
		if got := s.ziet(medewerker, s.daar.dossier, Momenten{}).leest(s.eigen[0]); got != "Zij zit op Kerkweg 99." {
			t.Errorf("what the other dossier wrote itself reads %q", got)
		}
	}
}

// ZOB-8: in whatever order it is recorded, made geheim, lifted, shared and erased, a role that may not see it never
// reads an address that is geheim.
func TestGeheimInElkeVolgorde(t *testing.T) {
	s := &schuiling{opstelling: stelOp(t)}
	rapid.Check(t, func(r *rapid.T) {
		geheim, gewist := rapid.Bool().Draw(r, "geheim"), false
		s.begint(geheim)
		vorm := rapid.SampledFrom([]string{"Zij zit op Kerkweg 99.", "De kerkweg, nr 99!", "99 KERKWEG", "Kerk-weg99",
			"Kerkwegg te Elders"})
		for range rapid.IntRange(3, 9).Draw(r, "stappen") {
			switch stap := rapid.SampledFrom([]string{"schrijf", "schrijf", "daar", "kind", "deel", "deel", "geheim", "hef op",
				"wis"}).Draw(r, "stap"); {
			case gewist && stap != "deel": // who is gone hides nothing that is written from then on
			case stap == "schrijf":
				s.schrijft(s.hier, vorm.Draw(r, "vorm"))
			case stap == "daar":
				s.schrijft(s.daar, vorm.Draw(r, "vorm"))
			case stap == "kind":
				if err := s.verhuist(rapid.SampledFrom([]string{"", "99"}).Draw(r, "nummer")); (err != nil) != geheim {
					r.Fatalf("geheim %v: the child's address: %v", geheim, err)
				}
			case stap == "deel" && len(s.alles) > 0:
				welk := rapid.SampledFrom(s.alles).Draw(r, "welk")
				if !s.ziet(teamleider, s.daar.dossier, Momenten{}).heeft(welk) {
					s.deelt(welk)
				}
			case stap == "geheim" && !geheim:
				s.corrigeert(s.hier.dossier, s.schuil, domain.WijzeGeheimMaken)
				geheim = true
			case stap == "hef op" && geheim:
				s.corrigeert(s.hier.dossier, s.schuil, domain.WijzeGeheimOpheffen)
				geheim = false
			case stap == "wis" && geheim:
				s.wist()
				gewist = true
			}
			if geheim {
				s.dicht("after a step", r.Fatalf)
			}
		}
	})
}

func (b *Beeld) heeft(welk id.Onderdeel) bool {
	for _, o := range b.Onderdelen {
		if o.Onderdeel.ID == welk {
			return true
		}
	}
	return false
}
