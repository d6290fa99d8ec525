package domain

import (
	"reflect"
	"slices"
	"testing"

	"dossierboek/domain/waarde"
)

// regelVelden counts the fields in which a line of free text can stand: plain strings, where no list says which.
func regelVelden(t reflect.Type) (n int) {
	switch t.Kind() {
	case reflect.String:
		if t == reflect.TypeFor[string]() {
			return 1
		}
	case reflect.Slice:
		return regelVelden(t.Elem())
	case reflect.Struct:
		if t == reflect.TypeFor[Tekst]() {
			return 0
		}
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() {
				n += regelVelden(f.Type)
			}
		}
	}
	return n
}

// ZOB-17.1: every free line of every kind of content is looked through for a name that would stay.
func TestVrijeRegelsZijnVolledig(t *testing.T) {
	for s, info := range inhouden {
		i := info.leeg()
		want := regelVelden(reflect.TypeOf(i).Elem())
		switch s {
		case InhoudIdentiteit:
			want = 0
		case InhoudContact: // who else may be called, and not where somebody is
			want = regelVelden(reflect.TypeFor[VeiligContact]())
		}
		p := reflect.ValueOf(i)
		plant(p)
		if s == InhoudCorrectie || s == InhoudHerschrijving || s == InhoudHerstel {
			want = 3 // the gegeven that plant puts inside has instantie, beroep and bevoegdheid
			g := &Gegeven{Bron: Bron{Instantie: "Jan", Beroep: "Klaas", Bevoegdheid: "Piet"}}
			c := NieuweCorrectie("schrijffout", g)
			i = &c
			switch s {
			case InhoudHerschrijving:
				i = &Herschrijving{Nieuw: wikkel{g}}
			case InhoudHerstel:
				i = &Herstel{Nieuw: wikkel{g}}
			}
		}
		if got := VrijeRegels(i); len(got) != want {
			t.Errorf("%s: %d of %d free lines are looked through", s, len(got), want)
		}
	}
	if got := VrijeRegels(&Gegeven{Bron: Bron{Instantie: " ", Bevoegdheid: "arts"}}); !slices.Equal(got,
		[]string{"arts"}) {
		t.Errorf("%q", got)
	}
	c := NieuweCorrectie("schrijffout", nil)
	if len(VrijeRegels(&c)) > 0 ||
		len(VrijeRegels(&Identiteit{Naam: waarde.Naam{Achternaam: "Verzonnen"}, Geboorteland: "NL"})) > 0 {
		t.Error("what has no free lines has some")
	}
}
