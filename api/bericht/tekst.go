package bericht

import "dossierboek/domain/id"

// Tekst is a text with who is mentioned in it. The same shape goes in and comes out, so that a text that was read can
// be changed and sent back.
type Tekst struct {
	Tekst        string       `json:"tekst" minLength:"1" maxLength:"100000" doc:"De tekst zoals geschreven. Bij lezen staat op de plaats van een vermelding die niet te zien is [afgeschermd], [vernietigd] of [geheim]." example:"Sanne zegt dat Bram goed slaapt."`
	Vermeldingen []Vermelding `json:"vermeldingen,omitempty" maxItems:"5000" doc:"Waar in de tekst een betrokkene wordt genoemd. Hoe iemand er staat, wordt alleen bij die persoon bewaard en met die persoon vernietigd." example:"[{\"begin\":0,\"einde\":5,\"wie\":\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"}]"`
	NietBedoeld  []Plaats     `json:"nietBedoeld,omitempty" maxItems:"5000" doc:"Waar iemand besloot dat een betrokkene juist niet bedoeld is, zodat het niet opnieuw wordt voorgesteld." example:"[{\"begin\":15,\"einde\":19,\"wie\":\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"}]"`
}

// Vermelding is one mention in a text.
type Vermelding struct {
	Begin    int    `json:"begin" minimum:"0" maximum:"100000" doc:"Eerste teken, geteld in Unicode-codepunten vanaf 0." example:"0"`
	Einde    int    `json:"einde" minimum:"1" maximum:"100000" doc:"Teken na het laatste." example:"5"`
	Wie      string `json:"wie,omitempty" maxLength:"36" doc:"De betrokkene (id), of bij het openen van een dossier diens verwijzing. Bij lezen leeg waar wat er staat geheim is voor de lezer." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Toestand string `json:"toestand,omitempty" enum:"zichtbaar,afgeschermd,vernietigd,geheim" doc:"Bij lezen: of te zien is hoe de betrokkene er staat." example:"zichtbaar"`
	Geheim   bool   `json:"geheim,omitempty" doc:"Wat hier staat is geheim: alleen aangewezen rollen zien het, en van wie het is. De server zet dit zelf bij een adres of nummer dat in het dossier geheim is." example:"false"`
	Slot     *int   `json:"slot,omitempty" minimum:"0" maximum:"100000" doc:"Nummer van de vermelding in de tekst. Nodig om een vermelding die niet te zien is bij een correctie te laten staan." example:"0"`
}

// Plaats is where in a text somebody is not meant.
type Plaats struct {
	Begin int    `json:"begin" minimum:"0" maximum:"100000" doc:"Eerste teken, geteld in Unicode-codepunten vanaf 0." example:"15"`
	Einde int    `json:"einde" minimum:"1" maximum:"100000" doc:"Teken na het laatste." example:"19"`
	Wie   string `json:"wie" maxLength:"36" doc:"De betrokkene (id) die hier niet bedoeld is." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
}

// Voorstel is a place where a known person seems to be meant.
type Voorstel struct {
	Begin   int           `json:"begin" doc:"Eerste teken, geteld in Unicode-codepunten vanaf 0." example:"0"`
	Einde   int           `json:"einde" doc:"Teken na het laatste." example:"5"`
	Wie     id.Betrokkene `json:"wie" doc:"De betrokkene die bedoeld kan zijn." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Soort   string        `json:"soort" doc:"Waaraan de betrokkene te herkennen is: naam, bsn, telefoon, email of adres." example:"naam"`
	Twijfel bool          `json:"twijfel" doc:"Het kan ook een gewoon woord of iemand anders zijn." example:"false"`
}

// Voorstellen are the proposals for a text.
type Voorstellen struct {
	Voorstellen []Voorstel `json:"voorstellen" doc:"De gevonden plaatsen, op volgorde." example:"[{\"begin\":0,\"einde\":5,\"wie\":\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\",\"soort\":\"naam\",\"twijfel\":false}]"`
}
