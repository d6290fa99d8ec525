package main

import "github.com/spf13/cobra"

func diffCommand(c *connection, s *screen) *cobra.Command {
	var since, until momentFlag
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff DOSSIER --sinds TIJD [opties]",
		Short: "Toon wat er tussen twee momenten veranderde, door wie en op welke grond",
		Long: `Toon per onderdeel en per veld wat er tussen twee momenten veranderde: van wat naar wat, door welke gebeurtenis, door wie
en op welke grond. Wat intussen heen en weer ging, is geen verschil.`,
		Example: `  dossierctl diff 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --sinds 2026-03-01 --tot "2026-04-01 12:00"`,
		Args:    oneDossier,
		RunE: func(cmd *cobra.Command, args []string) error {
			which, err := dossierOf(args)
			if err != nil {
				return err
			}
			if since.t == nil {
				return usagef("noem met --sinds het eerste moment")
			}
			if until.t != nil && until.t.Before(*since.t) {
				return usagef("--tot ligt voor --sinds")
			}
			page, err := s.page(cmd.OutOrStdout())
			if err != nil {
				return err
			}
			api, err := c.open()
			if err != nil {
				return err
			}
			d, err := api.Verschillen(cmd.Context(), which, *since.t, until.t)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), d)
			}
			return showDifferences(page, d)
		},
	}
	cmd.Flags().Var(&since, "sinds", "het eerste moment")
	cmd.Flags().Var(&until, "tot", "het tweede moment (anders nu)")
	jsonFlag(cmd.Flags(), &asJSON)
	return cmd
}
