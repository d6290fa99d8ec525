package bericht

import (
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Voorvertoning is what a vernietiging would be of.
type Voorvertoning struct {
	Omvang     Omvang                   `json:"omvang" doc:"Waarvan."`
	Revisie    uint64                   `json:"revisie" doc:"Revisie van het dossier, voor If-Match bij het besluit." example:"12"`
	Onderdelen []OnderdeelVoorvertoning `json:"onderdelen" doc:"Wat een uitkomst nodig heeft."`
	NogGenoemd []NogGenoemd             `json:"nogGenoemd" doc:"Teksten die de persoon nog noemen buiten de eigen vermeldingen; een mens beoordeelt ze, en kan ze bij het besluit ook een uitkomst geven."`
	Onthult    []Onthulling             `json:"onthult" doc:"Waar een adres of nummer dat geheim is te lezen zou zijn als het contactgegeven dat het verborgen houdt zo wordt vernietigd, ook in andere dossiers. Zolang er iets staat, wordt het besluit geweigerd: maak het onderdeel geheim, of laat het mee vernietigen of herschrijven."`
	Concepten  []ConceptVoorvertoning   `json:"concepten" doc:"Wat medewerkers hierover aan het schrijven zijn. Een concept krijgt geen uitkomst: het vervalt geheel of blijft. Wie er iets van wil behouden wat niet over de persoon gaat, laat de eigenaar dat eerst opnieuw schrijven."`
}

// Onthulling is an onderdeel in which something geheim would show; nothing of it is said.
type Onthulling struct {
	Dossier   id.Dossier   `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Onderdeel id.Onderdeel `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
}

// OnderdeelVoorvertoning is an onderdeel that needs an outcome.
type OnderdeelVoorvertoning struct {
	Onderdeel
	AlleenVan bool            `json:"alleenVan" doc:"Het gaat over niemand anders." example:"true"`
	Voorstel  domain.Uitkomst `json:"voorstel,omitempty" doc:"Voorgestelde uitkomst; weg waar een mens moet kiezen." example:"vernietigen"`
}

// ConceptVoorvertoning is a draft that goes along, or that names the person and stays.
type ConceptVoorvertoning struct {
	ConceptRegel
	Vervalt bool `json:"vervalt" doc:"Het vervalt bij de goedkeuring. Zo niet, dan noemt het de persoon in zijn tekst en blijft het; vraag de eigenaar dat weg te halen." example:"true"`
}

// NogGenoemd is a text that still names the person.
type NogGenoemd struct {
	Onderdeel id.Onderdeel `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Revisie   uint64       `json:"revisie,omitempty" doc:"Revisie van de gebeurtenis met deze tekst, als het niet de nieuwste tekst van het onderdeel is: een eerdere tekst of de motivering van een correctie." example:"9"`
	Plaatsen  []Voorstel   `json:"plaatsen" doc:"Waar in de tekst; leeg waar alleen een afgeschermde tekst of vermelding de persoon noemt, of een ander veld: de bron, de hoedanigheid of de ontvanger."`
}

// Vindplaatsen are where a contactgegeven that is geheim still stands.
type Vindplaatsen struct {
	Vindplaatsen []NogGenoemd `json:"vindplaatsen" doc:"Teksten, velden en contactgegevens waarin het nog staat, buiten wat daar al geheim is. Voor wie het niet mag zien, blijft het daar verborgen; een mens beoordeelt of het daar weg moet."`
}
