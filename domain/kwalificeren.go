package domain

import (
	"fmt"
	"log/slog"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// KwalificeerMelding says what a melding is, with the reasons.
type KwalificeerMelding struct {
	ID           id.Onderdeel // of the besluit
	Melding      id.Onderdeel
	Kwalificatie Kwalificatie
	Besluit      Besluit
}

func (KwalificeerMelding) Handeling() Handeling { return HandelingBeslissen }

func (k KwalificeerMelding) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	een(&c, "kwalificatie", k.Kwalificatie, Kwalificaties)
	k.Besluit.controleer(&c)
	return c.fouten
}

func (k KwalificeerMelding) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	m, err := d.melding(k.Melding)
	if err != nil {
		return nil, err
	}
	if m.Kwalificatie == k.Kwalificatie {
		return nil, Weiger(CodeStand, "De melding is al zo gekwalificeerd.")
	}
	if err := k.past(d, m); err != nil {
		return nil, err
	}
	uit, err := d.besluit(f, k.ID, &k.Besluit, func(over []id.Betrokkene) Feit {
		return &MeldingGekwalificeerd{Onderdeel: k.ID, Melding: m.ID, Kwalificatie: k.Kwalificatie, Over: over}
	})
	if err != nil {
		return nil, err
	}
	uit = append(uit, d.informerenNaKwalificatie(f, m, k.Kwalificatie)...)
	switch {
	case k.Kwalificatie.zonderGevolg(): // this is the besluit on what follows: nothing, here
		return append(uit, d.afTeDoen(m, PuntBesluit, PuntMeldingOnvolledig)...), nil
	case m.Kwalificatie.zonderGevolg():
		return append(uit, puntBij(f, m.ID, PuntBesluit, termijn.Besluit(termijn.Dag(m.OntvangenOp)))...), nil
	case !slices.Contains(d.Lopend, m.ID): // involvement had ended, and only what it was remained to be said
		return append(uit, d.afTeDoen(m, PuntBesluit)...), nil
	}
	return uit, nil
}

// past refuses a qualification that contradicts the dossier. A hermelding is on people known earlier when involvement
// had ended (huiselijkgeweld.nl 2022), a vervolgmelding comes while it runs (CBS 85361NED). Of what ran in a dossier
// without meldingen, on a maatregel, or elsewhere, the dossier does not know, so that contradicts nothing. An
// onderzoek does not end by what its melding is called: that would pass by hoor en wederhoor (ZOB-6.5e).
func (k KwalificeerMelding) past(d *Dossier, m *Onderdeel) error {
	switch {
	case k.Kwalificatie == KwalificatieHermelding && m.Lopend:
		return Weiger(CodeStand, "Toen deze melding binnenkwam liep er nog bemoeienis: het is dan een vervolgmelding.",
			"CBS 85361NED")
	case k.Kwalificatie == KwalificatieVervolgmelding && !m.Lopend && (d.eerdereMelding(m) || d.geopendMet(m)):
		return Weiger(CodeStand, "Toen deze melding binnenkwam liep er geen bemoeienis: het is dan een melding of een "+
			"hermelding.", "CBS 85361NED")
	case k.Kwalificatie.zonderGevolg() && m.Fase == FaseOnderzoek && slices.Contains(d.Lopend, m.ID):
		return Weiger(CodeStand, "Op deze melding loopt een onderzoek. Rond dat eerst af.", "ZOB-6.5e", "ZOB-1m")
	}
	return nil
}

// eerdereMelding reports whether another melding was recorded before one.
func (d *Dossier) eerdereMelding(m *Onderdeel) bool {
	for _, o := range d.Onderdelen {
		if o.Inhoud == InhoudMelding && o.Versies[0].Revisie < m.Versies[0].Revisie {
			return true
		}
	}
	return false
}

// geopendMet reports whether the dossier was opened with a melding.
func (d *Dossier) geopendMet(m *Onderdeel) bool { return m.Versies[0].Op.Equal(d.GeopendOp) }

// melding gives a melding that stands, or refuses.
func (d *Dossier) melding(welk id.Onderdeel) (*Onderdeel, error) {
	m, err := d.geldig(welk)
	if err != nil {
		return nil, err
	}
	if m.Inhoud != InhoudMelding {
		return nil, Weiger(CodeStand, "Dit onderdeel is geen melding.")
	}
	return m, nil
}

// afTeDoen ends those punten of an onderdeel that are open.
func (d *Dossier) afTeDoen(o *Onderdeel, soorten ...PuntSoort) []Ontwerp {
	var uit []Ontwerp
	for _, s := range soorten {
		if o.heeftOpen(s) {
			uit = append(uit, afgedaan(o.ID, s))
		}
	}
	return uit
}

func (KwalificeerMelding) Format(s fmt.State, _ rune) { zwijg(s) }
func (KwalificeerMelding) LogValue() slog.Value       { return verzwegen }
