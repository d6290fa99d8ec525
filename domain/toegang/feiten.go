package toegang

import (
	"fmt"
	"io"
	"log/slog"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// The kinds of access facts. They stand in streams of their own (a dossier's, or a month's), are written before
// anything is shown, and may be stored twice after a fault: readers count an id once. Who, in which role, what for and
// when are in the metadata.
const (
	SoortGeraadpleegd domain.Soort = "dossier.geraadpleegd"
	SoortGeweigerd    domain.Soort = "toegang.geweigerd"
	SoortGezocht      domain.Soort = "zoeken.uitgevoerd"
	SoortOnbekend     domain.Soort = "onbekend.opgevraagd"
)

// Soorten lists the kinds of access facts.
var Soorten = []domain.Soort{SoortGeraadpleegd, SoortGeweigerd, SoortGezocht, SoortOnbekend}

// Wat is which reading of a dossier it was.
type Wat string

const (
	WatBeeld         Wat = "beeld"
	WatTijdlijn      Wat = "tijdlijn"
	WatVerschil      Wat = "verschil"
	WatVoorvertoning Wat = "voorvertoning" // preview of a vernietiging
	WatUitvoer       Wat = "uitvoer"       // export
	WatToegang       Wat = "toegang"       // who read what
	WatVoorstellen   Wat = "voorstellen"   // proposals of mentions, which show who is known here
	WatVindplaatsen  Wat = "vindplaatsen"  // where what is geheim still stands
	WatBijlage       Wat = "bijlage"       // the bytes of one
	WatOverdracht    Wat = "overdracht"    // the file of one, for another organisation
	WatControle      Wat = "controle"      // verify, which opens everything and shows nothing
	WatConcept       Wat = "concept"       // a draft of somebody else
	WatConcepten     Wat = "concepten"     // which drafts there are, of others too
	WatConceptWeg    Wat = "concept-weg"   // a draft of somebody else, thrown away
)

// Geraadpleegd says what of a dossier was shown: which revision, at which moments, which kinds of data, and a digest
// of what was in it, so that it can be worked out afterwards who knew what.
type Geraadpleegd struct {
	Wat           Wat                `json:"wat"`
	Revisie       uint64             `json:"revisie"`                 // of the dossier when it was read
	BeschikbaarOp *time.Time         `json:"beschikbaarOp,omitempty"` // known when
	Sinds         *time.Time         `json:"sinds,omitempty"`         // the earlier moment of a verschil
	GeldigOp      *waarde.Datum      `json:"geldigOp,omitempty"`      // true when
	Onderdeel     id.Onderdeel       `json:"onderdeel,omitzero"`      // the one whose file was asked for
	Categorieen   []domain.Categorie `json:"categorieen"`
	Aantal        int                `json:"aantal"` // of versions shown
	// SHA-256 of the sorted ids of the events whose content was shown
	Digest   []byte       `json:"digest,omitempty"`
	Concept  id.Concept   `json:"concept,omitzero"`   // of a draft: which
	Eigenaar string       `json:"eigenaar,omitempty"` // of a draft: the employee whose it is
	Reden    ConceptReden `json:"reden,omitempty"`    // of a draft: why it was thrown away
	Via      id.Dossier   `json:"via,omitzero"`       // through which other dossier, that this left, it was shown
}

// Geweigerd says that access was refused.
type Geweigerd struct {
	Handeling domain.Handeling `json:"handeling"`
	Code      domain.Code      `json:"code"`
}

// Gezocht says that someone searched; what was asked and found is sealed under the month's own key.
type Gezocht struct {
	Aantal int `json:"aantal"`
}

// Gevonden is the sealed part of a search: what was asked, and what was shown for it. A question that finds nobody
// says of whom somebody wanted to know (ZOB-7.5).
type Gevonden struct {
	Zoekvraag  *Zoekvraag  `json:"zoekvraag,omitempty"`  // nil where a list was shown that nobody searched for
	Zoekvragen []Zoekvraag `json:"zoekvragen,omitempty"` // where several were asked at once
	Treffers   []Treffer   `json:"treffers"`
}

// Zoekvraag is whom or what somebody searches; what is zero is not searched by.
type Zoekvraag struct {
	Naam          string                    `json:"naam,omitempty"`  // any words of the name, all of which must match
	Klank         string                    `json:"klank,omitempty"` // a surname, by how it sounds
	Geboortedatum waarde.GedeeltelijkeDatum `json:"geboortedatum,omitzero"`
	BSN           waarde.BSN                `json:"bsn,omitzero"`
	Adres         *waarde.Adres             `json:"adres,omitempty"`
	Ontvanger     string                    `json:"ontvanger,omitempty"`
}

// Format keeps what somebody searched by out of logs and errors.
func (Zoekvraag) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "[besloten]") }

// LogValue keeps what somebody searched by out of structured logs.
func (Zoekvraag) LogValue() slog.Value { return slog.StringValue("[besloten]") }

// Treffer is what was found: a person in a dossier, an onderdeel of one, or just the dossier.
type Treffer struct {
	Dossier    id.Dossier    `json:"dossier"`
	Betrokkene id.Betrokkene `json:"betrokkene,omitzero"`
	Onderdeel  id.Onderdeel  `json:"onderdeel,omitzero"`
}

// Onbekend says that someone asked for an id that does not exist. The id is the asker's own and may be anything, so it
// is kept only where it parsed as one.
type Onbekend struct {
	Handeling domain.Handeling `json:"handeling"`
	Dossier   id.Dossier       `json:"dossier"`
}
