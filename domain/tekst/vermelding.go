package tekst

import (
	"encoding/json"
	"errors"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"

	"dossierboek/domain/id"
)

var (
	// ErrVermelding: a stored Vermelding cannot be right, or does not fit its template. Damage, not input.
	ErrVermelding = errors.New("tekst: the stored mentions are not well formed or do not fit the template")
	// ErrOnvolledig: the text cannot be whole, since the mentions of a person in it were not given.
	ErrOnvolledig = errors.New("tekst: mentions are missing")
)

// Vermelding is what one person alone holds of a text: the written forms of that person's slots, in order, and the
// places where that person was decided not to be meant. It is sealed to that person and to nobody else. Whoever has
// only such places, and no slot, is not among those whom the text concerns, but has a Vermelding all the same.
//
// Its JSON is {"vormen":["…"],"nietBedoeld":[[begin,einde],…]}. Those places count each slot of the template as one
// code point, so that they hold whatever the slots read as; they hold no text.
type Vermelding struct{ in *vermelding }

type vermelding struct {
	vormen []string
	niet   []plek
}

type plek [2]int

type vermeldingJSON struct {
	Vormen      []string `json:"vormen,omitempty"`
	NietBedoeld []plek   `json:"nietBedoeld,omitempty"`
}

func (v Vermelding) inhoud() vermelding {
	if v.in == nil {
		return vermelding{}
	}
	return *v.in
}

// Vormen gives the written forms in order of the person's slots.
func (v Vermelding) Vormen() []string { return slices.Clone(v.inhoud().vormen) }

// Equal reports whether two are the same.
func (v Vermelding) Equal(u Vermelding) bool {
	a, b := v.inhoud(), u.inhoud()
	return slices.Equal(a.vormen, b.vormen) && slices.Equal(a.niet, b.niet)
}

// MarshalJSON writes the stored form, meant for content sealed to this person alone.
func (v Vermelding) MarshalJSON() ([]byte, error) {
	in := v.inhoud()
	return json.Marshal(vermeldingJSON{Vormen: in.vormen, NietBedoeld: in.niet})
}

// UnmarshalJSON reads the stored form. It fails with ErrVermelding.
func (v *Vermelding) UnmarshalJSON(b []byte) error {
	var j vermeldingJSON
	if jsonv2.Unmarshal(b, &j) != nil {
		return ErrVermelding // the JSON error may quote a form
	}
	for _, p := range j.NietBedoeld {
		if p[0] < 0 || p[1] <= p[0] {
			return ErrVermelding
		}
	}
	if slices.Contains(j.Vormen, "") {
		return ErrVermelding
	}
	v.in = &vermelding{vormen: j.Vormen, niet: j.NietBedoeld}
	return nil
}

// Gescheiden splits the text into what is kept for all and what is kept for each person alone. The texts of the
// template are copied from between the markings, so no written form is in it unless it also stands unmarked elsewhere:
// Zoeker finds that.
func (t Tekst) Gescheiden() (Sjabloon, map[id.Betrokkene]Vermelding) {
	in := t.inhoud()
	s := &sjabloon{los: make([]string, 0, len(in.slots)+1), wie: make([]id.Betrokkene, len(in.slots))}
	per := make(map[id.Betrokkene]Vermelding)
	van := func(wie id.Betrokkene) *vermelding {
		v, ok := per[wie]
		if !ok {
			v.in = new(vermelding)
			per[wie] = v
		}
		return v.in
	}
	vorige := 0
	for i, m := range in.slots {
		b := in.bytes[i]
		s.los = append(s.los, in.plat[vorige:b.van])
		s.wie[i] = m.Wie
		if m.Geheim {
			s.geheim = append(s.geheim, i)
		}
		v := van(m.Wie)
		v.vormen = append(v.vormen, in.plat[b.van:b.tot])
		vorige = b.tot
	}
	s.los = append(s.los, in.plat[vorige:])

	krimp, k := 0, 0 // how many code points the slots before a place take beyond one each
	for _, n := range in.nietIs {
		for k < len(in.slots) && in.slots[k].Einde <= n.Begin {
			krimp += in.slots[k].Einde - in.slots[k].Begin - 1
			k++
		}
		v := van(n.Wie)
		v.niet = append(v.niet, plek{n.Begin - krimp, n.Einde - krimp})
	}
	return Sjabloon{s}, per
}

// Samen joins what Gescheiden split, given every Vermelding. It fails with ErrOnvolledig where one is missing that has
// slots, and with ErrVermelding where one does not fit. It does not check the rules of Nieuw again: what was once
// written has to stay readable when those change.
func Samen(s Sjabloon, per map[id.Betrokkene]Vermelding) (Tekst, error) {
	standen := make(map[id.Betrokkene]Stand, len(per))
	for wie, v := range per {
		standen[wie] = Stand{Toestand: Zichtbaar, Vermelding: v}
	}
	l, err := s.LeesGeheim(standen)
	if err != nil {
		return Tekst{}, err
	}
	in := &inhoud{plat: l.in.plat, nietIs: l.in.niet}
	if n := len(s.inhoud().wie); n > 0 {
		in.slots, in.bytes = make([]Markering, 0, n), make([]bereik, 0, n)
	}
	i := 0
	for _, st := range l.in.stukken {
		if st.IsVermelding() {
			if st.Toestand != Zichtbaar {
				return Tekst{}, ErrOnvolledig
			}
			in.slots = append(in.slots, Markering{Begin: st.Begin, Einde: st.Einde, Wie: st.Wie, Geheim: st.Geheim})
			in.bytes = append(in.bytes, bereik{i, i + len(st.Tekst)})
		}
		i += len(st.Tekst)
	}
	return Tekst{in}, nil
}
