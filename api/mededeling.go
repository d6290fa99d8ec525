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
			return l.legMededelingVast(b.Mededeling, ontleedID[id.Betrokkene](v.waarden[parBetrokkene.naam]), v.nieuwOnderdeel())
		}),
	}
}

func (l *lezer) legMededelingVast(m bericht.Mededeling, aan id.Betrokkene, welk id.Onderdeel) domain.LegMededelingVast {
	return domain.LegMededelingVast{ID: welk, Betrokkene: aan, Mededeling: l.mededeling(nil, m)}
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
