package domain

import (
	"slices"
	"testing"
	"time"

	"dossierboek/domain/id"
)

func nieuweMelding(n int, op time.Time) OntvangMelding {
	return OntvangMelding{NieuweMelding{ID: stuk(n), OntvangenOp: op, Over: []id.Betrokkene{persoon(1)},
		Melding: Melding{Hoedanigheid: "buren", Tekst: schrijf("Er is gebeld.")}}}
}

func fase(n, melding int, f Fase) WijzigFase {
	w := WijzigFase{ID: stuk(n), Fase: f, Besluit: besluit()}
	if melding >= 0 {
		w.Melding = stuk(melding)
	}
	return w
}

func kwalificeer(n, melding int, k Kwalificatie) KwalificeerMelding {
	return KwalificeerMelding{ID: stuk(n), Melding: stuk(melding), Kwalificatie: k, Besluit: besluit()}
}

// punten are what is open at onderdeel n, with the last day.
// punten are the terms of a melding; that of its telling has a test of its own.
func (p *proef) punten(n int) []string {
	var uit []string
	for _, x := range p.d.Onderdelen[stuk(n)].OpenPunten() {
		if x.Soort == PuntTelling {
			continue
		}
		uit = append(uit, string(x.Soort)+" "+x.Uiterlijk.String())
	}
	return uit
}

func gelijk(t *testing.T, wat string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, not %q", wat, got, want)
	}
}

// Uitvoeringsbesluit Wmo 4.1.7(1): a besluit within five working days after receipt; an onderzoek takes ten weeks.
// Each term is an openstaand punt of the melding that ends with what it was for.
func TestTermijnenVanEenMelding(t *testing.T) {
	p := openProef(t, 1)
	p.moet(t, nieuweMelding(2, time.Date(2026, 2, 27, 23, 30, 0, 0, time.UTC))) // Saturday, in the Netherlands
	gelijk(t, "received", p.punten(2), "besluit-op-melding 2026-03-06")
	p.moet(t, fase(3, 2, FaseOnderzoek))
	gelijk(t, "onderzoek", p.punten(2), "onderzoek 2026-05-11")
	gelijk(t, "the other melding", p.punten(1), "besluit-op-melding 2026-03-09", "melding-onvolledig 2026-03-09")
	p.moet(t, gehoord(30))
	p.moet(t, fase(4, 2, "monitoring"))
	gelijk(t, "monitoring", p.punten(2))

	p.moet(t, fase(5, -1, FaseOnderzoek)) // of the work as a whole
	gelijk(t, "as a whole", p.punten(1), "melding-onvolledig 2026-03-09", "onderzoek 2026-05-11")
	p.moet(t, gehoord(31))
	p.moet(t, Sluit{ID: stuk(6), Besluit: besluit()})
	gelijk(t, "closed", p.punten(1), "melding-onvolledig 2026-03-09")
	gelijk(t, "closed", p.punten(2))
}

// A melding may come in incomplete; it is completed by a correctie.
func TestMeldingOnvolledig(t *testing.T) {
	p := openProef(t, 1)
	m := nieuweMelding(2, begin)
	m.Melding = Melding{Kanaal: "telefoon"}
	p.moet(t, m)
	gelijk(t, "received", p.punten(2), "besluit-op-melding 2026-03-09", "melding-onvolledig 2026-03-09")
	p.moet(t, corrigeer(2, WijzeAanvullen, &Melding{Tekst: schrijf("Er is gebeld.")}))
	if !p.d.Onderdelen[stuk(2)].heeftOpen(PuntMeldingOnvolledig) {
		t.Error("complete without who reported")
	}
	p.moet(t, corrigeer(2, WijzeAanvullen,
		&Melding{Tekst: schrijf("Er is gebeld."), Melder: persoon(1), Hoedanigheid: "moeder"}))
	gelijk(t, "completed", p.punten(2), "besluit-op-melding 2026-03-09")
}

// DRE-bron-3, JB-dossier-3: melder and informant are said per melding, whatever somebody is in the family.
func TestMelderIsPerMelding(t *testing.T) {
	p := openProef(t, 3)
	m := nieuweMelding(2, begin)
	m.Melding.Melder, m.Melding.Informanten = persoon(2), []Informant{{Wie: persoon(3), Hoedanigheid: "huisarts"}}
	p.moet(t, m)
	if over := p.d.Onderdelen[stuk(2)].Over; len(over) != 3 {
		t.Errorf("it concerns %d persons", len(over))
	}
	m = nieuweMelding(3, begin)
	m.Melding.Informanten = []Informant{{Wie: persoon(2)}, {Wie: persoon(2)}, {}}
	m.Melding.Kanaal = "postduif"
	var got []string
	for _, f := range m.Controleer(feitenOp(begin, "m-1")) {
		got = append(got, f.Veld+" "+string(f.Code))
	}
	gelijk(t, "faults", got, "/kanaal onbekende-code", "/informanten/1/wie dubbel", "/informanten/2/wie verplicht")
}

// The phase of the dossier is that of the work as a whole.
func TestFasePerMelding(t *testing.T) {
	p := openProef(t, 1) // melding 1
	p.moet(t, nieuweMelding(2, begin))
	for i, s := range []struct {
		melding int
		naar    Fase
		van     [3]Fase // of melding 1, melding 2, the dossier, afterwards
	}{
		{1, "onderzoek", [3]Fase{"onderzoek", FaseEerste, "onderzoek"}},
		{2, "monitoring", [3]Fase{"onderzoek", "monitoring", "monitoring"}},
		{2, FaseLaatste, [3]Fase{"onderzoek", FaseLaatste, "onderzoek"}},
		{1, FaseLaatste, [3]Fase{FaseLaatste, FaseLaatste, FaseLaatste}},
		{2, "monitoring", [3]Fase{FaseLaatste, "monitoring", "monitoring"}},
		{-1, "onderzoek", [3]Fase{FaseLaatste, "onderzoek", "onderzoek"}},
		{-1, FaseLaatste, [3]Fase{FaseLaatste, FaseLaatste, FaseLaatste}},
	} {
		p.moet(t, gehoord(30+i)) // in case it ends an onderzoek
		p.moet(t, fase(10+i, s.melding, s.naar))
		if got := [3]Fase{p.d.Onderdelen[stuk(1)].Fase, p.d.Onderdelen[stuk(2)].Fase, p.d.Fase}; got != s.van {
			t.Errorf("step %d: %v, not %v", i, got, s.van)
		}
	}
	if p.d.Onderdelen[stuk(10)].Melding != stuk(1) {
		t.Error("a besluit does not say of which melding it is")
	}
}

// law.md, glossary: a hermelding comes when involvement has ended (huiselijkgeweld.nl 2022), a vervolgmelding while it
// runs (CBS 85361NED). ZOB-1m: on an advies no phase follows.
func TestKwalificatieTegenHetDossier(t *testing.T) {
	einde, sluit := fase(7, 1, FaseLaatste), Sluit{ID: stuk(7), Besluit: besluit()}
	heropen := Heropen{ID: stuk(8), Besluit: besluit()}
	for _, g := range []struct {
		naam   string
		vooraf []Opdracht
		wat    Opdracht
		code   Code
	}{
		{"a hermelding while involvement runs", []Opdracht{nieuweMelding(2, begin)},
			kwalificeer(3, 2, KwalificatieHermelding), CodeStand},
		{"a vervolgmelding while it runs", []Opdracht{nieuweMelding(2, begin)},
			kwalificeer(3, 2, KwalificatieVervolgmelding), ""},
		{"a hermelding when it ended", []Opdracht{einde, nieuweMelding(2, begin)}, kwalificeer(3, 2, KwalificatieHermelding),
			""},
		{"a hermelding after a closing", []Opdracht{sluit, heropen, nieuweMelding(2, begin)},
			kwalificeer(3, 2, KwalificatieHermelding), ""},
		{"a vervolgmelding when it ended", []Opdracht{einde, nieuweMelding(2, begin)},
			kwalificeer(3, 2, KwalificatieVervolgmelding), CodeStand},
		{"a vervolgmelding on an advies", []Opdracht{kwalificeer(4, 1, KwalificatieAdvies), nieuweMelding(2, begin)},
			kwalificeer(3, 2, KwalificatieVervolgmelding), CodeStand},
		{"a first melding that is a vervolgmelding", nil, kwalificeer(3, 1, KwalificatieVervolgmelding), CodeStand},
		{"a first melding that is a hermelding, of people known elsewhere", nil, kwalificeer(3, 1, KwalificatieHermelding),
			""},
		{"a phase on an advies", []Opdracht{kwalificeer(4, 1, KwalificatieAdvies)}, fase(3, 1, FaseOnderzoek), CodeStand},
		{"the same again", []Opdracht{kwalificeer(4, 1, KwalificatieMelding)}, kwalificeer(3, 1, KwalificatieMelding),
			CodeStand},
		{"no melding", nil, kwalificeer(3, 0, KwalificatieMelding), CodeStand},
		{"no onderdeel", nil, kwalificeer(3, 9, KwalificatieMelding), CodeOnbekend},
		{"no qualification", nil, kwalificeer(3, 1, "ramp"), CodeOngeldig},
		{"a phase of no melding", nil, fase(3, 0, FaseOnderzoek), CodeStand},
		{"the same phase", nil, fase(3, 1, FaseEerste), CodeStand},
		{"an overdracht to nobody", nil, fase(3, 1, FaseOverdracht), CodeOngeldig},
	} {
		p := openProef(t, 1)
		for _, o := range g.vooraf {
			p.moet(t, o)
		}
		if err := p.doet(g.wat); code(err) != g.code {
			t.Errorf("%s: %v", g.naam, err)
		}
	}
}

// On an advies, or a melding of another region, nothing follows here; qualified otherwise its term runs again.
func TestAdviesHeeftGeenTermijn(t *testing.T) {
	p := openProef(t, 1)
	p.moet(t, kwalificeer(2, 1, KwalificatieAdvies))
	gelijk(t, "advies", p.punten(1))
	if len(p.d.Lopend) > 0 {
		t.Error("involvement runs on an advies")
	}
	p.moet(t, kwalificeer(3, 1, KwalificatieMelding))
	gelijk(t, "melding", p.punten(1), "besluit-op-melding 2026-03-09")
	if !slices.Equal(p.d.Lopend, []id.Onderdeel{stuk(1)}) {
		t.Error("involvement does not run on a melding")
	}
}

// ZOB-6.2f: a besluit says what was chosen, why, who decided and what else was weighed; an overdracht also to whom.
func TestBesluitZegtWieEnWat(t *testing.T) {
	p := openProef(t, 2)
	f := fase(2, 1, FaseOverdracht)
	f.Besluit.Keuze, f.Besluit.Beslisser, f.Besluit.Aan = schrijf("Het wijkteam neemt het over."), "m-2001", "Wijkteam"
	f.Besluit.Alternatieven = []Tekst{schrijf("Zelf onderzoeken; ", vermeld{persoon(2), "Sanne", false},
		" wil dat niet.")}
	p.moet(t, f)
	if over := p.d.Onderdelen[stuk(2)].Over; !slices.Equal(over, []id.Betrokkene{persoon(2)}) {
		t.Errorf("it concerns %d persons", len(over))
	}
	g := fase(3, 1, FaseOnderzoek)
	g.Besluit.Beslisser, g.Besluit.Aan, g.Besluit.Alternatieven = "Jan de Vries", "Wijkteam", []Tekst{{}}
	var got []string
	for _, x := range g.Controleer(feitenOp(begin, "m-1")) {
		got = append(got, x.Veld+" "+string(x.Code))
	}
	gelijk(t, "faults", got, "/beslisser past-niet", "/alternatieven/0 verplicht", "/aan past-niet")
}
