package domain

import (
	"iter"
	"slices"
	"time"

	"dossierboek/domain/id"
)

// Stand is what may be done with an onderdeel.
type Stand string

const (
	StandGeldig      Stand = "geldig"
	StandAfgeschermd Stand = "afgeschermd"
	StandVerwijderd  Stand = "verwijderd"
	StandVernietigd  Stand = "vernietigd"
	StandVervangen   Stand = "vervangen" // of a passage: others stand in its place, with the same text
	// StandOvergebracht is how an onderdeel is shown that went to another dossier; here it ended as what is destroyed
	// does.
	StandOvergebracht Stand = "overgebracht"
)

// Onderdeel is anything with content of its own.
type Onderdeel struct {
	ID      id.Onderdeel `json:"id"`
	Inhoud  InhoudSoort  `json:"inhoud"`
	Rubriek Rubriek      `json:"rubriek,omitempty"`
	// whom any content that stands concerns; empty: nobody in particular
	Over    []id.Betrokkene `json:"over,omitempty"`
	Door    Medewerker      `json:"door,omitempty"`   // who wrote the newest version here
	Namens  Medewerker      `json:"namens,omitempty"` // for whom Door did
	Versies []Versie        `json:"versies"`
	// its other content: corrections without a new wording, rewritings not (yet) approved
	Overig        []Versie         `json:"overig,omitempty"`
	Stand         Stand            `json:"stand"`
	StandSinds    time.Time        `json:"standSinds,omitzero"`
	Vernietigd    *VernietigingRef `json:"vernietigd,omitempty"`
	Overgebracht  *Overgebracht    `json:"overgebracht,omitempty"`  // to another dossier; Vernietigd is set then too
	Overgenomen   *Overgenomen     `json:"overgenomen,omitempty"`   // from another dossier
	Betwist       []id.Onderdeel   `json:"betwist,omitempty"`       // what this eigen verklaring disputes
	Verklaringen  []id.Onderdeel   `json:"verklaringen,omitempty"`  // eigen verklaringen beside this
	Stukken       []Stuk           `json:"stukken,omitempty"`       // what this verstrekking held
	Verstrekt     []id.Onderdeel   `json:"verstrekt,omitempty"`     // verstrekkingen that held a version of this
	Bij           Stuk             `json:"bij,omitzero"`            // what this accordering is of
	Accorderingen []id.Onderdeel   `json:"accorderingen,omitempty"` // steps in the approval of this by an informant
	Koppelingen   []Koppeling      `json:"koppelingen,omitempty"`
	Punten        []Punt           `json:"punten,omitempty"` // what is to be done about it, and what was
	// revision of the last event that changed its wording, its persons or its stand
	Gewijzigd    uint64       `json:"gewijzigd"`
	OntvangenOp  time.Time    `json:"ontvangenOp,omitzero"`   // of a melding
	Kwalificatie Kwalificatie `json:"kwalificatie,omitempty"` // of a melding; "" where it was not qualified yet
	// of a melding: when it was recorded involvement ran on an earlier one
	Lopend    bool          `json:"lopend,omitempty"`
	Fase      Fase          `json:"fase,omitempty"` // of a melding: its own phase
	FaseSinds time.Time     `json:"faseSinds,omitzero"`
	Melding   id.Onderdeel  `json:"melding,omitzero"` // of a besluit: which melding it is about
	Van       id.Betrokkene `json:"van,omitzero"`     // of a relatie
	Naar      id.Betrokkene `json:"naar,omitzero"`    // of a relatie
	Aan       id.Betrokkene `json:"aan,omitzero"`     // of a mededeling: whom it is for

	BevestigdGeheim []id.Onderdeel `json:"bevestigdGeheim,omitempty"` // of which this verstrekking held what was geheim
	Passages        []id.Onderdeel `json:"passages,omitempty"`        // of a verslag, in the order in which they read
	Verslag         id.Onderdeel   `json:"verslag,omitzero"`          // of a passage
	VervangenDoor   []id.Onderdeel `json:"vervangenDoor,omitempty"`   // of a passage: those its text was parted in

	Beperkt []id.Onderdeel `json:"beperkt,omitempty"` // the beperkingen that hold it, beside those of the whole dossier

	Informatie *Informatie `json:"informatie,omitempty"` // of an informatieverzoek, or an answer to one

	Bestand *Bestand `json:"bestand,omitempty"` // of a bijlage
}

// Versie is one wording of an onderdeel, or other content of it. Over and VanDossier say who has a way into it.
type Versie struct {
	Gebeurtenis id.Gebeurtenis  `json:"gebeurtenis"`
	Revisie     uint64          `json:"revisie"`
	Op          time.Time       `json:"op"`
	Soort       Soort           `json:"soort"`
	Schema      int             `json:"schema"`
	Over        []id.Betrokkene `json:"over,omitempty"`       // whom it concerns: each has a way in of their own
	VanDossier  bool            `json:"vanDossier,omitempty"` // it also opens with the dossier's own key
	Uit         Plek            `json:"uit,omitzero"`         // where it was taken over from
	// this wording alone where the onderdeel stands, by a herschrijving
	Vernietigd *VernietigingRef `json:"vernietigd,omitempty"`
	Geheim     bool             `json:"geheim,omitempty"`   // only for roles that may see what is geheim
	Ontheven   bool             `json:"ontheven,omitempty"` // it was geheim, and a correctie lifted that
}

// Koppeling is the event that added a person to an onderdeel.
type Koppeling struct {
	Betrokkene id.Betrokkene `json:"betrokkene"`
	Revisie    uint64        `json:"revisie"`
}

// Getoond is the stand as it is shown.
func (o *Onderdeel) Getoond() Stand {
	if o.Overgebracht != nil {
		return StandOvergebracht
	}
	return o.Stand
}

// Laatste is the newest wording.
func (o *Onderdeel) Laatste() Versie { return o.Versies[len(o.Versies)-1] }

// inhouden yields all content of an onderdeel that is not destroyed, to look at or to change.
func (o *Onderdeel) inhouden() iter.Seq[*Versie] {
	return func(yield func(*Versie) bool) {
		for _, vs := range [][]Versie{o.Versies, o.Overig} {
			for i := range vs {
				if vs[i].Vernietigd == nil && !yield(&vs[i]) {
					return
				}
			}
		}
	}
}

// Revisies are the revisions of all events that hold content of this onderdeel, in order.
func (o *Onderdeel) Revisies() []uint64 {
	rs := make([]uint64, 0, len(o.Versies)+len(o.Overig))
	for _, v := range slices.Concat(o.Versies, o.Overig) {
		rs = append(rs, v.Revisie)
	}
	slices.Sort(rs)
	return rs
}
