package domain

import (
	"slices"
	"strconv"

	"dossierboek/domain/id"
)

// What a decision asks of the dossier first.

// open refuses to record in a dossier that is not there, closed, or destroyed.
func (d *Dossier) open() error {
	if err := d.staat(); err != nil {
		return err
	}
	if d.GeslotenOp != nil {
		return Weiger(CodeGesloten, "Het dossier is gesloten. Heropen het eerst.", "ZOB-9.1b")
	}
	return nil
}

// staat refuses a dossier that is not there, that went, or that is going.
func (d *Dossier) staat() error {
	if !d.Bestaat {
		return Weiger(CodeOnbekend, "Dit dossier bestaat niet.")
	}
	if err := d.Weg(); err != nil {
		return err
	}
	if d.gaatOp() {
		return Weiger(CodeStand, "Dit dossier gaat nu op in een ander dossier.", "ZOB-6.1")
	}
	return nil
}

// Weg refuses a dossier that went into another or is destroyed.
func (d *Dossier) Weg() error {
	switch {
	case d.Overgebracht != nil:
		return Weiger(CodeOvergebracht, "Dit dossier is opgegaan in dossier "+d.Overgebracht.Naar.String()+".", "ZOB-6.1")
	case d.Vernietigd != nil:
		return Weiger(CodeVernietigd, "Dit dossier is vernietigd.", "ZOB-17.1")
	}
	return nil
}

// vrij refuses ids that the dossier already uses, for itself too, and an id that is given twice.
func (d *Dossier) vrij(nieuw ...id.Onderdeel) error {
	for i, o := range nieuw {
		_, bezet := d.Onderdelen[o]
		if bezet || o.IsZero() || o.UUID() == d.ID.UUID() || slices.Contains(nieuw[:i], o) {
			return Weiger(CodeBestaatAl, "Dit onderdeel bestaat al.")
		}
	}
	return nil
}

// vrijeVernietiging refuses the id of a vernietiging that the dossier already uses.
func (d *Dossier) vrijeVernietiging(v id.Vernietiging) error {
	if _, ok := d.Vernietigingen[v]; ok || v.IsZero() {
		return Weiger(CodeBestaatAl, "Deze vernietiging bestaat al.")
	}
	return nil
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

// over is whom content concerns: whoever the caller named beside it, and whom it names itself. All must be in the
// dossier.
func (d *Dossier) over(f Feiten, pad string, gegeven []id.Betrokkene, i Inhoud) ([]id.Betrokkene, error) {
	return d.overBij(f, nil, pad, gegeven, i)
}

// overBij is over for content beside what concerns some persons already.
func (d *Dossier) overBij(f Feiten, al []id.Betrokkene, pad string, gegeven []id.Betrokkene,
	i Inhoud) ([]id.Betrokkene, error) {
	c := controle{Feiten: f, al: al}
	check := func(c *controle) {
		for n, b := range gegeven {
			c.noembaar(d, b, "over", strconv.Itoa(n))
		}
		c.verwijzingen(d, i)
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

// geldig gives an onderdeel that stands, or refuses.
func (d *Dossier) geldig(o id.Onderdeel) (*Onderdeel, error) {
	n, ok := d.Onderdelen[o]
	if !ok {
		return nil, Weiger(CodeOnbekend, "Dit onderdeel staat niet in het dossier.")
	}
	switch {
	case n.Overgebracht != nil:
		return nil, Weiger(CodeOvergebracht, "Dit onderdeel is overgebracht naar dossier "+n.Overgebracht.Naar.String()+".")
	case d.onderweg(o):
		return nil, Weiger(CodeStand, "Dit onderdeel wordt nu overgebracht naar een ander dossier.")
	case n.Stand == StandVernietigd:
		return nil, Weiger(CodeVernietigd, "Dit onderdeel is vernietigd.", "ZOB-17.1")
	case n.Stand == StandVerwijderd:
		return nil, Weiger(CodeStand, "Dit onderdeel is met een correctie verwijderd.", "ZOB-15b")
	case n.Stand == StandVervangen:
		return nil, Weiger(CodeStand, "Deze passage is opnieuw gemarkeerd. Neem een van de passages die ervoor in de "+
			"plaats kwamen.")
	}
	return n, nil
}
