package domain

import (
	"fmt"
	"log/slog"
	"slices"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// A dossier is assigned to employees and teams, each in a rol. Who has it is open: it says nothing of a betrokkene,
// and the list of somebody's dossiers needs it. Why it was handed over is sealed.

const (
	SoortToewijzingBegonnen     Soort = "toewijzing.begonnen"
	SoortToewijzingOvergedragen Soort = "toewijzing.overgedragen"
	SoortToewijzingBeeindigd    Soort = "toewijzing.beeindigd"
)

// ToewijzingRol is what somebody does in a dossier. It gives no access by itself.
type ToewijzingRol string

// ToewijzingRollen lists them all; dienst is who takes over for a shift.
var ToewijzingRollen = []ToewijzingRol{"behandelaar", "medebehandelaar", "gedragsdeskundige", "vertrouwensarts",
	"secretariaat", "dienst"}

// Team is a team's id, of the form of an employee's; never a name of somebody.
type Team string

// Toegewezene is an employee or a team, in a rol.
type Toegewezene struct {
	Medewerker Medewerker    `json:"medewerker,omitempty"`
	Team       Team          `json:"team,omitempty"`
	Rol        ToewijzingRol `json:"rol"`
}

// Toewijzing is who has a dossier, and since when.
type Toewijzing struct {
	Toegewezene
	Sinds time.Time `json:"sinds"`
}

// ToewijzingBegonnen assigns a dossier.
type ToewijzingBegonnen struct {
	Wie Toegewezene `json:"wie"`
}

// ToewijzingOvergedragen hands a dossier over; the reason is sealed.
type ToewijzingOvergedragen struct {
	Onderdeel id.Onderdeel    `json:"onderdeel"`
	VanWie    Toegewezene     `json:"vanWie"`
	Wie       Toegewezene     `json:"wie"`
	Over      []id.Betrokkene `json:"over,omitempty"`
}

// ToewijzingBeeindigd ends an assignment.
type ToewijzingBeeindigd struct {
	VanWie Toegewezene `json:"vanWie"`
}

func (*ToewijzingBegonnen) Soort() Soort     { return SoortToewijzingBegonnen }
func (*ToewijzingOvergedragen) Soort() Soort { return SoortToewijzingOvergedragen }
func (*ToewijzingBeeindigd) Soort() Soort    { return SoortToewijzingBeeindigd }

func (f *ToewijzingBegonnen) pasToe(d *Dossier, v Vastlegging) { d.wijsToe(f.Wie, v) }

func (f *ToewijzingOvergedragen) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...)
	d.ontneem(f.VanWie)
	d.wijsToe(f.Wie, v)
}

func (f *ToewijzingBeeindigd) pasToe(d *Dossier, _ Vastlegging) { d.ontneem(f.VanWie) }

func (d *Dossier) wijsToe(t Toegewezene, v Vastlegging) {
	if !d.isVan(t) {
		d.Toewijzingen = append(slices.Clone(d.Toewijzingen), Toewijzing{t, v.Meta.VastgelegdOp})
	}
}

func (d *Dossier) ontneem(t Toegewezene) {
	d.Toewijzingen = slices.DeleteFunc(slices.Clone(d.Toewijzingen), func(a Toewijzing) bool {
		return a.Toegewezene == t
	})
}

func (d *Dossier) isVan(t Toegewezene) bool {
	return slices.ContainsFunc(d.Toewijzingen, func(a Toewijzing) bool { return a.Toegewezene == t })
}

// WijsToe assigns a dossier to an employee or a team, also one that is closed: rights of betrokkenen go on.
type WijsToe struct{ Wie Toegewezene }

// DraagOver hands a dossier over, with the reason. What stood on the agenda of an employee who has no other rol in the
// dossier goes along to the employee who takes over.
type DraagOver struct {
	ID          id.Onderdeel // of the besluit
	VanWie, Wie Toegewezene
	Besluit     Besluit
}

// EindigToewijzing ends an assignment.
type EindigToewijzing struct{ VanWie Toegewezene }

func (WijsToe) Handeling() Handeling          { return HandelingBeslissen }
func (DraagOver) Handeling() Handeling        { return HandelingBeslissen }
func (EindigToewijzing) Handeling() Handeling { return HandelingBeslissen }

func (t Toegewezene) controleer(c *controle) {
	een(c, "rol", t.Rol, ToewijzingRollen)
	switch {
	case (t.Medewerker == "") == (t.Team == ""):
		c.fout(codePastNiet, "Geef een medewerker of een team.", "medewerker")
	case t.Team != "":
		c.medewerker("team", Medewerker(t.Team))
	default:
		c.medewerker("medewerker", t.Medewerker)
	}
}

func (w WijsToe) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	w.Wie.controleer(&c)
	return c.fouten
}

func (w WijsToe) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.nogNietVan(w.Wie); err != nil {
		return nil, err
	}
	return []Ontwerp{zonderInhoud(&ToewijzingBegonnen{Wie: w.Wie})}, nil
}

func (o DraagOver) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	c.onder("vanWie", o.VanWie.controleer)
	c.onder("wie", o.Wie.controleer)
	o.Besluit.controleer(&c)
	return c.fouten
}

func (o DraagOver) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.moetZijnVan(o.VanWie); err != nil {
		return nil, err
	}
	if err := d.nogNietVan(o.Wie); err != nil {
		return nil, err
	}
	uit, err := d.besluit(f, o.ID, &o.Besluit, func(over []id.Betrokkene) Feit {
		return &ToewijzingOvergedragen{Onderdeel: o.ID, VanWie: o.VanWie, Wie: o.Wie, Over: over}
	})
	if err != nil || o.Wie.Medewerker == "" || o.VanWie.Medewerker == "" || d.heeftAndereRol(o.VanWie) {
		return uit, err
	}
	for _, n := range d.Alle() {
		for _, p := range n.OpenPunten() {
			if p.Eigenaar == o.VanWie.Medewerker && p.Eigenaar != o.Wie.Medewerker {
				uit = append(uit, zonderInhoud(&PuntGeopend{Bij: n.ID, Punt: p.Soort, Eigenaar: o.Wie.Medewerker,
					Uiterlijk: p.Uiterlijk}))
			}
		}
	}
	return uit, nil
}

func (e EindigToewijzing) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	e.VanWie.controleer(&c)
	return c.fouten
}

func (e EindigToewijzing) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	if err := d.moetZijnVan(e.VanWie); err != nil {
		return nil, err
	}
	return []Ontwerp{zonderInhoud(&ToewijzingBeeindigd{VanWie: e.VanWie})}, nil
}

func (d *Dossier) moetZijnVan(t Toegewezene) error {
	if !d.isVan(t) {
		return Weiger(CodeStand, "Het dossier is niet zo toegewezen.")
	}
	return nil
}

func (d *Dossier) nogNietVan(t Toegewezene) error {
	if d.isVan(t) {
		return Weiger(CodeStand, "Het dossier is al zo toegewezen.")
	}
	return nil
}

// heeftAndereRol reports whether an employee also has the dossier in another rol.
func (d *Dossier) heeftAndereRol(t Toegewezene) bool {
	return slices.ContainsFunc(d.Toewijzingen, func(a Toewijzing) bool {
		return a.Medewerker == t.Medewerker && a.Rol != t.Rol
	})
}

func (DraagOver) Format(s fmt.State, _ rune)        { zwijg(s) }
func (DraagOver) LogValue() slog.Value              { return verzwegen }
func (WijsToe) Format(s fmt.State, _ rune)          { zwijg(s) }
func (WijsToe) LogValue() slog.Value                { return verzwegen }
func (EindigToewijzing) Format(s fmt.State, _ rune) { zwijg(s) }
func (EindigToewijzing) LogValue() slog.Value       { return verzwegen }
