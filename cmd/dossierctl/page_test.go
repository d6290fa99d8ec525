package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestPages(t *testing.T) {
	pages := map[string]func(*page) error{
		"view":   func(p *page) error { return showDossier(p, dossier()) },
		"replay": func(p *page) error { return showTimeline(p, timeline()) },
		"diff":   func(p *page) error { return showDifferences(p, differences()) },
	}
	for name, show := range pages {
		for _, colour := range []bool{false, true} {
			file := name + ".txt"
			if colour {
				file = name + "-colour.txt"
			}
			t.Run(file, func(t *testing.T) {
				var out bytes.Buffer
				if err := show(pageFor(t, &out, colour)); err != nil {
					t.Fatal(err)
				}
				golden(t, file, out.Bytes())
				if !colour && bytes.ContainsRune(out.Bytes(), '\x1b') {
					t.Error("an escape reached a page without colour")
				}
				if bytes.Contains(out.Bytes(), []byte("\x1b[2J")) {
					t.Error("an escape out of a dossier reached the terminal")
				}
			})
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (-want +got, -update writes it anew):\n%s", name, d)
	}
}

// Colour adds to a page and changes nothing of it.
func TestColourChangesNoWords(t *testing.T) {
	var with, without bytes.Buffer
	if err := showTimeline(pageFor(t, &with, true), timeline()); err != nil {
		t.Fatal(err)
	}
	if err := showTimeline(pageFor(t, &without, false), timeline()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(without.String(), uncoloured(with.String())); d != "" {
		t.Error(d)
	}
}

func uncoloured(s string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, s, _ = strings.Cut(after, "m")
	}
}

// Whatever stands in a text: no control character reaches the terminal, no line is too long or left of its indent, and
// no word is lost.
func TestPageIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.String().Draw(t, "text")
		indent := rapid.IntRange(0, 8).Draw(t, "indent")
		p := &page{width: rapid.IntRange(indent+1, 40).Draw(t, "width")}
		var out bytes.Buffer
		p.out = &out
		p.line(indent, text(in))
		if p.err != nil {
			t.Fatal(p.err)
		}
		for _, l := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n") {
			if n := utf8.RuneCountInString(l); n > p.width {
				t.Fatalf("a line of %d on a page of %d", n, p.width)
			}
			if l != "" && !strings.HasPrefix(l, strings.Repeat(" ", indent)) {
				t.Fatal("a line left of its indent")
			}
			for _, r := range l {
				if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
					t.Fatalf("control character %U on the page", r)
				}
			}
		}
		if letters(in) != letters(out.String()) {
			t.Fatal("letters were lost")
		}
	})
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// What this program has words for is what the domain has: an added kind fails here until it can be shown.
func TestWordsForEveryKind(t *testing.T) {
	shown := map[domain.Soort]bool{}
	for _, m := range timeline().Momenten {
		shown[m.Soort] = true
	}
	for _, s := range domain.Soorten() {
		if sentences[s] == nil {
			t.Errorf("no sentence for %s", s)
		}
		if !shown[s] {
			t.Errorf("%s is not in the golden timeline", s)
		}
	}
	for _, s := range domain.InhoudSoorten() {
		if kinds[s] == "" {
			t.Errorf("no word for content %s", s)
		}
	}
	for _, k := range kindOf {
		if kinds[k] == "" {
			t.Errorf("no word for content %s", k)
		}
	}
	for _, k := range domain.PuntSoorten {
		if pointWords[k] == "" {
			t.Errorf("no words for punt %s", k)
		}
	}
	for _, r := range toegang.ConceptRedenen {
		if discardWords[r] == "" {
			t.Errorf("no words for why a draft went: %s", r)
		}
	}
	for _, g := range []domain.GatReden{domain.GatVernietigd, domain.GatOvergebracht, domain.GatVerwijderd,
		domain.GatAfgeschermd, domain.GatGeenToegang, domain.GatGeheim, domain.GatOnderweg, domain.GatNogNietBekend,
		domain.GatBeschadigd} {
		if gapWords[g] == "" {
			t.Errorf("no words for gap %s", g)
		}
	}
}

// What another dossier called somebody is shown, and is nobody's name here.
func TestIdentityFromAnotherDossier(t *testing.T) {
	from := id.Van[id.Dossier](number(998))
	there := bericht.Onderdeel{ID: part(91), Soort: domain.InhoudIdentiteit, Over: []id.Betrokkene{sanne},
		UitDossier: &from, Inhoud: identity("Susan", "Elders", "ouder"), Revisie: 38, Door: worker(700)}
	d := dossier()
	d.Onderdelen = append(d.Onderdelen, there)
	tl := timeline()
	tl.Momenten = append(tl.Momenten, bericht.Moment{Revisie: 90, Soort: domain.SoortOnderdeelOvergenomen,
		Door: worker(900), Onderdeel: &there.ID, Inhoud: there.Inhoud,
		Feit: bericht.Feit{Onderdeel: &there.ID, Betrokkene: to(sanne), Overgenomen: &bericht.Overgenomen{
			Dossier: from, Soort: domain.SoortBetrokkeneToegevoegd, Door: "m-9", VastgelegdOp: at(1)}}},
		bericht.Moment{Revisie: 91, Soort: domain.SoortContactVastgelegd, Door: worker(901), Onderdeel: to(part(92)),
			Feit: bericht.Feit{Betrokkene: to(sanne)}})
	field := func(by domain.Soort, name string) []bericht.VeldVerschil {
		return []bericht.VeldVerschil{{Veld: "naam/roepnaam", Nieuw: json.RawMessage(strconv.Quote(name)), Soort: by}}
	}
	difference := &bericht.Verschillen{Onderdelen: []bericht.OnderdeelVerschil{
		{Onderdeel: id.OnderdeelVan(sanne), Soort: domain.InhoudIdentiteit, Nieuw: true,
			Velden: field(domain.SoortBetrokkeneToegevoegd, "Sanne")},
		{Onderdeel: there.ID, Soort: domain.InhoudIdentiteit, Nieuw: true,
			Velden: field(domain.SoortOnderdeelOvergenomen, "Sanne")}}}
	for want, show := range map[string]func(*page) error{
		"Sanne Verzonnen, zoals vastgelegd in een ander dossier\n    naam          Susan Elders": func(p *page) error {
			return showDossier(p, d)
		},
		"over: de identiteit van Sanne Verzonnen": func(p *page) error { return showTimeline(p, tl) },
		"legde een contactgegeven vast van Sanne Verzonnen.": func(p *page) error {
			return showTimeline(p, &bericht.Tijdlijn{Momenten: tl.Momenten})
		},
		"\nIDENTITEIT VAN SANNE\n":             func(p *page) error { return showDifferences(p, difference) },
		"\nIDENTITEIT UIT EEN ANDER DOSSIER\n": func(p *page) error { return showDifferences(p, difference) },
	} {
		var out bytes.Buffer
		if err := show(pageFor(t, &out, false)); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, out.String())
		}
	}
	var out bytes.Buffer
	if err := showTimeline(pageFor(t, &out, false), tl); err != nil ||
		strings.Contains(out.String(), "vast van Susan Elders") {
		t.Errorf("the other dossier's name is used: %v", err)
	}
}
