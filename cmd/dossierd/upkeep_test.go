package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"testing"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
)

// breaksOff takes over nothing: what a crash between two dossiers leaves.
type breaksOff struct{ eventstore.Store }

func (s breaksOff) Append(ctx context.Context, stream string, e eventstore.Expected, es ...eventstore.Event) (
	eventstore.Appended, error) {
	if domain.Soort(es[0].Kind) == domain.SoortOnderdeelOvergenomen {
		return eventstore.Appended{}, errors.New("broken off")
	}
	return s.Store.Append(ctx, stream, e, es...)
}

// A merge that broke off between the two dossiers is finished when the server starts, not a while after: until then
// both say that they have it, and a server that is restarted often would never come to it.
func TestStartFinishesWhatBrokeOff(t *testing.T) {
	p := newPaths(t)
	must(t, initialise(t.Context(), p, "Veilig Thuis Voorbeeld"))
	o, err := openClosed(t.Context(), p, slog.New(slog.DiscardHandler))
	must(t, err)
	o.store = breaksOff{o.store}
	must(t, o.openLedger(p))
	must(t, o.gate(t.Context(), os.Stderr))
	var from, to id.Dossier
	must(t, o.online(t.Context(), p, handler(t, o, p), func(ctx context.Context, as func(role) *client.Client) error {
		var here []bericht.Persoonspaar
		for _, d := range []*id.Dossier{&from, &to} {
			n := bericht.NieuwDossier{Grond: "ambtshalve-melding", Betrokkenen: []bericht.NieuweBetrokkeneVerwijzing{
				person("kind", "", "Bo", "Voorbeeld", "", "", "", "kind")},
				Melding: &bericht.NieuweMelding{OntvangenOp: now(), Over: []string{"kind"}}}
			v, err := as(caseworker).Open(ctx, n, once())
			if err != nil {
				return err
			}
			*d = v.Dossier
			here = append(here, bericht.Persoonspaar{Hier: v.Betrokkenen[0].Betrokkene})
		}
		v, err := as(caseworker).BrengOver(ctx, from, bericht.NieuweOverbrenging{NaarDossier: to, Geheel: true,
			Personen: here[:1], Motivering: bericht.Tekst{Tekst: "Het is één gezin."}}, once())
		if err == nil && !v.NogUitTeVoeren {
			t.Error("nothing broke off")
		}
		return err
	}))
	must(t, o.Close())

	o = open(t, p)
	if o.ledger.Onaf() != 1 {
		t.Fatalf("%d dossiers unfinished", o.ledger.Onaf())
	}
	ctx, stop := context.WithTimeout(t.Context(), finishEvery/2)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- o.upkeep(ctx, slog.New(slog.DiscardHandler)) }()
	must(t, o.online(ctx, p, handler(t, o, p), func(ctx context.Context, as func(role) *client.Client) error {
		for {
			v, err := as(caseworker).Dossier(ctx, from, nil, "")
			if err != nil || v.Overgebracht != nil {
				return err
			}
			time.Sleep(10 * time.Millisecond)
		}
	}))
	stop()
	<-done
	must(t, o.Close())
}
