package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
	"dossierboek/domain"
)

func countsCommand(c *connection, s *screen) *cobra.Command {
	var fix, asJSON bool
	var reason string
	cmd := &cobra.Command{
		Use:   "telling <halfjaar> [opties]",
		Short: "Toon de telling van een halfjaar, of stel haar vast",
		Long: `Toon hoeveel meldingen in een halfjaar zijn ontvangen, en per vraag van de statistiek hoe vaak elk antwoord voorkomt. Wat klein
is, of iets kleins zou verraden, staat er niet in (een punt). Met --vaststellen wordt een afgelopen halfjaar geteld; dat kan eenmaal,
en daarna alleen met een --reden. Beide tellingen blijven dan staan.`,
		Example: `  dossierctl telling 2026-1
  dossierctl telling 2026-1 --vaststellen`,
		Args: oneHalfYear,
		RunE: func(cmd *cobra.Command, args []string) error {
			h := domain.HalfJaar(args[0])
			page, err := s.page(cmd.OutOrStdout())
			if err != nil {
				return err
			}
			api, err := c.open()
			if err != nil {
				return err
			}
			all := &bericht.Telstaten{}
			if fix || reason != "" {
				t, err := api.StelTellingVast(cmd.Context(), bericht.NieuweTelstaat{HalfJaar: h, Reden: domain.CorrectieReden(reason)})
				if err != nil {
					return err
				}
				all.Tellingen = []bericht.Telstaat{*t}
			} else if all, err = api.Tellingen(cmd.Context(), h); err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), all)
			}
			for i := range all.Tellingen {
				if i > 0 {
					page.blank()
				}
				showCounts(page, &all.Tellingen[i])
			}
			return page.err
		},
	}
	cmd.Flags().BoolVar(&fix, "vaststellen", false, "tel het halfjaar, en leg de aantallen vast")
	cmd.Flags().StringVar(&reason, "reden", "", "tel opnieuw, om deze `reden`")
	jsonFlag(cmd.Flags(), &asJSON)
	return cmd
}

func oneHalfYear(cmd *cobra.Command, args []string) error {
	if len(args) == 1 {
		if _, err := domain.ParseHalfJaar(args[0]); err == nil {
			return nil
		}
	}
	return usagef("noem een halfjaar, zoals 2026-1: %s", cmd.UseLine())
}

// showCounts shows one count as a table.
func showCounts(p *page, t *bericht.Telstaat) {
	p.line(0, span{heading, "Meldingen ontvangen in " + string(t.HalfJaar)})
	how := "vastgesteld op " + moment(t.Op) + " door " + string(t.Door)
	if t.Reden != "" {
		how += "; opnieuw geteld: " + words(string(t.Reden))
	}
	p.line(2, span{faint, how})
	p.line(2, text(countLine("totaal", t.Totaal)))
	for _, r := range t.Rijen {
		p.blank()
		p.line(2, span{heading, words(r.Naam)})
		for _, c := range r.Cellen {
			p.line(4, text(countLine(words(c.Code), c.Aantal)))
		}
	}
}

// countLine is a row of the table; a dot stands for what is left out.
func countLine(what string, n *int) string {
	number := "."
	if n != nil {
		number = strconv.Itoa(*n)
	}
	return fmt.Sprintf("%-32s %8s", what, number)
}

// tellingFields are the codes of a telling.
func tellingFields(t *bericht.Telling) (f fields) {
	f.add("melder", words(string(t.MelderHoedanigheid)))
	f.add("aanleiding", words(string(t.Aanleiding)))
	kinds := ""
	for i, a := range t.Aard {
		if i > 0 {
			kinds += ", "
		}
		kinds += words(string(a))
	}
	f.add("aard", kinds)
	f.add("duur", words(string(t.Duur)))
	f.add("overdracht", words(string(t.Overdracht)))
	f.add("uitkomst", words(string(t.Uitkomst)))
	f.add("kwam in fase", words(string(t.VervolgmeldingFase)))
	return f
}
