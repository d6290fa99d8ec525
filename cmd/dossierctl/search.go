package main

import (
	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
)

func searchCommand(c *connection, s *screen) *cobra.Command {
	var q question
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "search [opties]",
		Short: "Zoek personen, of wat aan een ontvanger is verstrekt",
		Long: `Zoek personen op naam, klank van de achternaam, geboortedatum, BSN of adres; wat u opgeeft moet allemaal kloppen. Of zoek met
--ontvanger wat aan een organisatie is verstrekt.

Wat op de opdrachtregel staat, kunnen anderen op deze machine zien, en blijft staan in de geschiedenis van uw shell. Daarom:
- geeft u als waarde - , dan vraagt dossierctl ernaar zonder het te tonen, of leest het een regel van de standaardinvoer
  (in de volgorde van de opties hieronder);
- gaat een BSN altijd zo: --bsn -
- kan de hele vraag ook als JSON: --vraag - leest haar van de standaardinvoer, --vraag BESTAND uit een bestand.`,
		Example: `  dossierctl search --klank - --geboortedatum -
  dossierctl search --bsn -
  dossierctl search --vraag - < vraag.json     # {"naam": "…", "adres": {"postcode": "1234 AB", "huisnummer": "12"}}
  dossierctl search --ontvanger "Raad voor de Kinderbescherming"`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return search(cmd, c, s, &q, asJSON) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&q.name, "naam", "", "`woorden` van de naam; alle moeten kloppen")
	f.StringVar(&q.sound, "klank", "", "`achternaam` zoals die klinkt")
	f.StringVar(&q.born, "geboortedatum", "", "`datum`, zover bekend: jjjj, jjjj-mm of jjjj-mm-dd")
	f.StringVar(&q.bsn, "bsn", "", "burgerservicenummer; alleen `-`")
	f.StringVar(&q.street, "straat", "", "`straat`")
	f.StringVar(&q.houseNumber, "huisnummer", "", "`huisnummer`; met de postcode genoeg voor een adres in Nederland")
	f.StringVar(&q.suffix, "toevoeging", "", "`toevoeging` achter het huisnummer")
	f.StringVar(&q.postcode, "postcode", "", "`postcode`")
	f.StringVar(&q.town, "plaats", "", "`plaats`")
	f.StringVar(&q.country, "land", "", "`land`; leeg is Nederland")
	f.StringVar(&q.recipient, "ontvanger", "", "`ontvanger` van verstrekkingen; niet samen met iets anders")
	f.StringVar(&q.file, "vraag", "", "de hele vraag als JSON: een `bestand`, of - voor de standaardinvoer")
	jsonFlag(f, &asJSON)
	return cmd
}

// search asks and shows. Nothing is asked of the server, and nobody is asked to type, before all flags are known to be right.
func search(cmd *cobra.Command, c *connection, s *screen, q *question, asJSON bool) error {
	page, err := s.page(cmd.OutOrStdout())
	if err != nil {
		return err
	}
	api, err := c.open()
	if err != nil {
		return err
	}
	ctx, in := cmd.Context(), cmd.InOrStdin()
	var found *bericht.Gevonden
	switch {
	case q.file != "":
		z, err := q.read(in)
		if err != nil {
			return err
		}
		if found, err = api.Zoek(ctx, *z); err != nil {
			return err
		}
	case q.recipient != "":
		z, err := q.recipients(ctx, in, cmd.ErrOrStderr())
		if err != nil {
			return err
		}
		if found, err = api.ZoekVerstrekkingen(ctx, *z); err != nil {
			return err
		}
	default:
		z, err := q.persons(ctx, in, cmd.ErrOrStderr())
		if err != nil {
			return err
		}
		if found, err = api.Zoek(ctx, *z); err != nil {
			return err
		}
	}
	if asJSON {
		return writeJSON(cmd.OutOrStdout(), found)
	}
	return showFound(page, found)
}

// showFound shows what a search found: persons, or verstrekkingen.
func showFound(p *page, g *bericht.Gevonden) error {
	if len(g.Treffers) == 0 {
		p.line(0, text("Niets gevonden."))
	}
	n := names{}
	for i, t := range g.Treffers {
		if i > 0 {
			p.blank()
		}
		p.line(0, span{heading, "Dossier " + t.Dossier.String()})
		if t.Gat != nil {
			p.line(2, gapSpan(t.Gat))
		}
		if t.Inhoud != nil {
			for _, f := range n.wordingFields(&t.Inhoud.NieuweInhoud) {
				p.field(2, f.label, f.value...)
			}
		}
		switch {
		case t.Betrokkene != nil:
			p.line(2, span{faint, "betrokkene " + t.Betrokkene.String()})
		case t.Onderdeel != nil:
			p.line(2, span{faint, "onderdeel " + t.Onderdeel.String()})
		}
	}
	if g.Meer {
		p.blank()
		p.line(0, span{alarm, "Er is meer gevonden dan hier staat. Zoek preciezer."})
	}
	return p.err
}
