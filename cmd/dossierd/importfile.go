package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"dossierboek/api"
	"dossierboek/api/bericht"
	"dossierboek/domain"
)

// importFile is a file of dossiers that were first recorded elsewhere, read line by line.
type importFile struct {
	open func() (io.ReadCloser, error)
	slot *bericht.Slot // of the last reading, of a file that another organisation made
}

// maxLine is how long a line may be: as long as a message of the API, and what stands around it.
const maxLine = 1<<20 + 4096

var (
	errNoHeader = errors.New(`het bestand begint niet met een kop, zoals {"formaat":1,"bron":"oud-systeem"}`)
	errLongLine = errors.New("een regel is te lang")
	errNotWhole = errors.New("het bestand is niet heel: het slot ontbreekt, of telt een ander aantal regels")
)

// read calls line for each line after the first. What it is given is its own only until it returns; an empty line is
// none, nor are the lines that bring the file of a bijlage behind it: those go to part, unless that is nil. The
// closing line of another organisation's file is no line; without it the file is not whole.
func (f *importFile) read(line func(rawLine) error, part func(bericht.Bijlageregel) error) (err error) {
	r, err := f.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 64<<10), maxLine)
	var b *api.Bestand
	f.slot = nil
	n, lines := 0, 0
	brings := false // the line before this one is a bijlage, or brings its file
	for s.Scan() {
		n++
		raw := s.Bytes()
		if n == 1 {
			raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
			var faults faultsOf
			if b, faults = readHeader(raw); b == nil {
				return fmt.Errorf("%w: regel 1: %w", errNoHeader, faults)
			}
			continue
		}
		if len(bytes.TrimSpace(raw)) == 0 {
			continue
		}
		if p, ok := api.LeesBijlageregel(raw); brings && ok {
			brings = p.Bestand == nil
			if part != nil {
				err = part(p)
			}
			if err != nil {
				return err
			}
			continue
		}
		if f.slot != nil {
			return fmt.Errorf("regel %d: %w", n, errNotWhole)
		}
		if b.Herkomst == domain.HerkomstOverdracht {
			if slot, ok := api.LeesSlot(raw); ok {
				f.slot = &slot
				continue
			}
		}
		lines++
		at, _ := b.Aanduiding(raw)
		brings = at.Soort == api.SoortBijlage
		if err := line(rawLine{Aanduiding: at, n: n, raw: raw, file: b}); err != nil {
			return err
		}
	}
	switch err := s.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return fmt.Errorf("regel %d: %w: ten hoogste %d bytes", n+1, errLongLine, maxLine)
	case err != nil:
		return err
	case n == 0:
		return errNoHeader
	case b.Herkomst == domain.HerkomstOverdracht && (f.slot == nil || f.slot.Regels != lines):
		return errNotWhole
	}
	return nil
}

// messages reads the lines of every file: its schemas are made once.
var messages = api.NieuweInlezer()

func readHeader(raw []byte) (*api.Bestand, faultsOf) {
	b, faults := messages.LeesKop(raw)
	return b, faultsOf(faults)
}
