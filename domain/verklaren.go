package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// VoegVerklaringToe puts a betrokkene's own statement beside what it disputes, which stays (ZOB-16, DRE-verkl-1).
type VoegVerklaringToe struct {
	ID         id.Onderdeel
	Betrokkene id.Betrokkene
	Betwist    []id.Onderdeel
	Verklaring Verklaring
}

func (VoegVerklaringToe) Handeling() Handeling { return HandelingVastleggen }

func (v VoegVerklaringToe) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	v.Verklaring.controleer(&c)
	return c.fouten
}

func (v VoegVerklaringToe) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.vrij(v.ID); err != nil {
		return nil, err
	}
	if err := d.opNaam(v.Betrokkene); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	for i, b := range v.Betwist {
		o, ok := d.Onderdelen[b]
		c.bij("betwist", i, func(c *controle) {
			switch {
			case !ok:
				c.fout(codeOnbekend, "Dit onderdeel staat niet in het dossier.")
			case o.Stand == StandVernietigd:
				c.fout(codeVernietigd, "Dit onderdeel is vernietigd.")
			case o.Stand == StandVerwijderd:
				c.fout(codePastNiet, "Dit onderdeel is met een correctie verwijderd.")
			case o.Stand == StandVervangen:
				c.fout(codePastNiet, "Deze passage is opnieuw gemarkeerd. Noem de passages die ervoor in de plaats kwamen.")
			case o.Inhoud == InhoudVerklaring:
				c.fout(codePastNiet, "Een eigen verklaring betwist geen andere verklaring.")
			case slices.Contains(v.Betwist[:i], b):
				c.fout(codeDubbel, "Dit onderdeel staat er twee keer bij.")
			}
		})
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", []id.Betrokkene{v.Betrokkene}, &v.Verklaring)
	if err != nil {
		return nil, err
	}
	feit := &VerklaringToegevoegd{Onderdeel: v.ID, Betrokkene: v.Betrokkene, Betwist: v.Betwist, Over: over}
	return []Ontwerp{ontwerp(feit, &v.Verklaring, over)}, nil
}
