package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// A text that was written before its address was geheim goes to another dossier, and the contactgegeven does not: what
// hid the address there hides it here.
func TestGeheimGaatNietOpenInEenAnderDossier(t *testing.T) {
	o := stelOp(t)
	hier, daar := o.opentGezin(), o.opentGezin()
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{hier.kind},
		Gegeven: gegeven(schrijft(t, "Gezien bij Kerkweg 99."))}
	o.doet(medewerker, hier.dossier, l)
	o.doet(medewerker, hier.dossier, domain.LegContactVast{Betrokkene: hier.moeder,
		NieuwContact: domain.NieuwContact{ID: nieuwO(), Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true,
			Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
	o.ziet(medewerker, hier.dossier, Momenten{}).wil(t, l.ID, "Gezien bij [geheim].")
	_, err := o.overbrengt(hier.dossier, daar.dossier, domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: l.ID}},
		Personen: []domain.Persoonspaar{{Hier: hier.kind, Daar: daar.kind}}})
	goed(t, err)
	o.ziet(medewerker, daar.dossier, Momenten{}).wil(t, l.ID, "Gezien bij [geheim].")
	o.ziet(teamleider, daar.dossier, Momenten{}).wil(t, l.ID, "Gezien bij Kerkweg 99.")
	_, err = o.probeer(teamleider, daar.dossier,
		domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{l.ID}, Verstrekking: domain.Verstrekking{
			Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd",
			Doel: schrijft(t, "Verzoek tot onderzoek.")}})
	weigertMet(t, err, domain.CodeGeheimOnbevestigd)
}

// The contactgegeven goes and the text stays: the text keeps hiding the address, and in neither dossier is it
// disclosed unasked.
func TestGeheimGaatWegEnDeTekstBlijft(t *testing.T) {
	o := stelOp(t)
	hier, daar := o.opentGezin(), o.opentGezin()
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{hier.kind},
		Gegeven: gegeven(schrijft(t, "Gezien bij Kerkweg 99."))}
	o.doet(medewerker, hier.dossier, l)
	schuil := nieuwO()
	o.doet(medewerker, hier.dossier, domain.LegContactVast{Betrokkene: hier.moeder,
		NieuwContact: domain.NieuwContact{ID: schuil, Contact: domain.Contact{
			Soort: domain.ContactAdres, Geheim: true,
			Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
	daarna := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{daar.kind},
		Gegeven: gegeven(schrijft(t, "Woont nu op Kerkweg 99."))}
	o.doet(medewerker, daar.dossier, daarna)
	_, err := o.overbrengt(hier.dossier, daar.dossier,
		domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: schuil}},
			Personen: []domain.Persoonspaar{{Hier: hier.moeder, Daar: daar.moeder}}})
	goed(t, err)
	o.ziet(medewerker, hier.dossier, Momenten{}).wil(t, l.ID, "Gezien bij [geheim].")
	o.ziet(medewerker, daar.dossier, Momenten{}).wil(t, daarna.ID, "Woont nu op [geheim].")
	for d, welk := range map[id.Dossier]id.Onderdeel{hier.dossier: l.ID, daar.dossier: daarna.ID} {
		_, err = o.probeer(teamleider, d, domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{welk},
			Verstrekking: domain.Verstrekking{
				Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd",
				Doel: schrijft(t, "Verzoek tot onderzoek.")}})
		weigertMet(t, err, domain.CodeGeheimOnbevestigd)
	}
}

// ZOB-8: what was made geheim arrives so, in each of its wordings; so does another's contactgegeven that was hidden
// only because it says the same. Lifting the one lifts no other.
func TestGeheimKomtGeheimAan(t *testing.T) {
	o := stelOp(t)
	hier, daar := o.opentGezin(), o.opentGezin()
	adres := func(wie id.Betrokkene, straat string, geheim bool) id.Onderdeel {
		welk := nieuwO()
		o.doet(medewerker, hier.dossier, domain.LegContactVast{Betrokkene: wie, NieuwContact: domain.NieuwContact{ID: welk,
			Contact: domain.Contact{Soort: domain.ContactAdres, Geheim: geheim,
				Adres: &waarde.Adres{Straat: straat, Plaats: "Elders"}}}})
		return welk
	}
	kind, open := adres(hier.kind, "Kerkweg", false), adres(hier.kind, "Molenlaan", false)
	schuil := adres(hier.moeder, "Kerkweg", true)
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{hier.kind},
		Gegeven: gegeven(schrijft(t, "Bij de molen."))}
	o.doet(medewerker, hier.dossier, l)
	corrigeer := func(d id.Dossier, welk id.Onderdeel, w domain.Wijze) {
		k := domain.NieuweCorrectie("niet-ter-zake", nil)
		k.Motivering = schrijft(t, "Zo is het.")
		o.doet(teamleider, d, domain.Corrigeer{Onderdeel: welk, Wijze: w, Correctie: k})
	}
	corrigeer(hier.dossier, l.ID, domain.WijzeGeheimMaken)
	var gaan []domain.Overgang
	for _, welk := range []id.Onderdeel{kind, open, l.ID} {
		gaan = append(gaan, domain.Overgang{Onderdeel: welk, Blijft: true})
	}
	_, err := o.overbrengt(hier.dossier, daar.dossier,
		domain.BrengOver{Onderdelen: gaan, Personen: []domain.Persoonspaar{{Hier: hier.kind, Daar: daar.kind}}})
	goed(t, err)
	wil := func(stap string, d gezin, dicht map[id.Onderdeel]bool) {
		t.Helper()
		for welk, is := range dicht {
			_, ziet := o.ziet(medewerker, d.dossier, Momenten{}).van(welk).Inhoud.Value()
			if ziet == is {
				t.Errorf("%s: a medewerker reads it: %v", stap, ziet)
			}
			if _, ziet := o.ziet(teamleider, d.dossier, Momenten{}).van(welk).Inhoud.Value(); !ziet {
				t.Errorf("%s: a teamleider does not", stap)
			}
		}
	}
	wil("brought over", daar, map[id.Onderdeel]bool{kind: true, open: false, l.ID: true})
	corrigeer(hier.dossier, schuil, domain.WijzeGeheimOpheffen)
	wil("lifted there", daar, map[id.Onderdeel]bool{kind: true, open: false, l.ID: true})
	wil("lifted here", hier, map[id.Onderdeel]bool{kind: false, open: false, l.ID: true})
	corrigeer(daar.dossier, kind, domain.WijzeGeheimOpheffen)
	wil("lifted there too", daar, map[id.Onderdeel]bool{kind: false, open: false, l.ID: true})
}
