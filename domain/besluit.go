package domain

import (
	"slices"
	"strconv"

	"dossierboek/domain/id"
)

// Besluit is a choice with its reasons (ZOB-6.2f, DRE-inhoud-4): what was chosen, why, who decided it, and which other
// ways were weighed. At the end of an onderzoek also what it found, per betrokkene (ZOB-17.3a), and at an overdracht
// to whom.
type Besluit struct {
	Motivering    Tekst           `json:"motivering"`
	Keuze         Tekst           `json:"keuze,omitzero"`          // where the kind of event does not say it all
	Beslisser     Medewerker      `json:"beslisser,omitempty"`     // "": who recorded it, or for whom it was recorded
	Alternatieven []Tekst         `json:"alternatieven,omitempty"` // weighed and not chosen, with why not
	Bevindingen   []BevindingOver `json:"bevindingen,omitempty"`
	Aan           string          `json:"aan,omitempty"` // at an overdracht: which organisation takes over
	// at a beperking: on what ground data are held (AVG art. 18 lid 1)
	Beperking BeperkingGrond `json:"beperking,omitempty"`
}

// BevindingOver is what an onderzoek found about one betrokkene.
type BevindingOver struct {
	Betrokkene id.Betrokkene `json:"betrokkene"`
	Bevinding  Bevinding     `json:"bevinding"`
}

func (*Besluit) InhoudSoort() InhoudSoort { return InhoudBesluit }
func (b *Besluit) Teksten() []*Tekst      { return tekstenVan(b) }

// verwijst names the motivering first, as schema 1 did: mentions are sealed by the place of their text.
func (b *Besluit) verwijst(w *wijzer) {
	w.tekst("motivering", &b.Motivering)
	w.tekst("keuze", &b.Keuze)
	for i := range b.Alternatieven {
		w.onder("alternatieven", func(w *wijzer) { w.tekst(strconv.Itoa(i), &b.Alternatieven[i]) })
	}
	for i, v := range b.Bevindingen {
		w.bij("bevindingen", i, func(w *wijzer) { w.persoon("betrokkene", v.Betrokkene) })
	}
}

func (b *Besluit) controleer(c *controle) {
	c.waarom("motivering", &b.Motivering)
	if b.Beslisser != "" {
		c.medewerker("beslisser", b.Beslisser)
	}
	if b.Beperking != "" {
		een(c, "beperking", b.Beperking, BeperkingGronden)
	}
	for i := range b.Alternatieven {
		c.onder("alternatieven", func(c *controle) { c.verplicht(strconv.Itoa(i), !b.Alternatieven[i].IsZero()) })
	}
	c.regel("aan", b.Aan)
	for i, v := range b.Bevindingen {
		c.bij("bevindingen", i, func(c *controle) {
			een(c, "bevinding", v.Bevinding, Bevindingen)
			c.verplicht("betrokkene", !v.Betrokkene.IsZero())
			if slices.ContainsFunc(b.Bevindingen[:i], func(a BevindingOver) bool { return a.Betrokkene == v.Betrokkene }) {
				c.fout(codeDubbel, "Over deze betrokkene staat er al een bevinding.", "betrokkene")
			}
		})
	}
}
