package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// A text that was written before its address was geheim goes to another dossier, and the contactgegeven does not: what hid the
// address there hides it here.
func TestGeheimGaatNietOpenInEenAnderDossier(t *testing.T) {
	o := stelOp(t)
	hier, daar := o.opentGezin(), o.opentGezin()
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{hier.kind},
		Gegeven: gegeven(schrijft(t, "Gezien bij Kerkweg 99."))}
	o.doet(medewerker, hier.dossier, l)
	o.doet(medewerker, hier.dossier, domain.LegContactVast{Betrokkene: hier.moeder, NieuwContact: domain.NieuwContact{ID: nieuwO(), Contact: domain.Contact{
		Soort: domain.ContactAdres, Geheim: true, Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
	o.ziet(medewerker, hier.dossier, Momenten{}).wil(t, l.ID, "Gezien bij [geheim].")
	_, err := o.overbrengt(hier.dossier, daar.dossier, domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: l.ID}},
		Personen: []domain.Persoonspaar{{Hier: hier.kind, Daar: daar.kind}}})
	goed(t, err)
	o.ziet(medewerker, daar.dossier, Momenten{}).wil(t, l.ID, "Gezien bij [geheim].")
	o.ziet(teamleider, daar.dossier, Momenten{}).wil(t, l.ID, "Gezien bij Kerkweg 99.")
	_, err = o.probeer(teamleider, daar.dossier, domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{l.ID}, Verstrekking: domain.Verstrekking{
		Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd", Doel: schrijft(t, "Verzoek tot onderzoek.")}})
	weigertMet(t, err, domain.CodeGeheimOnbevestigd)
}

// The contactgegeven goes and the text stays: the text keeps hiding the address, and in neither dossier is it disclosed unasked.
func TestGeheimGaatWegEnDeTekstBlijft(t *testing.T) {
	o := stelOp(t)
	hier, daar := o.opentGezin(), o.opentGezin()
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{hier.kind},
		Gegeven: gegeven(schrijft(t, "Gezien bij Kerkweg 99."))}
	o.doet(medewerker, hier.dossier, l)
	schuil := nieuwO()
	o.doet(medewerker, hier.dossier, domain.LegContactVast{Betrokkene: hier.moeder, NieuwContact: domain.NieuwContact{ID: schuil, Contact: domain.Contact{
		Soort: domain.ContactAdres, Geheim: true, Adres: &waarde.Adres{Straat: "Kerkweg", Huisnummer: "99", Plaats: "Elders"}}}})
	daarna := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{daar.kind},
		Gegeven: gegeven(schrijft(t, "Woont nu op Kerkweg 99."))}
	o.doet(medewerker, daar.dossier, daarna)
	_, err := o.overbrengt(hier.dossier, daar.dossier, domain.BrengOver{Onderdelen: []domain.Overgang{{Onderdeel: schuil}},
		Personen: []domain.Persoonspaar{{Hier: hier.moeder, Daar: daar.moeder}}})
	goed(t, err)
	o.ziet(medewerker, hier.dossier, Momenten{}).wil(t, l.ID, "Gezien bij [geheim].")
	o.ziet(medewerker, daar.dossier, Momenten{}).wil(t, daarna.ID, "Woont nu op [geheim].")
	for d, welk := range map[id.Dossier]id.Onderdeel{hier.dossier: l.ID, daar.dossier: daarna.ID} {
		_, err = o.probeer(teamleider, d, domain.Verstrek{ID: nieuwO(), Onderdelen: []id.Onderdeel{welk}, Verstrekking: domain.Verstrekking{
			Ontvanger: "Raad voor de Kinderbescherming", Grond: "wettelijke-taak", Toestemming: "niet-gevraagd", Doel: schrijft(t, "Verzoek tot onderzoek.")}})
		weigertMet(t, err, domain.CodeGeheimOnbevestigd)
	}
}
