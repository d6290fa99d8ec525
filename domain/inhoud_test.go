package domain

import (
	"encoding/json"
	"testing"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Names and addresses are kept in their one form, also by a correctie, and the caller's own stay as they are.
func TestVastgelegdInEenVorm(t *testing.T) {
	p := basis(t)
	naam := waarde.Naam{Voornamen: "  Sanne   Maria ", Achternaam: "Verzonnen"}
	adres := &waarde.Adres{Straat: " Dorpsstraat", Huisnummer: "1", Postcode: "1234ab", Plaats: "Verzonnen",
		Land: "Nederland"}
	ident, contact := Identiteit{Naam: naam, Hoedanigheid: "kind"}, Contact{Soort: ContactAdres, Adres: adres}
	f := feitenOp(p.nu, "m-1")
	for _, o := range []Opdracht{
		VoegBetrokkeneToe{NieuweBetrokkene{ID: persoon(4), Identiteit: ident,
			Contacten: []NieuwContact{{stuk(9), contact}}}},
		LegContactVast{NieuwContact{stuk(9), contact}, persoon(1)},
		Corrigeer{Onderdeel: IdentiteitVan(persoon(1)), Wijze: WijzeVerbeteren,
			Correctie: NieuweCorrectie("schrijffout", &ident)},
	} {
		if fouten := o.Controleer(f); len(fouten) > 0 {
			t.Fatal(fouten)
		}
		uit, err := o.Beslis(p.d, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range uit {
			i, _ := w.Inhoud.Value()
			switch i := Kern(i).(type) {
			case *Identiteit:
				if i.Naam != naam.Genormaliseerd() {
					t.Errorf("%T keeps another form of the name", o)
				}
			case *Contact:
				if *i.Adres != adres.Genormaliseerd() {
					t.Errorf("%T keeps another form of the address", o)
				}
			}
		}
	}
	if adres.Postcode != "1234ab" || ident.Naam != naam {
		t.Error("the caller's values were changed")
	}
}

// A correctie is sealed like what it corrects: how the organisation decided stays open to the dossier's own key,
// whoever its new wording mentions.
func TestCorrectieVanBesluitBlijftVanDossier(t *testing.T) {
	p := basis(t)
	p.moet(t, WijzigFase{ID: stuk(9), Fase: "onderzoek", Besluit: besluit()})
	k := corrigeer(9, WijzeVerbeteren, &Besluit{Motivering: schrijf(vermeld{persoon(1), "Sanne", false}, " werkt mee.")})
	p.moet(t, k)
	if v := p.d.Onderdelen[stuk(9)].Laatste(); !v.VanDossier || len(v.Over) != 1 {
		t.Fatal("the fold says otherwise")
	}
	p.moet(t, weg(p, 1, 1, behoud(9, 2)))
	if err := p.keurGoed(verniet(1)); err != nil {
		t.Fatal(err)
	}
	for _, x := range p.delen {
		if x.onderdeel == stuk(9) && x.inhoud && !p.opent(x) {
			t.Errorf("the besluit at %d is lost with a person it mentions", x.revisie)
		}
	}
}

// Every event of a dossier writes in the category of the onderdeel that it touches (ZOB-7.4).
func TestCategorieVan(t *testing.T) {
	d := basis(t).d
	for _, g := range []struct {
		feit Feit
		want Categorie
	}{
		{&GegevenVastgelegd{}, CategorieGegeven}, {&DossierGeopend{}, CategorieBesluit},
		{&RelatieVastgelegd{}, CategorieGezin}, {&CorrectieToegepast{Onderdeel: stuk(1)}, CategorieMelding},
		{&OnderdeelHerschreven{Onderdeel: stuk(1)}, CategorieMelding},
		{&BetrokkeneGekoppeld{Onderdeel: stuk(2)}, CategorieGegeven},
		{&BetrokkeneOntkoppeld{Onderdeel: stuk(2)}, CategorieGegeven}, {&VernietigingBesloten{}, CategorieVernietiging},
		{&VernietigingGoedgekeurd{}, ""}, {&VernietigingUitgevoerd{}, ""}, {&CorrectieToegepast{Onderdeel: stuk(77)}, ""},
	} {
		if c, ok := d.CategorieVan(g.feit); c != g.want || ok != (g.want != "") {
			t.Errorf("%s: %q, want %q", g.feit.Soort(), c, g.want)
		}
	}
	for _, o := range d.Alle() {
		if o.Categorie() == "" {
			t.Errorf("%s is in no category, so nobody sees it", o.Inhoud)
		}
	}
}

// An erasure of one of two leaves the other's way in, and takes nobody else's.
func TestDoelenVanEenPersoon(t *testing.T) {
	p := basis(t)
	p.moet(t, weg(p, 1, 1, behoud(2, 2),
		Keuze{Onderdeel: stuk(1), Uitkomst: UitkomstHerschrijven, Nieuw: &Melding{Tekst: schrijf("Er is gebeld.")},
			Over: []id.Betrokkene{persoon(2)}}))
	if err := p.keurGoed(verniet(1)); err != nil {
		t.Fatal(err)
	}
	doelen := map[Doel]bool{}
	for _, d := range p.d.Vernietigingen[verniet(1)].Doelen {
		doelen[d] = true
	}
	melding := p.d.Onderdelen[stuk(1)].Versies[0].Revisie
	want := []Doel{{Houder: id.HouderVan(persoon(1)), Geheel: true},
		{Houder: id.HouderVan(persoon(2)), Van: melding, Tot: melding},
		{Houder: id.HouderVan(persoon(3)), Van: melding, Tot: melding}}
	for _, d := range want {
		if !doelen[d] {
			t.Errorf("%+v is not destroyed", d)
		}
	}
	if len(doelen) != len(want) {
		t.Errorf("%d things are destroyed, want %d", len(doelen), len(want))
	}
}

// Codeer writes its wrapping by hand; it must stay what encoding/json makes of it.
func TestCodeerIsWatJSONGeeft(t *testing.T) {
	for _, s := range InhoudSoorten() {
		i := inhouden[s].leeg()
		switch i.(type) {
		case *Herschrijving:
			i = &Herschrijving{Nieuw: wikkel{&Verklaring{}}}
		case *Herstel:
			i = &Herstel{Nieuw: wikkel{&Verklaring{}}}
		}
		got, err := Codeer(nil, i)
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		ruw, err := json.Marshal(i)
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		want, err := json.Marshal(omhuld{Soort: s, Schema: inhouden[s].schema, Inhoud: ruw})
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		if string(got) != string(want) {
			t.Errorf("%s: Codeer gives other bytes than encoding/json", s)
		}
	}
}
