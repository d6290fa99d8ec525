package ledger

import (
	"context"
	"errors"
	"flag"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/seal"
)

// doe writes. ok is false where the domain refused, which is its right; any other error is a fault.
func (m *model) doe(wie toegang.Actor, opdracht domain.Opdracht) (Uitkomst, bool) {
	g := m.o.Beslis(wie, opdracht.Handeling(), m.d, "onderzoek")
	u, err := m.o.Vernietig(context.Background(),
		Schrijfopdracht{Grant: g, Dossier: m.d, Opdracht: opdracht, Verzoek: "v-1"})
	var w *domain.Weigering
	if errors.As(err, &w) {
		return u, false
	}
	if err != nil {
		m.r.Fatalf("%T: %v", opdracht, err)
	}
	z, err := m.o.lees(context.Background(), m.d)
	if err != nil {
		m.r.Fatal(err)
	}
	laatste := z.events[len(z.events)-1]
	m.momenten = append(m.momenten, moment{laatste.Revisie, laatste.Meta.VastgelegdOp})
	return u, true
}

func (m *model) begin(o id.Onderdeel, soort domain.InhoudSoort, revisie uint64, stukken []any) *modelOnderdeel {
	n := &modelOnderdeel{id: o, soort: soort, stand: domain.StandGeldig, los: map[id.Betrokkene]uint64{},
		versies: []*modelVersie{{inhoud: revisie, sinds: revisie, stukken: stukken}}}
	m.onderdelen = append(m.onderdelen, n)
	return n
}

func (m *model) open() {
	m.personen = []id.Betrokkene{nieuwB(), nieuwB(), nieuwB()}
	t, stukken := m.tekst()
	o := domain.OpenDossier{Onderdeel: nieuwO(), Opening: domain.Opening{Grond: "melding"}}
	for _, b := range m.personen {
		o.Betrokkenen = append(o.Betrokkenen,
			domain.NieuweBetrokkene{ID: b, Identiteit: identiteit("Naam", "Verzonnen", "kind")})
	}
	o.Melding = &domain.NieuweMelding{ID: nieuwO(), OntvangenOp: m.o.nu().Add(-time.Hour), Over: m.personen[:1],
		Melding: domain.Melding{Tekst: t}}
	u, ok := m.doe(medewerker, o)
	if !ok {
		m.r.Fatal("the dossier does not open")
	}
	m.begin(o.Onderdeel, domain.InhoudOpening, u.Eerste, nil)
	for i, b := range m.personen {
		m.begin(domain.IdentiteitVan(b), domain.InhoudIdentiteit, u.Eerste+1+uint64(i), nil).van = b
	}
	m.begin(o.Melding.ID, domain.InhoudMelding, u.Eerste+1+uint64(len(m.personen)), stukken)
}

// handelingen are what may happen, in any order.
func (m *model) handelingen() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"leg vast":  m.met(m.legVast),
		"verslag":   m.met(m.legVerslagVast),
		"corrigeer": m.met(m.corrigeer),
		"stand":     m.met(m.wijzigStand),
		"koppel":    m.met(m.koppel),
		"ontkoppel": m.met(m.ontkoppel),
		"verklaar":  m.met(m.verklaar),
		"verstrek":  m.met(m.verstrek),
		"besluit":   m.met(m.besluit),
		"keur goed": m.met(m.keurGoed),
		"trek in":   m.met(m.trekIn),
	}
}

func (m *model) met(f func()) func(*rapid.T) {
	return func(r *rapid.T) {
		m.r = r
		f()
	}
}

// controleer holds what the ledger shows, at every moment, against the model; and whether content opens at all,
// whoever looks, against what was decided.
func (m *model) controleer() {
	ctx := context.Background()
	grant := m.o.Beslis(teamleider, domain.HandelingRaadplegen, m.d, "onderzoek")
	getoond := ""
	for _, mo := range m.momenten {
		b, err := m.o.Bekijk(ctx, grant, m.d, Momenten{BeschikbaarOp: &mo.op}, "v-1")
		if err != nil {
			m.r.Fatal(err)
		}
		for _, o := range m.onderdelen {
			got, want := b.leest(o.id), m.leest(o, mo.revisie)
			if got != want {
				m.r.Fatalf("%s at revision %d reads %q and must read %q", o.soort, mo.revisie, got, want)
			}
			getoond += got
		}
	}
	momenten, err := m.o.Tijdlijn(ctx, grant, m.d, Momenten{}, "v-1")
	if err != nil {
		m.r.Fatal(err)
	}
	for _, mo := range momenten {
		if i, ok := mo.Inhoud.Value(); ok {
			for _, t := range i.Teksten() {
				getoond += t.Lezing().Plat()
			}
		}
	}
	z, err := m.o.lees(ctx, m.d)
	if err != nil {
		m.r.Fatal(err)
	}
	for _, o := range m.onderdelen {
		for _, v := range o.versies {
			weg := m.heel || o.stand == domain.StandVernietigd || v.vernietigd
			if (weg || o.stand != domain.StandGeldig) && len(v.stukken) > 0 &&
				strings.Contains(getoond, v.stukken[0].(string)) {
				m.r.Fatalf("a %s that was destroyed or shielded shows", o.soort)
			}
			_, err := z.inhoud(m.o.sleutels(ctx), z.events[v.inhoud], func(id.Betrokkene) tekst.Toestand {
				return tekst.Zichtbaar
			})
			if weg != errors.Is(err, seal.ErrDestroyed) || !weg && err != nil {
				m.r.Fatalf("%s, revision %d, destroyed %v, opens with: %v", o.soort, v.inhoud, weg, err)
			}
		}
	}
}

// weinigLopen is for courses that are some thirty acts on disk each.
func weinigLopen(t *testing.T) { zoveelLopen(t, 25) }

// zoveelLopen sets how many courses there are, unless the command line says so.
func zoveelLopen(t *testing.T, n int) {
	f := flag.Lookup("rapid.checks")
	was := f.Value.String()
	if was == f.DefValue {
		goed(t, f.Value.Set(strconv.Itoa(n)))
		t.Cleanup(func() { goed(t, f.Value.Set(was)) })
	}
}

// Any course of a dossier: at every revision a past view is what was known then, as may be shown now.
func TestElkeLoop(t *testing.T) {
	weinigLopen(t)
	o := stelOp(t)
	rapid.Check(t, func(r *rapid.T) {
		m := &model{r: r, o: o, d: nieuwD(), gewist: map[id.Betrokkene]bool{}}
		m.open()
		r.Repeat(m.handelingen())
		m.r = r
		m.controleer()
		if rapid.IntRange(0, 9).Draw(r, "restart") == 0 {
			goed(t, o.herstart())
			m.controleer()
		}
	})
	o.verifieerSchoon()
	goed(t, o.herstart())
	o.verifieerSchoon()
}
