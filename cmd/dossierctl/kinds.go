package main

import (
	"strings"

	"dossierboek/api/bericht"
)

func (f *fields) opening(o *bericht.Opening) {
	f.add("grond", words(string(o.Grond)))
	f.add("organisatie", o.Organisatie)
	for _, d := range o.MogelijkBekendGezien {
		f.add("ander gezin dan", "dossier "+d.String())
	}
}

func (f *fields) relation(r *bericht.Relatie) {
	f.add("relatie", words(string(r.Aard)))
	f.add("gezag", yesNo(r.Gezag))
	f.add("geldig", period(r.Geldig))
}

func (n names) meldingFields(f *fields, m *bericht.Melding) {
	f.add("melder", n.ofText(m.Melder))
	f.add("hoedanigheid", m.Hoedanigheid)
	for _, i := range m.Informanten {
		f.add("informant", strings.TrimSuffix(n.ofText(i.Wie)+", "+i.Hoedanigheid, ", "))
	}
	f.add("kanaal", words(string(m.Kanaal)))
	f.add("gebeurd", partialDay(m.GebeurdOp))
	f.addMaybe("melding", m.Tekst)
}

func (n names) gegevenFields(f *fields, g *bericht.Gegeven) {
	f.add("soort", words(string(g.Soort)))
	f.add("aard", string(g.Aard))
	f.add("bron", n.source(g.Bron))
	if g.NietActueel {
		f.add("let op", "berust niet op actueel contact")
	}
	f.add("gebeurd", partialDay(g.GebeurdOp))
	f.addText("tekst", g.Tekst)
}

func (n names) accorderingFields(f *fields, a *bericht.Accordering) {
	f.add("accordering", string(a.Stand)+" op "+partialDay(a.Op))
	f.add("informant", n.ofText(a.Wie))
	f.add("naam", a.Naam)
	f.addMaybe("correcties", a.Correcties)
}

func (n names) mededelingFields(f *fields, m *bericht.Mededeling) {
	f.add("uitkomst", words(string(m.Uitkomst)))
	f.add("wijze", words(string(m.Wijze)))
	f.add("op", partialDay(m.Op))
	f.add("door", m.Door)
	f.add("gezegd aan", n.ofText(m.Vertegenwoordiger))
	f.add("grond", words(string(m.Grond)))
	f.add("opnieuw", partialDay(m.Opnieuw))
	f.addMaybe("toelichting", m.Toelichting)
}

func (n names) wederhoorFields(f *fields, h *bericht.Wederhoor) {
	if len(h.Gehoord) > 0 {
		f.add("gehoord", n.all(h.Gehoord))
	}
	f.addMaybe("gezegd", h.Gezegd)
	f.addMaybe("niet gehoord", h.NietGehoord)
}

func (n names) verstrekkingFields(f *fields, v *bericht.Verstrekking) {
	f.add("ontvanger", v.Ontvanger)
	f.add("persoon", n.ofText(v.Persoon))
	f.add("grond", words(string(v.Grond)))
	f.add("toestemming", words(string(v.Toestemming)))
	if v.Op != nil {
		f.add("gegeven op", moment(*v.Op))
	}
	f.addText("doel", v.Doel)
}

func (n names) verzoekFields(f *fields, v *bericht.Informatieverzoek) {
	f.add("aan", v.Instantie)
	f.add("informant", n.ofText(v.Informant))
	f.addText("gevraagd", v.Gevraagd)
}

func (f *fields) answer(a *bericht.Informatieantwoord) {
	f.add("uitkomst", words(string(a.Uitkomst)))
	f.add("gekomen", partialDay(a.Op))
	f.addMaybe("toelichting", a.Toelichting)
}

func (n names) besluitFields(f *fields, b *bericht.Besluit) {
	f.addMaybe("besloten", b.Keuze)
	f.add("beslisser", string(b.Beslisser))
	f.add("overgedragen aan", b.Aan)
	f.add("grond", words(string(b.Beperking)))
	for _, v := range b.Bevindingen {
		f.add("bevinding", n.of(v.Betrokkene)+": "+words(string(v.Bevinding)))
	}
	f.addText("motivering", b.Motivering)
	for _, a := range b.Alternatieven {
		f.addText("afgewogen", a)
	}
}

// source says from whom a statement came.
func (n names) source(b bericht.Bron) string {
	parts := []string{words(string(b.Soort))}
	if b.Wie != "" {
		parts = append(parts, n.ofText(b.Wie))
	}
	for _, p := range []string{b.Instantie, b.Beroep, b.Bevoegdheid} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if b.Datum != "" {
		parts = append(parts, "stuk van "+partialDay(b.Datum))
	}
	return strings.Join(parts, ", ")
}
