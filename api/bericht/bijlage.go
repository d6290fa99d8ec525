package bericht

import (
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// NieuweBijlage is what is said of a file that is added; the file comes with it.
type NieuweBijlage struct {
	Over   []id.Betrokkene `json:"over,omitempty" maxItems:"100" doc:"Over wie het gaat, naast wie in de naam of als bron worden vermeld; bij een opname: wie er te zien of te horen is." example:"[\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\"]"`
	Omvang *int64          `json:"omvang,omitempty" minimum:"1" doc:"Hoeveel bytes het bestand telt. Komt er meer of minder binnen, dan wordt het geweigerd." example:"52431"`
	Geheim bool            `json:"geheim,omitempty" doc:"Er staat een adres of nummer in dat geheim is: alleen aangewezen rollen zien de bijlage, ook haar naam. Platte tekst wordt er zelf op nagekeken." example:"false"`
	Bijlage
}

// Bijlage is what is known of a file besides its bytes.
type Bijlage struct {
	Naam    Tekst               `json:"naam" doc:"Hoe de bijlage heet. De naam van het bestand telt niet." example:"{\"tekst\":\"Brief van school\"}"`
	Soort   domain.BijlageSoort `json:"soort" doc:"Wat het is. Een foto, geluids- of filmopname vraagt toestemming; een gefotografeerde brief is een brief." example:"brief"`
	Bron    Bron                `json:"bron" doc:"Van wie het komt." example:"{\"soort\":\"eigen-waarneming\"}"`
	Datum   string              `json:"datum,omitempty" maxLength:"10" doc:"De datum van het stuk zelf, zover bekend: jjjj, jjjj-mm of jjjj-mm-dd." example:"2026-02-14"`
	Opname  *Opname             `json:"opname,omitempty" doc:"Bij een foto, geluids- of filmopname: hoe die is gemaakt en wie toestemming gaf." example:"{\"wijze\":\"openlijk\",\"toestemming\":[{\"voor\":\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\",\"op\":\"2026-02-14\"}]}"`
	Bestand *Bestand            `json:"bestand,omitempty" doc:"Wat het bestand is. Het volgt uit het bestand: bij toevoegen en verbeteren telt het niet." example:"{\"mediatype\":\"application/pdf\",\"omvang\":52431}"`
}

// Bestand is what follows from the file itself.
type Bestand struct {
	Mediatype domain.Mediatype `json:"mediatype" doc:"Wat het bestand is, aan zijn inhoud herkend." example:"application/pdf"`
	Omvang    int64            `json:"omvang" doc:"Hoeveel bytes het telt." example:"52431"`
}

// Opname is how sound or images of persons came to be.
type Opname struct {
	Wijze       domain.OpnameWijze `json:"wijze" doc:"Of wie te zien of te horen is het wist. Heimelijke opnamen worden geweigerd." example:"openlijk"`
	Toestemming []ToestemmingVoor  `json:"toestemming,omitempty" maxItems:"100" doc:"De toestemming van ieder over wie de opname gaat." example:"[{\"voor\":\"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11\",\"op\":\"2026-02-14\"}]"`
}

// ToestemmingVoor is consent for one person.
type ToestemmingVoor struct {
	Voor id.Betrokkene  `json:"voor" doc:"Wie te zien of te horen is." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Door *id.Betrokkene `json:"door,omitempty" doc:"Wie de toestemming gaf, als dat een ander is (zoals een ouder met gezag)." example:"0d5bb7f4-3f26-4b0c-8df0-5f0a4f3f7a02"`
	Op   string         `json:"op" format:"date" doc:"Wanneer." example:"2026-02-14"`
}

// BewaardBestand is the sealed form of a file, as it is stored.
type BewaardBestand struct {
	ID     id.Bestand `json:"id" doc:"Onder welke naam het ligt." example:"0b1c3f0e-55e1-4b8a-9d51-7f0a6d2c4e11"`
	Omvang uint64     `json:"omvang" doc:"Hoeveel bytes het verzegeld telt: ongeveer zoveel als het bestand." example:"57405"`
	Hash   string     `json:"hash" doc:"SHA-256 van de verzegelde bytes, hexadecimaal." example:"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
}
