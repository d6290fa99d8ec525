package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// foto is a view, part for part: what it says of each onderdeel, whom that concerned, and its content as it reads.
func foto(t interface{ Fatal(...any) }, b *Beeld) map[id.Onderdeel]string {
	uit := map[id.Onderdeel]string{}
	for _, o := range b.Onderdelen {
		leest := ""
		if i, ok := o.Inhoud.Value(); ok {
			ruw, err := json.Marshal(i)
			if err != nil {
				t.Fatal(err)
			}
			leest = string(ruw)
			for _, tekst := range i.Teksten() {
				leest += "\n" + tekst.Lezing().Plat()
			}
		} else {
			leest = "<" + string(o.Inhoud.Gat().Reden) + ">"
		}
		uit[o.Onderdeel.ID] = fmt.Sprintf("%s %d %v %v: %s", o.Onderdeel.Inhoud, o.Versie.Revisie, o.Onderdeel.Over, o.Geheim, leest)
	}
	return uit
}

// fotos are the views of a dossier at every moment of its course, of who may see most and of who may see less.
func (m *model) fotos() (uit []map[id.Onderdeel]string) {
	for _, wie := range []toegang.Actor{medewerker, teamleider} {
		for _, mo := range m.momenten {
			b, err := m.o.Bekijk(context.Background(), m.o.Beslis(wie, domain.HandelingRaadplegen, m.d, "onderzoek"), m.d, Momenten{BeschikbaarOp: &mo.op}, "v-1")
			if err != nil {
				m.r.Fatal(err)
			}
			uit = append(uit, foto(m.r, b))
		}
	}
	return uit
}

// vertrekt takes all of the dossier, or some onderdelen with what hangs on them, to another one. ok is false where the domain
// refuses that.
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
		kan := o.stand != domain.StandVernietigd && (o.soort == domain.InhoudGegeven || o.soort == domain.InhoudVerslag || o.soort == domain.InhoudMelding)
		if kan && !b.Geheel && rapid.Bool().Draw(m.r, "goes") {
			b.Onderdelen = append(b.Onderdelen, domain.Overgang{Onderdeel: o.id, Blijft: rapid.IntRange(0, 3).Draw(m.r, "stays") == 0})
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

// Any course of a dossier, and then it, or some of it, goes to another one, and on to a third: at every moment of before, it is
// shown as it then was, word for word and by the ids that it then had. Whoever is erased where it now is, is gone there (ZOB-6.1,
// ZOB-17.1).
func TestEerderBeeldNaVertrek(t *testing.T) {
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
		voor := m.fotos()
		naar, paren, ok := m.vertrekt()
		if !ok {
			return
		}
		gegaan++
		gelijk(r, voor, m.fotos())
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
			gelijk(r, voor, m.fotos())
		}
		for _, f := range m.fotos() {
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
		na := m.fotos()
		for i, f := range na {
			for welk, s := range f {
				k := hier.nu.Onderdelen[welk]
				if k.Overgebracht == nil {
					continue
				}
				if strings.Contains(s, m.naam(weg.Hier)) {
					r.Fatalf("who was erased is named in what left: %s", s)
				}
				if slices.Equal(k.Over, []id.Betrokkene{weg.Hier}) && !k.Laatste().VanDossier && strings.Contains(s, "tekst") {
					r.Fatalf("what was of who was erased reads: %s, and before: %s", s, voor[i][welk])
				}
			}
		}
	})
	if gegaan == 0 || gewist == 0 || getoond == 0 {
		t.Errorf("%d courses went, %d persons were erased, %d texts showed: the test tests nothing", gegaan, gewist, getoond)
	}
	o.verifieerSchoon()
}

func gelijk(r *rapid.T, voor, na []map[id.Onderdeel]string) {
	r.Helper()
	for i := range voor {
		if len(voor[i]) != len(na[i]) {
			r.Fatalf("the view had %d onderdelen and has %d", len(voor[i]), len(na[i]))
		}
		for _, welk := range slices.SortedFunc(maps.Keys(voor[i]), id.Onderdeel.Vergelijk) {
			if voor[i][welk] != na[i][welk] {
				r.Fatalf("it was shown as\n%s\nand is as\n%s", voor[i][welk], na[i][welk])
			}
		}
	}
}
