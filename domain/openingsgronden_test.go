package domain

import (
	"testing"

	"dossierboek/domain/id"
)

// ZOB-1g: a dossier on a melding or an ambtshalve melding begins with one; FAQ-grond-1 and 2: on a maatregel or an
// opdracht it need not. An overname names the organisation.
func TestOpeningsgrondVraagt(t *testing.T) {
	melding := &NieuweMelding{ID: stuk(1), OntvangenOp: begin, Over: []id.Betrokkene{persoon(1)},
		Melding: Melding{Tekst: schrijf("x")}}
	for _, r := range Openingsregels {
		for _, met := range []bool{true, false} {
			for _, organisatie := range []string{"", "Veilig Thuis Elders"} {
				o := OpenDossier{Onderdeel: stuk(0), Opening: Opening{Grond: r.Grond, Organisatie: organisatie},
					Betrokkenen: []NieuweBetrokkene{nieuwePersoon(1)}}
				if met {
					o.Melding = melding
				}
				fout := r.Melding == VraagtVerplicht && !met || r.Organisatie == VraagtVerplicht && organisatie == "" ||
					r.Organisatie == VraagtNiet && organisatie != ""
				p := nieuweProef()
				err := p.doet(o)
				if (code(err) == CodeOngeldig) != fout || !fout && err != nil {
					t.Errorf("%s, melding %v, organisatie %q: %v", r.Grond, met, organisatie, err)
				}
				if want := map[bool]int{true: 3, false: 2}[met]; !fout && len(p.d.Onderdelen) != want {
					t.Errorf("%s, melding %v: %d onderdelen", r.Grond, met, len(p.d.Onderdelen))
				}
			}
		}
	}
}

// ZOB-1g: nor can a correctie make a dossier without a melding one on a melding.
func TestGrondMeldingVraagtMelding(t *testing.T) {
	p := nieuweProef()
	p.moet(t, OpenDossier{Onderdeel: stuk(0), Opening: Opening{Grond: "ots"},
		Betrokkenen: []NieuweBetrokkene{nieuwePersoon(1)}})
	naar := corrigeer(0, WijzeVerbeteren, &Opening{Grond: "melding"})
	if err := p.doet(naar); code(err) != CodeStand {
		t.Error(err)
	}
	p.moet(t, OntvangMelding{NieuweMelding{ID: stuk(1), OntvangenOp: begin, Over: []id.Betrokkene{persoon(1)},
		Melding: Melding{Tekst: schrijf("x")}}})
	p.moet(t, naar)
}
