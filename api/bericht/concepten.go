package bericht

import (
	"encoding/json"
	"time"

	"dossierboek/domain/id"
)

// NieuwConcept begins a draft.
type NieuwConcept struct {
	Waarvan   string          `json:"waarvan" doc:"Wat het moet worden: de operationId van de route die het zou vastleggen." example:"legGegevenVast"`
	Onderdeel *id.Onderdeel   `json:"onderdeel,omitempty" doc:"Bij een concept van een correctie: het onderdeel. Wordt dat vernietigd of herschreven, dan vervalt het concept." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Inhoud    json.RawMessage `json:"inhoud" doc:"Wat er al staat: de inhoud van die route, hoe onvolledig ook. Ten hoogste 256 KiB. Personen die erin met hun id staan (over, vermeldingen) bepalen over wie het concept gaat." example:"{\"rubriek\":\"onderzoek\",\"tekst\":{\"tekst\":\"Op huisbezoek zag ik\"}}"`
}

// ConceptInhoud is a save of a draft.
type ConceptInhoud struct {
	Inhoud json.RawMessage `json:"inhoud" doc:"Alles wat er nu staat; het komt in de plaats van wat er stond." example:"{\"rubriek\":\"onderzoek\",\"tekst\":{\"tekst\":\"Op huisbezoek zag ik\"}}"`
}

// ConceptRegel is a draft as a list shows it: nothing of its text.
type ConceptRegel struct {
	Concept      id.Concept       `json:"concept" doc:"Het concept." example:"6e2b8d1f-3a4c-4f7e-9b0d-8c7a6f5e4d07"`
	Dossier      id.Dossier       `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Waarvan      string           `json:"waarvan" doc:"De operationId van de route die het zou vastleggen." example:"legGegevenVast"`
	Onderdeel    *id.Onderdeel    `json:"onderdeel,omitempty" doc:"Bij een concept van een correctie: het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Eigenaar     string           `json:"eigenaar" doc:"De medewerker die het schrijft." example:"m-1001"`
	Over         []id.Betrokkene  `json:"over,omitempty" doc:"Over wie het gaat."`
	BegonnenOp   time.Time        `json:"begonnenOp" doc:"Wanneer het begon (UTC)." example:"2026-03-01T19:20:00Z"`
	BewaardOp    time.Time        `json:"bewaardOp" doc:"Wanneer het laatst is bewaard (UTC)." example:"2026-03-01T19:25:00Z"`
	Versie       uint64           `json:"versie" doc:"De versie, voor If-Match en Concept-Versie." example:"12"`
	Stand        string           `json:"stand" doc:"lopend; vastgelegd (het staat in het dossier en wordt opgeruimd); vernietigd (het verviel met een vernietiging); weggegooid (een ander gooide het weg)." example:"lopend"`
	Herinnering  bool             `json:"herinnering" doc:"Het is een week of langer niet bewaard. Leg het vast of gooi het weg." example:"false"`
	Vernietiging *id.Vernietiging `json:"vernietiging,omitempty" doc:"Met welke vernietiging het verviel." example:"9a7d3c52-1e0b-4a6f-8c2d-5e4f6a7b8c04"`
	VernietigdOp *time.Time       `json:"vernietigdOp,omitempty" doc:"Wanneer het verviel (UTC)." example:"2026-03-05T10:00:00Z"`

	WeggegooidOp   *time.Time `json:"weggegooidOp,omitempty" doc:"Wanneer een ander het weggooide (UTC)." example:"2026-03-05T10:00:00Z"`
	WeggegooidDoor string     `json:"weggegooidDoor,omitempty" doc:"Welke medewerker het weggooide." example:"t-2001"`
	Reden          string     `json:"reden,omitempty" doc:"Waarom." example:"al-vastgelegd"`
	Noemt          bool       `json:"noemt,omitempty" doc:"Bij de vraag naar een betrokkene: de tekst noemt die, zonder vermelding." example:"true"`
}

// Concepten is a list of drafts.
type Concepten struct {
	Concepten []ConceptRegel `json:"concepten" doc:"De concepten, in de volgorde waarin ze begonnen. Wat met een vernietiging verviel of door een ander is weggegooid, blijft staan tot wie het schreef het wegdoet."`

	NietGetoond int `json:"nietGetoond,omitempty" minimum:"0" doc:"Hoeveel andere concepten er in het dossier zijn, over wie dan ook, die u niet mag zien." example:"2"`
}

// Concept is a draft with its text.
type Concept struct {
	ConceptRegel
	Inhoud json.RawMessage `json:"inhoud,omitempty" doc:"Wat er staat." example:"{\"rubriek\":\"onderzoek\"}"`
	Gat    *Gat            `json:"gat,omitempty" doc:"Waarom de inhoud niet te zien is."`
	Geheim bool            `json:"geheim,omitempty" doc:"Er staat iets in dat intussen geheim is en dat deze rol niet ziet: daar staan blokjes (U+2588), evenveel als er tekens waren. Met blokjes wordt het concept niet opgeslagen." example:"false"`
}
