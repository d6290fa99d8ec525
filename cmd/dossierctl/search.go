package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dossierboek/api/bericht"
	"dossierboek/cmd/dutch"
)

func searchCommand(f *frame) *cobra.Command {
	var q question
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
		Args: dutch.NoArgs,
	}
	cmd.Flags().SortFlags = false
	q.flags(cmd.Flags())
	return f.asks(cmd, q.ask)
}

func (q *question) flags(f *pflag.FlagSet) {
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
}

// ask asks for persons or for what was disclosed. Nobody is asked to type before all flags are known to be right.
func (q *question) ask(c *call) (answer, error) {
	if q.recipient != "" && q.file == "" {
		z, err := q.recipients(c.ctx, c.in, c.errs)
		if err != nil {
			return answer{}, err
		}
		found, err := c.api.ZoekVerstrekkingen(c.ctx, *z)
		return shown(found, showFound), err
	}
	z, err := q.whole(c)
	if err != nil {
		return answer{}, err
	}
	found, err := c.api.Zoek(c.ctx, *z)
	return shown(found, showFound), err
}

func (q *question) whole(c *call) (*bericht.Zoekvraag, error) {
	if q.file != "" {
		return q.read(c.in)
	}
	return q.persons(c.ctx, c.in, c.errs)
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
