package api

import (
	"strings"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// mededelingen is the route for telling betrokkenen that data about them were recorded (Wmo 2015 art. 5.3.1).
func mededelingen() []*route {
	return []*route{
		schrijfroute(route{
			pad: "/dossiers/{dossier}/betrokkenen/{betrokkene}/mededelingen", id: "legMededelingVast", groep: groepVastleggen,
			handeling:  domain.HandelingVastleggen,
			parameters: []*parameter{parDossier, parBetrokkene}, bijvoorbeeld: []string{"wijze", "op", "toelichting"},
			titel: "Leg vast of een betrokkene is geïnformeerd",
			uitleg: "Legt vast hoe, wanneer en door wie een betrokkene hoorde dat er gegevens zijn vastgelegd; of op welke " +
				"grond dat wordt uitgesteld of achterwege blijft, en wanneer het opnieuw wordt bekeken. Tot dan staat het bij " +
				"de identiteit op de agenda, vier weken na het vastleggen.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweMededeling) domain.Opdracht {
			return domain.LegMededelingVast{ID: v.nieuwOnderdeel(),
				Betrokkene: ontleedID[id.Betrokkene](v.waarden[parBetrokkene.naam]),
				Mededeling: l.mededeling(nil, b.Mededeling)}
		}),
	}
}

func (l *lezer) mededeling(p pad, m bericht.Mededeling) domain.Mededeling {
	return domain.Mededeling{
		Uitkomst: m.Uitkomst, Wijze: m.Wijze, Op: ontleed(l, p.bij("op"), m.Op, waarde.ParseDatum),
		Door:              strings.TrimSpace(m.Door),
		Vertegenwoordiger: l.betrokkene(p.bij("vertegenwoordiger"), m.Vertegenwoordiger),
		Grond:             m.Grond, Opnieuw: ontleed(l, p.bij("opnieuw"), m.Opnieuw, waarde.ParseDatum),
		Toelichting: l.misschienTekst(p.bij("toelichting"), m.Toelichting, l.kerntekst),
	}
}
