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

	"github.com/spf13/cobra"
)

// errIncomplete: what came is not the whole dossier.
var errIncomplete = errors.New("de uitvoer van de server is niet heel; er is niets bewaard. Probeer het opnieuw")

func exportCommand(c *connection) *cobra.Command {
	var path, files string
	var overwrite bool
	cmd := &cobra.Command{
		Use:   "export DOSSIER [opties]",
		Short: "Voer een dossier uit als JSON-regels, één per gebeurtenis",
		Long: `Voer de hele geschiedenis van een dossier uit als JSON-regels (JSON Lines), één gebeurtenis per regel, precies zoals de
server ze geeft.

Met -o komt alles in een bestand dat alleen u kunt lezen (0600). Het bestand verschijnt pas als de uitvoer heel is; tot
die tijd, en als het misgaat, is er niets. Met --bijlagen komen de bestanden van de bijlagen in een map ernaast, elk onder
haar id; elk ophalen wordt vastgelegd.`,
		Example: `  dossierctl export 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 -o dossier.jsonl`,
		Args:    oneDossier,
		RunE: func(cmd *cobra.Command, args []string) error {
			which, err := dossierOf(args)
			if err != nil {
				return err
			}
			if files != "" && path == "" {
				return usagef("--bijlagen vraagt ook -o")
			}
			api, err := c.open()
			if err != nil {
				return err
			}
			if path != "" && !overwrite {
				if err := mustBeFree(path); err != nil {
					return err
				}
			}
			body, err := api.Uitvoer(cmd.Context(), which)
			if err != nil {
				return err
			}
			defer func() { _ = body.Close() }() // only read; what broke shows in reading
			if path == "" {
				_, err := copyLines(cmd.OutOrStdout(), body)
				return err
			}
			n, err := writeWhole(path, overwrite, func(w io.Writer) (int, error) { return copyLines(w, body) })
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%d gebeurtenissen in %s, alleen leesbaar voor u.\n", n, path)
			if files == "" {
				return nil
			}
			if n, err = fetchAll(cmd, api, which, path, files); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%d bestanden in %s, alleen leesbaar voor u.\n", n, files)
			return nil
		},
	}
	cmd.Flags().StringVarP(&path, "uitvoer", "o", "", "nieuw `bestand` (anders de standaarduitvoer)")
	cmd.Flags().StringVar(&files, "bijlagen", "", "haal ook de bestanden van de bijlagen op, in deze `map`")
	cmd.Flags().BoolVar(&overwrite, "overschrijf", false, "vervang het bestand als het er al is")
	return cmd
}

// maxLine is more than one event can hold: an append is at most 1 MiB, before the escapes of JSON.
const maxLine = 64 << 20

// copyLines copies lines as they come and holds them against what an export is: one event a line, from the first on, none
// left out.
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

func mustBeFree(path string) error {
	_, err := os.Lstat(path)
	switch {
	case err == nil:
		return usagef("er is al een bestand met deze naam; kies een andere of geef --overschrijf")
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}

// writeWhole makes a file that only its owner reads, and that is there whole or not at all.
func writeWhole(path string, overwrite bool, write func(io.Writer) (int, error)) (n int, err error) {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, ".dossierctl-*") // mode 0600
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreClosed(f.Close()), os.Remove(f.Name()))
		}
	}()
	if n, err = write(f); err != nil {
		return n, err
	}
	if err = f.Sync(); err != nil {
		return n, err
	}
	if err = f.Close(); err != nil {
		return n, err
	}
	if !overwrite {
		if err = mustBeFree(path); err != nil {
			return n, err
		}
	}
	return n, os.Rename(f.Name(), path)
}

func ignoreClosed(err error) error {
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}
