package domain

import (
	"errors"
	"slices"
	"testing"
	"time"

	"dossierboek/domain/id"
)

func herstel(n int, nieuw Inhoud) HerstelOnderdeel {
	return HerstelOnderdeel{Onderdeel: stuk(n), Herstel: NieuwHerstel(nieuw)}
}

// ZOB-15a: one's own typing error is put right without ground or approval; both wordings stay, and it concerns whom it
// did.
func TestHerstel(t *testing.T) {
	p := basis(t)
	p.moet(t, herstel(2, ietsNieuws("y")))
	o := p.d.Onderdelen[stuk(2)]
	if len(o.Versies) != 2 || o.Versies[1].Soort != SoortOnderdeelHersteld ||
		!slices.Equal(o.Over, []id.Betrokkene{persoon(1), persoon(2)}) {
		t.Fatalf("%+v", o)
	}
	for _, v := range o.Versies {
		if !slices.Contains(p.houdersVan(v.Revisie), id.HouderVan(persoon(2))) {
			t.Errorf("revision %d does not go with a person whom it concerns", v.Revisie)
		}
	}
	if got := code(p.doet(herstel(2, &Melding{Tekst: schrijf("x")}))); got != CodeOngeldig {
		t.Errorf("a wording of another kind: %s", got)
	}
	if fouten := (HerstelOnderdeel{Herstel: NieuwHerstel(nil)}).Controleer(feitenOp(begin, "m-1")); len(fouten) != 1 ||
		fouten[0].Veld != "/nieuw" {
		t.Errorf("without a wording: %v", fouten)
	}
	p.moet(t, Sluit{ID: stuk(50), Besluit: besluit()})
	p.moet(t, herstel(2, ietsNieuws("z")))
}

// ZOB-15a: whatever is no longer one's own typing error goes by a correctie, and the refusal says so.
func TestHerstelAlleenEigenSchrijffout(t *testing.T) {
	later := func(d time.Duration) func(*proef) { return func(p *proef) { p.nu = p.nu.Add(d) } }
	weg := BesluitVernietiging{ID: verniet(1), Omvang: Omvang{Onderdeel: stuk(2)}, Grond: "onrechtmatig",
		Motivering: schrijf("x"), Keuzes: []Keuze{{Onderdeel: stuk(2), Uitkomst: UitkomstHerschrijven,
			Nieuw: ietsNieuws("z"), Over: []id.Betrokkene{persoon(3)}}}}
	hersteld := herstel(2, ietsNieuws("y"))
	nummer := herstel(9, &belNummer(9, 1, false).Contact)
	for naam, g := range map[string]struct {
		vooraf []Opdracht
		daarna func(*proef)
		wat    Opdracht
		als    string
		code   Code
		regel  string
	}{
		"another's":     {wat: hersteld, als: "m-2", code: CodeNietTeHerstellen, regel: "ZOB-15a"},
		"one day later": {daarna: later(23 * time.Hour), wat: hersteld},
		"more than one day later": {daarna: later(25 * time.Hour), wat: hersteld, code: CodeNietTeHerstellen,
			regel: "ZOB-15a"},
		"a herstel begins no new day": {vooraf: []Opdracht{hersteld}, daarna: later(25 * time.Hour), wat: hersteld,
			code: CodeNietTeHerstellen},
		"disclosed": {vooraf: []Opdracht{verstrek(9, 2)}, wat: hersteld, code: CodeNietTeHerstellen,
			regel: "ZOB-6.2g"},
		"disclosed before a correctie": {vooraf: []Opdracht{verstrek(9, 2), corrigeer(2, WijzeVerbeteren, ietsNieuws("z"))},
			wat: hersteld},
		"shown to an informant": {vooraf: []Opdracht{accordeer(9, 2, AccorderingGevraagd)}, wat: hersteld,
			code: CodeNietTeHerstellen},
		"disputed": {vooraf: []Opdracht{verklaar(9, 1, 2)}, wat: hersteld, code: CodeNietTeHerstellen},
		"shielded": {vooraf: []Opdracht{corrigeer(2, WijzeAfschermen, nil)}, wat: hersteld,
			code: CodeAfgeschermd, regel: "ZOB-15b"},
		"removed": {vooraf: []Opdracht{corrigeer(2, WijzeVerwijderen, nil)}, wat: hersteld, code: CodeStand,
			regel: "ZOB-15b"},
		"rewritten for an erasure": {vooraf: []Opdracht{weg, keur}, wat: hersteld, code: CodeNietTeHerstellen},
		"destroyed": {vooraf: []Opdracht{allesVan(2), keur}, wat: hersteld, code: CodeVernietigd,
			regel: "ZOB-17.1"},
		"a verklaring": {vooraf: []Opdracht{verklaar(9, 1, 2)}, wat: herstel(9, &Verklaring{schrijf("y")}),
			code: CodeStand, regel: "ZOB-16"},
		"contact data": {vooraf: []Opdracht{belNummer(9, 1, false)}, wat: nummer},
		"geheim": {vooraf: []Opdracht{belNummer(9, 1, true)}, wat: nummer, code: CodeNietTeHerstellen,
			regel: "ZOB-8"},
		"geheim once": {vooraf: []Opdracht{belNummer(9, 1, true), hefOp(9)}, wat: nummer,
			code: CodeNietTeHerstellen, regel: "ZOB-8"},
		"that becomes geheim": {vooraf: []Opdracht{belNummer(9, 1, false)},
			wat: herstel(9, &belNummer(9, 1, true).Contact), code: CodeNietTeHerstellen, regel: "ZOB-8"},
		"a diagnose of one's own": {wat: herstel(2,
			&Gegeven{Soort: SoortGegevenDiagnose, Aard: "feit", Bron: Bron{Soort: "eigen-waarneming"}, Tekst: schrijf("x")}),
			code: CodeDiagnoseZonder},
		"unknown": {wat: herstel(77, ietsNieuws("y")), code: CodeOnbekend},
		"taken over": {daarna: func(p *proef) { p.d.Onderdelen[stuk(2)].Overgenomen = &Overgenomen{Dossier: dossier} },
			wat: hersteld, code: CodeNietTeHerstellen, regel: "ZOB-6.1"},
	} {
		t.Run(naam, func(t *testing.T) {
			p := basis(t)
			for _, o := range g.vooraf {
				wie := "m-1"
				if _, ok := o.(KeurVernietigingGoed); ok {
					wie = "po-2"
				}
				if err := p.doe(o, wie); err != nil {
					t.Fatal(err)
				}
			}
			if g.daarna != nil {
				g.daarna(p)
			}
			if g.als == "" {
				g.als = "m-1"
			}
			err := p.doe(g.wat, g.als)
			if code(err) != g.code {
				t.Fatal(err)
			}
			var w *Weigering
			if errors.As(err, &w) && g.regel != "" && !slices.Contains(w.Regels, g.regel) {
				t.Errorf("rests on %v", w.Regels)
			}
		})
	}
}

func allesVan(n int) BesluitVernietiging {
	return BesluitVernietiging{ID: verniet(1), Omvang: Omvang{Onderdeel: stuk(n)}, Grond: "onrechtmatig",
		Motivering: schrijf("x"), Keuzes: []Keuze{{Onderdeel: stuk(n), Uitkomst: UitkomstVernietigen}}}
}

// ZOB-15a: who marks the text of another did not write it, and marking begins no new day.
func TestHerstelVanPassage(t *testing.T) {
	p := metVerslag(t)
	nieuw := func() Inhoud { return new(passage(schrijf("Zonder fout."))) }
	p.moet(t, herstel(11, nieuw()))
	if p.d.Onderdelen[stuk(11)].heeftOpen(PuntMarkeren) {
		t.Error("it says what it is, and is still to be marked")
	}
	markeer := func(n, deel int) MarkeerPassage {
		return MarkeerPassage{Passage: stuk(n), Revisie: p.d.Onderdelen[stuk(n)].Laatste().Revisie,
			Passages: []NieuwePassage{{ID: stuk(deel), Passage: passage(schrijf("Deel."))}}}
	}
	p.moet(t, markeer(11, 30))
	p.moet(t, herstel(30, nieuw()))
	if err := p.doe(markeer(14, 31), "m-2"); err != nil {
		t.Fatal(err)
	}
	for _, wie := range []string{"m-1", "m-2"} {
		if got := code(p.doe(herstel(31, nieuw()), wie)); got != CodeNietTeHerstellen {
			t.Errorf("%s changes what two wrote together: %q", wie, got)
		}
	}
	p.nu = begin.Add(20 * time.Hour)
	p.moet(t, markeer(30, 32))
	p.nu = begin.Add(25 * time.Hour)
	if got := code(p.doet(herstel(32, nieuw()))); got != CodeNietTeHerstellen {
		t.Errorf("a day and an hour after it was written: %q", got)
	}
	p.moet(t, corrigeer(10, WijzeAfschermen, nil))
	if got := code(p.doet(herstel(32, nieuw()))); got != CodeAfgeschermd {
		t.Errorf("in a shielded verslag: %q", got)
	}
}

// ZOB-22: a bijlage keeps its file, and an opname still asks consent.
func TestHerstelVanBijlage(t *testing.T) {
	p := basis(t)
	b := Bijlage{Naam: schrijf("Breif"), Soort: "brief", Bron: Bron{Soort: "eigen-waarneming"}}
	p.moet(t, voegToe(20, b, "application/pdf", persoon(1)))
	b.Naam = schrijf("Brief")
	p.moet(t, herstel(20, &b))
	if p.bijlagen[stuk(20)].Bestand.Sleutel.IsZero() {
		t.Error("the file lost its key")
	}
	film := b
	film.Soort, film.Opname = BijlageVideo, &Opname{Wijze: OpnameHeimelijk}
	if err := p.doet(herstel(20, &film)); err == nil {
		t.Error("a letter became a covert film")
	}
}

// ZOB-15a, VTF-toegang-2: what the secretariaat recorded for somebody is both's to put right; to say to work for who
// recorded it opens nothing, and who writes the next wording takes it over.
func TestHerstelNamens(t *testing.T) {
	p := basis(t)
	p.namens = "m-77"
	p.moet(t, leg(9, 1))
	p.namens = ""
	hersteld := herstel(9, ietsNieuws("y"))
	p.namens = "m-77"
	if got := code(p.doe(hersteld, "m-2")); got != CodeNietTeHerstellen {
		t.Errorf("namens m-77: %s", got)
	}
	p.namens = ""
	if err := p.doe(hersteld, "m-77"); err != nil {
		t.Fatal(err)
	}
	if got := code(p.doet(hersteld)); got != CodeNietTeHerstellen {
		t.Errorf("who recorded what somebody put right since: %s", got)
	}
	if got := code(p.doe(hersteld, "m-78")); got != CodeNietTeHerstellen {
		t.Errorf("a colleague: %s", got)
	}
}
