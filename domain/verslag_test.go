package domain

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
)

func passage(t Tekst) Passage {
	return Passage{Aard: AardFeit, Bron: Bron{Soort: "eigen-waarneming"}, Tekst: t}
}

var gesprek = Verslag{Soort: "gesprek", Titel: schrijf("Gesprek op school"),
	Aanwezigen: []Aanwezige{{Functie: "mentor"}}}

// onbeoordeeld is what unmarked text of person 2 is.
var onbeoordeeld = Passage{Aard: AardOnbeoordeeld, Bron: Bron{Soort: "informant", Wie: persoon(2)}}

// tellend gives ids from n on.
func tellend(n int) func() id.Onderdeel {
	return func() id.Onderdeel { n++; return stuk(n - 1) }
}

func knip(t testing.TB, heel tekst.Tekst, ms ...PassageMarkering) []NieuwePassage {
	t.Helper()
	ps, fouten := KnipVerslag(heel, ms, onbeoordeeld, tellend(11))
	if len(fouten) > 0 {
		t.Fatal(fouten.Err())
	}
	return ps
}

func geschreven(t testing.TB, ps []NieuwePassage) (uit []string) {
	t.Helper()
	for i := range ps {
		l, err := ps[i].Passage.Tekst.AlsGeschreven()
		if err != nil {
			t.Fatal(err)
		}
		uit = append(uit, l.Plat())
	}
	return uit
}

// metVerslag has persons 1 to 3, and verslag 10 about person 1 with passages 11 (unmarked), 12 (traceable to person
// 2), 13 (about person 3) and 14 (unmarked).
func metVerslag(t testing.TB) *proef {
	t.Helper()
	p := openProef(t, 3)
	heel := schrijfHeel("Het gaat goed. ", "De juf zag het zelf. ", vermeld{persoon(3), "Piet", false}, " was er ook. ",
		"Verder niets.")
	ps := knip(t, heel,
		PassageMarkering{Begin: 15, Einde: 35, Aard: AardFeit, HerleidbaarTot: []id.Betrokkene{persoon(2)}},
		PassageMarkering{Begin: 36, Einde: 52, Aard: "mening", Over: []id.Betrokkene{persoon(3)}})
	p.moet(t, LegVerslagVast{ID: stuk(10), Rubriek: "onderzoek", Over: []id.Betrokkene{persoon(1)}, Verslag: gesprek,
		Passages: ps})
	return p
}

// ZOB-6.5b3, FAQ-bron-1: whatever is marked, the passages put behind each other are the text as written, spaces
// included; what is marked has its own status, and all else is the speaker's statement.
func TestPassagesZijnDeHeleTekst(t *testing.T) {
	stukje := rapid.StringOfN(rapid.SampledFrom([]rune("ab é👍🏽\n\te\u0301{}")), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		var delen []any
		for range rapid.IntRange(0, 6).Draw(t, "delen") {
			delen = append(delen, "x"+stukje.Draw(t, "tekst"))
			if rapid.Bool().Draw(t, "vermelding") {
				delen = append(delen, "z", vermeld{persoon(rapid.IntRange(1, 3).Draw(t, "wie")), "Roos",
					rapid.Bool().Draw(t, "niet")}, "z")
			}
		}
		heel := schrijfHeel(delen...)
		n := len([]rune(heel.Plat()))
		var ms []PassageMarkering
		for range rapid.IntRange(0, 4).Draw(t, "markeringen") {
			a, b := rapid.IntRange(-1, n+1).Draw(t, "begin"), rapid.IntRange(0, n+1).Draw(t, "einde")
			ms = append(ms, PassageMarkering{Begin: a, Einde: b, Aard: "feit"})
		}
		ps, fouten := KnipVerslag(heel, ms, onbeoordeeld, tellend(1))
		if len(fouten) > 0 {
			return
		}
		var los, tekens strings.Builder
		var wie []id.Betrokkene
		for i := range ps {
			l, err := ps[i].Passage.Tekst.AlsGeschreven()
			if err != nil {
				t.Fatal(err)
			}
			los.WriteString(l.Plat())
			if ps[i].Markering >= 0 {
				tekens.WriteString(strings.TrimSpace(l.Plat()))
			}
			for _, m := range l.Markeringen() {
				wie = append(wie, m.Wie)
			}
		}
		if los.String() != heel.Plat() {
			t.Fatal("the passages are not the text as written")
		}
		var was []id.Betrokkene
		for _, m := range heel.Markeringen() {
			was = append(was, m.Wie)
		}
		if !slices.Equal(was, wie) {
			t.Error("the mentions of the passages are not those of the text")
		}
		slices.SortFunc(ms, func(a, b PassageMarkering) int { return a.Begin - b.Begin })
		var gemarkeerd strings.Builder
		for _, m := range ms {
			gemarkeerd.WriteString(strings.TrimSpace(string([]rune(heel.Plat())[m.Begin:m.Einde])))
		}
		if gemarkeerd.String() != tekens.String() {
			t.Error("what is marked is not what was asked")
		}
	})
}

func TestPassagesVanEenTekst(t *testing.T) {
	heel := schrijfHeel(" Zij zegt ja.  Ik denk nee. ")
	ps := knip(t, heel, PassageMarkering{Begin: 1, Einde: 13, Aard: AardFeit},
		PassageMarkering{Begin: 15, Einde: 27, Aard: "mening"})
	if got := geschreven(t, ps); !slices.Equal(got, []string{" Zij zegt ja.  ", "Ik denk nee. "}) {
		t.Errorf("%q", got)
	}
	ps = knip(t, heel, PassageMarkering{Begin: 15, Einde: 27, Aard: "mening", Bron: &Bron{Soort: "eigen-waarneming"}})
	if ps[0].Passage.Aard != AardOnbeoordeeld || ps[0].Passage.Bron != onbeoordeeld.Bron ||
		ps[1].Passage.Aard != "mening" || ps[1].Passage.Bron.Soort != "eigen-waarneming" {
		t.Error("unmarked text is the speaker's statement (ZOB-6.5d), marked text what was said of it (ZOB-6.5b2)")
	}
	if ps := knip(t, heel); len(ps) != 1 {
		t.Errorf("%d passages of unmarked text", len(ps))
	}
}

// ADR /core/error-handling/all-errors: each fault at its own place, all at once.
func TestMarkeringenDieNietKunnen(t *testing.T) {
	heel := schrijfHeel("Gisteren kwam ", vermeld{persoon(1), "Roos de Wit", false}, " langs met Jose\u0301.")
	_, fouten := KnipVerslag(heel, []PassageMarkering{
		{Begin: 0, Einde: 10, Aard: "feit"}, {Begin: 8, Einde: 12, Aard: "feit"}, {Begin: 9, Einde: 9, Aard: "feit"},
		{Begin: 0, Einde: 99, Aard: "feit"}, {Begin: 13, Einde: 14, Aard: "roddel"},
	}, onbeoordeeld, tellend(1))
	velden(t, fouten, "/passages/1", "/passages/2", "/passages/3", "/passages/4", "/passages/4/aard")
	_, fouten = KnipVerslag(heel, []PassageMarkering{{Begin: 0, Einde: 18, Aard: "feit"},
		{Begin: 30, Einde: 40, Aard: "feit"}}, onbeoordeeld, tellend(1))
	velden(t, fouten, "/passages/1", "/tekst/vermeldingen/0")
}

func velden(t *testing.T, fouten interface{ Err() error }, moet ...string) {
	t.Helper()
	for _, v := range moet {
		if err := fouten.Err(); err == nil || !strings.Contains(err.Error(), v) {
			t.Errorf("no fault at %s: %v", v, err)
		}
	}
}

// ZOB-6.5c: a diagnose in a verslag asks a competent source as anywhere else; ZOB-6.5d: so does a statement of a third
// party.
func TestBronVanEenPassage(t *testing.T) {
	p := openProef(t, 2)
	heel := schrijfHeel("Hij heeft ADHD.")
	leg := func(m PassageMarkering) error {
		m.Einde, m.Aard = 15, AardFeit
		ps := knip(t, heel, m)
		return p.doet(LegVerslagVast{ID: stuk(10), Rubriek: "onderzoek", Verslag: gesprek, Passages: ps})
	}
	err := leg(PassageMarkering{Soort: SoortGegevenDiagnose})
	if code(err) != CodeOngeldig || !strings.Contains(alsJSON(t, err.(*Weigering).Fouten), string(CodeDiagnoseZonder)) {
		t.Errorf("ZOB-6.5c: %v", err)
	}
	if err := leg(PassageMarkering{Bron: &Bron{Soort: BronInstantie}}); code(err) != CodeOngeldig {
		t.Errorf("ZOB-6.5d, ZOB-6.5h: %v", err)
	}
	arts := &Bron{Soort: BronDeskundige, Instantie: "GGZ", Datum: datum("2026-02-01"), Beroep: "psychiater",
		Bevoegdheid: "BIG-register"}
	if err := leg(PassageMarkering{Soort: SoortGegevenDiagnose, Bron: arts}); err != nil {
		t.Error(err)
	}
}

// A passage that betrays the melder concerns the melder, so it is found when the melder is erased; nothing in the open
// part says that it is for this that it does (ZOB-6.2b, Wmo 2015 art. 5.3.1 lid 4).
func TestHerleidbaarIsAlleenOver(t *testing.T) {
	p := metVerslag(t)
	for i, over := range [][]id.Betrokkene{{persoon(1), persoon(2)}, {persoon(1), persoon(2)}, {persoon(2), persoon(3)},
		{persoon(1), persoon(2)}} {
		if got := p.d.Onderdelen[stuk(11+i)].Over; !slices.Equal(got, uniek(over)) {
			t.Errorf("passage %d concerns %d persons", i+1, len(got))
		}
	}
	van := p.d.Betreft(Omvang{Betrokkene: persoon(3)})
	if !slices.ContainsFunc(van, func(o *Onderdeel) bool { return o.ID == stuk(13) }) ||
		slices.ContainsFunc(van, func(o *Onderdeel) bool { return o.ID == stuk(12) }) {
		t.Error("ZOB-17.1: the preview of person 3 has not just the passage that mentions the person")
	}
	gelezen := (&Passage{Aard: AardOnbeoordeeld, Bron: Bron{Wie: persoon(2)}}).Herleidbaar()
	if !slices.Equal(gelezen, []id.Betrokkene{persoon(2)}) {
		t.Error("text that nobody judged is not held to give its speaker away")
	}
}

// ZOB-6.2g: a verslag goes out with its passages, but not those that are shielded, nor, unless named, those that
// betray somebody.
func TestVerstrekkingVanEenVerslag(t *testing.T) {
	p := metVerslag(t)
	p.moet(t, Corrigeer{Onderdeel: stuk(13), Wijze: WijzeAfschermen, Correctie: NieuweCorrectie("niet-ter-zake", nil)})
	verstrek := func(h Herleidbaarheid, welke ...int) ([]Stuk, error) {
		f := feitenOp(p.nu, "m-1")
		f.Herleidbaar = func(o id.Onderdeel) Herleidbaarheid {
			if o == stuk(12) {
				return h
			}
			return HerleidbaarNiet
		}
		v := Verstrek{ID: stuk(30), Verstrekking: Verstrekking{Ontvanger: "RvdK", Grond: "veiligheid",
			Toestemming: "niet-gevraagd", Doel: schrijf("x")}}
		for _, n := range welke {
			v.Onderdelen = append(v.Onderdelen, stuk(n))
		}
		uit, err := v.Beslis(p.d, f)
		if err != nil {
			return nil, err
		}
		return uit[0].Feit.(*VerstrekkingGedaan).Stukken, nil
	}
	is := func(stukken []Stuk, err error, welke ...int) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var got, moet []id.Onderdeel
		for _, s := range stukken {
			got = append(got, s.Onderdeel)
		}
		for _, n := range welke {
			moet = append(moet, stuk(n))
		}
		if !slices.Equal(got, moet) {
			t.Errorf("%d stukken where %d were due", len(got), len(moet))
		}
	}
	s, err := verstrek(HerleidbaarNiet, 10)
	is(s, err, 10, 11, 12, 14)
	s, err = verstrek(HerleidbaarWel, 10)
	is(s, err, 10, 11, 14)
	s, err = verstrek(HerleidbaarWel, 10, 12)
	is(s, err, 10, 12, 11, 14)
	if _, err := verstrek(HerleidbaarDicht, 12); code(err) != CodeOngeldig {
		t.Errorf("a passage that the asker may not see was disclosed: %v", err)
	}
	p.moet(t, Corrigeer{Onderdeel: stuk(10), Wijze: WijzeAfschermen, Correctie: NieuweCorrectie("niet-ter-zake", nil)})
	if _, err := verstrek(HerleidbaarNiet, 11); code(err) != CodeOngeldig {
		t.Errorf("a passage of a shielded verslag was disclosed: %v", err)
	}
}

// Marking afterwards parts a passage; the one that was stays in history, concerns whom its parts do, and goes with
// them.
func TestPassageMarkerenAchteraf(t *testing.T) {
	p := metVerslag(t)
	welk := stuk(11)
	markeer := MarkeerPassage{Passage: welk, Revisie: p.d.Onderdelen[welk].Laatste().Revisie}
	for i, wie := range []int{1, 3} {
		deel := passage(schrijf("Deel."))
		markeer.Passages = append(markeer.Passages,
			NieuwePassage{ID: stuk(20 + i), Over: []id.Betrokkene{persoon(wie)}, Passage: deel})
	}
	p.moet(t, OpenPunt{Onderdeel: welk, Soort: PuntNakijken, Eigenaar: "m-2", Uiterlijk: datum("2026-03-09")})
	oud := markeer
	oud.Revisie--
	if err := p.doet(oud); code(err) != CodeRevisie {
		t.Errorf("another wording was parted: %v", err)
	}
	p.moet(t, markeer)
	o := p.d.Onderdelen[welk]
	if p.d.Onderdelen[stuk(14)].OpenPunten()[0].Soort != PuntMarkeren || len(o.OpenPunten()) > 0 {
		t.Error("unmarked text, and no other, is to be marked still")
	}
	if punten := p.d.Onderdelen[stuk(20)].OpenPunten(); len(punten) != 1 || punten[0].Soort != PuntNakijken {
		t.Error("what else was to be done about the passage is not to be done about its first part")
	}
	if o.Stand != StandVervangen || !slices.Contains(o.Over, persoon(3)) {
		t.Error("what was parted does not concern whom its parts do")
	}
	if got := p.d.Onderdelen[stuk(10)].Passages; !slices.Equal(got,
		[]id.Onderdeel{stuk(20), stuk(21), stuk(12), stuk(13), stuk(14)}) {
		t.Error("the parts are not in the place of what was parted")
	}
	if err := p.doet(markeer); code(err) != CodeStand {
		t.Errorf("what was parted was parted again: %v", err)
	}
	if van := p.d.Betreft(Omvang{Onderdeel: stuk(21)}); len(van) != 2 {
		t.Errorf("ZOB-17.1: destroying a part leaves what it was parted from: %d", len(van))
	}
	p.moet(t, VoegBetrokkeneToe{nieuwePersoon(4)})
	p.moet(t, Koppel{Onderdeel: stuk(20), Betrokkene: persoon(4)})
	if !p.d.Onderdelen[welk].heelVan(persoon(4)) {
		t.Error("who was added to a part was not added to what it was parted from")
	}
}

func TestVerslagAanvullen(t *testing.T) {
	p := metVerslag(t)
	erbij := []NieuwePassage{{ID: stuk(20), Passage: passage(schrijf("Later."))}}
	p.moet(t, VulVerslagAan{Verslag: stuk(10), Na: stuk(12), Passages: erbij})
	if got := p.d.Onderdelen[stuk(10)].Passages; !slices.Equal(got,
		[]id.Onderdeel{stuk(11), stuk(12), stuk(20), stuk(13), stuk(14)}) {
		t.Error("not behind the passage that was named")
	}
	if !slices.Equal(p.d.Onderdelen[stuk(20)].Over, []id.Betrokkene{persoon(1)}) {
		t.Error("a passage for which nobody is named does not concern whom the verslag does")
	}
	erbij[0].ID = stuk(21)
	if err := p.doet(VulVerslagAan{Verslag: stuk(10), Na: stuk(99), Passages: erbij}); code(err) != CodeOngeldig {
		t.Error(err)
	}
	if err := p.doet(VulVerslagAan{Verslag: stuk(11), Passages: erbij}); code(err) != CodeStand {
		t.Errorf("a passage was added to a passage: %v", err)
	}
	p.moet(t, Corrigeer{Onderdeel: stuk(10), Wijze: WijzeAfschermen, Correctie: NieuweCorrectie("niet-ter-zake", nil)})
	if err := p.doet(VulVerslagAan{Verslag: stuk(10), Passages: erbij}); code(err) != CodeAfgeschermd {
		t.Errorf("a shielded verslag was added to: %v", err)
	}
}

// ZOB-15b, ZOB-17.1: whatever is corrected, shielded, released, removed or destroyed of a verslag, the passages stay
// in their order, and those it was not of stay as they were.
func TestDeRestVanEenVerslagBlijft(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := metVerslag(t)
		passages := slices.Clone(p.d.Onderdelen[stuk(10)].Passages)
		n := 30
		for range rapid.IntRange(1, 8).Draw(r, "stappen") {
			voor := delenVan(t, p.d)
			welk := rapid.SampledFrom(passages).Draw(r, "passage")
			wijze := rapid.SampledFrom(append([]Wijze{"vernietigen"}, Wijzen...)).Draw(r, "wijze")
			k := Corrigeer{Onderdeel: welk, Wijze: wijze}
			switch wijze {
			case "vernietigen":
				n++
				b := BesluitVernietiging{ID: verniet(n), Omvang: Omvang{Onderdeel: welk}, Grond: "onrechtmatig",
					Motivering: schrijf("x"), Keuzes: []Keuze{{Onderdeel: welk, Uitkomst: UitkomstVernietigen}}}
				if p.doet(b) == nil {
					if err := p.keurGoed(b.ID); err != nil {
						r.Fatal(err)
					}
				}
			case WijzeVerbeteren, WijzeAanvullen:
				k.Correctie = NieuweCorrectie(GrondSchrijffout, new(passage(schrijf("Anders."))))
				_ = p.doet(k) // it may no longer stand
			default:
				k.Correctie = NieuweCorrectie("niet-ter-zake", nil)
				_ = p.doet(k)
			}
			if !slices.Equal(p.d.Onderdelen[stuk(10)].Passages, passages) {
				r.Fatal("the order changed")
			}
			na := delenVan(t, p.d)
			for _, o := range passages {
				if naam := "onderdeel " + o.String(); o != welk && voor[naam] != na[naam] {
					r.Fatal("another passage changed")
				}
			}
		}
	})
}

// ZOB-6.5g, ZOB-6.5i: a passage can say that it does not rest on current contact; one that is the view of a betrokkene
// is the betrokkene's own, and is what was waited for.
func TestPassageVisieEnNietActueel(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, fase(70, 1, FaseOnderzoek))
	p.moet(t, gehoord(72))
	p.moet(t, fase(71, 1, "monitoring"))
	van := func(b Bron) LegVerslagVast {
		heel := schrijfHeel("Ik vind dat het goed gaat.")
		return LegVerslagVast{ID: stuk(60), Rubriek: "onderzoek", Verslag: Verslag{Soort: "gesprek"},
			Passages: knip(t, heel, PassageMarkering{Begin: 0, Einde: 26, Soort: SoortGegevenVisie, Aard: "mening", Bron: &b,
				NietActueel: true})}
	}
	if got := code(p.doet(van(Bron{Soort: "eigen-waarneming"}))); got != CodeOngeldig {
		t.Errorf("a view of the employee's: %q", got)
	}
	visie := van(Bron{Soort: BronBetrokkene, Wie: persoon(1)})
	if !visie.Passages[0].Passage.NietActueel {
		t.Error("what was marked is lost")
	}
	p.moet(t, visie)
	gelijk(t, "given", p.punten(71), "bevinding 2026-03-16")
}
