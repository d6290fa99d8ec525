package domain

import (
	"errors"
	"strings"
	"testing"
)

// ZOB-15a: where the persons cannot change, the refusal says what to do instead, and that works.
func TestNietTeKoppelenZegtWatWel(t *testing.T) {
	for soort, woorden := range map[InhoudSoort][]string{
		InhoudContact:    {"bij die betrokkene", "herkoppelen"},
		InhoudRelatie:    {"de juiste betrokkenen", "herkoppelen"},
		InhoudIdentiteit: {"correctie", "samen"},
		InhoudVerklaring: {"bij de juiste betrokkene", "scherm haar hier af"},
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
	p.moet(t, zetBij(9, 10, 2))
}
