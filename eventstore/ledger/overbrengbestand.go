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

// haalBestanden gives the other dossier the files of the bijlagen that go there, before an event there names them. They are
// copied, where of all else only the keys are: a file lies with its dossier, so that deleting what was destroyed in one
// dossier needs to ask no other. It may be repeated, and what never comes to be named is swept.
func (l *Ledger) haalBestanden(ctx context.Context, z *lezing, loop domain.OverbrengingLoop) error {
	for _, o := range z.nu.Alle() {
		if o.Bestand == nil || o.Stand == domain.StandVernietigd || !loop.Neemt(o.ID) {
			continue
		}
		if err := l.geenBijlagen(); err != nil {
			return err
		}
		if err := l.kopieerBestand(ctx, z.dossier, loop.Naar, o.Bestand.ID); err != nil {
			return fmt.Errorf("bijlage %s: %w", o.Bestand.ID, err)
		}
	}
	return nil
}

func (l *Ledger) kopieerBestand(ctx context.Context, van, naar id.Dossier, b id.Bestand) error {
	daar := bijlage.Name{Dossier: naar, Bestand: b}
	switch al, err := l.Bijlagen.Get(ctx, daar); {
	case err == nil:
		return al.Close()
	case !errors.Is(err, bijlage.ErrNotFound):
		return err
	}
	bron, err := l.Bijlagen.Get(ctx, bijlage.Name{Dossier: van, Bestand: b})
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
	return errors.Join(err, bron.Close())
}
