package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
)

// Log and vault are copied apart, to places that the operator names: a copy of the vault must be thrown away long
// before a copy of the log, or what was erased lives on in it; so must one of the drafts, which have no keys of their
// own. README says more.
func backupCommand(p *paths) *cobra.Command {
	copies := []struct {
		flag, help string
		to         string
		make       func(ctx context.Context, p *paths, to string, errs io.Writer) (said string, err error)
	}{
		{"logboek-naar", "nieuw `bestand` voor de kopie van het logboek", "", backupLog},
		{"kluis-naar", "nieuw `bestand` voor de kopie van de kluis", "", backupVault},
		{"concepten-naar", "nieuw `bestand` voor de kopie van de concepten", "", backupDrafts},
		{"bijlagen-naar", "`map` of URL voor de kopie van de bijlagen; wat er ontbreekt komt erbij. Na de kopie van het " +
			"logboek, dan is elk bestand dat die noemt erbij", "", backupFiles},
	}
	cmd := &cobra.Command{
		Use: "backup --logboek-naar BESTAND | --kluis-naar BESTAND | --concepten-naar BESTAND | --bijlagen-naar MAP",
		Short: "Maak een reservekopie van het logboek, van de kluis, van de concepten of van de bijlagen, apart; de " +
			"server mag draaien",
		Args: dutch.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			named := false
			for _, c := range copies {
				if c.to == "" {
					continue
				}
				named = true
				said, err := c.make(cmd.Context(), p, c.to, cmd.ErrOrStderr())
				if err != nil {
					return err
				}
				fmt.Fprintln(cmd.OutOrStdout(), said)
			}
			if !named {
				return dutch.Usagef(
					"noem met --logboek-naar, --kluis-naar, --concepten-naar of --bijlagen-naar waar de kopie komt")
			}
			return nil
		},
	}
	for i := range copies {
		cmd.Flags().StringVar(&copies[i].to, copies[i].flag, "", copies[i].help)
	}
	return cmd
}

// notWithTheLog is said of a copy that holds keys, or what has none of its own.
const notWithTheLog = "Vernietig haar binnen 30 dagen, en bewaar haar niet bij het logboek."

func backupLog(ctx context.Context, p *paths, to string, errs io.Writer) (said string, err error) {
	if p.onCluster() {
		return "", errClusterCopy
	}
	store, err := sqlite.Open(ctx, p.log, sqlite.Options{ReadOnly: true})
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	bar := newProgress(errs, "logboek kopiëren", "pagina's", -1)
	defer bar.done()
	return "Kopie van het logboek: " + to, store.Backup(ctx, to, bar.of)
}

func backupVault(ctx context.Context, p *paths, to string, errs io.Writer) (said string, err error) {
	i, err := whichLedger(ctx, p)
	if err != nil {
		return "", err
	}
	bar := newProgress(errs, "kluis kopiëren", "pagina's", -1)
	defer bar.done()
	return "Kopie van de kluis: " + to + ". " + notWithTheLog, vault.Copy(ctx, p.vault, to, i.Ledger, bar.of)
}

func backupDrafts(ctx context.Context, p *paths, to string, _ io.Writer) (said string, err error) {
	i, err := whichLedger(ctx, p)
	if err != nil {
		return "", err
	}
	return "Kopie van de concepten: " + to + ". " + notWithTheLog, concept.Copy(ctx, p.drafts, to, i.Ledger)
}

func backupFiles(ctx context.Context, p *paths, to string, errs io.Writer) (said string, err error) {
	n, err := copyFiles(ctx, p.files, to, errs)
	if err != nil {
		return "", fmt.Errorf("bijlagen: %w", err)
	}
	return fmt.Sprintf("Kopie van de bijlagen: %d bestanden erbij. Wat er al was is niet aangeraakt.", n), nil
}

// whichLedger reads of which ledger the log is.
func whichLedger(ctx context.Context, p *paths) (i ledger.Ingericht, err error) {
	store, err := p.lookAtStore(ctx)
	if err != nil {
		return i, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return ledger.LeesInrichting(ctx, store)
}
