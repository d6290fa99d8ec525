package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/google/uuid"
	"gocloud.dev/secrets"

	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/vault"
	"dossierboek/projections"
)

// parts are the open parts of a ledger. Close closes what is open, in order.
type parts struct {
	store       eventstore.Store
	keeper      *secrets.Keeper
	ring        *vault.Ring
	vault       *vault.Vault
	register    *ledger.Register
	drafts      *concept.File
	draftsMade  bool // there was no file of drafts
	ledger      *ledger.Ledger
	projections *projections.Projections
	files       *bijlage.Store
	inrichting  ledger.Ingericht
}

// errNoLedger: there is no log where one was named.
var errNoLedger = errors.New("geen logboek")

// openParts opens everything and goes through the restore gate. Nothing is made that is not there.
func openParts(ctx context.Context, p *paths, log *slog.Logger, errs io.Writer) (*parts, error) {
	o, err := openClosed(ctx, p, log)
	if err != nil {
		return nil, err
	}
	if err := o.gate(ctx, errs); err != nil {
		return nil, errors.Join(err, o.Close())
	}
	return o, nil
}

// using opens everything for a command that works without a server, and closes it when that is done.
func (p *paths) using(ctx context.Context, errs io.Writer, do func(*parts) error) (err error) {
	o, err := openParts(ctx, p, slog.New(slog.DiscardHandler), errs)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	return do(o)
}

// gate lets the parts through the restore gate.
func (o *parts) gate(ctx context.Context, errs io.Writer) error {
	if o.draftsMade {
		fmt.Fprintln(errs, "Waarschuwing: er was geen bestand met concepten. Het is nieuw gemaakt; wat medewerkers aan "+
			"het schrijven waren en niet hadden vastgelegd, is er niet meer. Is er een kopie: stop, en zet haar terug met "+
			"dossierd restore --concepten-uit.")
	}
	bar := newProgress(errs, "logboek, kluis en register naast elkaar leggen", "gebeurtenissen", -1)
	defer bar.done()
	return o.ledger.Herstel(ctx, func(n int) { bar.at(int64(n)) })
}

// openClosed opens everything before the gate: nothing can be read or recorded yet.
func openClosed(ctx context.Context, p *paths, log *slog.Logger) (_ *parts, err error) {
	o := &parts{}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.Close())
		}
	}()
	if o.store, err = p.openStore(ctx, log, false); err != nil {
		return nil, p.noLog(err)
	}
	if o.inrichting, err = ledger.LeesInrichting(ctx, o.store); err != nil {
		return nil, p.noLog(err)
	}
	if err := o.openVault(ctx, p); err != nil {
		return nil, err
	}
	if o.register, err = ledger.OpenRegister(p.register); err != nil {
		return nil, err
	}
	if o.files, err = p.openFiles(ctx, false); err != nil {
		return nil, err
	}
	if err := o.openDrafts(ctx, p); err != nil {
		return nil, err
	}
	if err := o.openLedger(p); err != nil {
		return nil, err
	}
	return o, o.openProjections(ctx, p, log)
}

func (o *parts) openVault(ctx context.Context, p *paths) (err error) {
	if o.keeper, err = vault.OpenKeeper(ctx, p.keeper); err != nil {
		return fmt.Errorf("de meestersleutel van --meestersleutel is niet te gebruiken: %w", err)
	}
	if o.ring, err = vault.OpenRing(ctx, p.ring, o.inrichting.Ledger, o.keeper, rand.Reader); err != nil {
		return fmt.Errorf("sleutelring %s: %w", p.ring, err)
	}
	if o.vault, err = vault.Open(ctx, p.vault, o.inrichting.Ledger, o.ring, vault.Options{Now: p.now}); err != nil {
		return fmt.Errorf("kluis %s: %w", p.vault, err)
	}
	return nil
}

// openDrafts opens the file of drafts. Where there is none it is made anew: nothing that was recorded is in it, and
// without it nobody could work.
func (o *parts) openDrafts(ctx context.Context, p *paths) (err error) {
	o.drafts, err = concept.Open(ctx, p.drafts, o.inrichting.Ledger)
	if errors.Is(err, concept.ErrMissing) {
		o.draftsMade = true
		o.drafts, err = concept.Create(ctx, p.drafts, o.inrichting.Ledger)
	}
	if err != nil {
		return fmt.Errorf("concepten %s: %w", p.drafts, err)
	}
	return nil
}

// openLedger puts the ledger together. What it tells of erasures goes to the projections, which are opened after it
// since they ask it for the tokens of their index.
func (o *parts) openLedger(p *paths) (err error) {
	o.ledger, err = ledger.Nieuw(ledger.Config{
		Store: o.store, Kluis: o.vault, Register: o.register, Matrix: toegang.Vast(),
		Nu: p.now, NieuweID: newID, Rand: rand.Reader, Concepten: o.drafts, Bijlagen: o.files,
		OpVernietiging: []func(context.Context, ledger.Vernietigd) error{o.forget},
	})
	return err
}

// newID makes ids that sort by time, which keeps the indexes of a log close together.
func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// Close closes what is open, the other way round from opening.
func (o *parts) Close() error {
	var errs []error
	if o.projections != nil {
		errs = append(errs, o.projections.Close())
	}
	if o.drafts != nil {
		errs = append(errs, o.drafts.Close())
	}
	if o.files != nil {
		errs = append(errs, o.files.Close())
	}
	if o.vault != nil {
		errs = append(errs, o.vault.Close())
	}
	if o.keeper != nil {
		errs = append(errs, o.keeper.Close())
	}
	if o.store != nil {
		errs = append(errs, o.store.Close())
	}
	return errors.Join(errs...)
}
