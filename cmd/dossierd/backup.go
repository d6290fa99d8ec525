package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
)

// Log and vault are copied apart, to places that the operator names: a copy of the vault must be thrown away long before a
// copy of the log, or what was erased lives on in it; so must one of the drafts, which have no keys of their own. README says
// more.
func backupCommand(p *paths) *cobra.Command {
	var toLog, toVault, toDrafts, toFiles string
	cmd := &cobra.Command{
		Use:   "backup --logboek-naar BESTAND | --kluis-naar BESTAND | --concepten-naar BESTAND | --bijlagen-naar MAP",
		Short: "Maak een reservekopie van het logboek, van de kluis, van de concepten of van de bijlagen, apart; de server mag draaien",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if toLog == "" && toVault == "" && toDrafts == "" && toFiles == "" {
				return errors.New("noem met --logboek-naar, --kluis-naar, --concepten-naar of --bijlagen-naar waar de kopie komt")
			}
			if toLog != "" {
				if err := backupLog(cmd.Context(), p, toLog, cmd.ErrOrStderr()); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "Kopie van het logboek: %s\n", toLog)
			}
			if toVault != "" {
				if err := backupVault(cmd.Context(), p, toVault, cmd.ErrOrStderr()); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "Kopie van de kluis: %s. Vernietig haar binnen 30 dagen, en bewaar haar niet bij het logboek.\n", toVault)
			}
			if toDrafts != "" {
				if err := backupDrafts(cmd.Context(), p, toDrafts); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "Kopie van de concepten: %s. Vernietig haar binnen 30 dagen, en bewaar haar niet bij het logboek.\n", toDrafts)
			}
			if toFiles == "" {
				return nil
			}
			n, err := copyFiles(cmd.Context(), p.files, toFiles, cmd.ErrOrStderr())
			if err != nil {
				return fmt.Errorf("bijlagen: %w", err)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "Kopie van de bijlagen: %d bestanden erbij. Wat er al was is niet aangeraakt.\n", n)
			return nil
		},
	}
	cmd.Flags().StringVar(&toLog, "logboek-naar", "", "nieuw bestand voor de kopie van het logboek")
	cmd.Flags().StringVar(&toDrafts, "concepten-naar", "", "nieuw bestand voor de kopie van de concepten")
	cmd.Flags().StringVar(&toFiles, "bijlagen-naar", "", "map of URL voor de kopie van de bijlagen; wat er ontbreekt komt erbij. Na de kopie van het logboek, dan is elk bestand dat die noemt erbij")
	cmd.Flags().StringVar(&toVault, "kluis-naar", "", "nieuw bestand voor de kopie van de kluis")
	return cmd
}

func backupLog(ctx context.Context, p *paths, to string, errs io.Writer) (err error) {
	if p.onCluster() {
		return errClusterCopy
	}
	store, err := sqlite.Open(ctx, p.log, sqlite.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	bar := newProgress(errs, "logboek kopiëren", "pagina's", -1)
	defer bar.done()
	return store.Backup(ctx, to, func(done, total int) { bar.total = int64(total); bar.at(int64(done)) })
}

func backupVault(ctx context.Context, p *paths, to string, errs io.Writer) error {
	i, err := whichLedger(ctx, p)
	if err != nil {
		return err
	}
	bar := newProgress(errs, "kluis kopiëren", "pagina's", -1)
	defer bar.done()
	return vault.Copy(ctx, p.vault, to, i.Ledger, func(done, total int) { bar.total = int64(total); bar.at(int64(done)) })
}

func backupDrafts(ctx context.Context, p *paths, to string) error {
	i, err := whichLedger(ctx, p)
	if err != nil {
		return err
	}
	return concept.Copy(ctx, p.drafts, to, i.Ledger)
}

func restoreLog(ctx context.Context, from, to string) (err error) {
	store, err := sqlite.Open(ctx, from, sqlite.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := ledger.LeesInrichting(ctx, store); err != nil {
		return err
	}
	return store.Backup(ctx, to, nil)
}

func whichLedger(ctx context.Context, p *paths) (i ledger.Ingericht, err error) {
	store, err := p.lookAtStore(ctx)
	if err != nil {
		return i, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return ledger.LeesInrichting(ctx, store)
}
