package api

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
)

func raadplegen() []*route {
	h := domain.HandelingRaadplegen
	lees := func(rt route) *route {
		rt.methode, rt.status = http.MethodGet, http.StatusOK
		rt.parameters = append([]*parameter{parDossier, parDoel}, rt.parameters...)
		return &rt
	}
	return []*route{
		lees(route{
			pad: "/dossiers/{dossier}", id: "bekijkDossier", groep: groepDossiers, handeling: h,
			antwoord: reflect.TypeFor[bericht.Dossier](), parameters: []*parameter{parBeschikbaarOp, parGeldigOp}, doe: bekijk,
			titel: "Bekijk een dossier op twee tijden",
			uitleg: "Toont wat op beschikbaarOp bekend was over wat op geldigOp gold, zoals het nu getoond mag worden: wat " +
				"vernietigd of afgeschermd is, komt niet terug door verder terug te kijken. Wat sindsdien naar een ander " +
				"dossier ging, staat er zoals het toen was; in beide dossiers staat dat het is bekeken.",
		}),
		lees(route{
			pad: "/dossiers/{dossier}/tijdlijn", id: "bekijkTijdlijn", groep: groepDossiers, handeling: h,
			antwoord: reflect.TypeFor[bericht.Tijdlijn](), parameters: []*parameter{parBeschikbaarOp}, doe: tijdlijn,
			titel: "Bekijk de tijdlijn", uitleg: "Toont wat is vastgelegd, in de volgorde waarin dat gebeurde, met wie het " +
				"vastlegde en waarvoor.",
		}),
		lees(route{
			pad: "/dossiers/{dossier}/verschillen", id: "vergelijkDossier", groep: groepDossiers, handeling: h,
			antwoord: reflect.TypeFor[bericht.Verschillen](), parameters: []*parameter{parSinds, parTot}, doe: vergelijk,
			titel: "Vergelijk twee momenten", uitleg: "Toont per gewijzigd veld de oude en nieuwe waarde, de gebeurtenis, " +
				"wie het deed en op welke grond.",
		}),
		lees(route{
			pad: "/dossiers/{dossier}/uitvoer", id: "voerDossierUit", groep: groepDossiers, handeling: h,
			parameters: []*parameter{parBeschikbaarOp}, stroom: "application/jsonl", doe: voerUit,
			stroomUitleg: "JSON-regels: één moment van de tijdlijn per regel.", titel: "Voer een dossier uit",
			uitleg: "Geeft de hele tijdlijn, tot en met beschikbaarOp, als JSON-regels: één moment per regel.",
		}),
		lees(route{
			pad: "/dossiers/{dossier}/raadplegingen", id: "bekijkRaadplegingen", groep: groepToezien,
			handeling: domain.HandelingToezien, antwoord: reflect.TypeFor[bericht.Raadplegingen](),
			parameters: []*parameter{parNa}, doe: raadplegingen, titel: "Bekijk wie het dossier raadpleegde",
			uitleg: "Toont elke raadpleging en elke weigering. Deze raadpleging is er een van.",
		}),
		lees(route{
			pad: "/dossiers/{dossier}/onderdelen/{onderdeel}/vindplaatsen", id: "vindGeheimContact", groep: groepDossiers,
			handeling: h, antwoord: reflect.TypeFor[bericht.Vindplaatsen](), parameters: []*parameter{parOnderdeel},
			doe: vindplaatsen, titel: "Vind waar een geheim contactgegeven nog staat",
			uitleg: "Toont welke teksten, velden en andere contactgegevens een geheim adres of nummer nog bevatten, ook in " +
				"eerdere versies. Alleen voor wie het mag zien.",
		}),
		keurroute(route{
			methode: http.MethodPost, pad: "/dossiers/{dossier}/_vermeldingen", id: "stelVermeldingenVoor",
			groep: groepVastleggen, handeling: h, parameters: []*parameter{parDossier},
			antwoord: reflect.TypeFor[bericht.Voorstellen](), titel: "Vind personen in een tekst",
			uitleg: "Stelt vermeldingen voor van personen die in het dossier bekend zijn. De schrijver beslist.",
		}, func(_ *vraag, l *lezer, b *bericht.Tekst) { l.tekst(nil, *b) }, stelVoor),
	}
}

func (v *vraag) momenten() ledger.Momenten {
	return ledger.Momenten{BeschikbaarOp: v.moment(parBeschikbaarOp), GeldigOp: v.datum(parGeldigOp)}
}

func bekijk(v *vraag) (*antwoord, error) {
	b, err := v.s.Ledger.Bekijk(v.ctx, v.grant, v.dossier, v.momenten(), v.verzoek)
	if err != nil {
		return nil, err
	}
	return &antwoord{lichaam: dossierUit(b, v.grant), revisie: &b.Revisie}, nil
}

func tijdlijn(v *vraag) (*antwoord, error) {
	ms, err := v.s.Ledger.Tijdlijn(v.ctx, v.grant, v.dossier, v.momenten(), v.verzoek)
	if err != nil {
		return nil, err
	}
	uit := &bericht.Tijdlijn{Dossier: v.dossier, Momenten: []bericht.Moment{}}
	for _, m := range ms {
		b, err := momentUit(m)
		if err != nil {
			return nil, err
		}
		uit.Momenten = append(uit.Momenten, b)
	}
	return &antwoord{lichaam: uit}, nil
}

func voerUit(v *vraag) (*antwoord, error) {
	ms, err := v.s.Ledger.Uitvoer(v.ctx, v.grant, v.dossier, v.momenten(), v.verzoek)
	if err != nil {
		return nil, err
	}
	return &antwoord{stroom: func(w io.Writer) error {
		e := json.NewEncoder(w)
		for _, m := range ms {
			b, err := momentUit(m)
			if err != nil {
				return err
			}
			if err := e.Encode(b); err != nil {
				return err
			}
		}
		return nil
	}}, nil
}

func vergelijk(v *vraag) (*antwoord, error) {
	sinds, tot := v.moment(parSinds), v.moment(parTot)
	if tot == nil {
		nu := v.s.Ledger.Nu().UTC()
		tot = &nu
	}
	if tot.Before(*sinds) {
		return nil,
			domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout(codePastNiet,
				"Het tweede moment ligt voor het eerste.").Onder(parTot.naam)})
	}
	d, err := v.s.Ledger.Vergelijk(v.ctx, v.grant, v.dossier, *sinds, *tot, v.verzoek)
	if err != nil {
		return nil, err
	}
	return &antwoord{lichaam: verschillenUit(d)}, nil
}

func raadplegingen(v *vraag) (*antwoord, error) {
	rs, err := v.s.Ledger.Raadplegingen(v.ctx, v.grant, v.dossier, v.moment(parNa), v.verzoek)
	if err != nil {
		return nil, err
	}
	uit := &bericht.Raadplegingen{Dossier: v.dossier, Raadplegingen: []bericht.Raadpleging{}}
	for _, r := range rs {
		uit.Raadplegingen = append(uit.Raadplegingen, raadplegingUit(r))
	}
	return &antwoord{lichaam: uit}, nil
}

func vindplaatsen(v *vraag) (*antwoord, error) {
	ns, err := v.s.Ledger.Vindplaatsen(v.ctx, v.grant, v.dossier, v.onderdeel(), v.verzoek)
	if err != nil {
		return nil, err
	}
	return &antwoord{lichaam: &bericht.Vindplaatsen{Vindplaatsen: genoemdUit(ns)}}, nil
}

func stelVoor(v *vraag, b *bericht.Tekst) (*antwoord, error) {
	var l lezer
	var ms, nb []tekst.Markering
	for _, m := range b.Vermeldingen {
		ms = append(ms, tekst.Markering{Begin: m.Begin, Einde: m.Einde, Wie: l.betrokkene(nil, m.Wie)})
	}
	for _, m := range b.NietBedoeld {
		nb = append(nb, tekst.Markering{Begin: m.Begin, Einde: m.Einde, Wie: l.betrokkene(nil, m.Wie)})
	}
	vs, err := v.s.Ledger.StelVermeldingenVoor(v.ctx, v.grant, v.dossier, b.Tekst, ms, nb, v.verzoek)
	if err != nil {
		return nil, err
	}
	return &antwoord{lichaam: &bericht.Voorstellen{Voorstellen: voorstellenUit(vs)}}, nil
}
