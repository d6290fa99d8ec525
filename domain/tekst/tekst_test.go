package tekst

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"dossierboek/domain/id"
)

func TestNieuwFouten(t *testing.T) {
	m := func(b, e, n int) Markering { return Markering{Begin: b, Einde: e, Wie: persoon(n)} }
	nul := 0
	for naam, g := range map[string]struct {
		plat string
		ms   []Markering
		niet []Markering
		want []string // veld + code
	}{
		"goed":             {plat: "Sanne belt\n\tRoos {0}", ms: []Markering{m(12, 16, 2), m(0, 5, 1)}},
		"leeg":             {},
		"utf8":             {plat: "a\xff", want: []string{"/tekst tekst-utf8"}},
		"stuurteken":       {plat: "a\r\nb", want: []string{"/tekst tekst-teken"}},
		"nul":              {plat: "a\x00b", want: []string{"/tekst tekst-teken"}},
		"c1":               {plat: "a\u0085b", want: []string{"/tekst tekst-teken"}},
		"omkering":         {plat: "a\u202eb", want: []string{"/tekst tekst-teken"}},
		"te lang":          {plat: strings.Repeat("é", MaxLengte+1), want: []string{"/tekst tekst-te-lang"}},
		"net niet te lang": {plat: strings.Repeat("é", MaxLengte)},
		"buiten":           {plat: "é", ms: []Markering{m(0, 2, 1)}, want: []string{"/markeringen/0 markering-bereik"}},
		"negatief":         {plat: "é", ms: []Markering{m(-1, 1, 1)}, want: []string{"/markeringen/0 markering-bereik"}},
		"leeg bereik":      {plat: "é", ms: []Markering{m(1, 1, 1)}, want: []string{"/markeringen/0 markering-bereik"}},
		"niemand": {plat: "é", ms: []Markering{{Begin: 0, Einde: 1}},
			want: []string{"/markeringen/0/wie markering-wie"}},
		"slot": {plat: "é", ms: []Markering{{Einde: 1, Wie: persoon(1), Slot: &nul}},
			want: []string{"/markeringen/0/slot markering-slot"}},
		"overlap": {plat: "abcd", ms: []Markering{m(2, 4, 1), m(0, 3, 2)},
			want: []string{"/markeringen/0 markering-overlap"}},
		"omvat": {plat: "abcd", ms: []Markering{m(0, 4, 1), m(1, 2, 2), m(3, 4, 2)},
			want: []string{"/markeringen/1 markering-overlap", "/markeringen/2 markering-overlap"}},
		"aansluitend": {plat: "abcd", ms: []Markering{m(0, 2, 1), m(2, 4, 1)}},
		"accent blijft": {plat: "Jose\u0301", ms: []Markering{m(0, 4, 1)},
			want: []string{"/markeringen/0 markering-breekt-teken"}},
		"accent vooraan": {plat: "e\u0301", ms: []Markering{m(1, 2, 1)},
			want: []string{"/markeringen/0 markering-breekt-teken"}},
		"accent mee": {plat: "Jose\u0301", ms: []Markering{m(0, 5, 1)}},
		"alle fouten": {plat: "a\rb", ms: []Markering{m(0, 9, 1), {Einde: 1}}, niet: []Markering{m(5, 4, 1)},
			want: []string{"/tekst tekst-teken", "/markeringen/0 markering-bereik", "/markeringen/1/wie markering-wie",
				"/nietBedoeld/0 markering-bereik"}},
		"tegenspraak": {plat: "abcd", ms: []Markering{m(0, 2, 1)}, niet: []Markering{m(1, 3, 2), m(1, 3, 1)},
			want: []string{"/nietBedoeld/1 markering-tegenspraak"}},
		"niet van meer":     {plat: "abcd", niet: []Markering{m(0, 2, 1), m(0, 2, 2), m(1, 3, 1)}},
		"niet in markering": {plat: "abcd", ms: []Markering{m(0, 2, 1)}, niet: []Markering{m(0, 2, 2)}},
	} {
		tk, f := Nieuw(g.plat, g.ms, g.niet...)
		var got []string
		for _, een := range f {
			got = append(got, een.Veld+" "+string(een.Code))
			if een.Tekst == "" || een.Tekst != teksten[een.Code] {
				t.Errorf("%s: code %s has no text", naam, een.Code)
			}
		}
		if d := cmp.Diff(g.want, got); d != "" {
			t.Errorf("%s: faults (-want +got)\n%s", naam, d)
		}
		if len(f) > 0 && !tk.Equal(Tekst{}) {
			t.Errorf("%s: a text in spite of faults", naam)
		}
		if len(f) == 0 && tk.Plat() != g.plat {
			t.Errorf("%s: the text changed", naam)
		}
	}
}

func TestGescheiden(t *testing.T) {
	tk := nieuw(t, "«1:Sanne» zag {«2:Roos»} en «1:zij» {0}, de «!1:sanne» niet, de «!3:roos» ook niet")
	s, per := tk.Gescheiden()
	want := `{"sjabloon":"{0} zag {{{1}}} en {2} {{0}}, de sanne niet, de roos ook niet","wie":["` +
		persoon(1).String() + `","` + persoon(2).String() + `","` + persoon(1).String() + `"]}`
	if got := alsJSON(t, s); got != want {
		t.Errorf("stored\n%s\nwant\n%s", got, want)
	}
	for n, want := range map[int]string{
		1: `{"vormen":["Sanne","zij"],"nietBedoeld":[[23,28]]}`, 2: `{"vormen":["Roos"]}`, 3: `{"nietBedoeld":[[38,42]]}`,
	} {
		b, err := json.Marshal(per[persoon(n)])
		if err != nil || string(b) != want {
			t.Errorf("person %d stored %s, want %s", n, b, want)
		}
	}
	if len(per) != 3 {
		t.Errorf("%d persons", len(per))
	}
	if d := cmp.Diff([]id.Betrokkene{persoon(1), persoon(2)}, s.Betrokkenen(), gelijkeID); d != "" {
		t.Error(d)
	}
	if _, err := json.Marshal(tk); !errors.Is(err, ErrNietOpslaan) {
		t.Errorf("a whole text marshals: %v", err)
	}
}

// rondreis makes any text with any markings and decisions.
func tekstGen() *rapid.Generator[Tekst] {
	stuk := rapid.OneOf(
		rapid.StringN(1, 12, -1),
		rapid.SampledFrom([]string{"{", "}", "{0}", "{{", "}}", "{1", "Sanne", "e\u0301", "\u0301", "👩‍👧", "\n", " "}),
	)
	return rapid.Custom(func(t *rapid.T) Tekst {
		var b strings.Builder
		var ms, niet []Markering
		n := 0
		for range rapid.IntRange(0, 12).Draw(t, "stukken") {
			s := strings.Map(func(r rune) rune {
				if verboden(r) {
					return -1
				}
				return r
			}, stuk.Draw(t, "stuk"))
			s = strings.ToValidUTF8(s, "")
			m := Markering{Begin: n, Einde: n + lengte(s), Wie: persoon(rapid.IntRange(0, 3).Draw(t, "wie"))}
			n = m.Einde
			b.WriteString(s)
			if m.Begin == m.Einde {
				continue
			}
			switch rapid.IntRange(0, 2).Draw(t, "soort") {
			case 1:
				ms = append(ms, m)
			case 2:
				niet = append(niet, m)
			}
		}
		plat := b.String()
		acc := accentenIn(plat)
		heel := func(in []Markering) (uit []Markering) {
			for _, m := range in {
				if !acc[m.Begin] && !acc[m.Einde] {
					uit = append(uit, m)
				}
			}
			return
		}
		tk, f := Nieuw(plat, rapid.Permutation(heel(ms)).Draw(t, "volgorde"), heel(niet)...)
		if len(f) > 0 {
			t.Fatal(f.Err())
		}
		return tk
	})
}

func TestRondreis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tk := tekstGen().Draw(t, "tekst")
		s, per := tk.Gescheiden()

		// Through the stored forms and back.
		s2, err := vanJSON(alsJSON(t, s))
		if err != nil || !s.Equal(s2) {
			t.Fatal("the template changed in storage")
		}
		per2 := map[id.Betrokkene]Vermelding{}
		for wie, v := range per {
			var v2 Vermelding
			herlees(t, v, &v2)
			per2[wie] = v2
		}
		terug, err := Samen(s2, per2)
		if err != nil {
			t.Fatal(err)
		}
		if !terug.Equal(tk) {
			t.Fatalf("joined, the text or its markings changed: %v %v", terug.NietBedoeld(), tk.NietBedoeld())
		}
		s3, per3 := terug.Gescheiden()
		if !s3.Equal(s) || !cmp.Equal(per3, per, gelijkeID) {
			t.Fatal("split again, the parts changed")
		}
		if weer, f := Nieuw(tk.Plat(), tk.Markeringen(), tk.NietBedoeld()...); len(f) > 0 || !weer.Equal(tk) {
			t.Fatal("a text is not made again of its own parts")
		}

		// The plain runs and the forms make up the text: nothing else is stored, and no form is in the template.
		los := strings.Join(s.in.los, "")
		n := len(los)
		for _, v := range per {
			for _, f := range v.Vormen() {
				n += len(f)
			}
		}
		if n != len(tk.Plat()) {
			t.Fatal("template and forms are not the text")
		}
	})
}

func herlees(t interface{ Fatal(...any) }, v Vermelding, in *Vermelding) {
	b, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(b, in)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestSamenOnvolledig(t *testing.T) {
	s, per := nieuw(t, "«1:Sanne» en «2:Roos», geen «!3:roos»").Gescheiden()
	delete(per, persoon(3))
	if _, err := Samen(s, per); err != nil {
		t.Errorf("without a decision only: %v", err)
	}
	delete(per, persoon(2))
	if _, err := Samen(s, per); !errors.Is(err, ErrOnvolledig) {
		t.Errorf("a person missing: %v", err)
	}
	per[persoon(2)] = per[persoon(1)]
	per[persoon(1)] = Vermelding{}
	if _, err := Samen(s, per); !errors.Is(err, ErrVermelding) {
		t.Errorf("no forms: %v", err)
	}
}

func FuzzSjabloon(f *testing.F) {
	for _, s := range []string{"", "{0}", "a{0}b{1}", "{{0}}", "{1}", "{00}", "{0", "}", "}}", "{{{0}}}", "{-1}", "\xff",
		"{0}{0}", "{0}{1}{2}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		// Any accepted template is the one stored form of what it says.
		if los, err := leesSjabloon(s); err == nil {
			if weer := schrijfSjabloon(los); weer != s {
				t.Fatalf("%q is written %q", s, weer)
			}
		} else if !errors.Is(err, ErrSjabloon) {
			t.Fatal(err)
		}
		// Any plain text comes back.
		if tk, fouten := Nieuw(s, nil); len(fouten) == 0 {
			sj, _ := tk.Gescheiden()
			los, err := leesSjabloon(schrijfSjabloon(sj.in.los))
			if err != nil || len(los) != 1 || los[0] != s {
				t.Fatalf("%q came back %q, %v", s, los, err)
			}
		}
	})
}

func FuzzOpgeslagen(f *testing.F) {
	w := persoon(1).String()
	f.Add(`{"sjabloon":"a{0}b","wie":["`+w+`"]}`, `{"vormen":["x"],"nietBedoeld":[[0,1]]}`)
	f.Add(`{"sjabloon":"a{0}b","wie":["`+w+`"]}`, `{"vormen":["x"],"nietBedoeld":[[1,2]]}`)
	f.Add(`{"sjabloon":"{0}{1}","wie":["`+w+`","`+w+`"]}`, `{"vormen":["x"]}`)
	f.Add(`{"sjabloon":"{0}"}`, `{"vormen":[""]}`)
	f.Add(`{"sjabloon":"{0}","wie":["00000000-0000-0000-0000-000000000000"]}`,
		`{"nietBedoeld":[[-1,9223372036854775807]]}`)
	f.Add(`null`, `{"nietBedoeld":[[3,2]]}`)
	f.Fuzz(func(t *testing.T, sj, vj string) {
		var v Vermelding
		s, err := vanJSON(sj)
		if err != nil && !errors.Is(err, ErrSjabloon) {
			t.Fatal(err)
		}
		if err := v.UnmarshalJSON([]byte(vj)); err != nil && !errors.Is(err, ErrVermelding) {
			t.Fatal(err)
		}
		for _, st := range []Toestand{Afgeschermd, Vernietigd, Zichtbaar} {
			l, err := s.Lees(map[id.Betrokkene]Stand{persoon(1): {st, v}})
			if err != nil {
				if !errors.Is(err, ErrVermelding) {
					t.Fatal(err)
				}
				continue
			}
			controleerLezing(t, l)
		}
	})
}

// controleerLezing holds what every reading promises.
func controleerLezing(t interface{ Fatalf(string, ...any) }, l Lezing) {
	r := []rune(l.Plat())
	punt := 0
	for _, st := range l.Stukken() {
		if st.Begin != punt || st.Einde > len(r) || string(r[st.Begin:st.Einde]) != st.Tekst {
			t.Fatalf("a run is not where it says")
		}
		if st.IsVermelding() == st.Wie.IsZero() {
			t.Fatalf("a mention of nobody, or plain text of somebody")
		}
		punt = st.Einde
	}
	if punt != len(r) {
		t.Fatalf("the runs are not the whole text")
	}
	for _, n := range l.NietBedoeld() {
		if n.Begin < 0 || n.Einde > len(r) || n.Einde <= n.Begin {
			t.Fatalf("a decision lies outside the text")
		}
	}
}

// Texts are kept as given: the same words in NFC and NFD are two texts.
func TestNietGenormaliseerd(t *testing.T) {
	nfd := norm.NFD.String("José")
	tk, f := Nieuw(nfd, []Markering{{Begin: 0, Einde: 5, Wie: persoon(1)}})
	if len(f) > 0 || tk.Plat() != nfd {
		t.Fatal("NFD text was changed or refused")
	}
	_, per := tk.Gescheiden()
	if got := per[persoon(1)].Vormen()[0]; got != nfd {
		t.Error("the form was changed")
	}
}
