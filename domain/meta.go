package domain

import (
	"time"

	"dossierboek/domain/id"
)

// Meta is what is known of every event besides its content: who did it, for whom, in which role, what for, on which
// authorisation, in answer to which request and event, and when the ledger knew it.
type Meta struct {
	Wie        string         `json:"wie"`               // employee id
	Namens     string         `json:"namens,omitempty"`  // employee id for whom it was done (VTF-toegang-2)
	Rol        string         `json:"rol"`               // role in which it was done
	Doel       string         `json:"doel"`              // the task it was needed for (FAQ-noodz-1)
	Matrix     string         `json:"matrix"`            // version of the autorisatiematrix that allowed it (ZOB-7.1a)
	Verzoek    string         `json:"verzoek,omitempty"` // id of the request that caused it
	Aanvraag   id.Aanvraag    `json:"aanvraag,omitzero"` // derived from the Idempotency-Key, its asker and its route
	Oorzaak    id.Gebeurtenis `json:"oorzaak,omitzero"`  // event that caused it
	Aanleiding Aanleiding     `json:"aanleiding,omitempty"`
	Herkomst   *Herkomst      `json:"herkomst,omitempty"` // nil for what was recorded here first
	// UTC, microseconds; strictly increases per append in a stream
	VastgelegdOp time.Time `json:"vastgelegdOp"`
}

// Aanleiding is why something was recorded; "" for the daily work.
type Aanleiding string

// Aanleidingen lists them: a betrokkene's request, of the organisation's own accord, a term that ended, a ruling, a
// slip of the pen.
var Aanleidingen = []Aanleiding{"verzoek", "ambtshalve", "termijn", "uitspraak", "schrijffout"}

// Herkomst says that an event was first recorded elsewhere. VastgelegdOp stays when this ledger knew it.
type Herkomst struct {
	Soort HerkomstSoort `json:"soort"`
	Op    time.Time     `json:"op"`            // UTC; when it was first recorded, there
	Wie   string        `json:"wie,omitempty"` // employee id there, of who recorded it
}

// HerkomstSoort is from where.
type HerkomstSoort string

const (
	HerkomstOuderDossier HerkomstSoort = "ouder-dossier" // of this organisation, from before this ledger (ZOB-9.1d)
	HerkomstOverdracht   HerkomstSoort = "overdracht"    // of another organisation
)

// EerstVastgelegd is when an event was first recorded, here or elsewhere: from then on it is kept.
func (m Meta) EerstVastgelegd() time.Time {
	if m.Herkomst != nil {
		return m.Herkomst.Op
	}
	return m.VastgelegdOp
}

// MaxKlokverschil is how far the clock of a server may lie behind the last event of a stream. Further behind, writing
// is refused: the order of what was known when would be a guess. So what is recorded lies at most this far, and a
// microsecond, ahead of the clock that recorded it.
const MaxKlokverschil = 2 * time.Second

// Tijdstip is the moment for the next append to a stream whose last append was at vorige: now, in whole microseconds
// and after vorige. It refuses when the clock lies more than MaxKlokverschil behind.
func Tijdstip(nu, vorige time.Time) (time.Time, error) {
	t := nu.UTC().Truncate(time.Microsecond)
	if t.After(vorige) {
		return t, nil
	}
	if vorige.Sub(t) > MaxKlokverschil {
		return time.Time{}, Weiger(CodeKlok,
			"De klok van de server loopt achter bij wat al is vastgelegd. Zet de klok gelijk.")
	}
	return vorige.UTC().Truncate(time.Microsecond).Add(time.Microsecond), nil
}

// Vastlegging is an event as the fold takes it: what was stored, without its content.
type Vastlegging struct {
	ID      id.Gebeurtenis
	Revisie uint64
	Schema  int // as stored; sealing binds it, also after upcasting
	Meta    Meta
	Feit    Feit
}

// Soort is the stored name of a kind of event, never the name of its Go type.
type Soort string

// Feit is the open part of an event. Only this package has kinds: a new one is a type with these two methods, a line
// in soorten and a stored example in testdata; the compiler or a test names what was forgotten.
type Feit interface {
	Soort() Soort
	pasToe(*Dossier, Vastlegging)
}
