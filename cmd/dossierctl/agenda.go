package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
)

func agendaCommand(c *connection, s *screen) *cobra.Command {
	var owner string
	var until dayFlag
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "agenda [opties]",
		Short: "Toon wat een medewerker nog moet doen",
		Long: `Toon de openstaande punten van een medewerker in alle dossiers, het dringendste eerst: wat er ontbreekt of moet
worden nagekeken, bij welk onderdeel, en voor welke dag. Zonder --eigenaar is het uw eigen agenda.`,
		Example: `  dossierctl agenda --tot 2026-03-31`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			page, err := s.page(cmd.OutOrStdout())
			if err != nil {
				return err
			}
			api, err := c.open()
			if err != nil {
				return err
			}
			all := &bericht.OpenstaandePunten{Punten: []bericht.OpenstaandPunt{}}
			for cursor := ""; ; {
				got, err := api.OpenstaandePunten(cmd.Context(), owner, until.day, cursor, 0)
				if err != nil {
					return err
				}
				all.Punten = append(all.Punten, got.Punten...)
				if cursor = got.Volgende; cursor == "" {
					break
				}
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), all)
			}
			return showAgenda(page, all)
		},
	}
	cmd.Flags().StringVar(&owner, "eigenaar", "", "van deze `medewerker`")
	cmd.Flags().Var(&until, "tot", "alleen wat uiterlijk op deze dag moet")
	jsonFlag(cmd.Flags(), &asJSON)
	return cmd
}

// showAgenda shows the punten under their days.
func showAgenda(p *page, a *bericht.OpenstaandePunten) error {
	if len(a.Punten) == 0 {
		p.line(0, text("Er staat niets open."))
	}
	day := ""
	for i, k := range a.Punten {
		if k.Uiterlijk != day {
			if i > 0 {
				p.blank()
			}
			day = k.Uiterlijk
			p.line(0, span{heading, "Uiterlijk " + partialDay(day)})
		}
		p.hang(2, 4, text(k.Titel), span{actor, " " + string(k.Eigenaar)}, span{faint, fmt.Sprintf(" · sinds %s", moment(k.Sinds))})
		p.line(4, span{faint, "dossier " + k.Dossier.String()})
		p.line(4, span{faint, "onderdeel " + k.Onderdeel.String()})
	}
	return p.err
}
