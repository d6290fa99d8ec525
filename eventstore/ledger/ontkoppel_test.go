package ledger

import (
	"testing"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Who is taken off an onderdeel is so by each of the ids under which that human was recorded: a geheim address that
// stands in it goes too where it is marked as that of the other id, whom the onderdeel does not concern.
func TestOntkoppelNeemtAdresVanSamengevoegdeMee(t *testing.T) {
	o := stelOp(t)
	g := o.opentGezin()
	o.doet(medewerker, g.dossier, domain.LegContactVast{Betrokkene: g.moeder,
		NieuwContact: domain.NieuwContact{ID: nieuwO(),
			Contact: domain.Contact{Soort: domain.ContactAdres, Geheim: true, Adres: contactAdres(77)}}})
	l := domain.LegGegevenVast{ID: nieuwO(), Rubriek: "zorgen", Over: []id.Betrokkene{g.kind},
		Gegeven: gegeven(schrijft(t, "Gezien bij "+contactAdres(77).Straat+" 7."))}
	o.doet(medewerker, g.dossier, l)
	o.doet(medewerker, g.dossier, domain.VoegSamen{ID: nieuwO(), Blijft: g.kind, Vervalt: g.moeder,
		Besluit: domain.Besluit{Motivering: schrijft(t, "Het bleek dezelfde.")}})
	vader := nieuwB()
	o.doet(medewerker, g.dossier, domain.VoegBetrokkeneToe{NieuweBetrokkene: domain.NieuweBetrokkene{ID: vader,
		Identiteit: identiteit("Tom", "Verzonnen", "ouder")}})
	o.doet(medewerker, g.dossier, domain.Koppel{Onderdeel: l.ID, Betrokkene: vader})
	o.ziet(teamleider, g.dossier, Momenten{}).wil(t, l.ID, "Gezien bij "+contactAdres(77).Straat+" 7.")
	o.doet(medewerker, g.dossier, domain.Ontkoppel{Vernietiging: nieuwV(), Onderdeel: l.ID, Betrokkene: g.kind})
	o.ziet(teamleider, g.dossier, Momenten{}).wil(t, l.ID, "Gezien bij [vernietigd].")
	o.verifieerSchoon()
}
