package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/ledger"
)

func countCommand(p *paths) *cobra.Command {
	who := employee{role: string(toegang.Teamleider), purpose: "kwaliteit"}
	var halfYear, reason string
	cmd := &cobra.Command{
		Use: "telling --half-jaar JJJJ-1|2 --medewerker ID --geheimhouding-op DATUM",
		Short: "Tel de meldingen van een afgelopen halfjaar en leg de aantallen vast (met een gestopte server; anders met " +
			"dossierctl telling)",
		Args: dutch.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			h, err := domain.ParseHalfJaar(halfYear)
			if err != nil {
				return dutch.Usagef("noem met --half-jaar een halfjaar, zoals 2026-1")
			}
			if reason != "" && !slices.Contains(domain.CorrectieRedenen, domain.CorrectieReden(reason)) {
				return dutch.Usagef("onbekende reden; kies met --reden een van: %s", oneOf(domain.CorrectieRedenen))
			}
			actor, err := who.actor()
			if err != nil {
				return err
			}
			return p.using(cmd.Context(), cmd.ErrOrStderr(), func(o *parts) error {
				g := o.ledger.Beslis(actor, domain.HandelingTellen, id.Dossier{}, who.purpose)
				bar := newProgress(cmd.ErrOrStderr(), "meldingen tellen", "dossiers", -1)
				t, err := o.ledger.StelTellingVast(cmd.Context(), g, ledger.Telopdracht{
					HalfJaar: h, Reden: domain.CorrectieReden(reason), Verzoek: uuid.NewString(), Waar: o.receivedIn,
					Voortgang: bar.of,
				})
				bar.done()
				if err != nil {
					return err
				}
				showCount(cmd.OutOrStdout(), t)
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&halfYear, "half-jaar", "",
		"het `halfjaar` waarin de meldingen zijn ontvangen: 2026-1 is januari tot en met juni")
	who.flags(f, "`id` van de teamleider die laat tellen",
		"`datum` waarop die de geheimhoudingsverklaring heeft getekend (jjjj-mm-dd)")
	f.StringVar(&reason, "reden", "", "`reden` om opnieuw te tellen: een van "+oneOf(domain.CorrectieRedenen))
	return cmd
}

// showCount shows a count; a dot stands for what is left out.
func showCount(out io.Writer, t ledger.VastgesteldeTelling) {
	line := func(what, code string, n *int) {
		number := "."
		if n != nil {
			number = fmt.Sprint(*n)
		}
		fmt.Fprintf(out, "%-22s %-28s %8s\n", what, code, number)
	}
	line("meldingen", string(t.HalfJaar), t.Totaal)
	for _, r := range t.Rijen {
		for _, c := range r.Cellen {
			line(r.Naam, c.Code, c.Aantal)
		}
	}
}
