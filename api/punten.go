package api

import (
	"net/http"
	"reflect"
	"regexp"

	"github.com/danielgtaylor/huma/v2"

	"dossierboek/api/bericht"
	"dossierboek/api/identiteit"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/projections"
)

var (
	parEigenaar = &parameter{waar: waarQuery, naam: "eigenaar", doc: "Wiens agenda (medewerker). Leeg: die van uzelf.",
		schema: &huma.Schema{Type: "string", Pattern: identiteit.VormMedewerker, Examples: []any{"m-1024"}},
		vorm:   regexp.MustCompile(identiteit.VormMedewerker),
		uitleg: "Hier hoort het kenmerk van een medewerker; dat is geen naam."}
	parTotDag = &parameter{waar: waarQuery, naam: "tot", doc: "Alleen wat uiterlijk op deze dag moet. Leeg: alles.",
		schema: &huma.Schema{Type: "string", Format: "date", MinLength: lengte(10), Examples: []any{"2026-03-31"}}}
)

func punten() []*route {
	inDossier := []*parameter{parDossier}
	return []*route{
		schrijfroute(route{
			pad: "/dossiers/{dossier}/openstaande-punten", id: "openPunt", groep: groepAgenda,
			handeling: domain.HandelingVastleggen, parameters: inDossier, titel: "Zet een punt op de agenda",
			uitleg: "Zet bij een onderdeel op iemands agenda wat er nog moet gebeuren. Staat het al open, dan krijgt het " +
				"deze eigenaar en datum.",
		}, func(_ *vraag, l *lezer, b *bericht.NieuwPunt) domain.Opdracht {
			return domain.OpenPunt{Onderdeel: b.Onderdeel, Soort: b.Soort, Eigenaar: b.Eigenaar,
				Uiterlijk: ontleed(l, pad{"uiterlijk"}, b.Uiterlijk, waarde.ParseDatum)}
		}),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/afgedane-punten", id: "doePuntAf", groep: groepAgenda,
			handeling: domain.HandelingVastleggen, parameters: inDossier, titel: "Doe een punt af",
			uitleg: "Haalt een punt van de agenda: het is gedaan, of hoeft niet meer.",
		}, func(_ *vraag, _ *lezer, b *bericht.AfgedaanPunt) domain.Opdracht {
			return domain.DoePuntAf{Onderdeel: b.Onderdeel, Soort: b.Soort}
		}),
	}
}

// agenda is the list of it, for who has read models.
func agenda() *route {
	return &route{
		methode: http.MethodGet, status: http.StatusOK, handeling: domain.HandelingZoeken,
		pad: "/openstaande-punten", id: "lijstOpenstaandePunten", groep: groepAgenda,
		antwoord: reflect.TypeFor[bericht.OpenstaandePunten](), doe: lijstPunten,
		parameters: []*parameter{parEigenaar, parTotDag, parCursor, parLimit, parDoel},
		titel:      "Toon een agenda", uitleg: "Toont wat een medewerker in alle dossiers nog moet doen, het dringendste " +
			"eerst, zonder iets van personen; en welke concepten aandacht vragen.",
	}
}

func lijstPunten(v *vraag) (*antwoord, error) {
	f := projections.PuntFilter{Eigenaar: domain.Medewerker(v.waarden[parEigenaar.naam])}
	if f.Eigenaar == "" {
		f.Eigenaar = domain.Medewerker(v.actor.Wie)
	}
	if s, ok := v.waarden[parTotDag.naam]; ok {
		var err error
		if f.Tot, err = waarde.ParseDatum(s); err != nil {
			return nil, err // its schema was held already
		}
	}
	c, n := v.bladzijde()
	page, err := v.s.Projecties.Punten(v.ctx, f, c, n)
	if err != nil {
		return nil, leesmodel(err)
	}
	uit := &bericht.OpenstaandePunten{Punten: []bericht.OpenstaandPunt{}, Volgende: string(page.Next)}
	var treffers []toegang.Treffer
	for _, x := range page.Items {
		treffers = append(treffers, toegang.Treffer{Dossier: x.Dossier, Onderdeel: x.Onderdeel})
		uit.Punten = append(uit.Punten, bericht.OpenstaandPunt{Dossier: x.Dossier, Onderdeel: x.Onderdeel,
			Punt: puntUit(domain.Punt{Soort: x.Soort, Eigenaar: x.Eigenaar, Uiterlijk: x.Uiterlijk, Sinds: x.Sinds})})
	}
	if c == "" {
		if uit.Concepten, err = v.opAgenda(f.Eigenaar); err != nil {
			return nil, err
		}
	}
	link, err := v.toonBladzijde(treffers, page.Next)
	return &antwoord{lichaam: uit, link: link}, err
}

func puntUit(p domain.Punt) bericht.Punt {
	return bericht.Punt{Soort: p.Soort, Titel: p.Soort.Titel(), Eigenaar: p.Eigenaar, Uiterlijk: p.Uiterlijk.String(),
		Sinds: p.Sinds.UTC()}
}
