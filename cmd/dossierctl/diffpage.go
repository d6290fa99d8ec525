package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// showDifferences shows what changed between two moments: per onderdeel each field, from what to what, by which event,
// by whom and on what ground. Fields that one event changed stand under it together.
func showDifferences(p *page, d *bericht.Verschillen) error {
	p.line(0, span{heading, "Dossier " + d.Dossier.String()})
	p.field(2, "van", text(moment(d.Sinds)))
	p.field(2, "tot", text(moment(d.Tot)))
	n := namesIn(d)
	if len(d.Velden) > 0 {
		p.section("dossier")
		showFields(p, n, d.Velden, false)
	}
	for _, o := range d.Onderdelen {
		p.section(differing(o, n))
		what := "onderdeel " + o.Onderdeel.String()
		if o.Nieuw {
			what += " (nieuw)"
		}
		p.line(2, span{faint, what})
		if o.Gat != nil {
			p.line(2, gapSpan(o.Gat))
		}
		showFields(p, n, o.Velden, o.Nieuw)
	}
	if len(d.Velden)+len(d.Onderdelen) == 0 {
		p.blank()
		p.line(0, text("Er is in die tijd niets veranderd."))
	}
	return p.err
}

// differing names an onderdeel that changed: a passage by its place in the verslag.
func differing(o bericht.OnderdeelVerschil, n names) string {
	switch {
	case o.Soort == domain.InhoudIdentiteit && broughtAlong(o):
		return kindWord(o.Soort) + " uit een ander dossier"
	case o.Soort == domain.InhoudIdentiteit && o.Gat == nil:
		return kindWord(o.Soort) + " van " + n.of(id.Betrokkene(o.Onderdeel))
	case o.Verslag == nil:
		return kindWord(o.Soort)
	case o.Plaats == 0:
		return "eerdere passage van verslag " + tail(o.Verslag.String())
	}
	return fmt.Sprintf("passage %d van verslag %s", o.Plaats, tail(o.Verslag.String()))
}

// broughtAlong reports whether an identiteit came from another dossier: that is what somebody was called there.
func broughtAlong(o bericht.OnderdeelVerschil) bool {
	return slices.ContainsFunc(o.Velden, func(f bericht.VeldVerschil) bool {
		return f.Soort == domain.SoortOnderdeelOvergenomen
	})
}

// namesIn are the names of who came into the dossier in between: of nobody else is the whole name here.
func namesIn(d *bericht.Verschillen) names {
	n := names{}
	for _, o := range d.Onderdelen {
		if o.Soort != domain.InhoudIdentiteit || !o.Nieuw || o.Gat != nil || broughtAlong(o) {
			continue
		}
		var i bericht.Identiteit
		for _, f := range o.Velden {
			if to := map[string]*string{"naam/voornamen": &i.Naam.Voornamen, "naam/roepnaam": &i.Naam.Roepnaam,
				"naam/tussenvoegsel": &i.Naam.Tussenvoegsel, "naam/achternaam": &i.Naam.Achternaam}[f.Veld]; to != nil {
				_ = json.Unmarshal(f.Nieuw, to) // a name that is none stays empty
			}
		}
		n.learn(id.Betrokkene(o.Onderdeel), &i)
	}
	return n
}

// showFields shows fields under the event that changed them. Of what is new there is no old value to tell.
func showFields(p *page, n names, fields []bericht.VeldVerschil, fresh bool) {
	var order []id.Gebeurtenis
	by := map[id.Gebeurtenis][]bericht.VeldVerschil{}
	for _, f := range fields {
		if len(by[f.Gebeurtenis]) == 0 {
			order = append(order, f.Gebeurtenis)
		}
		by[f.Gebeurtenis] = append(by[f.Gebeurtenis], f)
	}
	for _, e := range order {
		for _, f := range by[e] {
			c := change{f.Veld, f.Oud, f.Nieuw}
			if fresh {
				showNew(p, 2, n, c)
			} else {
				showChange(p, 2, n, c)
			}
		}
		showCause(p, by[e][0])
	}
}

// showCause says which event made a change.
func showCause(p *page, f bericht.VeldVerschil) {
	cause := []span{{faint, "door "}, {actor, by(f.Door)},
		{faint, fmt.Sprintf(", %s, revisie %d, %s", moment(f.Door.VastgelegdOp), f.Revisie, eventWords(f.Soort))}}
	if f.Grond != "" {
		cause = append(cause, span{faint, ", grond: " + words(f.Grond)})
	}
	p.hang(4, 6, cause...)
}
