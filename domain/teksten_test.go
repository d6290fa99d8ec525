package domain

import (
	"reflect"
	"slices"
	"testing"
)

// TestElkeTekstGenoemd: Teksten names every text that a kind of content can hold. One that it lacks would decode as
// empty, and keep the mentions in it.
func TestElkeTekstGenoemd(t *testing.T) {
	for soort, info := range inhouden {
		i := info.leeg()
		var teksten []*Tekst
		vol(reflect.ValueOf(i).Elem(), &teksten)
		genoemd := i.Teksten()
		for _, een := range teksten {
			if !slices.Contains(genoemd, een) {
				t.Errorf("%s: Teksten names %d texts of %d", soort, len(genoemd), len(teksten))
			}
		}
	}
}

// vol gives every pointer and slice in a value something to hold, and collects its texts. What is wrapped content
// names its own.
func vol(v reflect.Value, teksten *[]*Tekst) {
	if v.Type() == reflect.TypeFor[wikkel]() {
		return
	}
	if v.Type() == reflect.TypeFor[Tekst]() {
		*teksten = append(*teksten, v.Addr().Interface().(*Tekst))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.CanSet() {
			v.Set(reflect.New(v.Type().Elem()))
			vol(v.Elem(), teksten)
		}
	case reflect.Slice:
		if v.CanSet() {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			vol(v.Index(0), teksten)
		}
	case reflect.Struct:
		for k := range v.NumField() {
			if v.Type().Field(k).IsExported() || v.Type().Field(k).Anonymous {
				vol(v.Field(k), teksten)
			}
		}
	}
}
