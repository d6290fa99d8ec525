package domain

import (
	"fmt"
	"log/slog"
	"slices"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// A melding is a thing of its own inside the dossier: received, perhaps incomplete, then qualified, with phases, terms
// and findings of its own. Who reported and who informed about it, in which hoedanigheid, is said per melding: the
// melder of one is the mother in the next.

// SoortMeldingGekwalificeerd says what a melding is.
const SoortMeldingGekwalificeerd Soort = "melding.gekwalificeerd"

// Kwalificatie is what a melding turned out to be.
type Kwalificatie string

const (
	KwalificatieMelding        Kwalificatie = "melding"
	KwalificatieHermelding     Kwalificatie = "hermelding"     // on people known earlier, when involvement had ended
	KwalificatieVervolgmelding Kwalificatie = "vervolgmelding" // while involvement ran (CBS 85361NED)
	KwalificatieAndereRegio    Kwalificatie = "andere-regio"   // for another Veilig Thuis
	KwalificatieAdvies         Kwalificatie = "advies"         // no melding: the adviesvrager acts (ZOB-1m)
)

// Kwalificaties lists them all.
var Kwalificaties = []Kwalificatie{KwalificatieMelding, KwalificatieHermelding, KwalificatieVervolgmelding,
	KwalificatieAndereRegio, KwalificatieAdvies}

// zonderGevolg reports that no phase follows here on a melding that is qualified so.
func (k Kwalificatie) zonderGevolg() bool {
	return k == KwalificatieAndereRegio || k == KwalificatieAdvies
}

// Kanaal is how a melding came in.
type Kanaal string

// Kanalen lists them all; berichtenverkeer is between systems, as the police report.
var Kanalen = []Kanaal{"telefoon", "brief", "email", "formulier", "gesprek", "berichtenverkeer"}

// MeldingGekwalificeerd qualifies a melding, or qualifies it anew; why is sealed.
type MeldingGekwalificeerd struct {
	Onderdeel    id.Onderdeel    `json:"onderdeel"`
	Melding      id.Onderdeel    `json:"melding"`
	Kwalificatie Kwalificatie    `json:"kwalificatie"`
	Over         []id.Betrokkene `json:"over,omitempty"`
}

func (*MeldingGekwalificeerd) Soort() Soort { return SoortMeldingGekwalificeerd }

// Melding is what was reported (ZOB-6.2a), by whom and in which hoedanigheid (ZOB-6.2b), and who informed about it.
// What somebody is in the family stands in the identiteit and the relaties.
type Melding struct {
	Melder       id.Betrokkene             `json:"melder,omitzero"` // zero where the melder is not recorded
	Hoedanigheid string                    `json:"hoedanigheid,omitempty"`
	Informanten  []Informant               `json:"informanten,omitempty"`
	Kanaal       Kanaal                    `json:"kanaal,omitempty"`
	Tekst        Tekst                     `json:"tekst,omitzero"`
	GebeurdOp    waarde.GedeeltelijkeDatum `json:"gebeurdOp,omitzero"`
}

// Informant is who informed about a melding, and in which hoedanigheid.
type Informant struct {
	Wie          id.Betrokkene `json:"wie"`
	Hoedanigheid string        `json:"hoedanigheid,omitempty"`
}

func (*Melding) InhoudSoort() InhoudSoort { return InhoudMelding }
func (m *Melding) Teksten() []*Tekst      { return tekstenVan(m) }
func (m *Melding) verwijst(w *wijzer) {
	w.persoon("melder", m.Melder)
	for i, n := range m.Informanten {
		w.bij("informanten", i, func(w *wijzer) { w.persoon("wie", n.Wie) })
	}
	w.tekst("tekst", &m.Tekst)
}

func (m *Melding) controleer(c *controle) {
	c.regel("hoedanigheid", m.Hoedanigheid)
	if m.Kanaal != "" {
		een(c, "kanaal", m.Kanaal, Kanalen)
	}
	for i, n := range m.Informanten {
		c.bij("informanten", i, func(c *controle) {
			c.verplicht("wie", !n.Wie.IsZero())
			c.regel("hoedanigheid", n.Hoedanigheid)
			if slices.ContainsFunc(m.Informanten[:i], func(a Informant) bool { return a.Wie == n.Wie }) {
				c.fout(codeDubbel, "Deze informant staat er twee keer bij.", "wie")
			}
		})
	}
	c.gebeurd("gebeurdOp", m.GebeurdOp)
}

// Meldden are who reported it and who informed about it.
func (m *Melding) Meldden() []id.Betrokkene {
	var uit []id.Betrokkene
	if !m.Melder.IsZero() {
		uit = append(uit, m.Melder)
	}
	for _, n := range m.Informanten {
		uit = append(uit, n.Wie)
	}
	return uit
}

// volledig reports whether it says what was reported and by whom, or in which hoedanigheid: a melder may remain
// unknown, and then that is said. Without it a melding is received all the same, and is to be completed before the
// besluit on it is due.
func (m *Melding) volledig() bool {
	return !m.Tekst.IsZero() && (!m.Melder.IsZero() || !leeg(m.Hoedanigheid))
}

// NieuweMelding is a melding to record: what was reported and about whom. At least one direct betrokkene is named
// (ZOB-1l).
type NieuweMelding struct {
	ID          id.Onderdeel
	OntvangenOp time.Time
	Over        []id.Betrokkene
	Melding     Melding
}

// OntvangMelding records a further melding (ZOB-6.2a).
type OntvangMelding struct{ NieuweMelding }

func (OntvangMelding) Handeling() Handeling { return HandelingVastleggen }

func (o OntvangMelding) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	o.controleer(&c)
	return c.fouten
}

func (o OntvangMelding) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(o.ID); err != nil {
		return nil, err
	}
	if err := o.noemtIemand(); err != nil {
		return nil, err
	}
	uit, err := o.ontwerpen(d, f, "")
	if err != nil {
		return nil, err
	}
	return append(uit, d.teInformeren(f, uit[0].Over)...), nil
}

func (n NieuweMelding) controleer(c *controle) {
	c.verplicht("ontvangenOp", !n.OntvangenOp.IsZero())
	c.nietLater("ontvangenOp", n.OntvangenOp)
	n.Melding.controleer(c)
}

// ontwerpen are the receipt, the term in which to decide what follows (Uitvoeringsbesluit Wmo 2015 art. 4.1.7(1)), and
// that it is incomplete.
func (n NieuweMelding) ontwerpen(d *Dossier, f Feiten, pad string) ([]Ontwerp, error) {
	over, err := d.over(f, pad, n.Over, &n.Melding)
	if err != nil {
		return nil, err
	}
	op := n.OntvangenOp.UTC().Truncate(time.Microsecond)
	uiterlijk := termijn.Besluit(termijn.Dag(op))
	uit := []Ontwerp{ontwerp(&MeldingOntvangen{Onderdeel: n.ID, OntvangenOp: op, Over: over}, &n.Melding, over)}
	uit = append(uit, puntBij(f, n.ID, PuntBesluit, uiterlijk)...)
	if !n.Melding.volledig() {
		uit = append(uit, puntBij(f, n.ID, PuntMeldingOnvolledig, uiterlijk)...)
	}
	return append(uit, puntBij(f, n.ID, PuntTelling, uiterlijk)...), nil
}

// noemtIemand refuses a melding without a direct betrokkene; the melder alone does not make it one.
func (n NieuweMelding) noemtIemand() error {
	if len(uniek(n.Over)) == 0 {
		return Weiger(CodeMeldingZonder, "Een melding noemt ten minste één direct betrokkene.", "ZOB-1l")
	}
	return nil
}

func (Informant) Format(s fmt.State, _ rune) { zwijg(s) }
func (Informant) LogValue() slog.Value       { return verzwegen }
