package domain

import (
	"reflect"

	"dossierboek/domain/id"
)

// KanEigenWoordenZijn are the kinds of content that can be somebody's own words.
func KanEigenWoordenZijn(s InhoudSoort) bool {
	switch s {
	case InhoudPassage, InhoudVerklaring, InhoudWederhoor, InhoudAccordering, InhoudInformatieverzoek,
		InhoudInformatieantwoord, InhoudGegeven, InhoudBijlage:
		return true
	}
	return false
}

// EigenWoorden are those in whose words the content of an event is, or to whom it is put: who made an eigen
// verklaring, was heard, approved, gave a visie, sent a letter, or was asked for information. What came of asking is
// of whoever it concerns, since only the verzoek says who was asked. Of a passage they are those to whom it is
// traceable.
func EigenWoorden(f Feit, i Inhoud) []id.Betrokkene {
	switch i := Kern(i).(type) {
	case *Passage:
		return i.Herleidbaar()
	case *Verklaring:
		if f, ok := FeitVan(f).(*VerklaringToegevoegd); ok {
			return []id.Betrokkene{f.Betrokkene}
		}
		return OverVan(f)
	case *Wederhoor:
		return i.Gehoord
	case *Accordering:
		return []id.Betrokkene{i.Wie}
	case *Informatieverzoek:
		return []id.Betrokkene{i.Informant}
	case *Informatieantwoord:
		return OverVan(f)
	case *Gegeven:
		if i.Soort == SoortGegevenVisie {
			return []id.Betrokkene{i.Bron.Wie}
		}
	case *Bijlage:
		return []id.Betrokkene{i.Bron.Wie}
	}
	return nil
}

// OverVan is whom an event was recorded about, whoever of them was erased or taken off since.
func OverVan(f Feit) []id.Betrokkene {
	if v := reflect.ValueOf(f).Elem().FieldByName("Over"); v.IsValid() {
		over, _ := v.Interface().([]id.Betrokkene)
		return over
	}
	return nil
}

// ZonderOver is an event without whom it was recorded about, to show it beside content that must not say who that is.
func ZonderOver(f Feit) Feit {
	if o, ok := f.(*OnderdeelOvergenomen); ok {
		return o.ZonderOver(ZonderOver)
	}
	v := reflect.ValueOf(f).Elem()
	uit := reflect.New(v.Type())
	uit.Elem().Set(v)
	for _, veld := range wieVelden {
		if n := uit.Elem().FieldByName(veld); n.IsValid() {
			n.SetZero()
		}
	}
	return uit.Interface().(Feit)
}

// wieVelden are the fields of open parts that say whom content is about, where that alone tells something: who is of
// the family, and whose words these are.
var wieVelden = []string{"Over", "Van", "Naar", "Betrokkene"}

// VerbergBij puts a word in the place of each free line in content that was read which stands beside the id of one of
// some persons: such a line says who that is. Lines that belong to another id deeper in the content are that one's.
func VerbergBij(i Inhoud, wie map[id.Betrokkene]bool, woord string) {
	verbergBij(reflect.ValueOf(i), wie, woord)
}

func verbergBij(v reflect.Value, wie map[id.Betrokkene]bool, woord string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			verbergBij(v.Elem(), wie, woord)
		}
	case reflect.Slice:
		for i := range v.Len() {
			verbergBij(v.Index(i), wie, woord)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Tekst]() {
			return
		}
		bij := false
		for i := range v.NumField() {
			b, ok := fieldID(v, i)
			bij = bij || ok && wie[b]
		}
		for i := range v.NumField() {
			switch veld := v.Field(i); {
			case !v.Type().Field(i).IsExported():
			case veld.Type() != reflect.TypeFor[string]():
				verbergBij(veld, wie, woord)
			case bij && veld.CanSet() && veld.Len() > 0:
				veld.SetString(woord)
			}
		}
	}
}

func fieldID(v reflect.Value, i int) (id.Betrokkene, bool) {
	if !v.Type().Field(i).IsExported() {
		return id.Betrokkene{}, false
	}
	b, ok := v.Field(i).Interface().(id.Betrokkene)
	return b, ok
}
