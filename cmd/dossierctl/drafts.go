package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dossierboek/api/bericht"
	"dossierboek/cmd/dutch"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

func draftsCommand(f *frame) *cobra.Command {
	var which drafts
	cmd := &cobra.Command{
		Use:   "concepten [DOSSIER [CONCEPT]] [opties]",
		Short: "Toon wat medewerkers aan het schrijven zijn en nog niet hebben vastgelegd",
		Long: `Toon concepten: zonder dossier de eigen in alle dossiers; met een dossier die in dat dossier, en als teamleider of privacy
officer ook die van anderen; met een concept erbij ook wat er staat. Wie naar die van een ander kijkt, wordt vastgelegd.`,
		Example: `  dossierctl concepten
  dossierctl concepten 2f6c1a9e-0b6d-4f0e-a4b5-1d2e3f405060 --betrokkene 7b0e4c0a-52c1-4d8e-9b0f-0a6d1f0f3c11`,
		Args: which.read,
	}
	cmd.Flags().BoolVar(&which.all, "alle", false,
		"die van alle medewerkers in alle dossiers (teamleider, privacy officer)")
	cmd.Flags().StringVar(&which.about, "betrokkene", "", "alleen over deze `betrokkene`")
	return f.asks(cmd, which.ask)
}

// drafts says which drafts are asked for.
type drafts struct {
	about  string // as given
	person id.Betrokkene
	one    id.Concept
	all    bool
}

func (d *drafts) read(cmd *cobra.Command, args []string) error {
	if d.all && len(args)+len(d.about) > 0 {
		return dutch.Usagef("--alle gaat alleen, zonder dossier of betrokkene")
	}
	if len(args) > 2 || len(args) != 1 && d.about != "" {
		return dutch.Usagef("noem ten hoogste één dossier en één concept: %s; --betrokkene gaat met een dossier alleen",
			cmd.UseLine())
	}
	if len(args) > 0 {
		if _, err := dossierOf(args); err != nil {
			return err
		}
	}
	if len(args) > 1 && d.one.UnmarshalText([]byte(args[1])) != nil {
		return dutch.Usagef("een concept wordt genoemd met zijn id, zoals de lijst dat toont")
	}
	if d.about != "" && d.person.UnmarshalText([]byte(d.about)) != nil {
		return dutch.Usagef("--betrokkene: hier hoort de id van een betrokkene")
	}
	return nil
}

func (d *drafts) ask(c *call) (answer, error) {
	switch len(c.args) {
	case 0:
		if d.all {
			all, err := c.api.AlleConcepten(c.ctx)
			return shown(all, showDrafts), err
		}
		own, err := c.api.Concepten(c.ctx)
		return shown(own, showDrafts), err
	case 1:
		all, err := c.api.ConceptenIn(c.ctx, c.dossier(), d.person)
		return shown(all, showDrafts), err
	}
	one, err := c.api.Concept(c.ctx, c.dossier(), d.one)
	return shown(one, showDraft), err
}

// showDrafts shows a list of drafts.
func showDrafts(p *page, l *bericht.Concepten) error {
	switch {
	case len(l.Concepten) == 0 && l.NietGetoond > 0:
		p.line(0, text("Er zijn geen concepten die u mag zien."))
	case len(l.Concepten) == 0:
		p.line(0, text("Er zijn geen concepten."))
	}
	if l.NietGetoond > 0 {
		p.line(0, span{gap, fmt.Sprintf("[van anderen, niet getoond: %d]", l.NietGetoond)})
	}
	for i, d := range l.Concepten {
		if i > 0 {
			p.blank()
		}
		draftHead(p, d)
	}
	return p.err
}

// draftHead shows whose draft it is, since when, and what became of it.
func draftHead(p *page, d bericht.ConceptRegel) {
	p.line(0, span{heading, "Concept " + d.Concept.String()}, span{faint, fmt.Sprintf("  versie %d", d.Versie)})
	p.line(2, text("van "), span{actor, d.Eigenaar},
		text(fmt.Sprintf(", begonnen %s, bewaard %s", moment(d.BegonnenOp), moment(d.BewaardOp))))
	switch {
	case d.WeggegooidOp != nil:
		p.line(2, span{gap, fmt.Sprintf("[weggegooid op %s door %s: %s]", moment(*d.WeggegooidOp), d.WeggegooidDoor,
			discardWord(d.Reden))})
	case d.VernietigdOp != nil:
		p.line(2, span{gap, "[vernietigd op " + moment(*d.VernietigdOp) + "]"})
	case d.Stand == "vastgelegd":
		p.line(2, text("vastgelegd; wordt opgeruimd"))
	case d.Herinnering:
		p.line(2, span{alarm, "Dit is een week of langer niet bewaard. Leg het vast of gooi het weg."})
	}
	p.line(2, span{faint, "voor " + becomes(d.Waarvan) + ", dossier " + d.Dossier.String()})
	if d.Onderdeel != nil {
		p.line(2, span{faint, "onderdeel " + d.Onderdeel.String()})
	}
	for _, b := range d.Over {
		p.line(2, span{faint, "betrokkene " + b.String()})
	}
}

// discardWords say why another threw a draft away. A test ranges over the reasons.
var discardWords = map[toegang.ConceptReden]string{
	toegang.RedenAlVastgelegd:    "wat erin stond is al vastgelegd",
	toegang.RedenVerkeerdDossier: "het hoorde in een ander dossier",
	toegang.RedenNietNodig:       "niet nodig in dit dossier",
	toegang.RedenEigenaarWeg:     "wie het schreef is er niet meer, of lang niet",
	toegang.RedenDossierEindigt:  "het dossier wordt gesloten of overgebracht",
}

func discardWord(reason string) string {
	if w, ok := discardWords[toegang.ConceptReden(reason)]; ok {
		return w
	}
	return words(reason)
}

// becoming says what a draft would record, by the operation that it is for.
var becoming = map[string]string{
	"legGegevenVast": "een gegeven", "legVerslagVast": "een verslag", "vulVerslagAan": "een aanvulling van een verslag",
	"corrigeer": "een correctie", "herstel": "het herstel van een schrijffout",
	"voegVerklaringToe": "een eigen verklaring", "legMededelingVast": "een mededeling aan een betrokkene",
	"legWederhoorVast": "hoor en wederhoor", "legAccorderingVast": "een accordering",
	"legAntwoordVast": "het antwoord op een informatieverzoek", "vraagInformatie": "een informatieverzoek",
	"verstrek": "een verstrekking", "draagDossierOver": "een overdracht", "ontvangMelding": "een melding",
	"wijzigFase": "een besluit", "sluitDossier": "het sluiten", "heropenDossier": "het heropenen",
	"stelBeperkingIn": "een beperking", "hefBeperkingOp": "het opheffen van een beperking",
	"legContactVast": "een contactgegeven", "legRelatieVast": "een relatie",
	"voegBetrokkeneToe": "een betrokkene", "legTellingVast": "een telling", "draagOver": "een overdracht",
	"kwalificeerMelding": "de kwalificatie van een melding", "brengOver": "een overbrenging",
	"besluitVernietiging": "een vernietiging", "trekVernietigingIn": "het intrekken van een vernietiging",
	"markeerPassage": "het markeren van een passage", "voegSamen": "een samenvoeging", "scheid": "een scheiding",
	"wijsToe": "een toewijzing", "voegBijlageToe": "een bijlage", "doePuntAf": "het afdoen van een punt",
	"openPunt": "een punt op een agenda", "eindigToewijzing": "het einde van een toewijzing",
	"koppelBetrokkene": "het koppelen van een betrokkene",
	"herkoppel":        "het zetten bij een ander",
}

func becomes(operation string) string {
	if w, ok := becoming[operation]; ok {
		return w
	}
	return strings.ToLower(spaced(operation))
}

// showDraft shows a draft with its text, as it would be sent: half done as it is, it has no other form.
func showDraft(p *page, d *bericht.Concept) error {
	draftHead(p, d.ConceptRegel)
	p.blank()
	if d.Gat != nil {
		p.line(2, gapSpan(d.Gat))
		return p.err
	}
	var tidy bytes.Buffer
	if err := json.Indent(&tidy, d.Inhoud, "", "  "); err != nil {
		return fmt.Errorf("het concept is geen JSON")
	}
	for _, line := range strings.Split(tidy.String(), "\n") {
		rest := strings.TrimLeft(line, " ")
		indent := 2 + len(line) - len(rest)
		p.hang(indent, indent+2, text(rest))
	}
	return p.err
}
