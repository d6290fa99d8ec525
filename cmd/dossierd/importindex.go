package main

import (
	"context"
	"errors"
	"fmt"
	"math/bits"

	"github.com/google/uuid"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// lineSet is a set of line numbers.
type lineSet []uint64

func (s *lineSet) add(n int) {
	for n/64 >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[n/64] |= 1 << (n % 64)
}

func (s lineSet) size() (n int64) {
	for _, w := range s {
		n += int64(bits.OnesCount64(w))
	}
	return n
}

func (s lineSet) has(n int) bool { return n/64 < len(s) && s[n/64]&(1<<(n%64)) != 0 }

// contents is what a file is made of: what one must know of all of it before looking at any line. It holds no content.
type contents struct {
	lines   int64
	left    map[id.Dossier]int32 // lines of each dossier
	persons lineSet              // lines that bring somebody, or an address
	again   map[int]int32        // lines under an id that another has already: that line
	without lineSet              // lines that are left out
}

// wants reports whether a line is to be taken in.
func (c *contents) wants(n int) bool { return !c.without.has(n) }

var errNoSuchLine = errors.New("--zonder-regel noemt een regel die er niet is, of waar geen vastlegging staat")

// index reads a file for the first time. without are the lines that are left out.
func (f *importFile) index(ctx context.Context, without lineSet) (*contents, error) {
	c := &contents{left: map[id.Dossier]int32{}, again: map[int]int32{}, without: without}
	seen := map[uuid.UUID]int32{}
	left := without.size()
	err := f.read(func(l rawLine) error {
		if !c.wants(l.n) {
			left--
			return ctx.Err()
		}
		c.lines++
		c.left[l.Dossier]++
		if l.Dossier.IsZero() || l.Sleutel == uuid.Nil {
			return ctx.Err()
		}
		if first, again := seen[l.Sleutel]; again {
			c.again[l.n] = first
		} else {
			seen[l.Sleutel] = int32(l.n)
		}
		switch l.Soort {
		case "dossier", "betrokkene", "contact":
			c.persons.add(l.n)
		}
		return ctx.Err()
	}, nil)
	if err == nil && left > 0 {
		err = errNoSuchLine
	}
	return c, err
}

// twice is the fault of a line whose id another has already.
func (c *contents) twice(n int) (waarde.Fout, bool) {
	first, again := c.again[n]
	says := fmt.Sprintf("Deze id staat ook op regel %d.", first)
	return waarde.NieuweFout("dubbel", says).Onder("id"), again
}
