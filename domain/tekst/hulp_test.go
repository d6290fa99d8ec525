package tekst

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// gelijkeID compares ids, which have no exported fields.
var gelijkeID = cmpopts.EquateComparable(id.Betrokkene{})

// sjabloonJSON is a template as content keeps it: package domain writes its fields among those of a text.
type sjabloonJSON struct {
	Sjabloon string          `json:"sjabloon"`
	Wie      []id.Betrokkene `json:"wie,omitempty"`
}

func alsJSON(t interface{ Fatal(...any) }, s Sjabloon) string {
	var j sjabloonJSON
	j.Sjabloon, j.Wie = s.Opgeslagen()
	b, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func vanJSON(b string) (Sjabloon, error) {
	var j sjabloonJSON
	if json.Unmarshal([]byte(b), &j) != nil {
		return Sjabloon{}, ErrSjabloon
	}
	return LeesOpgeslagen(j.Sjabloon, j.Wie)
}

// persoon gives a fixed person.
func persoon(n int) id.Betrokkene {
	var p id.Betrokkene
	if err := p.UnmarshalText([]byte(uuid.NewSHA1(uuid.NameSpaceOID, fmt.Append(nil, n)).String())); err != nil {
		panic(err)
	}
	return p
}

// markeer reads a text in which mentions are written «1:Sanne», and decisions «!2:Roos».
func markeer(t testing.TB, s string) (plat string, ms, niet []Markering) {
	t.Helper()
	var b strings.Builder
	for {
		voor, rest, ok := strings.Cut(s, "«")
		b.WriteString(voor)
		if !ok {
			return b.String(), ms, niet
		}
		kop, rest, _ := strings.Cut(rest, ":")
		vorm, rest, ok := strings.Cut(rest, "»")
		if !ok {
			t.Fatalf("no » in the test's own text")
		}
		kop, isNiet := strings.CutPrefix(kop, "!")
		var n int
		if _, err := fmt.Sscan(kop, &n); err != nil {
			t.Fatal(err)
		}
		m := Markering{Begin: utf8.RuneCountInString(b.String()), Wie: persoon(n)}
		b.WriteString(vorm)
		m.Einde = utf8.RuneCountInString(b.String())
		if isNiet {
			niet = append(niet, m)
		} else {
			ms = append(ms, m)
		}
		s = rest
	}
}

// schrijf is the reverse of markeer.
func schrijf(plat string, ms []Markering, teken func(m Markering) string) string {
	r := []rune(plat)
	var b strings.Builder
	p := 0
	for _, m := range ms {
		if m.Begin < p {
			continue
		}
		fmt.Fprintf(&b, "%s«%s:%s»", string(r[p:m.Begin]), teken(m), string(r[m.Begin:m.Einde]))
		p = m.Einde
	}
	return b.String() + string(r[p:])
}

func nummerVan(w id.Betrokkene) int {
	for n := range 100 {
		if persoon(n) == w {
			return n
		}
	}
	return -1
}

func nieuw(t testing.TB, s string) Tekst {
	t.Helper()
	plat, ms, niet := markeer(t, s)
	tk, f := Nieuw(plat, ms, niet...)
	if len(f) > 0 {
		t.Fatal(f.Err())
	}
	return tk
}

func bsn(t testing.TB, s string) waarde.BSN {
	b, err := waarde.ParseBSN(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func tel(t testing.TB, s string) waarde.Telefoon {
	b, err := waarde.ParseTelefoon(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mail(t testing.TB, s string) waarde.Email {
	b, err := waarde.ParseEmail(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
