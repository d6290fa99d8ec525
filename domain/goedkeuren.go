package domain

import (
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// KeurVernietigingGoed approves another's besluit.
type KeurVernietigingGoed struct{ ID id.Vernietiging }

// TrekVernietigingIn ends a vernietiging that was not approved.
type TrekVernietigingIn struct {
	ID      id.Vernietiging
	Besluit Besluit
}

// MeldUitgevoerd records that all that had to be destroyed is gone. Repeating it does nothing.
type MeldUitgevoerd struct{ ID id.Vernietiging }

func (KeurVernietigingGoed) Handeling() Handeling { return HandelingGoedkeuren }
func (TrekVernietigingIn) Handeling() Handeling   { return HandelingVernietigen }
func (MeldUitgevoerd) Handeling() Handeling       { return HandelingUitvoeren }

func (KeurVernietigingGoed) Controleer(Feiten) waarde.Fouten { return nil }

// Beslis approves, by somebody else than whoever decided or for whom that was done. What was recorded or changed since
// the besluit is not what was decided upon.
func (k KeurVernietigingGoed) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	l, err := d.teBeslissen(k.ID)
	if err != nil {
		return nil, err
	}
	if l.besloot(f.Wie) || f.Namens != "" && l.besloot(f.Namens) {
		return nil, Weiger(CodeZelfdePersoon, "Wie tot vernietiging besloot, kan die niet zelf goedkeuren.", "ZOB-17.4b")
	}
	if err := zonderUitkomst(d.Betreft(l.Omvang), l.Uitkomsten); err != nil {
		return nil, err
	}
	if err := d.sindsGewijzigd(l); err != nil {
		return nil, err
	}
	if err := f.verhult(d); err != nil {
		return nil, err
	}
	if err := d.beperktIn(l.Omvang, d.kies(func(o *Onderdeel) bool {
		return slices.ContainsFunc(l.Uitkomsten, func(u UitkomstPer) bool { return u.Onderdeel == o.ID })
	})); err != nil {
		return nil, err
	}
	uit := []Ontwerp{zonderInhoud(&VernietigingGoedgekeurd{Vernietiging: k.ID, Doelen: d.doelen(l, f.Sleutels)})}
	for _, u := range l.Uitkomsten {
		if u.Uitkomst != UitkomstBehouden {
			continue
		}
		if d.betrokkene(u.Belang) != nil {
			return nil, Weiger(CodeBehoudZonderBelang,
				"Degene in wiens belang een onderdeel behouden blijft, is intussen zelf vernietigd. Trek dit besluit in en neem "+
					"een nieuw.", "ZOB-17.4b")
		}
		// What is kept stays open to the person in whose interest it is kept, in every version.
		if o, ok := d.Onderdelen[u.Onderdeel]; ok && !o.heelVan(u.Belang) {
			uit = append(uit, koppelOntwerp(u.Onderdeel, u.Belang))
		}
	}
	return uit, nil
}

// besloot reports whether somebody decided on a vernietiging, or had it decided.
func (l *VernietigingLoop) besloot(wie string) bool {
	return wie == l.BeslotenDoor || wie != "" && wie == l.BeslotenNamens
}

// sindsGewijzigd refuses where an onderdeel is no longer what the besluit was about: another wording, other persons,
// another stand. Of a whole dossier that is any onderdeel.
func (d *Dossier) sindsGewijzigd(l *VernietigingLoop) error {
	var c controle
	for _, o := range d.Alle() {
		besloten := l.Omvang.Dossier || slices.ContainsFunc(l.Uitkomsten, func(u UitkomstPer) bool {
			return u.Onderdeel == o.ID
		})
		if besloten && o.Gewijzigd > l.Besluit.Revisie {
			c.fout(codePastNiet, "Dit onderdeel is na het besluit vastgelegd of gewijzigd.", "uitkomsten", o.ID.String())
		}
	}
	if len(c.fouten) == 0 {
		return nil
	}
	w := Weiger(CodeNietTerUitvoer, "Sinds het besluit is iets gewijzigd waarover het gaat. Trek het in en neem een "+
		"nieuw besluit.", "ZOB-17.4b")
	w.Fouten = c.fouten
	return w
}

func (d *Dossier) teBeslissen(v id.Vernietiging) (*VernietigingLoop, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	l, ok := d.Vernietigingen[v]
	if !ok {
		return nil, Weiger(CodeOnbekend, "Deze vernietiging bestaat niet.")
	}
	if l.Stand != VernietigingStandBesloten {
		return nil, Weiger(CodeStand, "Deze vernietiging is al goedgekeurd of ingetrokken.")
	}
	return l, nil
}

func (t TrekVernietigingIn) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	t.Besluit.controleer(&c)
	// it ends no onderzoek, and what it says of somebody is under no onderdeel (ZOB-17.3a)
	if len(t.Besluit.Bevindingen) > 0 {
		c.fout(codePastNiet, "Bij het intrekken van een vernietiging horen geen bevindingen.", "bevindingen")
	}
	return c.fouten
}

func (t TrekVernietigingIn) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if _, err := d.teBeslissen(t.ID); err != nil {
		return nil, err
	}
	if _, err := d.over(f, "", nil, &t.Besluit); err != nil {
		return nil, err
	}
	return []Ontwerp{ontwerp(&VernietigingIngetrokken{Vernietiging: t.ID}, &t.Besluit, nil)}, nil
}

func (MeldUitgevoerd) Controleer(Feiten) waarde.Fouten { return nil }

func (m MeldUitgevoerd) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	l, ok := d.Vernietigingen[m.ID]
	switch {
	case !ok:
		return nil, Weiger(CodeOnbekend, "Deze vernietiging bestaat niet.")
	case l.Stand == VernietigingStandUitgevoerd:
		return nil, nil
	case l.Stand != VernietigingStandGoedgekeurd:
		return nil, Weiger(CodeNietTerUitvoer, "Deze vernietiging is niet goedgekeurd.")
	}
	return []Ontwerp{zonderInhoud(&VernietigingUitgevoerd{Vernietiging: m.ID})}, nil
}
