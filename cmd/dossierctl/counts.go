package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
	"dossierboek/cmd/dutch"
	"dossierboek/domain"
)

func countsCommand(f *frame) *cobra.Command {
	var fix bool
	var reason string
	cmd := &cobra.Command{
		Use:   "telling HALFJAAR [opties]",
		Short: "Toon de telling van een halfjaar, of stel haar vast",
		Long: `Toon hoeveel meldingen in een halfjaar zijn ontvangen, en per vraag van de statistiek hoe vaak elk antwoord voorkomt. Wat klein
is, of iets kleins zou verraden, staat er niet in (een punt). Met --vaststellen wordt een afgelopen halfjaar geteld; dat kan eenmaal,
en daarna alleen met een --reden. Beide tellingen blijven dan staan.`,
		Example: `  dossierctl telling 2026-1
  dossierctl telling 2026-1 --vaststellen`,
		Args: oneHalfYear,
	}
	cmd.Flags().BoolVar(&fix, "vaststellen", false, "tel het halfjaar, en leg de aantallen vast")
	cmd.Flags().StringVar(&reason, "reden", "", "tel opnieuw, om deze `reden`")
	return f.asks(cmd, func(c *call) (answer, error) {
		h := domain.HalfJaar(c.args[0])
		if !fix && reason == "" {
			all, err := c.api.Tellingen(c.ctx, h)
			return shown(all, showAllCounts), err
		}
		t, err := c.api.StelTellingVast(c.ctx, bericht.NieuweTelstaat{HalfJaar: h, Reden: domain.CorrectieReden(reason)})
		if err != nil {
			return answer{}, err
		}
		return shown(&bericht.Telstaten{Tellingen: []bericht.Telstaat{*t}}, showAllCounts), nil
	})
}

func oneHalfYear(cmd *cobra.Command, args []string) error {
	if len(args) == 1 {
		if _, err := domain.ParseHalfJaar(args[0]); err == nil {
			return nil
		}
	}
	return dutch.Usagef("noem een halfjaar, zoals 2026-1: %s", cmd.UseLine())
}

func showAllCounts(p *page, all *bericht.Telstaten) error {
	for i := range all.Tellingen {
		if i > 0 {
			p.blank()
		}
		showCounts(p, &all.Tellingen[i])
	}
	return p.err
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
