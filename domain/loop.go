package domain

import (
	"slices"
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
	ID         id.Vernietiging   `json:"id"`
	Omvang     Omvang            `json:"omvang"` // of an ontkoppeling: the person and the onderdeel
	Stand      VernietigingStand `json:"stand"`
	Uitkomsten []UitkomstPer     `json:"uitkomsten,omitempty"`
	// revisions of the new wordings that the approval puts in place
	Herschreven    map[id.Onderdeel]uint64 `json:"herschreven,omitempty"`
	Doelen         []Doel                  `json:"doelen,omitempty"`
	BeslotenDoor   string                  `json:"beslotenDoor"`
	BeslotenNamens string                  `json:"beslotenNamens,omitempty"`
	BeslotenOp     time.Time               `json:"beslotenOp"`
	// who else was the same person when it was decided: goes along
	Mede []id.Betrokkene `json:"mede,omitempty"`
	// zero for an ontkoppeling, which is decided and approved at once
	Besluit       Versie         `json:"besluit,omitzero"`
	Intrekking    Versie         `json:"intrekking,omitzero"` // where it was withdrawn
	GoedgekeurdOp *time.Time     `json:"goedgekeurdOp,omitempty"`
	UitgevoerdOp  *time.Time     `json:"uitgevoerdOp,omitempty"`
	Goedkeuring   id.Gebeurtenis `json:"goedkeuring,omitzero"`
}

// personen are all betrokkenen whom a vernietiging is of; nobody where it is of an onderdeel or the dossier.
func (l *VernietigingLoop) personen() []id.Betrokkene {
	return uniek(append(slices.Clone(l.Mede), l.Omvang.Betrokkene))
}

// teksten are the versions that say why it was decided and why it was withdrawn, to look at or to change.
func (l *VernietigingLoop) teksten() []*Versie {
	var uit []*Versie
	for _, v := range []*Versie{&l.Besluit, &l.Intrekking} {
		if v.Revisie != 0 { // the first event of a dossier is its opening
			uit = append(uit, v)
		}
	}
	return uit
}

// vervallen lists what withdrawn vernietigingen say of what this one destroys: of the same person, or of an onderdeel
// that goes. Nothing came of them, so there is nothing left to account for, and their texts go with it (ZOB-17.1).
func (d *Dossier) vervallen(l *VernietigingLoop) []*VernietigingLoop {
	var uit []*VernietigingLoop
	for _, n := range d.Vernietigingen {
		zelfde := raakt(l.personen(), n.personen()) ||
			!n.Omvang.Onderdeel.IsZero() && slices.ContainsFunc(l.Uitkomsten, func(u UitkomstPer) bool {
				return u.Onderdeel == n.Omvang.Onderdeel && u.Uitkomst != UitkomstBehouden
			})
		if zelfde && n.Stand == VernietigingStandIngetrokken {
			uit = append(uit, n)
		}
	}
	return uit
}
