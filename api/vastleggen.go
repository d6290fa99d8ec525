package api

import (
	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

func vastleggen() []*route {
	h := domain.HandelingVastleggen
	inDossier := []*parameter{parDossier}
	return []*route{
		met(voegToe, schrijfroute(route{
			pad: "/dossiers/{dossier}/betrokkenen", id: "voegBetrokkeneToe", groep: groepVastleggen, handeling: h,
			parameters: inDossier, titel: "Voeg een betrokkene toe",
			uitleg: "Voegt een persoon toe, ook een van wie weinig bekend is (NN). Het antwoord noemt andere dossiers waarin " +
				"die misschien al staat.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweBetrokkene) domain.Opdracht {
			return l.voegBetrokkeneToe(b, v.nieuweBetrokkene(), v.nieuwOnderdeel)
		})),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/betrokkenen/{betrokkene}/contactgegevens", id: "legContactVast", groep: groepVastleggen,
			handeling: h, parameters: []*parameter{parDossier, parBetrokkene}, bijvoorbeeld: []string{"adres", "geldig"},
			titel:  "Leg een contactgegeven vast",
			uitleg: "Legt vast waar een betrokkene te bereiken is of verblijft, en wanneer dat geldt.",
		}, func(v *vraag, l *lezer, b *bericht.NieuwContact) domain.Opdracht {
			return l.legContactVast(b.Contact, ontleedID[id.Betrokkene](v.waarden[parBetrokkene.naam]), v.nieuwOnderdeel())
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/relaties", id: "legRelatieVast", groep: groepVastleggen, handeling: h,
			parameters: inDossier, titel: "Leg een relatie vast",
			uitleg: "Legt vast wat de ene betrokkene is van de andere, en wanneer dat geldt.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweRelatie) domain.Opdracht {
			return l.legRelatieVast(b, v.nieuwOnderdeel())
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/meldingen", id: "ontvangMelding", groep: groepVastleggen, handeling: h,
			parameters: inDossier, titel: "Leg een melding vast",
			uitleg: "Legt een volgende melding vast, met over wie zij gaat. Zij mag onvolledig zijn; wanneer erover besloten " +
				"moet zijn, komt op de agenda.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweMelding) domain.Opdracht {
			return domain.OntvangMelding{NieuweMelding: l.meldingErbij(nil, *b, v.nieuwOnderdeel())}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/gegevens", id: "legGegevenVast", groep: groepVastleggen, handeling: h,
			parameters: inDossier, bijvoorbeeld: []string{"over", "gebeurdOp"},
			titel: "Leg een gegeven vast", uitleg: "Legt een gegeven vast met rubriek, soort, aard en bron, en over wie het " +
				"gaat.",
		}, func(v *vraag, l *lezer, b *bericht.NieuwGegeven) domain.Opdracht {
			return l.legGegevenVast(b, v.nieuwOnderdeel())
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/eigen-verklaringen", id: "voegVerklaringToe", groep: groepVastleggen, handeling: h,
			parameters: inDossier, titel: "Voeg een eigen verklaring toe",
			uitleg: "Zet een verklaring van een betrokkene naast wat zij betwist; dat blijft staan.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweVerklaring) domain.Opdracht {
			return l.voegVerklaringToe(b, v.nieuwOnderdeel())
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/verstrekkingen", id: "verstrek", groep: groepVerstrekken,
			handeling: domain.HandelingVerstrekken, parameters: inDossier, bijvoorbeeld: []string{"ontvanger"},
			titel: "Leg een verstrekking vast", uitleg: "Legt vast welke onderdelen aan wie zijn verstrekt, op welke grond " +
				"en waarom.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweVerstrekking) domain.Opdracht {
			return l.verstrek(b, v.nieuwOnderdeel())
		}),
	}
}

func beslissen() []*route {
	h := domain.HandelingBeslissen
	inDossier := []*parameter{parDossier}
	return []*route{
		schrijfroute(route{
			pad: "/dossiers/{dossier}/fasen", id: "wijzigFase", groep: groepBeslissen, handeling: h, parameters: inDossier,
			bijvoorbeeld: []string{"melding", "beslisser", "alternatieven"},
			titel:        "Begin een fase", uitleg: "Sluit de lopende fase van een melding, of van het werk als geheel, af " +
				"met een besluit en begint een andere.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweFase) domain.Opdracht {
			return l.wijzigFase(b, v.nieuwOnderdeel())
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/meldingen/{onderdeel}/kwalificaties", id: "kwalificeerMelding", groep: groepBeslissen,
			handeling: h, parameters: []*parameter{parDossier, parOnderdeel},
			titel: "Kwalificeer een melding", uitleg: "Legt met een besluit vast wat de melding is. Bij een advies of een " +
				"melding voor een andere regio volgt hier geen fase.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweKwalificatie) domain.Opdracht {
			return domain.KwalificeerMelding{ID: v.nieuwOnderdeel(), Melding: v.onderdeel(), Kwalificatie: b.Kwalificatie,
				Besluit: l.besluit(nil, b.Besluit)}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/sluitingen", id: "sluitDossier", groep: groepBeslissen, handeling: h,
			parameters: inDossier, titel: "Sluit het dossier",
			uitleg: "Sluit het dossier met een besluit, en met een uitkomst voor elke werkaantekening. Rechten van " +
				"betrokkenen lopen door.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweSluiting) domain.Opdracht {
			return l.sluit(b, v.nieuwOnderdeel())
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/heropeningen", id: "heropenDossier", groep: groepBeslissen, handeling: h,
			parameters: inDossier, titel: "Heropen het dossier", uitleg: "Opent een gesloten dossier weer, met een besluit.",
		}, func(v *vraag, l *lezer, b *bericht.NieuwBesluit) domain.Opdracht {
			return domain.Heropen{ID: v.nieuwOnderdeel(), Besluit: l.besluit(nil, b.Besluit)}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/beperkingen", id: "stelBeperkingIn", groep: groepBeslissen, handeling: h,
			parameters: inDossier, bijvoorbeeld: []string{"onderdelen", "beperking"},
			titel: "Stel een beperking in", uitleg: "Zolang zij geldt wordt wat eronder valt niet gewijzigd, overgebracht of " +
				"vernietigd, en alleen verstrekt op de gronden van AVG art. 18 lid 2.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweBeperking) domain.Opdracht {
			return domain.StelBeperkingIn{ID: v.nieuwOnderdeel(), Geheel: b.Geheel, Onderdelen: b.Onderdelen,
				Besluit: l.besluit(nil, b.Besluit)}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/beperkingen/{onderdeel}/opheffingen", id: "hefBeperkingOp", groep: groepBeslissen,
			handeling: h, parameters: []*parameter{parDossier, parOnderdeel},
			titel: "Hef een beperking op", uitleg: "Beëindigt met een besluit de beperking die met dit besluit werd " +
				"ingesteld. De betrokkene hoort dat eerst (AVG art. 18 lid 3).",
		}, func(v *vraag, l *lezer, b *bericht.NieuwBesluit) domain.Opdracht {
			return domain.HefBeperkingOp{ID: v.nieuwOnderdeel(), Beperking: v.onderdeel(), Besluit: l.besluit(nil, b.Besluit)}
		}),
	}
}
