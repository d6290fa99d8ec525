package tekst

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dossierboek/domain/id"
)

// ErrSjabloon: a stored template cannot be right. Templates are sealed, so this is damage, not input.
var ErrSjabloon = errors.New("tekst: the stored template is not well formed")

// Sjabloon is a text with its mentions taken out: what is kept for everybody whom the text concerns. It is made by
// Gescheiden or read with LeesOpgeslagen, and by nothing else. The zero value is the empty text.
//
// In the stored form a slot is {n}, n counting 0, 1, 2, … in order and without leading zeros; {{ and }} stand for a
// brace in the text; any other brace is damage. So each template has one stored form.
type Sjabloon struct{ in *sjabloon }

type sjabloon struct {
	los    []string        // the text between the slots: one more than there are slots
	wie    []id.Betrokkene // per slot
	geheim []int           // which slots are geheim, in order
}

func (s sjabloon) isGeheim(slot int) bool {
	_, ok := slices.BinarySearch(s.geheim, slot)
	return ok
}

func (s Sjabloon) inhoud() sjabloon {
	if s.in == nil {
		return sjabloon{los: []string{""}}
	}
	return *s.in
}

// Slots gives who each slot is, in order.
func (s Sjabloon) Slots() []id.Betrokkene { return slices.Clone(s.inhoud().wie) }

// Betrokkenen gives who is mentioned, each once, in order of first mention. Whose address a geheim slot holds is not
// among them: that the text concerns that person would say whose it is. The form is sealed to the person all the same.
func (s Sjabloon) Betrokkenen() []id.Betrokkene {
	var uit []id.Betrokkene
	in := s.inhoud()
	for i, w := range in.wie {
		if !in.isGeheim(i) && !slices.Contains(uit, w) {
			uit = append(uit, w)
		}
	}
	return uit
}

// IsZero reports that it is the empty text.
func (s Sjabloon) IsZero() bool { in := s.inhoud(); return len(in.los) == 1 && in.los[0] == "" }

// Equal reports whether two templates are the same text with the same persons in the same slots.
func (s Sjabloon) Equal(u Sjabloon) bool {
	a, b := s.inhoud(), u.inhoud()
	return slices.Equal(a.los, b.los) && slices.Equal(a.wie, b.wie) && slices.Equal(a.geheim, b.geheim)
}

// Opgeslagen gives the stored form, meant for sealed content.
func (s Sjabloon) Opgeslagen() (sjabloon string, wie []id.Betrokkene) {
	in := s.inhoud()
	return schrijfSjabloon(in.los), slices.Clone(in.wie)
}

// Geheim gives which slots are geheim, in order. It is stored beside what Opgeslagen gives, and absent where there are
// none.
func (s Sjabloon) Geheim() []int { return slices.Clone(s.inhoud().geheim) }

// LeesOpgeslagen reads what Opgeslagen and Geheim give. It fails with ErrSjabloon.
func LeesOpgeslagen(stored string, wie []id.Betrokkene, geheim ...int) (Sjabloon, error) {
	los, err := leesSjabloon(stored)
	if err != nil || len(los) != len(wie)+1 || slices.ContainsFunc(wie, id.Betrokkene.IsZero) {
		return Sjabloon{}, ErrSjabloon
	}
	for i, g := range geheim {
		if g < 0 || g >= len(wie) || i > 0 && g <= geheim[i-1] {
			return Sjabloon{}, ErrSjabloon
		}
	}
	return Sjabloon{&sjabloon{los: los, wie: slices.Clone(wie), geheim: slices.Clone(geheim)}}, nil
}

var verdubbel = strings.NewReplacer("{", "{{", "}", "}}")

func schrijfSjabloon(los []string) string {
	if len(los) == 1 && !heeftHaak(los[0]) {
		return los[0]
	}
	var b strings.Builder
	n := 0
	for _, l := range los {
		n += len(l) + len("{99}")
	}
	b.Grow(n)
	for i, l := range los {
		if i > 0 {
			b.WriteByte('{')
			b.WriteString(strconv.Itoa(i - 1))
			b.WriteByte('}')
		}
		if heeftHaak(l) {
			l = verdubbel.Replace(l)
		}
		b.WriteString(l)
	}
	return b.String()
}

// heeftHaak reports whether a text has a brace. Two searches for a byte are many times quicker than one for either.
func heeftHaak(s string) bool {
	return strings.IndexByte(s, '{') >= 0 || strings.IndexByte(s, '}') >= 0
}

// leesSjabloon parts a stored template at its slots.
func leesSjabloon(s string) ([]string, error) {
	if !utf8.ValidString(s) {
		return nil, ErrSjabloon
	}
	if !heeftHaak(s) {
		return []string{s}, nil
	}
	var los []string
	var stuk strings.Builder
	for {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			stuk.WriteString(s)
			return append(los, stuk.String()), nil
		}
		stuk.WriteString(s[:i])
		haak, rest := s[i], s[i+1:]
		if strings.HasPrefix(rest, string(haak)) {
			stuk.WriteByte(haak)
			s = rest[1:]
			continue
		}
		na, ok := strings.CutPrefix(rest, strconv.Itoa(len(los))+"}")
		if haak == '}' || !ok {
			return nil, ErrSjabloon
		}
		los = append(los, stuk.String())
		stuk.Reset()
		s = na
	}
}
