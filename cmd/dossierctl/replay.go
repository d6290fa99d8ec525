package main

import (
	"io"

	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
)

func replayCommand(f *frame) *cobra.Command {
	var until momentFlag
	cmd := &cobra.Command{
		Use:   "replay DOSSIER [opties]",
		Short: "Speel na wat er met een dossier gebeurde, in de volgorde waarin het gebeurde",
		Long: `Speel na wat er met een dossier gebeurde: per gebeurtenis wanneer, wie, in welke rol, waarvoor en wat. Bij een correctie
staat wat er veranderde; waar de inhoud niet meer te zien is, staat een gat met de reden.

Met --json komt elke gebeurtenis op een eigen regel (JSON Lines).`,
		Example: `  dossierctl replay 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --tot 2026-03-15
  dossierctl replay 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --kleur altijd | less -R`,
		Args: oneDossier,
	}
	cmd.Flags().Var(&until, "tot", "tot en met dit moment (anders nu)")
	return f.asks(cmd, func(c *call) (answer, error) {
		t, err := c.api.Tijdlijn(c.ctx, c.dossier(), until.t)
		a := shown(t, showTimeline)
		a.write = func(out io.Writer) error { return writeEvents(out, t) }
		return a, err
	})
}

// writeEvents writes a line for each event.
func writeEvents(out io.Writer, t *bericht.Tijdlijn) error {
	for i := range t.Momenten {
		if err := writeJSON(out, &t.Momenten[i]); err != nil {
			return err
		}
	}
	return nil
}
