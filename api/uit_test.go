package api

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

// namen are the fields of a JSON object.
func namen(t *testing.T, v any) []string {
	t.Helper()
	o, ok := kaal(v).(map[string]any)
	if !ok {
		t.Fatalf("%T is no object", v)
	}
	return slices.Sorted(maps.Keys(o))
}

// Every kind of content shows with every field that it is stored with: the stored examples of the domain, each.
func TestElkeInhoudIsTeZien(t *testing.T) {
	gezien := map[domain.InhoudSoort]bool{}
	bestanden, err := filepath.Glob("../domain/testdata/inhoud/*.json")
	goed(t, err)
	for _, b := range bestanden {
		ruw, err := os.ReadFile(b)
		goed(t, err)
		i, err := domain.Decodeer(ruw)
		goed(t, err)
		for _, x := range i.Teksten() {
			goed(t, x.Lees(nil))
		}
		gezien[i.InhoudSoort()] = true
		uit := kaal(inhoudUit(i)).(map[string]any)
		if len(uit) != 1 {
			t.Errorf("%s: %d soorten", b, len(uit))
		}
		if got, want := namen(t, uit[string(i.InhoudSoort())]), namen(t, i); !slices.Equal(got, want) {
			t.Errorf("%s: velden %v, want %v", b, got, want)
		}
	}
	for _, s := range domain.InhoudSoorten() {
		if !gezien[s] {
			t.Errorf("%s: geen opgeslagen voorbeeld", s)
		}
	}
}

// Every kind of event shows its open part, but for the holders of keys that die; and says what a write came to.
func TestElkFeitIsTeZien(t *testing.T) {
	gezien := map[domain.Soort]bool{}
	bestanden, err := filepath.Glob("../domain/testdata/feiten/*.json")
	goed(t, err)
	for _, b := range bestanden {
		ruw, err := os.ReadFile(b)
		goed(t, err)
		soort, _, _ := strings.Cut(filepath.Base(b), "@")
		v, e, err := domain.Ontleed(id.Gebeurtenis{}, 7, soort, ruw,
			[]byte(`{"wie":"m-1","rol":"medewerker","doel":"onderzoek","matrix":"x","vastgelegdOp":"2026-03-01T10:00:00Z"}`))
		goed(t, err)
		gezien[v.Feit.Soort()] = true
		f, err := feitUit(v.Feit)
		goed(t, err)
		want := slices.DeleteFunc(namen(t, e.Open), func(n string) bool { return n == "doelen" })
		if o, ok := v.Feit.(*domain.OnderdeelOvergenomen); ok { // it shows what it was, and from where it came
			want = slices.Sorted(slices.Values(append(namen(t, o.Feit.Open), "overbrenging", "overgenomen")))
		}
		if got := namen(t, f); !slices.Equal(got, want) {
			t.Errorf("%s: velden %v, want %v", b, got, want)
		}
		u := vastgelegd(ledger.Uitkomst{Feiten: []domain.Vastlegging{v}})
		iets := len(u.Onderdelen) > 0 || u.Vernietiging != nil || u.Overbrenging != nil
		// of these the event says it all
		niets := []string{"vernietiging.uitgevoerd", "onderdeel.herschreven", "toewijzing.begonnen", "toewijzing.beeindigd"}
		if !iets && !slices.Contains(niets, soort) {
			t.Errorf("%s: een vastlegging zegt niet wat erbij kwam", b)
		}
	}
	for _, s := range domain.Soorten() {
		if !gezien[s] {
			t.Errorf("%s: geen opgeslagen voorbeeld", s)
		}
	}
}
