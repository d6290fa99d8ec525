package main

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dossierboek/api/bericht"
)

// change is one field that was changed; an empty side means that there was no value.
type change struct {
	path     string // "adres/straat"
	old, new json.RawMessage
}

// changes compares two wordings field by field, by path. Where in a text somebody is mentioned is no field: the text
// is.
func changes(before, after *bericht.NieuweInhoud) []change {
	was, is := flat(before), flat(after)
	paths := slices.AppendSeq(slices.Collect(maps.Keys(was)), maps.Keys(is))
	slices.Sort(paths)
	var cs []change
	for _, at := range slices.Compact(paths) {
		if string(was[at]) != string(is[at]) {
			cs = append(cs, change{at, was[at], is[at]})
		}
	}
	return cs
}

// flat are the fields of a wording. The first name in every path is the kind of the wording, which says nothing here.
func flat(w *bericht.NieuweInhoud) map[string]json.RawMessage {
	raw, err := json.Marshal(w)
	if err != nil {
		return nil // strings, numbers and times always encode
	}
	var byKind map[string]json.RawMessage
	if json.Unmarshal(raw, &byKind) != nil {
		return nil
	}
	fields := map[string]json.RawMessage{}
	for _, content := range byKind {
		flatten(fields, "", content)
	}
	return fields
}

func flatten(into map[string]json.RawMessage, at string, raw json.RawMessage) {
	var object map[string]json.RawMessage
	var list []json.RawMessage
	switch {
	case raw[0] == '{' && json.Unmarshal(raw, &object) == nil:
		for name, value := range object {
			if name != "vermeldingen" && name != "nietBedoeld" {
				flatten(into, at+"/"+name, value)
			}
		}
	case raw[0] == '[' && json.Unmarshal(raw, &list) == nil:
		for i, value := range list {
			flatten(into, at+"/"+strconv.Itoa(i), value)
		}
	default:
		into[strings.TrimPrefix(at, "/")] = raw
	}
}

// shortValue is up to how many bytes a value stands on one line with the other.
const shortValue = 40

// showChange shows a change: short values on one line, texts below each other.
func showChange(p *page, indent int, n names, c change) {
	was, is := n.value(c.path, c.old), n.value(c.path, c.new)
	if was == is {
		return // one with no value in another way
	}
	label := fieldLabel(c.path)
	if max(len(was), len(is)) <= shortValue && !strings.Contains(was+is, "\n") {
		p.hang(indent, indent+4, span{faint, label + ": "}, side(removed, was), text(" → "), side(added, is))
		return
	}
	p.line(indent, span{faint, label + ":"})
	if was != "" {
		p.hang(indent+2, indent+4, span{removed, "- " + was})
	}
	if is != "" {
		p.hang(indent+2, indent+4, span{added, "+ " + is})
	}
}

// showNew shows the value of a field of what was not there before.
func showNew(p *page, indent int, n names, c change) {
	if is := n.value(c.path, c.new); is != "" {
		p.hang(indent, indent+4, span{faint, fieldLabel(c.path) + ": "}, span{added, is})
	}
}

// side is one side of a change.
func side(s style, value string) span {
	if value == "" {
		return span{faint, "(niets)"}
	}
	return span{s, value}
}

// value reads the value of a field for people: times in Dutch time, persons by name, codes as words, yes and no.
func (n names) value(field string, raw json.RawMessage) string {
	var s string
	var yes bool
	switch {
	case len(raw) == 0, string(raw) == "null":
		return ""
	case json.Unmarshal(raw, &yes) == nil:
		return yesNo(&yes)
	case json.Unmarshal(raw, &s) != nil:
		return string(raw)
	}
	switch name := lastName(field); {
	case coded[name]:
		return words(s)
	case dated[name] && partialDay(s) != s:
		return partialDay(s)
	case name == "geslacht":
		return sexWord(s)
	case name == "mogelijkBekendGezien":
		return "dossier " + s
	}
	if field == "samenvoegingen" {
		return n.joined(s)
	}
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return moment(t)
	}
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return partialDay(s)
	}
	return n.ofText(s)
}

// lastName is the last name in a path: of "aard/0" it is aard.
func lastName(field string) string {
	name := path.Base(field)
	if _, err := strconv.Atoi(name); err == nil {
		name = path.Base(path.Dir(field))
	}
	return name
}

// joined reads which persons are which by name: each pair of ids in "… is …, … is …".
func (n names) joined(s string) string {
	pairs := strings.Split(s, ", ")
	for i, pair := range pairs {
		if one, other, ok := strings.Cut(pair, " is "); ok {
			pairs[i] = n.ofText(one) + " is " + n.ofText(other)
		}
	}
	return strings.Join(pairs, ", ")
}

// labels are what fields are called of which the name alone does not say it.
var labels = map[string]string{"mogelijkBekendGezien": "ander gezin dan", "omvang": "omvang in bytes",
	"nietActueel": "berust niet op actueel contact"}

// fieldLabel reads a path for people: "adres/straat" is "adres straat", "gebeurdOp" is "gebeurd op". What a text says
// is the field that holds it.
func fieldLabel(at string) string {
	if label, ok := labels[lastName(at)]; ok {
		return label
	}
	parts := strings.Split(at, "/")
	if n := len(parts); n > 1 && parts[n-1] == "tekst" {
		parts = parts[:n-1]
	}
	for i, p := range parts {
		if n, err := strconv.Atoi(p); err == nil {
			parts[i] = strconv.Itoa(n + 1)
			continue
		}
		parts[i] = spaced(p)
	}
	return strings.Join(parts, " ")
}

// spaced parts a camelCase name in words.
func spaced(name string) string {
	if name == "bsn" {
		return "BSN"
	}
	var b strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
