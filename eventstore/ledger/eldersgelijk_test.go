package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// faalt is a test, or one course of many.
type faalt interface {
	Helper()
	Fatalf(string, ...any)
}

// gezien is what somebody is shown of a dossier as of a moment, line for line: in a view, on the timeline, in an
// export, and as what changed since before it was opened.
type gezien map[string]string

// kijkt looks at a dossier as of a moment in every way that there is, and holds what they show against each other.
func (o *opstelling) kijkt(t faalt, wie toegang.Actor, d id.Dossier, op time.Time) gezien {
	t.Helper()
	ctx, g, m := context.Background(), o.Beslis(wie, domain.HandelingRaadplegen, d, "onderzoek"),
		Momenten{BeschikbaarOp: &op}
	mag := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%v", err)
		}
	}
	b, err := o.Bekijk(ctx, g, d, m, "v-1")
	mag(err)
	lijn, err := o.Tijdlijn(ctx, g, d, m, "v-1")
	mag(err)
	uitvoer, err := o.Uitvoer(ctx, g, d, m, "v-1")
	mag(err)
	v, err := o.Vergelijk(ctx, g, d, b.Dossier.GeopendOp.Add(-time.Hour), op, "v-1")
	mag(err)

	uit := gezien{}
	momenten := map[uint64]Moment{}
	for i, mo := range lijn {
		momenten[mo.Revisie] = mo
		uit[fmt.Sprint("tijdlijn ", mo.Revisie)] = momentAlsTekst(mo)
		if momentAlsTekst(mo) != momentAlsTekst(uitvoer[i]) {
			t.Fatalf("the export shows\n%s\nand the timeline\n%s", momentAlsTekst(uitvoer[i]), momentAlsTekst(mo))
		}
	}
	verschillen := map[id.Onderdeel]OnderdeelVerschil{}
	for _, ov := range v.Onderdelen {
		verschillen[ov.Onderdeel] = ov
		uit["verschil "+ov.Onderdeel.String()] = verschilAlsTekst(ov)
	}
	for _, k := range b.Onderdelen {
		uit["beeld "+k.Onderdeel.ID.String()] = fmt.Sprint(k.Onderdeel.Inhoud, k.Versie.Revisie, k.Onderdeel.Over, k.Geheim,
			" ", inhoudAlsTekst(k.Inhoud))
		mo := momenten[k.Versie.Revisie]
		if mo.Onderdeel != k.Onderdeel.ID || inhoudAlsTekst(k.Inhoud) != inhoudAlsTekst(kern(mo.Inhoud)) {
			t.Fatalf("the view shows\n%s\nand the timeline\n%s", inhoudAlsTekst(k.Inhoud), inhoudAlsTekst(mo.Inhoud))
		}
		i, ok := k.Inhoud.Value()
		if !ok {
			if ov := verschillen[k.Onderdeel.ID]; ov.Gat == nil || ov.Gat.Reden != k.Inhoud.Gat().Reden {
				t.Fatalf("a %s that the view does not show (%s) is compared with gap %v", k.Onderdeel.Inhoud, k.Inhoud.Gat().Reden,
					ov.Gat)
			}
			continue
		}
		velden, err := inhoudVelden(i)
		mag(err)
		nu := map[string]json.RawMessage{}
		for _, veld := range verschillen[k.Onderdeel.ID].Velden {
			if ruw, ok := veld.Nieuw.Value(); ok {
				nu[veld.Veld] = ruw
			}
		}
		if got, want := fmt.Sprintf("%s", nu), fmt.Sprintf("%s", velden); got != want {
			t.Fatalf("the view shows\n%s\nand the differences\n%s", want, got)
		}
	}
	return uit
}

func inhoudAlsTekst(p domain.Private[domain.Inhoud]) string {
	i, ok := p.Value()
	if !ok {
		return "<" + string(p.Gat().Reden) + ">"
	}
	ruw, _ := json.Marshal(i)
	uit := string(ruw)
	for _, t := range i.Teksten() {
		uit += "\n" + t.Lezing().Plat()
	}
	return uit
}

func momentAlsTekst(m Moment) string {
	feit, _ := json.Marshal(m.Feit)
	return fmt.Sprintf("%d %s %s %s %s", m.Revisie, m.Feit.Soort(), m.Onderdeel, feit, inhoudAlsTekst(m.Inhoud))
}

func verschilAlsTekst(o OnderdeelVerschil) string {
	uit := fmt.Sprint(o.Inhoud, o.Nieuw, o.Verslag, o.Plaats)
	if o.Gat != nil {
		uit += " <" + string(o.Gat.Reden) + ">"
	}
	for _, v := range o.Velden {
		oud, _ := v.Oud.Value()
		nieuw, _ := v.Nieuw.Value()
		uit += fmt.Sprintf("\n%s: %s → %s by %d on %q", v.Veld, oud, nieuw, v.Door.Revisie, v.Grond)
	}
	return uit
}

// anders is what is shown otherwise than it was: nothing where both are the same.
func (g gezien) anders(na gezien) string {
	var uit []string
	for _, k := range slices.Sorted(maps.Keys(g)) {
		if g[k] != na[k] {
			uit = append(uit, fmt.Sprintf("%s was\n%s\nand is\n%s", k, g[k], na[k]))
		}
	}
	if len(na) > len(g) {
		uit = append(uit, "and there is more than was")
	}
	return strings.Join(uit, "\n")
}
