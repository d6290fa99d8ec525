package domain

import (
	"fmt"
	"log/slog"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// A mededeling is that somebody was told that data about them were recorded, or why not, or not yet (Wmo 2015 art.
// 5.3.1). It is for one person: each is told in another way, at another moment, and reads no more of it than their
// own.

// SoortMededelingVastgelegd is stored.
const SoortMededelingVastgelegd Soort = "mededeling.vastgelegd"

// InhoudMededeling is stored. It is no gegeven of the soort mededeling: that is what somebody told us.
const InhoudMededeling InhoudSoort = "mededeling"

// MededelingUitkomst is what became of telling somebody.
type MededelingUitkomst string

const (
	MededelingGedaan     MededelingUitkomst = "gedaan"
	MededelingBekend     MededelingUitkomst = "al-bekend"  // who reported, or gave the data, knows that they are recorded
	MededelingUitgesteld MededelingUitkomst = "uitgesteld" // the term is extended (DRE-inform-2, ZOB-12.2a)
	MededelingAchterwege MededelingUitkomst = "achterwege" // it is not done (DRE-inform-3)
)

// MededelingUitkomsten lists them all.
var MededelingUitkomsten = []MededelingUitkomst{MededelingGedaan, MededelingBekend, MededelingUitgesteld,
	MededelingAchterwege}

// niet reports that somebody was not told, for now or at all.
func (u MededelingUitkomst) niet() bool {
	return u == MededelingUitgesteld || u == MededelingAchterwege
}

// MededelingWijze is how somebody was told.
type MededelingWijze string

// MededelingWijzen lists them all (ZOB-11.1b, ZOB-12.1).
var MededelingWijzen = []MededelingWijze{"gesprek", "telefoon", "brief", "email"}

// MededelingGrond is on what ground somebody is not told, for now or at all.
type MededelingGrond string

const (
	GrondVeiligBetrokkenen MededelingGrond = "veiligheid-betrokkenen" // ZOB-12.2a
	GrondVeiligAnderen     MededelingGrond = "veiligheid-anderen"     // ZOB-12.2b: of staff, or of others
	GrondTaak              MededelingGrond = "taak"                   // DRE-inform-2: an onderzoek would suffer
	GrondOnmogelijk        MededelingGrond = "onmogelijk"             // who has died, or cannot be found
)

// MededelingGronden lists them all.
var MededelingGronden = []MededelingGrond{GrondVeiligBetrokkenen, GrondVeiligAnderen, GrondTaak, GrondOnmogelijk}

// MededelingVastgelegd records what became of telling a person; what that is, is sealed.
type MededelingVastgelegd struct {
	Onderdeel  id.Onderdeel    `json:"onderdeel"`
	Betrokkene id.Betrokkene   `json:"betrokkene,omitzero"` // whom it is for; as stored never zero
	Over       []id.Betrokkene `json:"over,omitempty"`      // with whom was told in their place, and whoever is mentioned
}

func (*MededelingVastgelegd) Soort() Soort { return SoortMededelingVastgelegd }

func (f *MededelingVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...).Aan = f.Betrokkene
}

// Mededeling is how, when and by whom somebody was told, or on what ground not.
type Mededeling struct {
	Uitkomst          MededelingUitkomst `json:"uitkomst"`
	Wijze             MededelingWijze    `json:"wijze,omitempty"`
	Op                waarde.Datum       `json:"op,omitzero"`                // when it was done
	Door              string             `json:"door,omitempty"`             // another than the organisation (ZOB-11.1d)
	Vertegenwoordiger id.Betrokkene      `json:"vertegenwoordiger,omitzero"` // who was told in the person's place
	Grond             MededelingGrond    `json:"grond,omitempty"`
	Opnieuw           waarde.Datum       `json:"opnieuw,omitzero"` // by when it is to be done, or looked at again
	Toelichting       Tekst              `json:"toelichting"`      // what was told, how somebody knew, or why not
}

func (*Mededeling) InhoudSoort() InhoudSoort { return InhoudMededeling }
func (m *Mededeling) Teksten() []*Tekst      { return tekstenVan(m) }
func (m *Mededeling) verwijst(w *wijzer) {
	w.persoon("vertegenwoordiger", m.Vertegenwoordiger)
	w.tekst("toelichting", &m.Toelichting)
}

func (m *Mededeling) controleer(c *controle) {
	een(c, "uitkomst", m.Uitkomst, MededelingUitkomsten)
	c.regel("door", m.Door)
	if m.Uitkomst == MededelingGedaan {
		een(c, "wijze", m.Wijze, MededelingWijzen)
		c.verplicht("op", !m.Op.IsZero())
		if m.Op.Na(c.Vandaag) {
			c.toekomst("op", "Deze dag ligt in de toekomst.")
		}
	} else {
		c.waarom("toelichting", &m.Toelichting)
		if m.Wijze != "" || !m.Op.IsZero() || !leeg(m.Door) || !m.Vertegenwoordiger.IsZero() {
			c.fout(codePastNiet, "Hoe, wanneer, door en aan wie het is gezegd, hoort alleen bij een mededeling die is gedaan.",
				"uitkomst")
		}
	}
	m.controleerNiet(c)
}

// controleerNiet holds the ground and the day to look again against whether somebody was told.
func (m *Mededeling) controleerNiet(c *controle) {
	if !m.Uitkomst.niet() {
		if m.Grond != "" || !m.Opnieuw.IsZero() {
			c.fout(codePastNiet, "Een grond en een dag om opnieuw te kijken horen alleen bij uitstellen en achterwege laten.",
				"uitkomst")
		}
		return
	}
	een(c, "grond", m.Grond, MededelingGronden)
	onmogelijk := m.Grond == GrondOnmogelijk
	if onmogelijk && m.Uitkomst == MededelingUitgesteld {
		c.fout(codePastNiet, "Wat onmogelijk is wordt niet uitgesteld. Kies achterwege.", "grond")
	}
	c.verplicht("opnieuw", onmogelijk || !m.Opnieuw.IsZero()) // what opposes it now can pass
}

func (Mededeling) Format(s fmt.State, _ rune) { zwijg(s) }
func (Mededeling) LogValue() slog.Value       { return verzwegen }
