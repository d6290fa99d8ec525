package domain

import (
	"encoding/json"
	"testing"

	"dossierboek/domain/id"
)

// What is taken over changes only what it brings: of the dossier as a whole, who has it and what is held stay as they
// were. The fold puts those back from a copy that shares their slices, so a slice that was changed in its place came
// back changed: a dossier that was handed over there was taken from whoever has this one (ZOB-6.1).
func TestOvernemenLaatHetDossierZoalsHetWas(t *testing.T) {
	noord, zuid := behandelaar("m-1"), Toegewezene{Team: "team-zuid", Rol: "behandelaar"}
	for naam, feit := range map[string]Feit{
		"handed over":  &ToewijzingOvergedragen{Onderdeel: stuk(9), VanWie: noord, Wie: behandelaar("m-9")},
		"held":         &BeperkingIngesteld{Onderdeel: stuk(9)},
		"free again":   &BeperkingOpgeheven{Onderdeel: stuk(9), Beperking: stuk(60)},
		"closed":       &DossierGesloten{Onderdeel: stuk(9)},
		"opened again": &DossierHeropend{Onderdeel: stuk(9)},
		"a phase":      &FaseGewijzigd{Onderdeel: stuk(9), Fase: FaseLaatste},
		"moving on":    &OverbrengingBesloten{Onderdeel: stuk(9)},
	} {
		p := openProef(t, 1)
		p.moet(t, WijsToe{noord})
		p.moet(t, WijsToe{zuid})
		p.moet(t, beperk(60))
		geheel := func() string {
			b, err := json.Marshal(p.d)
			if err != nil {
				t.Fatal(err)
			}
			return string(b)
		}
		revisie := p.d.Revisie
		voor := geheel()
		open, err := json.Marshal(feit)
		if err != nil {
			t.Fatal(err)
		}
		p.d.PasToe(Vastlegging{Revisie: revisie + 1, Schema: 1, Meta: Meta{VastgelegdOp: p.d.GewijzigdOp},
			Feit: &OnderdeelOvergenomen{
				Onderdeel: stuk(9), Uit: Plek{Dossier: id.Van[id.Dossier](nummer("dossier", 2))}, Was: stuk(9), Op: begin,
				Door: "m-8", Feit: Ingebed{Soort: feit.Soort(), Schema: 1, Open: open}}})
		p.d.Revisie = revisie
		if na := geheel(); na != voor {
			t.Errorf("%s there:\n%s\nbecame\n%s", naam, voor, na)
		}
	}
}

// Two folds that go on from one state do not change each other.
func TestVerderVanEenStand(t *testing.T) {
	p := openProef(t, 1)
	team := func(n int) Toegewezene {
		return Toegewezene{Team: Team("team-" + string(rune('a'+n))), Rol: "behandelaar"}
	}
	for n := range 3 { // so that there is room behind the last one
		p.moet(t, beperk(60+n))
		p.moet(t, WijsToe{team(n)})
	}
	verder := func(feit Feit) *Dossier {
		d := *p.d
		feit.pasToe(&d, Vastlegging{Feit: feit, Revisie: p.d.Revisie + 1})
		return &d
	}
	een := verder(&BeperkingIngesteld{Onderdeel: stuk(70)})
	if verder(&BeperkingIngesteld{Onderdeel: stuk(71)}); een.Beperkt[3] != stuk(70) {
		t.Error("another fold changed what holds this one")
	}
	een = verder(&ToewijzingBegonnen{Wie: team(3)})
	if verder(&ToewijzingBegonnen{Wie: team(4)}); een.Toewijzingen[3].Toegewezene != team(3) {
		t.Error("another fold changed who has this one")
	}
	if verder(&ToewijzingBeeindigd{VanWie: team(0)}); p.d.Toewijzingen[0].Toegewezene != team(0) {
		t.Error("another fold took this one from who has it")
	}
}
