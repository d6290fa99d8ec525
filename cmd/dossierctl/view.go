package main

import (
	"encoding/json"
	"io"

	"github.com/spf13/cobra"
)

func viewCommand(c *connection, s *screen) *cobra.Command {
	var knownAt momentFlag
	var validOn dayFlag
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "view DOSSIER [opties]",
		Short: "Toon een dossier zoals het toen bekend was en toen gold",
		Long: `Toon een dossier op twee tijden: wat toen bekend was (--beschikbaar-op) en wat toen gold (--geldig-op).

Wat vernietigd of afgeschermd is, blijft dat ook in het verleden: op zijn plaats staat een gat, met de reden.`,
		Example: `  dossierctl view 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060
  dossierctl view 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --beschikbaar-op "2026-03-01 14:30" --geldig-op 2025-12-31`,
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
			d, err := api.Dossier(cmd.Context(), which, knownAt.t, validOn.day)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), d)
			}
			return showDossier(page, d)
		},
	}
	f := cmd.Flags()
	f.Var(&knownAt, "beschikbaar-op", "wat op dit moment bekend was (anders nu)")
	f.Var(&validOn, "geldig-op", "wat op deze dag gold (anders vandaag)")
	jsonFlag(f, &asJSON)
	return cmd
}

// writeJSON writes a value as one line, for machines.
func writeJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
