package bericht

import (
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Probleem is why something was not done (RFC 9457). It never holds what the caller sent.
type Probleem struct {
	Type           string           `json:"type" format:"uri" doc:"Wat voor probleem, als URI." example:"urn:dossierboek:probleem:ongeldige-invoer"`
	Title          string           `json:"title" doc:"Het soort probleem in woorden." example:"De invoer klopt niet"`
	Status         int              `json:"status" doc:"De HTTP-status." example:"400"`
	Detail         string           `json:"detail" doc:"Wat er nu aan de hand is." example:"De invoer klopt niet. Zie de fouten per veld."`
	Code           domain.Code      `json:"code" doc:"Vaste code van het probleem, voor programma's." example:"ongeldige-invoer"`
	Regels         []string         `json:"regels,omitempty" doc:"Regels waarop de weigering rust." example:"[\"ZOB-17.4b\"]"`
	Fouten         []Fout           `json:"fouten,omitempty" doc:"Alle fouten in de invoer tegelijk."`
	Onderdelen     []id.Onderdeel   `json:"onderdelen,omitempty" doc:"De onderdelen waar het om gaat: die nog een uitkomst nodig hebben, of sinds het besluit zijn gewijzigd."`
	MogelijkBekend []MogelijkBekend `json:"mogelijkBekend,omitempty" doc:"Dossiers waarin personen uit de aanvraag misschien al staan, bij de code mogelijk-bekend."`
	Verzoek        string           `json:"verzoek" doc:"Id van het verzoek, om naar te verwijzen." example:"4bf92f3577b34da6a3ce929d0e0e4736"`
}

// Fout is one fault in what was sent.
type Fout struct {
	Waar  string `json:"waar" enum:"inhoud,pad,query,kop" doc:"Waar de fout zit." example:"inhoud"`
	Veld  string `json:"veld" doc:"In de inhoud een JSON-pointer (RFC 6901), anders de naam van de parameter." example:"/identiteit/bsn"`
	Code  string `json:"code" doc:"Vaste code van de fout, voor programma's." example:"bsn-elfproef"`
	Tekst string `json:"tekst" doc:"Uitleg in woorden." example:"Dit burgerservicenummer klopt niet."`
}
