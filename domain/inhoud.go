package domain

import (
	"encoding/json"
	"fmt"
	"slices"

	"dossierboek/domain/id"
)

// InhoudSoort is the stored name of a kind of sealed content.
type InhoudSoort string

const (
	InhoudOpening       InhoudSoort = "opening"
	InhoudIdentiteit    InhoudSoort = "identiteit"
	InhoudContact       InhoudSoort = "contact"
	InhoudRelatie       InhoudSoort = "relatie"
	InhoudMelding       InhoudSoort = "melding"
	InhoudGegeven       InhoudSoort = "gegeven"
	InhoudVerklaring    InhoudSoort = "verklaring"
	InhoudVerstrekking  InhoudSoort = "verstrekking"
	InhoudBesluit       InhoudSoort = "besluit"
	InhoudCorrectie     InhoudSoort = "correctie"
	InhoudVernietiging  InhoudSoort = "vernietiging"
	InhoudHerschrijving InhoudSoort = "herschrijving"
)

// Inhoud is sealed content. Its JSON form never holds how a person was written in a text: that is sealed to that person
// alone, apart (package tekst).
type Inhoud interface {
	InhoudSoort() InhoudSoort
	// Teksten are the texts in the content, in a fixed order, to take the mentions out of and put them back.
	Teksten() []*Tekst
	// personen are the betrokkenen whom the content names by id.
	personen() []id.Betrokkene
	// controleer finds every fault in what a caller supplied.
	controleer(*controle)
}

// inhoudInfo says how one kind of content is stored.
type inhoudInfo struct {
	schema  int
	leeg    func() Inhoud
	stappen []stap
}

var inhouden = map[InhoudSoort]inhoudInfo{
	InhoudOpening:       {schema: 1, leeg: leegInhoud[Opening]},
	InhoudIdentiteit:    {schema: 1, leeg: leegInhoud[Identiteit]},
	InhoudContact:       {schema: 1, leeg: leegInhoud[Contact]},
	InhoudRelatie:       {schema: 1, leeg: leegInhoud[Relatie]},
	InhoudMelding:       {schema: 1, leeg: leegInhoud[Melding]},
	InhoudGegeven:       {schema: 2, leeg: leegInhoud[Gegeven], stappen: []stap{gegevenBron}},
	InhoudVerklaring:    {schema: 1, leeg: leegInhoud[Verklaring]},
	InhoudVerstrekking:  {schema: 1, leeg: leegInhoud[Verstrekking]},
	InhoudBesluit:       {schema: 1, leeg: leegInhoud[Besluit]},
	InhoudCorrectie:     {schema: 1, leeg: leegInhoud[Correctie]},
	InhoudVernietiging:  {schema: 1, leeg: leegInhoud[Vernietiging]},
	InhoudHerschrijving: {schema: 1, leeg: leegInhoud[Herschrijving]},
}

func leegInhoud[I any, P interface {
	*I
	Inhoud
}]() Inhoud {
	return P(new(I))
}

// InhoudSoorten lists every kind of content in order of name.
func InhoudSoorten() []InhoudSoort {
	ss := make([]InhoudSoort, 0, len(inhouden))
	for s := range inhouden {
		ss = append(ss, s)
	}
	slices.Sort(ss)
	return ss
}

// omhuld is how content is stored: it says what it is and in which schema, so that content inside content (the new
// wording in a correctie) is brought up to date by itself.
type omhuld struct {
	Soort  InhoudSoort     `json:"soort"`
	Schema int             `json:"schema"`
	Inhoud json.RawMessage `json:"inhoud"`
}

// Codeer gives the bytes of content to seal. They hold no written forms of mentions.
func Codeer(i Inhoud) ([]byte, error) {
	for _, t := range i.Teksten() {
		if t.gelezen {
			return nil, fmt.Errorf("domain: content of kind %s was read and is not to be stored", i.InhoudSoort())
		}
	}
	data, err := json.Marshal(i)
	if err != nil {
		return nil, fmt.Errorf("domain: content of kind %s does not encode", i.InhoudSoort())
	}
	return json.Marshal(omhuld{Soort: i.InhoudSoort(), Schema: inhouden[i.InhoudSoort()].schema, Inhoud: data})
}

// Decodeer reads opened content, brought up to today's schema. Its texts lack the written forms of their mentions. An
// error names the kind and never the content.
func Decodeer(data []byte) (Inhoud, error) {
	var o omhuld
	if err := strikt(data, &o); err != nil {
		return nil, fmt.Errorf("domain: content does not parse")
	}
	info, ok := inhouden[o.Soort]
	if !ok {
		return nil, fmt.Errorf("domain: content of an unknown kind")
	}
	if o.Schema < 1 || o.Schema > info.schema {
		return nil, fmt.Errorf("domain: content %s: schema %d is unknown (this program knows 1 to %d)", o.Soort, o.Schema, info.schema)
	}
	ruw, err := opwaarderen(info.stappen, o.Schema, o.Inhoud)
	if err != nil {
		return nil, fmt.Errorf("domain: content %s: schema %d does not upcast", o.Soort, o.Schema)
	}
	i := info.leeg()
	if err := strikt(ruw, i); err != nil {
		return nil, fmt.Errorf("domain: content %s does not parse", o.Soort)
	}
	return i, nil
}

// wikkel marshals nested content the way Codeer does.
type wikkel struct{ Inhoud }

func (w wikkel) MarshalJSON() ([]byte, error) {
	if slices.ContainsFunc(w.Teksten(), func(t *Tekst) bool { return t.gelezen }) {
		return json.Marshal(w.Inhoud)
	}
	return Codeer(w.Inhoud)
}

func (w *wikkel) UnmarshalJSON(data []byte) error {
	i, err := Decodeer(data)
	if err != nil {
		return err
	}
	w.Inhoud = i
	return nil
}

// Genoemd are the persons that content concerns by itself: named by id, or mentioned in a text.
func Genoemd(i Inhoud) []id.Betrokkene {
	wie := i.personen()
	for _, t := range i.Teksten() {
		wie = append(wie, t.Betrokkenen()...)
	}
	return uniek(wie)
}

// uniek sorts and drops doubles and zeros; what is stored must not depend on the order in which a caller named persons.
func uniek(wie []id.Betrokkene) []id.Betrokkene {
	wie = slices.DeleteFunc(slices.Clone(wie), id.Betrokkene.IsZero)
	slices.SortFunc(wie, func(a, b id.Betrokkene) int { return a.Vergelijk(b) })
	return slices.Compact(wie)
}

// Kern is the wording that content gives its onderdeel: the new one inside a correctie or herschrijving, else the content
// itself; nil for a correctie that gives none.
func Kern(i Inhoud) Inhoud {
	switch i := i.(type) {
	case *Correctie:
		n, _ := i.NieuweInhoud()
		return n
	case *Herschrijving:
		return i.Nieuw.Inhoud
	}
	return i
}
