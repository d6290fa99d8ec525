package bericht

import (
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// NieuwDossier opens a dossier with the persons it is about and, mostly, a melding. Persons have no id yet: within
// this request they go by a verwijzing of the caller's own choice.
type NieuwDossier struct {
	Grond                domain.Openingsgrond         `json:"grond" doc:"Waarop het dossier wordt geopend." example:"melding"`
	Organisatie          string                       `json:"organisatie,omitempty" maxLength:"200" doc:"Van welke organisatie het dossier wordt overgenomen (dan verplicht), of wie de opdracht gaf." example:"Veilig Thuis Elders"`
	MogelijkBekendGezien []id.Dossier                 `json:"mogelijkBekendGezien,omitempty" maxItems:"200" doc:"Dossiers waarin personen misschien al stonden: gezien, en het is een ander gezin." example:"[\"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060\"]"`
	Betrokkenen          []NieuweBetrokkeneVerwijzing `json:"betrokkenen" minItems:"1" maxItems:"100" doc:"De personen die de melding noemt, melder en informant inbegrepen." example:"[{\"verwijzing\":\"p1\",\"identiteit\":{\"naam\":{\"roepnaam\":\"Sanne\",\"achternaam\":\"Verzonnen\"},\"hoedanigheid\":\"ouder\"}}]"`
	Melding              *NieuweMelding               `json:"melding,omitempty" doc:"De melding; verplicht bij de gronden melding en ambtshalve-melding." example:"{\"ontvangenOp\":\"2026-03-01T20:15:00+01:00\",\"over\":[\"p1\"],\"tekst\":{\"tekst\":\"Er is vaak ruzie.\"}}"`
}

// NieuweBetrokkeneVerwijzing is a person of a dossier that is being opened.
type NieuweBetrokkeneVerwijzing struct {
	Verwijzing string `json:"verwijzing" minLength:"1" maxLength:"36" pattern:"^[A-Za-z0-9][A-Za-z0-9_-]*$" doc:"Eigen aanduiding van deze persoon binnen deze aanvraag; wordt niet bewaard. Gebruik geen naam." example:"p1"`
	NieuweBetrokkene
}

// NieuweBetrokkene is a person to add, with contact data.
type NieuweBetrokkene struct {
	Identiteit Identiteit `json:"identiteit" doc:"Wie het is." example:"{\"naam\":{\"roepnaam\":\"Sanne\",\"achternaam\":\"Verzonnen\"},\"hoedanigheid\":\"ouder\"}"`
	Contacten  []Contact  `json:"contacten,omitempty" maxItems:"50" doc:"Waar de persoon te bereiken is of verblijft." example:"[{\"soort\":\"telefoon\",\"telefoon\":\"06-12345678\"}]"`
}

// NieuweMelding is a melding to record.
type NieuweMelding struct {
	OntvangenOp time.Time `json:"ontvangenOp" format:"date-time" doc:"Wanneer de melding is ontvangen; mag in het verleden liggen." example:"2026-03-01T20:15:00+01:00"`
	Over        []string  `json:"over" maxItems:"100" doc:"De direct betrokkenen (id, of verwijzing bij het openen)." example:"[\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"]"`
	Melding
}

// NieuwContact is contact data to record.
type NieuwContact struct{ Contact }

// NieuweRelatie is a relation to record.
type NieuweRelatie struct {
	Van  id.Betrokkene `json:"van" doc:"De ene betrokkene." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Naar id.Betrokkene `json:"naar" doc:"De andere betrokkene." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Relatie
}

// NieuwGegeven is a gegeven to record.
type NieuwGegeven struct {
	Rubriek domain.Rubriek  `json:"rubriek" doc:"Bij welk deel van het werk het hoort." example:"onderzoek"`
	Over    []id.Betrokkene `json:"over,omitempty" maxItems:"100" doc:"Over wie het gaat, naast wie in de tekst worden vermeld." example:"[\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"]"`
	Gegeven
}

// NieuweCorrectie changes an onderdeel.
type NieuweCorrectie struct {
	Wijze domain.Wijze    `json:"wijze" doc:"Hoe het onderdeel wordt gecorrigeerd." example:"verwijderen"`
	Over  []id.Betrokkene `json:"over,omitempty" maxItems:"100" doc:"Over wie de nieuwe inhoud gaat; leeg: over wie het al ging." example:"[\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"]"`
	Correctie
}

// NieuwHerstel puts right one's own typing error.
type NieuwHerstel struct {
	Over []id.Betrokkene `json:"over,omitempty" maxItems:"100" doc:"Over wie de nieuwe inhoud gaat; leeg: over wie het al ging." example:"[\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"]"`
	Herstel
}

// NieuweVerklaring puts a betrokkene's own statement beside what it disputes.
type NieuweVerklaring struct {
	Betrokkene id.Betrokkene  `json:"betrokkene" doc:"Wiens verklaring het is." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Betwist    []id.Onderdeel `json:"betwist,omitempty" maxItems:"500" doc:"De onderdelen waar de verklaring bij hoort; die blijven staan." example:"[\"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03\"]"`
	Verklaring
}

// NieuweAccordering records that approval was asked, given or refused.
type NieuweAccordering struct{ Accordering }

// NieuwWederhoor records hoor en wederhoor.
type NieuwWederhoor struct {
	Over []id.Betrokkene `json:"over,omitempty" maxItems:"100" doc:"Over wie het gaat, naast wie is gehoord en wie worden vermeld." example:"[\"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02\"]"`
	Wederhoor
}

// NieuweMededeling records that somebody was told, or why not.
type NieuweMededeling struct{ Mededeling }

// NieuweVerstrekking records a disclosure.
type NieuweVerstrekking struct {
	Onderdelen []id.Onderdeel `json:"onderdelen" minItems:"1" maxItems:"5000" doc:"Wat is verstrekt: van elk de nieuwste versie." example:"[\"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03\"]"`
	Verstrekking

	BevestigdGeheim []id.Onderdeel `json:"bevestigdGeheim,omitempty" maxItems:"5000" doc:"Welke daarvan een geheim adres of nummer bevatten dat naar deze ontvanger mag. Zonder deze bevestiging, door een rol die het mag zien, wordt het niet verstrekt."`
}

// NieuweKwalificatie says what a melding is.
type NieuweKwalificatie struct {
	Kwalificatie domain.Kwalificatie `json:"kwalificatie" doc:"Wat de melding is." example:"vervolgmelding"`
	Besluit
}

// NieuweFase ends a phase and begins another.
type NieuweFase struct {
	Fase    domain.Fase   `json:"fase" doc:"De fase die begint." example:"onderzoek"`
	Melding *id.Onderdeel `json:"melding,omitempty" doc:"Van welke melding; leeg: van het werk als geheel, en zo van elke melding waarbij nog bemoeienis loopt." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Besluit
}

// NieuweSluiting closes a dossier.
type NieuweSluiting struct {
	Werkaantekeningen []Werkaantekening `json:"werkaantekeningen,omitempty" maxItems:"5000" doc:"Wat er met elke werkaantekening gebeurt." example:"[{\"onderdeel\":\"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03\",\"uitkomst\":\"verwijderen\"}]"`
	Besluit
}

// Werkaantekening is what becomes of one when the dossier is closed.
type Werkaantekening struct {
	Onderdeel id.Onderdeel                   `json:"onderdeel" doc:"De werkaantekening." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Uitkomst  domain.WerkaantekeningUitkomst `json:"uitkomst" doc:"opnemen of verwijderen." example:"verwijderen"`
	Rubriek   domain.Rubriek                 `json:"rubriek,omitempty" doc:"Bij opnemen: de rubriek waarin het als gegeven blijft." example:"onderzoek"`
}

// NieuweBeperking holds onderdelen as they are.
type NieuweBeperking struct {
	Geheel     bool           `json:"geheel,omitempty" doc:"Het hele dossier, ook wat er later bij komt." example:"false"`
	Onderdelen []id.Onderdeel `json:"onderdelen,omitempty" maxItems:"5000" doc:"Welke onderdelen; van een verslag met zijn passages." example:"[\"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03\"]"`
	Besluit
}

// NieuwBesluit reopens a dossier, withdraws a vernietiging or ends a beperking.
type NieuwBesluit struct{ Besluit }

// Koppeling adds a person to whom an onderdeel concerns.
type Koppeling struct {
	Betrokkene id.Betrokkene `json:"betrokkene" doc:"De betrokkene." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
}

// Herkoppeling says whose a contactgegeven is, or between whom a relatie is, that was recorded of others.
type Herkoppeling struct {
	Betrokkene *id.Betrokkene        `json:"betrokkene,omitempty" doc:"Van een contactgegeven: van wie het is." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Van        *id.Betrokkene        `json:"van,omitempty" doc:"Van een relatie: de ene betrokkene." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Naar       *id.Betrokkene        `json:"naar,omitempty" doc:"Van een relatie: de andere betrokkene." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Grond      domain.CorrectieGrond `json:"grond" doc:"Grond van de correctie." example:"feitelijk-onjuist"`
	Motivering *Tekst                `json:"motivering,omitempty" doc:"Toelichting." example:"{\"tekst\":\"Het is het nummer van de grootmoeder.\"}"`
}

// NieuweOverbrenging takes onderdelen to another dossier, or all of this one.
type NieuweOverbrenging struct {
	NaarDossier id.Dossier     `json:"naarDossier" doc:"Naar welk dossier." example:"2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060"`
	Geheel      bool           `json:"geheel,omitempty" doc:"Het hele dossier gaat op in het andere." example:"false"`
	Onderdelen  []Overgang     `json:"onderdelen,omitempty" maxItems:"20000" doc:"Wat overgaat, als het niet het hele dossier is." example:"[{\"onderdeel\":\"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03\"}]"`
	Personen    []Persoonspaar `json:"personen,omitempty" maxItems:"1000" doc:"Wie de betrokkenen in het andere dossier zijn." example:"[{\"hier\":\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"}]"`
	Motivering  Tekst          `json:"motivering" doc:"Waarom; zonder betrokkenen te noemen." example:"{\"tekst\":\"Dit is in het verkeerde dossier vastgelegd.\"}"`
}

// Overgang is an onderdeel that goes to another dossier.
type Overgang struct {
	Onderdeel id.Onderdeel `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Blijft    bool         `json:"blijft,omitempty" doc:"Het blijft ook hier." example:"false"`
}

// Persoonspaar says who a person is in the other dossier.
type Persoonspaar struct {
	Hier id.Betrokkene  `json:"hier" doc:"De betrokkene in dit dossier." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Daar *id.Betrokkene `json:"daar,omitempty" doc:"Wie dat daar is; leeg: iemand die daar nog niet is, en wiens identiteit meegaat." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
}

// Omvang is what a vernietiging is of: exactly one of the three.
type Omvang struct {
	Betrokkene *id.Betrokkene `json:"betrokkene,omitempty" doc:"Een persoon." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Onderdeel  *id.Onderdeel  `json:"onderdeel,omitempty" doc:"Eén onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Dossier    bool           `json:"dossier,omitempty" doc:"Het hele dossier." example:"false"`
}

// NieuweVernietiging decides to destroy. Every onderdeel of the preview gets an outcome.
type NieuweVernietiging struct {
	Omvang     Omvang              `json:"omvang" doc:"Waarvan." example:"{\"betrokkene\":\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"}"`
	Grond      domain.WissingGrond `json:"grond" doc:"Op welke grond." example:"verzoek-wmo-5.3.5"`
	Motivering Tekst               `json:"motivering" doc:"Waarom." example:"{\"tekst\":\"Op schriftelijk verzoek van de betrokkene.\"}"`
	Uitkomsten []NieuweUitkomst    `json:"uitkomsten,omitempty" maxItems:"20000" doc:"Per onderdeel de uitkomst." example:"[{\"onderdeel\":\"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03\",\"uitkomst\":\"vernietigen\"}]"`
}

// NieuweUitkomst is the outcome for one onderdeel.
type NieuweUitkomst struct {
	Onderdeel id.Onderdeel    `json:"onderdeel" doc:"Het onderdeel." example:"5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03"`
	Uitkomst  domain.Uitkomst `json:"uitkomst" doc:"Wat ermee gebeurt." example:"vernietigen"`
	Nieuw     *NieuweInhoud   `json:"nieuw,omitempty" doc:"Bij herschrijven: de nieuwe inhoud zonder de persoon."`
	Over      []id.Betrokkene `json:"over,omitempty" maxItems:"100" doc:"Bij herschrijven: over wie de nieuwe inhoud gaat." example:"[\"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02\"]"`
	Belang    *id.Betrokkene  `json:"belang,omitempty" doc:"Bij behouden: wiens aanmerkelijk belang." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Waarom    *Tekst          `json:"waarom,omitempty" doc:"Bij behouden: waarom." example:"{\"tekst\":\"Nodig voor de veiligheid van het kind.\"}"`
}

// Zoekvraag is whom somebody searches; what is left out is not searched by, and all that is given must match.
type Zoekvraag struct {
	Naam          string `json:"naam,omitempty" maxLength:"200" doc:"Woorden van de naam; alle moeten kloppen." example:"sanne verzonnen"`
	Klank         string `json:"klank,omitempty" maxLength:"200" doc:"Achternaam zoals die klinkt." example:"Versonnen"`
	Geboortedatum string `json:"geboortedatum,omitempty" maxLength:"10" doc:"Zover bekend: jjjj, jjjj-mm of jjjj-mm-dd." example:"1990"`
	BSN           string `json:"bsn,omitempty" maxLength:"17" doc:"Burgerservicenummer." example:"999990019"`
	Adres         *Adres `json:"adres,omitempty" doc:"Adres; in Nederland volstaan postcode en huisnummer." example:"{\"postcode\":\"1234 AB\",\"huisnummer\":\"12\"}"`
}

// ZoekvraagVerstrekking asks what was disclosed to a recipient.
type ZoekvraagVerstrekking struct {
	Ontvanger string `json:"ontvanger" minLength:"1" maxLength:"200" doc:"De ontvanger zoals vastgelegd." example:"Raad voor de Kinderbescherming"`
}
