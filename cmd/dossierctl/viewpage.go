package main

import (
	"fmt"
	"slices"
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// viewPage shows a dossier at two times.
type viewPage struct {
	*page
	d     *bericht.Dossier
	names names
	parts map[id.Onderdeel]*bericht.Onderdeel
	shown map[id.Onderdeel]bool // eigen verklaringen that stand beside what they dispute
}

func showDossier(p *page, d *bericht.Dossier) error {
	v := &viewPage{page: p, d: d, names: names{}, parts: map[id.Onderdeel]*bericht.Onderdeel{}, shown: map[id.Onderdeel]bool{}}
	for i := range d.Onderdelen {
		o := &d.Onderdelen[i]
		v.parts[o.ID] = o
	}
	for _, b := range d.Betrokkenen {
		if o := v.parts[id.OnderdeelVan(b.ID)]; o != nil && o.Inhoud != nil && o.Inhoud.Identiteit != nil {
			v.names.learn(b.ID, o.Inhoud.Identiteit)
		}
	}
	v.head()
	v.persons()
	v.kind("contact", domain.InhoudContact)
	v.kind("relaties", domain.InhoudRelatie)
	v.kind("meldingen", domain.InhoudMelding)
	v.kind("tellingen", domain.InhoudTelling)
	v.kind("bijlagen", domain.InhoudBijlage)
	v.gegevens()
	v.verslagen()
	v.kind("accorderingen", domain.InhoudAccordering)
	v.kind("hoor en wederhoor", domain.InhoudWederhoor)
	v.otherStatements()
	v.kind("verstrekkingen", domain.InhoudVerstrekking)
	v.kind("informatieverzoeken", domain.InhoudInformatieverzoek, domain.InhoudInformatieantwoord)
	v.kind("besluiten", domain.InhoudOpening, domain.InhoudBesluit)
	v.vernietigingen()
	return v.err
}

func (v *viewPage) head() {
	d := v.d
	v.line(0, span{heading, "Dossier " + d.Dossier.String()})
	if d.Vernietigd != nil {
		v.line(2, gapSpan(d.Vernietigd))
	}
	if d.Overgebracht != nil {
		v.field(2, "opgegaan in", text(taken(d.Overgebracht)))
	}
	known := fmt.Sprintf("%s (revisie %d)", moment(d.BeschikbaarOp), d.BekendeRevisie)
	if d.Revisie != d.BekendeRevisie {
		known = fmt.Sprintf("%s (revisie %d; nu revisie %d)", moment(d.BeschikbaarOp), d.BekendeRevisie, d.Revisie)
	}
	v.field(2, "bekend op", text(known))
	v.field(2, "geldig op", text(partialDay(d.GeldigOp)))
	v.field(2, "fase", text(words(string(d.Fase))))
	for _, t := range d.Toewijzingen {
		v.field(2, "toegewezen", text(assigned(&t.Toegewezene)+", sinds "+moment(t.Sinds)))
	}
	v.field(2, "geopend", text(moment(d.GeopendOp)))
	v.field(2, "gewijzigd", text(moment(d.GewijzigdOp)))
	v.field(2, "bewaard vanaf", text(moment(d.BewaarVanaf)))
	if d.GeslotenOp != nil {
		v.field(2, "gesloten", text(moment(*d.GeslotenOp)))
	}
}

// persons shows who is in the dossier, whoever was recorded twice under the one that stays. Who somebody is, is the onderdeel with
// the same id.
func (v *viewPage) persons() {
	if len(v.d.Betrokkenen) == 0 {
		return
	}
	v.section("betrokkenen")
	by := map[id.Betrokkene]*bericht.Betrokkene{}
	for i := range v.d.Betrokkenen {
		by[v.d.Betrokkenen[i].ID] = &v.d.Betrokkenen[i]
	}
	for i := range v.d.Betrokkenen {
		b := &v.d.Betrokkenen[i]
		if b.Is != nil && by[*b.Is] != nil {
			continue // stands under who it is
		}
		v.person(b, v.names.of(b.ID))
		if b.Ook != nil && by[*b.Ook] != nil {
			v.person(by[*b.Ook], v.names.of(b.ID)+" is ook vastgelegd als "+v.names.of(*b.Ook))
		}
	}
}

func (v *viewPage) person(b *bericht.Betrokkene, title string) {
	o := v.parts[id.OnderdeelVan(b.ID)]
	switch {
	case o != nil:
		v.part(o, title)
	case b.Vernietigd != nil:
		v.line(2, span{actor, capital(title) + " "}, gapSpan(b.Vernietigd))
	default:
		v.line(2, span{actor, capital(title)})
	}
}

// kind shows all onderdelen of some kinds, in the order of recording.
func (v *viewPage) kind(title string, which ...domain.InhoudSoort) {
	begun := false
	for i := range v.d.Onderdelen {
		o := &v.d.Onderdelen[i]
		if !slices.Contains(which, o.Soort) {
			continue
		}
		if !begun {
			v.section(title)
			begun = true
		}
		v.part(o, v.title(o))
	}
}

// gegevens shows the gegevens by rubriek, in the order of the law's list; a rubriek this program does not know comes last.
func (v *viewPage) gegevens() {
	var rubrieken []domain.Rubriek
	by := map[domain.Rubriek][]*bericht.Onderdeel{}
	for i := range v.d.Onderdelen {
		if o := &v.d.Onderdelen[i]; o.Soort == domain.InhoudGegeven {
			by[o.Rubriek] = append(by[o.Rubriek], o)
		}
	}
	if len(by) == 0 {
		return
	}
	for r := range by {
		rubrieken = append(rubrieken, r)
	}
	slices.SortFunc(rubrieken, func(a, b domain.Rubriek) int {
		if d := rubriekPlace(a) - rubriekPlace(b); d != 0 {
			return d
		}
		return strings.Compare(string(a), string(b))
	})
	v.section("gegevens")
	for _, r := range rubrieken {
		v.line(2, span{heading, capital(words(string(r)))})
		for _, o := range by[r] {
			v.part(o, v.title(o))
		}
	}
}

func rubriekPlace(r domain.Rubriek) int {
	if i := slices.Index(domain.Rubrieken, r); i >= 0 {
		return i
	}
	return len(domain.Rubrieken)
}

// otherStatements shows the eigen verklaringen that stand beside nothing that is in view.
func (v *viewPage) otherStatements() {
	begun := false
	for i := range v.d.Onderdelen {
		o := &v.d.Onderdelen[i]
		if o.Soort != domain.InhoudVerklaring || v.shown[o.ID] {
			continue
		}
		if !begun {
			v.section("eigen verklaringen")
			begun = true
		}
		v.part(o, v.title(o))
	}
}

// title says what an onderdeel is, without its content.
func (v *viewPage) title(o *bericht.Onderdeel) string {
	switch {
	case o.Soort == domain.InhoudRelatie && o.Van != nil && o.Naar != nil:
		return "relatie van " + v.names.of(*o.Van) + " met " + v.names.of(*o.Naar)
	case o.Soort == domain.InhoudContact, o.Soort == domain.InhoudVerklaring:
		if len(o.Over) > 0 {
			return kindWord(o.Soort) + " van " + v.names.all(o.Over)
		}
	case o.Soort == domain.InhoudMelding && o.OntvangenOp != nil:
		what := "melding"
		if o.Kwalificatie != "" {
			what = words(string(o.Kwalificatie))
		}
		return with(what, v.names.about(o.Over)) + ", ontvangen op " + moment(*o.OntvangenOp)
	}
	return with(kindWord(o.Soort), v.names.about(o.Over))
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
		v.field(indent, "te doen", span{alarm, fmt.Sprintf("%s %s, uiterlijk %s", k.Titel, k.Eigenaar, partialDay(k.Uiterlijk))})
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
	v.field(indent, "", span{faint, fmt.Sprintf("%s, %s, revisie %d; %s", by(o.Door), moment(o.Door.VastgelegdOp), o.Revisie, o.ID)})
}

func (v *viewPage) references(which []id.Onderdeel) []string {
	refs := make([]string, len(which))
	for i, o := range which {
		refs[i] = v.reference(o)
	}
	return refs
}

// reference names an onderdeel elsewhere on the page.
func (v *viewPage) reference(which id.Onderdeel) string {
	o := v.parts[which]
	if o == nil {
		return "onderdeel " + tail(which.String())
	}
	if n := v.place(o); n > 0 {
		return fmt.Sprintf("passage %d van het verslag van revisie %d (revisie %d)", n, v.parts[*o.Verslag].Revisie, o.Revisie)
	}
	return fmt.Sprintf("%s (revisie %d)", v.theirs(o), o.Revisie)
}

// theirs is what an onderdeel is, and whose where it is somebody's own.
func (v *viewPage) theirs(o *bericht.Onderdeel) string {
	if (o.Soort == domain.InhoudIdentiteit || o.Soort == domain.InhoudContact) && len(o.Over) > 0 {
		return kindWord(o.Soort) + " van " + v.names.all(o.Over)
	}
	return kindWord(o.Soort)
}

// pieces names what a verstrekking held, each in the version that was given.
func (v *viewPage) pieces(given []bericht.Stuk) []string {
	refs := make([]string, len(given))
	for i, s := range given {
		what := "onderdeel " + tail(s.Onderdeel.String())
		if o := v.parts[s.Onderdeel]; o != nil {
			what = v.theirs(o)
		}
		refs[i] = fmt.Sprintf("%s (revisie %d)", what, s.Revisie)
	}
	return refs
}

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
