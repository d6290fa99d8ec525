package bericht

import (
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Tijdlijn is what was recorded, in order.
type Tijdlijn struct {
	Dossier  id.Dossier `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Momenten []Moment   `json:"momenten" doc:"Wat is vastgelegd, op volgorde."`
}

// Moment is one event on the timeline. An export is one Moment a line.
type Moment struct {
	Revisie     uint64         `json:"revisie" doc:"Revisie in het dossier." example:"9"`
	Gebeurtenis id.Gebeurtenis `json:"gebeurtenis" doc:"Id van de gebeurtenis." example:"4d1c0a7b-8f5e-4b0a-9d6c-7e8f90a1b205"`
	Soort       domain.Soort   `json:"soort" doc:"Wat voor gebeurtenis." example:"gegeven.vastgelegd"`
	Door        Wie            `json:"door" doc:"Wie het vastlegde."`
	Verzoek     string         `json:"verzoek,omitempty" doc:"Het verzoek waaruit het volgde." example:"4bf92f3577b34da6a3ce929d0e0e4736"`
	Onderdeel   *id.Onderdeel  `json:"onderdeel,omitempty" doc:"Van welk onderdeel het inhoud bevat." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Feit        Feit           `json:"feit" doc:"Het open deel van de gebeurtenis."`
	Inhoud      *Inhoud        `json:"inhoud,omitempty" doc:"De inhoud, waar die getoond mag worden."`
	Gat         *Gat           `json:"gat,omitempty" doc:"Waarom de inhoud niet te zien is."`
}

// Feit is the open part of an event: ids, times and states, which stay readable after an erasure.
type Feit struct {
	Onderdeel    *id.Onderdeel       `json:"onderdeel,omitempty" doc:"Het onderdeel waar de gebeurtenis iets aan wijzigt." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Betrokkene   *id.Betrokkene      `json:"betrokkene,omitempty" doc:"De betrokkene." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Over         []id.Betrokkene     `json:"over,omitempty" doc:"Over wie het gaat."`
	Rubriek      domain.Rubriek      `json:"rubriek,omitempty" doc:"De rubriek." example:"onderzoek"`
	Wijze        domain.Wijze        `json:"wijze,omitempty" doc:"Hoe is gecorrigeerd." example:"verbeteren"`
	Geheim       bool                `json:"geheim,omitempty" doc:"Het onderdeel is vanaf hier geheim." example:"false"`
	Betwist      []id.Onderdeel      `json:"betwist,omitempty" doc:"Wat een eigen verklaring betwist."`
	Stukken      []Stuk              `json:"stukken,omitempty" doc:"Wat een verstrekking bevatte."`
	Passages     []id.Onderdeel      `json:"passages,omitempty" doc:"De passages van een verslag, of die een passage vervingen, op volgorde."`
	Verslag      *id.Onderdeel       `json:"verslag,omitempty" doc:"Van een passage: het verslag." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	OntvangenOp  *time.Time          `json:"ontvangenOp,omitempty" doc:"Wanneer een melding is ontvangen (UTC)." example:"2026-03-01T19:15:00Z"`
	Van          *id.Betrokkene      `json:"van,omitempty" doc:"Van een relatie." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Naar         *id.Betrokkene      `json:"naar,omitempty" doc:"Van een relatie." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Fase         domain.Fase         `json:"fase,omitempty" doc:"De fase die begon." example:"onderzoek"`
	Melding      *id.Onderdeel       `json:"melding,omitempty" doc:"De melding waar een besluit over gaat." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Kwalificatie domain.Kwalificatie `json:"kwalificatie,omitempty" doc:"Hoe de melding is gekwalificeerd." example:"vervolgmelding"`
	Vernietiging *id.Vernietiging    `json:"vernietiging,omitempty" doc:"De vernietiging." example:"9a7d3c52-1e0b-4a6f-8c2d-5e4f6a7b8c04"`
	Omvang       *Omvang             `json:"omvang,omitempty" doc:"Waarvan de vernietiging is."`
	Overbrenging *id.Overbrenging    `json:"overbrenging,omitempty" doc:"De overbrenging." example:"6b1f0f5e-2f5d-4d0a-9a54-0f3c8a1e7d07"`
	NaarDossier  *id.Dossier         `json:"naarDossier,omitempty" doc:"Naar welk dossier iets is overgebracht." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Geheel       bool                `json:"geheel,omitempty" doc:"Dat het hele dossier is overgebracht." example:"false"`
	Onderdelen   []Overgang          `json:"onderdelen,omitempty" doc:"Wat naar een ander dossier gaat."`
	Personen     []Persoonspaar      `json:"personen,omitempty" doc:"Wie de betrokkenen daar zijn."`
	Vertrokken   []id.Onderdeel      `json:"vertrokken,omitempty" doc:"Wat na een overbrenging hier niet bleef."`
	Afgebroken   bool                `json:"afgebroken,omitempty" doc:"Dat een overbrenging niet doorging: het andere dossier was er niet meer, of ging zelf op in dit." example:"false"`
	Overgenomen  *Overgenomen        `json:"overgenomen,omitempty" doc:"Dat dit uit een ander dossier is overgenomen."`
	Beperking    *id.Onderdeel       `json:"beperking,omitempty" doc:"Welke beperking is opgeheven." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Gehouden     []id.Onderdeel      `json:"gehouden,omitempty" doc:"Waarover een beperking gold of gaat gelden; leeg: het hele dossier."`
	Uitkomsten   []UitkomstPer       `json:"uitkomsten,omitempty" doc:"De uitkomst per onderdeel."`
	Wie          *Toegewezene        `json:"wie,omitempty" doc:"Aan wie het dossier is toegewezen."`
	VanWie       *Toegewezene        `json:"vanWie,omitempty" doc:"Aan wie het niet meer is toegewezen."`
	Stuk         *Stuk               `json:"stuk,omitempty" doc:"Van welke versie een accordering is."`
	Bij          *id.Onderdeel       `json:"bij,omitempty" doc:"Het onderdeel waar een openstaand punt bij hoort." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Punt         domain.PuntSoort    `json:"punt,omitempty" doc:"Wat voor openstaand punt." example:"accordering"`
	Eigenaar     domain.Medewerker   `json:"eigenaar,omitempty" doc:"Wie het doet (medewerker)." example:"m-1024"`
	Uiterlijk    string              `json:"uiterlijk,omitempty" format:"date" doc:"Voor het einde van welke dag." example:"2026-03-16"`

	BevestigdGeheim []id.Onderdeel `json:"bevestigdGeheim,omitempty" doc:"Waarvan een verstrekking bevatte wat geheim was; bevestigd door wie haar vastlegde."`

	Verstrekking      *id.Onderdeel  `json:"verstrekking,omitempty" doc:"De verstrekking die een informatieverzoek ook is." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Informatieverzoek *id.Onderdeel  `json:"informatieverzoek,omitempty" doc:"Het verzoek waar een antwoord bij hoort." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Vastgelegd        []id.Onderdeel `json:"vastgelegd,omitempty" doc:"Wat van een antwoord is vastgelegd."`

	Blijft    *id.Betrokkene `json:"blijft,omitempty" doc:"Van een samenvoeging of scheiding: wie blijft." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Vervalt   *id.Betrokkene `json:"vervalt,omitempty" doc:"Van een samenvoeging: wie daarin opgaat." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Vervallen *id.Betrokkene `json:"vervallen,omitempty" doc:"Van een scheiding: wie weer een ander is." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`

	Bestand *BewaardBestand `json:"bestand,omitempty" doc:"Hoe het bestand van een bijlage verzegeld is bewaard."`
}

// Overgenomen says of what came from another dossier what it was there.
type Overgenomen struct {
	Dossier      id.Dossier   `json:"dossier" doc:"Uit welk dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Revisie      uint64       `json:"revisie" doc:"De revisie daar." example:"9"`
	Soort        domain.Soort `json:"soort" doc:"Wat voor gebeurtenis het was." example:"gegeven.vastgelegd"`
	Door         string       `json:"door" doc:"Wie het eerst vastlegde (medewerker)." example:"m-1024"`
	VastgelegdOp time.Time    `json:"vastgelegdOp" doc:"Wanneer het eerst is vastgelegd (UTC)." example:"2026-03-01T19:20:00Z"`
}

// Overgebracht says where something went.
type Overgebracht struct {
	Naar id.Dossier `json:"naar" doc:"Naar welk dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Op   time.Time  `json:"op" doc:"Wanneer (UTC)." example:"2026-03-20T09:00:00Z"`
}

// UitkomstPer is the outcome for one onderdeel.
type UitkomstPer struct {
	Onderdeel id.Onderdeel    `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Uitkomst  domain.Uitkomst `json:"uitkomst" doc:"De uitkomst." example:"vernietigen"`
	Belang    *id.Betrokkene  `json:"belang,omitempty" doc:"Wiens belang, bij behouden." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
}
