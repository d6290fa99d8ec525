package tekst

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dossierboek/domain/waarde"
)

// Herzie makes the new text of a correction by someone who may not have seen all of the old one. A marking with a
// Slot, as Lezing.Markeringen gave it, stands on an unchanged placeholder and keeps what that slot of the old text
// said:
//   - "[afgeschermd]" or "[geheim]": the written form is put back in its place. oud has to show it, so the ledger
//     reads the old text with every key there is, whatever the corrector may see.
//   - "[vernietigd]": the mention is no more; the placeholder stays as plain text.
//
// Places in faults are those of the text as the corrector gave it. Without any Slot it is Nieuw.
func Herzie(oud Lezing, plat string, markeringen []Markering, nietBedoeld ...Markering) (Tekst, waarde.Fouten) {
	eigen := slices.Clone(markeringen)
	if !slices.ContainsFunc(eigen, func(m Markering) bool { return m.Slot != nil }) {
		return Nieuw(plat, markeringen, nietBedoeld...)
	}
	// First as if the placeholders were written forms: that finds every fault in the places.
	var f waarde.Fouten
	slots := slotsVan(oud)
	var terug []vervanging
	for i := range eigen {
		m := &eigen[i]
		if m.Slot == nil {
			continue
		}
		st, ok := slots[*m.Slot]
		if ok && m.Wie.IsZero() { // whose it is was not shown: it is geheim
			m.Wie = st.Wie
		}
		if !ok || st.Wie != m.Wie {
			f.Voeg(fout(CodeSlot, "markeringen", strconv.Itoa(i), "slot"))
		} else {
			terug = append(terug, vervanging{i: i, st: st})
		}
		m.Slot, m.Geheim = nil, st.Geheim
	}
	proef, meer := Nieuw(plat, eigen, nietBedoeld...)
	f.VoegAlle(meer)
	if len(f) > 0 {
		return Tekst{}, f
	}
	for k := range terug {
		v := &terug[k]
		v.m = eigen[v.i]
		b := proef.bytesVan(v.m)
		v.van, v.tot = b.van, b.tot
		switch staat := plat[b.van:b.tot]; {
		case v.st.Toestand == Zichtbaar && (staat == TekstAfgeschermd || staat == TekstGeheim):
			v.vorm = v.st.Tekst
		case v.st.Toestand == Vernietigd && (staat == TekstVernietigd || staat == TekstAfgeschermd || staat == TekstGeheim):
			v.vorm, v.weg = TekstVernietigd, true // perhaps destroyed since the corrector read it
		default:
			f.Voeg(fout(CodeSlot, "markeringen", strconv.Itoa(v.i), "slot"))
		}
	}
	if len(f) > 0 {
		return Tekst{}, f
	}
	return zetTerug(proef, terug)
}

// vervanging is one placeholder and what goes in its place.
type vervanging struct {
	i        int // index in the caller's markings
	st       Stuk
	m        Markering
	van, tot int // in bytes
	vorm     string
	weg      bool // the mention is no more
}

func slotsVan(l Lezing) map[int]Stuk {
	uit := map[int]Stuk{}
	for _, st := range l.inhoud().stukken {
		if st.IsVermelding() {
			uit[st.Slot] = st
		}
	}
	return uit
}

// bytesVan gives the place of a marking that t has.
func (t Tekst) bytesVan(m Markering) bereik {
	i, _ := slices.BinarySearchFunc(t.in.slots, m, func(a, b Markering) int { return cmp.Compare(a.Begin, b.Begin) })
	return t.in.bytes[i]
}

// zetTerug puts the forms in their places and moves all that stands behind them.
func zetTerug(t Tekst, terug []vervanging) (Tekst, waarde.Fouten) {
	slices.SortFunc(terug, func(a, b vervanging) int { return cmp.Compare(a.van, b.van) })
	var b strings.Builder
	vorige := 0
	for _, v := range terug {
		b.WriteString(t.in.plat[vorige:v.van])
		b.WriteString(v.vorm)
		vorige = v.tot
	}
	b.WriteString(t.in.plat[vorige:])

	// Both lists are in order of place, so each is moved in one pass.
	verplaats := func(lijst []Markering) []Markering {
		uit := make([]Markering, 0, len(lijst))
		schuif, k := 0, 0
		for _, m := range lijst {
			for k < len(terug) && terug[k].m.Einde <= m.Begin {
				schuif += lengte(terug[k].vorm) - (terug[k].m.Einde - terug[k].m.Begin)
				k++
			}
			m.Begin, m.Einde = m.Begin+schuif, m.Einde+schuif
			if k < len(terug) && terug[k].m.Begin == m.Begin-schuif && terug[k].m.Wie == m.Wie {
				if terug[k].weg {
					continue
				}
				m.Einde = m.Begin + lengte(terug[k].vorm)
			}
			uit = append(uit, m)
		}
		return uit
	}
	return Nieuw(b.String(), verplaats(t.in.slots), verplaats(t.in.nietIs)...)
}

func lengte(s string) int { return utf8.RuneCountInString(s) }
