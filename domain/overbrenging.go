package domain

import (
	"encoding/json"
	"slices"
	"time"

	"dossierboek/domain/id"
)

// An overbrenging takes onderdelen from one dossier to another: a gegeven that was recorded in the wrong dossier, the
// history that two households share after a split, or a whole dossier that turns out to be of the same household as
// another (ZOB-6.1). It is three steps, each repeatable, since no append can be in two streams:
//
//  1. the dossier that they come from decides what goes where (overbrenging.besloten); from then on nothing of it
//     changes there;
//  2. the other takes it over, event by event (onderdeel.overgenomen): its own persons get a way into the content,
//     which stays sealed where it was first recorded;
//  3. the first one lets go (overbrenging.voltooid): its own ways into what does not stay are destroyed.

// Persoonspaar says who a person of one dossier is in another.
type Persoonspaar struct {
	Hier id.Betrokkene `json:"hier"`
	Daar id.Betrokkene `json:"daar"`
}

// Overgang is an onderdeel that goes to another dossier, and whether it stays as well.
type Overgang struct {
	Onderdeel id.Onderdeel `json:"onderdeel"`
	Blijft    bool         `json:"blijft,omitempty"`
}

// OverbrengingBesloten decides what goes to which dossier. Its content is the besluit.
type OverbrengingBesloten struct {
	Overbrenging id.Overbrenging `json:"overbrenging"`
	Onderdeel    id.Onderdeel    `json:"onderdeel"` // the besluit
	Naar         id.Dossier      `json:"naarDossier"`
	Geheel       bool            `json:"geheel,omitempty"`     // all of this dossier, which ends with it
	Onderdelen   []Overgang      `json:"onderdelen,omitempty"` // otherwise
	Personen     []Persoonspaar  `json:"personen,omitempty"`
}

// OnderdeelOvergenomen takes over one event of another dossier that holds content: as if it had been recorded here, in
// the words of this dossier, but for its content, which stays where Bron says.
type OnderdeelOvergenomen struct {
	Overbrenging id.Overbrenging `json:"overbrenging"`
	Onderdeel    id.Onderdeel    `json:"onderdeel"` // here
	Uit          Plek            `json:"uit"`       // the event that was taken over
	Was          id.Onderdeel    `json:"was"`       // the onderdeel there
	// the event whose content it is: another one where that was taken over itself
	Bron       Plek            `json:"bron"`
	Op         time.Time       `json:"op"`   // when it was first recorded
	Door       Medewerker      `json:"door"` // by which employee
	Personen   []Persoonspaar  `json:"personen,omitempty"`
	Namen      []Onderdeelpaar `json:"namen,omitempty"` // onderdelen that have another id here
	Over       []id.Betrokkene `json:"over,omitempty"`
	VanDossier bool            `json:"vanDossier,omitempty"`
	Geheim     bool            `json:"geheim,omitempty"` // it was hidden there, whether or not what it takes over says so
	Feit       Ingebed         `json:"feit"`

	// What no content says, as it is there now: the correctie that shielded or removed it went with an earlier wording,
	// or the phase was one of the whole dossier.
	Wijze     Wijze     `json:"wijze,omitempty"` // of the correctie that closes it; "" where none does
	Fase      Fase      `json:"fase,omitempty"`  // of the melding that it is, or is about
	FaseSinds time.Time `json:"faseSinds,omitzero"`
}

// Plek is where an event stands.
type Plek struct {
	Dossier id.Dossier `json:"dossier"`
	Revisie uint64     `json:"revisie"`
}

// Onderdeelpaar says which onderdeel of one dossier is which of another.
type Onderdeelpaar struct {
	Daar id.Onderdeel `json:"daar"`
	Hier id.Onderdeel `json:"hier"`
}

// Ingebed is the open part of an event inside another one.
type Ingebed struct {
	Soort  Soort           `json:"soort"`
	Schema int             `json:"schema"`
	Open   json.RawMessage `json:"open"`
}

// OverbrengingVoltooid lets go of what was taken over and does not stay: Doelen is what dies, as in an approved
// vernietiging. Nothing is lost by it, so it asks no approval by another.
type OverbrengingVoltooid struct {
	Overbrenging id.Overbrenging `json:"overbrenging"`
	Vernietiging id.Vernietiging `json:"vernietiging"`
	Geheel       bool            `json:"geheel,omitempty"`
	Onderdelen   []id.Onderdeel  `json:"vertrokken,omitempty"` // what does not stay
	Doelen       []Doel          `json:"doelen,omitempty"`
	// the other dossier, or who it is about there, was gone before all was taken over, or it goes into this one: all
	// stays
	Afgebroken bool `json:"afgebroken,omitempty"`
}

func (*OverbrengingBesloten) Soort() Soort { return SoortOverbrengingBesloten }
func (*OnderdeelOvergenomen) Soort() Soort { return SoortOnderdeelOvergenomen }
func (*OverbrengingVoltooid) Soort() Soort { return SoortOverbrengingVoltooid }

// OverbrengingLoop is the course of one overbrenging, in the dossier that it takes from.
type OverbrengingLoop struct {
	ID         id.Overbrenging `json:"id"`
	Besluit    id.Gebeurtenis  `json:"besluit"`
	Naar       id.Dossier      `json:"naar"`
	Geheel     bool            `json:"geheel,omitempty"`
	Onderdelen []Overgang      `json:"onderdelen,omitempty"`
	Personen   []Persoonspaar  `json:"personen,omitempty"`
	Klaar      bool            `json:"klaar,omitempty"`
}

// Overgebracht says to which dossier something went, and when that was done.
type Overgebracht struct {
	Naar id.Dossier `json:"naar"`
	Op   time.Time  `json:"op"`
}

// Overgenomen says where an onderdeel of this dossier came from.
type Overgenomen struct {
	Overbrenging id.Overbrenging `json:"overbrenging"`
	Dossier      id.Dossier      `json:"dossier"`
	Onderdeel    id.Onderdeel    `json:"onderdeel"`
}

// Overbrenging gives the course of an overbrenging out of this dossier.
func (d *Dossier) Overbrenging(welk id.Overbrenging) (*OverbrengingLoop, bool) {
	i := slices.IndexFunc(d.Overbrengingen, func(l OverbrengingLoop) bool { return l.ID == welk })
	if i < 0 {
		return nil, false
	}
	return &d.Overbrengingen[i], true
}

// VoegtToe is whom an event adds to its dossier.
func VoegtToe(f Feit) (wie id.Betrokkene, ok bool) {
	t, ok := FeitVan(f).(*BetrokkeneToegevoegd)
	if !ok {
		return wie, false
	}
	o, overgenomen := f.(*OnderdeelOvergenomen)
	return t.Betrokkene, !overgenomen || o.Onderdeel == IdentiteitVan(t.Betrokkene)
}

// ZonderOver is the event without whom it concerns, as zonder takes that out of what is inside: and without who the
// persons are there, which would say so too.
func (f *OnderdeelOvergenomen) ZonderOver(zonder func(Feit) Feit) *OnderdeelOvergenomen {
	n := *f
	n.Over, n.Personen = nil, nil
	binnen, err := f.Feit.Feit()
	if err == nil {
		n.Feit.Open, err = json.Marshal(zonder(binnen))
	}
	if err != nil {
		n.Feit = Ingebed{} // it was held when it was read, so this is none of what was stored
	}
	return &n
}

// Feit decodes what is inside.
func (i Ingebed) Feit() (Feit, error) { return ontleedFeit(i.Soort, i.Schema, i.Open) }

// FeitVan is what an event says of a dossier: of one that was taken over, what that one said.
func FeitVan(f Feit) Feit {
	o, ok := f.(*OnderdeelOvergenomen)
	if !ok {
		return f
	}
	if binnen, err := o.Feit.Feit(); err == nil {
		return binnen
	}
	return f
}
