package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
	"dossierboek/domain/id"
)

func draftsCommand(c *connection, s *screen) *cobra.Command {
	var about string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "concepten [DOSSIER [CONCEPT]] [opties]",
		Short: "Toon wat medewerkers aan het schrijven zijn en nog niet hebben vastgelegd",
		Long: `Toon concepten: zonder dossier de eigen in alle dossiers; met een dossier die in dat dossier, en als teamleider of privacy
officer ook die van anderen; met een concept erbij ook wat er staat. Wie naar die van een ander kijkt, wordt vastgelegd.`,
		Example: `  dossierctl concepten
  dossierctl concepten 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --betrokkene 7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 2 || len(args) != 1 && about != "" {
				return usagef("noem ten hoogste één dossier en één concept: %s; --betrokkene gaat met een dossier alleen", cmd.UseLine())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			var dossier id.Dossier
			var which id.Concept
			var person id.Betrokkene
			var err error
			if len(args) > 0 {
				if dossier, err = dossierOf(args[:1]); err != nil {
					return err
				}
			}
			if len(args) > 1 && which.UnmarshalText([]byte(args[1])) != nil {
				return usagef("een concept wordt genoemd met zijn id, zoals de lijst dat toont")
			}
			if about != "" && person.UnmarshalText([]byte(about)) != nil {
				return usagef("--betrokkene: hier hoort de id van een betrokkene")
			}
			page, err := s.page(cmd.OutOrStdout())
			if err != nil {
				return err
			}
			api, err := c.open()
			if err != nil {
				return err
			}
			if len(args) == 2 {
				d, err := api.Concept(cmd.Context(), dossier, which)
				if err != nil {
					return err
				}
				if asJSON {
					return writeJSON(cmd.OutOrStdout(), d)
				}
				return showDraft(page, d)
			}
			var l *bericht.Concepten
			if len(args) == 1 {
				l, err = api.ConceptenIn(cmd.Context(), dossier, person)
			} else {
				l, err = api.Concepten(cmd.Context())
			}
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), l)
			}
			return showDrafts(page, l)
		},
	}
	cmd.Flags().StringVar(&about, "betrokkene", "", "alleen over deze `betrokkene`")
	jsonFlag(cmd.Flags(), &asJSON)
	return cmd
}

// showDrafts shows a list of drafts.
func showDrafts(p *page, l *bericht.Concepten) error {
	if len(l.Concepten) == 0 {
		p.line(0, text("Er zijn geen concepten."))
	}
	for i, d := range l.Concepten {
		if i > 0 {
			p.blank()
		}
		draftHead(p, d)
	}
	return p.err
}

// draftHead shows whose draft it is, since when, and what became of it.
func draftHead(p *page, d bericht.ConceptRegel) {
	p.line(0, span{heading, "Concept " + d.Concept.String()}, span{faint, fmt.Sprintf("  versie %d", d.Versie)})
	p.line(2, text("van "), span{actor, d.Eigenaar}, text(fmt.Sprintf(", begonnen %s, bewaard %s", moment(d.BegonnenOp), moment(d.BewaardOp))))
	switch {
	case d.VernietigdOp != nil:
		p.line(2, span{gap, "[vernietigd op " + moment(*d.VernietigdOp) + "]"})
	case d.Stand == "vastgelegd":
		p.line(2, text("vastgelegd; wordt opgeruimd"))
	case d.Herinnering:
		p.line(2, span{alarm, "Dit is een week of langer niet bewaard. Leg het vast of gooi het weg."})
	}
	p.line(2, span{faint, "voor " + d.Waarvan + ", dossier " + d.Dossier.String()})
	if d.Onderdeel != nil {
		p.line(2, span{faint, "onderdeel " + d.Onderdeel.String()})
	}
	for _, b := range d.Over {
		p.line(2, span{faint, "betrokkene " + b.String()})
	}
}

// showDraft shows a draft with its text, as it would be sent: half done as it is, it has no other form.
func showDraft(p *page, d *bericht.Concept) error {
	draftHead(p, d.ConceptRegel)
	p.blank()
	if d.Gat != nil {
		p.line(2, gapSpan(d.Gat))
		return p.err
	}
	var tidy bytes.Buffer
	if err := json.Indent(&tidy, d.Inhoud, "", "  "); err != nil {
		return fmt.Errorf("het concept is geen JSON")
	}
	for _, line := range strings.Split(tidy.String(), "\n") {
		rest := strings.TrimLeft(line, " ")
		indent := 2 + len(line) - len(rest)
		p.hang(indent, indent+2, text(rest))
	}
	return p.err
}
