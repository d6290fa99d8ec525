package ledger

import (
	"strings"
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/waarde"
)

// An open part is not sealed. Altered so that it no longer says geheim, it opens nothing: the content says so too, and
// verify names it.
func TestGeheimOokZonderOpenDeel(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	schuil := nieuwO()
	o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.moeder,
		NieuwContact: domain.NieuwContact{ID: schuil, Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true,
			Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
	z, err := o.lees(t.Context(), g.dossier)
	goed(t, err)
	k := z.nu.Onderdelen[schuil]
	revisie := k.Laatste().Revisie
	k.Versies[0].Geheim = false
	sleutels := o.sleutels(t.Context())
	for wie, want := range map[string]bool{"medewerker": false, "teamleider": true} {
		actor := medewerker
		if want {
			actor = teamleider
		}
		m := o.maskerVoor(t.Context(), o.Beslis(actor, domain.HandelingRaadplegen, g.dossier, "onderzoek"), z, sleutels)
		p, err := m.open(z, sleutels, schuil, revisie)
		goed(t, err)
		if _, ok := p.Value(); ok != want {
			t.Errorf("%s reads it: %v", wie, ok)
		}
		if gat := p.Gat(); gat != nil && gat.Reden != domain.GatGeheim {
			t.Errorf("the gap says %s", gat.Reden)
		}
	}
	e := z.events[revisie]
	e.Feit = &domain.ContactVastgelegd{Onderdeel: schuil, Betrokkene: g.moeder}
	v := &Verificatie{}
	goed(t, o.verifieerDelen(t.Context(), v, z, e, sleutels))
	if len(v.Bevindingen) != 1 || !strings.Contains(v.Bevindingen[0].Wat, "geheim") {
		t.Errorf("verify finds %v", v.Bevindingen)
	}
}

// ZOB-17.1: an address in a text is sealed to whose it is, and goes with that person out of a text that is kept.
func TestGeheimInTekstVergaat(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	schuil, tekst := nieuwO(), nieuwO()
	o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.moeder,
		NieuwContact: domain.NieuwContact{ID: schuil, Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true,
			Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
	l := domain.LegGegevenVast{ID: tekst, Rubriek: "zorgen", Gegeven: domain.Gegeven{Soort: "bevinding", Aard: "feit",
		Bron: domain.Bron{Soort: "eigen-waarneming"}, Tekst: schrijft(t, "Gezien bij Kerkweg 99.")}}
	o.doet(medewerker, g.dossier, l)
	if got := o.ziet(teamleider, g.dossier, Momenten{}).leest(tekst); got != "Gezien bij Kerkweg 99." {
		t.Errorf("it reads %q", got)
	}
	if got := o.ziet(medewerker, g.dossier, Momenten{}).leest(tekst); got != "Gezien bij [geheim]." {
		t.Errorf("to a medewerker it reads %q", got)
	}
	weg := nieuwV()
	var keuzes []domain.Keuze
	for _, k := range o.ziet(teamleider, g.dossier, Momenten{}).Dossier.Van(g.moeder) {
		if k.ID == tekst {
			t.Error("that the text concerns her says whose address it is")
		}
		keuzes = append(keuzes, domain.Keuze{Onderdeel: k.ID, Uitkomst: domain.UitkomstVernietigen})
	}
	o.doet(officer, g.dossier, domain.BesluitVernietiging{ID: weg, Omvang: domain.Omvang{Betrokkene: g.moeder},
		Grond: "verzoek-wmo-5.3.5", Motivering: schrijft(t, "Op verzoek."), Keuzes: keuzes})
	o.doet(teamleider, g.dossier, domain.KeurVernietigingGoed{ID: weg})
	if got := o.ziet(teamleider, g.dossier, Momenten{}).leest(tekst); got != "Gezien bij [vernietigd]." {
		t.Errorf("after her erasure it reads %q", got)
	}
}

// Another's contactgegeven that says the same as one that is geheim is not found by it either, by who would not see
// it.
func TestGeheimOokNietGevondenBijEenAnder(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	adres := func(huisnummer string, geheim bool) domain.NieuwContact {
		return domain.NieuwContact{ID: nieuwO(), Contact: domain.Contact{Soort: domain.ContactAdres, Geheim: geheim,
			Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: huisnummer, Plaats: "Elders"}}}
	}
	kind, vrij := adres("99", false), adres("1", false)
	o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.kind, NieuwContact: kind})
	o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.kind, NieuwContact: vrij})
	for _, stap := range []struct{ geheim, gevonden bool }{{false, true}, {true, false}} {
		if stap.geheim {
			o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.moeder, NieuwContact: adres("99", true)})
		}
		if mag, err := o.nietGeheim(t.Context(), g.dossier, kind.ID); err != nil || mag != stap.gevonden {
			t.Errorf("geheim %v: it is found: %v, %v", stap.geheim, mag, err)
		}
		if mag, err := o.nietGeheim(t.Context(), g.dossier, vrij.ID); err != nil || !mag {
			t.Errorf("geheim %v: another address is not found: %v", stap.geheim, err)
		}
	}
}
