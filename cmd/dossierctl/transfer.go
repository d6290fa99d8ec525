package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// transfer is what the flags of overdracht say.
type transfer struct {
	keys                      []string
	to, ground, consent, why  string
	without, named, confirmed []string
	request                   string
	file                      target
}

// attempts is how often a file that broke off is asked again: under the same key, so nothing is given twice.
const attempts = 3

func transferCommand(f *frame) *cobra.Command {
	var t transfer
	cmd := &cobra.Command{
		Use:   "overdracht DOSSIER --aan ORGANISATIE --sleutel age1… --waarom TEKST -o BESTAND [opties]",
		Short: "Draag een dossier over aan een andere organisatie, verzegeld voor haar",
		Long: `Draag een dossier over: wat het nu geldig bevat, verzegeld voor de sleutel van de ontvanger, die het inleest met
'dossierd import'. De server legt eerst vast wat aan wie is verstrekt, op welke grond en waarom.

Wat afgeschermd of geheim is gaat niet mee, en evenmin werkaantekeningen en wie meldde of informeerde. Noem met --uitdrukkelijk
wie of welke passage daarvan wel mee mag, en met --bevestig-geheim welk geheim contactgegeven. Bijlagen gaan mee met hun
bestand; blijft iets van het dossier voor de ontvanger verborgen, dan alleen die u met --uitdrukkelijk noemt, want wat er in
een bestand staat kan niemand maskeren: kijk er eerst in.

Breekt het bestand af, dan wordt het opnieuw gevraagd; dat is geen tweede verstrekking. Lukt het niet, herhaal dan dezelfde
opdracht met de --aanvraag die dan wordt genoemd. Gooi het bestand weg zodra de ontvanger het heeft.`,
		Example: `  dossierctl overdracht 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --aan "Veilig Thuis Elders" --sleutel age1… --waarom "Het gezin is verhuisd." -o dossier.age`,
		Args: cobra.MatchAll(oneDossier, func(*cobra.Command, []string) error {
			if len(t.keys) == 0 || t.to == "" || t.why == "" || t.file.path == "" {
				return dutch.Usagef("noem --aan, --sleutel, --waarom en -o")
			}
			_, err := t.message()
			return err
		}),
	}
	t.flags(cmd.Flags())
	return f.does(cmd, t.fetch)
}

func (t *transfer) flags(f *pflag.FlagSet) {
	f.StringVar(&t.to, "aan", "", "de `organisatie` die het dossier overneemt")
	f.StringSliceVar(&t.keys, "sleutel", nil, "openbare `sleutel` van de ontvanger (age1…); mag vaker")
	f.StringVar(&t.ground, "grond", "wettelijke-taak", "`grond`: "+joined(domain.VerstrekGronden))
	f.StringVar(&t.consent, "toestemming", "niet-gevraagd", "`toestemming`: "+joined(domain.Toestemmingen))
	f.StringVar(&t.why, "waarom", "", "waarom het nodig is en wie dat zo beoordeelde, als `tekst` zonder namen")
	f.StringSliceVar(&t.without, "zonder", nil, "`id` van een onderdeel dat niet meegaat; mag vaker")
	f.StringSliceVar(&t.named, "uitdrukkelijk", nil,
		"`id` van een melder of informant, van een passage of van een bijlage, die mee mag; mag vaker")
	f.StringSliceVar(&t.confirmed, "bevestig-geheim", nil,
		"`id` van een geheim contactgegeven dat naar deze ontvanger mag; mag vaker")
	f.StringVar(&t.request, "aanvraag", "", "`id` van een aanvraag waarvan het bestand afbrak")
	t.file.flags(f, "nieuw `bestand`")
}

func (t *transfer) message() (*bericht.NieuweOverdracht, error) {
	n := &bericht.NieuweOverdracht{
		Sleutels: t.keys, Ontvanger: t.to, Grond: domain.VerstrekGrond(t.ground), Toestemming: domain.Toestemming(t.consent),
		Doel: bericht.Tekst{Tekst: t.why},
	}
	for _, f := range []struct {
		name string
		from []string
		to   *[]id.Onderdeel
	}{{"zonder", t.without, &n.Weglaten}, {"uitdrukkelijk", t.named, &n.Uitdrukkelijk},
		{"bevestig-geheim", t.confirmed, &n.BevestigdGeheim}} {
		for _, s := range f.from {
			var o id.Onderdeel
			if o.UnmarshalText([]byte(strings.TrimSpace(s))) != nil {
				return nil, dutch.Usagef("--%s is de id van een onderdeel, zoals 'dossierctl view' die toont", f.name)
			}
			*f.to = append(*f.to, o)
		}
	}
	return n, nil
}

// fetch asks the transfer and writes its file.
func (t *transfer) fetch(c *call) error {
	if err := t.file.free(); err != nil {
		return err
	}
	key := uuid.New()
	if t.request != "" {
		var err error
		if key, err = uuid.Parse(t.request); err != nil {
			return dutch.Usagef("--aanvraag is de id die een afgebroken overdracht noemde")
		}
	}
	n, err := t.message()
	if err != nil {
		return err
	}
	length, err := t.whole(c, *n, key)
	if err != nil {
		var refused *client.Fout
		if !errors.As(err, &refused) {
			err = fmt.Errorf("%w. Of er is verstrekt staat niet vast: herhaal dezelfde opdracht met --aanvraag %s", err, key)
		}
		return err
	}
	fmt.Fprintf(c.errs, "%s in %s, verzegeld voor %s. Gooi het weg zodra de ontvanger het heeft.\n", size(int64(length)),
		t.file.path, t.to)
	return nil
}

// whole writes the file, asking again for one that breaks off.
func (t *transfer) whole(c *call, n bericht.NieuweOverdracht, key uuid.UUID) (length int, err error) {
	for range attempts {
		var refused *client.Fout
		length, err = t.once(c, n, key)
		if err == nil || errors.As(err, &refused) || c.ctx.Err() != nil {
			return length, err
		}
	}
	return length, err
}

func (t *transfer) once(c *call, n bericht.NieuweOverdracht, key uuid.UUID) (int, error) {
	body, err := c.api.DraagDossierOver(c.ctx, c.dossier(), n, client.Voorwaarde{Sleutel: key})
	if err != nil {
		return 0, err
	}
	defer func() { _ = body.Close() }() // only read; what broke shows in reading
	return t.file.write(func(w io.Writer) (int, error) {
		n, err := io.Copy(w, body)
		if err != nil {
			err = errors.Join(errFileIncomplete, err)
		}
		return int(n), err
	})
}
