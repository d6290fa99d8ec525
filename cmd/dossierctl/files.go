package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dossierboek/api/bericht"
	"dossierboek/api/client"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// fileFields are what is known of a file besides its bytes.
func (n names) fileFields(f *fields, b *bericht.Bijlage) {
	f.addText("naam", b.Naam)
	f.add("soort", words(string(b.Soort)))
	if b.Bestand != nil {
		f.add("bestand", string(b.Bestand.Mediatype)+", "+size(b.Bestand.Omvang))
	}
	f.add("bron", n.source(b.Bron))
	f.add("datum", partialDay(b.Datum))
	if b.Opname == nil {
		return
	}
	f.add("opname", words(string(b.Opname.Wijze)))
	for _, t := range b.Opname.Toestemming {
		given := n.of(t.Voor)
		if t.Door != nil {
			given += ", gegeven door " + n.of(*t.Door)
		}
		f.add("toestemming", given+", "+partialDay(t.Op))
	}
}

// size reads a number of bytes.
func size(n int64) string {
	for _, unit := range []struct {
		word  string
		bytes int64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if n >= unit.bytes {
			return strings.Replace(strconv.FormatFloat(float64(n)/float64(unit.bytes), 'f', 1, 64), ".", ",", 1) + " " + unit.word
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// errFileIncomplete: what came is not the whole file.
var errFileIncomplete = errors.New("het bestand kwam niet heel binnen; er is niets bewaard. Probeer het opnieuw, en meld het als dat niet helpt")

func fetchCommand(c *connection) *cobra.Command {
	var path string
	var overwrite bool
	cmd := &cobra.Command{
		Use:   "fetch DOSSIER BIJLAGE -o BESTAND",
		Short: "Haal het bestand van een bijlage op",
		Long: `Haal het bestand van een bijlage op. De server kijkt elk stuk na voor hij het stuurt. Het bestand verschijnt, alleen leesbaar
voor u (0600), pas als het heel is; tot die tijd, en als het misgaat, is er niets.`,
		Example: `  dossierctl fetch 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03 -o brief.pdf`,
		Args:    dossierAnd("een bijlage"),
		RunE: func(cmd *cobra.Command, args []string) error {
			which, part, err := dossierAndPart(args)
			if err != nil {
				return err
			}
			if path == "" {
				return usagef("noem met -o waar het bestand komt")
			}
			api, err := c.open()
			if err != nil {
				return err
			}
			if !overwrite {
				if err := mustBeFree(path); err != nil {
					return err
				}
			}
			n, err := fetch(cmd, api, which, part, path, overwrite)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s in %s, alleen leesbaar voor u.\n", size(int64(n)), path)
			return nil
		},
	}
	cmd.Flags().StringVarP(&path, "uitvoer", "o", "", "nieuw `bestand`")
	cmd.Flags().BoolVar(&overwrite, "overschrijf", false, "vervang het bestand als het er al is")
	return cmd
}

func fetch(cmd *cobra.Command, api *client.Client, which id.Dossier, part id.Onderdeel, path string, overwrite bool) (int, error) {
	b, err := api.Bijlage(cmd.Context(), which, part)
	if err != nil {
		return 0, err
	}
	defer func() { _ = b.Close() }() // only read; what broke shows in reading
	return writeWhole(path, overwrite, func(w io.Writer) (int, error) {
		n, err := io.Copy(w, b)
		if err != nil || n != b.Omvang {
			return int(n), errors.Join(errFileIncomplete, err)
		}
		return int(n), nil
	})
}

// fetchAll gets the file of every bijlage that an export shows, into a folder that only its owner reads. What may not be
// seen, or is destroyed, has no content in the export and is left out.
func fetchAll(cmd *cobra.Command, api *client.Client, which id.Dossier, export, dir string) (n int, err error) {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return 0, err
	}
	f, err := os.Open(export)
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for lines.Scan() {
		var m bericht.Moment
		if json.Unmarshal(lines.Bytes(), &m) != nil {
			return n, errIncomplete
		}
		if !bringsFile(&m) {
			continue
		}
		name := m.Onderdeel.String() + "." + m.Inhoud.Bijlage.Bestand.Mediatype.Extensie()
		if _, err := fetch(cmd, api, which, *m.Onderdeel, filepath.Join(dir, name), true); err != nil {
			return n, err
		}
		n++
	}
	return n, lines.Err()
}

// bringsFile reports whether with an event a bijlage came into the dossier whose file may be seen: because it was added, or
// was taken over from another dossier.
func bringsFile(m *bericht.Moment) bool {
	what := m.Soort
	if o := m.Feit.Overgenomen; o != nil {
		what = o.Soort
	}
	return what == domain.SoortBijlageToegevoegd && m.Onderdeel != nil && m.Inhoud != nil && m.Inhoud.Bijlage != nil && m.Inhoud.Bijlage.Bestand != nil
}

// attachment is what the flags of attach say.
type attachment struct {
	name, kind, source, instance, date, how string
	about, consent                          []string
}

func attachCommand(c *connection) *cobra.Command {
	var a attachment
	cmd := &cobra.Command{
		Use:   "attach DOSSIER BESTAND --naam NAAM --soort SOORT [opties]",
		Short: "Voeg een bestand als bijlage toe",
		Long: `Voeg een bestand als bijlage toe aan een dossier: pdf, docx, odt, platte tekst, jpeg, png, heic, mp3, m4a, wav, ogg, mp4
of mov. Wat het is, blijkt uit zijn inhoud.

Een foto, geluids- of filmopname vraagt --opname openlijk en voor ieder over wie zij gaat --over en --toestemming. Wat
heimelijk is opgenomen, wordt geweigerd.`,
		Example: `  dossierctl attach 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 brief.pdf --naam "Brief van school" --soort brief`,
		Args:    dossierAnd("een bestand"),
		RunE: func(cmd *cobra.Command, args []string) error {
			which, err := dossierOf(args)
			if err != nil {
				return err
			}
			n, err := a.message()
			if err != nil {
				return err
			}
			f, err := os.Open(args[1])
			if err != nil {
				return usagef("het bestand is niet te openen")
			}
			defer func() { _ = f.Close() }() // only read
			info, err := f.Stat()
			if err != nil || !info.Mode().IsRegular() {
				return usagef("dit is geen gewoon bestand")
			}
			n.Omvang = new(info.Size())
			api, err := c.open()
			if err != nil {
				return err
			}
			v, err := api.VoegBijlageToe(cmd.Context(), which, *n, f, client.Voorwaarde{Sleutel: uuid.New()})
			if err != nil {
				return err
			}
			for _, o := range v.Onderdelen {
				fmt.Fprintln(cmd.OutOrStdout(), o)
			}
			return nil
		},
	}
	a.flags(cmd.Flags())
	return cmd
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
}

func joined[S ~string](list []S) string {
	ss := make([]string, len(list))
	for i, s := range list {
		ss[i] = string(s)
	}
	return strings.Join(ss, ", ")
}

func (a *attachment) message() (*bericht.NieuweBijlage, error) {
	n := &bericht.NieuweBijlage{Bijlage: bericht.Bijlage{
		Naam: bericht.Tekst{Tekst: a.name}, Soort: domain.BijlageSoort(a.kind), Datum: a.date,
		Bron: bericht.Bron{Soort: domain.BronSoort(a.source), Instantie: a.instance, Datum: a.sourceDate()},
	}}
	for _, s := range a.about {
		var b id.Betrokkene
		if b.UnmarshalText([]byte(s)) != nil {
			return nil, usagef("--over is de id van een betrokkene")
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
			return nil, usagef("--toestemming is id=datum, zoals 7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11=2026-02-14")
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

func dossierAnd(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 2 {
			return usagef("noem een dossier en %s: %s", what, cmd.UseLine())
		}
		_, err := dossierOf(args)
		return err
	}
}

func dossierAndPart(args []string) (d id.Dossier, o id.Onderdeel, err error) {
	if d, err = dossierOf(args); err != nil {
		return d, o, err
	}
	if o.UnmarshalText([]byte(args[1])) != nil {
		return d, o, usagef("een bijlage wordt genoemd met haar id, zoals 'dossierctl view' die toont")
	}
	return d, o, nil
}
