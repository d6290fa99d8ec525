package api

import (
	"context"
	"net/http"
	"reflect"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
	"dossierboek/projections"
)

// Searches go by POST: nothing of a person stands in an address (ADR /core/transport/no-sensitive-uris).

func zoeken() []*route {
	zoek := route{methode: http.MethodPost, groep: groepZoeken, handeling: domain.HandelingZoeken,
		antwoord: reflect.TypeFor[bericht.Gevonden]()}
	personen, verstrekkingen := zoek, zoek
	personen.pad, personen.id = "/betrokkenen/_zoek", "zoekBetrokkenen"
	personen.titel, personen.uitleg = "Zoek personen",
		"Vindt personen op naam, klank van de achternaam, geboortedatum, BSN of adres. Wat is gevonden, wordt vastgelegd."
	verstrekkingen.pad, verstrekkingen.id = "/verstrekkingen/_zoek", "zoekVerstrekkingen"
	verstrekkingen.titel, verstrekkingen.uitleg = "Zoek verstrekkingen aan een ontvanger",
		"Vindt wat aan een ontvanger is verstrekt. Wat is gevonden, wordt vastgelegd."
	personen.bijvoorbeeld = []string{"naam", "geboortedatum"}
	return []*route{
		keurroute(personen, func(_ *vraag, l *lezer, b *bericht.Zoekvraag) { l.zoekvraag(b) }, zoekPersonen),
		leesroute(verstrekkingen, zoekVerstrekkingen),
	}
}

func (l *lezer) zoekvraag(b *bericht.Zoekvraag) ledger.Zoekvraag {
	z := ledger.Zoekvraag{
		Naam: b.Naam, Klank: b.Klank,
		Geboortedatum: ontleed(l, pad{"geboortedatum"}, b.Geboortedatum, waarde.ParseGedeeltelijkeDatum),
		BSN:           ontleed(l, pad{"bsn"}, b.BSN, waarde.ParseBSN),
		Adres:         l.adres(b.Adres),
	}
	if z.Adres != nil {
		if f := z.Adres.Controleer(); len(f) > 0 {
			l.fouten.VoegAlle(f, "adres")
		} else if z.Adres.Zoekvorm() == "" {
			l.fouten.Voeg(waarde.NieuweFout("te-weinig", "Geef een postcode en huisnummer, of een straat en plaats."), "adres")
		}
	}
	if *b == (bericht.Zoekvraag{}) {
		l.fouten.Voeg(waarde.NieuweFout(codeVerplicht, "Geef ten minste één gegeven om op te zoeken."))
	}
	return z
}

func zoekPersonen(v *vraag, b *bericht.Zoekvraag) (*antwoord, error) {
	gevonden, meer, err := v.s.Ledger.Zoek(v.ctx, v.grant, new(lezer).zoekvraag(b), VindPersonen(v.s.Projecties),
		v.verzoek)
	if err != nil {
		return nil, leesmodel(err)
	}
	return toonGevonden(gevonden, meer), nil
}

func toonGevonden(gevonden []ledger.Gevonden, meer bool) *antwoord {
	uit := &bericht.Gevonden{Treffers: []bericht.Treffer{}, Meer: meer}
	for _, g := range gevonden {
		t := bericht.Treffer{Dossier: g.Dossier, Betrokkene: nietNul(g.Betrokkene), Onderdeel: nietNul(g.Onderdeel)}
		t.Inhoud, t.Gat = toon(g.Inhoud)
		uit.Treffers = append(uit.Treffers, t)
	}
	return &antwoord{lichaam: uit}
}

// VindPersonen is the ledger's Vinder of persons in read models. Its errors are those of projections.Zoek.
func VindPersonen(in *projections.Projections) ledger.Vinder {
	type termen = func(ctx context.Context, sleutel string) ([]ledger.Zoekterm, error)
	return func(ctx context.Context, termen termen) ([]toegang.Treffer, bool, error) {
		p, err := in.Zoek(ctx, func(ctx context.Context, sleutel string) ([]projections.Zoekterm, error) {
			ts, err := termen(ctx, sleutel)
			uit := make([]projections.Zoekterm, len(ts))
			for i, t := range ts {
				uit[i].Tokens, uit[i].Mag = tokens(t), t.Mag
			}
			return uit, err
		})
		treffers := make([]toegang.Treffer, len(p.Treffers))
		for i, t := range p.Treffers {
			treffers[i] = toegang.Treffer{Dossier: t.Dossier, Betrokkene: t.Betrokkene}
		}
		return treffers, p.Meer, err
	}
}

func tokens(t ledger.Zoekterm) [][]byte {
	uit := make([][]byte, len(t.Tokens))
	for i := range t.Tokens {
		uit[i] = t.Tokens[i][:]
	}
	return uit
}

func zoekVerstrekkingen(v *vraag, b *bericht.ZoekvraagVerstrekking) (*antwoord, error) {
	gevonden, meer, err := v.s.Ledger.ZoekVerstrekkingen(v.ctx, v.grant, b.Ontvanger, v.vindVerstrekkingen, v.verzoek)
	if err != nil {
		return nil, leesmodel(err)
	}
	return toonGevonden(gevonden, meer), nil
}

// vindVerstrekkingen is the ledger's Vinder of verstrekkingen.
func (v *vraag) vindVerstrekkingen(ctx context.Context,
	termen func(context.Context, string) ([]ledger.Zoekterm, error)) ([]toegang.Treffer, bool, error) {
	f := projections.VerstrekkingFilter{Ontvanger: func(ctx context.Context, sleutel string) ([][]byte, error) {
		ts, err := termen(ctx, sleutel)
		var uit [][]byte
		for _, t := range ts { // one field, so one term
			uit = append(uit, tokens(t)...)
		}
		return uit, err
	}}
	page, err := v.s.Projecties.Verstrekkingen(ctx, f, "", projections.MaxTreffers)
	treffers := make([]toegang.Treffer, len(page.Items))
	for i, t := range page.Items {
		treffers[i] = toegang.Treffer{Dossier: t.Dossier, Onderdeel: t.Onderdeel}
	}
	return treffers, page.Next != "", err
}
