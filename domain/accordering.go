package domain

import (
	"fmt"
	"log/slog"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// SoortAccorderingVastgelegd is stored.
const SoortAccorderingVastgelegd Soort = "accordering.vastgelegd"

// InhoudAccordering is stored.
const InhoudAccordering InhoudSoort = "accordering"

// AccorderingStand is how far an informant's approval is (ZOB-6.5f).
type AccorderingStand string

const (
	AccorderingGevraagd  AccorderingStand = "gevraagd"
	AccorderingGegeven   AccorderingStand = "gegeven"
	AccorderingGeweigerd AccorderingStand = "geweigerd"
)

// AccorderingStanden lists them all.
var AccorderingStanden = []AccorderingStand{AccorderingGevraagd, AccorderingGegeven, AccorderingGeweigerd}

// accorderingWerkdagen is how long an approval may stay out. No rule sets a term: ten working days give a school or a
// huisarts two weeks, and leave time to ask again within an onderzoek, which takes ten.
const accorderingWerkdagen = 10

// Accordering is a step in the approval by an informant of what was recorded of their words (ZOB-6.5f): asked, given
// or refused, by whom and when, with what the informant wants corrected. It changes nothing in the gegeven itself:
// what is taken over of it is a correctie.
type Accordering struct {
	Stand      AccorderingStand `json:"stand"`
	Wie        id.Betrokkene    `json:"wie,omitzero"`   // the informant, where recorded
	Naam       string           `json:"naam,omitempty"` // else who it was: a name or a function
	Op         waarde.Datum     `json:"op"`             // when it was asked, given or refused
	Correcties Tekst            `json:"correcties"`     // what the informant wants corrected
}

func (*Accordering) InhoudSoort() InhoudSoort { return InhoudAccordering }
func (a *Accordering) Teksten() []*Tekst      { return tekstenVan(a) }
func (a *Accordering) verwijst(w *wijzer) {
	w.persoon("wie", a.Wie)
	w.tekst("correcties", &a.Correcties)
}

func (a *Accordering) controleer(c *controle) {
	een(c, "stand", a.Stand, AccorderingStanden)
	c.regel("naam", a.Naam)
	if a.Wie.IsZero() && leeg(a.Naam) {
		c.fout(codeVerplicht, "Geef aan wie de informant is.", "wie")
	}
	c.verplicht("op", !a.Op.IsZero())
	if a.Op.Na(c.Vandaag) {
		c.toekomst("op", "Deze datum ligt in de toekomst.")
	}
	if a.Stand == AccorderingGevraagd && !a.Correcties.IsZero() {
		c.fout(codePastNiet, "Correcties van de informant horen bij een gegeven of geweigerde accordering.", "correcties")
	}
}

// AccorderingVastgelegd records a step in the approval of one version; which step it is, is sealed.
type AccorderingVastgelegd struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Stuk      Stuk            `json:"stuk"` // what it is of
	Over      []id.Betrokkene `json:"over,omitempty"`
}

func (*AccorderingVastgelegd) Soort() Soort { return SoortAccorderingVastgelegd }

func (f *AccorderingVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...).Bij = f.Stuk
	if o, ok := d.onderdeel(f.Stuk.Onderdeel); ok && !slices.Contains(o.Accorderingen, f.Onderdeel) {
		o.Accorderingen = append(o.Accorderingen, f.Onderdeel)
	}
}

// LegAccorderingVast records that approval of an onderdeel was asked, given or refused.
type LegAccorderingVast struct {
	ID          id.Onderdeel
	Onderdeel   id.Onderdeel // its newest version is what the approval is of
	Accordering Accordering
}

func (LegAccorderingVast) Handeling() Handeling { return HandelingVastleggen }

func (l LegAccorderingVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	l.Accordering.controleer(&c)
	return c.fouten
}

// Beslis also serves a closed dossier: an answer may come later than the end of the work.
func (l LegAccorderingVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(l.ID); err != nil {
		return nil, err
	}
	o, err := d.geldig(l.Onderdeel)
	if err != nil {
		return nil, err
	}
	if !heeftBron(o.Inhoud) {
		return nil, Weiger(CodeStand, "Alleen wat een bron heeft, kan door een informant worden geaccordeerd.", "ZOB-6.5f")
	}
	if o.Stand == StandAfgeschermd {
		return nil, Weiger(CodeAfgeschermd, "Dit onderdeel is afgeschermd. Geef het eerst vrij.", "ZOB-15b")
	}
	over, err := d.overBij(f, o.Over, "", o.Over, &l.Accordering)
	if err != nil {
		return nil, err
	}
	stuk := Stuk{Onderdeel: o.ID, Revisie: o.Laatste().Revisie}
	uit := []Ontwerp{ontwerp(&AccorderingVastgelegd{Onderdeel: l.ID, Stuk: stuk, Over: over}, &l.Accordering, over)}
	return append(uit, o.geaccordeerd(f, l.Accordering.Stand)...), nil
}

// geaccordeerd is what a step in the approval of an onderdeel does to its punt: asked, it is waited for; given or
// refused, no longer.
func (o *Onderdeel) geaccordeerd(f Feiten, s AccorderingStand) []Ontwerp {
	switch open := o.heeftOpen(PuntAccordering); {
	case open && s != AccorderingGevraagd:
		return []Ontwerp{afgedaan(o.ID, PuntAccordering)}
	case !open && s == AccorderingGevraagd:
		return accorderingPunt(f, o.ID)
	}
	return nil
}

// accorderingAnders is what another wording of a step does to that punt, where it is the last step and of the newest
// wording of what it approves, and that stands. The fold does not know what the step was before, and need not.
func (d *Dossier) accorderingAnders(f Feiten, stap *Onderdeel, a *Accordering) []Ontwerp {
	o, ok := d.Onderdelen[stap.Bij.Onderdeel]
	if !ok || o.Stand != StandGeldig || o.Laatste().Revisie != stap.Bij.Revisie ||
		o.Accorderingen[len(o.Accorderingen)-1] != stap.ID {
		return nil
	}
	return o.geaccordeerd(f, a.Stand)
}

// heeftBron reports whether content of a kind says from whom it came, so that an informant can approve it.
func heeftBron(s InhoudSoort) bool { return s == InhoudGegeven || s == InhoudPassage }

func accorderingPunt(f Feiten, bij id.Onderdeel) []Ontwerp {
	return puntBij(f, bij, PuntAccordering, termijn.NaWerkdagen(f.Vandaag, accorderingWerkdagen))
}

// accorderingNodig opens a punt for what is recorded of an informant, in a first or a new wording, and ends it where
// the new wording is no longer an informant's. o is nil for a first wording.
func accorderingNodig(f Feiten, welk id.Onderdeel, o *Onderdeel, i Inhoud) []Ontwerp {
	var bron BronSoort
	switch i := i.(type) {
	case *Gegeven:
		bron = i.Bron.Soort
	case *Passage:
		bron = i.Bron.Soort
	default:
		return nil
	}
	open := o != nil && o.heeftOpen(PuntAccordering)
	switch vanInformant := bron == BronInformant; {
	case vanInformant && !open:
		return accorderingPunt(f, welk)
	case !vanInformant && open:
		return []Ontwerp{afgedaan(welk, PuntAccordering)}
	}
	return nil
}

func (Accordering) Format(s fmt.State, _ rune)        { zwijg(s) }
func (LegAccorderingVast) Format(s fmt.State, _ rune) { zwijg(s) }
func (Accordering) LogValue() slog.Value              { return verzwegen }
func (LegAccorderingVast) LogValue() slog.Value       { return verzwegen }
