package bericht

import (
	"time"

	"dossierboek/domain"
)

// Toegewezene is an employee or a team, in a rol.
type Toegewezene struct {
	Medewerker domain.Medewerker    `json:"medewerker,omitempty" maxLength:"64" doc:"De medewerker; of geef een team." example:"m-1024"`
	Team       domain.Team          `json:"team,omitempty" maxLength:"64" doc:"Het team; of geef een medewerker." example:"team-zuid"`
	Rol        domain.ToewijzingRol `json:"rol" doc:"In welke rol." example:"behandelaar"`
}

// Toewijzing is who has a dossier, and since when.
type Toewijzing struct {
	Toegewezene
	Sinds time.Time `json:"sinds" doc:"Sinds wanneer (UTC)." example:"2026-03-01T19:20:00Z"`
}

// NieuweToewijzing assigns a dossier.
type NieuweToewijzing struct{ Toegewezene }

// BeeindigdeToewijzing ends an assignment.
type BeeindigdeToewijzing struct{ Toegewezene }

// OvergedragenToewijzing hands a dossier over.
type OvergedragenToewijzing struct {
	VanWie Toegewezene `json:"vanWie" doc:"Wie het dossier had." example:"{\"medewerker\":\"m-1024\",\"rol\":\"behandelaar\"}"`
	Wie    Toegewezene `json:"wie" doc:"Wie het overneemt." example:"{\"medewerker\":\"m-1025\",\"rol\":\"dienst\"}"`
	Besluit
}
