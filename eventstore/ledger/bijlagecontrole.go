package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"

	"dossierboek/domain"
	"dossierboek/eventstore/seal"
)

var (
	errAnderBestand  = errors.New("ledger: not the file that was stored")
	errAndereSleutel = errors.New("ledger: the file does not open with its key")
)

// controleerBestand reads a stored file to its end: its length and hash, and whether it opens with the key of the
// bijlage, which is nil where that does not open (that is found where its parts are looked at).
func controleerBestand(r io.Reader, b *domain.Bijlage, was *domain.Bestand) error {
	h := sha256.New()
	telt := &teller{}
	door := io.TeeReader(r, io.MultiWriter(h, telt))
	var opent error
	if b != nil {
		sleutel := seal.Key(b.Bestand.Sleutel)
		defer sleutel.Wipe()
		_, opent = seal.OpenFile(io.Discard, door, &sleutel, was.ID.UUID(), verzegeldBestand(was))
	}
	if _, err := io.Copy(io.Discard, door); err != nil {
		return err
	}
	switch {
	case uint64(telt.n) != was.Omvang || !bytes.Equal(h.Sum(nil), was.Hash[:]):
		return errAnderBestand
	case errors.Is(opent, seal.ErrTampered), errors.Is(opent, seal.ErrMalformed):
		return errAndereSleutel
	}
	return opent
}

type teller struct{ n int64 }

func (t *teller) Write(b []byte) (int, error) {
	t.n += int64(len(b))
	return len(b), nil
}

// verifieerWezen looks for files of dossiers that are not in the log, and for what is no file of a ledger at all.
func (l *Ledger) verifieerWezen(ctx context.Context, v *Verificatie) error {
	if l.Bijlagen == nil {
		return nil
	}
	for e, err := range l.Bijlagen.List(ctx) {
		if err != nil {
			return err
		}
		if l.Nu().Sub(e.At) <= wezentijd {
			continue
		}
		if !e.Known {
			v.vind("bijlage "+e.Key(), "dit is geen bestand van dit logboek")
			continue
		}
		_, ok, err := l.Store.Head(ctx, DossierStroom(e.Dossier))
		if err != nil {
			return err
		}
		if !ok {
			v.vind("bijlage "+e.Key(), "dit bestand is van een dossier dat niet in het logboek staat")
		}
	}
	return nil
}
