package domain

import (
	"maps"
	"slices"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// NieuweBetrokkene is a person to add, with contact data.
type NieuweBetrokkene struct {
	ID         id.Betrokkene
	Identiteit Identiteit
	Contacten  []NieuwContact
}

// NieuwContact is contact data to add.
type NieuwContact struct {
	ID      id.Onderdeel
	Contact Contact
}

// NieuweMelding is a melding to record: what was reported and about whom. At least one direct betrokkene is named
// (ZOB-1l).
type NieuweMelding struct {
	ID          id.Onderdeel
	OntvangenOp time.Time
	Over        []id.Betrokkene
	Melding     Melding
}

// OpenDossier opens a dossier on a melding, with the persons it names (ZOB-1g, ZOB-6.1).
type OpenDossier struct {
	Onderdeel   id.Onderdeel
	Opening     Opening
	Betrokkenen []NieuweBetrokkene
	Melding     NieuweMelding
}

// VoegBetrokkeneToe adds a person to a dossier (DRE-betr-1).
type VoegBetrokkeneToe struct{ NieuweBetrokkene }

// LegContactVast records contact data of a betrokkene (ZOB-6.2h).
type LegContactVast struct {
	NieuwContact
	Betrokkene id.Betrokkene
}

// LegRelatieVast records what one betrokkene is of another (JB-dossier-3).
type LegRelatieVast struct {
	ID        id.Onderdeel
	Van, Naar id.Betrokkene
	Relatie   Relatie
}

// OntvangMelding records a further melding (ZOB-6.2a).
type OntvangMelding struct{ NieuweMelding }

// LegGegevenVast records a gegeven (ZOB-6.5).
type LegGegevenVast struct {
	ID      id.Onderdeel
	Rubriek Rubriek
	Over    []id.Betrokkene
	Gegeven Gegeven
}

func (OpenDossier) Handeling() Handeling       { return HandelingVastleggen }
func (VoegBetrokkeneToe) Handeling() Handeling { return HandelingVastleggen }
func (LegContactVast) Handeling() Handeling    { return HandelingVastleggen }
func (LegRelatieVast) Handeling() Handeling    { return HandelingVastleggen }
func (OntvangMelding) Handeling() Handeling    { return HandelingVastleggen }
func (LegGegevenVast) Handeling() Handeling    { return HandelingVastleggen }

func (o OpenDossier) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	c.onder("opening", o.Opening.controleer)
	for i, b := range o.Betrokkenen {
		c.bij("betrokkenen", i, b.controleer)
		if slices.ContainsFunc(o.Betrokkenen[:i], func(a NieuweBetrokkene) bool { return a.ID == b.ID }) {
			c.bij("betrokkenen", i, func(c *controle) { c.fout("id", codeDubbel, "Deze id komt twee keer voor.") })
		}
	}
	c.onder("melding", o.Melding.controleer)
	return c.fouten
}

func (o OpenDossier) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if d.Bestaat {
		return nil, Weiger(CodeBestaatAl, "Dit dossier bestaat al.", "ZOB-6.1")
	}
	if len(o.Melding.Over) == 0 {
		return nil, Weiger(CodeMeldingZonder, "Een melding noemt ten minste één direct betrokkene.", "ZOB-1l")
	}
	uit := []Ontwerp{ontwerp(&DossierGeopend{Onderdeel: o.Onderdeel}, &o.Opening, nil)}
	// Later events of this append refer to persons of earlier ones: decide on a scratch dossier that has them.
	straks := NieuwDossier(d.ID)
	for _, b := range o.Betrokkenen {
		uit = append(uit, b.ontwerpen()...)
		straks.Betrokkenen[b.ID] = &Betrokkene{ID: b.ID}
	}
	m, err := o.Melding.ontwerp(straks, f, "melding")
	if err != nil {
		return nil, err
	}
	return append(uit, m), nil
}

func (n NieuweBetrokkene) controleer(c *controle) {
	c.onder("identiteit", n.Identiteit.controleer)
	for i, k := range n.Contacten {
		c.bij("contacten", i, k.Contact.controleer)
	}
}

func (n NieuweBetrokkene) ontwerpen() []Ontwerp {
	over := []id.Betrokkene{n.ID}
	uit := []Ontwerp{ontwerp(&BetrokkeneToegevoegd{Betrokkene: n.ID}, &n.Identiteit, over)}
	for _, k := range n.Contacten {
		uit = append(uit, ontwerp(&ContactVastgelegd{Onderdeel: k.ID, Betrokkene: n.ID}, &k.Contact, over))
	}
	return uit
}

func (v VoegBetrokkeneToe) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.controleer(&c)
	return c.fouten
}

func (v VoegBetrokkeneToe) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if _, ok := d.Betrokkenen[v.ID]; ok || v.ID.IsZero() {
		return nil, Weiger(CodeBestaatAl, "Deze betrokkene staat al in het dossier.")
	}
	return v.ontwerpen(), nil
}

func (l LegContactVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	l.Contact.controleer(&c)
	return c.fouten
}

func (l LegContactVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(l.ID); err != nil {
		return nil, err
	}
	if err := d.betrokkene(l.Betrokkene); err != nil {
		return nil, err
	}
	return []Ontwerp{ontwerp(&ContactVastgelegd{Onderdeel: l.ID, Betrokkene: l.Betrokkene}, &l.Contact, []id.Betrokkene{l.Betrokkene})}, nil
}

// betrokkene refuses a person that is not in the dossier, or no longer.
func (d *Dossier) betrokkene(b id.Betrokkene) error {
	p, ok := d.Betrokkenen[b]
	if !ok {
		return Weiger(CodeOnbekend, "Deze betrokkene staat niet in het dossier.")
	}
	if p.Vernietigd != nil {
		return Weiger(CodeVernietigd, "De gegevens van deze betrokkene zijn vernietigd.", "ZOB-17.1")
	}
	return nil
}

func (l LegRelatieVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	l.Relatie.controleer(&c)
	if l.Van == l.Naar {
		c.fout("naar", codePastNiet, "Een relatie is tussen twee verschillende betrokkenen.")
	}
	return c.fouten
}

func (l LegRelatieVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(l.ID); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	c.bekend(d, "van", l.Van)
	c.bekend(d, "naar", l.Naar)
	if err := c.weiger(); err != nil {
		return nil, err
	}
	over := uniek([]id.Betrokkene{l.Van, l.Naar})
	return []Ontwerp{ontwerp(&RelatieVastgelegd{Onderdeel: l.ID, Van: l.Van, Naar: l.Naar}, &l.Relatie, over)}, nil
}

func (n NieuweMelding) controleer(c *controle) {
	c.verplicht("ontvangenOp", !n.OntvangenOp.IsZero())
	c.nietLater("ontvangenOp", n.OntvangenOp)
	n.Melding.controleer(c)
}

func (n NieuweMelding) ontwerp(d *Dossier, f Feiten, pad string) (Ontwerp, error) {
	over, err := d.over(f, pad, n.Over, &n.Melding)
	if err != nil {
		return Ontwerp{}, err
	}
	return ontwerp(&MeldingOntvangen{Onderdeel: n.ID, OntvangenOp: n.OntvangenOp.UTC(), Over: over}, &n.Melding, over), nil
}

// over is whom content concerns: who was named by the caller, by id, or in a text. All must be in the dossier.
func (d *Dossier) over(f Feiten, pad string, gegeven []id.Betrokkene, i Inhoud) ([]id.Betrokkene, error) {
	c := controle{Feiten: f}
	check := func(c *controle) {
		c.bekend(d, "over", gegeven...)
		c.bekend(d, "vermeldingen", Genoemd(i)...)
		for _, t := range i.Teksten() {
			gemarkeerd := uniek(slices.Collect(maps.Keys(t.Vermeldingen())))
			c.bekend(d, "nietBedoeld", slices.DeleteFunc(gemarkeerd, func(b id.Betrokkene) bool { return slices.Contains(t.Betrokkenen(), b) })...)
		}
	}
	if pad == "" {
		check(&c)
	} else {
		c.onder(pad, check)
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	return uniek(slices.Concat(gegeven, Genoemd(i))), nil
}

func (o OntvangMelding) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	o.controleer(&c)
	return c.fouten
}

func (o OntvangMelding) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(o.ID); err != nil {
		return nil, err
	}
	if len(o.Over) == 0 {
		return nil, Weiger(CodeMeldingZonder, "Een melding noemt ten minste één direct betrokkene.", "ZOB-1l")
	}
	m, err := o.ontwerp(d, f, "")
	if err != nil {
		return nil, err
	}
	return []Ontwerp{m}, nil
}

func (l LegGegevenVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	een(&c, "rubriek", l.Rubriek, Rubrieken)
	l.Gegeven.controleer(&c)
	return c.fouten
}

func (l LegGegevenVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(l.ID); err != nil {
		return nil, err
	}
	if err := l.Gegeven.bevoegd(); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", l.Over, &l.Gegeven)
	if err != nil {
		return nil, err
	}
	return []Ontwerp{ontwerp(&GegevenVastgelegd{Onderdeel: l.ID, Rubriek: l.Rubriek, Over: over}, &l.Gegeven, over)}, nil
}
