package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// maybeKnown is a line of the list of what may be known: a line of the file that brings somebody or an address, and
// the dossiers in which that may be already. It holds ids and the source's references, nothing of anybody.
type maybeKnown struct {
	Line      int32      `json:"regel"`
	Reference string     `json:"verwijzing"` // what the source calls the dossier
	Dossier   id.Dossier `json:"dossier"`    // what it is here, once it is taken in
	Known     []knownIn  `json:"mogelijkBekend"`
}

type knownIn struct {
	Dossier   id.Dossier          `json:"dossier"`
	Reference string              `json:"verwijzing,omitempty"` // of a dossier of this file
	Line      int32               `json:"regel,omitempty"`      // of this file, where that is so
	By        []domain.Herkenning `json:"door"`
}

// seenList is which dossiers were seen before each dossier is taken in.
type seenList map[id.Dossier]map[id.Dossier]bool

var errSeenList = errors.New("dit is geen lijst die dossierd import heeft gemaakt")

// readSeen reads lists as import made them.
func readSeen(files []string) (seenList, error) {
	seen := seenList{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		err = errors.Join(seen.read(f), f.Close())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return seen, nil
}

func (s seenList) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		var m maybeKnown
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil || m.Dossier.IsZero() || len(m.Known) == 0 {
			return fmt.Errorf("regel %d: %w", n, errSeenList)
		}
		if s[m.Dossier] == nil {
			s[m.Dossier] = map[id.Dossier]bool{}
		}
		for _, k := range m.Known {
			s[m.Dossier][k.Dossier] = true
		}
	}
	return lines.Err()
}

// of lists the dossiers that were seen before one is taken in, always in the same order.
func (s seenList) of(d id.Dossier) []id.Dossier {
	uit := make([]id.Dossier, 0, len(s[d]))
	for k := range s[d] {
		uit = append(uit, k)
	}
	slices.SortFunc(uit, id.Dossier.Vergelijk)
	return uit
}
