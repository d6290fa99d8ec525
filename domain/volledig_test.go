package domain

import (
	"errors"
	"reflect"
	"slices"

	"dossierboek/domain/id"
)

// probeer carries out a command; it may be refused, and never fails in another way.
func (w *willekeur) probeer(naam string, maak func() (Opdracht, string)) {
	o, wie := maak()
	w.d.NeemGeraakt()
	voor := delenVan(w.t, w.d)
	err := w.doe(o, wie)
	na := delenVan(w.t, w.d)
	geraakt := w.d.NeemGeraakt()
	if err != nil {
		var weigering *Weigering
		if !errors.As(err, &weigering) {
			w.t.Fatalf("%s: %v", naam, err)
		}
		if weg := verschil(voor, na); len(weg) > 0 {
			w.t.Fatalf("%s was refused and changed %v", naam, weg)
		}
		return
	}
	if w.gelukt != nil {
		w.gelukt[naam]++
	}
	for _, deel := range verschil(voor, na) {
		if deel != "kop" && !slices.Contains(namen(geraakt), deel) {
			w.t.Fatalf("%s: %s changed and NeemGeraakt does not name it", naam, deel)
		}
	}
}

func namen(g Geraakt) []string {
	var uit []string
	for k := range g.Betrokkenen {
		uit = append(uit, "betrokkene "+k.String())
	}
	for k := range g.Onderdelen {
		uit = append(uit, "onderdeel "+k.String())
	}
	for k := range g.Vernietigingen {
		uit = append(uit, "vernietiging "+k.String())
	}
	return uit
}

func (w *willekeur) controleer() {
	t := w.t
	inhoud := map[uint64]*deel{}
	for _, x := range w.delen {
		if x.inhoud {
			inhoud[x.revisie] = x
		}
	}
	for i, m := range w.d.Lopend {
		o := w.d.Onderdelen[m]
		if o.Inhoud != InhoudMelding || o.Fase == FaseLaatste || o.Stand == StandVernietigd || o.Stand == StandVerwijderd ||
			o.Kwalificatie.zonderGevolg() || slices.Contains(w.d.Lopend[:i], m) {
			t.Fatalf("involvement runs on a %s that is %s, in phase %s", o.Inhoud, o.Stand, o.Fase)
		}
	}
	w.controleerDicht()
	staat := map[uint64]bool{}
	for _, o := range w.d.Onderdelen {
		w.controleerVorm(o)
		for v := range o.inhouden() {
			staat[v.Revisie] = true
			var wie []id.Houder
			for _, b := range v.Over {
				wie = append(wie, id.HouderVan(b))
			}
			if v.VanDossier {
				wie = append(wie, w.d.Houder())
			}
			slices.SortFunc(wie, id.Houder.Vergelijk)
			if got := w.lezers(inhoud[v.Revisie]); !slices.Equal(got, wie) {
				t.Fatalf("%s at %d (%s): %d holders have a way in, the fold says %d", o.Inhoud, v.Revisie, o.Stand, len(got),
					len(wie))
			}
			if len(wie) == 0 {
				t.Fatalf("%s at %d stands and opens to nobody", o.Inhoud, v.Revisie)
			}
		}
	}
	for _, x := range w.delen {
		if !x.onderdeel.IsZero() && !staat[x.revisie] && w.opent(x) {
			t.Fatalf("revision %d is destroyed and a part of it opens (content: %v)", x.revisie, x.inhoud)
		}
		if w.d.Vernietigd != nil && w.opent(x) {
			t.Fatalf("the dossier is destroyed and a part of revision %d opens", x.revisie)
		}
	}
	for _, l := range w.d.Vernietigingen {
		for _, v := range l.teksten() {
			if w.d.Vernietigd == nil && (v.Vernietigd != nil) == w.opent(inhoud[v.Revisie]) {
				t.Fatalf("the text of a vernietiging (%s) at %d is destroyed in the fold or in the vault, not both", l.Stand,
					v.Revisie)
			}
		}
	}
	for b, p := range w.d.Betrokkenen {
		if (p.Vernietigd != nil) != w.geheel[id.HouderVan(b)] {
			t.Fatal("a person is destroyed in the fold or in the vault, not both")
		}
	}
}

// controleerDicht holds who is shielded against what the whole dossier says (ZOB-6.2b).
func (w *willekeur) controleerDicht() {
	dicht, open := map[id.Betrokkene][]Stand{}, map[id.Betrokkene]bool{}
	for _, o := range w.d.Onderdelen {
		if o.Inhoud != InhoudIdentiteit || len(o.Over) == 0 {
			continue
		}
		switch wie := w.d.Wie(o.Over[0]); o.Stand {
		case StandAfgeschermd, StandVerwijderd:
			dicht[wie] = append(dicht[wie], o.Stand)
		case StandGeldig:
			open[wie] = true
		}
	}
	var wie map[id.Betrokkene]bool
	if len(dicht) > 0 {
		wie = map[id.Betrokkene]bool{}
	}
	for b, standen := range dicht {
		for _, z := range w.d.Zelfde(b) {
			if slices.Contains(standen, StandAfgeschermd) || !open[b] {
				wie[z] = true
			}
		}
	}
	if !reflect.DeepEqual(w.d.Afgeschermden(), wie) {
		w.t.Fatalf("%d are shielded, and by all onderdelen %d", len(w.d.Afgeschermden()), len(wie))
	}
}

// controleerVorm holds an onderdeel to what the fold promises of each.
func (w *willekeur) controleerVorm(o *Onderdeel) {
	t := w.t
	if len(o.Versies) == 0 {
		t.Fatalf("%s without versions", o.Inhoud)
	}
	var wie []id.Betrokkene
	for v := range o.inhouden() {
		wie = append(wie, v.Over...)
	}
	for i, p := range o.Punten {
		if slices.ContainsFunc(o.Punten[:i], func(q Punt) bool { return q.Soort == p.Soort }) {
			t.Fatalf("%s has two punten %s", o.Inhoud, p.Soort)
		}
	}
	if weg := o.Stand == StandVernietigd || o.Stand == StandVerwijderd; weg && len(o.OpenPunten()) > 0 {
		t.Fatalf("%s is %s and something is still to be done about it", o.Inhoud, o.Stand)
	}
	if o.Stand != StandVernietigd && !slices.Equal(o.Over, uniek(wie)) {
		t.Fatalf("%s concerns others than its content does", o.Inhoud)
	}
	if (o.Stand == StandVernietigd) != (o.Vernietigd != nil) {
		t.Fatalf("%s is %s", o.Inhoud, o.Stand)
	}
	if ooit := o.Inhoud == InhoudContact && o.OoitGeheim(); ooit && !slices.Contains(w.d.Geheimen, o.ID) {
		t.Fatal("contact data that are or were geheim are not remembered as that")
	}
	for i, v := range o.Versies {
		if i > 0 && v.Revisie <= o.Versies[i-1].Revisie {
			t.Fatal("the revisions of versions do not rise")
		}
		if !slices.Equal(v.Over, uniek(v.Over)) {
			t.Fatal("Over of a version is not sorted and unique")
		}
		if o.Vernietigd != nil && v.Vernietigd == nil {
			t.Fatal("a version stands in an onderdeel that does not")
		}
	}
	for b := range w.d.Betrokkenen {
		if o.Stand != StandVernietigd && w.d.Betrokkenen[b].Vernietigd != nil && slices.Contains(o.Over, b) {
			t.Fatalf("%s stands and concerns a person who is destroyed", o.Inhoud)
		}
	}
	if last := o.Laatste(); o.Stand != StandVernietigd && last.Vernietigd != nil {
		t.Fatal("an onderdeel stands without a wording")
	}
}
