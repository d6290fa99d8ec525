package domain

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"

	"dossierboek/domain/id"
)

// Ontleed reads a stored event of a dossier. Broken or unknown data gives an error that names the kind where this
// program knows it, and never the data.
func Ontleed(gebeurtenis id.Gebeurtenis, revisie uint64, soort string, data,
	meta []byte) (Vastlegging, Envelop, error) {
	if _, ok := soorten[Soort(soort)]; !ok {
		return Vastlegging{}, Envelop{}, errors.New("domain: not a kind of event of a dossier")
	}
	e, err := decodeerEnvelop(data)
	if err != nil {
		return Vastlegging{}, Envelop{}, fmt.Errorf("domain: %s: envelope does not parse", soort)
	}
	feit, err := ontleedFeit(Soort(soort), e.Schema, e.Open)
	if err != nil {
		return Vastlegging{}, Envelop{}, err
	}
	m, err := OntleedMeta(meta)
	if err != nil {
		return Vastlegging{}, Envelop{}, fmt.Errorf("domain: %s: %w", soort, err)
	}
	return Vastlegging{ID: gebeurtenis, Revisie: revisie, Schema: e.Schema, Meta: m, Feit: feit}, e, nil
}

// OntleedMeta reads stored metadata.
func OntleedMeta(meta []byte) (Meta, error) {
	var m Meta
	if err := jsonv2.Unmarshal(meta, &m); err != nil {
		return Meta{}, errors.New("metadata does not parse")
	}
	if m.VastgelegdOp.IsZero() {
		return Meta{}, errors.New("metadata has no vastgelegdOp")
	}
	m.VastgelegdOp = m.VastgelegdOp.UTC()
	if m.Herkomst != nil {
		m.Herkomst.Op = m.Herkomst.Op.UTC()
	}
	return m, nil
}

// ontleedFeit decodes an open part, brought up to today's schema.
func ontleedFeit(s Soort, schema int, open json.RawMessage) (Feit, error) {
	info := soorten[s]
	if schema < 1 || schema > info.schema {
		return nil, fmt.Errorf("domain: %s: schema %d is unknown (this program knows 1 to %d)", s, schema, info.schema)
	}
	open, err := opwaarderen(info.open, schema, open)
	if err != nil {
		return nil, fmt.Errorf("domain: %s: schema %d: open part does not upcast", s, schema)
	}
	f := info.leeg()
	if err := striktObject(open, f); err != nil {
		return nil, fmt.Errorf("domain: %s: schema %d: open part does not parse", s, schema)
	}
	if !volledig(reflect.ValueOf(f).Elem()) {
		return nil, fmt.Errorf("domain: %s: schema %d: open part lacks a field", s, schema)
	}
	if !kent(f) {
		return nil, fmt.Errorf("domain: %s: schema %d: open part holds a word that this program does not know", s, schema)
	}
	return f, nil
}

// kent reports whether the fold knows the words on which it turns.
func kent(f Feit) bool {
	switch f := f.(type) {
	case *CorrectieToegepast:
		return slices.Contains(Wijzen, f.Wijze)
	case *MeldingGekwalificeerd:
		return slices.Contains(Kwalificaties, f.Kwalificatie)
	case *OnderdeelOvergenomen:
		binnen, err := f.Feit.Feit()
		_, genest := binnen.(*OnderdeelOvergenomen)
		return err == nil && !genest
	case *VernietigingBesloten:
		return !slices.ContainsFunc(f.Uitkomsten, func(u UitkomstPer) bool {
			return !slices.Contains(Uitkomsten, u.Uitkomst)
		})
	}
	return true
}

// volledig reports whether everything in an open part is there that has to be: a field that may be absent says so with
// omitempty or omitzero. What is absent would fold as the zero id.
func volledig(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			veld := v.Type().Field(i)
			if !veld.IsExported() {
				continue
			}
			tag := veld.Tag.Get("json")
			magWeg := strings.Contains(tag, ",omit")
			if !magWeg && veld.Type.Kind() != reflect.Slice && veld.Type.Kind() != reflect.Uint64 && v.Field(i).IsZero() {
				return false
			}
			if !(magWeg && v.Field(i).IsZero()) && !volledig(v.Field(i)) {
				return false
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if e := v.Index(i); e.Kind() != reflect.Uint8 && e.IsZero() || !volledig(e) {
				return false
			}
		}
	}
	return true
}
