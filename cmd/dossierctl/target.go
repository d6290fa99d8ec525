package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"dossierboek/cmd/dutch"
)

// target is the file that a command writes.
type target struct {
	path      string // "" for standard output
	overwrite bool
}

func (t *target) flags(f *pflag.FlagSet, path string) {
	f.StringVarP(&t.path, "uitvoer", "o", "", path)
	f.BoolVar(&t.overwrite, "overschrijf", false, "vervang het bestand als het er al is")
}

// free refuses to write over a file that is there, unless that was asked for.
func (t target) free() error {
	if t.path == "" || t.overwrite {
		return nil
	}
	return mustBeFree(t.path)
}

// folder makes a folder that only its owner reads, unless it is there; "" is none.
func folder(path string) error {
	if path == "" {
		return nil
	}
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return dutch.Usagef("op de plaats van --bijlagen staat een bestand; daar hoort een map")
	}
	return nil
}

func mustBeFree(path string) error {
	_, err := os.Lstat(path)
	switch {
	case err == nil:
		return dutch.Usagef("er is al een bestand met deze naam; kies een andere of geef --overschrijf")
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}

// write makes a file that only its owner reads, and that is there whole or not at all.
func (t target) write(write func(io.Writer) (int, error)) (n int, err error) {
	dir := filepath.Dir(t.path)
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
	if err = t.free(); err != nil {
		return n, err
	}
	if info, err := os.Stat(t.path); err == nil && info.IsDir() {
		return n, dutch.Usagef("hier staat een map; noem een bestand")
	}
	return n, os.Rename(f.Name(), t.path)
}

func ignoreClosed(err error) error {
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}
