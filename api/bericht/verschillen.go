package bericht

import (
	"encoding/json"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

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
	Verslag   *id.Onderdeel      `json:"verslag,omitempty" doc:"Van een passage: het verslag." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Plaats    int                `json:"plaats,omitempty" doc:"Van een passage: de hoeveelste van het verslag; weg: er kwamen andere voor in de plaats." example:"2"`
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
