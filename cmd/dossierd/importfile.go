package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"dossierboek/api"
)

// importFile is a file of dossiers that were first recorded elsewhere, read line by line.
type importFile struct {
	open func() (io.ReadCloser, error)
}

// maxLine is how long a line may be: as long as a message of the API, and what stands around it.
const maxLine = 1<<20 + 4096

var (
	errNoHeader = errors.New(`het bestand begint niet met een kop, zoals {"formaat":1,"bron":"oud-systeem"}`)
	errLongLine = errors.New("een regel is te lang")
)

// read calls line for each line after the first, with its number. What it is given is its own only until it returns;
// an empty line is none.
func (f *importFile) read(line func(b *api.Bestand, n int, raw []byte) error) (err error) {
	r, err := f.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 64<<10), maxLine)
	var b *api.Bestand
	n := 0
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
		if err := line(b, n, raw); err != nil {
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
	}
	return nil
}

// messages reads the lines of every file: its schemas are made once.
var messages = api.NieuweInlezer()

func readHeader(raw []byte) (*api.Bestand, faultsOf) {
	b, faults := messages.LeesKop(raw)
	return b, faultsOf(faults)
}
