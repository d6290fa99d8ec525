package api

import (
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

func informatie() []*route {
	return []*route{
		schrijfroute(route{
			pad: "/dossiers/{dossier}/informatieverzoeken", id: "vraagInformatie", groep: groepVerstrekken,
			handeling: domain.HandelingVerstrekken, parameters: []*parameter{parDossier}, bijvoorbeeld: []string{"instantie"},
			titel: "Vraag informatie bij een ander",
			uitleg: "Legt vast wat aan wie is gevraagd, waarom en op welke grond. Vragen is ook verstrekken: het staat in de " +
				"lijst van verstrekkingen en volgt de regels daarvan. Tot het antwoord er is, staat er een openstaand punt.",
		}, func(v *vraag, l *lezer, b *bericht.NieuwInformatieverzoek) domain.Opdracht {
			return domain.VraagInformatie{
				ID: v.nieuwOnderdeel(), Verzoek: l.informatieverzoek(nil, b.Informatieverzoek),
				Verstrekking: domain.Verstrek{ID: v.nieuwOnderdeel(), Onderdelen: b.Onderdelen, BevestigdGeheim: b.BevestigdGeheim,
					Verstrekking: domain.Verstrekking{Grond: b.Grond, Toestemming: b.Toestemming,
						Doel: l.tekst(pad{"doel"}, b.Doel)}},
				Uiterlijk: ontleed(l, pad{"uiterlijk"}, b.Uiterlijk, waarde.ParseDatum),
			}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/informatieverzoeken/{onderdeel}/antwoorden", id: "legAntwoordVast",
			groep: groepVerstrekken, handeling: domain.HandelingVastleggen, parameters: []*parameter{parDossier, parOnderdeel},
			bijvoorbeeld: []string{"toelichting"}, titel: "Leg vast wat er van een informatieverzoek kwam",
			uitleg: "Legt vast dat is geantwoord of geweigerd, of dat iets is ontvangen: welke onderdelen daarvan zijn " +
				"vastgelegd, of waarom het niet is vastgelegd.",
		}, func(v *vraag, l *lezer, b *bericht.NieuwInformatieantwoord) domain.Opdracht {
			return domain.LegAntwoordVast{ID: v.nieuwOnderdeel(),
				Verzoek: ontleedID[id.Onderdeel](v.waarden[parOnderdeel.naam]), Vastgelegd: b.Vastgelegd,
				Antwoord: l.informatieantwoord(nil, b.Informatieantwoord)}
		}),
	}
}

func (l *lezer) informatieverzoek(p pad, b bericht.Informatieverzoek) domain.Informatieverzoek {
	return domain.Informatieverzoek{
		Instantie: strings.TrimSpace(b.Instantie),
		Informant: l.betrokkene(p.bij("informant"), b.Informant),
		Gevraagd:  l.kerntekst(p.bij("gevraagd"), b.Gevraagd),
	}
}

func (l *lezer) informatieantwoord(p pad, b bericht.Informatieantwoord) domain.Informatieantwoord {
	uit := domain.Informatieantwoord{Uitkomst: b.Uitkomst, Op: ontleed(l, p.bij("op"), b.Op, waarde.ParseDatum)}
	if b.Toelichting != nil {
		uit.Toelichting = l.kerntekst(p.bij("toelichting"), *b.Toelichting)
	}
	return uit
}

func informatieUit(i *domain.Informatie) *bericht.Informatie {
	if i == nil {
		return nil
	}
	return &bericht.Informatie{Verstrekking: nietNul(i.Verstrekking), Antwoorden: i.Antwoorden,
		Verzoek: nietNul(i.Verzoek), Vastgelegd: i.Vastgelegd}
}
