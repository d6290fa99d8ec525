package domain

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"dossierboek/domain/id"
)

// Dossier is what the open parts of a dossier's events come to: which onderdelen there are, in which versions, whom
// they concern, and what state each is in. It holds no content, so it stays the same when persons are erased, and it
// is the same whether the ledger or a projection folds it.
type Dossier struct {
	ID id.Dossier `json:"id"`
	// of the last event folded; meaningful once Bestaat
	Revisie     uint64    `json:"revisie"`
	Bestaat     bool      `json:"bestaat"`
	GeopendOp   time.Time `json:"geopendOp"`
	GewijzigdOp time.Time `json:"gewijzigdOp"` // last recording
	BewaarVanaf time.Time `json:"bewaarVanaf"` // last recording that counts for retention
	Fase        Fase      `json:"fase"`
	FaseSinds   time.Time `json:"faseSinds,omitzero"`
	// meldingen on which involvement runs; whose phase began last stands last
	Lopend       []id.Onderdeel   `json:"lopend,omitempty"`
	Toewijzingen []Toewijzing     `json:"toewijzingen,omitempty"` // who has it now
	GeslotenOp   *time.Time       `json:"geslotenOp,omitempty"`
	Vernietigd   *VernietigingRef `json:"vernietigd,omitempty"` // the whole dossier
	// contact data that are geheim, or once were, in any wording
	Geheimen []id.Onderdeel `json:"geheimen,omitempty"`
	// the beperkingen that hold the whole dossier
	Beperkt []id.Onderdeel `json:"beperkt,omitempty"`
	// identiteiten that are shielded or removed, or once were, or came from elsewhere
	Dicht          []id.Onderdeel                        `json:"dicht,omitempty"`
	Overgebracht   *Overgebracht                         `json:"overgebracht,omitempty"` // the whole dossier
	Overbrengingen []OverbrengingLoop                    `json:"overbrengingen,omitempty"`
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
	Is         id.Betrokkene    `json:"is,omitzero"`  // who it is: joined with another, who stays
	Ook        id.Betrokkene    `json:"ook,omitzero"` // who else is the same human: joined with this one, who stays
}

// VernietigingRef says by which vernietiging something went, and when it was approved.
type VernietigingRef struct {
	Vernietiging id.Vernietiging `json:"vernietiging"`
	Op           time.Time       `json:"op"`
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
	if op := v.Meta.EerstVastgelegd(); bewaring[v.Feit.Soort()] && op.After(d.BewaarVanaf) {
		d.BewaarVanaf = op
	}
}

// NeemGeraakt returns what changed since the last call.
func (d *Dossier) NeemGeraakt() Geraakt {
	g := d.geraakt
	d.geraakt = nietsGeraakt()
	return g
}

// LaatGeraakt forgets what changed, for whoever stores no parts: nothing is allocated for it.
func (d *Dossier) LaatGeraakt() {
	clear(d.geraakt.Betrokkenen)
	clear(d.geraakt.Onderdelen)
	clear(d.geraakt.Vernietigingen)
}

// Houder is the dossier's own key.
func (d *Dossier) Houder() id.Houder { return id.HouderVan(d.ID) }

// Houders are the holders to whom the content of a decided event is sealed. A correctie is sealed like what it
// corrects.
func (d *Dossier) Houders(o Ontwerp) []id.Houder {
	soort := soorten[o.Feit.Soort()].inhoud
	var welk id.Onderdeel
	switch f := o.Feit.(type) {
	case *CorrectieToegepast:
		welk = f.Onderdeel
	case *OnderdeelHersteld:
		welk = f.Onderdeel
	}
	if n, ok := d.Onderdelen[welk]; ok {
		soort = n.Inhoud
	}
	return d.HoudersVan(soort, o.Over)
}

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

// Van lists the onderdelen that concern a person, however often recorded, and still stand, in the order in which they
// came.
func (d *Dossier) Van(b id.Betrokkene) []*Onderdeel {
	wie := d.Zelfde(b)
	return d.kies(func(o *Onderdeel) bool { return o.Stand != StandVernietigd && raakt(wie, o.Over) })
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
	opVolgorde(os)
	return os
}

// opVolgorde sorts onderdelen in the order in which they came.
func opVolgorde(os []*Onderdeel) {
	slices.SortFunc(os, func(a, b *Onderdeel) int {
		return cmp.Compare(a.Versies[0].Revisie, b.Versies[0].Revisie) // an event begins at most one onderdeel
	})
}
