package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// importer says who takes a file in: everything is recorded as that employee's.
type importer struct {
	actor   toegang.Actor
	purpose string
	seen    seenList // which dossiers that person has seen before opening others
	maxFile int64    // how many bytes the file of a bijlage may count
	without lineSet  // lines that are left out
}

func importCommand(p *paths) *cobra.Command {
	var who, role, signed, purpose string
	var lists, identities []string
	var maxFile int64
	var without []int
	cmd := &cobra.Command{
		Use:   "import BESTAND --medewerker ID --geheimhouding-op DATUM",
		Short: "Lees oudere dossiers in uit een bestand; eerst wordt alles gecontroleerd",
		Long: `Leest dossiers in die eerst elders zijn vastgelegd. Het bestand heeft op elke regel één vastlegging (JSON);
README beschrijft het.

Eerst wordt het hele bestand gecontroleerd. Staat er een fout in, dan volgen ze allemaal, met regelnummer, en
wordt er niets ingelezen. Dan wordt gezocht of personen en adressen misschien al in een ander dossier staan, van
dit logboek of van het bestand zelf. Die volgen als lijst, zonder namen; bewaar haar (> lijst.jsonl), bekijk de
dossiers, en geef haar mee met --mogelijk-bekend-gezien. Zonder dat wordt er niets ingelezen. Een onderbroken
import gaat verder door dezelfde opdracht te herhalen; wat al is ingelezen, wordt niet nog eens vastgelegd. De
server mag intussen niet draaien.

Wat een andere organisatie overdraagt, is verzegeld: noem met --identiteit het bestand met de sleutel waarvoor dat is gedaan
('dossierd overdrachtsleutel' maakt er een). Draagt zij hetzelfde dossier later opnieuw over, dan komt erbij wat er bij kwam, en
wordt gecorrigeerd wat daar nu anders leest. Kan dat niet, omdat het hier ook is gewijzigd, dan volgen die regels als fout; met
--zonder-regel blijft weg wat u hier liever zelf verbetert.`,
		Args: dutch.OneArg("een bestand"),
		RunE: func(cmd *cobra.Command, args []string) error {
			who, err := newImporter(who, role, signed, purpose)
			if err != nil {
				return err
			}
			if who.seen, err = readSeen(lists); err != nil {
				return err
			}
			if maxFile < 1 || maxFile > 1<<20 {
				return dutch.Usagef("--max-bijlage is een aantal MiB, ten minste 1")
			}
			who.maxFile = maxFile << 20
			for _, n := range without {
				if n < 2 || n > 1<<30 {
					return dutch.Usagef("--zonder-regel is het nummer van een regel, zoals de fouten het noemen")
				}
				who.without.add(n)
			}
			open, err := importSource(args[0], identities)
			if err != nil {
				return err
			}
			return takeFile(cmd.Context(), p, who, open, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&who, "medewerker", "", "id van de medewerker die inleest")
	f.StringVar(&role, "rol", string(toegang.Teamleider), fmt.Sprintf("rol: een van %v", toegang.Rollen))
	f.StringVar(&signed, "geheimhouding-op", "", "datum waarop de geheimhoudingsverklaring is getekend (jjjj-mm-dd)")
	f.StringVar(&purpose, "doel", "onderzoek", "waarvoor het wordt ingelezen")
	f.StringArrayVar(&lists, "mogelijk-bekend-gezien", nil,
		"lijst van mogelijk bekende dossiers die zijn bekeken; mag vaker")
	f.StringArrayVar(&identities, "identiteit", nil, "`bestand` met de overdrachtsleutel die het bestand opent; mag vaker")
	f.IntSliceVar(&without, "zonder-regel", nil, "`nummer` van een regel die niet wordt ingelezen; mag vaker")
	f.Int64Var(&maxFile, "max-bijlage", 1024, "hoeveel `MiB` een bijlage ten hoogste telt")
	return cmd
}

func newImporter(who, role, signed, purpose string) (importer, error) {
	if err := employeeID(who); err != nil {
		return importer{}, err
	}
	switch {
	case !slices.Contains(toegang.Rollen, toegang.Rol(role)):
		return importer{}, fmt.Errorf("onbekende rol; kies een van %v", toegang.Rollen)
	case !slices.Contains(domain.Doelen, purpose):
		return importer{}, fmt.Errorf("onbekend doel; kies een van %v", domain.Doelen)
	}
	day, err := waarde.ParseDatum(signed)
	if err != nil {
		return importer{}, fmt.Errorf("--geheimhouding-op: %w", err)
	}
	actor := toegang.Actor{Wie: who, Rol: toegang.Rol(role), GeheimhoudingOp: day}
	return importer{actor: actor, purpose: purpose, maxFile: 1 << 30}, nil
}

// errFaults: the file was looked through and has faults.
var errFaults = errors.New("er is niets ingelezen")

// takeFile checks a file as a whole and takes it in. It is opened once for each time that it is read.
func takeFile(
	ctx context.Context, p *paths, who importer, open func() (io.ReadCloser, error), out, errs io.Writer,
) (err error) {
	o, err := openParts(ctx, p, slog.New(slog.DiscardHandler), errs)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	f := &importFile{open: open}
	c, err := o.checkFile(ctx, f, who, errs)
	if err != nil {
		return err
	}
	known, err := o.searchKnown(ctx, f, c, who.seen, out, errs)
	if err != nil {
		return err
	}
	bar := newProgress(errs, "inlezen", "regels", c.lines)
	t, err := o.take(ctx, f, c, known, bar)
	bar.done()
	switch {
	case err == nil:
	case errors.Is(err, ctx.Err()):
		return fmt.Errorf("onderbroken na %d van %d regels; herhaal dezelfde opdracht om verder te gaan", t.all(), c.lines)
	default:
		return fmt.Errorf("gestopt na %d van %d regels; wat is ingelezen, blijft staan: %w", t.all(), c.lines, err)
	}
	_, err = fmt.Fprintf(out,
		"%d regels, %d dossiers: %d vastgelegd, %d waren al ingelezen, %d sindsdien vernietigd of overgebracht\n",
		t.all(), t.dossiers, t.recorded, t.known, t.destroyed)
	if n := c.without.size(); n > 0 {
		_, nog := fmt.Fprintf(out, "%d regels zijn niet ingelezen, met --zonder-regel\n", n)
		err = errors.Join(err, nog)
	}
	return errors.Join(err, closing(out, f.slot))
}
