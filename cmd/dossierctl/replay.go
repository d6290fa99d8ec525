package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func jsonFlag(f *pflag.FlagSet, as *bool) {
	f.BoolVar(as, "json", false, "uitvoer voor programma's, in JSON")
}

func replayCommand(c *connection, s *screen) *cobra.Command {
	var until momentFlag
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "replay DOSSIER [opties]",
		Short: "Speel na wat er met een dossier gebeurde, in de volgorde waarin het gebeurde",
		Long: `Speel na wat er met een dossier gebeurde: per gebeurtenis wanneer, wie, in welke rol, waarvoor en wat. Bij een correctie
staat wat er veranderde; waar de inhoud niet meer te zien is, staat een gat met de reden.

Met --json komt elke gebeurtenis op een eigen regel (JSON Lines).`,
		Example: `  dossierctl replay 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --tot 2026-03-15
  dossierctl replay 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --kleur altijd | less -R`,
		Args: oneDossier,
		RunE: func(cmd *cobra.Command, args []string) error {
			which, err := dossierOf(args)
			if err != nil {
				return err
			}
			page, err := s.page(cmd.OutOrStdout())
			if err != nil {
				return err
			}
			api, err := c.open()
			if err != nil {
				return err
			}
			t, err := api.Tijdlijn(cmd.Context(), which, until.t)
			if err != nil {
				return err
			}
			if !asJSON {
				return showTimeline(page, t)
			}
			for i := range t.Momenten {
				if err := writeJSON(cmd.OutOrStdout(), &t.Momenten[i]); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().Var(&until, "tot", "tot en met dit moment (anders nu)")
	jsonFlag(cmd.Flags(), &asJSON)
	return cmd
}
