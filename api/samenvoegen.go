package api

import (
	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// Somebody who was recorded twice in a dossier becomes one, and two again where that was a mistake.
func samenvoegen() []*route {
	deel := route{groep: groepCorrigeren, handeling: domain.HandelingCorrigeren, parameters: []*parameter{parDossier}}
	samen, apart := deel, deel
	samen.pad, samen.id = "/dossiers/{dossier}/samenvoegingen", "voegSamen"
	samen.titel = "Voeg twee betrokkenen samen die dezelfde mens zijn"
	samen.uitleg = "Wie twee keer in het dossier staat, is vanaf hier één: inzage, zoeken en vernietigen gaan over " +
		"beide. Beide identiteiten blijven te zien; vastleggen gaat verder op wie blijft."
	apart.pad, apart.id, apart.titel = "/dossiers/{dossier}/scheidingen", "scheid", "Maak een samenvoeging ongedaan"
	apart.uitleg = "Geeft ieder terug wat vóór de samenvoeging over hem of haar was vastgelegd. " +
		"Wat daarna is vastgelegd, blijft bij wie bleef. Na een vernietiging kan dit niet meer."
	return []*route{
		schrijfroute(samen, func(v *vraag, l *lezer, b *bericht.NieuweSamenvoeging) domain.Opdracht {
			return domain.VoegSamen{ID: v.nieuwOnderdeel(), Blijft: b.Blijft, Vervalt: b.Vervalt,
				Besluit: l.besluit(nil, b.Besluit)}
		}),
		schrijfroute(apart, func(v *vraag, l *lezer, b *bericht.NieuweScheiding) domain.Opdracht {
			return domain.Scheid{ID: v.nieuwOnderdeel(), Vervallen: b.Vervallen, Besluit: l.besluit(nil, b.Besluit)}
		}),
	}
}
