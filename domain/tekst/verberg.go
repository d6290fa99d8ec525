package tekst

import (
	"slices"
	"unicode/utf8"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

func (st *Stuk) verberg() {
	if st.Toestand != Vernietigd {
		st.Toestand, st.Tekst = Geheim, TekstGeheim
	}
	st.Wie, st.Geheim = Stuk{}.Wie, true
}

func (st *Stuk) schermAf() {
	if st.Toestand == Zichtbaar {
		st.Toestand, st.Tekst = Afgeschermd, TekstAfgeschermd
	}
}

// Verberg marks as geheim what the Geheimzoeker finds in a text that is being written, whatever the writer marked
// there; verborgen reports that there was any. What lies in a marking makes that geheim as a whole; what a find
// overlaps otherwise goes up in it. Faults: those of Nieuw.
func (z *Geheimzoeker) Verberg(t Tekst) (uit Tekst, verborgen bool, f waarde.Fouten) {
	gevonden := z.vind(t.Plat())
	if len(gevonden) == 0 {
		return t, false, nil
	}
	slots := t.Markeringen()
	for _, v := range gevonden {
		slots = verbergIn(slots, v.Markering)
	}
	niet := slices.DeleteFunc(t.NietBedoeld(), func(n Markering) bool { return len(overlappend(slots, n)) > 0 })
	uit, f = Nieuw(t.Plat(), slots, niet...)
	return uit, true, f
}

func overal(Markering) bool { return true }

// verbergIn gives the slots, in order and apart, with a find among them.
func verbergIn(slots []Markering, m Markering) []Markering {
	m = Markering{Begin: m.Begin, Einde: m.Einde, Wie: m.Wie, Geheim: true}
	geraakt := overlappend(slots, m)
	if len(geraakt) == 1 && geraakt[0].bevat(m) {
		geraakt[0].Geheim = true
		return slots
	}
	for _, s := range geraakt {
		m.Begin, m.Einde = min(m.Begin, s.Begin), max(m.Einde, s.Einde)
	}
	slots = slices.DeleteFunc(slots, func(s Markering) bool { return s.overlapt(m) })
	i, _ := slices.BinarySearchFunc(slots, m, opPlaats)
	return slices.Insert(slots, i, m)
}

// NietVerborgen finds what stands in a text outside what is geheim in it, all or in part.
func (z *Geheimzoeker) NietVerborgen(l Lezing) []Voorstel {
	gevonden := z.vind(l.Plat())
	if len(gevonden) == 0 {
		return nil
	}
	rs := []rune(l.Plat())
	dicht := slices.DeleteFunc(l.Markeringen(), func(m Markering) bool { return !m.Geheim })
	return slices.DeleteFunc(gevonden, func(v Voorstel) bool {
		for _, m := range overlappend(dicht, v.Markering) {
			if m.Begin > v.Begin && zegtIets(rs[v.Begin:m.Begin]) {
				return false
			}
			v.Begin = max(v.Begin, m.Einde)
		}
		return v.Begin >= v.Einde || !zegtIets(rs[v.Begin:v.Einde])
	})
}

// zegtIets reports whether more stands in a part of a find than words of course.
func zegtIets(rs []rune) bool {
	as := inAtomen(string(rs))
	for i := range as.lijst {
		if !vulsel[as.op(i)] {
			return true
		}
	}
	return false
}

// VerbergIn hides from this reader what the Geheimzoeker finds in a text as it was read: a mention that it touches
// goes as a whole.
func (z *Geheimzoeker) VerbergIn(l Lezing) Lezing {
	return l.zonder(z.vind(l.Plat()), Stuk{Tekst: TekstGeheim, Slot: -1, Toestand: Geheim, Geheim: true}, (*Stuk).verberg)
}

// SchermAf hides from this reader where a text as it was read still names any of those whom wie picks, outside their
// own mentions. What may well mean something or somebody else stays: to find that out the Zoeker must know the others
// who are named in the text too.
func (z *Zoeker) SchermAf(l Lezing, wie func(id.Betrokkene) bool) Lezing {
	eigen, niet := plaatsenVan(l.Markeringen()), plaatsenVan(l.NietBedoeld())
	// Also what lies in mentions is looked through, so that a name that its bearer shares is nobody's for certain.
	gevonden := z.vind(l.Plat(), func(m Markering) bool { return !niet.raakt(m, hierNiet) })
	gevonden = slices.DeleteFunc(gevonden, func(v Voorstel) bool {
		return v.Twijfel || !wie(v.Wie) || eigen.raakt(v.Markering, func(a, m Markering) bool {
			return a.Wie == m.Wie && a.overlapt(m)
		})
	})
	return l.zonder(gevonden, Stuk{Tekst: TekstAfgeschermd, Slot: -1, Toestand: Afgeschermd}, (*Stuk).schermAf)
}

// NoemtZeker reports whether a line names any of those whom wie picks, and can hardly mean somebody else.
func (z *Zoeker) NoemtZeker(regel string, wie func(id.Betrokkene) bool) bool {
	return slices.ContainsFunc(z.Voorstellen(regel, nil, nil), func(v Voorstel) bool { return !v.Twijfel && wie(v.Wie) })
}

// zonder is a text as it was read with something else in the place of what was found: a run of its own, and a mention
// that it touches closed as a whole.
func (l Lezing) zonder(gevonden []Voorstel, dicht Stuk, sluit func(*Stuk)) Lezing {
	if len(gevonden) == 0 {
		return l
	}
	weg := make([]Markering, len(gevonden))
	for i, v := range gevonden {
		weg[i] = v.Markering
	}
	uit := &lezing{}
	bij := func(st Stuk) {
		if st.Tekst == "" {
			return
		}
		st.Begin = 0
		if n := len(uit.stukken); n > 0 {
			st.Begin = uit.stukken[n-1].Einde
		}
		st.Einde = st.Begin + utf8.RuneCountInString(st.Tekst)
		uit.stukken = append(uit.stukken, st)
	}
	tot := 0 // how far the text was hidden
	for _, st := range l.inhoud().stukken {
		hier := overlappend(weg, Markering{Begin: st.Begin, Einde: st.Einde})
		if st.IsVermelding() {
			if len(hier) > 0 {
				sluit(&st)
			}
			bij(st)
			continue
		}
		rs, op := []rune(st.Tekst), st.Begin
		for _, m := range hier {
			begin := max(m.Begin, op)
			bij(Stuk{Tekst: string(rs[op-st.Begin : begin-st.Begin]), Slot: -1, Toestand: Zichtbaar})
			if m.Begin >= tot { // not the rest of what was hidden already
				bij(dicht)
			}
			op, tot = min(max(m.Einde, op), st.Einde), max(tot, m.Einde)
		}
		bij(Stuk{Tekst: string(rs[op-st.Begin:]), Slot: -1, Toestand: Zichtbaar})
	}
	uit.plat = plak(uit.stukken)
	return Lezing{uit}
}
