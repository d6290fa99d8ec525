package bericht

import (
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Informatieverzoek is what was asked of whom.
type Informatieverzoek struct {
	Instantie string `json:"instantie,omitempty" maxLength:"200" doc:"Aan welke instantie, of aan wie daarbinnen." example:"Huisartsenpraktijk De Verzinsels"`
	Informant string `json:"informant,omitempty" maxLength:"36" doc:"Aan wie, waar die als betrokkene is vastgelegd." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Gevraagd  Tekst  `json:"gevraagd" doc:"Wat er wordt gevraagd." example:"{\"tekst\":\"Is het kind de afgelopen weken op het spreekuur gezien?\"}"`
}

// Informatieantwoord is what came of a request.
type Informatieantwoord struct {
	Uitkomst    domain.AntwoordUitkomst `json:"uitkomst" doc:"Wat er van het verzoek kwam." example:"ontvangen-niet-vastgelegd"`
	Toelichting *Tekst                  `json:"toelichting,omitempty" doc:"Toelichting; verplicht waar iets is ontvangen en niet vastgelegd." example:"{\"tekst\":\"Het stuk ging over een ander gezin.\"}"`
	Op          string                  `json:"op,omitempty" format:"date" doc:"Wanneer het kwam." example:"2026-03-01"`
}

// NieuwInformatieverzoek asks for information. Asking is a verstrekking too, of the onderdelen that the other learns
// of by it.
type NieuwInformatieverzoek struct {
	Informatieverzoek
	Onderdelen      []id.Onderdeel       `json:"onderdelen" minItems:"1" maxItems:"5000" doc:"Wat de ander door de vraag te weten komt: ten minste over wie het gaat." example:"[\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"]"`
	BevestigdGeheim []id.Onderdeel       `json:"bevestigdGeheim,omitempty" maxItems:"5000" doc:"Welke daarvan een geheim adres of nummer bevatten dat naar deze ontvanger mag."`
	Grond           domain.VerstrekGrond `json:"grond" doc:"De grond waarop dit wordt gevraagd en daarbij wordt verstrekt." example:"veiligheid"`
	Toestemming     domain.Toestemming   `json:"toestemming" doc:"Of toestemming is gegeven." example:"niet-gevraagd"`
	Doel            Tekst                `json:"doel" doc:"Waarom het nodig is." example:"{\"tekst\":\"Nodig voor de veiligheidsbeoordeling.\"}"`
	Uiterlijk       string               `json:"uiterlijk" format:"date" doc:"Tot wanneer het antwoord wordt afgewacht; zolang staat er een openstaand punt." example:"2099-12-31"`
}

// NieuwInformatieantwoord records what came of a request.
type NieuwInformatieantwoord struct {
	Vastgelegd []id.Onderdeel `json:"vastgelegd,omitempty" maxItems:"500" doc:"De onderdelen die van het ontvangene zijn vastgelegd." example:"[\"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03\"]"`
	Informatieantwoord
}

// Informatie is how a verzoek and its answers hang together.
type Informatie struct {
	Verstrekking *id.Onderdeel  `json:"verstrekking,omitempty" doc:"Van een verzoek: de verstrekking die het ook is." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Antwoorden   []id.Onderdeel `json:"antwoorden,omitempty" doc:"Van een verzoek: de antwoorden."`
	Verzoek      *id.Onderdeel  `json:"verzoek,omitempty" doc:"Van een antwoord: het verzoek." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Vastgelegd   []id.Onderdeel `json:"vastgelegd,omitempty" doc:"Van een antwoord: wat ervan is vastgelegd."`
}
