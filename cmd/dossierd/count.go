package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
)

func countCommand(p *paths) *cobra.Command {
	var halfYear, who, signed, reason string
	cmd := &cobra.Command{
		Use:   "telling --half-jaar JJJJ-1|2 --medewerker ID --geheimhouding-op DATUM",
		Short: "Tel de meldingen van een afgelopen halfjaar en leg de aantallen vast (met een gestopte server; anders met dossierctl telling)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			h, err := domain.ParseHalfJaar(halfYear)
			if err != nil {
				return errors.New("noem met --half-jaar een halfjaar, zoals 2026-1")
			}
			day, err := waarde.ParseDatum(signed)
			if err != nil {
				return fmt.Errorf("--geheimhouding-op: %w", err)
			}
			o, err := openParts(cmd.Context(), p, slog.New(slog.DiscardHandler), cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, o.Close()) }()
			actor := toegang.Actor{Wie: who, Rol: toegang.Teamleider, GeheimhoudingOp: day}
			g := o.ledger.Beslis(actor, domain.HandelingTellen, id.Dossier{}, "kwaliteit")
			t, err := o.ledger.StelTellingVast(cmd.Context(), g, h, domain.CorrectieReden(reason), uuid.NewString())
			if err != nil {
				return err
			}
			showCount(cmd.OutOrStdout(), t)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&halfYear, "half-jaar", "", "het halfjaar waarin de meldingen zijn ontvangen: 2026-1 is januari tot en met juni")
	f.StringVar(&who, "medewerker", "", "id van de teamleider die laat tellen")
	f.StringVar(&signed, "geheimhouding-op", "", "datum waarop die de geheimhoudingsverklaring heeft getekend (jjjj-mm-dd)")
	f.StringVar(&reason, "reden", "", fmt.Sprintf("waarom opnieuw wordt geteld: een van %v", domain.CorrectieRedenen))
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
