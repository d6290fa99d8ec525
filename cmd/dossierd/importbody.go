package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"

	"dossierboek/api"
	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/bijlage"
)

// incoming is the file of a bijlage on its way from whoever reads the lines that bring it to whoever does the
// bijlage's own line. Neither holds more of it than one line, and each waits for the other. A nil one takes nothing.
type incoming struct {
	r    *io.PipeReader
	w    *io.PipeWriter
	hash hash.Hash
	n    int64
	done bool // nothing more goes to who reads it
}

func newIncoming() *incoming {
	r, w := io.Pipe()
	return &incoming{r: r, w: w, hash: sha256.New()}
}

var (
	errNoFile    = errors.New("het bestand van deze bijlage ontbreekt, of is niet afgesloten")
	errBadFile   = errors.New("het bestand van deze bijlage is niet wat er is verstuurd: omvang of hash kloppen niet")
	errStray     = errors.New("deze regel hoort bij een bestand, en er staat geen bijlage voor")
	errNoFurther = errors.New("niets leest dit nog")
)

// Read is for whoever does the bijlage's own line. It ends in io.EOF only where the file is the one that was sent.
func (i *incoming) Read(p []byte) (int, error) { return i.r.Read(p) }

// part is a line of the file. Whoever has enough of it lets the rest go by.
func (i *incoming) part(p bericht.Bijlageregel) {
	switch {
	case i == nil || i.done:
	case p.Bestand == nil:
		i.n += int64(len(p.Stuk))
		i.hash.Write(p.Stuk) // never fails
		_, err := i.w.Write(p.Stuk)
		i.done = err != nil
	case api.Klopt(p.Bestand, i.n, i.hash.Sum(nil)):
		i.done = true
		_ = i.w.Close() // never fails
	default:
		i.done = true
		_ = i.w.CloseWithError(errBadFile)
	}
}

// breaksOff says that no further line of the file comes.
func (i *incoming) breaksOff() {
	if i != nil && !i.done {
		i.done = true
		_ = i.w.CloseWithError(errNoFile)
	}
}

// drop is for who reads it: nothing more of it is wanted.
func (i *incoming) drop() {
	if i != nil {
		_ = i.r.CloseWithError(errNoFurther)
	}
}

// arrived is what a file turned out to be.
type arrived struct {
	kind  domain.Mediatype
	size  int64
	sum   [sha256.Size]byte
	fault waarde.Fouten // it is not whole, empty, or too large
}

// arrives reads a file to its end, to know what it is.
func arrives(r io.Reader, max int64) (a arrived) {
	begin := make([]byte, bijlage.DetectLen)
	n, err := io.ReadFull(r, begin)
	a.kind = bijlage.Detect(begin[:n])
	sum := sha256.New()
	sum.Write(begin[:n])
	a.size = int64(n)
	if err == nil {
		var rest int64
		rest, err = io.Copy(sum, io.LimitReader(r, max-a.size+1))
		a.size += rest
	}
	says := ""
	switch {
	case err != nil && err != io.EOF && err != io.ErrUnexpectedEOF:
		says = err.Error()
	case a.size == 0:
		says = "het bestand is leeg"
	case a.size > max:
		says = fmt.Sprintf("het bestand is te groot: hoogstens %d bytes (--max-bijlage)", max)
	}
	if says != "" {
		a.fault.Voeg(waarde.NieuweFout("bestand", says))
	}
	a.sum = [sha256.Size]byte(sum.Sum(nil))
	return a
}
