package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/eventstore/ledger"
)

func verifyCommand(p *paths) *cobra.Command {
	var again bool
	cmd := &cobra.Command{
		Use:   "verify [opties]",
		Short: "Lees het hele logboek na, en noem wat er niet klopt en waar",
		Long: `Lees het hele logboek na: er zijn geen gaten, elk deel opent of is vernietigd en heeft een grafsteen, elk bestand van
een bijlage is heel, uit de gebeurtenissen volgt elk dossier, en de afgeleide gegevens kloppen ermee. Wat niet klopt, staat er
met zijn plaats bij. Wordt het afgebroken, dan gaat dezelfde opdracht daarna verder.`,
		Args: dutch.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return verify(cmd, p, again)
		},
	}
	cmd.Flags().BoolVar(&again, "opnieuw", false, "begin van voren af aan, ook als een eerdere controle werd afgebroken")
	return cmd
}

// errFindings: verification came to the end and found something wrong.
var errFindings = errors.New("de controle vond fouten")

func verify(cmd *cobra.Command, p *paths, again bool) (err error) {
	ctx := cmd.Context()
	o, err := openClosed(ctx, p, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	limits, err := o.limits(ctx, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	if err := o.gate(ctx, cmd.ErrOrStderr()); err != nil {
		for _, b := range limits { // which may well be why
			fmt.Fprintln(cmd.OutOrStdout(), b)
		}
		return err
	}
	if report, err := o.vault.Verify(ctx, nil); err != nil {
		return fmt.Errorf("kluis (%+v): %w", report, err)
	}
	var drafts ledger.Verificatie
	if err := o.ledger.VerifieerConcepten(ctx, &drafts); err != nil {
		return fmt.Errorf("concepten: %w", err)
	}
	if err := o.catchUp(ctx); err != nil {
		return err
	}
	state := filepath.Join(p.data, "verificatie.json")
	var v ledger.Verificatie
	if !again {
		if err := readVerification(state, &v); err != nil {
			return err
		}
	}
	if v.Records > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "verder na %d gebeurtenissen (--opnieuw begint van voren af aan)\n", v.Records)
	}
	bar := newProgress(cmd.ErrOrStderr(), "logboek nalezen", "gebeurtenissen", -1)
	saved := now()
	err = o.ledger.Verifieer(ctx, &v, o.compare, func(v ledger.Verificatie) {
		bar.at(v.Records)
		if now().Sub(saved) > time.Second {
			saved = now()
			_ = writeVerification(state, v) // losing it costs reading again
		}
	})
	bar.done()
	if err != nil {
		return errors.Join(err, writeVerification(state, v))
	}
	for _, b := range slices.Concat(limits, drafts.Bevindingen) {
		v.Voeg(b)
	}
	v.Concepten = drafts.Concepten
	if err := os.Remove(state); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return report(cmd, v)
}

func report(cmd *cobra.Command, v ledger.Verificatie) error {
	out := cmd.OutOrStdout()
	for _, b := range v.Bevindingen {
		fmt.Fprintln(out, b)
	}
	fmt.Fprintf(out, "%d gebeurtenissen, %d dossiers, %d delen openen, %d vernietigd met grafsteen, %d bestanden heel, "+
		"%d concepten, %d fouten\n",
		v.Records, v.Dossiers, v.Delen, v.Vernietigd, v.Bestanden, v.Concepten, len(v.Bevindingen))
	if len(v.Bevindingen) > 0 {
		return errFindings
	}
	return nil
}

// compare holds the projections against a fresh fold of one dossier.
func (o *parts) compare(ctx context.Context, d *domain.Dossier) []ledger.Bevinding {
	verschil, err := o.projections.Vergelijk(ctx, d)
	switch {
	case err != nil:
		return []ledger.Bevinding{{Plaats: ledger.DossierStroom(d.ID), Wat: "de projectie is niet te lezen"}}
	case verschil != nil:
		return []ledger.Bevinding{{Plaats: ledger.DossierStroom(d.ID), Wat: "de projectie wijkt af: " + verschil.String()}}
	}
	return nil
}

func readVerification(path string, v *ledger.Verificatie) error {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s is beschadigd; begin met --opnieuw", path)
	}
	return nil
}

// writeVerification replaces the file whole: it is written beside and renamed.
func writeVerification(path string, v ledger.Verificatie) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".nieuw", data, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".nieuw", path)
}
