package api

import (
	"context"
	"errors"
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
	zoek := route{methode: http.MethodPost, groep: groepZoeken, handeling: domain.HandelingZoeken, antwoord: reflect.TypeFor[bericht.Gevonden]()}
	personen, verstrekkingen := zoek, zoek
	personen.pad, personen.id = "/betrokkenen/_zoek", "zoekBetrokkenen"
	personen.titel, personen.uitleg = "Zoek personen", "Vindt personen op naam, klank van de achternaam, geboortedatum, BSN of adres. Wat is gevonden, wordt vastgelegd."
	verstrekkingen.pad, verstrekkingen.id = "/verstrekkingen/_zoek", "zoekVerstrekkingen"
	verstrekkingen.titel, verstrekkingen.uitleg = "Zoek verstrekkingen aan een ontvanger", "Vindt wat aan een ontvanger is verstrekt. Wat is gevonden, wordt vastgelegd."
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

// zoekpogingen is how often a search begins again because a rebuild put another file in place.
const zoekpogingen = 3

var errAndereIndex = errors.New("api: another file of read models took this one's place")

// vind runs a search on the file of read models in use, with tokens under that file's key.
func (v *vraag) vind(zoek func(ledger.Vinder) error, in func(ctx context.Context, sleutel string, termen []ledger.Zoekterm) ([]toegang.Treffer, bool, error)) error {
	var err error
	for range zoekpogingen {
		h, gezond := v.s.Projecties.Health(v.ctx)
		if h.File == "" {
			return leesmodel(errors.Join(projections.ErrNotReady, gezond))
		}
		err = zoek(ledger.Vinder{Sleutel: h.File, Vind: func(ctx context.Context, termen []ledger.Zoekterm) ([]toegang.Treffer, bool, error) {
			return in(ctx, h.File, termen)
		}})
		if !errors.Is(err, errAndereIndex) {
			break
		}
	}
	return leesmodel(err)
}

func zoekPersonen(v *vraag, b *bericht.Zoekvraag) (*antwoord, error) {
	vraag := new(lezer).zoekvraag(b)
	uit := &bericht.Gevonden{Treffers: []bericht.Treffer{}}
	err := v.vind(func(in ledger.Vinder) error {
		gevonden, meer, err := v.s.Ledger.Zoek(v.ctx, v.grant, vraag, in, v.verzoek)
		uit.Meer = meer
		for _, g := range gevonden {
			t := bericht.Treffer{Dossier: g.Dossier, Betrokkene: nietNul(g.Betrokkene)}
			t.Inhoud, t.Gat = toon(g.Inhoud)
			uit.Treffers = append(uit.Treffers, t)
		}
		return err
	}, func(ctx context.Context, sleutel string, termen []ledger.Zoekterm) ([]toegang.Treffer, bool, error) {
		p, err := v.s.Projecties.Zoek(ctx, func(_ context.Context, key string) ([]projections.Zoekterm, error) {
			if key != sleutel {
				return nil, errAndereIndex
			}
			uit := make([]projections.Zoekterm, len(termen))
			for i, t := range termen {
				uit[i].Tokens = tokens(t)
			}
			return uit, nil
		})
		treffers := make([]toegang.Treffer, len(p.Treffers))
		for i, t := range p.Treffers {
			treffers[i] = toegang.Treffer{Dossier: t.Dossier, Betrokkene: t.Betrokkene}
		}
		return treffers, p.Meer, err
	})
	return &antwoord{lichaam: uit}, err
}

func tokens(t ledger.Zoekterm) [][]byte {
	uit := make([][]byte, len(t.Tokens))
	for i := range t.Tokens {
		uit[i] = t.Tokens[i][:]
	}
	return uit
}

func zoekVerstrekkingen(v *vraag, b *bericht.ZoekvraagVerstrekking) (*antwoord, error) {
	uit := &bericht.Gevonden{Treffers: []bericht.Treffer{}}
	err := v.vind(func(in ledger.Vinder) error {
		gevonden, meer, err := v.s.Ledger.ZoekVerstrekkingen(v.ctx, v.grant, b.Ontvanger, in, v.verzoek)
		uit.Meer = meer
		for _, g := range gevonden {
			t := bericht.Treffer{Dossier: g.Dossier, Onderdeel: nietNul(g.Onderdeel)}
			t.Inhoud, t.Gat = toon(g.Inhoud)
			uit.Treffers = append(uit.Treffers, t)
		}
		return err
	}, func(ctx context.Context, sleutel string, termen []ledger.Zoekterm) ([]toegang.Treffer, bool, error) {
		f := projections.VerstrekkingFilter{Ontvanger: func(_ context.Context, key string) ([][]byte, error) {
			if key != sleutel {
				return nil, errAndereIndex
			}
			var uit [][]byte
			for _, t := range termen { // one field, so one term
				uit = append(uit, tokens(t)...)
			}
			return uit, nil
		}}
		page, err := v.s.Projecties.Verstrekkingen(ctx, f, "", projections.MaxTreffers)
		treffers := make([]toegang.Treffer, len(page.Items))
		for i, t := range page.Items {
			treffers[i] = toegang.Treffer{Dossier: t.Dossier, Onderdeel: t.Onderdeel}
		}
		return treffers, page.Next != "", err
	})
	return &antwoord{lichaam: uit}, err
}
