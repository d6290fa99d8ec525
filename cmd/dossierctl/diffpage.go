package main

import (
	"fmt"

	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

// showDifferences shows what changed between two moments: per onderdeel each field, from what to what, by which event, by
// whom and on what ground. Fields that one event changed stand under it together.
func showDifferences(p *page, d *bericht.Verschillen) error {
	p.line(0, span{heading, "Dossier " + d.Dossier.String()})
	p.field(2, "van", text(moment(d.Sinds)))
	p.field(2, "tot", text(moment(d.Tot)))
	n := names{}
	if len(d.Velden) > 0 {
		p.section("dossier")
		showFields(p, n, d.Velden)
	}
	for _, o := range d.Onderdelen {
		p.section(differing(o))
		what := "onderdeel " + o.Onderdeel.String()
		if o.Nieuw {
			what += " (nieuw)"
		}
		p.line(2, span{faint, what})
		if o.Gat != nil {
			p.line(2, gapSpan(o.Gat))
		}
		showFields(p, n, o.Velden)
	}
	if len(d.Velden)+len(d.Onderdelen) == 0 {
		p.blank()
		p.line(0, text("Er is in die tijd niets veranderd."))
	}
	return p.err
}

// differing names an onderdeel that changed: a passage by its place in the verslag.
func differing(o bericht.OnderdeelVerschil) string {
	switch {
	case o.Verslag == nil:
		return kindWord(o.Soort)
	case o.Plaats == 0:
		return "eerdere passage van verslag " + tail(o.Verslag.String())
	}
	return fmt.Sprintf("passage %d van verslag %s", o.Plaats, tail(o.Verslag.String()))
}

func showFields(p *page, n names, fields []bericht.VeldVerschil) {
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
			showChange(p, 2, n, change{f.Veld, f.Oud, f.Nieuw})
		}
		showCause(p, by[e][0])
	}
}

// showCause says which event made a change.
func showCause(p *page, f bericht.VeldVerschil) {
	cause := []span{{faint, "door "}, {actor, by(f.Door)}, {faint, fmt.Sprintf(", %s, revisie %d, %s", moment(f.Door.VastgelegdOp), f.Revisie, f.Soort)}}
	if f.Grond != "" {
		cause = append(cause, span{faint, ", grond: " + words(f.Grond)})
	}
	p.hang(4, 6, cause...)
}
