package api

import (
	"errors"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/eventstore/ledger"
)

func overbrengen() *route {
	rt := schrijfroute(route{
		pad: "/dossiers/{dossier}/overbrengingen", id: "brengOver", groep: groepCorrigeren,
		handeling: domain.HandelingCorrigeren, parameters: []*parameter{parDossier},
		bijvoorbeeld: []string{"onderdelen", "personen"}, ook: 202, titel: "Breng onderdelen over naar een ander dossier",
		uitleg: "Brengt over wat in het verkeerde dossier staat, wat twee huishoudens na een splitsing delen, of het hele " +
			"dossier als het van hetzelfde gezin is als een ander. Wat niet blijft, is hier daarna op geen enkel moment meer " +
			"te lezen; daar staat het met zijn geschiedenis.",
	}, brengOver)
	rt.doe = doeOverbrengen
	return rt
}

func brengOver(v *vraag, l *lezer, b *bericht.NieuweOverbrenging) domain.Opdracht {
	o := domain.BrengOver{
		Overbrenging: v.nieuweOverbrenging(), ID: v.nieuwOnderdeel(), Daar: domain.NieuwDossier(b.NaarDossier),
		Geheel: b.Geheel, Besluit: domain.Besluit{Motivering: l.tekst(pad{"motivering"}, b.Motivering)},
	}
	for _, g := range b.Onderdelen {
		o.Onderdelen = append(o.Onderdelen, domain.Overgang{Onderdeel: g.Onderdeel, Blijft: g.Blijft})
	}
	for _, p := range b.Personen {
		paar := domain.Persoonspaar{Hier: p.Hier}
		if p.Daar != nil {
			paar.Daar = *p.Daar
		} else {
			paar.Daar = v.nieuweBetrokkene()
		}
		o.Personen = append(o.Personen, paar)
	}
	if b.Geheel { // which is decided upon, where the rest is a correction of what was recorded
		v.grant = v.s.Ledger.Beslis(v.actor, o.Handeling(), v.dossier, v.doel)
	}
	return o
}

func doeOverbrengen(v *vraag) (*antwoord, error) {
	o, ok := v.opdracht.(domain.BrengOver)
	if !ok {
		return nil, errors.New("api: not an overbrenging")
	}
	u, err := v.s.Ledger.BrengOver(v.ctx, ledger.Overbrengopdracht{
		Schrijfopdracht: v.schrijfopdracht(o), Besluit: o,
		GrantDaar: v.s.Ledger.Beslis(v.actor, domain.HandelingVastleggen, o.Daar.ID, v.doel),
	})
	return v.uitkomst(u, err)
}
