package ledger

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/seal"
)

// A file of plain text can hold an address that is geheim as any text can. It is looked through as it comes in, and is
// geheim as a whole where it does; and again before it is shown to somebody who may not see what is geheim, since the
// address may have become so later. In a PDF, a DOCX or an image nothing is found: whoever adds one says that it is
// geheim.

// leesbaar is the type of the files that are looked through.
const leesbaar domain.Mediatype = "text/plain"

const (
	scanStuk    = 64 << 10 // how much is looked through at once
	scanOverlap = 2 << 10  // of what came before it: more than an address and what stands beside it takes
)

// scan looks through what is written to it.
type scan struct {
	geheim   *geheimen
	vak      []byte
	gevonden bool
}

func (s *scan) Write(b []byte) (int, error) {
	if s.gevonden {
		return len(b), nil
	}
	s.vak = append(s.vak, b...)
	if len(s.vak) >= scanStuk {
		s.kijk()
		s.vak = append(s.vak[:0], s.vak[len(s.vak)-scanOverlap:]...)
	}
	return len(b), nil
}

func (s *scan) kijk() {
	s.gevonden = s.gevonden || slices.ContainsFunc(alsTeksten(s.vak), s.geheim.inRegel)
}

// klaar reports whether any of it held what is geheim.
func (s *scan) klaar() bool {
	s.kijk()
	clear(s.vak)
	return s.gevonden
}

// alsTeksten reads bytes in every encoding that their letters may be in: UTF-8, one byte for each sign, or two of
// which one is 0. What is not UTF-8 throughout may be so for the most part.
func alsTeksten(b []byte) []string {
	for _, teken := range [...]string{"\xff\xfe", "\xfe\xff"} { // which says that there are two bytes for each sign
		b = bytes.TrimPrefix(b, []byte(teken))
	}
	for i := 0; i < utf8.UTFMax-1 && len(b) > 0 && !utf8.RuneStart(b[0]); i++ { // nor the first one whole
		b = b[1:]
	}
	for range utf8.UTFMax - 1 { // the last sign may be cut
		if r, n := utf8.DecodeLastRune(b); r != utf8.RuneError || n != 1 {
			break
		}
		b = b[:len(b)-1]
	}
	if utf8.Valid(b) {
		return []string{strings.ReplaceAll(string(b), "\x00", "")}
	}
	var uit strings.Builder
	uit.Grow(len(b) + len(b)/4)
	for _, c := range b {
		if c != 0 {
			uit.WriteRune(rune(c))
		}
	}
	return []string{uit.String(), strings.ToValidUTF8(string(b), " ")}
}

// metScan is the file with a look through it for what is geheim in the dossier, where it can be looked through and
// there is anything.
func (l *Ledger) metScan(ctx context.Context, d id.Dossier, soort domain.Mediatype,
	in io.Reader) (io.Reader, *scan, error) {
	if soort != leesbaar {
		return in, nil, nil
	}
	z, err := l.lees(ctx, d)
	if err != nil {
		return nil, nil, err
	}
	g, err := l.geheimen(ctx, z, l.sleutels(ctx))
	if err != nil || g == nil {
		return in, nil, err
	}
	s := &scan{geheim: g}
	return io.TeeReader(in, s), s, nil
}

// bestandBevat reports whether the file of a bijlage holds what is geheim, as far as it can be looked through. One
// that is not there, or not what it was, holds nothing that can be shown.
func (l *Ledger) bestandBevat(ctx context.Context, g *geheimen, d id.Dossier, o *domain.Onderdeel,
	b *domain.Bijlage) (bool, error) {
	if g == nil || o.Bestand == nil || b.Bestand.Mediatype != leesbaar || l.Bijlagen == nil {
		return false, nil
	}
	bron, err := l.Bijlagen.Get(ctx, bijlage.Name{Dossier: d, Bestand: o.Bestand.ID})
	if err != nil {
		if errors.Is(err, bijlage.ErrNotFound) {
			err = nil
		}
		return false, err
	}
	s, sleutel := &scan{geheim: g}, seal.Key(b.Bestand.Sleutel)
	defer sleutel.Wipe()
	_, err = seal.OpenFile(s, bron, &sleutel, o.Bestand.ID.UUID(), verzegeldBestand(o.Bestand))
	gevonden := s.klaar()
	if errors.Is(err, seal.ErrTampered) || errors.Is(err, seal.ErrMalformed) {
		err = nil
	}
	return gevonden, errors.Join(err, bron.Close())
}

// bestandenMet are the bijlagen, of those that mee picks, that are not geheim and whose file holds what is, as far as
// it can be looked through.
func (l *Ledger) bestandenMet(ctx context.Context, z *lezing, g *geheimen, sleutels seal.Keys,
	mee func(id.Onderdeel) bool) ([]id.Onderdeel, error) {
	var uit []id.Onderdeel
	for _, o := range z.nu.Alle() {
		if o.Bestand == nil || o.Stand == domain.StandVernietigd || o.Geheim() || !mee(o.ID) {
			continue
		}
		b, err := z.bijlage(sleutels, o.ID)
		if err != nil {
			return nil, err
		}
		if b == nil {
			continue
		}
		bevat, err := l.bestandBevat(ctx, g, z.dossier, o, b)
		if err != nil {
			return nil, err
		}
		if bevat {
			uit = append(uit, o.ID)
		}
	}
	return uit, nil
}
