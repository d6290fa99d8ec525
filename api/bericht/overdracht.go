package bericht

import (
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// NieuweOverdracht asks a dossier as a file for another organisation. What it holds is recorded as a verstrekking.
type NieuweOverdracht struct {
	Sleutels        []string             `json:"sleutels" minItems:"1" maxItems:"20" doc:"De openbare age-sleutels van de ontvanger (age1…), zoals 'dossierd overdrachtsleutel' ze maakt. Wie een van de geheime sleutels heeft, kan het bestand lezen, en niemand anders." example:"[\"age1yhvmurj4huvd5s3mmzyzlsjzlda5593u3e43hgynjau2mujp6fuqp6pxwp\"]"`
	Ontvanger       string               `json:"ontvanger" minLength:"1" maxLength:"200" doc:"De organisatie die het dossier overneemt." example:"Veilig Thuis Elders"`
	Grond           domain.VerstrekGrond `json:"grond" doc:"De grond van deze verstrekking." example:"wettelijke-taak"`
	Toestemming     domain.Toestemming   `json:"toestemming" doc:"Of toestemming is gegeven." example:"niet-gevraagd"`
	Doel            Tekst                `json:"doel" doc:"Waarom het nodig is en wie dat zo beoordeelde." example:"{\"tekst\":\"Het gezin is verhuisd naar een andere regio.\"}"`
	Weglaten        []id.Onderdeel       `json:"weglaten,omitempty" maxItems:"5000" doc:"Onderdelen die mee zouden mogen en niet meegaan." example:"[\"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03\"]"`
	Uitdrukkelijk   []id.Onderdeel       `json:"uitdrukkelijk,omitempty" maxItems:"5000" doc:"Onderdelen die alleen meegaan omdat zij hier staan: de identiteit van een melder of informant, passages die daartoe herleidbaar zijn, en bijlagen van een dossier waarvan iets voor de ontvanger verborgen blijft." example:"[\"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02\"]"`
	BevestigdGeheim []id.Onderdeel       `json:"bevestigdGeheim,omitempty" maxItems:"5000" doc:"Geheime contactgegevens die naar deze ontvanger mogen. Zonder deze bevestiging, door een rol die ze mag zien, blijven ze achter." example:"[\"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03\"]"`
}

// Bestandsslot is the last line of a file that another organisation made: without it the file is not whole.
type Bestandsslot struct {
	Slot Slot `json:"slot"`
}

// Slot says what the file is: how many lines stand between its first and this one, and what the dossier has that is
// not in it.
type Slot struct {
	Regels         int                        `json:"regels"`
	Grond          domain.Openingsgrond       `json:"grond,omitempty"`          // on which the dossier was opened there
	Achtergebleven map[domain.InhoudSoort]int `json:"achtergebleven,omitempty"` // onderdelen, per kind
	Gemaskeerd     int                        `json:"gemaskeerd,omitempty"`     // places in texts that read "[…]"
}
