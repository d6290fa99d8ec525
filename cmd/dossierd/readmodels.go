package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/mattn/go-sqlite3"
	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/vault"
	"dossierboek/projections"
)

// openProjections opens the read models and gives them the tokens of their index, which only the ledger can make.
func (o *parts) openProjections(ctx context.Context, p *paths, log *slog.Logger) (err error) {
	o.projections, err = projections.Open(ctx, projections.Options{
		Dir: p.projections, Store: o.store, Logger: log, Now: p.now,
		Indexer: projections.Indexer{Make: o.ledger.MaakIndex, Check: o.ledger.ProefIndex, Tokens: o.tokens,
			Forget: o.ledger.VergeetIndex},
	})
	if err != nil {
		return fmt.Errorf("projecties %s: %w", p.projections, err)
	}
	return nil
}

func (o *parts) tokens(ctx context.Context, key string, r eventstore.Record) ([]projections.Veldtoken, error) {
	lines, err := o.ledger.Index(ctx, key, r)
	if passing(err) {
		return nil, fmt.Errorf("%w: %w", projections.ErrTransient, err)
	}
	if err != nil {
		return nil, err
	}
	tokens := make([]projections.Veldtoken, len(lines))
	for i, l := range lines {
		tokens[i] = projections.Veldtoken{Dossier: l.Dossier, Betrokkene: l.Betrokkene, Onderdeel: l.Onderdeel,
			Veld: string(l.Veld), Token: l.Token[:]}
	}
	return tokens, nil
}

// passing reports whether an error says nothing of the record itself, and may be gone the next time: vault or store
// was stopped, closed or out of reach, a disk failed, a key ring or vault is an old copy. What is wrong with a record
// stays wrong, and stops the projection there.
func passing(err error) bool {
	for _, p := range []error{
		context.Canceled, context.DeadlineExceeded, eventstore.ErrUnavailable, eventstore.ErrClosed,
		vault.ErrClosed, vault.ErrFull, vault.ErrReadOnly, vault.ErrEpochGone, vault.ErrNoIndexKey,
	} {
		if errors.Is(err, p) {
			return true
		}
	}
	var disk sqlite3.Error
	return errors.As(err, &disk)
}

// forget tells the read models what an erasure took away.
func (o *parts) forget(ctx context.Context, v ledger.Vernietigd) error {
	return o.projections.Vergeet(ctx, projections.Vergeten{Dossier: v.Dossier, Geheel: v.Geheel,
		Betrokkenen: v.Betrokkenen, Onderdelen: v.Onderdelen})
}

// receivedIn gives the dossiers that received a melding in a half-year, as far as the read models followed the log;
// where they are not there yet, none and from its beginning.
func (o *parts) receivedIn(ctx context.Context, h domain.HalfJaar) ([]id.Dossier, eventstore.Position, error) {
	dossiers, to, err := o.projections.MeldingenIn(ctx, h)
	if errors.Is(err, projections.ErrNotReady) {
		return nil, "", nil
	}
	return dossiers, to, err
}

// catchUp follows the log until the read models have all of it, for commands that run without a server.
func (o *parts) catchUp(ctx context.Context) error {
	tail, err := o.store.Tail(ctx)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- o.projections.Run(ctx) }()
	err = o.projections.WachtTot(ctx, tail)
	stop()
	if ran := <-done; !errors.Is(ran, context.Canceled) {
		err = errors.Join(err, ran)
	}
	return err
}

func rebuildCommand(p *paths) *cobra.Command {
	return &cobra.Command{
		Use:   "rebuild",
		Short: "Bouw alle afgeleide gegevens opnieuw op uit het logboek",
		Args:  dutch.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.using(cmd.Context(), cmd.ErrOrStderr(), func(o *parts) error { return rebuild(cmd, o) })
		},
	}
}

func rebuild(cmd *cobra.Command, o *parts) error {
	bar := newProgress(cmd.ErrOrStderr(), "projecties opbouwen", "gebeurtenissen", -1)
	var last projections.Progress
	err := o.projections.Rebuild(cmd.Context(), func(g projections.Progress) { last = g; bar.at(g.Records) })
	bar.done()
	if err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Opgebouwd uit %d gebeurtenissen (%.0f per seconde).\n", last.Records, last.PerSecond)
	return nil
}
