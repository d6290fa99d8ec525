package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"filippo.io/age"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
)

// overdragen gives a dossier to another organisation: what it holds now, in the lines of an import, sealed to the
// recipient. It is a POST because it records a verstrekking; the file is its answer, and exists nowhere here.
func overdragen() *route {
	rt := schrijfroute(route{
		pad: "/dossiers/{dossier}/overdrachten", id: "draagDossierOver", groep: groepVerstrekken,
		handeling: domain.HandelingVerstrekken, parameters: []*parameter{parDossier},
		bijvoorbeeld: []string{"uitdrukkelijk"}, titel: "Draag een dossier over aan een andere organisatie",
		uitleg: "Geeft wat het dossier nu geldig bevat als bestand dat 'dossierd import' inleest, met age verzegeld voor " +
			"de ontvanger, en legt dat vast als verstrekking, bijlagen met hun bestanden. Wie meldde of informeerde gaat " +
			"niet mee, en bijlagen alleen als zij zijn genoemd waar iets van het dossier voor de ontvanger verborgen blijft; " +
			"het slot van het bestand telt wat achterbleef. Breekt het bestand af, herhaal de aanvraag dan met dezelfde " +
			"Idempotency-Key: er wordt niet nog eens verstrekt. Wat intussen is vernietigd of afgeschermd, ontbreekt dan.",
	}, func(v *vraag, l *lezer, b *bericht.NieuweOverdracht) domain.Opdracht {
		ontvangers(l, b.Sleutels)
		return domain.DraagDossierOver{
			ID: v.nieuwOnderdeel(), Weglaten: b.Weglaten, Uitdrukkelijk: b.Uitdrukkelijk, BevestigdGeheim: b.BevestigdGeheim,
			Verstrekking: l.verstrekking(nil, bericht.Verstrekking{Ontvanger: b.Ontvanger, Grond: b.Grond,
				Toestemming: b.Toestemming, Doel: b.Doel}),
		}
	})
	rt.antwoord, rt.doe = nil, draagOver
	rt.stroom, rt.stroomUitleg = "application/octet-stream",
		"Het bestand, verzegeld volgens age-encryption.org/v1. Breekt de verbinding af, dan is het niet te openen."
	return rt
}

// ontvangers are those to whom the file is sealed. A fault says nothing of the key.
func ontvangers(l *lezer, sleutels []string) []age.Recipient {
	var uit []age.Recipient
	for i, s := range sleutels {
		r, err := age.ParseX25519Recipient(s)
		if err != nil {
			l.fouten.Voeg(waarde.NieuweFout(codeVorm,
				"Dit is geen openbare age-sleutel: age1 en nog 58 kleine letters en cijfers."), "sleutels", strconv.Itoa(i))
			continue
		}
		uit = append(uit, r)
	}
	return uit
}

func draagOver(v *vraag) (*antwoord, error) {
	b, ok := decodeer[bericht.NieuweOverdracht](v)
	if !ok {
		return nil, errors.New("api: an overdracht that does not decode")
	}
	nu := domain.Feiten{Nu: v.s.Ledger.Nu(), Vandaag: v.s.Ledger.Vandaag(), Wie: v.actor.Wie}
	vraag := v.schrijfopdracht(v.opdracht)
	vraag.Onzegbaar = func(o *ledger.Overdracht) ([]id.Onderdeel, error) { return onzegbaar(v.ctx, o, nu) }
	o, err := v.s.Ledger.DraagDossierOver(v.ctx, vraag)
	if err != nil {
		return nil, err
	}
	welk := o.Verstrekking.String()
	return &antwoord{
		status: http.StatusCreated, revisie: &o.Revisie, herhaald: o.Herhaald,
		koppen: map[string]string{"Content-Disposition": `attachment; filename="overdracht-` + welk[len(welk)-8:] + `.age"`},
		stroom: func(w io.Writer) error {
			defer o.Close()
			return verzegelOverdracht(v.ctx, opTijd(w, v.uitstel), ontvangers(&lezer{}, b.Sleutels), o, nu)
		},
	}, nil
}

// onzegbaar writes the file to nowhere, and gives what stayed behind.
func onzegbaar(ctx context.Context, o *ledger.Overdracht, nu domain.Feiten) ([]id.Onderdeel, error) {
	s, err := nieuweOverdrachtschrijver(o, nu)
	if err != nil {
		return nil, err
	}
	err = s.schrijf(ctx, io.Discard)
	return s.onzegbaar, err
}

// verzegelOverdracht writes the file as it is sealed: nothing of it lies anywhere open.
func verzegelOverdracht(ctx context.Context, w io.Writer, naar []age.Recipient, o *ledger.Overdracht,
	nu domain.Feiten) error {
	s, err := nieuweOverdrachtschrijver(o, nu)
	if err != nil {
		return err
	}
	dicht, err := age.Encrypt(w, naar...)
	if err != nil {
		return err
	}
	if err := s.schrijf(ctx, dicht); err != nil {
		return err
	}
	return dicht.Close()
}

// LeesSlot reads the closing line of another organisation's file; ok is false for any other line.
func LeesSlot(ruw []byte) (_ bericht.Slot, ok bool) {
	var b struct {
		Slot *bericht.Slot `json:"slot"`
	}
	d := json.NewDecoder(bytes.NewReader(ruw))
	d.DisallowUnknownFields()
	if d.Decode(&b) != nil || b.Slot == nil || d.More() {
		return bericht.Slot{}, false
	}
	return *b.Slot, true
}
