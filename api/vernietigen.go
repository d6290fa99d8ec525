package api

import (
	"net/http"
	"reflect"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
)

func vernietigen() []*route {
	h := domain.HandelingVernietigen
	inDossier := []*parameter{parDossier}
	opVernietiging := []*parameter{parDossier, parVernietiging}
	return []*route{
		leesroute(route{
			methode: http.MethodPost, pad: "/dossiers/{dossier}/vernietigingen/_voorvertoning", id: "voorvertoonVernietiging",
			groep: groepVernietigen, handeling: h, parameters: inDossier, antwoord: reflect.TypeFor[bericht.Voorvertoning](),
			bijvoorbeeld: []string{"betrokkene"}, titel: "Bekijk wat een vernietiging zou raken",
			uitleg: "Toont elk onderdeel dat een uitkomst nodig heeft, en elke tekst die de persoon nog noemt. Vernietigt " +
				"niets.",
		}, voorvertoon),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/vernietigingen", id: "besluitVernietiging", groep: groepVernietigen, handeling: h,
			parameters: inDossier, bijvoorbeeld: []string{"uitkomsten"},
			titel: "Besluit tot vernietiging", uitleg: "Geeft elk onderdeel een uitkomst: vernietigen, herschrijven of " +
				"behouden. Er wordt pas vernietigd na goedkeuring door een ander.",
		}, func(v *vraag, l *lezer, b *bericht.NieuweVernietiging) domain.Opdracht {
			return l.vernietiging(*b, v.nieuweVernietiging())
		}),
		kaleSchrijfroute(route{
			pad: "/dossiers/{dossier}/vernietigingen/{vernietiging}/goedkeuringen", id: "keurVernietigingGoed",
			groep: groepVernietigen, handeling: domain.HandelingGoedkeuren, parameters: opVernietiging,
			ook: http.StatusAccepted, titel: "Keur een vernietiging goed",
			uitleg: "Keurt het besluit van een ander goed en voert de vernietiging uit. Dit is niet terug te draaien.",
		}, func(v *vraag) domain.Opdracht { return domain.KeurVernietigingGoed{ID: v.vernietiging()} }),
		schrijfroute(route{
			pad: "/dossiers/{dossier}/vernietigingen/{vernietiging}/intrekkingen", id: "trekVernietigingIn",
			groep: groepVernietigen, handeling: h, parameters: opVernietiging, titel: "Trek een vernietiging in",
			uitleg: "Beëindigt een vernietiging die nog niet is goedgekeurd.",
		}, func(v *vraag, l *lezer, b *bericht.NieuwBesluit) domain.Opdracht {
			return domain.TrekVernietigingIn{ID: v.vernietiging(), Besluit: l.besluit(nil, b.Besluit)}
		}),
	}
}

func (v *vraag) vernietiging() id.Vernietiging {
	return ontleedID[id.Vernietiging](v.waarden[parVernietiging.naam])
}

func voorvertoon(v *vraag, b *bericht.Omvang) (*antwoord, error) {
	p, err := v.s.Ledger.Voorvertoon(v.ctx, v.grant, v.dossier, omvang(*b), v.verzoek)
	if err != nil {
		return nil, err
	}
	uit := &bericht.Voorvertoning{Omvang: omvangUit(p.Omvang), Revisie: p.Revisie,
		Onderdelen: []bericht.OnderdeelVoorvertoning{}, NogGenoemd: genoemdUit(p.NogGenoemd),
		Concepten: []bericht.ConceptVoorvertoning{}, Onthult: []bericht.Onthulling{}}
	for _, o := range p.Onderdelen {
		uit.Onderdelen = append(uit.Onderdelen, bericht.OnderdeelVoorvertoning{Onderdeel: onderdeelUit(o.OnderdeelBeeld),
			AlleenVan: o.AlleenVan, Voorstel: o.Voorstel})
	}
	for _, o := range p.Onthult {
		uit.Onthult = append(uit.Onthult, bericht.Onthulling(o))
	}
	for _, c := range p.Concepten {
		uit.Concepten = append(uit.Concepten,
			bericht.ConceptVoorvertoning{ConceptRegel: conceptUit(c.Concept), Vervalt: c.Vervalt})
	}
	return &antwoord{lichaam: uit, revisie: &p.Revisie}, nil
}

func genoemdUit(ns []ledger.NogGenoemd) []bericht.NogGenoemd {
	uit := make([]bericht.NogGenoemd, len(ns))
	for i, n := range ns {
		uit[i] = bericht.NogGenoemd{Onderdeel: n.Onderdeel, Revisie: n.Revisie, Plaatsen: voorstellenUit(n.Plaatsen)}
	}
	return uit
}
