package domain

import (
	"slices"
	"strconv"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// OpenDossier opens a dossier, with the persons it is about and, where its ground asks or allows one, a melding
// (ZOB-1g, ZOB-6.1).
type OpenDossier struct {
	Onderdeel   id.Onderdeel
	Opening     Opening
	Betrokkenen []NieuweBetrokkene
	Melding     *NieuweMelding
}

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

func (OpenDossier) Handeling() Handeling { return HandelingVastleggen }

func (o OpenDossier) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	c.onder("opening", o.Opening.controleer)
	for i, b := range o.Betrokkenen {
		c.bij("betrokkenen", i, b.controleer)
		if slices.ContainsFunc(o.Betrokkenen[:i], func(a NieuweBetrokkene) bool { return a.ID == b.ID }) {
			c.fout(codeDubbel, "Deze id komt twee keer voor.", "betrokkenen", strconv.Itoa(i), "id")
		}
	}
	switch {
	case o.Melding != nil:
		c.onder("melding", o.Melding.controleer)
	case o.Opening.regel().Melding == VraagtVerplicht:
		c.fout(codeVerplicht, "Een dossier op deze grond begint met een melding (ZOB-1g).", "melding")
	}
	return c.fouten
}

func (o OpenDossier) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if d.Bestaat {
		return nil, Weiger(CodeBestaatAl, "Dit dossier bestaat al.", "ZOB-6.1")
	}
	if err := o.nietGezien(f); err != nil {
		return nil, err
	}
	nieuw := []id.Onderdeel{o.Onderdeel}
	if o.Melding != nil {
		if err := o.Melding.noemtIemand(); err != nil {
			return nil, err
		}
		nieuw = append(nieuw, o.Melding.ID)
	}
	for _, b := range o.Betrokkenen {
		nieuw = append(nieuw, b.ids()...)
	}
	if err := d.vrij(nieuw...); err != nil {
		return nil, err
	}
	uit := []Ontwerp{ontwerp(&DossierGeopend{Onderdeel: o.Onderdeel}, &o.Opening, nil)}
	// Later events of this append refer to persons of earlier ones: decide on a scratch dossier that has them.
	straks := NieuwDossier(d.ID)
	for _, b := range o.Betrokkenen {
		uit = append(uit, b.ontwerpen()...)
		straks.Betrokkenen[b.ID] = &Betrokkene{ID: b.ID}
	}
	if o.Melding == nil {
		return uit, nil
	}
	m, err := o.Melding.ontwerpen(straks, f, "melding")
	if err != nil {
		return nil, err
	}
	uit = append(uit, m...)
	for _, b := range o.Betrokkenen {
		uit = append(uit, informeren(f, IdentiteitVan(b.ID), f.Vandaag)...)
	}
	return uit, nil
}

func (n NieuweBetrokkene) controleer(c *controle) {
	c.onder("identiteit", n.Identiteit.controleer)
	for i, k := range n.Contacten {
		c.bij("contacten", i, k.Contact.controleer)
	}
}

// ids are the ids that the dossier must not have yet.
func (n NieuweBetrokkene) ids() []id.Onderdeel {
	uit := []id.Onderdeel{IdentiteitVan(n.ID)}
	for _, k := range n.Contacten {
		uit = append(uit, k.ID)
	}
	return uit
}

func (n NieuweBetrokkene) ontwerpen() []Ontwerp {
	over := []id.Betrokkene{n.ID}
	n.Identiteit.normaliseer()
	uit := []Ontwerp{ontwerp(&BetrokkeneToegevoegd{Betrokkene: n.ID}, &n.Identiteit, over)}
	for _, k := range n.Contacten {
		uit = append(uit, contactOntwerp(k, n.ID))
	}
	return uit
}
