package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"dossierboek/api/identiteit"
	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/vault"
)

func initCommand(p *paths) *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "init [opties]",
		Short: "Maak een nieuw, leeg logboek met kluis, sleutels en register",
		Args:  dutch.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := initialise(cmd.Context(), p, name); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "Nieuw logboek in %s. Bewaar kluis, sleutelring en meestersleutel apart van de "+
				"reservekopieën van het logboek, en het vernietigingsregister elders.\n", p.data)
			return nil
		},
	}
	cmd.Flags().StringVar(&name, "organisatie", "Veilig Thuis Voorbeeld", "`naam` van de organisatie")
	return cmd
}

// errNotEmpty: init found something where it was to make something.
var errNotEmpty = errors.New("er staat hier al iets")

// initialise makes every part of a new ledger. It touches nothing that exists: what a broken-off init left is named,
// and the operator removes it. The log's first event is written last, so that a log that has it is whole.
func initialise(ctx context.Context, p *paths, name string) (err error) {
	fresh := []string{p.log, p.vault, p.ring, p.register, p.tokenKey, p.drafts}
	if p.onCluster() {
		fresh = fresh[1:]
		there, err := p.there(ctx)
		if err != nil {
			return err
		}
		if there {
			return fmt.Errorf("%w: het cluster heeft al een logboek. Een bestaand logboek wordt nooit overschreven",
				errNotEmpty)
		}
	}
	for _, path := range fresh {
		if _, err := os.Lstat(path); err == nil {
			return fmt.Errorf("%w: %s. Een bestaand logboek wordt nooit overschreven", errNotEmpty, path)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
	}
	o := &parts{inrichting: ledger.Ingericht{Ledger: uuid.New(), Naam: name}}
	defer func() { err = errors.Join(err, o.Close()) }()
	if p.ownKeyFile() {
		if err := vault.NewKeyFile(p.keyFile()); err != nil {
			return err
		}
	}
	if o.keeper, err = vault.OpenKeeper(ctx, p.keeper); err != nil {
		return fmt.Errorf("meestersleutel: %w", err)
	}
	if o.ring, err = vault.CreateRing(ctx, p.ring, o.inrichting.Ledger, o.keeper, p.now(), rand.Reader); err != nil {
		return err
	}
	if o.vault, err = vault.Create(ctx, p.vault, o.inrichting.Ledger, o.ring, vault.Options{Now: p.now}); err != nil {
		return err
	}
	if o.drafts, err = concept.Create(ctx, p.drafts, o.inrichting.Ledger); err != nil {
		return err
	}
	if _, err = ledger.MaakRegister(p.register, o.inrichting.Ledger); err != nil {
		return err
	}
	if o.files, err = p.openFiles(ctx, true); err != nil {
		return err
	}
	if _, err = identiteit.MaakSleutel(p.tokenKey); err != nil {
		return err
	}
	if o.store, err = p.openStore(ctx, slog.New(slog.DiscardHandler), true); err != nil {
		return err
	}
	meta := domain.Meta{Wie: "dossierd", Rol: string(toegang.Beheer), Doel: "beheer",
		VastgelegdOp: p.now().UTC().Truncate(time.Microsecond)}
	return ledger.RichtIn(ctx, o.store, o.inrichting, newID, meta)
}
