package domain

import (
	"reflect"

	"dossierboek/domain/id"
)

// vertaler puts what names persons and onderdelen of one dossier into the words of another. It goes over the types of
// what it is given, so that a new kind of event or content is taken along without a word about it here.
type vertaler struct {
	personen  []Persoonspaar
	onderdeel map[id.Onderdeel]id.Onderdeel
	revisies  map[Plek]uint64 // where an event there stands here; for an open part only
	uit       id.Dossier
}

// VertaalInhoud puts opened content that was taken over into the words of this dossier. Call it after its texts were
// read: two who are written in one may be the same person here, and which of its slots each of them fills is then not
// to be seen any more.
func VertaalInhoud(i Inhoud, f *OnderdeelOvergenomen) {
	v := vertaler{personen: f.Personen, onderdeel: map[id.Onderdeel]id.Onderdeel{}}
	for _, p := range f.Namen {
		v.onderdeel[p.Daar] = p.Hier
	}
	v.in(reflect.ValueOf(i))
}

// Hier is who a person of the other dossier is in this one; ok is false for somebody who is nobody here.
func (f *OnderdeelOvergenomen) Hier(wie id.Betrokkene) (id.Betrokkene, bool) {
	return naarHier(f.Personen, wie)
}

// feit changes an open part. Whom it concerns is given: who was taken off since, or added, is so here from the start.
func (v vertaler) feit(f Feit, over []id.Betrokkene) {
	s := reflect.ValueOf(f)
	v.in(s)
	if o := s.Elem().FieldByName("Over"); o.IsValid() && o.Type() == reflect.TypeFor[[]id.Betrokkene]() {
		o.Set(reflect.ValueOf(over))
	}
}

func (v vertaler) in(s reflect.Value) {
	switch s.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !s.IsNil() {
			v.in(s.Elem())
		}
		return
	case reflect.Slice:
		if stukken, ok := s.Interface().([]Stuk); ok {
			s.Set(reflect.ValueOf(v.stukken(stukken)))
			return
		}
		for i := range s.Len() {
			v.in(s.Index(i))
		}
		return
	case reflect.Struct:
	default:
		return
	}
	switch p := s.Addr().Interface().(type) {
	case *id.Betrokkene:
		if hier, ok := naarHier(v.personen, *p); ok {
			*p = hier
		}
	case *id.Onderdeel:
		if hier, ok := v.onderdeel[*p]; ok {
			*p = hier
		}
	case *Stuk:
		if hier, ok := v.stuk(*p); ok {
			*p = hier
		}
	case *Tekst:
		p.vertaal(v.personen)
	default:
		for i := range s.NumField() {
			if s.Type().Field(i).IsExported() {
				v.in(s.Field(i))
			}
		}
	}
}

// stukken are the versions of a verstrekking that are in this dossier.
func (v vertaler) stukken(daar []Stuk) []Stuk {
	hier := []Stuk{}
	for _, s := range daar {
		if h, ok := v.stuk(s); ok {
			hier = append(hier, h)
		}
	}
	return hier
}

// stuk is one version there as it is here; ok is false where it is not.
func (v vertaler) stuk(daar Stuk) (hier Stuk, ok bool) {
	revisie, ok := v.revisies[Plek{v.uit, daar.Revisie}]
	return Stuk{Onderdeel: v.onderdeel[daar.Onderdeel], Revisie: revisie}, ok
}

// vertaal makes the mentions of a text those of the same persons by other ids.
func (t *Tekst) vertaal(personen []Persoonspaar) {
	hier := func(b id.Betrokkene) id.Betrokkene {
		if hier, ok := naarHier(personen, b); ok {
			return hier
		}
		return b
	}
	t.sjabloon = t.sjabloon.Vertaald(hier)
	if t.gelezen() {
		t.leest(t.lezing.Vertaald(hier))
	}
}
