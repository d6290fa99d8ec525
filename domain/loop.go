package domain

import (
	"time"

	"dossierboek/domain/id"
)

// VernietigingStand is how far a vernietiging is.
type VernietigingStand string

const (
	VernietigingStandBesloten    VernietigingStand = "besloten"
	VernietigingStandIngetrokken VernietigingStand = "ingetrokken"
	VernietigingStandGoedgekeurd VernietigingStand = "goedgekeurd"
	VernietigingStandUitgevoerd  VernietigingStand = "uitgevoerd"
)

// VernietigingLoop is the course of one vernietiging.
type VernietigingLoop struct {
	ID             id.Vernietiging         `json:"id"`
	Omvang         Omvang                  `json:"omvang"` // of an ontkoppeling: the person and the onderdeel
	Stand          VernietigingStand       `json:"stand"`
	Uitkomsten     []UitkomstPer           `json:"uitkomsten,omitempty"`
	Herschreven    map[id.Onderdeel]uint64 `json:"herschreven,omitempty"` // revisions of the new wordings that the approval puts in place
	Doelen         []Doel                  `json:"doelen,omitempty"`
	BeslotenDoor   string                  `json:"beslotenDoor"`
	BeslotenNamens string                  `json:"beslotenNamens,omitempty"`
	BeslotenOp     time.Time               `json:"beslotenOp"`
	Besluit        Versie                  `json:"besluit,omitzero"` // zero for an ontkoppeling, which is decided and approved at once
	GoedgekeurdOp  *time.Time              `json:"goedgekeurdOp,omitempty"`
	UitgevoerdOp   *time.Time              `json:"uitgevoerdOp,omitempty"`
	Goedkeuring    id.Gebeurtenis          `json:"goedkeuring,omitzero"`
}
