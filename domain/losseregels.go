package domain

import "reflect"

// LosseRegels are all lines of free text in content besides its texts: also those in which somebody says who or where
// somebody is, which VrijeRegels passes over.
func LosseRegels(i Inhoud) []string {
	var uit []string
	loopRegels(reflect.ValueOf(i), func(v reflect.Value) { uit = append(uit, v.String()) })
	return uit
}

// VerbergRegels puts "[geheim]" in the place of each line of free text in content that was read for which geheim says so.
func VerbergRegels(i Inhoud, geheim func(string) bool, woord string) {
	loopRegels(reflect.ValueOf(i), func(v reflect.Value) {
		if geheim(v.String()) {
			v.SetString(woord)
		}
	})
}

// loopRegels goes through the plain strings in content that say something: not through texts, codes or values that were checked
// when they were made, and not through an address, of which each field alone says little.
func loopRegels(v reflect.Value, f func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			loopRegels(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			loopRegels(v.Index(i), f)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Tekst]() {
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				loopRegels(v.Field(i), f)
			}
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && v.CanSet() && v.Len() > 0 {
			f(v)
		}
	}
}
