package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/spf13/cobra"

	"dossierboek/api/client"
	"dossierboek/api/identiteit"
	"dossierboek/cmd/dutch"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

func demoCommand(p *paths) *cobra.Command {
	var large string
	var dossiers int
	var seed uint64
	cmd := &cobra.Command{
		Use:   "demo [opties]",
		Short: "Maak een nieuw logboek met twee fictieve gezinnen en de gang van echte zaken",
		Args:  dutch.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if large != "" {
				if err := writeFictional(cmd.Context(), large, dossiers, seed); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s: %d fictieve dossiers, voor dossierd import.\n", large, dossiers)
				return nil
			}
			if err := makeDemo(cmd.Context(), p, cmd.ErrOrStderr()); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "Demo in %s. Alle personen zijn verzonnen. Start met: dossierd serve --data %s "+
				"--demo\n", p.data, p.data)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&large, "groot", "", "maak in plaats daarvan een `bestand` met fictieve oudere dossiers, voor dossierd "+
		"import")
	f.IntVar(&dossiers, "dossiers", 10_000, "bij --groot: hoeveel dossiers")
	f.Uint64Var(&seed, "zaad", 1, "bij --groot: hetzelfde zaad geeft hetzelfde bestand")
	return cmd
}

// makeDemo makes a new ledger and lets two fictional cases take their course in it, over HTTP: through the same code
// as real use. They were last week, so that its days and its nights are what they are in the log.
func makeDemo(ctx context.Context, real *paths, errs io.Writer) error {
	w, p, err := newWeek(real)
	if err != nil {
		return err
	}
	if err := initialise(ctx, p, "Veilig Thuis Voorbeeld"); err != nil {
		return err
	}
	return p.using(ctx, errs, func(o *parts) error {
		handler, err := o.handler(p, slog.New(slog.DiscardHandler), false)
		if err != nil {
			return err
		}
		return o.online(ctx, p, handler, func(ctx context.Context, as func(role) *client.Client) error {
			if err := w.before(ctx, as); err != nil {
				return err
			}
			return follow(ctx, w.steps())
		})
	})
}

// online serves the parts on a loopback port of its own for as long as do runs, with the read models following.
func (o *parts) online(ctx context.Context, p *paths, handler http.Handler,
	do func(context.Context, func(role) *client.Client) error) error {
	server := httptest.NewServer(handler)
	defer server.Close()
	ctx, stop := context.WithCancel(ctx)
	followed := make(chan error, 1)
	go func() { followed <- o.projections.Run(ctx) }()
	as, err := o.clients(p, server.URL, server.Client())
	if err == nil {
		err = do(ctx, as)
	}
	stop()
	if f := <-followed; !errors.Is(f, context.Canceled) {
		err = errors.Join(err, f)
	}
	return err
}

// role is somebody of the demo organisation.
type role struct {
	id   string
	rol  toegang.Rol
	why  string
	whom string // for whom this one works; "" for none
}

var (
	nightWorker    = role{"m-devries", toegang.Medewerker, "veiligheidsbeoordeling", ""}
	caseworker     = role{"m-jansen", toegang.Medewerker, "onderzoek", ""}
	teamLeader     = role{"t-bakker", toegang.Teamleider, "onderzoek", ""}
	privacyOfficer = role{"po-visser", toegang.PrivacyOfficer, "rechten-van-betrokkene", ""}
	inspector      = role{"igj-smit", toegang.Inspecteur, "toezicht", ""}
	secretary      = role{"s-mulder", toegang.Medewerker, "veiligheidsbeoordeling", "m-jansen"}
)

// courseTokenLife is longer than the demo's week.
const courseTokenLife = 14 * 24 * time.Hour

// token gives a person of the demo a token.
func (o *parts) token(p *paths, r role, life time.Duration) (string, error) {
	key, err := identiteit.LeesSleutel(p.tokenKey)
	if err != nil {
		return "", err
	}
	signed, err := waarde.ParseDatum("2024-01-08")
	if err != nil {
		return "", err
	}
	actor := toegang.Actor{Wie: r.id, Namens: r.whom, Rol: r.rol, GeheimhoudingOp: signed}
	u := identiteit.Uitgever{Sleutel: key, Issuer: issuer, Nu: p.now}
	return u.Geef(identiteit.Bewijs{Actor: actor, Doel: r.why}, life)
}

func (o *parts) clients(p *paths, url string, h *http.Client) (func(role) *client.Client, error) {
	made := map[role]*client.Client{}
	for _, r := range []role{nightWorker, caseworker, teamLeader, privacyOfficer, inspector, secretary} {
		t, err := o.token(p, r, courseTokenLife)
		if err != nil {
			return nil, err
		}
		if made[r], err = client.New(client.Options{Server: url, Token: t, HTTP: h}); err != nil {
			return nil, err
		}
	}
	return func(r role) *client.Client { return made[r] }, nil
}
