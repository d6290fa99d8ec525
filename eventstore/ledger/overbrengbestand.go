package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/bijlage"
)

// haalBestanden gives the other dossier the files of the bijlagen that go there, before an event there names them.
// They are copied, where of all else only the keys are: a file lies with its dossier, so that deleting what was
// destroyed in one dossier needs to ask no other. It may be repeated: what is there stays, and what never comes to be
// named is swept. Until laat is called no sweep takes one that an earlier try left, however long ago.
func (l *Ledger) haalBestanden(ctx context.Context, z *lezing, loop domain.OverbrengingLoop) (laat func(), err error) {
	var vast []func()
	laat = func() {
		for _, los := range vast {
			los()
		}
	}
	for _, o := range z.nu.Alle() {
		if o.Bestand == nil || o.Stand == domain.StandVernietigd || !loop.Neemt(o.ID) {
			continue
		}
		if err := l.geenBijlagen(); err != nil {
			return laat, err
		}
		daar := bijlage.Name{Dossier: loop.Naar, Bestand: o.Bestand.ID}
		los, err := l.bestandsslot.houd(ctx, daar)
		if err != nil {
			return laat, err
		}
		vast = append(vast, los)
		if err := l.kopieerBestand(ctx, z.dossier, daar); err != nil {
			return laat, fmt.Errorf("bijlage %s: %w", o.Bestand.ID, err)
		}
	}
	return laat, nil
}

func (l *Ledger) kopieerBestand(ctx context.Context, van id.Dossier, daar bijlage.Name) error {
	if al, err := l.Bijlagen.Has(ctx, daar); err != nil || al {
		return err
	}
	bron, err := l.Bijlagen.Get(ctx, bijlage.Name{Dossier: van, Bestand: daar.Bestand})
	if errors.Is(err, bijlage.ErrNotFound) {
		return nil // lost already: verify says so of either dossier, and the rest need not wait for it
	}
	if err != nil {
		return err
	}
	err = l.storing.doe(stapBijlageBewaren, func() error {
		return l.Bijlagen.Put(ctx, daar, func(w io.Writer) error {
			_, err := io.Copy(w, bron)
			return err
		})
	})
	if errors.Is(err, bijlage.ErrExists) { // the bucket did it and its answer was lost
		err = nil
	}
	return errors.Join(err, bron.Close())
}
