package domain

import (
	"dossierboek/domain/id"
)

// Opening is on what ground a dossier was opened (ZOB-1g).
type Opening struct {
	Grond Openingsgrond `json:"grond"`
}

func (*Opening) InhoudSoort() InhoudSoort  { return InhoudOpening }
func (*Opening) Teksten() []*Tekst         { return nil }
func (*Opening) personen() []id.Betrokkene { return nil }

// Besluit is a choice with its reasons (ZOB-6.2f, DRE-inhoud-4); at the end of an onderzoek also what it found, per
// betrokkene (ZOB-17.3a).
type Besluit struct {
	Motivering  Tekst           `json:"motivering"`
	Bevindingen []BevindingOver `json:"bevindingen,omitempty"`
}

// BevindingOver is what an onderzoek found about one betrokkene.
type BevindingOver struct {
	Betrokkene id.Betrokkene `json:"betrokkene"`
	Bevinding  Bevinding     `json:"bevinding"`
}

func (*Besluit) InhoudSoort() InhoudSoort { return InhoudBesluit }
func (b *Besluit) Teksten() []*Tekst      { return []*Tekst{&b.Motivering} }
func (b *Besluit) personen() []id.Betrokkene {
	wie := make([]id.Betrokkene, 0, len(b.Bevindingen))
	for _, v := range b.Bevindingen {
		wie = append(wie, v.Betrokkene)
	}
	return wie
}

// Correctie is why an onderdeel is changed (ZOB-15a) and, for verbeteren and aanvullen, its whole new wording.
type Correctie struct {
	Grond      CorrectieGrond `json:"grond"`
	Motivering Tekst          `json:"motivering"`
	Nieuw      *wikkel        `json:"nieuw,omitempty"`
}

// NieuweInhoud is the new wording; ok is false where the correctie changes none.
func (c *Correctie) NieuweInhoud() (i Inhoud, ok bool) {
	if c.Nieuw == nil {
		return nil, false
	}
	return c.Nieuw.Inhoud, true
}

func (*Correctie) InhoudSoort() InhoudSoort { return InhoudCorrectie }
func (c *Correctie) Teksten() []*Tekst {
	ts := []*Tekst{&c.Motivering}
	if i, ok := c.NieuweInhoud(); ok {
		ts = append(ts, i.Teksten()...)
	}
	return ts
}
func (c *Correctie) personen() []id.Betrokkene {
	if i, ok := c.NieuweInhoud(); ok {
		return i.personen()
	}
	return nil
}

// Vernietiging is on what ground data are destroyed, and for what is kept: whose aanmerkelijk belang that serves, and
// why (ZOB-17.4b, Wmo 5.3.5).
type Vernietiging struct {
	Grond      WissingGrond `json:"grond"`
	Motivering Tekst        `json:"motivering"`
	Behoud     []Behoud     `json:"behoud,omitempty"`
}

// Behoud is why one onderdeel is kept.
type Behoud struct {
	Onderdeel id.Onderdeel  `json:"onderdeel"`
	Belang    id.Betrokkene `json:"belang"` // whose
	Waarom    Tekst         `json:"waarom"`
}

func (*Vernietiging) InhoudSoort() InhoudSoort { return InhoudVernietiging }
func (v *Vernietiging) Teksten() []*Tekst {
	ts := []*Tekst{&v.Motivering}
	for i := range v.Behoud {
		ts = append(ts, &v.Behoud[i].Waarom)
	}
	return ts
}
func (*Vernietiging) personen() []id.Betrokkene { return nil }

// Herschrijving is a new wording of an onderdeel without the person who is being erased.
type Herschrijving struct {
	Nieuw wikkel `json:"nieuw"`
}

func (*Herschrijving) InhoudSoort() InhoudSoort    { return InhoudHerschrijving }
func (h *Herschrijving) Teksten() []*Tekst         { return h.Nieuw.Teksten() }
func (h *Herschrijving) personen() []id.Betrokkene { return h.Nieuw.personen() }
