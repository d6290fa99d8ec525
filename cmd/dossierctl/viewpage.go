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
	v := &viewPage{page: p, d: d, names: names{}, parts: map[id.Onderdeel]*bericht.Onderdeel{},
		shown: map[id.Onderdeel]bool{}}
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
	v.kind("mededelingen aan betrokkenen", domain.InhoudMededeling)
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
	if len(d.Beperkt) > 0 {
		v.field(2, "beperkt", span{alarm, "het hele dossier blijft zoals het is, en wordt niet gebruikt zolang de " +
			"beperking geldt"})
	}
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

// persons shows who is in the dossier, whoever was recorded twice under the one that stays. Who somebody is, is the
// onderdeel with the same id.
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
	v.own(b, title)
	for i := range v.d.Onderdelen {
		o := &v.d.Onderdelen[i]
		if o.Soort == domain.InhoudIdentiteit && o.UitDossier != nil && o.ID != id.OnderdeelVan(b.ID) &&
			slices.Contains(o.Over, b.ID) {
			v.part(o, v.names.of(b.ID)+", zoals vastgelegd in een ander dossier")
		}
	}
}

// own shows who somebody is.
func (v *viewPage) own(b *bericht.Betrokkene, title string) {
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

// gegevens shows the gegevens by rubriek, in the order of the law's list; a rubriek this program does not know comes
// last.
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
