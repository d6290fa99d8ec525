package main

import (
	"fmt"
	"os"
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

// attachment is what the flags of attach say.
type attachment struct {
	name, kind, source, instance, date, how string
	about, consent                          []string
	secret                                  bool
}

func attachCommand(f *frame) *cobra.Command {
	var a attachment
	cmd := &cobra.Command{
		Use:   "attach DOSSIER BESTAND --naam NAAM --soort SOORT [opties]",
		Short: "Voeg een bestand als bijlage toe",
		Long: `Voeg een bestand als bijlage toe aan een dossier: pdf, docx, odt, platte tekst, jpeg, png, heic, mp3, m4a, wav, ogg, mp4
of mov. Wat het is, blijkt uit zijn inhoud.

Een foto, geluids- of filmopname vraagt --opname openlijk en voor ieder over wie zij gaat --over en --toestemming. Wat
heimelijk is opgenomen, wordt geweigerd.

Met --geheim zien alleen aangewezen rollen de bijlage, ook haar naam: voor een stuk waarin een adres of nummer staat dat
geheim is. Platte tekst wordt daar zelf op nagekeken, een pdf of foto niet.`,
		Example: `  dossierctl attach 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 brief.pdf --naam "Brief van school" --soort brief`,
		Args:    dossierAnd("een bestand"),
	}
	a.flags(cmd.Flags())
	return f.does(cmd, a.add)
}

// add adds the file, and prints the id of its bijlage.
func (a *attachment) add(c *call) error {
	n, err := a.message()
	if err != nil {
		return err
	}
	f, err := os.Open(c.args[1])
	if err != nil {
		return dutch.Usagef("het bestand is niet te openen")
	}
	defer func() { _ = f.Close() }() // only read
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return dutch.Usagef("dit is geen gewoon bestand")
	}
	if info.Size() == 0 {
		return dutch.Usagef("dit bestand is leeg")
	}
	n.Omvang = new(info.Size())
	v, err := c.api.VoegBijlageToe(c.ctx, c.dossier(), *n, f, client.Voorwaarde{Sleutel: uuid.New()})
	if err != nil {
		return err
	}
	for _, o := range v.Onderdelen {
		fmt.Fprintln(c.out, o)
	}
	return nil
}

func (a *attachment) flags(f *pflag.FlagSet) {
	f.StringVar(&a.name, "naam", "", "hoe de bijlage heet")
	f.StringVar(&a.kind, "soort", "", "`soort`: "+joined(domain.BijlageSoorten))
	f.StringVar(&a.source, "bron", "eigen-waarneming", "van wie het komt: "+joined(domain.BronSoorten))
	f.StringVar(&a.instance, "instantie", "", "de instantie waar het van komt")
	f.StringVar(&a.date, "datum", "", "datum van het stuk: jjjj, jjjj-mm of jjjj-mm-dd")
	f.StringVar(&a.how, "opname", "", "bij foto, audio en video: "+joined(domain.OpnameWijzen))
	f.StringSliceVar(&a.about, "over", nil, "`id` van een betrokkene over wie het gaat; mag vaker")
	f.StringSliceVar(&a.consent, "toestemming", nil, "`id=datum`: wie toestemming gaf en wanneer; mag vaker")
	f.BoolVar(&a.secret, "geheim", false, "er staat een adres of nummer in dat geheim is")
}

func joined[S ~string](list []S) string {
	ss := make([]string, len(list))
	for i, s := range list {
		ss[i] = string(s)
	}
	return strings.Join(ss, ", ")
}

func (a *attachment) message() (*bericht.NieuweBijlage, error) {
	n := &bericht.NieuweBijlage{Geheim: a.secret, Bijlage: bericht.Bijlage{
		Naam: bericht.Tekst{Tekst: a.name}, Soort: domain.BijlageSoort(a.kind), Datum: a.date,
		Bron: bericht.Bron{Soort: domain.BronSoort(a.source), Instantie: a.instance, Datum: a.sourceDate()},
	}}
	for _, s := range a.about {
		var b id.Betrokkene
		if b.UnmarshalText([]byte(s)) != nil {
			return nil, dutch.Usagef("--over is de id van een betrokkene")
		}
		n.Over = append(n.Over, b)
	}
	if a.how == "" && len(a.consent) == 0 {
		return n, nil
	}
	n.Opname = &bericht.Opname{Wijze: domain.OpnameWijze(a.how)}
	for _, s := range a.consent {
		who, on, ok := strings.Cut(s, "=")
		t := bericht.ToestemmingVoor{Op: on}
		if !ok || t.Voor.UnmarshalText([]byte(who)) != nil {
			return nil, dutch.Usagef("--toestemming is id=datum, zoals 7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11=2026-02-14")
		}
		n.Opname.Toestemming = append(n.Opname.Toestemming, t)
	}
	return n, nil
}

// sourceDate is the date of an instantie's piece where that is a whole one: it is asked there too (ZOB-6.5h).
func (a *attachment) sourceDate() string {
	if a.instance != "" && len(a.date) == len("2006-01-02") {
		return a.date
	}
	return ""
}
