package main

import (
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// field is a named piece of content.
type field struct {
	label string
	value []span
}

// fields collects what is known; what is empty is left out.
type fields []field

func (f *fields) add(label, value string) {
	if value != "" {
		*f = append(*f, field{label, []span{text(value)}})
	}
}

func (f *fields) addText(label string, t bericht.Tekst) {
	if t.Tekst != "" {
		*f = append(*f, field{label, textSpans(t)})
	}
}

func (f *fields) addMaybe(label string, t *bericht.Tekst) {
	if t != nil {
		f.addText(label, *t)
	}
}

// wordingFields are the fields of a wording, in reading order.
func (n names) wordingFields(c *bericht.NieuweInhoud) (f fields) {
	switch {
	case c.Opening != nil:
		f.add("grond", words(string(c.Opening.Grond)))
		f.add("organisatie", c.Opening.Organisatie)
		for _, d := range c.Opening.MogelijkBekendGezien {
			f.add("ander gezin dan", "dossier "+d.String())
		}
	case c.Bijlage != nil:
		n.fileFields(&f, c.Bijlage)
	case c.Identiteit != nil:
		identityFields(&f, c.Identiteit)
	case c.Contact != nil:
		f.add(words(string(c.Contact.Soort)), contactValue(c.Contact))
		f.add("geldig", period(c.Contact.Geldig))
		f.add("veilig contact", safeContact(c.Contact.Veilig))
	case c.Relatie != nil:
		f.add("relatie", words(string(c.Relatie.Aard)))
		f.add("gezag", yesNo(c.Relatie.Gezag))
		f.add("geldig", period(c.Relatie.Geldig))
	case c.Melding != nil:
		m := c.Melding
		f.add("melder", n.ofText(m.Melder))
		f.add("hoedanigheid", m.Hoedanigheid)
		for _, i := range m.Informanten {
			f.add("informant", strings.TrimSuffix(n.ofText(i.Wie)+", "+i.Hoedanigheid, ", "))
		}
		f.add("kanaal", words(string(m.Kanaal)))
		f.add("gebeurd", partialDay(m.GebeurdOp))
		f.addMaybe("melding", m.Tekst)
	case c.Gegeven != nil:
		g := c.Gegeven
		f.add("soort", words(string(g.Soort)))
		f.add("aard", string(g.Aard))
		f.add("bron", n.source(g.Bron))
		if g.NietActueel {
			f.add("let op", "berust niet op actueel contact")
		}
		f.add("gebeurd", partialDay(g.GebeurdOp))
		f.addText("tekst", g.Tekst)
	case c.Verslag != nil:
		f = n.verslagFields(c.Verslag)
	case c.Passage != nil:
		f.add("passage", n.passageLine(c.Passage))
		f.addText("tekst", c.Passage.Tekst)
	case c.Accordering != nil:
		a := c.Accordering
		f.add("accordering", string(a.Stand)+" op "+partialDay(a.Op))
		f.add("informant", n.ofText(a.Wie))
		f.add("naam", a.Naam)
		if a.Correcties != nil {
			f.addText("correcties", *a.Correcties)
		}
	case c.Wederhoor != nil:
		h := c.Wederhoor
		if len(h.Gehoord) > 0 {
			f.add("gehoord", n.all(h.Gehoord))
		}
		if h.Gezegd != nil {
			f.addText("gezegd", *h.Gezegd)
		}
		if h.NietGehoord != nil {
			f.addText("niet gehoord", *h.NietGehoord)
		}
	case c.Telling != nil:
		f = tellingFields(c.Telling)
	case c.Verklaring != nil:
		f.addText("verklaring", c.Verklaring.Tekst)
	case c.Verstrekking != nil:
		v := c.Verstrekking
		f.add("ontvanger", v.Ontvanger)
		f.add("persoon", n.ofText(v.Persoon))
		f.add("grond", words(string(v.Grond)))
		f.add("toestemming", words(string(v.Toestemming)))
		if v.Op != nil {
			f.add("gegeven op", moment(*v.Op))
		}
		f.addText("doel", v.Doel)
	case c.Informatieverzoek != nil:
		v := c.Informatieverzoek
		f.add("aan", v.Instantie)
		f.add("informant", n.ofText(v.Informant))
		f.addText("gevraagd", v.Gevraagd)
	case c.Informatieantwoord != nil:
		a := c.Informatieantwoord
		f.add("uitkomst", words(string(a.Uitkomst)))
		f.add("gekomen", partialDay(a.Op))
		if a.Toelichting != nil {
			f.addText("toelichting", *a.Toelichting)
		}
	case c.Besluit != nil:
		f.addMaybe("besloten", c.Besluit.Keuze)
		f.add("beslisser", string(c.Besluit.Beslisser))
		f.add("overgedragen aan", c.Besluit.Aan)
		for _, b := range c.Besluit.Bevindingen {
			f.add("bevinding", n.of(b.Betrokkene)+": "+words(string(b.Bevinding)))
		}
		f.addText("motivering", c.Besluit.Motivering)
		for _, a := range c.Besluit.Alternatieven {
			f.addText("afgewogen", a)
		}
	}
	return f
}

// contentFields are the fields of content as recorded; reference names another onderdeel. A wording inside a correctie is left
// to who knows what it replaced.
func (n names) contentFields(c *bericht.Inhoud, reference func(id.Onderdeel) string) fields {
	f := n.wordingFields(&c.NieuweInhoud)
	if k := c.Correctie; k != nil {
		f.add("grond", words(string(k.Grond)))
		if k.Motivering != nil {
			f.addText("motivering", *k.Motivering)
		}
	}
	if v := c.Vernietiging; v != nil {
		f.add("grond", words(string(v.Grond)))
		f.addText("motivering", v.Motivering)
		for _, b := range v.Behoud {
			why := append([]span{text(reference(b.Onderdeel) + ", in het belang van " + n.of(b.Belang) + ": ")}, textSpans(b.Waarom)...)
			f = append(f, field{"behouden", why})
		}
	}
	return f
}

// wording is the wording that content gives its onderdeel; nil where it gives none.
func wording(c *bericht.Inhoud) *bericht.NieuweInhoud {
	switch {
	case c == nil:
		return nil
	case c.Correctie != nil:
		return c.Correctie.Nieuw
	case c.Herschrijving != nil:
		return &c.Herschrijving.Nieuw
	case c.Herstel != nil:
		return &c.Herstel.Nieuw
	case c.Vernietiging != nil:
		return nil
	}
	return &c.NieuweInhoud
}

func identityFields(f *fields, i *bericht.Identiteit) {
	f.add("naam", fullName(i.Naam))
	f.add("hoedanigheid", words(string(i.Hoedanigheid)))
	f.add("geboren", partialDay(i.Geboortedatum))
	f.add("geslacht", i.Geslacht)
	f.add("BSN", i.BSN)
	f.add("geboorteland", i.Geboorteland)
	f.add("nationaliteit", i.Nationaliteit)
}

func contactValue(c *bericht.Contact) string {
	switch c.Soort {
	case domain.ContactTelefoon:
		return c.Telefoon
	case domain.ContactEmail:
		return c.Email
	}
	if c.Adres == nil {
		return ""
	}
	return address(*c.Adres)
}

// safeContact says on one line how somebody can be reached without danger.
func safeContact(v *bericht.VeiligContact) string {
	if v == nil {
		return ""
	}
	var parts []string
	add := func(part string, said bool) {
		if said {
			parts = append(parts, part)
		}
	}
	add("bellen: "+v.Bellen, v.Bellen != "")
	add("wanneer: "+v.Wanneer, v.Wanneer != "")
	add("geen post", v.GeenPost)
	add("geen voicemail", v.GeenVoicemail)
	add(v.Toelichting, v.Toelichting != "")
	return strings.Join(parts, "; ")
}

// address is an address on one line.
func address(a bericht.Adres) string {
	street := strings.TrimSpace(strings.Join([]string{a.Straat, a.Huisnummer + a.Toevoeging}, " "))
	var parts []string
	for _, p := range []string{street, strings.TrimSpace(a.Postcode + " " + a.Plaats), a.Land} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// period says when something holds. The last day is not included.
func period(t *bericht.Tijdvak) string {
	switch {
	case t == nil, t.Van == "" && t.Tot == "":
		return ""
	case t.Tot == "":
		return "vanaf " + partialDay(t.Van)
	case t.Van == "":
		return "tot " + partialDay(t.Tot)
	}
	return "van " + partialDay(t.Van) + " tot " + partialDay(t.Tot)
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

// ending is the white space that is left out at the end of a text.
const ending = "\n "

// textSpans shows a text with who is mentioned in it; a mention that cannot be seen stands in the text as a gap already.
func textSpans(t bericht.Tekst) []span {
	rs := []rune(strings.TrimRight(t.Tekst, ending))
	var spans []span
	at := 0
	for _, v := range t.Vermeldingen {
		if v.Begin < at || v.Einde > len(rs) || v.Begin > v.Einde {
			continue // not of this text; the words themselves still show
		}
		s := mention
		if v.Toestand != "" && v.Toestand != "zichtbaar" {
			s = gap
		}
		spans = append(spans, text(string(rs[at:v.Begin])), span{s, string(rs[v.Begin:v.Einde])})
		at = v.Einde
	}
	return append(spans, text(string(rs[at:])))
}

// about says whom something concerns, for behind a title; "" for nobody in particular.
func (n names) about(who []id.Betrokkene) string {
	if len(who) == 0 {
		return ""
	}
	return "over " + n.all(who)
}
