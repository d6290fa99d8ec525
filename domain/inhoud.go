package domain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
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
	InhoudBijlage       InhoudSoort = "bijlage"
	InhoudVerklaring    InhoudSoort = "verklaring"
	InhoudVerstrekking  InhoudSoort = "verstrekking"
	InhoudBesluit       InhoudSoort = "besluit"
	InhoudCorrectie     InhoudSoort = "correctie"
	InhoudVernietiging  InhoudSoort = "vernietiging"
	InhoudHerschrijving InhoudSoort = "herschrijving"
)

// Inhoud is sealed content. Its JSON form never holds how a person was written in a text: that is sealed to that
// person alone, apart (package tekst).
type Inhoud interface {
	InhoudSoort() InhoudSoort
	// Teksten are the texts in the content, in a fixed order, to take the mentions out of and put them back.
	Teksten() []*Tekst
	// verwijst shows where the content names betrokkenen: its texts and its ids of persons, each once, in a fixed order.
	verwijst(*wijzer)
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
	InhoudOpening:       {schema: 3, leeg: leegInhoud[Opening], stappen: []stap{ongewijzigd, ongewijzigd}},
	InhoudIdentiteit:    {schema: 1, leeg: leegInhoud[Identiteit]},
	InhoudContact:       {schema: 2, leeg: leegInhoud[Contact], stappen: []stap{ongewijzigd}},
	InhoudBijlage:       {schema: 1, leeg: leegInhoud[Bijlage]},
	InhoudRelatie:       {schema: 1, leeg: leegInhoud[Relatie]},
	InhoudMelding:       {schema: 2, leeg: leegInhoud[Melding], stappen: []stap{ongewijzigd}},
	InhoudGegeven:       {schema: 3, leeg: leegInhoud[Gegeven], stappen: []stap{gegevenBron, ongewijzigd}},
	InhoudVerklaring:    {schema: 1, leeg: leegInhoud[Verklaring]},
	InhoudVerstrekking:  {schema: 1, leeg: leegInhoud[Verstrekking]},
	InhoudBesluit:       {schema: 3, leeg: leegInhoud[Besluit], stappen: []stap{ongewijzigd, ongewijzigd}},
	InhoudCorrectie:     {schema: 1, leeg: leegInhoud[Correctie]},
	InhoudVernietiging:  {schema: 1, leeg: leegInhoud[Vernietiging]},
	InhoudHerschrijving: {schema: 1, leeg: leegInhoud[Herschrijving]},
	InhoudVerslag:       {schema: 1, leeg: leegInhoud[Verslag]},
	InhoudPassage:       {schema: 2, leeg: leegInhoud[Passage], stappen: []stap{ongewijzigd}},
	InhoudAccordering:   {schema: 1, leeg: leegInhoud[Accordering]},
	InhoudWederhoor:     {schema: 1, leeg: leegInhoud[Wederhoor]},

	InhoudInformatieverzoek:  {schema: 1, leeg: leegInhoud[Informatieverzoek]},
	InhoudInformatieantwoord: {schema: 1, leeg: leegInhoud[Informatieantwoord]},

	InhoudHerstel:    {schema: 1, leeg: leegInhoud[Herstel]},
	InhoudMededeling: {schema: 1, leeg: leegInhoud[Mededeling]},

	InhoudTelling: {schema: 1, leeg: leegInhoud[Telling]},
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

// The pieces of written content, in order; } ends it.
const (
	omhuldSoort  = `{"soort":"`
	omhuldSchema = `","schema":`
	omhuldInhoud = `,"inhoud":`
)

// Codeer appends the bytes of content to seal. They hold no written forms of mentions. Where it fails, what it wrote
// so far may stand in the spare capacity of dst.
func Codeer(dst []byte, i Inhoud) ([]byte, error) {
	for _, t := range i.Teksten() {
		if t.gelezen() {
			return nil, fmt.Errorf("domain: content of kind %s was read and is not to be stored", i.InhoudSoort())
		}
	}
	// What json.Marshal gives of an omhuld, without going over the content once more: a test holds the two equal.
	dst = append(append(append(dst, omhuldSoort...), i.InhoudSoort()...), omhuldSchema...)
	dst = strconv.AppendInt(dst, int64(inhouden[i.InhoudSoort()].schema), 10)
	uit := bytes.NewBuffer(append(dst, omhuldInhoud...))
	if err := json.NewEncoder(uit).Encode(i); err != nil {
		return nil, fmt.Errorf("domain: content of kind %s does not encode", i.InhoudSoort())
	}
	uit.Truncate(uit.Len() - len("\n"))
	uit.WriteByte('}')
	return uit.Bytes(), nil
}

// leesOmhuld takes written content out of what says which it is. Content as Codeer writes it is taken apart at its
// pieces, so that its texts are gone over once less; all else goes to strikt. Whether the content itself is JSON shows
// when it is decoded.
func leesOmhuld(data []byte) (o omhuld, err error) {
	if o, ok := geschrevenOmhuld(data); ok {
		return o, nil
	}
	err = strikt(data, &o)
	return o, err
}

func geschrevenOmhuld(data []byte) (o omhuld, ok bool) {
	rest, ok := bytes.CutPrefix(data, []byte(omhuldSoort))
	if !ok {
		return omhuld{}, false
	}
	soort, rest, ok := bytes.Cut(rest, []byte(omhuldSchema))
	if _, bekend := inhouden[InhoudSoort(soort)]; !ok || !bekend {
		return omhuld{}, false
	}
	getal, rest, ok := bytes.Cut(rest, []byte(omhuldInhoud))
	if !ok {
		return omhuld{}, false
	}
	o.Soort = InhoudSoort(soort)
	if o.Schema, ok = geschrevenGetal(getal); !ok || eindeObject(rest) != len(rest)-1 || rest[len(rest)-1] != '}' {
		return omhuld{}, false
	}
	o.Inhoud = json.RawMessage(rest[:len(rest)-1])
	return o, true
}

// Decodeer reads opened content, brought up to today's schema. Its texts lack the written forms of their mentions. An
// error names the kind and never the content.
func Decodeer(data []byte) (Inhoud, error) {
	o, err := leesOmhuld(data)
	if err != nil {
		return nil, fmt.Errorf("domain: content does not parse")
	}
	info, ok := inhouden[o.Soort]
	if !ok {
		return nil, fmt.Errorf("domain: content of an unknown kind")
	}
	if o.Schema < 1 || o.Schema > info.schema {
		return nil, fmt.Errorf("domain: content %s: schema %d is unknown (this program knows 1 to %d)", o.Soort, o.Schema,
			info.schema)
	}
	ruw, err := opwaarderen(info.stappen, o.Schema, o.Inhoud)
	if err != nil {
		return nil, fmt.Errorf("domain: content %s: schema %d does not upcast", o.Soort, o.Schema)
	}
	i := info.leeg()
	if err := striktObject(ruw, i); err != nil {
		return nil, fmt.Errorf("domain: content %s does not parse", o.Soort)
	}
	for _, t := range i.Teksten() {
		if err := t.herlees(); err != nil {
			return nil, fmt.Errorf("domain: content %s holds a text that does not parse", o.Soort)
		}
	}
	if h, ok := i.(*Herstel); ok && h.Nieuw.Inhoud == nil {
		return nil, fmt.Errorf("domain: content %s holds no wording", o.Soort)
	}
	if h, ok := i.(*Herschrijving); ok && h.Nieuw.Inhoud == nil {
		return nil, fmt.Errorf("domain: content %s holds no wording", o.Soort)
	}
	return i, nil
}
