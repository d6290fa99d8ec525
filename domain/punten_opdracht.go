package domain

import (
	"fmt"
	"log/slog"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// OpenPunt opens a punt by hand, or hands one over: another owner, another date.
type OpenPunt struct {
	Onderdeel id.Onderdeel
	Soort     PuntSoort
	Eigenaar  Medewerker
	Uiterlijk waarde.Datum
}

// DoePuntAf ends a punt by hand.
type DoePuntAf struct {
	Onderdeel id.Onderdeel
	Soort     PuntSoort
}

func (OpenPunt) Handeling() Handeling  { return HandelingVastleggen }
func (DoePuntAf) Handeling() Handeling { return HandelingVastleggen }

func (o OpenPunt) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	een(&c, "soort", o.Soort, PuntSoorten)
	c.medewerker("eigenaar", o.Eigenaar)
	c.verplicht("uiterlijk", !o.Uiterlijk.IsZero())
	if !o.Uiterlijk.IsZero() && o.Uiterlijk.Voor(f.Vandaag) {
		c.fout(codePastNiet, "Deze datum is al voorbij.", "uiterlijk")
	}
	return c.fouten
}

// Beslis also serves a closed dossier: what was left to be done when it closed can change hands.
func (o OpenPunt) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	n, err := d.geldig(o.Onderdeel)
	if err != nil {
		return nil, err
	}
	if p := n.punt(o.Soort); p != nil && p.AfgedaanOp == nil && p.Eigenaar == o.Eigenaar && p.Uiterlijk == o.Uiterlijk {
		return nil, nil
	}
	return []Ontwerp{zonderInhoud(&PuntGeopend{Bij: n.ID, Punt: o.Soort, Eigenaar: o.Eigenaar, Uiterlijk: o.Uiterlijk})}, nil
}

func (a DoePuntAf) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	een(&c, "soort", a.Soort, PuntSoorten)
	return c.fouten
}

func (a DoePuntAf) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	n, err := d.geldig(a.Onderdeel)
	if err != nil {
		return nil, err
	}
	if !n.heeftOpen(a.Soort) {
		return nil, Weiger(CodeStand, "Bij dit onderdeel staat dit punt niet open.")
	}
	if a.Soort == PuntBesluit { // a term in the law does not end because somebody says so
		return nil, Weiger(CodeStand, "Dit punt vervalt pas als op de melding is besloten: kwalificeer haar, of leg de fase vast die volgt.",
			"Uitvoeringsbesluit Wmo 2015 art. 4.1.7 lid 1")
	}
	return []Ontwerp{afgedaan(n.ID, a.Soort)}, nil
}

func (OpenPunt) Format(s fmt.State, _ rune)  { zwijg(s) }
func (DoePuntAf) Format(s fmt.State, _ rune) { zwijg(s) }
func (OpenPunt) LogValue() slog.Value        { return verzwegen }
func (DoePuntAf) LogValue() slog.Value       { return verzwegen }
