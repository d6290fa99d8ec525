package domain

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
)

// nummer gives fixed UUIDs, so that a test that fails fails again.
func nummer(naam string, n int) uuid.UUID {
	return uuid.NewSHA1(uuid.NameSpaceOID, fmt.Appendf(nil, "%s %d", naam, n))
}

func persoon(n int) id.Betrokkene { return id.BetrokkeneVan(houder("persoon", n)) }
func houder(naam string, n int) id.Houder {
	return id.HouderVan(id.Van[id.Dossier](nummer(naam, n)))
}
func stuk(n int) id.Onderdeel { return id.OnderdeelVan(id.BetrokkeneVan(houder("onderdeel", n))) }
func verniet(n int) id.Vernietiging {
	var v id.Vernietiging
	if err := v.UnmarshalText([]byte(nummer("vernietiging", n).String())); err != nil {
		panic(err)
	}
	return v
}

var (
	begin   = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	dossier = id.Van[id.Dossier](nummer("dossier", 0))
)

func datum(s string) waarde.Datum {
	d, err := waarde.ParseDatum(s)
	if err != nil {
		panic(err)
	}
	return d
}

func feitenOp(nu time.Time, wie string) Feiten {
	return Feiten{Nu: nu, Vandaag: datum("2026-03-02"), Wie: wie}
}

// vermeld is a mention in a text, or the decision that the person is not meant there.
type vermeld struct {
	wie  id.Betrokkene
	als  string
	niet bool
}

func schrijf(delen ...any) Tekst { return NieuweTekst(schrijfHeel(delen...)) }

func schrijfHeel(delen ...any) tekst.Tekst {
	plat := ""
	var ms, niet []tekst.Markering
	for _, deel := range delen {
		switch deel := deel.(type) {
		case string:
			plat += deel
		case vermeld:
			m := tekst.Markering{Begin: len([]rune(plat)), Wie: deel.wie}
			plat += deel.als
			m.Einde = len([]rune(plat))
			if deel.niet {
				niet = append(niet, m)
			} else {
				ms = append(ms, m)
			}
		}
	}
	t, fouten := tekst.Nieuw(plat, ms, niet...)
	if len(fouten) > 0 {
		panic(fouten.Err())
	}
	return t
}

func gegeven(t Tekst) Gegeven {
	return Gegeven{Soort: "bevinding", Aard: "feit", Bron: Bron{Soort: "eigen-waarneming"}, Tekst: t}
}

func nieuwePersoon(n int) NieuweBetrokkene {
	return NieuweBetrokkene{ID: persoon(n),
		Identiteit: Identiteit{Naam: waarde.Naam{Onbekend: true}, Hoedanigheid: "ouder"}}
}

func besluit() Besluit { return Besluit{Motivering: schrijf("Zo is besloten.")} }

// delenVan is each part of a dossier as a projection stores it, and its head.
func delenVan(t failer, d *Dossier) map[string]string {
	uit := map[string]string{"kop": alsJSON(t, d)}
	for k, v := range d.Betrokkenen {
		uit["betrokkene "+k.String()] = alsJSON(t, v)
	}
	for k, v := range d.Onderdelen {
		uit["onderdeel "+k.String()] = alsJSON(t, v)
	}
	for k, v := range d.Vernietigingen {
		uit["vernietiging "+k.String()] = alsJSON(t, v)
	}
	return uit
}

type failer interface {
	Helper()
	Fatal(...any)
}

func alsJSON(t failer, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// verschil names the parts that differ.
func verschil(a, b map[string]string) []string {
	var uit []string
	for k := range maps.Keys(a) {
		if a[k] != b[k] {
			uit = append(uit, k)
		}
	}
	for k := range maps.Keys(b) {
		if _, ok := a[k]; !ok {
			uit = append(uit, k)
		}
	}
	slices.Sort(uit)
	return uit
}

func code(err error) Code {
	var w *Weigering
	if errors.As(err, &w) {
		return w.Code
	}
	if err != nil {
		return "geen weigering: " + Code(err.Error())
	}
	return ""
}
