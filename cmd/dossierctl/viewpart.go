package main

import (
	"fmt"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// title says what an onderdeel is, without its content.
func (v *viewPage) title(o *bericht.Onderdeel) string {
	switch {
	case o.Soort == domain.InhoudRelatie && o.Van != nil && o.Naar != nil:
		return "relatie van " + v.names.of(*o.Van) + " met " + v.names.of(*o.Naar)
	case o.Soort == domain.InhoudContact, o.Soort == domain.InhoudVerklaring:
		if len(o.Over) > 0 {
			return kindWord(o.Soort) + " van " + v.names.all(o.Over)
		}
	case o.Soort == domain.InhoudMededeling && o.Aan != nil:
		return "mededeling aan " + v.names.of(*o.Aan)
	case o.Soort == domain.InhoudMelding && o.OntvangenOp != nil:
		what := "melding"
		if o.Kwalificatie != "" {
			what = words(string(o.Kwalificatie))
		}
		return with(what, v.names.about(o.Over)) + ", ontvangen op " + moment(*o.OntvangenOp)
	case o.Soort == domain.InhoudBesluit:
		return with(besluitWord(o), v.names.about(o.Over))
	}
	return with(kindWord(o.Soort), v.names.about(o.Over))
}

// besluitWord says what was decided.
func besluitWord(o *bericht.Onderdeel) string {
	switch o.Besluit {
	case domain.SoortFaseGewijzigd:
		return "besluit: fase " + words(string(o.Fase))
	case domain.SoortMeldingGekwalificeerd:
		return "besluit: kwalificatie als " + words(string(o.Kwalificatie))
	case domain.SoortDossierGesloten:
		return "besluit: sluiten"
	case domain.SoortDossierHeropend:
		return "besluit: heropenen"
	case domain.SoortBeperkingIngesteld:
		return "besluit: beperking"
	case domain.SoortBeperkingOpgeheven:
		return "besluit: beperking opheffen"
	case domain.SoortToewijzingOvergedragen:
		return "besluit: toewijzing overdragen"
	case domain.SoortOverbrengingBesloten:
		return "besluit: naar een ander dossier brengen"
	case domain.SoortBetrokkenenSamengevoegd:
		return "besluit: betrokkenen samenvoegen"
	case domain.SoortBetrokkenenGescheiden:
		return "besluit: betrokkenen scheiden"
	case domain.SoortVernietigingIngetrokken:
		return "besluit: vernietiging intrekken"
	}
	return kindWord(o.Soort)
}

// part shows an onderdeel: what it is, its content or why that is not shown, and where it came from.
func (v *viewPage) part(o *bericht.Onderdeel, title string) {
	v.line(2, span{actor, capital(title)})
	v.body(o)
	for _, other := range o.Verklaringen {
		v.statement(4, other)
	}
}

// body is an onderdeel without its title and what stands beside it.
func (v *viewPage) body(o *bericht.Onderdeel) {
	if o.Gat != nil {
		v.line(4, gapSpan(o.Gat))
	}
	if o.Inhoud != nil {
		for _, f := range v.names.contentFields(o.Inhoud, v.reference) {
			v.field(4, f.label, f.value...)
		}
	}
	if o.Geheim && o.Inhoud != nil {
		v.field(4, "geheim", span{alarm, "deel dit met niemand die het niet nodig heeft"})
	}
	if len(o.Beperkt) > 0 {
		v.field(4, "beperkt", span{alarm, "dit blijft zoals het is, en wordt niet gebruikt zolang de beperking geldt"})
	}
	if o.Fase != "" && o.FaseSinds != nil {
		v.field(4, "fase", text(words(string(o.Fase))+", sinds "+moment(*o.FaseSinds)))
	}
	if o.Melding != nil {
		v.field(4, "over", text(v.reference(*o.Melding)))
	}
	v.passages(o)
	v.beside(4, o)
	v.origin(4, o)
}

// taken says where something went, and when.
func taken(o *bericht.Overgebracht) string { return "dossier " + o.Naar.String() + ", " + moment(o.Op) }

// beside is what else there is to say of an onderdeel than its content.
func (v *viewPage) beside(indent int, o *bericht.Onderdeel) {
	if o.Overgebracht != nil {
		v.field(indent, "gegaan naar", text(taken(o.Overgebracht)))
	}
	if o.UitDossier != nil {
		v.field(indent, "komt uit", text("dossier "+o.UitDossier.String()))
	}
	if len(o.Stukken) > 0 {
		v.field(indent, "bevatte", text(enumerate(v.pieces(o.Stukken))))
	}
	if len(o.BevestigdGeheim) > 0 {
		v.field(4, "geheim", span{alarm, "bevestigd dat mee mocht: " + enumerate(v.references(o.BevestigdGeheim))})
	}
	if i := o.Informatie; i != nil {
		if i.Verstrekking != nil {
			v.field(4, "is ook", text(v.reference(*i.Verstrekking)))
		}
		if i.Verzoek != nil {
			v.field(4, "antwoord op", text(v.reference(*i.Verzoek)))
		}
		if len(i.Vastgelegd) > 0 {
			v.field(4, "vastgelegd", text(enumerate(v.references(i.Vastgelegd))))
		}
	}
	if len(o.Verstrekt) > 0 {
		v.field(indent, "verstrekt", text("in "+enumerate(v.references(o.Verstrekt))))
	}
	if o.Bij != nil {
		v.field(indent, "van", text(v.pieces([]bericht.Stuk{*o.Bij})[0]))
	}
	if len(o.Accorderingen) > 0 {
		v.field(indent, "accordering", text("in "+enumerate(v.references(o.Accorderingen))))
	}
	if len(o.Betwist) > 0 {
		v.field(indent, "betwist", text(enumerate(v.references(o.Betwist))))
	}
	for _, k := range o.Punten {
		v.field(indent, "te doen", span{alarm,
			fmt.Sprintf("%s %s, uiterlijk %s", k.Titel, k.Eigenaar, partialDay(k.Uiterlijk))})
	}
}

// origin says where an onderdeel came from.
func (v *viewPage) origin(indent int, o *bericht.Onderdeel) {
	origin := fmt.Sprintf("%s, %s, revisie %d", by(o.Door), moment(o.Door.VastgelegdOp), o.Revisie)
	if len(o.EerdereVersies) > 0 {
		origin += "; eerder: revisie " + numbers(o.EerdereVersies)
	}
	v.hang(indent, indent+2, span{faint, origin + "; " + o.ID.String()})
}

// statement shows an eigen verklaring beside what it disputes: whole the first time, then by reference.
func (v *viewPage) statement(indent int, which id.Onderdeel) {
	o := v.parts[which]
	if o == nil {
		return // not known yet at the moment looked at
	}
	if v.shown[which] {
		v.field(indent, "betwist in", text(v.reference(which)))
		return
	}
	v.shown[which] = true
	v.field(indent, "betwist in", span{actor, v.title(o)})
	if o.Gat != nil {
		v.field(indent, "", gapSpan(o.Gat))
	}
	if o.Inhoud != nil && o.Inhoud.Verklaring != nil {
		v.field(indent, "", textSpans(o.Inhoud.Verklaring.Tekst)...)
	}
	v.field(indent, "", span{faint, fmt.Sprintf("%s, %s, revisie %d; %s", by(o.Door), moment(o.Door.VastgelegdOp),
		o.Revisie, o.ID)})
}
