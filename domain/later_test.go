package domain

import (
	"errors"
	"testing"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// What another organisation leaves out by now stays as it was given; what reads otherwise does not.
func TestLeestNogZo(t *testing.T) {
	for _, c := range []struct {
		nieuw, oud string
		want       bool
	}{
		{"Sanne belt.", "Sanne belt.", true},
		{"[…] belt.", "Sanne belt.", true},
		{"[…] belt […].", "Sanne belt Bram.", true},
		{"[…]", "Sanne belt.", true},
		{"Sanne belt.", "[…] belt.", false},
		{"[…] belde.", "Sanne belt.", false},
		{"[…] Bram […] Sanne", "Sanne en Bram", false},
		{"a[…]a", "a", false},
	} {
		g := func(s string) *Gegeven { return &Gegeven{Soort: "mededeling", Tekst: schrijf(s)} }
		if leestNogZo(g(c.nieuw), g(c.oud)) != c.want {
			t.Errorf("%q after %q: %v", c.nieuw, c.oud, !c.want)
		}
	}
	feit, mening := &Gegeven{Aard: AardFeit, Tekst: schrijf("x")}, &Gegeven{Aard: "mening", Tekst: schrijf("x")}
	wie := &Gegeven{Aard: AardFeit, Tekst: schrijf(vermeld{persoon(1), "x", false})}
	if leestNogZo(feit, mening) || leestNogZo(wie, feit) || !leestNogZo(feit, wie) || leestNogZo(feit, nil) {
		t.Error("another aard, or somebody who is mentioned, is nothing")
	}
}

// Who was erased here does not come back, and of the others with whom the dossier began it is still told how they read (ZOB-17.1).
func TestLaterNaVernietiging(t *testing.T) {
	p := openProef(t, 2)
	weg := verniet(1)
	keuzes := []Keuze{{Onderdeel: IdentiteitVan(persoon(2)), Uitkomst: UitkomstVernietigen},
		{Onderdeel: stuk(1), Uitkomst: UitkomstBehouden, Behoud: Behoud{Belang: persoon(1), Waarom: schrijf("Veiligheid.")}}}
	p.moet(t, BesluitVernietiging{ID: weg, Omvang: Omvang{Betrokkene: persoon(2)}, Grond: "bezwaar", Motivering: schrijf("x"), Keuzes: keuzes})
	if err := p.keurGoed(weg); err != nil {
		t.Fatal(err)
	}
	een, twee := nieuwePersoon(1), nieuwePersoon(2)
	stond := een.Identiteit
	een.Identiteit.Naam = waarde.Naam{Achternaam: "Anders"}
	f := feitenOp(p.nu.Add(time.Hour), "m-1").Toen(Herkomst{Soort: HerkomstOverdracht, Op: p.nu.Add(time.Hour), Wie: "daar"})
	f.Stond = func(id.Onderdeel) Wording { return Wording{Nu: &stond, Elders: &stond, Op: p.nu} }
	uit, err := LeesLater{OpenDossier{Betrokkenen: []NieuweBetrokkene{een, twee}}}.Beslis(p.d, f)
	if err != nil || len(uit) != 1 {
		t.Fatalf("%d events: %v", len(uit), err)
	}
	if c, ok := uit[0].Feit.(*CorrectieToegepast); !ok || c.Onderdeel != IdentiteitVan(persoon(1)) {
		t.Errorf("it came to %s", uit[0].Feit.Soort())
	}
}

// A verslag that was supplemented there is supplemented here; a passage that reads otherwise is a correctie whatever its aard; where
// its text was parted otherwise that is refused, and only then (ZOB-15a).
func TestLaterVerslag(t *testing.T) {
	ps := func(teksten ...string) []NieuwePassage {
		var uit []NieuwePassage
		for i, s := range teksten {
			uit = append(uit, NieuwePassage{ID: stuk(11 + i), Markering: -1, Passage: Passage{
				Aard: "mening", Bron: Bron{Soort: "eigen-waarneming"}, Tekst: schrijf(s)}})
		}
		return uit
	}
	verslag := func(p []NieuwePassage) LegVerslagVast {
		return LegVerslagVast{ID: stuk(10), Rubriek: "onderzoek", Verslag: gesprek, Passages: p}
	}
	for naam, c := range map[string]struct {
		nieuw []string
		want  []Soort
		code  Code
	}{
		"the same":          {[]string{"een.", "twee."}, nil, ""},
		"less":              {[]string{"[…]", "twee."}, nil, ""},
		"one gone":          {[]string{"een."}, nil, ""},
		"supplemented":      {[]string{"een.", "twee.", "drie."}, []Soort{SoortVerslagAangevuld, SoortPassageVastgelegd}, ""},
		"corrected":         {[]string{"een.", "anders."}, []Soort{SoortCorrectieToegepast}, ""},
		"put in between":    {[]string{"een.", "half.", "twee."}, nil, CodeStand},
		"one gone, one new": {[]string{"twee.", "drie."}, nil, CodeStand},
	} {
		p := openProef(t, 1)
		stond := ps("een.", "twee.")
		p.moet(t, verslag(stond))
		f := feitenOp(p.nu.Add(time.Hour), "m-1").Toen(Herkomst{Soort: HerkomstOverdracht, Op: p.nu.Add(time.Hour), Wie: "daar"})
		f.Stond = func(o id.Onderdeel) Wording {
			if o == stuk(10) {
				return Wording{Nu: &gesprek, Elders: &gesprek, Op: p.nu}
			}
			for i := range stond {
				if stond[i].ID == o {
					return Wording{Nu: &stond[i].Passage, Elders: &stond[i].Passage, Op: p.nu}
				}
			}
			return Wording{}
		}
		ontwerpen, err := LeesLater{verslag(ps(c.nieuw...))}.Beslis(p.d, f)
		var w *Weigering
		if errors.As(err, &w) != (c.code != "") || w != nil && w.Code != c.code {
			t.Errorf("%s: %v", naam, err)
		}
		var got []Soort
		for _, o := range ontwerpen {
			got = append(got, o.Feit.Soort())
		}
		if len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] {
			t.Errorf("%s: %v, want %v", naam, got, c.want)
		}
	}
}
