package domain

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"dossierboek/domain/id"
)

// Dossier is what the open parts of a dossier's events come to: which onderdelen there are, in which versions, whom they
// concern, and what state each is in. It holds no content, so it stays the same when persons are erased, and it is the
// same whether the ledger or a projection folds it.
type Dossier struct {
	ID             id.Dossier                            `json:"id"`
	Revisie        uint64                                `json:"revisie"` // of the last event folded; meaningful once Bestaat
	Bestaat        bool                                  `json:"bestaat"`
	GeopendOp      time.Time                             `json:"geopendOp"`
	GewijzigdOp    time.Time                             `json:"gewijzigdOp"` // last recording (DRE-bewaar-2, ZOB-9.1b)
	Fase           Fase                                  `json:"fase"`
	GeslotenOp     *time.Time                            `json:"geslotenOp,omitempty"`
	Vernietigd     *VernietigingRef                      `json:"vernietigd,omitempty"` // the whole dossier
	Betrokkenen    map[id.Betrokkene]*Betrokkene         `json:"-"`
	Onderdelen     map[id.Onderdeel]*Onderdeel           `json:"-"`
	Vernietigingen map[id.Vernietiging]*VernietigingLoop `json:"-"`

	geraakt Geraakt
}

// Geraakt collects which things changed since it was last taken, for a projection that stores each by itself.
type Geraakt struct {
	Betrokkenen    map[id.Betrokkene]bool
	Onderdelen     map[id.Onderdeel]bool
	Vernietigingen map[id.Vernietiging]bool
}

// Betrokkene is a person's place in the dossier.
type Betrokkene struct {
	ID         id.Betrokkene    `json:"id"`
	Sinds      time.Time        `json:"sinds"`
	Vernietigd *VernietigingRef `json:"vernietigd,omitempty"`
}

// VernietigingRef says by which vernietiging something went, and when it was approved.
type VernietigingRef struct {
	Vernietiging id.Vernietiging `json:"vernietiging"`
	Op           time.Time       `json:"op"`
}

// Stand is what may be done with an onderdeel.
type Stand string

const (
	StandGeldig      Stand = "geldig"
	StandAfgeschermd Stand = "afgeschermd"
	StandVerwijderd  Stand = "verwijderd"
	StandVernietigd  Stand = "vernietigd"
)

// Onderdeel is anything with content of its own.
type Onderdeel struct {
	ID           id.Onderdeel     `json:"id"`
	Inhoud       InhoudSoort      `json:"inhoud"`
	Rubriek      Rubriek          `json:"rubriek,omitempty"`
	Over         []id.Betrokkene  `json:"over,omitempty"` // whom it concerns now; empty: nobody in particular
	Versies      []Versie         `json:"versies"`
	Stand        Stand            `json:"stand"`
	StandSinds   time.Time        `json:"standSinds,omitzero"`
	Vernietigd   *VernietigingRef `json:"vernietigd,omitempty"`
	Betwist      []id.Onderdeel   `json:"betwist,omitempty"`      // what this eigen verklaring disputes
	Verklaringen []id.Onderdeel   `json:"verklaringen,omitempty"` // eigen verklaringen beside this
	Stukken      []Stuk           `json:"stukken,omitempty"`      // what this verstrekking held
	Verstrekt    []id.Onderdeel   `json:"verstrekt,omitempty"`    // verstrekkingen that held a version of this
	VanDossier   bool             `json:"vanDossier,omitempty"`   // some version opens with the dossier's own key
	Overig       []uint64         `json:"overig,omitempty"`       // revisions of its other content: corrections without a new wording, rewritings not (yet) approved
	Koppelingen  []Koppeling      `json:"koppelingen,omitempty"`
	OntvangenOp  time.Time        `json:"ontvangenOp,omitzero"` // of a melding
	Van          id.Betrokkene    `json:"van,omitzero"`         // of a relatie
	Naar         id.Betrokkene    `json:"naar,omitzero"`        // of a relatie
}

// Versie is one wording of an onderdeel.
type Versie struct {
	Gebeurtenis id.Gebeurtenis   `json:"gebeurtenis"`
	Revisie     uint64           `json:"revisie"`
	Op          time.Time        `json:"op"`
	Soort       Soort            `json:"soort"`
	Schema      int              `json:"schema"`
	Vernietigd  *VernietigingRef `json:"vernietigd,omitempty"` // this wording alone where the onderdeel stands, by a herschrijving
}

// Koppeling is the event that added a person to an onderdeel.
type Koppeling struct {
	Betrokkene id.Betrokkene `json:"betrokkene"`
	Revisie    uint64        `json:"revisie"`
}

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
	ID            id.Vernietiging              `json:"id"`
	Omvang        Omvang                       `json:"omvang"`
	Stand         VernietigingStand            `json:"stand"`
	Uitkomsten    []UitkomstPer                `json:"uitkomsten,omitempty"`
	Herschreven   map[id.Onderdeel]Herschreven `json:"herschreven,omitempty"`
	Doelen        []Doel                       `json:"doelen,omitempty"`
	BeslotenDoor  string                       `json:"beslotenDoor"`
	BeslotenOp    time.Time                    `json:"beslotenOp"`
	Besluit       Versie                       `json:"besluit"`
	GoedgekeurdOp *time.Time                   `json:"goedgekeurdOp,omitempty"`
	UitgevoerdOp  *time.Time                   `json:"uitgevoerdOp,omitempty"`
	Goedkeuring   id.Gebeurtenis               `json:"goedkeuring,omitzero"`
}

// Herschreven is a new wording that waits for approval.
type Herschreven struct {
	Versie Versie          `json:"versie"`
	Over   []id.Betrokkene `json:"over,omitempty"`
}

// NieuwDossier is a dossier before its first event.
func NieuwDossier(d id.Dossier) *Dossier {
	return &Dossier{
		ID:             d,
		Betrokkenen:    map[id.Betrokkene]*Betrokkene{},
		Onderdelen:     map[id.Onderdeel]*Onderdeel{},
		Vernietigingen: map[id.Vernietiging]*VernietigingLoop{},
		geraakt:        nietsGeraakt(),
	}
}

func nietsGeraakt() Geraakt {
	return Geraakt{map[id.Betrokkene]bool{}, map[id.Onderdeel]bool{}, map[id.Vernietiging]bool{}}
}

// PasToe folds one event, which must be the next one of the stream.
func (d *Dossier) PasToe(v Vastlegging) {
	v.Feit.pasToe(d, v)
	d.Revisie = v.Revisie
	d.Bestaat = true
	d.GewijzigdOp = v.Meta.VastgelegdOp
}

// NeemGeraakt returns what changed since the last call.
func (d *Dossier) NeemGeraakt() Geraakt {
	g := d.geraakt
	d.geraakt = nietsGeraakt()
	return g
}

// Houder is the dossier's own key.
func (d *Dossier) Houder() id.Houder { return id.HouderVan(d.ID) }

// HoudersVan are the holders to whom content about these persons is sealed: each of them, and the dossier itself where
// it concerns nobody in particular or where the organisation must be able to account for it whoever is erased.
func (d *Dossier) HoudersVan(i InhoudSoort, over []id.Betrokkene) []id.Houder {
	hs := make([]id.Houder, 0, len(over)+1)
	for _, b := range over {
		hs = append(hs, id.HouderVan(b))
	}
	if len(over) == 0 || vanDossier[i] {
		hs = append(hs, d.Houder())
	}
	return hs
}

// vanDossier is the content that must outlive the persons it mentions: how the organisation decided.
var vanDossier = map[InhoudSoort]bool{InhoudOpening: true, InhoudBesluit: true, InhoudVernietiging: true}

// Van lists the onderdelen that concern a person and still stand, in the order in which they came.
func (d *Dossier) Van(b id.Betrokkene) []*Onderdeel {
	return d.kies(func(o *Onderdeel) bool { return o.Stand != StandVernietigd && slices.Contains(o.Over, b) })
}

// Alle lists every onderdeel in the order in which they came.
func (d *Dossier) Alle() []*Onderdeel {
	return d.kies(func(*Onderdeel) bool { return true })
}

func (d *Dossier) kies(keep func(*Onderdeel) bool) []*Onderdeel {
	var os []*Onderdeel
	for o := range maps.Values(d.Onderdelen) {
		if keep(o) {
			os = append(os, o)
		}
	}
	slices.SortFunc(os, func(a, b *Onderdeel) int {
		return cmp.Compare(a.Versies[0].Revisie, b.Versies[0].Revisie) // an event begins at most one onderdeel
	})
	return os
}

// Laatste is the newest wording.
func (o *Onderdeel) Laatste() Versie { return o.Versies[len(o.Versies)-1] }

// Revisies are the revisions of all events that hold content of this onderdeel, in order.
func (o *Onderdeel) Revisies() []uint64 {
	rs := slices.Clone(o.Overig)
	for _, v := range o.Versies {
		rs = append(rs, v.Revisie)
	}
	slices.Sort(rs)
	return rs
}
