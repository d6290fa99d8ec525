package ledger

import (
	"slices"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

func (o *opstelling) zegt(d id.Dossier, aan id.Betrokkene, m domain.Mededeling) id.Onderdeel {
	o.t.Helper()
	l := domain.LegMededelingVast{ID: nieuwO(), Betrokkene: aan, Mededeling: m}
	o.doet(medewerker, d, l)
	return l.ID
}

// teInformeren are the days by which somebody is to be told, one for each identiteit at which that stands.
func teInformeren(d *domain.Dossier, wie id.Betrokkene) []string {
	var uit []string
	for _, o := range d.Identiteiten(wie) {
		for _, p := range o.OpenPunten() {
			if p.Soort == domain.PuntInformeren {
				uit = append(uit, p.Uiterlijk.String())
			}
		}
	}
	return uit
}

// Wmo 2015 art. 5.3.1: where two dossiers become one, who was still to be told is so there: once, and no later than
// was so in either. Who is new there comes with it, and what was said comes along for whom it was.
func TestInformerenGaatMee(t *testing.T) {
	later := func() domain.Mededeling {
		return domain.Mededeling{Uitkomst: domain.MededelingUitgesteld, Grond: domain.GrondTaak,
			Opnieuw: datum("2026-04-13"), Toelichting: schrijft(t, "Er loopt een onderzoek.")}
	}
	for naam, g := range map[string]struct {
		daarLater, hierLater bool
		moeder               []string
	}{
		"there later": {true, false, []string{"2026-03-30"}},
		"here later":  {false, true, []string{"2026-04-13", "2026-03-30"}},
		"both later":  {true, true, []string{"2026-04-13"}},
	} {
		o := stelOp(t)
		oud, nieuw := o.opentGezin(), o.opentGezin()
		var gezegd id.Onderdeel
		if g.daarLater {
			gezegd = o.zegt(oud.dossier, oud.moeder, later())
		}
		if g.hierLater {
			o.zegt(nieuw.dossier, nieuw.moeder, later())
		}
		kind := nieuwB()
		_, err := o.overbrengt(oud.dossier, nieuw.dossier, domain.BrengOver{Geheel: true,
			Personen: []domain.Persoonspaar{{Hier: oud.moeder, Daar: nieuw.moeder}, {Hier: oud.kind, Daar: kind}}})
		goed(t, err)
		nu := o.ziet(teamleider, nieuw.dossier, Momenten{})
		if got := teInformeren(nu.Dossier, nieuw.moeder); !slices.Equal(got, g.moeder) {
			t.Errorf("%s: the mother is to be told by %v, want %v", naam, got, g.moeder)
		}
		if got := teInformeren(nu.Dossier, kind); !slices.Equal(got, []string{"2026-03-30"}) {
			t.Errorf("%s: the child that came is to be told by %v", naam, got)
		}
		if g.daarLater {
			nu.wil(t, gezegd, "Er loopt een onderzoek.")
			if nu.Dossier.Onderdelen[gezegd].Aan != nieuw.moeder {
				t.Errorf("%s: what was said is for nobody here", naam)
			}
		}
		o.zegt(nieuw.dossier, nieuw.moeder, domain.Mededeling{Uitkomst: domain.MededelingGedaan, Wijze: "brief",
			Op: datum("2026-03-02")})
		if got := teInformeren(o.ziet(teamleider, nieuw.dossier, Momenten{}).Dossier, nieuw.moeder); len(got) > 0 {
			t.Errorf("%s: told, she is to be told by %v", naam, got)
		}
		o.verifieerSchoon()
		goed(t, o.herstart())
	}
}
