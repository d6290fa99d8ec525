package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
)

// errIncomplete: what came is not the whole dossier.
var errIncomplete = errors.New("de uitvoer van de server is niet heel; er is niets bewaard. Probeer het opnieuw")

func exportCommand(f *frame) *cobra.Command {
	var to target
	var files string
	var knownAt momentFlag
	cmd := &cobra.Command{
		Use:   "export DOSSIER [opties]",
		Short: "Voer een dossier uit als JSON-regels, één per gebeurtenis",
		Long: `Voer de hele geschiedenis van een dossier uit als JSON-regels (JSON Lines), één gebeurtenis per regel, precies zoals de
server ze geeft.

Met --beschikbaar-op komt de geschiedenis tot en met dat moment, zoals die nu getoond mag worden.

Met -o komt alles in een bestand dat alleen u kunt lezen (0600). Het bestand verschijnt pas als de uitvoer heel is; tot
die tijd, en als het misgaat, is er niets. Met --bijlagen komen de bestanden van de bijlagen in een map ernaast, elk onder
haar id; elk ophalen wordt vastgelegd.`,
		Example: `  dossierctl export 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 -o dossier.jsonl`,
		Args: cobra.MatchAll(oneDossier, func(*cobra.Command, []string) error {
			if files != "" && to.path == "" {
				return dutch.Usagef("--bijlagen vraagt ook -o")
			}
			return nil
		}),
	}
	to.flags(cmd.Flags(), "nieuw `bestand` (anders de standaarduitvoer)")
	cmd.Flags().StringVar(&files, "bijlagen", "", "haal ook de bestanden van de bijlagen op, in deze `map`")
	cmd.Flags().Var(&knownAt, "beschikbaar-op", "tot en met dit moment (anders nu)")
	return f.does(cmd, func(c *call) error { return export(c, knownAt, to, files) })
}

// export writes all events of a dossier up to a moment, and the files of its bijlagen to a folder; "" for none.
func export(c *call, knownAt momentFlag, to target, files string) error {
	if err := to.free(); err != nil {
		return err
	}
	if err := folder(files); err != nil {
		return err
	}
	body, err := c.api.Uitvoer(c.ctx, c.dossier(), knownAt.t)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }() // only read; what broke shows in reading
	if to.path == "" {
		_, err := copyLines(c.out, body)
		return err
	}
	n, err := to.write(func(w io.Writer) (int, error) { return copyLines(w, body) })
	if err != nil {
		return err
	}
	fmt.Fprintf(c.errs, "%d gebeurtenissen in %s, alleen leesbaar voor u.\n", n, to.path)
	if files == "" {
		return nil
	}
	if n, err = fetchAll(c, to.path, knownAt, files); err != nil {
		return err
	}
	fmt.Fprintf(c.errs, "%d bestanden in %s, alleen leesbaar voor u.\n", n, files)
	return nil
}

// maxLine is more than one event can hold: an append is at most 1 MiB, before the escapes of JSON.
const maxLine = 64 << 20

// copyLines copies lines as they come and holds them against what an export is: one event a line, from the first on,
// none left out.
func copyLines(to io.Writer, from io.Reader) (n int, err error) {
	out := bufio.NewWriter(to)
	lines := bufio.NewScanner(from)
	lines.Buffer(make([]byte, 0, 64<<10), maxLine)
	for lines.Scan() {
		var event struct {
			Revision *uint64 `json:"revisie"`
		}
		if json.Unmarshal(lines.Bytes(), &event) != nil || event.Revision == nil || *event.Revision != uint64(n) {
			return n, errIncomplete
		}
		if _, err := out.Write(lines.Bytes()); err != nil {
			return n, err
		}
		if err := out.WriteByte('\n'); err != nil {
			return n, err
		}
		n++
	}
	if err := lines.Err(); err != nil {
		return n, fmt.Errorf("%w (%w)", errIncomplete, err)
	}
	if n == 0 {
		return n, errIncomplete
	}
	return n, out.Flush()
}
