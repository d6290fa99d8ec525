package bericht

import (
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Punt is something that is still to be done about an onderdeel.
type Punt struct {
	Soort     domain.PuntSoort  `json:"soort" doc:"Wat voor punt." example:"accordering"`
	Titel     string            `json:"titel" doc:"Wat er moet gebeuren." example:"De accordering door de informant ontbreekt."`
	Eigenaar  domain.Medewerker `json:"eigenaar" doc:"Wie het doet (medewerker)." example:"m-1024"`
	Uiterlijk string            `json:"uiterlijk" format:"date" doc:"De laatste dag waarop het op tijd is." example:"2026-03-16"`
	Sinds     time.Time         `json:"sinds" doc:"Sinds wanneer het openstaat (UTC)." example:"2026-03-02T09:00:00Z"`
}

// OpenstaandePunten is a page of someone's agenda.
type OpenstaandePunten struct {
	Punten   []OpenstaandPunt `json:"punten" doc:"De punten, het dringendste eerst."`
	Volgende string           `json:"volgende,omitempty" doc:"Cursor van de volgende bladzijde; weg: dit was alles." example:"BQAGOmZvbw"`

	Concepten []ConceptRegel `json:"concepten,omitempty" doc:"Concepten van deze medewerker die aandacht vragen: een week niet bewaard, met een vernietiging vervallen of door een ander weggegooid. Alleen op de eerste bladzijde; die van een ander alleen voor een teamleider en de privacy officer."`
}

// OpenstaandPunt is a punt, and where it stands.
type OpenstaandPunt struct {
	Dossier   id.Dossier   `json:"dossier" doc:"Het dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Onderdeel id.Onderdeel `json:"onderdeel" doc:"Het onderdeel waar het om gaat." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Punt
}

// NieuwPunt opens a punt, or gives one that is open to another.
type NieuwPunt struct {
	Onderdeel id.Onderdeel      `json:"onderdeel" doc:"Het onderdeel waar het om gaat." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Soort     domain.PuntSoort  `json:"soort" doc:"Wat voor punt." example:"nakijken"`
	Eigenaar  domain.Medewerker `json:"eigenaar" maxLength:"64" doc:"Wie het doet (medewerker)." example:"m-1024"`
	Uiterlijk string            `json:"uiterlijk" format:"date" doc:"De laatste dag waarop het op tijd is." example:"2026-03-16"`
}

// AfgedaanPunt ends a punt.
type AfgedaanPunt struct {
	Onderdeel id.Onderdeel     `json:"onderdeel" doc:"Het onderdeel waar het om gaat." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Soort     domain.PuntSoort `json:"soort" doc:"Wat voor punt." example:"nakijken"`
}
