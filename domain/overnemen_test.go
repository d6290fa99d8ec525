package domain

import (
	"testing"

	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// What goes is worked out once for many appends (Voorbereid). Somebody else may append as many events as were decided
// on, in their place: then what was decided is decided again, and nothing is passed over (ZOB-6.1).
func TestNeemOverNaEenAnder(t *testing.T) {
	van, naar := openProef(t, 2), nieuweProef()
	naar.d = NieuwDossier(id.Van[id.Dossier](uuid.UUID{15: 99}))
	naar.moet(t, OpenDossier{Onderdeel: stuk(50), Opening: Opening{Grond: "melding"},
		Betrokkenen: []NieuweBetrokkene{nieuwePersoon(5)},
		Melding: &NieuweMelding{ID: stuk(51), OntvangenOp: naar.nu, Over: []id.Betrokkene{persoon(5)},
			Melding: Melding{Tekst: schrijf("Er is gebeld.")}}})
	van.moet(t, BrengOver{Overbrenging: id.Van[id.Overbrenging](uuid.UUID{1}), ID: stuk(2), Daar: naar.d, Geheel: true,
		Besluit:  Besluit{Motivering: schrijf("Een gezin.")},
		Personen: []Persoonspaar{{Hier: persoon(1), Daar: persoon(1)}, {Hier: persoon(2), Daar: persoon(5)}}})
	neem := NeemOver{Overbrenging: id.Van[id.Overbrenging](uuid.UUID{1}), Uit: van.d, Hoogstens: 2,
		Events: func(r uint64) Vastlegging { return van.events[r] }}.Voorbereid()
	beslist := func() (uit []Plek) {
		t.Helper()
		ontwerpen, err := neem.Beslis(naar.d, Feiten{})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range ontwerpen {
			if f, ok := o.Feit.(*OnderdeelOvergenomen); ok {
				uit = append(uit, f.Uit)
			}
		}
		return uit
	}
	eerst := beslist()
	for range eerst {
		naar.moet(t, LegGegevenVast{ID: stuk(60 + len(naar.events)), Rubriek: "zorgen", Over: []id.Betrokkene{persoon(5)},
			Gegeven: gegeven(schrijf("Iets."))})
	}
	weer := beslist()
	if len(eerst) != 2 || len(weer) != 2 || eerst[0] != weer[0] {
		t.Fatalf("first %v, and after another came between %v", eerst, weer)
	}
	n := 0
	for {
		voor := naar.d.Revisie
		naar.moet(t, neem)
		if naar.d.Revisie == voor {
			break
		}
	}
	for _, o := range naar.d.Onderdelen {
		if o.Overgenomen != nil {
			n++
		}
	}
	if want := len(van.d.Onderdelen); n != want {
		t.Errorf("%d onderdelen came, of %d", n, want)
	}
}
