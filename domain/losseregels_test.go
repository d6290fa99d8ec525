package domain

import "testing"

// A line of free text is named by its field, so that who is refused can find it.
func TestLosseRegelNoemtVeld(t *testing.T) {
	g := &Gegeven{Soort: "bevinding", Bron: Bron{Soort: BronInstantie, Instantie: "Dorpsweg 1"},
		Tekst: schrijf("Dorpsweg 1")}
	is := func(s string) bool { return s == "Dorpsweg 1" }
	if veld, ok := LosseRegel(&Herstel{Nieuw: wikkel{g}}, is); !ok || veld != "instantie" {
		t.Errorf("%q, %v", veld, ok)
	}
	if veld, ok := LosseRegel(g, func(string) bool { return false }); ok {
		t.Errorf("found in %q", veld)
	}
}
