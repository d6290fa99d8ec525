package domain

import (
	"time"

	"dossierboek/domain/id"
)

const (
	SoortDossierGeopend          Soort = "dossier.geopend"
	SoortBetrokkeneToegevoegd    Soort = "betrokkene.toegevoegd"
	SoortContactVastgelegd       Soort = "contact.vastgelegd"
	SoortRelatieVastgelegd       Soort = "relatie.vastgelegd"
	SoortMeldingOntvangen        Soort = "melding.ontvangen"
	SoortGegevenVastgelegd       Soort = "gegeven.vastgelegd"
	SoortCorrectieToegepast      Soort = "correctie.toegepast"
	SoortBijlageToegevoegd       Soort = "bijlage.toegevoegd"
	SoortVerklaringToegevoegd    Soort = "eigen-verklaring.toegevoegd"
	SoortVerstrekkingGedaan      Soort = "verstrekking.gedaan"
	SoortFaseGewijzigd           Soort = "fase.gewijzigd"
	SoortDossierGesloten         Soort = "dossier.gesloten"
	SoortDossierHeropend         Soort = "dossier.heropend"
	SoortBetrokkeneGekoppeld     Soort = "betrokkene.gekoppeld"
	SoortBetrokkeneOntkoppeld    Soort = "betrokkene.ontkoppeld"
	SoortVernietigingBesloten    Soort = "vernietiging.besloten"
	SoortOnderdeelHerschreven    Soort = "onderdeel.herschreven"
	SoortVernietigingGoedgekeurd Soort = "vernietiging.goedgekeurd"
	SoortVernietigingIngetrokken Soort = "vernietiging.ingetrokken"
	SoortVernietigingUitgevoerd  Soort = "vernietiging.uitgevoerd"
	SoortOverbrengingBesloten    Soort = "overbrenging.besloten"
	SoortOnderdeelOvergenomen    Soort = "onderdeel.overgenomen"
	SoortOverbrengingVoltooid    Soort = "overbrenging.voltooid"
)

// DossierGeopend opens a dossier (ZOB-6.1).
type DossierGeopend struct {
	Onderdeel id.Onderdeel `json:"onderdeel"`
}

// BetrokkeneToegevoegd adds a person; the content is the identiteit, an onderdeel with the person's own id.
type BetrokkeneToegevoegd struct {
	Betrokkene id.Betrokkene `json:"betrokkene"`
}

// ContactVastgelegd records contact data of one betrokkene.
type ContactVastgelegd struct {
	Onderdeel  id.Onderdeel  `json:"onderdeel"`
	Betrokkene id.Betrokkene `json:"betrokkene"`
	Geheim     bool          `json:"geheim,omitempty"` // so that it is masked before it opens
}

// RelatieVastgelegd records what Van is of Naar.
type RelatieVastgelegd struct {
	Onderdeel id.Onderdeel `json:"onderdeel"`
	// as stored never zero; this and the next only where they are not shown (ZonderOver)
	Van  id.Betrokkene `json:"van,omitzero"`
	Naar id.Betrokkene `json:"naar,omitzero"`
}

// MeldingOntvangen records a melding. OntvangenOp may lie before the recording, never after it.
type MeldingOntvangen struct {
	Onderdeel   id.Onderdeel    `json:"onderdeel"`
	OntvangenOp time.Time       `json:"ontvangenOp"`
	Over        []id.Betrokkene `json:"over"`
}

// GegevenVastgelegd records a gegeven about the persons it concerns.
type GegevenVastgelegd struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Rubriek   Rubriek         `json:"rubriek"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

// CorrectieToegepast changes an onderdeel; the earlier versions stay in the log. Over is whom the correctie concerns,
// with its new wording if it has one. Geheim: the contactgegeven is geheim from here on.
type CorrectieToegepast struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Wijze     Wijze           `json:"wijze"`
	Over      []id.Betrokkene `json:"over,omitempty"`
	Geheim    bool            `json:"geheim,omitempty"`
}

// VerklaringToegevoegd puts a betrokkene's own statement beside the onderdelen it disputes.
type VerklaringToegevoegd struct {
	Onderdeel  id.Onderdeel    `json:"onderdeel"`
	Betrokkene id.Betrokkene   `json:"betrokkene,omitzero"` // as stored never zero
	Betwist    []id.Onderdeel  `json:"betwist,omitempty"`
	Over       []id.Betrokkene `json:"over"` // the declarer and whoever is mentioned
}

// VerstrekkingGedaan records which versions were disclosed; to whom and why is sealed.
type VerstrekkingGedaan struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Stukken   []Stuk          `json:"stukken"`
	Over      []id.Betrokkene `json:"over"`
	// BevestigdGeheim are those that held what was geheim, confirmed for this recipient by who recorded this.
	BevestigdGeheim []id.Onderdeel `json:"bevestigdGeheim,omitempty"`
}

// Stuk is one version of an onderdeel.
type Stuk struct {
	Onderdeel id.Onderdeel `json:"onderdeel"`
	Revisie   uint64       `json:"revisie"` // of the event that holds the version
}

// FaseGewijzigd moves a melding, or the work as a whole, to a phase; the outcome of the one before is sealed.
type FaseGewijzigd struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Melding   id.Onderdeel    `json:"melding,omitzero"`
	Fase      Fase            `json:"fase"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

// DossierGesloten ends the recording in a dossier. Rights of betrokkenen go on.
type DossierGesloten struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

// DossierHeropend opens a closed dossier again.
type DossierHeropend struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

// BetrokkeneGekoppeld adds a person to those whom an onderdeel concerns: the event carries, for each content of it
// that still opens, a wrap for that person.
type BetrokkeneGekoppeld struct {
	Onderdeel  id.Onderdeel  `json:"onderdeel"`
	Betrokkene id.Betrokkene `json:"betrokkene"`
}

// BetrokkeneOntkoppeld takes a person off an onderdeel: the wraps for that person die. Doelen says which.
type BetrokkeneOntkoppeld struct {
	Vernietiging id.Vernietiging `json:"vernietiging"`
	Onderdeel    id.Onderdeel    `json:"onderdeel"`
	Betrokkene   id.Betrokkene   `json:"betrokkene"`
	Doelen       []Doel          `json:"doelen"`
}

func (*DossierGeopend) Soort() Soort          { return SoortDossierGeopend }
func (*BetrokkeneToegevoegd) Soort() Soort    { return SoortBetrokkeneToegevoegd }
func (*ContactVastgelegd) Soort() Soort       { return SoortContactVastgelegd }
func (*RelatieVastgelegd) Soort() Soort       { return SoortRelatieVastgelegd }
func (*MeldingOntvangen) Soort() Soort        { return SoortMeldingOntvangen }
func (*GegevenVastgelegd) Soort() Soort       { return SoortGegevenVastgelegd }
func (*CorrectieToegepast) Soort() Soort      { return SoortCorrectieToegepast }
func (*VerklaringToegevoegd) Soort() Soort    { return SoortVerklaringToegevoegd }
func (*VerstrekkingGedaan) Soort() Soort      { return SoortVerstrekkingGedaan }
func (*FaseGewijzigd) Soort() Soort           { return SoortFaseGewijzigd }
func (*DossierGesloten) Soort() Soort         { return SoortDossierGesloten }
func (*DossierHeropend) Soort() Soort         { return SoortDossierHeropend }
func (*BetrokkeneGekoppeld) Soort() Soort     { return SoortBetrokkeneGekoppeld }
func (*BetrokkeneOntkoppeld) Soort() Soort    { return SoortBetrokkeneOntkoppeld }
func (*VernietigingBesloten) Soort() Soort    { return SoortVernietigingBesloten }
func (*OnderdeelHerschreven) Soort() Soort    { return SoortOnderdeelHerschreven }
func (*VernietigingGoedgekeurd) Soort() Soort { return SoortVernietigingGoedgekeurd }
func (*VernietigingIngetrokken) Soort() Soort { return SoortVernietigingIngetrokken }
func (*VernietigingUitgevoerd) Soort() Soort  { return SoortVernietigingUitgevoerd }
