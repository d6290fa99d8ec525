package domain

import (
	"bytes"
	"encoding/json"
	"errors"

	jsonv2 "github.com/go-json-experiment/json"
)

// stap brings stored JSON from one schema to the next. Steps never change once released: what they read is in the log
// for ever, one example of each in testdata.
type stap func(json.RawMessage) (json.RawMessage, error)

// opwaarderen takes JSON of a schema through every step up to today's.
func opwaarderen(stappen []stap, schema int, data json.RawMessage) (json.RawMessage, error) {
	for _, s := range stappen[min(schema-1, len(stappen)):] {
		var err error
		if data, err = s(data); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// strikt decodes one JSON value into v and refuses unknown fields, a field that stands twice, and anything after it.
// What is stored is read by what is to become encoding/json/v2: it does this in one pass, and most of opening a
// dossier is reading JSON.
func strikt(data []byte, v any) error {
	return jsonv2.Unmarshal(data, v, jsonv2.RejectUnknownMembers(true))
}

// striktObject is strikt for a value that must be an object: null would leave v as it was, and pass.
func striktObject(data []byte, v any) error {
	if !isObject(data) {
		return errors.New("not an object")
	}
	return strikt(data, v)
}

func isObject(data []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) }

// ongewijzigd is the step to a schema that only has more fields, which may be absent.
func ongewijzigd(data json.RawMessage) (json.RawMessage, error) { return data, nil }

// gegevenBron is the step of a gegeven from schema 1, where bron was one word, to schema 2, where it also says who,
// which instantie and when (ZOB-6.5h).
func gegevenBron(data json.RawMessage) (json.RawMessage, error) {
	var velden map[string]json.RawMessage
	if err := json.Unmarshal(data, &velden); err != nil {
		return nil, err
	}
	if b := velden["bron"]; b == nil || string(b) == "null" {
		return nil, errors.New("no bron")
	}
	bron, err := json.Marshal(map[string]json.RawMessage{"soort": velden["bron"]})
	if err != nil {
		return nil, err
	}
	velden["bron"] = bron
	return json.Marshal(velden)
}
