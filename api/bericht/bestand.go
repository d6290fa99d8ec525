package bericht

import (
	"encoding/json"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Bestandskop is the first line of a file of dossiers that were first recorded elsewhere.
type Bestandskop struct {
	Formaat     int                  `json:"formaat" minimum:"1" maximum:"1" doc:"Versie van dit formaat." example:"1"`
	Bron        string               `json:"bron" minLength:"1" maxLength:"64" doc:"Naam van het systeem waar dit vandaan komt: steeds dezelfde." example:"oud-systeem"`
	Herkomst    domain.HerkomstSoort `json:"herkomst,omitempty" doc:"ouder-dossier (ook als het ontbreekt) of overdracht." example:"ouder-dossier"`
	VerstrektOp *time.Time           `json:"verstrektOp,omitempty" format:"date-time" doc:"Alleen bij een overdracht: wanneer dit is verstrekt. Een latere overdracht van hetzelfde dossier werkt bij wat er eerder is ingelezen." example:"2026-03-01T10:15:00Z"`
}

// Bestandsregel is one recording of such a file: each further line. In Inhoud stands the message with which the API
// records the same, with verwijzingen of the file in the place of ids.
type Bestandsregel struct {
	ID           string          `json:"id" minLength:"1" maxLength:"64" doc:"Id in de bron: blijft altijd gelijk en komt één keer voor." example:"c-20817"`
	Dossier      string          `json:"dossier" minLength:"1" maxLength:"64" doc:"Het dossier, zoals de bron het aanduidt. Geen naam." example:"D-1042"`
	Soort        string          `json:"soort" doc:"Wat er is vastgelegd." example:"gegeven"`
	VastgelegdOp time.Time       `json:"vastgelegdOp" format:"date-time" doc:"Wanneer het daar voor het eerst is vastgelegd." example:"2014-03-01T10:15:00Z"`
	Medewerker   string          `json:"medewerker" minLength:"1" maxLength:"64" doc:"Wie het daar vastlegde (id)." example:"m-0815"`
	Inhoud       json.RawMessage `json:"inhoud" doc:"De inhoud: hetzelfde bericht als in de API."`
}

// Bijlageregel is one of the lines behind that of a bijlage: they bring its file, piece by piece, and then say how long it is and
// what its hash is.
type Bijlageregel struct {
	Stuk    []byte       `json:"stuk,omitempty"` // bytes, in base64
	Bestand *Bestandssom `json:"bestand,omitempty"`
}

// Bestandssom closes a file.
type Bestandssom struct {
	Omvang int64  `json:"omvang"` // in bytes
	SHA256 string `json:"sha256"` // of them, in hexadecimal
}

// MededelingAan is a mededeling to record, with whom it is for: the API names that in the path.
type MededelingAan struct {
	Betrokkene id.Betrokkene `json:"betrokkene" doc:"Voor wie zij is." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Mededeling
}

// ContactVan is contact data to record, with whose it is: the API names that in the path.
type ContactVan struct {
	Betrokkene id.Betrokkene `json:"betrokkene" doc:"Van wie het is." example:"7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11"`
	Contact
}
