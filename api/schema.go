package api

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"dossierboek/domain/waarde"
)

const (
	codeVerplicht waarde.Code = "verplicht"
	codePastNiet  waarde.Code = "past-niet"
	codeVeld      waarde.Code = "onbekend-veld"
	codeVorm      waarde.Code = "verkeerd-type"
	codeKeuze     waarde.Code = "onbekende-code"
	codeTeLang    waarde.Code = "te-lang"
	codeTeKort    waarde.Code = "te-kort"
	codeTeVeel    waarde.Code = "te-veel"
	codeTeWeinig  waarde.Code = "te-weinig"
	codeGetal     waarde.Code = "getal"
	codeID        waarde.Code = "id"
	codeTijd      waarde.Code = "datum-tijd"
)

// keurder holds a request against the schemas of the OpenAPI document, so that what the document promises is what is
// accepted. huma's own validation gives English words, quotes the value, and names fields in a form that is no JSON
// pointer.
type keurder struct {
	schemas huma.Registry
	fouten  waarde.Fouten
}

func (k *keurder) fout(pad []string, code waarde.Code, tekst string, args ...any) boom {
	k.fouten.Voeg(waarde.NieuweFout(code, fmt.Sprintf(tekst, args...)), pad...)
	return nil
}

// keur gives the value without what is wrong with it (null in its place), so that the rest can be decoded and checked
// further: all faults are reported at once.
func (k *keurder) keur(s *huma.Schema, w boom, pad []string) boom {
	if s.Ref != "" {
		s = k.schemas.SchemaFromRef(s.Ref)
	}
	pad = pad[:len(pad):len(pad)] // appending must not touch a path that is already in a fault
	switch s.Type {
	case huma.TypeObject:
		o, ok := w.(map[string]any)
		if !ok {
			return k.fout(pad, codeVorm, "Hier hoort een object.")
		}
		return k.object(s, o, pad)
	case huma.TypeArray:
		l, ok := w.([]any)
		if !ok {
			return k.fout(pad, codeVorm, "Hier hoort een lijst.")
		}
		return k.lijst(s, l, pad)
	case huma.TypeString:
		t, ok := w.(string)
		if !ok {
			return k.fout(pad, codeVorm, "Hier hoort een tekst.")
		}
		return k.tekst(s, t, pad)
	case huma.TypeInteger:
		n, ok := w.(json.Number)
		if !ok {
			return k.fout(pad, codeVorm, "Hier hoort een geheel getal.")
		}
		return k.getal(s, n, pad)
	case huma.TypeBoolean:
		if _, ok := w.(bool); !ok {
			return k.fout(pad, codeVorm, "Hier hoort true of false.")
		}
	}
	return w
}

func (k *keurder) object(s *huma.Schema, o map[string]any, pad []string) boom {
	uit := make(map[string]any, len(o))
	namen := make([]string, 0, len(o))
	for naam := range o {
		namen = append(namen, naam)
	}
	slices.Sort(namen)
	for _, naam := range namen {
		p, ok := s.Properties[naam]
		if !ok {
			waar := pad
			if veilig.MatchString(naam) { // else the name itself may be anything
				waar = append(pad, naam)
			}
			k.fout(waar, codeVeld, "Dit veld bestaat hier niet.")
			continue
		}
		uit[naam] = k.keur(p, o[naam], append(pad, naam))
	}
	for _, naam := range s.Required {
		if _, ok := o[naam]; !ok {
			k.fout(append(pad, naam), codeVerplicht, "Dit veld is verplicht.")
		}
	}
	return uit
}

func (k *keurder) lijst(s *huma.Schema, l []any, pad []string) boom {
	if s.MaxItems != nil && len(l) > *s.MaxItems {
		return k.fout(pad, codeTeVeel, "Deze lijst mag hoogstens %d regels hebben.", *s.MaxItems)
	}
	if s.MinItems != nil && len(l) < *s.MinItems {
		return k.fout(pad, codeTeWeinig, "Deze lijst moet ten minste %d regel hebben.", *s.MinItems)
	}
	uit := make([]any, len(l))
	for i, w := range l {
		uit[i] = k.keur(s.Items, w, append(pad, strconv.Itoa(i)))
	}
	return uit
}

func (k *keurder) tekst(s *huma.Schema, t string, pad []string) boom {
	switch n := utf8.RuneCountInString(t); {
	case s.MaxLength != nil && n > *s.MaxLength:
		return k.fout(pad, codeTeLang, "Dit veld mag hoogstens %d tekens hebben.", *s.MaxLength)
	case s.MinLength != nil && n < *s.MinLength && (n == 0 || s.Format == ""):
		return k.fout(pad, codeTeKort, "%s", teKort(n, *s.MinLength))
	}
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, any(t)) {
		return k.fout(pad, codeKeuze, "Kies een van: %s.", opsomming(s.Enum))
	}
	switch s.Format {
	case "uuid":
		if u, err := uuid.Parse(t); err != nil || u == uuid.Nil || u.String() != t {
			return k.fout(pad, codeID, "Hier hoort een id: een UUID in kleine letters.")
		}
	case "date-time":
		if !isTijd(t) {
			return k.fout(pad, codeTijd, "Hier hoort een moment met tijdzone, zoals 2026-03-01T20:15:00+01:00.")
		}
	case "date": // of another length than a day has it is no day, and says so itself
		if _, err := waarde.ParseDatum(t); err != nil && t != "" {
			k.fouten.Voeg(err, pad...)
			return nil
		}
	}
	return t
}

func teKort(n, minstens int) string {
	if n == 0 {
		return "Dit veld mag niet leeg zijn."
	}
	return fmt.Sprintf("Dit veld moet ten minste %d tekens hebben.", minstens)
}

// isTijd reports whether a moment parses as RFC 3339 in the years that can be stored.
func isTijd(t string) bool {
	m, err := time.Parse(time.RFC3339, t)
	return err == nil && m.UTC().Year() >= 1 && m.UTC().Year() <= 9999
}

func (k *keurder) getal(s *huma.Schema, n json.Number, pad []string) boom {
	g, err := n.Int64()
	laag, hoog := int64(math.MinInt64), int64(math.MaxInt64)
	if s.Minimum != nil {
		laag = int64(*s.Minimum)
	}
	if s.Maximum != nil {
		hoog = int64(*s.Maximum)
	}
	if err != nil || g < laag || g > hoog {
		if s.Maximum == nil {
			return k.fout(pad, codeGetal, "Hier hoort een geheel getal van ten minste %d.", laag)
		}
		return k.fout(pad, codeGetal, "Hier hoort een geheel getal van %d tot en met %d.", laag, hoog)
	}
	return n
}

func opsomming(lijst []any) string {
	s := make([]string, len(lijst))
	for i, v := range lijst {
		s[i] = fmt.Sprint(v)
	}
	return strings.Join(s, ", ")
}
