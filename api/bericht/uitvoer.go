package bericht

import (
	"encoding/json"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Vastgelegd is what a write came to.
type Vastgelegd struct {
	Dossier        id.Dossier       `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Revisie        uint64           `json:"revisie" doc:"Revisie van het dossier na deze vastlegging." example:"12"`
	VastgelegdOp   time.Time        `json:"vastgelegdOp" doc:"Wanneer het is vastgelegd (UTC)." example:"2026-03-01T19:20:00Z"`
	Gebeurtenissen []Gebeurtenis    `json:"gebeurtenissen" doc:"Wat er is vastgelegd, op volgorde."`
	Onderdelen     []id.Onderdeel   `json:"onderdelen,omitempty" doc:"De onderdelen die erbij zijn gekomen of zijn gewijzigd, op volgorde."`
	Betrokkenen    []ToegevoegdeID  `json:"betrokkenen,omitempty" doc:"De betrokkenen die erbij zijn gekomen, op volgorde."`
	Vernietiging   *id.Vernietiging `json:"vernietiging,omitempty" doc:"De vernietiging waar het om gaat." example:"9a7d3c52-1e0b-4a6f-8c2d-5e4f6a7b8c04"`
	Herhaald       bool             `json:"herhaald" doc:"Deze Idempotency-Key was al gebruikt: dit is de eerste uitkomst." example:"false"`
	BeeldLooptNa   bool             `json:"beeldLooptNa" doc:"Lijsten en zoeken tonen deze vastlegging nog niet; het dossier zelf wel." example:"false"`
	NogUitTeVoeren bool             `json:"nogUitTeVoeren" doc:"De goedkeuring staat vast en niets ervan is nog te lezen, maar het vernietigen is nog niet klaar; dat wordt afgemaakt." example:"false"`
}

// Gebeurtenis is one event of a write.
type Gebeurtenis struct {
	Gebeurtenis id.Gebeurtenis `json:"gebeurtenis" doc:"Id van de gebeurtenis." example:"4d1c0a7b-8f5e-4b0a-9d6c-7e8f90a1b205"`
	Revisie     uint64         `json:"revisie" doc:"Haar revisie in het dossier." example:"12"`
	Soort       domain.Soort   `json:"soort" doc:"Wat voor gebeurtenis." example:"gegeven.vastgelegd"`
}

// ToegevoegdeID is the id a person got.
type ToegevoegdeID struct {
	Verwijzing string        `json:"verwijzing,omitempty" doc:"De verwijzing uit de aanvraag." example:"p1"`
	Betrokkene id.Betrokkene `json:"betrokkene" doc:"De id die deze persoon kreeg." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
}

// Gat says why content is not shown.
type Gat struct {
	Reden        domain.GatReden  `json:"reden" doc:"Waarom de inhoud niet te zien is." example:"vernietigd"`
	Vernietiging *id.Vernietiging `json:"vernietiging,omitempty" doc:"Met welke vernietiging de inhoud is vernietigd." example:"9a7d3c52-1e0b-4a6f-8c2d-5e4f6a7b8c04"`
	Op           *time.Time       `json:"op,omitempty" doc:"Wanneer die is goedgekeurd." example:"2026-03-20T09:00:00Z"`
}

// Wie is who did something, for whom, in which role, what for and when.
type Wie struct {
	Wie          string    `json:"wie" doc:"De medewerker (id)." example:"m-1024"`
	Namens       string    `json:"namens,omitempty" doc:"Voor welke medewerker." example:"m-1001"`
	Rol          string    `json:"rol" doc:"In welke rol." example:"medewerker"`
	Doel         string    `json:"doel" doc:"Waarvoor het nodig was." example:"onderzoek"`
	VastgelegdOp time.Time `json:"vastgelegdOp" doc:"Wanneer het is vastgelegd (UTC)." example:"2026-03-01T19:20:00Z"`
}

// Dossier is a view of a dossier at two times.
type Dossier struct {
	Dossier        id.Dossier        `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Revisie        uint64            `json:"revisie" doc:"Revisie van het dossier nu, voor If-Match." example:"12"`
	BekendeRevisie uint64            `json:"bekendeRevisie" doc:"De laatste revisie die op beschikbaarOp bekend was." example:"9"`
	BeschikbaarOp  time.Time         `json:"beschikbaarOp" doc:"Wat toen bekend was (UTC)." example:"2026-03-01T19:20:00Z"`
	GeldigOp       string            `json:"geldigOp" format:"date" doc:"Wat op die dag gold." example:"2026-03-01"`
	GeopendOp      time.Time         `json:"geopendOp" doc:"Wanneer het dossier is geopend (UTC)." example:"2026-03-01T19:20:00Z"`
	GewijzigdOp    time.Time         `json:"gewijzigdOp" doc:"Laatste vastlegging die toen bekend was (UTC)." example:"2026-03-01T19:20:00Z"`
	Fase           domain.Fase       `json:"fase" doc:"De fase." example:"onderzoek"`
	GeslotenOp     *time.Time        `json:"geslotenOp,omitempty" doc:"Wanneer het is gesloten (UTC)." example:"2026-09-01T10:00:00Z"`
	Vernietigd     *Gat              `json:"vernietigd,omitempty" doc:"Dat het hele dossier is vernietigd."`
	Betrokkenen    []Betrokkene      `json:"betrokkenen" doc:"Wie er toen in het dossier stonden, in de volgorde van toevoegen."`
	Onderdelen     []Onderdeel       `json:"onderdelen" doc:"Wat er toen was, in de volgorde van vastleggen."`
	Vernietigingen []LoopVernietigen `json:"vernietigingen,omitempty" doc:"Vernietigingen die toen bekend waren."`
}

// Betrokkene is a person's place in a dossier. Who it is stands in the onderdeel with the same id.
type Betrokkene struct {
	ID         id.Betrokkene `json:"id" doc:"De betrokkene; ook de id van het onderdeel met de identiteit." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Sinds      time.Time     `json:"sinds" doc:"Sinds wanneer in het dossier (UTC)." example:"2026-03-01T19:20:00Z"`
	Vernietigd *Gat          `json:"vernietigd,omitempty" doc:"Dat de gegevens zijn vernietigd."`
}

// Onderdeel is anything with content of its own, in the version that was known.
type Onderdeel struct {
	ID             id.Onderdeel       `json:"id" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Soort          domain.InhoudSoort `json:"soort" doc:"Wat voor inhoud het heeft." example:"gegeven"`
	Rubriek        domain.Rubriek     `json:"rubriek,omitempty" doc:"Van een gegeven." example:"onderzoek"`
	Stand          domain.Stand       `json:"stand" doc:"De stand nu." example:"geldig"`
	Over           []id.Betrokkene    `json:"over,omitempty" doc:"Over wie het gaat."`
	Inhoud         *Inhoud            `json:"inhoud,omitempty" doc:"De inhoud, waar die getoond mag worden."`
	Gat            *Gat               `json:"gat,omitempty" doc:"Waarom de inhoud niet te zien is."`
	Revisie        uint64             `json:"revisie" doc:"Revisie van de gebeurtenis met deze versie." example:"9"`
	Gebeurtenis    id.Gebeurtenis     `json:"gebeurtenis" doc:"De gebeurtenis met deze versie." example:"4d1c0a7b-8f5e-4b0a-9d6c-7e8f90a1b205"`
	Door           Wie                `json:"door" doc:"Wie deze versie vastlegde."`
	EerdereVersies []uint64           `json:"eerdereVersies,omitempty" doc:"Revisies van eerdere versies, op volgorde."`
	Betwist        []id.Onderdeel     `json:"betwist,omitempty" doc:"Wat deze eigen verklaring betwist."`
	Verklaringen   []id.Onderdeel     `json:"verklaringen,omitempty" doc:"Eigen verklaringen hierbij."`
	Stukken        []Stuk             `json:"stukken,omitempty" doc:"Wat deze verstrekking bevatte."`
	Verstrekt      []id.Onderdeel     `json:"verstrekt,omitempty" doc:"Verstrekkingen die een versie hiervan bevatten."`
	OntvangenOp    *time.Time         `json:"ontvangenOp,omitempty" doc:"Wanneer deze melding is ontvangen (UTC)." example:"2026-03-01T19:15:00Z"`
	Van            *id.Betrokkene     `json:"van,omitempty" doc:"Van deze relatie: de ene betrokkene." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Naar           *id.Betrokkene     `json:"naar,omitempty" doc:"Van deze relatie: de andere betrokkene." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
}

// Stuk is one version of an onderdeel.
type Stuk struct {
	Onderdeel id.Onderdeel `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Revisie   uint64       `json:"revisie" doc:"Revisie van de versie." example:"9"`
}

// LoopVernietigen is the course of one vernietiging.
type LoopVernietigen struct {
	Vernietiging   id.Vernietiging          `json:"vernietiging" doc:"De vernietiging." example:"9a7d3c52-1e0b-4a6f-8c2d-5e4f6a7b8c04"`
	Omvang         Omvang                   `json:"omvang" doc:"Waarvan."`
	Stand          domain.VernietigingStand `json:"stand" doc:"Hoe ver die is." example:"besloten"`
	BeslotenDoor   string                   `json:"beslotenDoor" doc:"Wie besloot (medewerker)." example:"m-2001"`
	BeslotenNamens string                   `json:"beslotenNamens,omitempty" doc:"Voor wie (medewerker)." example:"m-2000"`
	BeslotenOp     time.Time                `json:"beslotenOp" doc:"Wanneer (UTC)." example:"2026-03-18T12:00:00Z"`
	GoedgekeurdOp  *time.Time               `json:"goedgekeurdOp,omitempty" doc:"Wanneer goedgekeurd (UTC)." example:"2026-03-20T09:00:00Z"`
	UitgevoerdOp   *time.Time               `json:"uitgevoerdOp,omitempty" doc:"Wanneer uitgevoerd (UTC)." example:"2026-03-20T09:00:01Z"`
}

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
	Onderdeel    *id.Onderdeel    `json:"onderdeel,omitempty" doc:"Het onderdeel waar de gebeurtenis iets aan wijzigt." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Betrokkene   *id.Betrokkene   `json:"betrokkene,omitempty" doc:"De betrokkene." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Over         []id.Betrokkene  `json:"over,omitempty" doc:"Over wie het gaat."`
	Rubriek      domain.Rubriek   `json:"rubriek,omitempty" doc:"De rubriek." example:"onderzoek"`
	Wijze        domain.Wijze     `json:"wijze,omitempty" doc:"Hoe is gecorrigeerd." example:"verbeteren"`
	Betwist      []id.Onderdeel   `json:"betwist,omitempty" doc:"Wat een eigen verklaring betwist."`
	Stukken      []Stuk           `json:"stukken,omitempty" doc:"Wat een verstrekking bevatte."`
	OntvangenOp  *time.Time       `json:"ontvangenOp,omitempty" doc:"Wanneer een melding is ontvangen (UTC)." example:"2026-03-01T19:15:00Z"`
	Van          *id.Betrokkene   `json:"van,omitempty" doc:"Van een relatie." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Naar         *id.Betrokkene   `json:"naar,omitempty" doc:"Van een relatie." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Fase         domain.Fase      `json:"fase,omitempty" doc:"De fase die begon." example:"onderzoek"`
	Vernietiging *id.Vernietiging `json:"vernietiging,omitempty" doc:"De vernietiging." example:"9a7d3c52-1e0b-4a6f-8c2d-5e4f6a7b8c04"`
	Omvang       *Omvang          `json:"omvang,omitempty" doc:"Waarvan de vernietiging is."`
	Uitkomsten   []UitkomstPer    `json:"uitkomsten,omitempty" doc:"De uitkomst per onderdeel."`
}

// UitkomstPer is the outcome for one onderdeel.
type UitkomstPer struct {
	Onderdeel id.Onderdeel    `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Uitkomst  domain.Uitkomst `json:"uitkomst" doc:"De uitkomst." example:"vernietigen"`
	Belang    *id.Betrokkene  `json:"belang,omitempty" doc:"Wiens belang, bij behouden." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
}

// Verschillen are the differences between two moments.
type Verschillen struct {
	Dossier    id.Dossier          `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Sinds      time.Time           `json:"sinds" doc:"Het eerste moment (UTC)." example:"2026-03-01T00:00:00Z"`
	Tot        time.Time           `json:"tot" doc:"Het tweede moment (UTC)." example:"2026-04-01T00:00:00Z"`
	Velden     []VeldVerschil      `json:"velden" doc:"Wat aan het dossier zelf veranderde: fase en status."`
	Onderdelen []OnderdeelVerschil `json:"onderdelen" doc:"Wat per onderdeel veranderde."`
}

// OnderdeelVerschil is what changed in one onderdeel.
type OnderdeelVerschil struct {
	Onderdeel id.Onderdeel       `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Soort     domain.InhoudSoort `json:"soort" doc:"Wat voor inhoud." example:"contact"`
	Nieuw     bool               `json:"nieuw" doc:"Het was er op het eerste moment nog niet." example:"false"`
	Gat       *Gat               `json:"gat,omitempty" doc:"Waarom de velden niet te zien zijn."`
	Velden    []VeldVerschil     `json:"velden" doc:"De gewijzigde velden."`
}

// VeldVerschil is one changed field.
type VeldVerschil struct {
	Veld        string          `json:"veld" doc:"Het veld, als pad binnen de inhoud." example:"adres/straat"`
	Oud         json.RawMessage `json:"oud,omitempty" doc:"De oude waarde; weg: er was er geen." example:"\"Dorpsstraat\""`
	Nieuw       json.RawMessage `json:"nieuw,omitempty" doc:"De nieuwe waarde; weg: er is er geen." example:"\"Kerkstraat\""`
	Gebeurtenis id.Gebeurtenis  `json:"gebeurtenis" doc:"Door welke gebeurtenis." example:"4d1c0a7b-8f5e-4b0a-9d6c-7e8f90a1b205"`
	Revisie     uint64          `json:"revisie" doc:"Haar revisie." example:"12"`
	Soort       domain.Soort    `json:"soort" doc:"Wat voor gebeurtenis." example:"correctie.toegepast"`
	Door        Wie             `json:"door" doc:"Wie het wijzigde."`
	Grond       string          `json:"grond,omitempty" doc:"Grond van de correctie." example:"feitelijk-onjuist"`
}

// Voorvertoning is what a vernietiging would be of.
type Voorvertoning struct {
	Omvang     Omvang                   `json:"omvang" doc:"Waarvan."`
	Revisie    uint64                   `json:"revisie" doc:"Revisie van het dossier, voor If-Match bij het besluit." example:"12"`
	Onderdelen []OnderdeelVoorvertoning `json:"onderdelen" doc:"Wat een uitkomst nodig heeft."`
	NogGenoemd []NogGenoemd             `json:"nogGenoemd" doc:"Teksten die de persoon nog noemen buiten de eigen vermeldingen; een mens beoordeelt ze."`
}

// OnderdeelVoorvertoning is an onderdeel that needs an outcome.
type OnderdeelVoorvertoning struct {
	Onderdeel
	AlleenVan bool            `json:"alleenVan" doc:"Het gaat over niemand anders." example:"true"`
	Voorstel  domain.Uitkomst `json:"voorstel,omitempty" doc:"Voorgestelde uitkomst; weg waar een mens moet kiezen." example:"vernietigen"`
}

// NogGenoemd is a text that still names the person.
type NogGenoemd struct {
	Onderdeel id.Onderdeel `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Plaatsen  []Voorstel   `json:"plaatsen" doc:"Waar in de tekst."`
}

// Raadplegingen are who read a dossier.
type Raadplegingen struct {
	Dossier       id.Dossier    `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Raadplegingen []Raadpleging `json:"raadplegingen" doc:"Wie het raadpleegde of werd geweigerd, op volgorde; deze raadpleging inbegrepen."`
}

// Raadpleging is one access fact.
type Raadpleging struct {
	Gebeurtenis   id.Gebeurtenis     `json:"gebeurtenis" doc:"Id van de gebeurtenis." example:"4d1c0a7b-8f5e-4b0a-9d6c-7e8f90a1b205"`
	Soort         domain.Soort       `json:"soort" doc:"Raadpleging of weigering." example:"dossier.geraadpleegd"`
	Door          Wie                `json:"door" doc:"Wie."`
	Verzoek       string             `json:"verzoek,omitempty" doc:"Het verzoek." example:"4bf92f3577b34da6a3ce929d0e0e4736"`
	Wat           string             `json:"wat,omitempty" doc:"Wat is geraadpleegd." example:"beeld"`
	Revisie       *uint64            `json:"revisie,omitempty" doc:"Revisie van het dossier toen." example:"12"`
	BeschikbaarOp *time.Time         `json:"beschikbaarOp,omitempty" doc:"Het gevraagde moment (UTC)." example:"2026-03-01T19:20:00Z"`
	Sinds         *time.Time         `json:"sinds,omitempty" doc:"Het gevraagde eerste moment (UTC)." example:"2026-03-01T00:00:00Z"`
	GeldigOp      string             `json:"geldigOp,omitempty" format:"date" doc:"De gevraagde dag." example:"2026-03-01"`
	Categorieen   []domain.Categorie `json:"categorieen,omitempty" doc:"Welke soorten gegevens getoond mochten worden."`
	Aantal        *int               `json:"aantal,omitempty" doc:"Hoeveel versies zijn getoond." example:"14"`
	Digest        []byte             `json:"digest,omitempty" doc:"SHA-256 van de gesorteerde ids van de getoonde gebeurtenissen."`
	Handeling     domain.Handeling   `json:"handeling,omitempty" doc:"Wat is geweigerd." example:"raadplegen"`
	Code          domain.Code        `json:"code,omitempty" doc:"Waarom." example:"geen-toegang"`
}
