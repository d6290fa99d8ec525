package main

import (
	"fmt"
	"slices"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// A verslag reads as one running text, whatever became of its passages: behind each stands its number and what it is,
// and where one does not show stands "[…]".

// shownPassage is a passage as it is shown: its content, or the gap.
type shownPassage struct {
	number  int                   // its place in the verslag, counted from 1
	content *bericht.NieuweInhoud // nil where it is not shown
	gap     *bericht.Gat
}

// absent stands in the running text where a passage does not show.
const absent = "[…]"

// runningText puts passages behind each other.
func runningText(passages []shownPassage) []span {
	var spans []span
	for _, p := range passages {
		if p.content == nil || p.content.Passage == nil {
			spans = append(spans, span{gap, absent}, span{faint, fmt.Sprintf(" ⟨%d⟩", p.number)}, text(" "))
			continue
		}
		spans = append(spans, passageSpans(p.content.Passage, p.number)...)
	}
	return spans[:max(0, len(spans)-1)] // what ends the last one
}

// passageSpans is the text of a passage with its mark, which stands before the white space that ends it.
func passageSpans(p *bericht.Passage, number int) []span {
	spans := textSpans(p.Tekst)
	rest := p.Tekst.Tekst[len(strings.TrimRight(p.Tekst.Tekst, ending)):]
	mark := span{faint, fmt.Sprintf(" ⟨%d %s⟩", number, words(string(p.Aard)))}
	if rest == "" {
		rest = " "
	}
	return append(spans, mark, text(rest))
}

// passageFields says of each passage what it is and from whom, or why it does not show.
func (n names) passageFields(passages []shownPassage) (f fields) {
	for _, p := range passages {
		label := fmt.Sprintf("passage %d", p.number)
		if p.content == nil || p.content.Passage == nil {
			if p.gap != nil {
				f = append(f, field{label, []span{gapSpan(p.gap)}})
			}
			continue
		}
		f.add(label, n.passageLine(p.content.Passage))
	}
	return f
}

// passageLine is what a passage is, in one line.
func (n names) passageLine(p *bericht.Passage) string {
	line := words(string(p.Aard))
	if p.Soort != "" {
		line += ", " + words(string(p.Soort))
	}
	line += ", bron: " + n.source(p.Bron)
	if p.NietActueel {
		line += ", berust niet op actueel contact"
	}
	if len(p.HerleidbaarTot) > 0 {
		line += ", herleidbaar tot " + n.all(p.HerleidbaarTot)
	}
	return line
}

func (n names) verslagFields(v *bericht.Verslag) (f fields) {
	f.add("soort", words(string(v.Soort)))
	if v.Titel != nil {
		f.addText("titel", *v.Titel)
	}
	f.add("gebeurd", partialDay(v.GebeurdOp))
	for _, a := range v.Aanwezigen {
		who := a.Functie
		if a.Wie != "" {
			who = with(n.ofText(a.Wie), a.Functie)
		}
		f.add("aanwezig", who)
	}
	return f
}

// verslagen shows each verslag with its passages, which show nowhere else; then passages of which the verslag is not
// in view.
func (v *viewPage) verslagen() {
	v.kind("verslagen", domain.InhoudVerslag)
	begun := false
	for i := range v.d.Onderdelen {
		o := &v.d.Onderdelen[i]
		if o.Soort != domain.InhoudPassage || o.Verslag != nil && v.parts[*o.Verslag] != nil {
			continue
		}
		if !begun {
			v.section("passages")
			begun = true
		}
		v.part(o, v.title(o))
	}
}

// passages shows the text of a verslag, and of each passage what it is, where it came from and what stands beside it.
func (v *viewPage) passages(o *bericht.Onderdeel) {
	var shown []shownPassage
	for i, which := range o.Passages {
		p := shownPassage{number: i + 1}
		if k := v.parts[which]; k != nil {
			p.gap = k.Gat
			if k.Inhoud != nil {
				p.content = &k.Inhoud.NieuweInhoud
			}
		}
		shown = append(shown, p)
	}
	if len(shown) == 0 {
		return
	}
	v.field(4, "tekst", runningText(shown)...)
	for i, which := range o.Passages {
		k := v.parts[which]
		if k == nil {
			continue
		}
		v.line(4, span{actor, capital(with(fmt.Sprintf("passage %d", i+1), v.names.about(k.Over)))})
		if shown[i].content != nil && shown[i].content.Passage != nil {
			v.line(6, text(v.names.passageLine(shown[i].content.Passage)))
		} else if k.Gat != nil {
			v.line(6, gapSpan(k.Gat))
		}
		v.beside(6, k)
		v.origin(6, k)
		for _, other := range k.Verklaringen {
			v.statement(6, other)
		}
	}
}

// place is which passage of its verslag an onderdeel is, counted from 1; 0 where that is not known.
func (v *viewPage) place(o *bericht.Onderdeel) int {
	if o.Verslag == nil || v.parts[*o.Verslag] == nil {
		return 0
	}
	return slices.Index(v.parts[*o.Verslag].Passages, o.ID) + 1
}

// report shows the event that gives a verslag its passages, or other ones, and the passages of the same append with
// it. It returns how many events that were.
func (r *replay) report(ms []bericht.Moment) int {
	n := 1
	for n < len(ms) && sameAppend(&ms[0], &ms[n]) && r.belongs(&ms[n]) {
		n++
	}
	first := &ms[0]
	next := wording(first.Inhoud)
	r.head(first)
	r.follow(first)
	var shown []shownPassage
	var todo, also []string
	var points []*bericht.Moment
	for i := 1; i < n; i++ {
		m := &ms[i]
		switch {
		case m.Soort == domain.SoortPassageVastgelegd:
			w := wording(m.Inhoud)
			r.follow(m)
			shown = append(shown, shownPassage{r.place(*m.Feit.Onderdeel), w, m.Gat})
			r.remember(m, w)
		case m.Soort == domain.SoortPuntGeopend && m.Feit.Punt == domain.PuntMarkeren && m.Feit.Bij != nil &&
			r.place(*m.Feit.Bij) > 0:
			todo = append(todo, fmt.Sprint(r.place(*m.Feit.Bij)))
		case isPoint(m):
			points = append(points, m)
		default:
			also = append(also, sentence(r, m))
		}
	}
	r.content(first, next)
	if len(shown) > 0 {
		r.field(4, "tekst", runningText(shown)...)
	}
	for _, f := range r.names.passageFields(shown) {
		r.field(4, f.label, f.value...)
	}
	if len(todo) > 0 {
		r.field(4, "nog te doen", text("markeren van passage "+enumerate(todo)))
	}
	for _, s := range also {
		r.field(4, "en", text(s))
	}
	for _, m := range points {
		r.point(m)
	}
	r.remember(first, next)
	return n
}

// belongs reports whether an event of the same append is told with the verslag.
func (r *replay) belongs(m *bericht.Moment) bool {
	switch m.Soort {
	case domain.SoortPassageVastgelegd, domain.SoortPuntGeopend, domain.SoortPuntAfgedaan,
		domain.SoortBetrokkeneGekoppeld:
		return true
	}
	return false
}

// follow keeps which passages a verslag has, in order.
func (r *replay) follow(m *bericht.Moment) {
	switch m.Soort {
	case domain.SoortVerslagVastgelegd, domain.SoortVerslagAangevuld:
		r.passages[*m.Feit.Onderdeel] = m.Feit.Passages
	case domain.SoortPassageVastgelegd:
		r.verslag[*m.Feit.Onderdeel] = *m.Feit.Verslag
	case domain.SoortPassageGemarkeerd:
		of := r.verslag[*m.Feit.Onderdeel]
		if i := slices.Index(r.passages[of], *m.Feit.Onderdeel); i >= 0 {
			r.passages[of] = slices.Replace(slices.Clone(r.passages[of]), i, i+1, m.Feit.Passages...)
		}
	}
}

// place is which passage of its verslag one is now, counted from 1; 0 where it is none any more.
func (r *replay) place(which id.Onderdeel) int {
	return slices.Index(r.passages[r.verslag[which]], which) + 1
}

// passageReference names a passage by its place in the verslag.
func (r *replay) passageReference(which id.Onderdeel, k known) string {
	place := r.place(which)
	if place == 0 {
		return fmt.Sprintf("de passage van revisie %d", k.revision)
	}
	return fmt.Sprintf("passage %d van %s", place, r.reference(r.verslag[which]))
}
