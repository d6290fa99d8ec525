package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

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

// LegGegevenVast records a gegeven (ZOB-6.5).
type LegGegevenVast struct {
	ID      id.Onderdeel
	Rubriek Rubriek
	Over    []id.Betrokkene
	Gegeven Gegeven
}

func (VoegBetrokkeneToe) Handeling() Handeling { return HandelingVastleggen }
func (LegContactVast) Handeling() Handeling    { return HandelingVastleggen }
func (LegRelatieVast) Handeling() Handeling    { return HandelingVastleggen }
func (LegGegevenVast) Handeling() Handeling    { return HandelingVastleggen }

func (v VoegBetrokkeneToe) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.controleer(&c)
	return c.fouten
}

func (v VoegBetrokkeneToe) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(v.ids()...); err != nil {
		return nil, err
	}
	uit := v.ontwerpen()
	if d.moetInformeren(id.Onderdeel{}) {
		uit = append(uit, informeren(f, IdentiteitVan(v.ID), f.Vandaag)...)
	}
	return uit, nil
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
	if err := d.opNaam(l.Betrokkene); err != nil {
		return nil, err
	}
	return []Ontwerp{contactOntwerp(l.NieuwContact, l.Betrokkene)}, nil
}

func (l LegRelatieVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	l.Relatie.controleer(&c)
	relatieTussen(&c, l.Van, l.Naar)
	return c.fouten
}

func relatieTussen(c *controle, van, naar id.Betrokkene) {
	c.verplicht("van", !van.IsZero())
	c.verplicht("naar", !naar.IsZero())
	if !van.IsZero() && van == naar {
		c.fout(codePastNiet, "Een relatie is tussen twee verschillende betrokkenen.", "naar")
	}
}

func (l LegRelatieVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	if err := d.vrij(l.ID); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	c.noembaar(d, l.Van, "van")
	c.noembaar(d, l.Naar, "naar")
	if err := c.weiger(); err != nil {
		return nil, err
	}
	return []Ontwerp{relatieOntwerp(l.ID, l.Van, l.Naar, &l.Relatie)}, nil
}

func relatieOntwerp(welk id.Onderdeel, van, naar id.Betrokkene, r *Relatie) Ontwerp {
	return ontwerp(&RelatieVastgelegd{Onderdeel: welk, Van: van, Naar: naar}, r, uniek([]id.Betrokkene{van, naar}))
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
	uit := []Ontwerp{ontwerp(&GegevenVastgelegd{Onderdeel: l.ID, Rubriek: l.Rubriek, Over: over}, &l.Gegeven, over)}
	return slices.Concat(uit, accorderingNodig(f, l.ID, nil, &l.Gegeven), d.visieGegeven(&l.Gegeven)), nil
}
