package bericht

import (
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Gat says why content is not shown.
type Gat struct {
	Reden        domain.GatReden  `json:"reden" doc:"Waarom de inhoud niet te zien is." example:"vernietigd"`
	Vernietiging *id.Vernietiging `json:"vernietiging,omitempty" doc:"Met welke vernietiging de inhoud is vernietigd." example:"9a7d3c52-1e0b-4a6f-8c2d-5e4f6a7b8c04"`
	Op           *time.Time       `json:"op,omitempty" doc:"Wanneer die is goedgekeurd." example:"2026-03-20T09:00:00Z"`
}

// Wie is who did something, for whom, in which role, what for and when.
type Wie struct {
	Wie          string            `json:"wie" doc:"De medewerker (id)." example:"m-1024"`
	Namens       string            `json:"namens,omitempty" doc:"Voor welke medewerker." example:"m-1001"`
	Rol          string            `json:"rol" doc:"In welke rol." example:"medewerker"`
	Doel         string            `json:"doel" doc:"Waarvoor het nodig was." example:"onderzoek"`
	Aanleiding   domain.Aanleiding `json:"aanleiding,omitempty" doc:"Waarom het is vastgelegd, als dat niet het gewone werk was." example:"verzoek"`
	Herkomst     *Herkomst         `json:"herkomst,omitempty" doc:"Dat het eerst elders is vastgelegd."`
	VastgelegdOp time.Time         `json:"vastgelegdOp" doc:"Wanneer het is vastgelegd (UTC)." example:"2026-03-01T19:20:00Z"`
}

// Herkomst says that something was first recorded elsewhere.
type Herkomst struct {
	Soort domain.HerkomstSoort `json:"soort" doc:"Vanwaar." example:"ouder-dossier"`
	Op    time.Time            `json:"op" doc:"Wanneer het daar is vastgelegd (UTC)." example:"2019-05-14T08:30:00Z"`
	Wie   string               `json:"wie,omitempty" doc:"Welke medewerker het daar vastlegde (id)." example:"m-0815"`
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
	BewaarVanaf    time.Time         `json:"bewaarVanaf" doc:"Laatste vastlegging die telt voor de bewaartermijn en toen bekend was (UTC)." example:"2026-03-01T19:20:00Z"`
	Beperkt        []id.Onderdeel    `json:"beperkt,omitempty" doc:"De beperkingen waardoor het hele dossier blijft zoals het is."`
	Fase           domain.Fase       `json:"fase" doc:"De fase van het werk als geheel: de laatst begonnen fase van een melding waarbij nog bemoeienis loopt." example:"onderzoek"`
	Lopend         []id.Onderdeel    `json:"lopend,omitempty" doc:"De meldingen waarbij bemoeienis loopt."`
	Toewijzingen   []Toewijzing      `json:"toewijzingen,omitempty" doc:"Aan wie het was toegewezen."`
	GeslotenOp     *time.Time        `json:"geslotenOp,omitempty" doc:"Wanneer het is gesloten (UTC)." example:"2026-09-01T10:00:00Z"`
	Overgebracht   *Overgebracht     `json:"overgebracht,omitempty" doc:"Dat het hele dossier in een ander is opgegaan."`
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

	Is  *id.Betrokkene `json:"is,omitempty" doc:"Met wie deze betrokkene is samengevoegd: zij zijn dezelfde mens, en die blijft." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Ook *id.Betrokkene `json:"ook,omitempty" doc:"Als wie deze mens ook was vastgelegd, en die hierin is opgegaan." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
}

// Onderdeel is anything with content of its own, in the version that was known.
type Onderdeel struct {
	ID             id.Onderdeel        `json:"id" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Soort          domain.InhoudSoort  `json:"soort" doc:"Wat voor inhoud het heeft." example:"gegeven"`
	Rubriek        domain.Rubriek      `json:"rubriek,omitempty" doc:"Van een gegeven of verslag." example:"onderzoek"`
	Stand          domain.Stand        `json:"stand" doc:"De stand nu." example:"geldig"`
	Geheim         bool                `json:"geheim,omitempty" doc:"Deze versie is nu geheim: alleen aangewezen rollen zien haar." example:"false"`
	Over           []id.Betrokkene     `json:"over,omitempty" doc:"Over wie het gaat."`
	Inhoud         *Inhoud             `json:"inhoud,omitempty" doc:"De inhoud, waar die getoond mag worden."`
	Gat            *Gat                `json:"gat,omitempty" doc:"Waarom de inhoud niet te zien is."`
	Revisie        uint64              `json:"revisie" doc:"Revisie van de gebeurtenis met deze versie." example:"9"`
	Gebeurtenis    id.Gebeurtenis      `json:"gebeurtenis" doc:"De gebeurtenis met deze versie." example:"4d1c0a7b-8f5e-4b0a-9d6c-7e8f90a1b205"`
	Door           Wie                 `json:"door" doc:"Wie deze versie vastlegde."`
	EerdereVersies []uint64            `json:"eerdereVersies,omitempty" doc:"Revisies van eerdere versies, op volgorde."`
	Overgebracht   *Overgebracht       `json:"overgebracht,omitempty" doc:"Dat het naar een ander dossier is gegaan."`
	UitDossier     *id.Dossier         `json:"uitDossier,omitempty" doc:"Uit welk dossier het is overgenomen." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Beperkt        []id.Onderdeel      `json:"beperkt,omitempty" doc:"De beperkingen waardoor het nu blijft zoals het is, naast die van het hele dossier."`
	Betwist        []id.Onderdeel      `json:"betwist,omitempty" doc:"Wat deze eigen verklaring betwist."`
	Verklaringen   []id.Onderdeel      `json:"verklaringen,omitempty" doc:"Eigen verklaringen hierbij."`
	Stukken        []Stuk              `json:"stukken,omitempty" doc:"Wat deze verstrekking bevatte."`
	Verstrekt      []id.Onderdeel      `json:"verstrekt,omitempty" doc:"Verstrekkingen die een versie hiervan bevatten."`
	Bij            *Stuk               `json:"bij,omitempty" doc:"Van welke versie dit de accordering is."`
	Accorderingen  []id.Onderdeel      `json:"accorderingen,omitempty" doc:"Accorderingen hiervan, op volgorde."`
	Punten         []Punt              `json:"punten,omitempty" doc:"Wat hierover nog moest gebeuren."`
	Passages       []id.Onderdeel      `json:"passages,omitempty" doc:"Van een verslag: zijn passages, op volgorde."`
	Verslag        *id.Onderdeel       `json:"verslag,omitempty" doc:"Van een passage: het verslag." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	OntvangenOp    *time.Time          `json:"ontvangenOp,omitempty" doc:"Wanneer deze melding is ontvangen (UTC)." example:"2026-03-01T19:15:00Z"`
	Kwalificatie   domain.Kwalificatie `json:"kwalificatie,omitempty" doc:"Van een melding, of het besluit daarover: hoe die is gekwalificeerd." example:"vervolgmelding"`
	Fase           domain.Fase         `json:"fase,omitempty" doc:"Van een melding: haar eigen fase; van een besluit: de fase die ermee begon." example:"onderzoek"`
	FaseSinds      *time.Time          `json:"faseSinds,omitempty" doc:"Sinds wanneer (UTC)." example:"2026-03-06T10:00:00Z"`
	Besluit        domain.Soort        `json:"besluit,omitempty" doc:"Van een besluit: wat ermee gebeurde, als soort gebeurtenis." example:"fase.gewijzigd"`
	Melding        *id.Onderdeel       `json:"melding,omitempty" doc:"Van een besluit: over welke melding het gaat." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Van            *id.Betrokkene      `json:"van,omitempty" doc:"Van deze relatie: de ene betrokkene." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Naar           *id.Betrokkene      `json:"naar,omitempty" doc:"Van deze relatie: de andere betrokkene." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Aan            *id.Betrokkene      `json:"aan,omitempty" doc:"Van deze mededeling: voor wie zij is." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`

	BevestigdGeheim []id.Onderdeel `json:"bevestigdGeheim,omitempty" doc:"Waarvan deze verstrekking bevatte wat geheim was; bevestigd door wie haar vastlegde."`

	Informatie *Informatie `json:"informatie,omitempty" doc:"Van een informatieverzoek of een antwoord daarop."`
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
	Overbrenging   *id.Overbrenging         `json:"overbrenging,omitempty" doc:"Van wat met deze overbrenging naar een ander dossier ging." example:"6b1f0f5e-2f5d-4d0a-9a54-0f3c8a1e7d07"`
	Stand          domain.VernietigingStand `json:"stand" doc:"Hoe ver die is." example:"besloten"`
	BeslotenDoor   string                   `json:"beslotenDoor" doc:"Wie besloot (medewerker)." example:"m-2001"`
	BeslotenNamens string                   `json:"beslotenNamens,omitempty" doc:"Voor wie (medewerker)." example:"m-2000"`
	BeslotenOp     time.Time                `json:"beslotenOp" doc:"Wanneer (UTC)." example:"2026-03-18T12:00:00Z"`
	GoedgekeurdOp  *time.Time               `json:"goedgekeurdOp,omitempty" doc:"Wanneer goedgekeurd (UTC)." example:"2026-03-20T09:00:00Z"`
	UitgevoerdOp   *time.Time               `json:"uitgevoerdOp,omitempty" doc:"Wanneer uitgevoerd (UTC)." example:"2026-03-20T09:00:01Z"`
}
