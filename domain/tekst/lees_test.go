package tekst

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// lees reads a text with the given persons in a state, all others visible.
func lees(t testing.TB, tk Tekst, staat map[int]Toestand) Lezing {
	t.Helper()
	s, per := tk.Gescheiden()
	standen := map[id.Betrokkene]Stand{}
	for wie, v := range per {
		standen[wie] = Stand{Zichtbaar, v}
	}
	for n, st := range staat {
		if st == Zichtbaar {
			continue
		}
		standen[persoon(n)] = Stand{Toestand: st}
	}
	l, err := s.Lees(standen)
	if err != nil {
		t.Fatal(err)
	}
	controleerLezing(t, l)
	return l
}

func TestLees(t *testing.T) {
	tk := nieuw(t, "«1:Sanne» zag «2:Roos» bij {«1:haar»} huis; een «!2:roos», een «!3:José»")
	for _, g := range []struct {
		staat map[int]Toestand
		want  string
		niet  string
	}{
		{nil, "Sanne zag Roos bij {haar} huis; een roos, een José", "roos José"},
		{map[int]Toestand{1: Afgeschermd}, "[afgeschermd] zag Roos bij {[afgeschermd]} huis; een roos, een José",
			"roos José"},
		{map[int]Toestand{2: Vernietigd}, "Sanne zag [vernietigd] bij {haar} huis; een roos, een José", "José"},
		{map[int]Toestand{1: Vernietigd, 2: Afgeschermd, 3: Vernietigd},
			"[vernietigd] zag [afgeschermd] bij {[vernietigd]} huis; een roos, een José", ""},
	} {
		l := lees(t, tk, g.staat)
		if l.Plat() != g.want {
			t.Errorf("got  %s\nwant %s", l.Plat(), g.want)
		}
		var niet []string
		for _, n := range l.NietBedoeld() {
			niet = append(niet, string([]rune(l.Plat())[n.Begin:n.Einde]))
		}
		if got := strings.Join(niet, " "); got != g.niet {
			t.Errorf("decisions at %q, want %q", got, g.niet)
		}
	}
	// Nobody given: everything is shielded.
	s, _ := tk.Gescheiden()
	l, err := s.Lees(nil)
	if err != nil || strings.Contains(l.Plat(), "Sanne") || strings.Contains(l.Plat(), "Roos") {
		t.Errorf("a text without keys shows a name, or %v", err)
	}
}

func TestLezingVoorCorrectie(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tk := tekstGen().Draw(rt, "tekst")
		staat := map[int]Toestand{}
		for n := range 4 {
			staat[n] = Toestand(rapid.IntRange(0, 2).Draw(rt, "toestand"))
		}
		l := lees(t, tk, staat)

		// What the ledger can open: all but the destroyed.
		kaal := map[int]Toestand{}
		for n, st := range staat {
			if st == Vernietigd {
				kaal[n] = st
			}
		}
		alles := lees(t, tk, kaal)

		nieuw, f := Herzie(alles, l.Plat(), l.Markeringen(), l.NietBedoeld()...)
		if len(f) > 0 {
			rt.Fatal(f.Err())
		}
		if nieuw.Plat() != alles.Plat() {
			rt.Fatal("an unchanged correction changed the text")
		}
		var want []Markering
		for _, m := range alles.Markeringen() {
			if m.Slot == nil {
				want = append(want, m)
			}
		}
		if d := cmp.Diff(want, nieuw.Markeringen(), gelijkeID, cmpopts.EquateEmpty()); d != "" {
			rt.Fatalf("mentions (-want +got)\n%s", d)
		}
	})
}

func TestHerzie(t *testing.T) {
	oud := nieuw(t, "«1:Sanne» belde «2:Roos» over «1:haar moeder»; «3:José» zweeg.")
	gezien := lees(t, oud, map[int]Toestand{1: Afgeschermd, 3: Vernietigd})
	alles := lees(t, oud, map[int]Toestand{3: Vernietigd})
	ms := gezien.Markeringen()

	// The first mention goes, the second moves behind new text, and keeps its own form.
	plat := "Vandaag belde Roos over [afgeschermd] en zij; [vernietigd] zweeg."
	plaats := func(s string) (int, int) {
		i := strings.Index(plat, s)
		return i, i + len(s)
	}
	roos, derde, vierde := ms[1], ms[2], ms[3]
	roos.Begin, roos.Einde = plaats("Roos")
	derde.Begin, derde.Einde = plaats(TekstAfgeschermd)
	vierde.Begin, vierde.Einde = plaats(TekstVernietigd)
	zij := Markering{Wie: persoon(1)}
	zij.Begin, zij.Einde = plaats("zij")
	tk, f := Herzie(alles, plat, []Markering{vierde, zij, derde, roos})
	if len(f) > 0 {
		t.Fatal(f.Err())
	}
	got := schrijf(tk.Plat(), tk.Markeringen(), func(m Markering) string { return fmt.Sprint(nummerVan(m.Wie)) })
	if want := "Vandaag belde «2:Roos» over «1:haar moeder» en «1:zij»; [vernietigd] zweeg."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}

	for naam, wijzig := range map[string]func(m *Markering){
		"changed placeholder": func(m *Markering) { m.Einde-- },
		"another person":      func(m *Markering) { m.Wie = persoon(2) },
		"no such slot":        func(m *Markering) { n := 9; m.Slot = &n },
		"not the destroyed":   func(m *Markering) { n := 3; m.Slot = &n },
	} {
		m := derde
		wijzig(&m)
		if _, f := Herzie(alles, plat, []Markering{roos, m}); !f.Heeft(CodeSlot) || f[0].Veld != "/markeringen/1/slot" {
			t.Errorf("%s: %v", naam, f.Err())
		}
	}
	// A ledger that reads with too few keys must not lose the form.
	if _, f := Herzie(gezien, plat, []Markering{derde}); !f.Heeft(CodeSlot) {
		t.Error("a shielded form was lost")
	}
	if tk, f := Herzie(alles, "Sanne", []Markering{{Einde: 5, Wie: persoon(1)}}); len(f) > 0 ||
		len(tk.Markeringen()) != 1 {
		t.Error("without slots it is not Nieuw")
	}
}

// What is "not this person" is remembered, goes with the person, and says nothing of a longer find.
func TestNietBedoeld(t *testing.T) {
	z := NieuweZoeker(kennissen(t))
	plat, _, niet := markeer(t, "De «!2:roos» bloeit bij Roos")
	if got := len(z.Voorstellen(plat, nil, nil)); got != 2 {
		t.Fatalf("%d proposals", got)
	}
	vs := z.Voorstellen(plat, nil, niet)
	if len(vs) != 1 || vs[0].Begin == niet[0].Begin {
		t.Fatal("the decision was not kept to")
	}
	tk, f := Nieuw(plat, []Markering{vs[0].Markering}, niet...)
	if len(f) > 0 {
		t.Fatal(f.Err())
	}
	if got := z.NogGenoemd(lees(t, tk, nil)); len(got) != 0 {
		t.Error("still named, in spite of the decision")
	}
	// In the parts for others nothing points at the word.
	s, per := tk.Gescheiden()
	delete(per, persoon(2))
	b, err := json.Marshal(map[string]any{"s": alsJSON(t, s), "per": per})
	if err != nil || bytes.Contains(b, []byte("nietBedoeld")) {
		t.Error("the decision stays behind in the text")
	}
	lang, _, niet := markeer(t, "De «!1:Sanne» de Vries")
	if len(z.Voorstellen(lang, nil, niet)) != 1 {
		t.Error("a decision on a part of a name hides the whole name")
	}
}

func TestNogGenoemd(t *testing.T) {
	z := NieuweZoeker(kennissen(t)[:1])
	for s, want := range map[string]int{
		"«1:Sanne» belde":                           0,
		"«1:Sanne» belde, en Sanne huilde":          1,
		"«2:de moeder van Sanne» belde":             1,
		"bel 06-12345678, BSN 123456782":            2,
		"«1:06-12345678» en susanna en DE VRIES":    2,
		"niets, ook niet van Sanneke, «1:haar» kat": 0,
	} {
		for _, st := range []Toestand{Zichtbaar, Vernietigd} {
			if got := z.NogGenoemd(lees(t, nieuw(t, s), map[int]Toestand{1: st})); len(got) != want {
				t.Errorf("%q: %d times, want %d", s, len(got), want)
			}
		}
	}
}

// Every proposal can be taken over as a marking, whatever the text.
func FuzzVoorstellen(f *testing.F) {
	z := NieuweZoeker(kennissen(f))
	for _, s := range []string{
		"Sanne's", "Jose\u0301s", "Sannes\u0327", "+((06-12345678", "Peters\u0301 Peters", "ﬁ ﬀ Sanne", "İ Sanne ß",
		"\xffSanne\xff", "Sanne\u0301\u0302 de Vries", "1234 AB 12", "S.M. de Vries's", "²²³ 12345678\u0301 2",
		"Roos Jansen-de Wits",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var vorige Markering
		var ms []Markering
		for _, v := range z.Voorstellen(s, nil, nil) {
			if v.Begin == vorige.Begin && v.Einde == vorige.Einde {
				continue // shared by several persons
			}
			vorige = v.Markering
			ms = append(ms, v.Markering)
		}
		_, fouten := Nieuw(s, ms)
		for _, een := range fouten {
			if een.Veld != "/tekst" {
				t.Fatalf("a proposal is no marking: %s", een.Code)
			}
		}
		if len(fouten) == 0 && len(ms) > 0 {
			for _, v := range z.Voorstellen(s, ms, nil) {
				for _, m := range ms {
					if v.overlapt(m) {
						t.Fatal("what is marked is proposed again")
					}
				}
			}
		}
	})
}

func TestDruktNiets(t *testing.T) {
	tk := nieuw(t, "«1:Geheimnaam» en geheimtekst")
	s, per := tk.Gescheiden()
	l := lees(t, tk, nil)
	verborgen := struct {
		a Tekst
		b Sjabloon
		c Vermelding
		d Lezing
	}{tk, s, per[persoon(1)], l}
	for _, v := range []any{
		tk, s, per[persoon(1)], l, l.Stukken()[0], &tk, per, []Tekst{tk},
		NieuweZoeker([]Bekende{{Anders: []string{"Geheimnaam"}}}), Stand{Zichtbaar, per[persoon(1)]},
		NieuweGeheimzoeker([]Bekende{{Adressen: []waarde.Adres{{Straat: "Geheimpad", Huisnummer: "7"}}}}),
		Bekende{Namen: []waarde.Naam{{Achternaam: "Geheimnaam"}}, Anders: []string{"Geheimnaam"}},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			if got := fmt.Sprintf(verb, v); strings.Contains(strings.ToLower(got), "geheim") ||
				strings.Contains(got, "676568") {
				t.Errorf("%T prints its content with %s", v, verb)
			}
		}
	}
	var b bytes.Buffer
	slog.New(slog.NewJSONHandler(&b, nil)).Info("x", "a", tk, "b", s, "c", per[persoon(1)], "d", l, "e", l.Stukken()[0])
	slog.New(slog.NewTextHandler(&b, nil)).Info("x", "a", tk, "b", s, "c", per[persoon(1)], "d", l, "e", l.Stukken()[0])
	if strings.Contains(strings.ToLower(b.String()), "geheim") || strings.Count(b.String(), besloten) != 10 {
		t.Error("a log line holds content, or not the placeholder")
	}
	// Where fmt cannot call methods, in unexported fields, %v stops at a pointer.
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if strings.Contains(fmt.Sprintf(verb, verborgen), "eheim") {
			t.Errorf("%s prints a hidden text", verb)
		}
	}
}

func TestNamenVanConstanten(t *testing.T) {
	for i := range toestanden {
		var terug Toestand
		b, err := Toestand(i).MarshalText()
		if err != nil || terug.UnmarshalText(b) != nil || terug != Toestand(i) {
			t.Errorf("toestand %d", i)
		}
	}
	for i := range soorten {
		var terug Soort
		b, err := Soort(i).MarshalText()
		if err != nil || terug.UnmarshalText(b) != nil || terug != Soort(i) {
			t.Errorf("soort %d", i)
		}
	}
	for w := range gewoneWoorden {
		if w != waarde.Zoeknaam(w) {
			t.Errorf("%q is not folded, so it is never found", w)
		}
	}
}
