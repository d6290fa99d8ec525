package ledger

import (
	"slices"
	"testing"

	"dossierboek/domain"
)

// Tokens of one file say nothing in another, and a forgotten file's key is never made again.
func TestIndexPerBestand(t *testing.T) {
	o, x, _, _ := zoekbaar(t)
	ander := &index{pad: o.pad("ander")}
	_, err := o.MaakIndex(t.Context(), "proef-2")
	goed(t, err)
	for r, err := range o.Store.ReadAll(t.Context(), "") {
		goed(t, err)
		regels, err := o.Index(t.Context(), "proef-2", r)
		goed(t, err)
		ander.regels = append(ander.regels, regels...)
	}
	if len(ander.regels) != len(x.regels) {
		t.Fatalf("%d rows and %d", len(x.regels), len(ander.regels))
	}
	for _, a := range x.regels {
		for _, b := range ander.regels {
			if a.Token == b.Token {
				t.Fatal("two files share a token")
			}
		}
	}
	velden := map[Zoekveld]bool{}
	for _, r := range x.regels {
		velden[r.Veld] = true
	}
	for _, v := range Zoekvelden {
		if !velden[v] {
			t.Errorf("nothing is indexed by %s", v)
		}
	}
	goed(t, o.VergeetIndex(t.Context(), "proef-2"))
	for r, err := range o.Store.ReadAll(t.Context(), "") {
		goed(t, err)
		if regels, err := o.Index(t.Context(), "proef-2", r); len(regels) > 0 ||
			r.Kind == string(domain.SoortBetrokkeneToegevoegd) && err == nil {
			t.Fatal("a forgotten index has tokens again")
		}
	}
}

// What is destroyed has no tokens, before and after the vault is opened again; what is kept for another has.
func TestIndexNaVernietiging(t *testing.T) {
	o, x, g, _ := zoekbaar(t)
	v := nieuwV()
	b := domain.BesluitVernietiging{ID: v, Omvang: domain.Omvang{Betrokkene: g.kind}, Grond: "bezwaar",
		Motivering: schrijft(t, "Bezwaar.")}
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	for _, k := range z.nu.Betreft(b.Omvang) {
		keuze := domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen}
		if k.Inhoud == domain.InhoudVerstrekking {
			keuze.Uitkomst, keuze.Behoud = domain.UitkomstBehouden,
				domain.Behoud{Belang: g.moeder, Waarom: schrijft(t, "Verantwoording.")}
		}
		b.Keuzes = append(b.Keuzes, keuze)
	}
	o.doet(officer, g.dossier, b)
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: v})
	for range 2 {
		nieuw := &index{pad: o.pad("nieuw")}
		nieuw.vul(t, o)
		velden := map[Zoekveld]bool{}
		for _, r := range nieuw.regels {
			velden[r.Veld] = true
			if r.Betrokkene == g.kind {
				t.Error("the erased person has a token")
			}
		}
		if !velden[VeldOntvanger] {
			t.Error("the kept verstrekking cannot be found any more")
		}
		for _, r := range x.regels { // what the hook left of the old rows is what a rebuild makes
			if r.Token != (Token{}) && !slices.Contains(nieuw.regels, r) {
				t.Errorf("a rebuild lacks a token of %s", r.Veld)
			}
		}
		goed(t, o.herstart())
	}
}
