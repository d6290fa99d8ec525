package main

import (
	"dossierboek/api/bericht"
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
		f.opening(c.Opening)
	case c.Bijlage != nil:
		n.fileFields(&f, c.Bijlage)
	case c.Identiteit != nil:
		identityFields(&f, c.Identiteit)
	case c.Contact != nil:
		f.contact(c.Contact)
	case c.Relatie != nil:
		f.relation(c.Relatie)
	case c.Melding != nil:
		n.meldingFields(&f, c.Melding)
	case c.Gegeven != nil:
		n.gegevenFields(&f, c.Gegeven)
	case c.Verslag != nil:
		f = n.verslagFields(c.Verslag)
	case c.Passage != nil:
		f.add("passage", n.passageLine(c.Passage))
		f.addText("tekst", c.Passage.Tekst)
	case c.Accordering != nil:
		n.accorderingFields(&f, c.Accordering)
	case c.Wederhoor != nil:
		n.wederhoorFields(&f, c.Wederhoor)
	case c.Mededeling != nil:
		n.mededelingFields(&f, c.Mededeling)
	case c.Telling != nil:
		f = tellingFields(c.Telling)
	case c.Verklaring != nil:
		f.addText("verklaring", c.Verklaring.Tekst)
	case c.Verstrekking != nil:
		n.verstrekkingFields(&f, c.Verstrekking)
	case c.Informatieverzoek != nil:
		n.verzoekFields(&f, c.Informatieverzoek)
	case c.Informatieantwoord != nil:
		f.answer(c.Informatieantwoord)
	case c.Besluit != nil:
		n.besluitFields(&f, c.Besluit)
	}
	return f
}

// contentFields are the fields of content as recorded; reference names another onderdeel. A wording inside a correctie
// is left to who knows what it replaced.
func (n names) contentFields(c *bericht.Inhoud, reference func(id.Onderdeel) string) fields {
	f := n.wordingFields(&c.NieuweInhoud)
	if k := c.Correctie; k != nil {
		f.add("grond", words(string(k.Grond)))
		f.addMaybe("motivering", k.Motivering)
	}
	if v := c.Vernietiging; v != nil {
		f.add("grond", words(string(v.Grond)))
		f.addText("motivering", v.Motivering)
		for _, b := range v.Behoud {
			why := append([]span{text(reference(b.Onderdeel) + ", in het belang van " + n.of(b.Belang) + ": ")},
				textSpans(b.Waarom)...)
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
