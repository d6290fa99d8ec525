package bericht

import (
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// PassageAard and PassageSoort are the statuses and kinds that a passage can have; those of a gegeven are others.
type (
	PassageAard  string
	PassageSoort string
)

// Verslag is what a verslag is of. What it says stands in its passages.
type Verslag struct {
	Soort      domain.VerslagSoort `json:"soort" doc:"Waarvan het verslag is." example:"huisbezoek"`
	Titel      *Tekst              `json:"titel,omitempty" doc:"Titel." example:"{\"tekst\":\"Huisbezoek met de wijkagent\"}"`
	GebeurdOp  string              `json:"gebeurdOp,omitempty" maxLength:"10" doc:"Wanneer het was, zover bekend." example:"2026-02-14"`
	Aanwezigen []Aanwezige         `json:"aanwezigen,omitempty" maxItems:"100" doc:"Wie erbij waren." example:"[{\"functie\":\"wijkagent\"}]"`
}

// Aanwezige is who was there: a betrokkene, or the function of somebody else.
type Aanwezige struct {
	Wie     string `json:"wie,omitempty" maxLength:"36" doc:"De betrokkene." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Functie string `json:"functie,omitempty" maxLength:"200" doc:"De functie van iemand anders." example:"wijkagent"`
}

// Passage is one stretch of a verslag with one status and one source.
type Passage struct {
	Soort          PassageSoort    `json:"soort,omitempty" doc:"Wat het is." example:"mededeling"`
	Aard           PassageAard     `json:"aard" doc:"Feit, oordeel, mening of hypothese; onbeoordeeld waar dat nog niet is gezegd: dan is het de uitspraak van wie aan het woord is." example:"mening"`
	Bron           Bron            `json:"bron" doc:"Van wie het komt." example:"{\"soort\":\"eigen-waarneming\"}"`
	Tekst          Tekst           `json:"tekst" doc:"De tekst van de passage; passages achter elkaar zijn het hele verslag." example:"{\"tekst\":\"Het kind speelt rustig. \"}"`
	HerleidbaarTot []id.Betrokkene `json:"herleidbaarTot,omitempty" maxItems:"20" doc:"De melder of informant die uit de tekst is af te leiden. Wie diens identiteit niet mag zien, ziet de passage niet." example:"[\"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02\"]"`
	NietActueel    bool            `json:"nietActueel,omitempty" doc:"Het berust niet op actueel contact met het cliëntsysteem." example:"false"`
}

// PassageMarkering says of a stretch of a running text what it is.
type PassageMarkering struct {
	Begin          int             `json:"begin" minimum:"0" maximum:"100000" doc:"Eerste teken, geteld in Unicode-codepunten vanaf 0." example:"0"`
	Einde          int             `json:"einde" minimum:"1" maximum:"100000" doc:"Teken na het laatste." example:"23"`
	Soort          PassageSoort    `json:"soort,omitempty" doc:"Wat het is." example:"bevinding"`
	Aard           domain.Aard     `json:"aard" doc:"Feit, oordeel, mening of hypothese." example:"feit"`
	Bron           *Bron           `json:"bron,omitempty" doc:"Van wie het komt; leeg: van wie aan het woord is." example:"{\"soort\":\"eigen-waarneming\"}"`
	Over           []id.Betrokkene `json:"over,omitempty" maxItems:"100" doc:"Over wie het gaat, naast wie erin worden vermeld; leeg: over wie de tekst eromheen gaat." example:"[\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"]"`
	HerleidbaarTot []id.Betrokkene `json:"herleidbaarTot,omitempty" maxItems:"20" doc:"De melder of informant die uit de tekst is af te leiden." example:"[\"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02\"]"`
	NietActueel    bool            `json:"nietActueel,omitempty" doc:"Het berust niet op actueel contact met het cliëntsysteem." example:"false"`
}

// Verslagtekst is one running text with what is marked in it.
type Verslagtekst struct {
	Spreker  Bron               `json:"spreker" doc:"Wie aan het woord is: de bron van alles wat geen eigen bron heeft." example:"{\"soort\":\"eigen-waarneming\"}"`
	Tekst    Tekst              `json:"tekst" doc:"De doorlopende tekst." example:"{\"tekst\":\"Het kind speelt rustig. De vader lijkt gespannen.\"}"`
	Passages []PassageMarkering `json:"passages,omitempty" maxItems:"250" doc:"Wat in de tekst is gemarkeerd. Wat niet gemarkeerd is, telt als uitspraak van de spreker en wordt een openstaand punt." example:"[{\"begin\":0,\"einde\":23,\"aard\":\"feit\"},{\"begin\":24,\"einde\":49,\"aard\":\"mening\"}]"`
}

// NieuwVerslag is a verslag to record.
type NieuwVerslag struct {
	Rubriek domain.Rubriek  `json:"rubriek" doc:"Bij welk deel van het werk het hoort." example:"onderzoek"`
	Over    []id.Betrokkene `json:"over,omitempty" maxItems:"100" doc:"Over wie het gaat." example:"[\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"]"`
	Verslag
	Verslagtekst
}

// NieuwePassages adds text to a verslag.
type NieuwePassages struct {
	Na *id.Onderdeel `json:"na,omitempty" doc:"De passage waarachter de tekst komt; leeg: aan het eind." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Verslagtekst
}

// NieuweMarkeringen parts a passage.
type NieuweMarkeringen struct {
	Passages []PassageMarkering `json:"passages" minItems:"1" maxItems:"250" doc:"Wat in de tekst van de passage wordt gemarkeerd, op de plaatsen zoals u haar leest." example:"[{\"begin\":0,\"einde\":23,\"aard\":\"feit\"}]"`
}
