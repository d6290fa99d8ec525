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
func (o OpenPunt) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	n, err := d.geldig(o.Onderdeel)
	if err != nil {
		return nil, err
	}
	if o.Soort == PuntInformeren {
		if err := o.informeren(n, f); err != nil {
			return nil, err
		}
	}
	if p := n.punt(o.Soort); p != nil && p.AfgedaanOp == nil && p.Eigenaar == o.Eigenaar && p.Uiterlijk == o.Uiterlijk {
		return nil, nil
	}
	return []Ontwerp{zonderInhoud(&PuntGeopend{Bij: n.ID, Punt: o.Soort, Eigenaar: o.Eigenaar, Uiterlijk: o.Uiterlijk})},
		nil
}

// informeren refuses what would make of a term in the law one that somebody sets: it is extended with a reason, that a
// mededeling says. It can change hands, also when it is past.
func (o OpenPunt) informeren(n *Onderdeel, f Feiten) error {
	p := n.punt(o.Soort)
	switch {
	case n.Inhoud != InhoudIdentiteit:
		return Weiger(CodeStand, "Dit punt hoort bij de identiteit van wie wordt geïnformeerd.", regelInformeren)
	case n.heeftOpen(o.Soort) && o.Uiterlijk.Na(p.Uiterlijk) && o.Uiterlijk.Na(f.Vandaag):
		return Weiger(CodeStand,
			"Deze termijn wordt alleen verlengd met een reden. Leg een mededeling vast met uitkomst uitgesteld.",
			regelInformeren+" lid 2", "DRE-inform-2")
	}
	return nil
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
	switch a.Soort { // a term in the law does not end because somebody says so
	case PuntInformeren:
		return nil, Weiger(CodeStand,
			"Dit punt vervalt pas als is vastgelegd dat de betrokkene is geïnformeerd, of waarom niet. "+
				"Leg een mededeling vast.",
			regelInformeren, "DRE-inform-3")
	case PuntBesluit:
		return nil, Weiger(CodeStand,
			"Dit punt vervalt pas als op de melding is besloten: kwalificeer haar, of leg de fase vast die volgt.",
			"Uitvoeringsbesluit Wmo 2015 art. 4.1.7 lid 1")
	}
	return []Ontwerp{afgedaan(n.ID, a.Soort)}, nil
}

func (OpenPunt) Format(s fmt.State, _ rune)  { zwijg(s) }
func (DoePuntAf) Format(s fmt.State, _ rune) { zwijg(s) }
func (OpenPunt) LogValue() slog.Value        { return verzwegen }
func (DoePuntAf) LogValue() slog.Value       { return verzwegen }
