package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// kijkpunt is somebody who looks at a dossier as of a moment.
type kijkpunt struct {
	wie toegang.Actor
	op  time.Time
}

// kijkpunten are some, each of who may see most or of who may see less.
func (m *model) kijkpunten() (uit []kijkpunt) {
	for _, mo := range rapid.SliceOfN(rapid.SampledFrom(m.momenten), 1, 4).Draw(m.r, "moments") {
		uit = append(uit, kijkpunt{rapid.SampledFrom([]toegang.Actor{medewerker, teamleider}).Draw(m.r, "who looks"), mo.op})
	}
	return uit
}

// fotos is all that can be seen of a dossier from there.
func (m *model) fotos(van []kijkpunt) (uit []gezien) {
	for _, k := range van {
		uit = append(uit, m.o.kijkt(m.r, k.wie, m.d, k.op))
	}
	return uit
}

// vertrekt takes all of the dossier, or some onderdelen with what hangs on them, to another one. ok is false where the
// domain refuses that.
func (m *model) vertrekt() (naar gezin, paren []domain.Persoonspaar, ok bool) {
	naar = m.o.opentGezin()
	b := domain.BrengOver{Geheel: rapid.Bool().Draw(m.r, "whole")}
	for i, wie := range m.levend() {
		p := domain.Persoonspaar{Hier: wie, Daar: nieuwB()}
		if i == 0 && rapid.Bool().Draw(m.r, "is there") {
			p.Daar = naar.moeder
		}
		b.Personen = append(b.Personen, p)
	}
	for _, o := range m.onderdelen {
		kan := o.stand != domain.StandVernietigd && (o.soort == domain.InhoudGegeven || o.soort == domain.InhoudVerslag ||
			o.soort == domain.InhoudMelding)
		if kan && !b.Geheel && rapid.Bool().Draw(m.r, "goes") {
			b.Onderdelen = append(b.Onderdelen, domain.Overgang{Onderdeel: o.id,
				Blijft: rapid.IntRange(0, 3).Draw(m.r, "stays") == 0})
		}
	}
	if !b.Geheel && len(b.Onderdelen) == 0 {
		return naar, nil, false
	}
	_, err := m.o.overbrengt(m.d, naar.dossier, b)
	var w *domain.Weigering
	if errors.As(err, &w) {
		return naar, nil, false
	}
	if err != nil {
		m.r.Fatal(err)
	}
	return naar, b.Personen, true
}

// Any course of a dossier, and then it, or some of it, goes to another one, and on to a third: as of every moment of
// before, it is shown as it then was, word for word and by the ids that it then had, in a view as on the timeline, as
// a difference and in an export, which agree. Whoever is erased where it now is, is gone there (ZOB-6.1, ZOB-17.1).
func TestEerderNaVertrek(t *testing.T) {
	weinigLopen(t)
	o := stelOp(t)
	gegaan, gewist, getoond := 0, 0, 0
	rapid.Check(t, func(r *rapid.T) {
		m := &model{r: r, o: o, d: nieuwD(), gewist: map[id.Betrokkene]bool{}}
		m.open()
		r.Repeat(m.handelingen())
		m.r = r
		if m.heel {
			return
		}
		van := m.kijkpunten()
		voor := m.fotos(van)
		naar, paren, ok := m.vertrekt()
		if !ok {
			return
		}
		gegaan++
		m.gelijk(voor, m.fotos(van))
		if rapid.Bool().Draw(r, "on") {
			derde := o.opentGezin()
			verder := []domain.Persoonspaar{{Hier: naar.moeder, Daar: nieuwB()}, {Hier: naar.kind, Daar: derde.kind}}
			z, err := o.lees(r.Context(), naar.dossier)
			if err != nil {
				r.Fatal(err)
			}
			for i, p := range paren {
				if p.Daar == naar.moeder {
					paren[i].Daar = verder[0].Daar
				} else if _, kwam := z.nu.Betrokkenen[p.Daar]; kwam { // with what went
					paren[i].Daar = nieuwB()
					verder = append(verder, domain.Persoonspaar{Hier: p.Daar, Daar: paren[i].Daar})
				}
			}
			_, err = o.overbrengt(naar.dossier, derde.dossier, domain.BrengOver{Geheel: true, Personen: verder})
			if err != nil {
				r.Fatal(err)
			}
			naar = derde
			m.gelijk(voor, m.fotos(van))
		}
		for _, f := range m.fotos(van) {
			for _, s := range f {
				if strings.Contains(s, "tekst") {
					getoond++
				}
			}
		}
		if len(paren) == 0 {
			return
		}
		weg := rapid.SampledFrom(paren).Draw(r, "erased there")
		z, err := o.lees(r.Context(), naar.dossier)
		if err != nil {
			r.Fatal(err)
		}
		if _, er := z.nu.Betrokkenen[weg.Daar]; !er {
			return
		}
		hier, err := o.lees(r.Context(), m.d)
		if err != nil {
			r.Fatal(err)
		}
		o.wist(naar.dossier, weg.Daar, naar.kind)
		gewist++
		for i, f := range m.fotos(van) {
			for _, k := range hier.nu.Onderdelen {
				if k.Overgebracht != nil {
					m.zonder(k, weg.Hier, voor[i], f)
				}
			}
		}
	})
	if gegaan == 0 || gewist == 0 || getoond == 0 {
		t.Errorf("%d courses went, %d persons were erased, %d texts showed: the test tests nothing", gegaan, gewist, getoond)
	}
	o.verifieerSchoon()
}

// zonder holds what is seen of what left against who was erased there: not named anywhere, and what was of nobody else
// is gone.
func (m *model) zonder(k *domain.Onderdeel, weg id.Betrokkene, voor, na gezien) {
	m.r.Helper()
	sleutels := []string{"beeld " + k.ID.String(), "verschil " + k.ID.String()}
	for _, v := range slices.Concat(k.Versies, k.Overig) {
		sleutel := fmt.Sprint("tijdlijn ", v.Revisie)
		sleutels = append(sleutels, sleutel)
		if slices.Equal(v.Over, []id.Betrokkene{weg}) && !v.VanDossier && strings.Contains(na[sleutel], "tekst") {
			m.r.Fatalf("what was of who was erased reads: %s, and before: %s", na[sleutel], voor[sleutel])
		}
	}
	for _, s := range sleutels {
		if strings.Contains(na[s], m.naam(weg)) {
			m.r.Fatalf("who was erased is named in what left: %s", na[s])
		}
	}
}

// gelijk holds what is seen after what there was before it. How a vernietiging was decided and a rewriting that never
// took the place of anything went nowhere: of these nothing is left.
func (m *model) gelijk(voor, na []gezien) {
	m.r.Helper()
	z, err := m.o.lees(context.Background(), m.d)
	if err != nil {
		m.r.Fatal(err)
	}
	for i := range voor {
		for _, e := range z.events {
			k := fmt.Sprint("tijdlijn ", e.Revisie)
			switch f := e.Feit.(type) {
			case *domain.VernietigingBesloten, *domain.VernietigingIngetrokken:
				na[i][k] = voor[i][k]
			case *domain.OnderdeelHerschreven:
				in := z.nu.Onderdelen[f.Onderdeel]
				if in.Overgebracht != nil && !slices.ContainsFunc(in.Versies, func(v domain.Versie) bool {
					return v.Revisie == e.Revisie
				}) {
					na[i][k] = voor[i][k]
				}
			}
			if _, er := voor[i][k]; !er {
				delete(na[i], k)
			}
		}
		if s := voor[i].anders(na[i]); s != "" {
			m.r.Fatal(s)
		}
	}
}
