package domain

import (
	"slices"
	"strconv"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Keuze is the outcome for one onderdeel: vernietigen; herschrijven, with the new wording; or behouden, with whose
// aanmerkelijk belang that serves and why (ZOB-17.4b).
type Keuze struct {
	Onderdeel id.Onderdeel
	Uitkomst  Uitkomst
	Nieuw     Inhoud          // herschrijven
	Over      []id.Betrokkene // herschrijven: whom the new wording concerns besides those it names
	Behoud    Behoud          // behouden
}

func (k Keuze) controleer(c *controle) {
	een(c, "uitkomst", k.Uitkomst, Uitkomsten)
	if (k.Uitkomst == UitkomstHerschrijven) != (k.Nieuw != nil) {
		c.fout(codePastNiet, "Alleen bij herschrijven hoort een nieuwe inhoud.", "nieuw")
	}
	if k.Nieuw != nil {
		c.onder("nieuw", k.Nieuw.controleer)
	}
	if k.Uitkomst == UitkomstBehouden {
		k.Behoud.controleer(c)
	}
}

// kiesUitkomst checks one choice and gives the event that it brings along, if any. The first betreft of the onderdelen
// that can be chosen must be; the others need no outcome to stay as they are.
func (d *Dossier) kiesUitkomst(c *controle, b BesluitVernietiging, k Keuze, gekozen []*Onderdeel,
	betreft int) ([]Ontwerp, bool) {
	i := slices.IndexFunc(gekozen, func(o *Onderdeel) bool { return o.ID == k.Onderdeel })
	if i < 0 {
		c.fout(codeOnbekend, "Dit onderdeel hoort niet bij deze vernietiging.", "onderdeel")
		return nil, false
	}
	o, wie := gekozen[i], b.Omvang.Betrokkene
	switch k.Uitkomst {
	case UitkomstBehouden:
		if i >= betreft {
			c.fout(codePastNiet, "Dit onderdeel gaat niet over de betrokkene en blijft al behouden.", "uitkomst")
		}
		if wie.IsZero() || o.Inhoud == InhoudIdentiteit || o.Inhoud == InhoudContact {
			c.fout(codePastNiet, "Dit onderdeel kan niet behouden blijven: het gaat alleen over wat wordt vernietigd.",
				"uitkomst")
		}
		if !wie.IsZero() && slices.Contains(d.Zelfde(wie), k.Behoud.Belang) {
			c.fout(codePastNiet, "Het belang moet van een ander zijn dan van wie vernietigd wordt.", "belang")
		}
		var w wijzer
		k.Behoud.verwijst(&w)
		c.wijst(d, w)
	case UitkomstHerschrijven:
		return d.kiesHerschrijven(c, b, k, o)
	}
	return nil, true
}

// herschrijfbaar reports whether an onderdeel can be given a new wording when a person is erased.
func herschrijfbaar(s InhoudSoort) bool {
	switch s {
	case InhoudGegeven, InhoudMelding, InhoudVerslag, InhoudPassage, InhoudAccordering, InhoudWederhoor, InhoudTelling,
		InhoudMededeling:
		return true
	}
	return false
}

func (d *Dossier) kiesHerschrijven(c *controle, b BesluitVernietiging, k Keuze, o *Onderdeel) ([]Ontwerp, bool) {
	if !herschrijfbaar(o.Inhoud) {
		c.fout(codePastNiet, "Alleen een gegeven, een melding, een verslag, een passage, een accordering, een wederhoor, "+
			"een telling of een mededeling kan worden herschreven.", "uitkomst")
		return nil, false
	}
	if k.Nieuw == nil || k.Nieuw.InhoudSoort() != o.Inhoud {
		c.fout(codePastNiet, "De nieuwe inhoud is van een andere soort dan het onderdeel.", "nieuw")
		return nil, false
	}
	if onbevoegd(k.Nieuw) != nil {
		c.fout(waarde.Code(CodeDiagnoseZonder), "Een diagnose vraagt een daartoe bevoegde deskundige als bron.", "nieuw",
			"bron")
	}
	c.al = o.Over
	for i, wie := range k.Over {
		c.noembaar(d, wie, "over", strconv.Itoa(i))
	}
	c.onder("nieuw", func(c *controle) { c.verwijzingen(d, k.Nieuw) })
	over := uniek(slices.Concat(k.Over, Genoemd(k.Nieuw)))
	if raakt(d.Zelfde(b.Omvang.Betrokkene), over) {
		c.fout(codePastNiet, "De nieuwe tekst gaat nog over de betrokkene die wordt vernietigd.", "nieuw")
	}
	h := &Herschrijving{Nieuw: wikkel{k.Nieuw}}
	feit := &OnderdeelHerschreven{Vernietiging: b.ID, Onderdeel: k.Onderdeel, Over: over}
	return []Ontwerp{ontwerp(feit, h, over)}, true
}
