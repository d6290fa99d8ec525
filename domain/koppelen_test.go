package domain

import (
	"errors"
	"strings"
	"testing"
)

// ZOB-15a: where the persons cannot change, the refusal says what to do instead, and that works.
func TestNietTeKoppelenZegtWatWel(t *testing.T) {
	for soort, woorden := range map[InhoudSoort][]string{
		InhoudContact:    {"wijze verwijderen, met grond", "bij de juiste betrokkene opnieuw", "ook daar als geheim"},
		InhoudRelatie:    {"wijze verwijderen, met grond", "de juiste relatie"},
		InhoudIdentiteit: {"correctie", "samen"},
		InhoudVerklaring: {"wijze verwijderen, met grond", "bij de juiste betrokkene opnieuw"},
	} {
		for _, w := range woorden {
			if koppelbaar(soort) || !strings.Contains(waaromVast(soort), w) {
				t.Errorf("%s does not say %q", soort, w)
			}
		}
	}
	p := basis(t)
	p.moet(t, belNummer(9, 1, false))
	var w *Weigering
	if err := p.doet(Koppel{stuk(9), persoon(2)}); !errors.As(err, &w) || w.Tekst != staatVast[InhoudContact] {
		t.Fatal(err)
	}
	p.moet(t, corrigeer(9, WijzeVerwijderen, nil))
	p.moet(t, belNummer(10, 2, false))
}
