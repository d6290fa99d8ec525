package main

import "github.com/spf13/cobra"

func viewCommand(f *frame) *cobra.Command {
	var knownAt momentFlag
	var validOn dayFlag
	cmd := &cobra.Command{
		Use:   "view DOSSIER [opties]",
		Short: "Toon een dossier zoals het toen bekend was en toen gold",
		Long: `Toon een dossier op twee tijden: wat toen bekend was (--beschikbaar-op) en wat toen gold (--geldig-op).

Wat vernietigd of afgeschermd is, blijft dat ook in het verleden: op zijn plaats staat een gat, met de reden.`,
		Example: `  dossierctl view 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060
  dossierctl view 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --beschikbaar-op "2026-03-01 14:30" --geldig-op 2025-12-31`,
		Args: oneDossier,
	}
	cmd.Flags().Var(&knownAt, "beschikbaar-op", "wat op dit moment bekend was (anders nu)")
	cmd.Flags().Var(&validOn, "geldig-op", "wat op deze dag gold (anders vandaag)")
	return f.asks(cmd, func(c *call) (answer, error) {
		d, err := c.api.Dossier(c.ctx, c.dossier(), knownAt.t, validOn.day)
		return shown(d, showDossier), err
	})
}
