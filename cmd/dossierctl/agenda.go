package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
	"dossierboek/cmd/dutch"
)

func agendaCommand(f *frame) *cobra.Command {
	var owner string
	var until dayFlag
	cmd := &cobra.Command{
		Use:   "agenda [opties]",
		Short: "Toon wat een medewerker nog moet doen",
		Long: `Toon de openstaande punten van een medewerker in alle dossiers, het dringendste eerst: wat er ontbreekt of moet
worden nagekeken, bij welk onderdeel, en voor welke dag. Zonder --eigenaar is het uw eigen agenda.`,
		Example: `  dossierctl agenda --tot 2026-03-31`,
		Args:    dutch.NoArgs,
	}
	cmd.Flags().StringVar(&owner, "eigenaar", "", "van deze `medewerker`")
	cmd.Flags().Var(&until, "tot", "alleen wat uiterlijk op deze dag moet")
	return f.asks(cmd, func(c *call) (answer, error) {
		all := &bericht.OpenstaandePunten{Punten: []bericht.OpenstaandPunt{}}
		for cursor := ""; ; {
			got, err := c.api.OpenstaandePunten(c.ctx, owner, until.day, cursor, 0)
			if err != nil {
				return answer{}, err
			}
			all.Punten, all.Concepten = append(all.Punten, got.Punten...), append(all.Concepten, got.Concepten...)
			if cursor = got.Volgende; cursor == "" {
				return shown(all, showAgenda), nil
			}
		}
	})
}

// showAgenda shows the punten under their days.
func showAgenda(p *page, a *bericht.OpenstaandePunten) error {
	if len(a.Concepten) > 0 {
		p.line(0, span{heading, "Concepten die aandacht vragen"})
		for _, d := range a.Concepten {
			draftHead(p, d)
		}
		p.blank()
	}
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
		p.hang(2, 4, text(k.Titel), span{actor, " " + string(k.Eigenaar)},
			span{faint, fmt.Sprintf(" · sinds %s", moment(k.Sinds))})
		p.line(4, span{faint, "dossier " + k.Dossier.String()})
		p.line(4, span{faint, "onderdeel " + k.Onderdeel.String()})
	}
	return p.err
}
