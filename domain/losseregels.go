package domain

import (
	"reflect"
	"strings"
)

// LosseRegel picks the first line of free text in content for which vindt says so, and gives the name of its field. It
// looks at all besides the texts: also where somebody says who or where somebody is, which VrijeRegels passes over.
func LosseRegel(i Inhoud, vindt func(string) bool) (veld string, ok bool) {
	loopRegels(reflect.ValueOf(i), "", func(naam string, v reflect.Value) {
		if !ok && vindt(v.String()) {
			veld, ok = naam, true
		}
	})
	return veld, ok
}

// VerbergRegels puts "[geheim]" in the place of each line of free text in content that was read for which geheim says
// so.
func VerbergRegels(i Inhoud, geheim func(string) bool, woord string) {
	loopRegels(reflect.ValueOf(i), "", func(_ string, v reflect.Value) {
		if geheim(v.String()) {
			v.SetString(woord)
		}
	})
}

// loopRegels goes through the plain strings in content that say something: not through texts, codes or values that
// were checked when they were made, and not through an address, of which each field alone says little. naam is that of
// the field.
func loopRegels(v reflect.Value, naam string, f func(naam string, v reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			loopRegels(v.Elem(), naam, f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			loopRegels(v.Index(i), naam, f)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Tekst]() {
			return
		}
		for i := range v.NumField() {
			veld := v.Type().Field(i)
			if !veld.IsExported() {
				continue
			}
			onder, _, _ := strings.Cut(veld.Tag.Get("json"), ",")
			if onder == "" { // embedded
				onder = naam
			}
			loopRegels(v.Field(i), onder, f)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && v.CanSet() && v.Len() > 0 {
			f(naam, v)
		}
	}
}
