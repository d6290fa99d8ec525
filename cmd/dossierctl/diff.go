package main

import (
	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
)

func diffCommand(f *frame) *cobra.Command {
	var since, until momentFlag
	cmd := &cobra.Command{
		Use:   "diff DOSSIER --sinds TIJD [opties]",
		Short: "Toon wat er tussen twee momenten veranderde, door wie en op welke grond",
		Long: `Toon per onderdeel en per veld wat er tussen twee momenten veranderde: van wat naar wat, door welke gebeurtenis, door wie
en op welke grond. Wat intussen heen en weer ging, is geen verschil.`,
		Example: `  dossierctl diff 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --sinds 2026-03-01 --tot "2026-04-01 12:00"`,
		Args: cobra.MatchAll(oneDossier, func(*cobra.Command, []string) error {
			switch {
			case since.t == nil:
				return dutch.Usagef("noem met --sinds het eerste moment")
			case until.t != nil && until.t.Before(*since.t):
				return dutch.Usagef("--tot ligt voor --sinds")
			}
			return nil
		}),
	}
	cmd.Flags().Var(&since, "sinds", "het eerste moment")
	cmd.Flags().Var(&until, "tot", "het tweede moment (anders nu)")
	return f.asks(cmd, func(c *call) (answer, error) {
		d, err := c.api.Verschillen(c.ctx, c.dossier(), *since.t, until.t)
		return shown(d, showDifferences), err
	})
}
