package domain

import (
	"strconv"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

const (
	InhoudVerslag InhoudSoort = "verslag"
	InhoudPassage InhoudSoort = "passage"
)

// VerslagSoort is what a verslag is of.
type VerslagSoort string

// AardOnbeoordeeld is the status of a passage that nobody gave one: the statement of whoever speaks in the verslag.
const AardOnbeoordeeld Aard = "onbeoordeeld"

var (
	// VerslagSoorten: FAQ-bron-2 (interviews with family members, information from others), ZOB-6.2f.
	VerslagSoorten = []VerslagSoort{"gesprek", "huisbezoek", "telefoongesprek", "overleg", "faseverslag", "anders"}
	// PassageAarden are the statuses of a statement, and that nobody gave it one yet (ZOB-6.5b2).
	PassageAarden = append([]Aard{AardOnbeoordeeld}, Aarden...)
	// PassageSoorten are what a passage can say it is; a diagnose asks a competent source here too (ZOB-6.5c).
	PassageSoorten = []GegevenSoort{"bevinding", "mededeling", SoortGegevenVisie, SoortGegevenDiagnose}
)

// Verslag is what a verslag is of; what it says is in its passages.
type Verslag struct {
	Soort      VerslagSoort              `json:"soort"`
	Titel      Tekst                     `json:"titel"`
	GebeurdOp  waarde.GedeeltelijkeDatum `json:"gebeurdOp,omitzero"`
	Aanwezigen []Aanwezige               `json:"aanwezigen,omitempty"`
}

// Aanwezige is who was there: a betrokkene, or the function of somebody else.
type Aanwezige struct {
	Wie     id.Betrokkene `json:"wie,omitzero"`
	Functie string        `json:"functie,omitempty"`
}

func (*Verslag) InhoudSoort() InhoudSoort { return InhoudVerslag }
func (v *Verslag) Teksten() []*Tekst      { return tekstenVan(v) }
func (v *Verslag) verwijst(w *wijzer) {
	w.tekst("titel", &v.Titel)
	for i, a := range v.Aanwezigen {
		w.bij("aanwezigen", i, func(w *wijzer) { w.persoon("wie", a.Wie) })
	}
}

func (v *Verslag) controleer(c *controle) {
	een(c, "soort", v.Soort, VerslagSoorten)
	c.gebeurd("gebeurdOp", v.GebeurdOp)
	for i, a := range v.Aanwezigen {
		c.bij("aanwezigen", i, func(c *controle) {
			c.regel("functie", a.Functie)
			if a.Wie.IsZero() && leeg(a.Functie) {
				c.fout(codeVerplicht, "Geef aan wie aanwezig was: een betrokkene, of iemands functie.")
			}
		})
	}
}

// Passage is one stretch of a verslag with one status and one source (ZOB-6.5b2, b3, d; FAQ-bron-1). What
// HerleidbaarTot names is a melder or informant whose identity the text itself gives away: the passage is not shown at
// all to whom that identity is not (ZOB-6.2b, Wmo 2015 art. 5.3.1 lid 4).
type Passage struct {
	Soort          GegevenSoort    `json:"soort,omitempty"`
	Aard           Aard            `json:"aard"`
	Bron           Bron            `json:"bron"`
	Tekst          Tekst           `json:"tekst"`
	HerleidbaarTot []id.Betrokkene `json:"herleidbaarTot,omitempty"`

	// NietActueel says that it does not rest on current contact with the client system (ZOB-6.5g).
	NietActueel bool `json:"nietActueel,omitempty"`
}

func (*Passage) InhoudSoort() InhoudSoort { return InhoudPassage }
func (p *Passage) Teksten() []*Tekst      { return tekstenVan(p) }
func (p *Passage) verwijst(w *wijzer) {
	w.onder("bron", func(w *wijzer) { w.persoon("wie", p.Bron.Wie) })
	w.tekst("tekst", &p.Tekst)
	w.onder("herleidbaarTot", func(w *wijzer) {
		for i, wie := range p.HerleidbaarTot {
			w.persoon(strconv.Itoa(i), wie)
		}
	})
}

func (p *Passage) controleer(c *controle) {
	if p.Soort != "" {
		een(c, "soort", p.Soort, PassageSoorten)
	}
	een(c, "aard", p.Aard, PassageAarden)
	c.onder("bron", p.Bron.controleer)
	c.visieVan(p.Soort, p.Bron)
	c.verplicht("tekst", !p.Tekst.IsZero())
}

// Herleidbaar are those whose identity must show before the passage may: whom it is said to be traceable to, and of
// text that nobody judged yet whoever spoke it, since nobody can say that it does not give the speaker away.
func (p *Passage) Herleidbaar() []id.Betrokkene {
	if p.Aard == AardOnbeoordeeld {
		return uniek(append([]id.Betrokkene{p.Bron.Wie}, p.HerleidbaarTot...))
	}
	return uniek(p.HerleidbaarTot)
}

// bevoegd is what bevoegd of a Gegeven is: a diagnose needs a competent source (ZOB-6.5c).
func (p *Passage) bevoegd() error { return (&Gegeven{Soort: p.Soort, Bron: p.Bron}).bevoegd() }
