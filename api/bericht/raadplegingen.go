package bericht

import (
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

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
	Onderdeel     *id.Onderdeel      `json:"onderdeel,omitempty" doc:"De bijlage waarvan het bestand is opgehaald." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Revisie       *uint64            `json:"revisie,omitempty" doc:"Revisie van het dossier toen." example:"12"`
	BeschikbaarOp *time.Time         `json:"beschikbaarOp,omitempty" doc:"Het gevraagde moment (UTC)." example:"2026-03-01T19:20:00Z"`
	Sinds         *time.Time         `json:"sinds,omitempty" doc:"Het gevraagde eerste moment (UTC)." example:"2026-03-01T00:00:00Z"`
	GeldigOp      string             `json:"geldigOp,omitempty" format:"date" doc:"De gevraagde dag." example:"2026-03-01"`
	Categorieen   []domain.Categorie `json:"categorieen,omitempty" doc:"Welke soorten gegevens getoond mochten worden."`
	Aantal        *int               `json:"aantal,omitempty" doc:"Hoeveel versies zijn getoond." example:"14"`
	Digest        []byte             `json:"digest,omitempty" doc:"SHA-256 van de gesorteerde ids van de getoonde gebeurtenissen."`
	Concept       *id.Concept        `json:"concept,omitempty" doc:"Welk concept van een ander." example:"6e2b8d1f-3a4c-4f7e-9b0d-8c7a6f5e4d07"`
	Eigenaar      string             `json:"eigenaar,omitempty" doc:"Van welke medewerker dat concept is." example:"m-1001"`
	Reden         string             `json:"reden,omitempty" doc:"Waarom dat concept is weggegooid." example:"al-vastgelegd"`
	Via           *id.Dossier        `json:"via,omitempty" doc:"Het dossier waarin dit eerder stond, en dat is bekeken zoals het toen was." example:"1b6f0c52-5d0e-4f3a-9a77-2c4e8d1f6a90"`
	Handeling     domain.Handeling   `json:"handeling,omitempty" doc:"Wat is geweigerd." example:"raadplegen"`
	Code          domain.Code        `json:"code,omitempty" doc:"Waarom." example:"geen-toegang"`
}
