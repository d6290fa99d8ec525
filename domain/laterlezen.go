package domain

import (
	"reflect"
	"slices"
	"strings"
	"time"
)

// gemist stands in what another organisation wrote where it left something out.
const gemist = "[…]"

// leestNogZo reports whether a new wording says nothing that an old one does not: it is the same, or less of it can be
// read.
func leestNogZo(nieuw, oud Inhoud) bool {
	if oud == nil {
		return false
	}
	if n, ok := nieuw.(*Identiteit); ok && n.Naam.Onbekend {
		return true
	}
	return zegtNiets(reflect.ValueOf(nieuw), reflect.ValueOf(oud))
}

func zegtNiets(nieuw, oud reflect.Value) bool {
	if nieuw.Type() != oud.Type() {
		return false
	}
	switch nieuw.Type() {
	case reflect.TypeFor[Tekst]():
		n, o := nieuw.Addr().Interface().(*Tekst), oud.Addr().Interface().(*Tekst)
		for _, b := range n.Betrokkenen() {
			if !slices.Contains(o.Betrokkenen(), b) {
				return false
			}
		}
		return past(n.heel(), o.heel())
	case reflect.TypeFor[Bestandsinhoud](): // a file is never replaced
		return true
	case reflect.TypeFor[time.Time]():
		return nieuw.Interface().(time.Time).Equal(oud.Interface().(time.Time))
	}
	switch nieuw.Kind() {
	case reflect.Pointer, reflect.Interface:
		if nieuw.IsNil() || oud.IsNil() {
			return nieuw.IsNil() == oud.IsNil()
		}
		return zegtNiets(nieuw.Elem(), oud.Elem())
	case reflect.Slice:
		if nieuw.Len() != oud.Len() {
			return false
		}
		for i := range nieuw.Len() {
			if !zegtNiets(nieuw.Index(i), oud.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		for i := range nieuw.NumField() {
			if !nieuw.Type().Field(i).IsExported() {
				return reflect.DeepEqual(nieuw.Interface(), oud.Interface())
			}
		}
		for i := range nieuw.NumField() {
			if !zegtNiets(nieuw.Field(i), oud.Field(i)) {
				return false
			}
		}
		return true
	case reflect.String:
		return past(nieuw.String(), oud.String())
	}
	return reflect.DeepEqual(nieuw.Interface(), oud.Interface())
}

// past reports whether a text is one that was read, with something left out or not.
func past(nieuw, oud string) bool {
	delen := strings.Split(nieuw, gemist)
	if len(delen) == 1 {
		return nieuw == oud
	}
	if !strings.HasPrefix(oud, delen[0]) {
		return false
	}
	rest := oud[len(delen[0]):]
	for _, d := range delen[1 : len(delen)-1] {
		i := strings.Index(rest, d)
		if i < 0 {
			return false
		}
		rest = rest[i+len(d):]
	}
	return strings.HasSuffix(rest, delen[len(delen)-1])
}

// heel is a text with all its mentions, as far as they are known: of one that is being written all.
func (t *Tekst) heel() string {
	if t.gelezen() {
		return t.lezing.Plat()
	}
	l, err := t.AlsGeschreven()
	if err != nil {
		return "" // which is no text that was written
	}
	return l.Plat()
}
