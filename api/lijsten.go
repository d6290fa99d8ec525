package api

import (
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strconv"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/projections"
)

// Lists come from the read models and hold ids, times and states. A page is one access fact, durable before it is
// shown.

func lijsten() []*route {
	lijst := func(rt route) *route {
		rt.methode, rt.status, rt.handeling = http.MethodGet, http.StatusOK, domain.HandelingZoeken
		rt.parameters = append(rt.parameters, parCursor, parLimit, parDoel)
		return &rt
	}
	return []*route{
		lijst(route{
			pad: "/dossiers", id: "lijstDossiers", groep: groepDossiers, antwoord: reflect.TypeFor[bericht.Dossiers](),
			doe: lijstDossiers, parameters: []*parameter{parStatus, parFase, parToegewezenAan},
			titel: "Toon dossiers", uitleg: "Toont dossiers per bladzijde, zonder iets van personen.",
		}),
		lijst(route{
			pad: "/dossiers/{dossier}/verstrekkingen", id: "lijstVerstrekkingen", groep: groepVerstrekken,
			antwoord: reflect.TypeFor[bericht.Verstrekkingen](), doe: lijstVerstrekkingen,
			parameters: []*parameter{parDossier, parVerouderd}, overAlle: true,
			titel:  "Toon wat uit een dossier is verstrekt",
			uitleg: "Toont per verstrekking wat erin zat en of de ontvanger iets heeft wat hier niet meer zo is.",
		}),
		lijst(route{
			pad: "/vernietigingen", id: "lijstVernietigingen", groep: groepVernietigen,
			antwoord: reflect.TypeFor[bericht.Vernietigingen](), doe: lijstVernietigingen,
			parameters: []*parameter{parStand},
			titel:      "Toon vernietigingen", uitleg: "Toont vernietigingen in alle dossiers, bijvoorbeeld wat op " +
				"goedkeuring wacht.",
		}),
	}
}

func (v *vraag) bladzijde() (projections.Cursor, int) {
	n, err := strconv.Atoi(v.waarden[parLimit.naam])
	if err != nil {
		n = maxRegels // not given; its schema was held already
	}
	return projections.Cursor(v.waarden[parCursor.naam]), n
}

// leesmodel turns what the read models say into a refusal.
func leesmodel(err error) error {
	switch {
	case errors.Is(err, projections.ErrCursor):
		return domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout("cursor",
			"Deze cursor hoort niet bij deze lijst.").Onder(parCursor.naam)})
	case errors.Is(err, projections.ErrNotReady), errors.Is(err, projections.ErrClosed):
		return domain.Weiger(domain.CodeNietBereikbaar, "De lijsten worden opnieuw opgebouwd. Probeer het later opnieuw.")
	}
	return err
}

// toonBladzijde records a page, and says where the next one is.
func (v *vraag) toonBladzijde(treffers []toegang.Treffer, volgende projections.Cursor) (string, error) {
	if err := v.s.Ledger.Toon(v.ctx, v.grant, treffers, v.verzoek); err != nil || volgende == "" {
		return "", err
	}
	q := url.Values{}
	for _, p := range v.route.parameters {
		if w, ok := v.waarden[p.naam]; ok && p.waar == waarQuery {
			q.Set(p.naam, w)
		}
	}
	q.Set(parCursor.naam, string(volgende))
	return "<" + v.r.URL.Path + "?" + q.Encode() + `>; rel="next"`, nil
}

func lijstDossiers(v *vraag) (*antwoord, error) {
	c, n := v.bladzijde()
	f := projections.DossierFilter{Status: projections.Status(v.waarden[parStatus.naam]),
		Fase: domain.Fase(v.waarden[parFase.naam]), ToegewezenAan: domain.Medewerker(v.waarden[parToegewezenAan.naam])}
	page, err := v.s.Projecties.Dossiers(v.ctx, f, c, n)
	if err != nil {
		return nil, leesmodel(err)
	}
	uit := &bericht.Dossiers{Dossiers: []bericht.DossierRegel{}, Volgende: string(page.Next)}
	var treffers []toegang.Treffer
	for _, d := range page.Items {
		treffers = append(treffers, toegang.Treffer{Dossier: d.ID})
		uit.Dossiers = append(uit.Dossiers, bericht.DossierRegel{
			Dossier: d.ID, Revisie: d.Revisie, Status: string(d.Status), Fase: d.Fase, GeopendOp: d.GeopendOp.UTC(),
			GewijzigdOp: d.GewijzigdOp.UTC(), Betrokkenen: d.Betrokkenen, Onderdelen: d.Onderdelen,
		})
	}
	link, err := v.toonBladzijde(treffers, page.Next)
	return &antwoord{lichaam: uit, link: link}, err
}

func lijstVerstrekkingen(v *vraag) (*antwoord, error) {
	if err := v.s.Ledger.MoetBestaan(v.ctx, v.grant, v.dossier, v.verzoek); err != nil {
		return nil, err
	}
	c, n := v.bladzijde()
	f := projections.VerstrekkingFilter{Dossier: v.dossier, Verouderd: v.waarden[parVerouderd.naam] == "true"}
	page, err := v.s.Projecties.Verstrekkingen(v.ctx, f, c, n)
	if err != nil {
		return nil, leesmodel(err)
	}
	uit := &bericht.Verstrekkingen{Verstrekkingen: []bericht.VerstrekkingRegel{}, Volgende: string(page.Next)}
	treffers := []toegang.Treffer{{Dossier: v.dossier}} // also an empty page says something of it
	for _, x := range page.Items {
		treffers = append(treffers, toegang.Treffer{Dossier: x.Dossier, Onderdeel: x.Onderdeel})
		r := bericht.VerstrekkingRegel{Dossier: x.Dossier, Onderdeel: x.Onderdeel, Revisie: x.Revisie, Op: x.Op.UTC(),
			Stand: x.Stand, Stukken: []bericht.VerstrektStuk{}}
		for _, s := range x.Stukken {
			r.Stukken = append(r.Stukken, bericht.VerstrektStuk{Onderdeel: s.Onderdeel, Revisie: s.Revisie, Laatste: s.Laatste,
				Stand: s.Stand, Verouderd: s.Verouderd()})
		}
		uit.Verstrekkingen = append(uit.Verstrekkingen, r)
	}
	link, err := v.toonBladzijde(treffers, page.Next)
	return &antwoord{lichaam: uit, link: link}, err
}

// lijstVernietigingen is for those alone who may see vernietigingen in a dossier.
func lijstVernietigingen(v *vraag) (*antwoord, error) {
	if g := v.s.Ledger.Beslis(v.actor, domain.HandelingRaadplegen, id.Dossier{},
		v.doel); !g.Ziet(domain.CategorieVernietiging) {
		return nil, v.s.Ledger.Toon(v.ctx, g, nil, v.verzoek) // which refuses, and records it
	}
	c, n := v.bladzijde()
	page, err := v.s.Projecties.Vernietigingen(v.ctx,
		projections.VernietigingFilter{Stand: domain.VernietigingStand(v.waarden[parStand.naam])}, c, n)
	if err != nil {
		return nil, leesmodel(err)
	}
	uit := &bericht.Vernietigingen{Vernietigingen: []bericht.VernietigingRegel{}, Volgende: string(page.Next)}
	var treffers []toegang.Treffer
	for _, x := range page.Items {
		treffers = append(treffers, toegang.Treffer{Dossier: x.Dossier})
		uit.Vernietigingen = append(uit.Vernietigingen,
			bericht.VernietigingRegel{Dossier: x.Dossier, LoopVernietigen: bericht.LoopVernietigen{
				Vernietiging: x.ID, Omvang: omvangUit(x.Omvang), Overbrenging: nietNul(x.Omvang.Overbrenging), Stand: x.Stand,
				BeslotenDoor: x.BeslotenDoor, BeslotenOp: x.BeslotenOp.UTC(), GoedgekeurdOp: naarUTC(x.GoedgekeurdOp),
				UitgevoerdOp: naarUTC(x.UitgevoerdOp),
			}})
	}
	link, err := v.toonBladzijde(treffers, page.Next)
	return &antwoord{lichaam: uit, link: link}, err
}
