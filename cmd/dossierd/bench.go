package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"dossierboek/cmd/dutch"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/ledger"
)

// benchCommand measures this machine: what an operator wants to know before choosing hardware. The ratios that the
// project holds itself to are in `make bench`.
func benchCommand(*paths) *cobra.Command {
	var seconds int
	cmd := &cobra.Command{
		Use:   "bench [opties]",
		Short: "Meet hoe snel dit systeem vastlegt en toont, met een tijdelijk logboek",
		Args:  dutch.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			dir, err := os.MkdirTemp("", "dossierd-bench-")
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
			return bench(cmd.Context(), dir, time.Duration(seconds)*time.Second, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().IntVar(&seconds, "seconden", 3, "hoeveel `seconden` elke meting duurt")
	return cmd
}

// benchCallers is how many ask at once in the measurements that are not of a lone caller.
const benchCallers = 64

func bench(ctx context.Context, dir string, each time.Duration, out, errs io.Writer) error {
	p := &paths{data: dir}
	if err := p.complete(); err != nil {
		return err
	}
	if err := initialise(ctx, p, "Meting"); err != nil {
		return err
	}
	return p.using(ctx, errs, func(o *parts) error { return benchParts(ctx, o, each, out) })
}

func benchParts(ctx context.Context, o *parts, each time.Duration, out io.Writer) (err error) {
	b := &bencher{parts: o, who: toegang.Actor{Wie: "meting", Rol: toegang.Medewerker,
		GeheimhoudingOp: o.ledger.Vandaag()}}
	dossiers := make([]benchDossier, benchCallers)
	for i := range dossiers {
		if dossiers[i], err = b.open(ctx); err != nil {
			return err
		}
	}
	for _, m := range []struct {
		what    string
		callers int
		do      func(context.Context, benchDossier) error
	}{
		{"vastleggen, één tegelijk", 1, b.record},
		{"vastleggen, 64 tegelijk", benchCallers, b.record},
		{"dossier bekijken, één tegelijk", 1, b.view},
		{"dossier bekijken, 64 tegelijk", benchCallers, b.view},
	} {
		n, took, err := repeat(ctx, each, dossiers[:m.callers], m.do)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%-32s %8.0f per seconde\n", m.what, float64(n)/took.Seconds())
	}
	begin := time.Now()
	if err := o.projections.Rebuild(ctx, nil); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%-32s %8.1f seconden\n", "projecties opnieuw opbouwen", time.Since(begin).Seconds())
	return err
}

// repeat lets each caller do the same again and again on its own dossier.
func repeat(ctx context.Context, each time.Duration, dossiers []benchDossier,
	do func(context.Context, benchDossier) error) (n int64, took time.Duration, err error) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	begin := time.Now()
	for _, d := range dossiers {
		wg.Go(func() {
			var mine int64
			for time.Since(begin) < each {
				if e := do(ctx, d); e != nil {
					mu.Lock()
					defer mu.Unlock()
					err = errors.Join(err, e)
					return
				}
				mine++
			}
			mu.Lock()
			defer mu.Unlock()
			n += mine
		})
	}
	wg.Wait()
	return n, time.Since(begin), err
}

type bencher struct {
	*parts
	who toegang.Actor
}

type benchDossier struct {
	id   id.Dossier
	over []id.Betrokkene
}

const benchText = "Tijdens het gesprek vertelt de betrokkene dat er in huis vaak wordt geschreeuwd en dat de " +
	"kinderen daarvan schrikken. "

func (b *bencher) do(ctx context.Context, d id.Dossier, o domain.Opdracht) error {
	_, err := b.ledger.Schrijf(ctx, ledger.Schrijfopdracht{Grant: b.ledger.Beslis(b.who, o.Handeling(), d, "onderzoek"),
		Dossier: d, Opdracht: o})
	return err
}

func (b *bencher) open(ctx context.Context) (benchDossier, error) {
	d := benchDossier{id: b.ledger.NieuwDossierID(nil)}
	o := domain.OpenDossier{Onderdeel: newOnderdeel(), Opening: domain.Opening{Grond: domain.Openingsgronden[0]}}
	for range 2 {
		person := id.Van[id.Betrokkene](newID())
		d.over = append(d.over, person)
		o.Betrokkenen = append(o.Betrokkenen,
			domain.NieuweBetrokkene{ID: person, Identiteit: domain.Identiteit{Naam: waarde.Naam{Onbekend: true},
				Hoedanigheid: "anders"}})
	}
	t, err := benchTekst(benchText)
	if err != nil {
		return d, err
	}
	o.Melding = &domain.NieuweMelding{ID: newOnderdeel(), OntvangenOp: now(), Over: d.over,
		Melding: domain.Melding{Tekst: t}}
	return d, b.do(ctx, d.id, o)
}

func (b *bencher) record(ctx context.Context, d benchDossier) error {
	t, err := benchTekst(benchText + benchText + benchText)
	if err != nil {
		return err
	}
	return b.do(ctx, d.id, domain.LegGegevenVast{ID: newOnderdeel(), Rubriek: "onderzoek", Over: d.over,
		Gegeven: domain.Gegeven{Soort: "mededeling", Aard: "mening", Bron: domain.Bron{Soort: "eigen-waarneming"},
			Tekst: t}})
}

func (b *bencher) view(ctx context.Context, d benchDossier) error {
	_, err := b.ledger.Bekijk(ctx, b.ledger.Beslis(b.who, domain.HandelingRaadplegen, d.id, "onderzoek"), d.id,
		ledger.Momenten{}, "")
	return err
}

func benchTekst(s string) (domain.Tekst, error) {
	t, faults := tekst.Nieuw(s, nil)
	return domain.NieuweTekst(t), faults.Err()
}

func newOnderdeel() id.Onderdeel {
	return id.OnderdeelVan(id.BetrokkeneVan(id.HouderVan(id.Van[id.Dossier](newID()))))
}
