package bericht

import (
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Dossiers is a page of the list of dossiers.
type Dossiers struct {
	Dossiers []DossierRegel `json:"dossiers" doc:"De dossiers, het laatst gewijzigde eerst."`
	Volgende string         `json:"volgende,omitempty" doc:"Cursor van de volgende bladzijde; weg: dit was alles." example:"AQAGOmZvbw"`
}

// DossierRegel is a dossier as the list shows it: nothing of a person.
type DossierRegel struct {
	Dossier     id.Dossier  `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Revisie     uint64      `json:"revisie" doc:"De laatste revisie." example:"12"`
	Status      string      `json:"status" doc:"open, gesloten of vernietigd." example:"open"`
	Fase        domain.Fase `json:"fase" doc:"De fase." example:"onderzoek"`
	GeopendOp   time.Time   `json:"geopendOp" doc:"Wanneer geopend (UTC)." example:"2026-03-01T19:20:00Z"`
	GewijzigdOp time.Time   `json:"gewijzigdOp" doc:"Wanneer het laatst iets is vastgelegd (UTC)." example:"2026-03-01T19:20:00Z"`
	Betrokkenen int         `json:"betrokkenen" doc:"Hoeveel betrokkenen er zijn toegevoegd." example:"3"`
	Onderdelen  int         `json:"onderdelen" doc:"Hoeveel onderdelen er zijn." example:"14"`
}

// Verstrekkingen is a page of the list of verstrekkingen of a dossier.
type Verstrekkingen struct {
	Verstrekkingen []VerstrekkingRegel `json:"verstrekkingen" doc:"De verstrekkingen, de nieuwste eerst. Aan wie en waarom staat in het dossier."`
	Volgende       string              `json:"volgende,omitempty" doc:"Cursor van de volgende bladzijde; weg: dit was alles." example:"AgAGOmZvbw"`
}

// VerstrekkingRegel is a verstrekking and what became of what it held.
type VerstrekkingRegel struct {
	Dossier   id.Dossier      `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Onderdeel id.Onderdeel    `json:"onderdeel" doc:"De verstrekking." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Revisie   uint64          `json:"revisie" doc:"Revisie van de gebeurtenis." example:"12"`
	Op        time.Time       `json:"op" doc:"Wanneer vastgelegd (UTC)." example:"2026-03-01T19:20:00Z"`
	Stand     domain.Stand    `json:"stand" doc:"Stand van de verstrekking." example:"geldig"`
	Stukken   []VerstrektStuk `json:"stukken" doc:"Wat is verstrekt."`
}

// VerstrektStuk is what a recipient holds, beside what stands here now.
type VerstrektStuk struct {
	Onderdeel id.Onderdeel `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Revisie   uint64       `json:"revisie" doc:"Revisie van de verstrekte versie." example:"9"`
	Laatste   uint64       `json:"laatste" doc:"Revisie van de nieuwste versie." example:"15"`
	Stand     domain.Stand `json:"stand" doc:"Stand van het onderdeel nu." example:"geldig"`
	Verouderd bool         `json:"verouderd" doc:"De ontvanger heeft iets wat hier niet meer zo is." example:"true"`
}

// Vernietigingen is a page of the list of vernietigingen.
type Vernietigingen struct {
	Vernietigingen []VernietigingRegel `json:"vernietigingen" doc:"De vernietigingen, de laatst besloten eerst."`
	Volgende       string              `json:"volgende,omitempty" doc:"Cursor van de volgende bladzijde; weg: dit was alles." example:"AwAGOmZvbw"`
}

// VernietigingRegel is the course of a vernietiging.
type VernietigingRegel struct {
	Dossier id.Dossier `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	LoopVernietigen
}

// Gevonden is what a search found.
type Gevonden struct {
	Treffers []Treffer `json:"treffers" doc:"De gevonden personen of verstrekkingen."`
	Meer     bool      `json:"meer" doc:"Er is meer gevonden dan hier staat; zoek preciezer." example:"false"`
}

// Treffer is a person found in a dossier, or a verstrekking.
type Treffer struct {
	Dossier    id.Dossier     `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Betrokkene *id.Betrokkene `json:"betrokkene,omitempty" doc:"De gevonden persoon." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Onderdeel  *id.Onderdeel  `json:"onderdeel,omitempty" doc:"De gevonden verstrekking." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Inhoud     *Inhoud        `json:"inhoud,omitempty" doc:"De identiteit, of de verstrekking, waar die getoond mag worden."`
	Gat        *Gat           `json:"gat,omitempty" doc:"Waarom de inhoud niet te zien is."`
}
