package api

import (
	"context"
	"regexp"
	"strconv"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// verwijzing is how a person goes within a request that opens a dossier.
var verwijzing = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,35}$`)

func openen() *route {
	rt := schrijfroute(route{
		bijvoorbeeld: []string{"melding"},
		pad:          "/dossiers", id: "openDossier", groep: groepDossiers, titel: "Open een dossier",
		uitleg: "Opent een dossier met de personen over wie het gaat, op een melding, maatregel of opdracht, of door " +
			"overname. Wie melder is, wordt als betrokkene opgenomen waar dat mag. Staan personen misschien al in een " +
			"dossier, dan volgt 409 met die dossiers; wie ze in mogelijkBekendGezien noemt, opent er toch een.",
		handeling: domain.HandelingVastleggen,
	}, openDossier)
	rt.doe = doeOpen
	return rt
}

func openDossier(v *vraag, l *lezer, b *bericht.NieuwDossier) domain.Opdracht {
	wie := func(string) id.Betrokkene { return v.nieuweBetrokkene() }
	return l.openDossier(b, wie, v.nieuwOnderdeel, v.nieuwOnderdeel)
}

// doeOpen gives the dossier the id that a repeat with the same key finds again.
func doeOpen(v *vraag) (*antwoord, error) {
	v.dossier = v.s.Ledger.NieuwDossierID(v.aanvraag())
	v.grant = v.s.Ledger.Beslis(v.actor, v.route.handeling, v.dossier, v.doel)
	if o, ok := v.opdracht.(domain.OpenDossier); ok {
		v.bekend = func(ctx context.Context) ([]domain.MogelijkBekend, error) {
			return v.mogelijkBekend(ctx, o.Betrokkenen...)
		}
	}
	a, err := v.schrijf(v.opdracht)
	if err != nil {
		return nil, err
	}
	a.plaats = voorvoegsel + "/dossiers/" + v.dossier.String()
	if b, ok := a.lichaam.(*bericht.Vastgelegd); ok {
		v.noemVerwijzingen(b)
	}
	return a, nil
}

// noemVerwijzingen puts each verwijzing beside the id that the person got: events stand in the order of the request.
func (v *vraag) noemVerwijzingen(b *bericht.Vastgelegd) {
	for i := range b.Betrokkenen {
		w, _ := zoekIn(v.inhoud, []string{"betrokkenen", strconv.Itoa(i), "verwijzing"})
		b.Betrokkenen[i].Verwijzing, _ = w.(string)
	}
}
