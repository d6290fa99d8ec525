package api

import (
	"net/http"
	"reflect"
	"regexp"

	"github.com/danielgtaylor/huma/v2"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
)

const vormHalfJaar = "^2[0-9]{3}-[12]$"

var parHalfJaar = &parameter{waar: waarPad, naam: "halfjaar", verplicht: true,
	doc:    "Het halfjaar: 2026-1 is januari tot en met juni.",
	schema: &huma.Schema{Type: "string", Pattern: vormHalfJaar, Examples: []any{"2026-1"}},
	vorm:   regexp.MustCompile(vormHalfJaar), uitleg: "Hier hoort een halfjaar, zoals 2026-1."}

// tellingen are the routes for the half-yearly statistics (Wmo 2015 art. 4.2.12).
func tellingen() []*route {
	return []*route{
		schrijfroute(route{
			pad: "/dossiers/{dossier}/meldingen/{onderdeel}/tellingen", id: "legTellingVast", groep: groepVastleggen,
			handeling: domain.HandelingVastleggen, parameters: []*parameter{parDossier, parOnderdeel},
			bijvoorbeeld: []string{"melderHoedanigheid", "aanleiding", "aard", "duur"},
			titel:        "Leg vast wat van een melding wordt geteld",
			uitleg: "Legt voor de halfjaarlijkse statistiek gesloten codes vast, zoveel als er bekend is. Van elke " +
				"vraag telt het laatst vastgelegde antwoord.",
		}, func(v *vraag, _ *lezer, b *bericht.NieuweTelling) domain.Opdracht {
			return domain.LegTellingVast{ID: v.nieuwOnderdeel(), Melding: v.onderdeel(), Telling: domain.Telling(b.Telling)}
		}),
		keurroute(route{
			methode: http.MethodPost, pad: "/tellingen", id: "stelTellingVast", groep: groepTellen,
			handeling: domain.HandelingTellen, status: http.StatusCreated, parameters: []*parameter{},
			antwoord: reflect.TypeFor[bericht.Telstaat](), titel: "Stel de telling van een halfjaar vast",
			uitleg: "Telt de meldingen die in een afgelopen halfjaar zijn ontvangen en legt de aantallen vast, zonder " +
				"persoonsgegevens en zonder kleine aantallen. Een latere vernietiging verandert er niets aan.",
		}, func(_ *vraag, l *lezer, b *bericht.NieuweTelstaat) {
			if _, err := domain.ParseHalfJaar(string(b.HalfJaar)); err != nil && b.HalfJaar != "" {
				l.fouten.Voeg(waarde.NieuweFout(codeVorm, parHalfJaar.uitleg), "halfJaar")
			}
		}, stelTellingVast),
		{
			methode: http.MethodGet, pad: "/tellingen/{halfjaar}", id: "toonTellingen", groep: groepTellen,
			handeling: domain.HandelingTellen, status: http.StatusOK, parameters: []*parameter{parHalfJaar, parDoel},
			antwoord: reflect.TypeFor[bericht.Telstaten](), doe: toonTellingen, titel: "Toon de telling van een halfjaar",
			uitleg: "Toont wat is vastgesteld, en de tellingen waarmee dat is gecorrigeerd.",
		},
	}
}

func stelTellingVast(v *vraag, b *bericht.NieuweTelstaat) (*antwoord, error) {
	t, err := v.s.Ledger.StelTellingVast(v.ctx, v.grant, ledger.Telopdracht{
		HalfJaar: b.HalfJaar, Reden: b.Reden, Verzoek: v.verzoek, Waar: v.s.Projecties.MeldingenIn,
	})
	if err != nil {
		return nil, leesmodel(err)
	}
	return &antwoord{lichaam: new(telstaatUit(t)), plaats: voorvoegsel + "/tellingen/" + string(t.HalfJaar)}, nil
}

func toonTellingen(v *vraag) (*antwoord, error) {
	ts, err := v.s.Ledger.Tellingen(v.ctx, v.grant, domain.HalfJaar(v.waarden[parHalfJaar.naam]), v.verzoek)
	if err != nil {
		return nil, err
	}
	uit := &bericht.Telstaten{}
	for _, t := range ts {
		uit.Tellingen = append(uit.Tellingen, telstaatUit(t))
	}
	return &antwoord{lichaam: uit}, nil
}

func telstaatUit(t ledger.VastgesteldeTelling) bericht.Telstaat {
	uit := bericht.Telstaat{HalfJaar: t.HalfJaar, Op: t.Op.UTC(), Door: domain.Medewerker(t.Door), Reden: t.Reden,
		Totaal: t.Totaal}
	for _, r := range t.Rijen {
		rij := bericht.Telrij{Naam: r.Naam, Meer: r.Meer}
		for _, c := range r.Cellen {
			rij.Cellen = append(rij.Cellen, bericht.Telcel(c))
		}
		uit.Rijen = append(uit.Rijen, rij)
	}
	return uit
}
