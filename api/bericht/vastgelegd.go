package bericht

import (
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
	MogelijkBekend []MogelijkBekend `json:"mogelijkBekend,omitempty" doc:"Na het toevoegen van een betrokkene: andere dossiers waarin die misschien al staat."`
	Overbrenging   *id.Overbrenging `json:"overbrenging,omitempty" doc:"De overbrenging waar het om gaat." example:"6b1f0f5e-2f5d-4d0a-9a54-0f3c8a1e7d07"`
	Herhaald       bool             `json:"herhaald" doc:"Deze Idempotency-Key was al gebruikt: dit is de eerste uitkomst." example:"false"`
	BeeldLooptNa   bool             `json:"beeldLooptNa" doc:"Lijsten en zoeken tonen deze vastlegging nog niet; het dossier zelf wel." example:"false"`
	NogUitTeVoeren bool             `json:"nogUitTeVoeren" doc:"Het besluit staat vast en geldt, maar is nog niet helemaal uitgevoerd; dat wordt afgemaakt." example:"false"`
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
