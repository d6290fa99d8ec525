package domain

import "dossierboek/domain/id"

// Opening is on what ground a dossier was opened (ZOB-1g), and from which organisation it was taken over or came as an
// order.
type Opening struct {
	Grond       Openingsgrond `json:"grond"`
	Organisatie string        `json:"organisatie,omitempty"`
	// MogelijkBekendGezien are dossiers in which persons of this one might have been already: who opened it saw them, and
	// judged that this is another gezin (ZOB-6.1).
	MogelijkBekendGezien []id.Dossier `json:"mogelijkBekendGezien,omitempty"`
}

func (*Opening) InhoudSoort() InhoudSoort { return InhoudOpening }
func (*Opening) Teksten() []*Tekst        { return nil }
func (*Opening) verwijst(*wijzer)         {}

// Correctie is why an onderdeel is changed (ZOB-15a) and, for verbeteren and aanvullen, its whole new wording.
type Correctie struct {
	Grond      CorrectieGrond `json:"grond"`
	Motivering Tekst          `json:"motivering"`
	Nieuw      *wikkel        `json:"nieuw,omitempty"`
}

// NieuweInhoud is the new wording; ok is false where the correctie changes none.
func (c *Correctie) NieuweInhoud() (i Inhoud, ok bool) {
	if c.Nieuw == nil || c.Nieuw.Inhoud == nil {
		return nil, false
	}
	return c.Nieuw.Inhoud, true
}

// ZonderMotivering is the correctie for a reader who may see its new wording and not why it was made.
func (c *Correctie) ZonderMotivering() *Correctie { return &Correctie{Grond: c.Grond, Nieuw: c.Nieuw} }

func (*Correctie) InhoudSoort() InhoudSoort { return InhoudCorrectie }
func (c *Correctie) Teksten() []*Tekst      { return tekstenVan(c) }
func (c *Correctie) verwijst(w *wijzer) {
	w.tekst("motivering", &c.Motivering)
	if i, ok := c.NieuweInhoud(); ok {
		w.onder("nieuw", i.verwijst)
	}
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
func (v *Vernietiging) Teksten() []*Tekst      { return tekstenVan(v) }
func (v *Vernietiging) verwijst(w *wijzer) {
	w.tekst("motivering", &v.Motivering)
	for i := range v.Behoud {
		w.bij("behoud", i, v.Behoud[i].verwijst)
	}
}

func (b *Behoud) verwijst(w *wijzer) {
	w.persoon("belang", b.Belang)
	w.tekst("waarom", &b.Waarom)
}

// Herschrijving is a new wording of an onderdeel without the person who is being erased.
type Herschrijving struct {
	Nieuw wikkel `json:"nieuw"`
}

func (*Herschrijving) InhoudSoort() InhoudSoort { return InhoudHerschrijving }
func (h *Herschrijving) Teksten() []*Tekst      { return tekstenVan(h) }
func (h *Herschrijving) verwijst(w *wijzer) {
	if h.Nieuw.Inhoud != nil {
		w.onder("nieuw", h.Nieuw.verwijst)
	}
}
