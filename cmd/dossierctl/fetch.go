package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/domain/id"
)

// errFileIncomplete: what came is not the whole file.
var errFileIncomplete = errors.New("het bestand kwam niet heel binnen; er is niets bewaard. Probeer het opnieuw, en " +
	"meld het als dat niet helpt")

func fetchCommand(f *frame) *cobra.Command {
	var to target
	var knownAt momentFlag
	cmd := &cobra.Command{
		Use:   "fetch DOSSIER BIJLAGE -o BESTAND",
		Short: "Haal het bestand van een bijlage op",
		Long: `Haal het bestand van een bijlage op. De server kijkt elk stuk na voor hij het stuurt. Het bestand verschijnt, alleen leesbaar
voor u (0600), pas als het heel is; tot die tijd, en als het misgaat, is er niets.

Met --beschikbaar-op komt het zoals het dossier het toen had, ook als de bijlage daarna naar een ander dossier ging.`,
		Example: `  dossierctl fetch 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 5c1f4a36-7c0e-4f61-8d8a-3f9a0a1b7c03 -o brief.pdf`,
		Args: cobra.MatchAll(dossierAnd("een bijlage"), func(_ *cobra.Command, args []string) error {
			if _, err := partOf(args); err != nil {
				return err
			}
			if to.path == "" {
				return dutch.Usagef("noem met -o waar het bestand komt")
			}
			return nil
		}),
	}
	to.flags(cmd.Flags(), "nieuw `bestand`")
	cmd.Flags().Var(&knownAt, "beschikbaar-op", "zoals het op dit moment in het dossier stond (anders nu)")
	return f.does(cmd, func(c *call) error {
		if err := to.free(); err != nil {
			return err
		}
		part, err := partOf(c.args)
		if err != nil {
			return err
		}
		n, err := fetch(c, part, knownAt, to)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.errs, "%s in %s, alleen leesbaar voor u.\n", size(int64(n)), to.path)
		return nil
	})
}

func fetch(c *call, part id.Onderdeel, knownAt momentFlag, to target) (int, error) {
	b, err := c.api.Bijlage(c.ctx, c.dossier(), part, knownAt.t)
	if err != nil {
		return 0, err
	}
	defer func() { _ = b.Close() }() // only read; what broke shows in reading
	return to.write(func(w io.Writer) (int, error) {
		n, err := io.Copy(w, b)
		if err != nil || n != b.Omvang {
			return int(n), errors.Join(errFileIncomplete, err)
		}
		return int(n), nil
	})
}

// fetchAll gets the file of every bijlage that an export up to a moment shows, into a folder that only its owner
// reads. What may not be seen, or is destroyed, has no content in the export and is left out.
func fetchAll(c *call, export string, knownAt momentFlag, dir string) (n int, err error) {
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
		if _, err := fetch(c, *m.Onderdeel, knownAt, target{filepath.Join(dir, name), true}); err != nil {
			return n, err
		}
		n++
	}
	return n, lines.Err()
}

// bringsFile reports whether with an event a bijlage came into the dossier whose file may be seen: because it was
// added, or was taken over from another dossier.
func bringsFile(m *bericht.Moment) bool {
	what := m.Soort
	if o := m.Feit.Overgenomen; o != nil {
		what = o.Soort
	}
	return what == domain.SoortBijlageToegevoegd && m.Onderdeel != nil && m.Inhoud != nil && m.Inhoud.Bijlage != nil &&
		m.Inhoud.Bijlage.Bestand != nil
}
