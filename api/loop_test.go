package api

import (
	"testing"

	"dossierboek/api/bericht"
)

// A dossier is opened, read, added to and corrected.
func TestOpenenEnBekijken(t *testing.T) {
	o := stelOp(t)
	g := o.openGezin()
	a := o.vraagt(medewerker, "GET", g.pad, "")
	d := leest[bericht.Dossier](t, a, 200)
	if len(d.Betrokkenen) != 2 || len(d.Onderdelen) != 5 {
		t.Fatalf("%d betrokkenen, %d onderdelen", len(d.Betrokkenen), len(d.Onderdelen))
	}
	if a.kop.Get("ETag") != `"4"` || a.kop.Get("API-Version") != Versie {
		t.Errorf("koppen %v", a.kop)
	}
}
