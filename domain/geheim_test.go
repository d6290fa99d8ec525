package domain

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// belNummer records a telephone number of person wie as onderdeel n.
func belNummer(n, wie int, geheim bool) *LegContactVast {
	nummer, err := waarde.ParseTelefoon("06-12345678")
	if err != nil {
		panic(err)
	}
	return &LegContactVast{Betrokkene: persoon(wie), NieuwContact: NieuwContact{ID: stuk(n),
		Contact: Contact{Soort: ContactTelefoon, Telefoon: nummer, Geheim: geheim,
			Veilig: &VeiligContact{Bellen: "alleen zij", GeenVoicemail: true}}}}
}

func hefOp(n int) Corrigeer {
	k := corrigeer(n, WijzeGeheimOpheffen, nil)
	k.Correctie.Motivering = schrijf("Zij is verhuisd.")
	return k
}

// ZOB-8: what is geheim is lifted by an act of its own, for the newest wording alone, and comes back with the next.
func TestGeheimPerBewoording(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, belNummer(9, 1, false)) // revision 4
	o := p.d.Onderdelen[stuk(9)]
	eerste := o.Laatste().Revisie
	geheim := func(wil ...bool) {
		t.Helper()
		var zijn []bool
		for _, r := range o.Revisies() {
			zijn = append(zijn, o.GeheimIn(r))
		}
		if !slices.Equal(zijn, wil) {
			t.Errorf("geheim per revision: %v, want %v", zijn, wil)
		}
	}
	geheim(false)
	p.moet(t, corrigeer(9, WijzeVerbeteren, &belNummer(9, 1, true).Contact))
	geheim(true, true) // the first may say the same address
	p.moet(t, hefOp(9))
	geheim(true, false, true) // the first was not lifted; why it was is not told
	if !o.Ontheven(eerste+1) || o.Ontheven(eerste) || o.Geheim() || !o.HeeftGeheim() {
		t.Error("which wording was lifted")
	}
	p.moet(t, corrigeer(9, WijzeVerbeteren, &belNummer(9, 1, false).Contact))
	geheim(true, false, true, false)
	p.moet(t, corrigeer(9, WijzeGeheimMaken, nil))
	geheim(true, true, true, true, true)
	if o.Stand != StandGeldig {
		t.Errorf("it is %q", o.Stand)
	}
	p.moet(t, corrigeer(9, WijzeAfschermen, nil))
	geheim(true, true, true, true, true, true)
	if !o.GeheimIn(999) {
		t.Error("what is not known of a geheim contactgegeven is shown")
	}
}

// Who may not see what is geheim may record it and may not change it (ZOB-7.4, ZOB-10).
func TestCategorieVanGeheim(t *testing.T) {
	p := openProef(t, 1)
	p.moet(t, belNummer(9, 1, true))
	k := &CorrectieToegepast{Onderdeel: stuk(9)}
	for f, want := range map[Feit]Categorie{&ContactVastgelegd{Geheim: true}: CategorieGeheim,
		&ContactVastgelegd{}: CategorieContact, k: CategorieGeheim} {
		if c, ok := p.d.CategorieVan(f); !ok || c != want {
			t.Errorf("%T: %s, want %s", f, c, want)
		}
	}
	p.moet(t, hefOp(9))
	if c, _ := p.d.CategorieVan(k); c != CategorieContact {
		t.Errorf("lifted: %s", c)
	}
}

// However it went: a wording that was geheim once is masked unless a correctie lifted that very wording later and
// nothing made the contactgegeven geheim since.
func TestGeheimBlijftGeheim(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := &willekeur{t: t, proef: nieuweProef()}
		w.moet(w.opening())
		w.moet(belNummer(9, 1, rapid.Bool().Draw(t, "geheim")))
		o := w.d.Onderdelen[stuk(9)]
		ooit, ontheven := map[uint64]bool{}, map[uint64]bool{}
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) {
				for _, v := range o.Versies {
					if v.Geheim {
						ooit[v.Revisie] = true
					}
				}
				for r := range ooit {
					if !o.GeheimIn(r) && !ontheven[r] {
						t.Fatal("a wording that was geheim shows and nobody lifted it")
					}
				}
				for _, v := range o.Overig {
					if ooit[o.Versies[0].Revisie] && o.Geheim() && !o.GeheimIn(v.Revisie) {
						t.Fatal("why a geheim contactgegeven was corrected shows")
					}
				}
			},
			"corrigeer": func(t *rapid.T) {
				k := Corrigeer{Onderdeel: o.ID, Wijze: rapid.SampledFrom(Wijzen).Draw(t, "wijze")}
				var nieuw Inhoud
				if k.Wijze == WijzeVerbeteren || k.Wijze == WijzeAanvullen {
					nieuw = w.inhoud(InhoudContact)
				}
				k.Correctie = NieuweCorrectie("schrijffout", nieuw)
				k.Correctie.Motivering = schrijf("Zo is het.")
				laatste, was := o.Laatste().Revisie, o.Geheim()
				if k.Wijze == WijzeVerwijderen || w.doet(k) != nil {
					return
				}
				if k.Wijze == WijzeGeheimOpheffen {
					ontheven[laatste] = true
				}
				if o.Geheim() && !was {
					clear(ontheven)
				}
			},
		})
	})
}

// ZOB-8, ZOB-6.2g: what is geheim goes to another only when somebody who may see it confirms that very onderdeel.
func TestVerstrekGeheim(t *testing.T) {
	p := openProef(t, 1)
	p.moet(t, belNummer(9, 1, true))
	p.moet(t, leg(8, 1))
	p.moet(t, leg(7, 1))
	f := feitenOp(p.nu, "t-1")
	f.ZietGeheim, f.BevatGeheim = true, func(o id.Onderdeel) bool { return o == stuk(8) }
	for _, g := range []struct {
		naam      string
		wat       []int
		bevestigd []int
		wil       Code
		velden    []string
	}{
		{"nothing geheim", []int{7}, nil, "", nil},
		{"nothing confirmed", []int{7, 8, 9}, nil, CodeGeheimOnbevestigd, []string{"/onderdelen/1", "/onderdelen/2"}},
		{"half confirmed", []int{7, 8, 9}, []int{9}, CodeGeheimOnbevestigd, []string{"/onderdelen/1"}},
		{"another confirmed", []int{8}, []int{9}, CodeGeheimOnbevestigd, []string{"/onderdelen/0", "/bevestigdGeheim/0"}},
		{"what is not geheim confirmed", []int{7}, []int{7}, CodeGeheimOnbevestigd, []string{"/bevestigdGeheim/0"}},
		{"twice confirmed", []int{8}, []int{8, 8}, CodeGeheimOnbevestigd, []string{"/bevestigdGeheim/1"}},
		{"confirmed", []int{7, 8, 9}, []int{9, 8}, "", nil},
	} {
		v := verstrek(20, g.wat...)
		for _, n := range g.bevestigd {
			v.BevestigdGeheim = append(v.BevestigdGeheim, stuk(n))
		}
		uit, err := v.Beslis(p.d, f)
		if code(err) != g.wil {
			t.Errorf("%s: %q, want %q", g.naam, code(err), g.wil)
			continue
		}
		if w, ok := err.(*Weigering); ok {
			var velden []string
			for _, x := range w.Fouten {
				velden = append(velden, x.Veld)
			}
			if !slices.Equal(velden, g.velden) {
				t.Errorf("%s: faults at %v, want %v", g.naam, velden, g.velden)
			}
			continue
		}
		if got := uit[0].Feit.(*VerstrekkingGedaan).BevestigdGeheim; !slices.Equal(got, v.BevestigdGeheim) {
			t.Errorf("%s: recorded as confirmed: %v", g.naam, got)
		}
	}
}

// ZOB-8: any onderdeel can be geheim; what takes its place is so too, and a passage is not parted while it is.
func TestGeheimGegeven(t *testing.T) {
	p := openProef(t, 2)
	p.moet(t, leg(2, 1))
	p.moet(t, corrigeer(2, WijzeGeheimMaken, nil))
	o := p.d.Onderdelen[stuk(2)]
	if c, _ := p.d.CategorieVan(&CorrectieToegepast{Onderdeel: stuk(2)}); c != CategorieGeheim || !o.Geheim() {
		t.Errorf("category %s", c)
	}
	p.moet(t, corrigeer(2, WijzeVerbeteren, ietsNieuws("anders")))
	for _, r := range o.Revisies() {
		if !o.GeheimIn(r) {
			t.Errorf("revision %d shows", r)
		}
	}
	if len(p.d.Geheimen) > 0 {
		t.Error("a gegeven is no contactgegeven that hides others")
	}
	p.moet(t, hefOp(2))
	if o.Geheim() || !o.GeheimIn(o.Versies[0].Revisie) {
		t.Error("lifting is for the newest wording alone")
	}

	v := metVerslag(t)
	v.moet(t, corrigeer(11, WijzeGeheimMaken, nil))
	deel := MarkeerPassage{Passage: stuk(11), Revisie: v.d.Onderdelen[stuk(11)].Laatste().Revisie,
		Passages: []NieuwePassage{{ID: stuk(20), Over: []id.Betrokkene{persoon(1)}, Passage: passage(schrijf("Deel."))}}}
	if err := v.doet(deel); code(err) != CodeStand {
		t.Errorf("a geheime passage was parted: %v", err)
	}
	if err := v.doet(corrigeer(10, WijzeGeheimMaken, nil)); code(err) != CodeStand {
		t.Errorf("a verslag was made geheim: %v", err)
	}
}
