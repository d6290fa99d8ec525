package domain

import (
	"slices"
	"strconv"
	"strings"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// LegVerslagVast records a verslag with its passages (ZOB-6.2f, FAQ-bron-2). Over is whom the verslag concerns, and
// each passage for which nobody is named.
type LegVerslagVast struct {
	ID       id.Onderdeel
	Rubriek  Rubriek
	Over     []id.Betrokkene
	Verslag  Verslag
	Passages []NieuwePassage
}

// VulVerslagAan adds passages to a verslag: behind Na, or at its end.
type VulVerslagAan struct {
	Verslag  id.Onderdeel
	Na       id.Onderdeel // zero: at the end
	Passages []NieuwePassage
}

// markerenWerkdagen is within how many working days unmarked text is to be given its status: the organisation's own
// choice.
const markerenWerkdagen = 5

// MarkeerPassage puts passages, in which a passage's text was parted, in its place. Revisie is of the wording that was
// parted: another one since is not what was marked.
type MarkeerPassage struct {
	Passage  id.Onderdeel
	Revisie  uint64
	Passages []NieuwePassage
}

func (LegVerslagVast) Handeling() Handeling { return HandelingVastleggen }
func (VulVerslagAan) Handeling() Handeling  { return HandelingVastleggen }
func (MarkeerPassage) Handeling() Handeling { return HandelingVastleggen }

func (l LegVerslagVast) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	een(&c, "rubriek", l.Rubriek, Rubrieken)
	l.Verslag.controleer(&c)
	c.verplicht("tekst", len(l.Passages) > 0)
	c.passages(l.Passages)
	return c.fouten
}

func (a VulVerslagAan) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	c.verplicht("tekst", len(a.Passages) > 0)
	c.passages(a.Passages)
	return c.fouten
}

func (m MarkeerPassage) Controleer(f Feiten) waarde.Fouten {
	c := controle{Feiten: f}
	c.passages(m.Passages)
	return c.fouten
}

// passages checks the passages of one text, in the order in which they read.
func (c *controle) passages(ps []NieuwePassage) {
	if len(ps) > 2*MaxMarkeringen+1 {
		c.fout(codePastNiet, "De tekst heeft te veel passages; ten hoogste "+strconv.Itoa(MaxMarkeringen)+
			" kunnen worden gemarkeerd.", "passages")
		return
	}
	for i := range ps {
		c.bijPassage(ps[i], ps[i].Passage.controleer)
	}
}

// bijPassage runs a check of a passage. Its faults fall where the writer finds them: in the text, with the marking, or
// with who speaks where nothing is marked; there each is told once.
func (c *controle) bijPassage(p NieuwePassage, check func(*controle)) {
	deel := controle{Feiten: c.Feiten}
	check(&deel)
	for _, f := range deel.fouten {
		switch {
		case strings.HasPrefix(f.Veld, "/tekst"):
		case p.Markering >= 0:
			f = f.Onder("passages", strconv.Itoa(p.Markering))
		default:
			f.Veld = strings.Replace(f.Veld, "/bron", "/spreker", 1)
		}
		if !slices.Contains(c.fouten, f) {
			c.fouten = append(c.fouten, f)
		}
	}
}

func (l LegVerslagVast) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	over, err := d.over(f, "", l.Over, &l.Verslag)
	if err != nil {
		return nil, err
	}
	feit := &VerslagVastgelegd{Onderdeel: l.ID, Rubriek: l.Rubriek, Passages: ids(l.Passages), Over: over}
	erbij, err := d.passages(f, l.ID, uniek(l.Over), l.Passages, l.ID)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]Ontwerp{ontwerp(feit, &l.Verslag, over)}, erbij, accorderingenNodig(f, l.Passages)), nil
}

// accorderingenNodig opens a punt for each passage that is an informant's (ZOB-6.5f).
func accorderingenNodig(f Feiten, ps []NieuwePassage) []Ontwerp {
	var uit []Ontwerp
	for i := range ps {
		uit = append(uit, accorderingNodig(f, ps[i].ID, nil, &ps[i].Passage)...)
	}
	return uit
}

func (a VulVerslagAan) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	o, err := d.geldigVerslag(a.Verslag)
	if err != nil {
		return nil, err
	}
	plaats := len(o.Passages)
	if !a.Na.IsZero() {
		if plaats = slices.Index(o.Passages, a.Na) + 1; plaats == 0 {
			var c controle
			c.fout(codeOnbekend, "Deze passage staat niet in het verslag.", "na")
			return nil, c.weiger()
		}
	}
	erbij, err := d.passages(f, o.ID, o.Over, a.Passages)
	if err != nil {
		return nil, err
	}
	feit := &VerslagAangevuld{Onderdeel: o.ID,
		Passages: slices.Insert(slices.Clone(o.Passages), plaats, ids(a.Passages)...)}
	return slices.Concat([]Ontwerp{zonderInhoud(feit)}, erbij, accorderingenNodig(f, a.Passages)), nil
}

// Beslis also gives whoever the marked passages turn out to concern a way into the one that they were parted from:
// their data stand in it, so it must be found, and go, when theirs go (ZOB-17.1).
func (m MarkeerPassage) Beslis(d *Dossier, f Feiten) ([]Ontwerp, error) {
	if err := d.open(); err != nil {
		return nil, err
	}
	o, err := d.geldig(m.Passage)
	if err != nil {
		return nil, err
	}
	if err := d.nietBeperkt(o); err != nil {
		return nil, err
	}
	switch {
	case o.Inhoud != InhoudPassage:
		return nil, Weiger(CodeStand, "Alleen een passage van een verslag kan worden gemarkeerd.")
	case o.Stand == StandAfgeschermd:
		return nil, Weiger(CodeAfgeschermd, "Deze passage is afgeschermd. Geef haar eerst vrij om haar te markeren.",
			"ZOB-15b")
	case o.Geheim(): // what stands in its place would not be
		return nil, Weiger(CodeStand, "Deze passage is geheim. Hef dat eerst op om haar te markeren.", "ZOB-8")
	case o.Laatste().Revisie != m.Revisie:
		return nil, Weiger(CodeRevisie, "De passage is intussen gewijzigd. Lees haar opnieuw.")
	}
	if _, err := d.geldigVerslag(o.Verslag); err != nil {
		return nil, err
	}
	c := controle{Feiten: f}
	c.verplicht("passages", len(m.Passages) > 0)
	if err := c.weiger(); err != nil {
		return nil, err
	}
	erbij, err := d.passages(f, o.Verslag, o.Over, m.Passages)
	if err != nil {
		return nil, err
	}
	weg, verder := o.puntenNaar(f, m.Passages)
	uit := slices.Concat(weg, []Ontwerp{zonderInhoud(&PassageGemarkeerd{Onderdeel: o.ID, Passages: ids(m.Passages)})},
		erbij, verder)
	var wie []id.Betrokkene
	for _, p := range erbij {
		wie = append(wie, p.Over...)
	}
	return append(uit, d.koppelMet(append(d.voorgangers(o.ID), o), uniek(wie))...), nil
}

// puntenNaar ends what is still to be done about a passage that is parted. What is not the marking itself is to be
// done about the first of its parts; an approval is waited for by each part that is an informant's, no longer than
// before, and not where it was given or refused: the text is the same.
func (o *Onderdeel) puntenNaar(f Feiten, delen []NieuwePassage) (weg, verder []Ontwerp) {
	for _, p := range o.OpenPunten() {
		weg = append(weg, afgedaan(o.ID, p.Soort))
		for n, deel := range delen {
			vanInformant := deel.Passage.Bron.Soort == BronInformant
			if p.Soort == PuntAccordering && vanInformant || p.Soort != PuntAccordering && p.Soort != PuntMarkeren && n == 0 {
				verder = append(verder, zonderInhoud(&PuntGeopend{Bij: deel.ID, Punt: p.Soort, Eigenaar: p.Eigenaar,
					Uiterlijk: p.Uiterlijk}))
			}
		}
	}
	if o.punt(PuntAccordering) == nil {
		verder = append(verder, accorderingenNodig(f, delen)...)
	}
	return weg, verder
}

// koppelMet adds persons to onderdelen that do not concern them wholly yet.
func (d *Dossier) koppelMet(os []*Onderdeel, wie []id.Betrokkene) []Ontwerp {
	var uit []Ontwerp
	for _, o := range os {
		for _, b := range wie {
			if o.Stand != StandVernietigd && !o.heelVan(b) {
				uit = append(uit, koppelOntwerp(o.ID, b))
			}
		}
	}
	return uit
}

// passages gives the events of new passages; ook are ids that come with them.
func (d *Dossier) passages(f Feiten, verslag id.Onderdeel, anders []id.Betrokkene, ps []NieuwePassage,
	ook ...id.Onderdeel) ([]Ontwerp, error) {
	if err := d.vrij(slices.Concat(ook, ids(ps))...); err != nil {
		return nil, err
	}
	c := controle{Feiten: f, al: anders}
	var uit []Ontwerp
	for i := range ps {
		p := &ps[i].Passage
		c.bijPassage(ps[i], func(c *controle) {
			if p.bevoegd() != nil {
				c.fout(waarde.Code(CodeDiagnoseZonder),
					"Een diagnose kan alleen worden vastgelegd met een daartoe bevoegde deskundige als bron. Leg haar anders vast "+
						"als mededeling.", "bron")
			}
			for n, b := range ps[i].Over {
				c.noembaar(d, b, "over", strconv.Itoa(n))
			}
			c.verwijzingen(d, p)
		})
		over := ps[i].Over
		if len(over) == 0 {
			over = anders
		}
		over = uniek(slices.Concat(over, Genoemd(p)))
		uit = append(uit, ontwerp(&PassageVastgelegd{Onderdeel: ps[i].ID, Verslag: verslag, Over: over}, p, over))
		if p.Aard == AardOnbeoordeeld {
			uit = append(uit, puntBij(f, ps[i].ID, PuntMarkeren, termijn.NaWerkdagen(f.Vandaag, markerenWerkdagen))...)
		}
	}
	return append(uit, d.visieGegeven(wordings(ps)...)...), c.weiger()
}

func wordings(ps []NieuwePassage) []Inhoud {
	uit := make([]Inhoud, len(ps))
	for i := range ps {
		uit[i] = &ps[i].Passage
	}
	return uit
}

func ids(ps []NieuwePassage) []id.Onderdeel {
	uit := make([]id.Onderdeel, len(ps))
	for i, p := range ps {
		uit[i] = p.ID
	}
	return uit
}

// geldigVerslag gives a verslag that stands and is not shielded, or refuses.
func (d *Dossier) geldigVerslag(welk id.Onderdeel) (*Onderdeel, error) {
	o, err := d.geldig(welk)
	if err != nil {
		return nil, err
	}
	if err := d.nietBeperkt(o); err != nil {
		return nil, err
	}
	switch {
	case o.Inhoud != InhoudVerslag:
		return nil, Weiger(CodeStand, "Dit onderdeel is geen verslag.")
	case o.Stand == StandAfgeschermd:
		return nil, Weiger(CodeAfgeschermd, "Dit verslag is afgeschermd. Geef het eerst vrij.", "ZOB-15b")
	}
	return o, nil
}
