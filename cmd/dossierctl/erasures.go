package main

import (
	"fmt"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

// vernietigingen shows what was decided to destroy, and how far that is.
func (v *viewPage) vernietigingen() {
	if len(v.d.Vernietigingen) == 0 {
		return
	}
	v.section("vernietigingen")
	for _, l := range v.d.Vernietigingen {
		v.line(2, span{actor, "Vernietiging van " + v.extent(l.Omvang) + ": " + words(string(l.Stand))})
		v.field(4, "besloten", text(moment(l.BeslotenOp)+" door "+l.BeslotenDoor))
		if l.GoedgekeurdOp != nil {
			v.field(4, "goedgekeurd", text(moment(*l.GoedgekeurdOp)))
		}
		if l.UitgevoerdOp != nil {
			v.field(4, "uitgevoerd", text(moment(*l.UitgevoerdOp)))
		}
		v.line(4, span{faint, l.Vernietiging.String()})
	}
}

func (v *viewPage) extent(o bericht.Omvang) string {
	return extent(o, v.names, v.reference)
}

// extent says what a vernietiging is of.
func extent(o bericht.Omvang, n names, reference func(id.Onderdeel) string) string {
	switch {
	case o.Betrokkene != nil:
		return "de gegevens van " + n.of(*o.Betrokkene)
	case o.Onderdeel != nil:
		return reference(*o.Onderdeel)
	}
	return "het hele dossier"
}

func numbers(ns []uint64) string {
	refs := make([]string, len(ns))
	for i, n := range ns {
		refs[i] = fmt.Sprint(n)
	}
	return strings.Join(refs, ", ")
}
