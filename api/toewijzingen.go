package api

import (
	"regexp"

	"github.com/danielgtaylor/huma/v2"

	"dossierboek/api/bericht"
	"dossierboek/api/identiteit"
	"dossierboek/domain"
)

var parToegewezenAan = &parameter{waar: waarQuery, naam: "toegewezenAan",
	doc:    "Alleen dossiers die nu aan deze medewerker zijn toegewezen.",
	schema: &huma.Schema{Type: "string", Pattern: identiteit.VormMedewerker, Examples: []any{"m-1024"}},
	vorm:   regexp.MustCompile(identiteit.VormMedewerker),
	uitleg: "Hier hoort het kenmerk van een medewerker; dat is geen naam."}

func toewijzen() []*route {
	h := domain.HandelingBeslissen
	inDossier := []*parameter{parDossier}
	return []*route{
		schrijfroute(route{
			pad: "/dossiers/{dossier}/toewijzingen", id: "wijsToe", groep: groepDossiers, handeling: h, parameters: inDossier,
			bijvoorbeeld: []string{"medewerker"}, titel: "Wijs het dossier toe",
			uitleg: "Wijst het dossier toe aan een medewerker of een team, in een rol. Dat geeft op zichzelf geen toegang.",
		}, func(_ *vraag, _ *lezer, b *bericht.NieuweToewijzing) domain.Opdracht {
			return domain.WijsToe{Wie: domain.Toegewezene(b.Toegewezene)}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/overgedragen-toewijzingen", id: "draagOver", groep: groepDossiers, handeling: h,
			parameters: inDossier, titel: "Draag het dossier over aan een collega of team",
			uitleg: "Draagt een toewijzing over, met de reden; zo ook aan wie dienst heeft. Wat op de agenda van de een " +
				"stond, gaat mee.",
		}, func(v *vraag, l *lezer, b *bericht.OvergedragenToewijzing) domain.Opdracht {
			return domain.DraagOver{ID: v.nieuwOnderdeel(), VanWie: domain.Toegewezene(b.VanWie),
				Wie: domain.Toegewezene(b.Wie), Besluit: l.besluit(nil, b.Besluit)}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/beeindigde-toewijzingen", id: "eindigToewijzing", groep: groepDossiers, handeling: h,
			parameters: inDossier, bijvoorbeeld: []string{"medewerker"}, titel: "Beëindig een toewijzing",
			uitleg: "Het dossier is niet langer aan deze medewerker of dit team toegewezen.",
		}, func(_ *vraag, _ *lezer, b *bericht.BeeindigdeToewijzing) domain.Opdracht {
			return domain.EindigToewijzing{VanWie: domain.Toegewezene(b.Toegewezene)}
		}),
	}
}

func toewijzingenUit(d *domain.Dossier) []bericht.Toewijzing {
	var uit []bericht.Toewijzing
	for _, t := range d.Toewijzingen {
		uit = append(uit, bericht.Toewijzing{Toegewezene: bericht.Toegewezene(t.Toegewezene), Sinds: t.Sinds.UTC()})
	}
	return uit
}
