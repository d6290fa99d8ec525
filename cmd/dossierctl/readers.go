package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/toegang"
)

func readersCommand(f *frame) *cobra.Command {
	var after momentFlag
	cmd := &cobra.Command{
		Use:   "raadplegingen DOSSIER [opties]",
		Short: "Toon wie een dossier raadpleegde, of daarbij werd geweigerd",
		Long: `Toon wie een dossier raadpleegde of werd geweigerd: wanneer, in welke rol, waarvoor, en wat er te zien was. Deze
raadpleging staat er zelf ook bij. Wie iets vastlegde, staat in de tijdlijn (replay).`,
		Example: `  dossierctl raadplegingen 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --na 2026-03-01`,
		Args:    oneDossier,
	}
	cmd.Flags().Var(&after, "na", "alleen na dit moment")
	return f.asks(cmd, func(c *call) (answer, error) {
		r, err := c.api.Raadplegingen(c.ctx, c.dossier(), after.t)
		return shown(r, showReaders), err
	})
}

// showReaders shows who read a dossier, and who was refused.
func showReaders(p *page, r *bericht.Raadplegingen) error {
	p.line(0, span{heading, "Raadplegingen van dossier " + r.Dossier.String()})
	for _, f := range r.Raadplegingen {
		p.blank()
		p.line(0, span{heading, weekday(f.Door.VastgelegdOp)}, span{faint, "  doel " + words(f.Door.Doel)})
		did := text(" " + readSentence(f))
		if f.Soort == toegang.SoortGeweigerd {
			did.style = alarm
		}
		p.hang(2, 4, span{actor, by(f.Door)}, did)
		if len(f.Categorieen) > 0 {
			p.field(4, "soorten", text(enumerate(categoryWords(f.Categorieen))))
		}
		if f.Aantal != nil {
			p.field(4, "getoond", text(versions(*f.Aantal)))
		}
		if len(f.Digest) > 0 {
			p.field(4, "controlesom", span{faint, fmt.Sprintf("%x", f.Digest)})
		}
	}
	return p.err
}

// readWords say what was read. A test ranges over the readings.
var readWords = map[toegang.Wat]string{
	toegang.WatBeeld:         "bekeek het dossier",
	toegang.WatTijdlijn:      "bekeek de tijdlijn",
	toegang.WatVerschil:      "vergeleek twee momenten",
	toegang.WatVoorvertoning: "bekeek wat een vernietiging zou vernietigen",
	toegang.WatUitvoer:       "voerde het dossier uit",
	toegang.WatToegang:       "bekeek wie het dossier raadpleegde",
	toegang.WatVindplaatsen:  "keek waar een geheim contactgegeven nog staat",
	toegang.WatVoorstellen:   "liet personen in een tekst zoeken",
	toegang.WatBijlage:       "haalde het bestand van een bijlage op",
	toegang.WatOverdracht:    "haalde het bestand van een overdracht op",
	toegang.WatControle:      "controleerde of alles te openen is",
	toegang.WatConcept:       "bekeek een concept",
	toegang.WatConcepten:     "bekeek welke concepten er zijn",
	toegang.WatConceptWeg:    "gooide een concept weg",
}

func readSentence(f bericht.Raadpleging) string {
	if f.Soort == toegang.SoortGeweigerd {
		return fmt.Sprintf("mocht niet %s: %s.", words(string(f.Handeling)), words(string(f.Code)))
	}
	what, ok := readWords[toegang.Wat(f.Wat)]
	if !ok {
		what = strings.TrimSpace("deed: " + words(string(f.Soort)) + " " + f.Wat)
	}
	if f.Via != nil {
		what = "zag iets van hier terug in dossier " + f.Via.String() + ", waar het eerder stond"
	}
	var at []string
	if f.Eigenaar != "" {
		what += " van " + f.Eigenaar
	}
	if f.Reden != "" {
		what += " (" + discardWord(f.Reden) + ")"
	}
	if f.Wat == string(toegang.WatVerschil) && f.Sinds != nil && f.BeschikbaarOp != nil {
		what = "vergeleek " + moment(*f.Sinds) + " met " + moment(*f.BeschikbaarOp)
		f.Sinds, f.BeschikbaarOp = nil, nil
	}
	if f.Revisie != nil {
		at = append(at, fmt.Sprintf("op revisie %d", *f.Revisie))
	}
	for _, m := range []struct {
		word string
		t    *time.Time
	}{{"sinds", f.Sinds}, {"bekend op", f.BeschikbaarOp}} {
		if m.t != nil {
			at = append(at, m.word+" "+moment(*m.t))
		}
	}
	if f.GeldigOp != "" {
		at = append(at, "geldig op "+partialDay(f.GeldigOp))
	}
	return strings.Join(append([]string{what}, at...), ", ") + "."
}

// versions says how many versions of onderdelen were shown.
func versions[N int | int64 | uint64](n N) string {
	if n == 1 {
		return "1 versie"
	}
	return fmt.Sprintf("%d versies", n)
}

func categoryWords(cs []domain.Categorie) []string {
	list := make([]string, len(cs))
	for i, c := range cs {
		list[i] = words(string(c))
	}
	return list
}
