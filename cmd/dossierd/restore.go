package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/ledger"
	"dossierboek/eventstore/sqlite"
	"dossierboek/eventstore/vault"
)

// restoreOptions are the flags of restore.
type restoreOptions struct {
	log, vault, drafts string // copies to put back; "" for none
	files              string // copy of which to put back what is missing
	accept             bool   // go on without what no copy has any more
	who                string // who decides so
}

func restoreCommand(p *paths) *cobra.Command {
	var o restoreOptions
	cmd := &cobra.Command{
		Use: "restore --logboek-uit BESTAND | --kluis-uit BESTAND | --concepten-uit BESTAND | --bijlagen-uit MAP | " +
			"--aanvaard-verlies",
		Short: "Zet een reservekopie terug; wat vernietigd is blijft vernietigd",
		Long: `Zet een reservekopie van het logboek, de kluis of de concepten terug en legt logboek, kluis en vernietigingsregister naast elkaar.
Wat een van de drie als vernietigd kent, wordt in alle drie vernietigd. Past het niet bij elkaar, dan staat er wat er achterloopt.

Bestaan de nieuwere kopieën niet meer, dan legt --aanvaard-verlies vast wat er verloren is en wie dat aanvaardt, en gaat het
logboek daarna weer open. Dat is niet terug te draaien.`,
		Args: dutch.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.log == "" && o.vault == "" && o.drafts == "" && o.files == "" && !o.accept {
				return dutch.Usagef("noem met --logboek-uit, --kluis-uit, --concepten-uit of --bijlagen-uit de kopie die terug " +
					"moet")
			}
			if o.accept {
				if o.who == "" {
					return dutch.Usagef("noem met --medewerker wie het verlies aanvaardt")
				}
				if err := employeeID(o.who); err != nil {
					return err
				}
			}
			return restore(cmd, p, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.log, "logboek-uit", "", "`bestand` met de kopie van het logboek")
	f.StringVar(&o.vault, "kluis-uit", "", "`bestand` met de kopie van de kluis")
	f.StringVar(&o.drafts, "concepten-uit", "", "`bestand` met de kopie van de concepten")
	f.StringVar(&o.files, "bijlagen-uit", "",
		"`map` of URL met de kopie van de bijlagen; alleen wat ontbreekt komt terug")
	f.BoolVar(&o.accept, "aanvaard-verlies", false, "leg vast wat in geen kopie meer bestaat en ga daarmee verder")
	f.StringVar(&o.who, "medewerker", "", "`id` van wie het verlies aanvaardt")
	return cmd
}

// restore puts copies in place and lets the gate judge the whole. It never overwrites: what stands there the operator
// moves away first.
func restore(cmd *cobra.Command, p *paths, ro restoreOptions) (err error) {
	ctx := cmd.Context()
	if err := putBack(ctx, p, ro); err != nil {
		return err
	}
	if ro.files != "" {
		n, err := copyFiles(ctx, ro.files, p.files, cmd.ErrOrStderr())
		if err != nil {
			return fmt.Errorf("bijlagen: %w", err)
		}
		fmt.Fprintf(cmd.OutOrStdout(), "%d bestanden van bijlagen teruggezet. Wat vernietigd is opent met geen sleutel.\n",
			n)
	}
	o, err := openClosed(ctx, p, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	if ro.accept {
		lost, err := o.ledger.AanvaardVerlies(ctx, ro.who)
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "Als verloren aanvaard door %s: %d sleutels, %d regels van het "+
			"vernietigingsregister zonder goedkeuring in het logboek, %d vernietigingen die alleen de kluis kent.\n",
			ro.who, len(lost.Sleutels), len(lost.Regels), len(lost.Vernietigingen))
	}
	if err := o.gate(ctx, cmd.ErrOrStderr()); err != nil {
		return err
	}
	fmt.Fprintln(cmd.OutOrStdout(), "Logboek, kluis en vernietigingsregister passen bij elkaar; wat vernietigd was is "+
		"ook hier vernietigd.")
	return nil
}

func putBack(ctx context.Context, p *paths, ro restoreOptions) error {
	if p.onCluster() && ro.log != "" {
		return errClusterCopy
	}
	for _, part := range []struct{ from, to string }{{ro.log, p.log}, {ro.log, p.log + "-wal"}, {ro.vault, p.vault},
		{ro.vault, p.vault + "-wal"}, {ro.drafts, p.drafts}, {ro.drafts, p.drafts + "-wal"}} {
		// An empty -wal is what a reader leaves, and harms nothing.
		if s, err := os.Lstat(part.to); part.from != "" && err == nil && s.Size() > 0 {
			return fmt.Errorf("%w: %s. Verplaats het logboek, de kluis of de concepten (met -wal en -shm) eerst", errNotEmpty,
				part.to)
		}
	}
	if ro.log != "" {
		if err := restoreLog(ctx, ro.log, p.log); err != nil {
			return fmt.Errorf("logboek: %w", err)
		}
	}
	if ro.vault == "" && ro.drafts == "" {
		return nil
	}
	i, err := whichLedger(ctx, p)
	if err != nil {
		return err
	}
	if ro.vault != "" {
		if err := vault.Restore(ctx, ro.vault, p.vault, i.Ledger); err != nil {
			return fmt.Errorf("kluis: %w", err)
		}
	}
	if ro.drafts != "" {
		if err := concept.Restore(ctx, ro.drafts, p.drafts, i.Ledger); err != nil {
			return fmt.Errorf("concepten: %w", err)
		}
	}
	return nil
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
