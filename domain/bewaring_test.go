package domain

import (
	"testing"

	"dossierboek/domain/id"
)

// DRE-bewaar-2, ZOB-9.1b: each kind says whether the term runs anew from it.
func TestElkeSoortZegtOfZijTeltVoorBewaring(t *testing.T) {
	for _, s := range Soorten() {
		if _, ok := bewaring[s]; !ok {
			t.Errorf("%s does not say whether it counts for retention: add it to bewaring", s)
		}
	}
	if len(bewaring) != len(Soorten()) {
		t.Error("bewaring names a kind that there is not")
	}
}

// DRE-bewaar-2: the term starts when an employee last changed something; what was first recorded elsewhere counts from
// then (ZOB-9.1d).
func TestBewaarVanaf(t *testing.T) {
	d := NieuwDossier(dossier)
	pas := func(dag int, f Feit, h *Herkomst) {
		v := Vastlegging{Revisie: d.Revisie + 1, Schema: 1, Feit: f,
			Meta: Meta{VastgelegdOp: begin.AddDate(0, 0, dag), Herkomst: h}}
		if !d.Bestaat {
			v.Revisie = 0
		}
		d.PasToe(v)
	}
	houdt := func(dag int) {
		t.Helper()
		if want := begin.AddDate(0, 0, dag); !d.BewaarVanaf.Equal(want) {
			t.Errorf("kept from %s, want %s", d.BewaarVanaf, want)
		}
	}
	pas(0, &DossierGeopend{Onderdeel: stuk(1)}, &Herkomst{Soort: HerkomstOuderDossier, Op: begin.AddDate(-3, 0, 0)})
	if want := begin.AddDate(-3, 0, 0); !d.BewaarVanaf.Equal(want) || !d.GewijzigdOp.Equal(begin) {
		t.Errorf("kept from %s and changed at %s", d.BewaarVanaf, d.GewijzigdOp)
	}
	pas(1, &GegevenVastgelegd{Onderdeel: stuk(2), Rubriek: "zorgen"}, nil)
	houdt(1)
	pas(2, &VernietigingBesloten{Vernietiging: verniet(1)}, nil)
	houdt(1)
	pas(3, &GegevenVastgelegd{Onderdeel: stuk(3), Rubriek: "zorgen"},
		&Herkomst{Soort: HerkomstOverdracht, Op: begin.AddDate(-1, 0, 0)})
	houdt(1)
	// What comes from another dossier counts from when it was recorded there.
	overgenomen := func(jaar int) *OnderdeelOvergenomen {
		b := persoon(9)
		return &OnderdeelOvergenomen{Onderdeel: IdentiteitVan(b), Op: begin.AddDate(jaar, 0, 0), Over: []id.Betrokkene{b},
			Feit: Ingebed{
				Soort: SoortBetrokkeneToegevoegd, Schema: 1, Open: []byte(`{"betrokkene":"` + b.String() + `"}`)}}
	}
	pas(3, overgenomen(-1), nil)
	houdt(1)
	pas(3, overgenomen(1), nil)
	if want := begin.AddDate(1, 0, 0); !d.BewaarVanaf.Equal(want) {
		t.Errorf("kept from %s, want %s", d.BewaarVanaf, want)
	}
	if !d.GewijzigdOp.Equal(begin.AddDate(0, 0, 3)) {
		t.Error("the last recording is not the last")
	}
}
