package domain

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Opdracht is something that someone asks to be done with a dossier. Deciding is pure: the same opdracht, state and facts
// give the same outcome, so the ledger may decide again after a lost race.
type Opdracht interface {
	// Handeling is what the asker must be allowed to do.
	Handeling() Handeling
	// Controleer finds every fault that shows without the dossier.
	Controleer(Feiten) waarde.Fouten
	// Beslis says which events follow, or refuses with a *Weigering.
	Beslis(*Dossier, Feiten) ([]Ontwerp, error)
}

// Feiten are the facts of the world that a decision may rest on. Nothing in them can be erased.
type Feiten struct {
	Nu      time.Time
	Vandaag waarde.Datum // the date in the Netherlands
	Wie     string       // employee id of the asker
}

// Ontwerp is an event that is decided on and not yet sealed.
type Ontwerp struct {
	Feit   Feit
	Inhoud Private[Inhoud] // unknown where the kind has none
	Over   []id.Betrokkene // whom the content concerns

}

func ontwerp(f Feit, i Inhoud, over []id.Betrokkene) Ontwerp {
	return Ontwerp{Feit: f, Inhoud: Besloten(i), Over: over}
}

// controle gathers faults, each under the path of the field looked at.
type controle struct {
	Feiten
	fouten waarde.Fouten
}

func (c *controle) fout(veld string, code waarde.Code, tekst string) {
	c.fouten = append(c.fouten, waarde.NieuweFout(code, tekst).Onder(veld))
}

// onder runs a check whose faults fall under a path.
func (c *controle) onder(pad string, check func(*controle)) {
	deel := controle{Feiten: c.Feiten}
	check(&deel)
	c.fouten.VoegAlle(deel.fouten, pad)
}

func (c *controle) bij(pad string, i int, check func(*controle)) {
	c.onder(pad, func(c *controle) { c.onder(strconv.Itoa(i), check) })
}

const (
	codeCode      waarde.Code = "onbekende-code"
	codeVerplicht waarde.Code = "verplicht"
	codeToekomst  waarde.Code = "in-de-toekomst"
	codeOnbekend  waarde.Code = "onbekend"
	codeDubbel    waarde.Code = "dubbel"
	codePastNiet  waarde.Code = "past-niet"
	codeTeLang    waarde.Code = "te-lang"
)

// een reports a fault unless v is one of the list.
func een[S ~string](c *controle, veld string, v S, lijst []S) {
	if !slices.Contains(lijst, v) {
		c.fout(veld, codeCode, fmt.Sprintf("Kies een van: %s.", opsomming(lijst)))
	}
}

func opsomming[S ~string](lijst []S) string {
	s := ""
	for i, v := range lijst {
		if i > 0 {
			s += ", "
		}
		s += string(v)
	}
	return s
}

func (c *controle) verplicht(veld string, ingevuld bool) {
	if !ingevuld {
		c.fout(veld, codeVerplicht, "Dit veld is verplicht.")
	}
}

// maxNaam bounds the length, in bytes, of names of organisations, countries and the like.
const maxNaam = 200

func (c *controle) naam(veld, s string) {
	if len(s) > maxNaam {
		c.fout(veld, codeTeLang, fmt.Sprintf("Dit veld mag hoogstens %d tekens hebben.", maxNaam))
	}
}

// nietLater refuses a moment after now.
func (c *controle) nietLater(veld string, t time.Time) {
	if t.After(c.Nu) {
		c.fout(veld, codeToekomst, "Dit moment ligt in de toekomst.")
	}
}

// gebeurd refuses a day after today; a partly known date is refused when even its first day is.
func (c *controle) gebeurd(veld string, d waarde.GedeeltelijkeDatum) {
	if !d.IsZero() && d.Vroegst().Na(c.Vandaag) {
		c.fout(veld, codeToekomst, "Deze datum ligt in de toekomst.")
	}
}

// weiger turns gathered faults into a refusal, nil where there are none.
func (c *controle) weiger() error {
	if len(c.fouten) == 0 {
		return nil
	}
	return OngeldigeInvoer(c.fouten)
}

// OngeldigeInvoer refuses input with all its faults.
func OngeldigeInvoer(f waarde.Fouten) *Weigering {
	return &Weigering{Code: CodeOngeldig, Tekst: "De invoer klopt niet. Zie de fouten per veld.", Fouten: f}
}

// bekend refuses persons that are not in the dossier or whose data are destroyed.
func (c *controle) bekend(d *Dossier, veld string, wie ...id.Betrokkene) {
	for _, b := range wie {
		p, ok := d.Betrokkenen[b]
		switch {
		case b.IsZero():
		case !ok:
			c.fout(veld, codeOnbekend, "Deze betrokkene staat niet in het dossier.")
		case p.Vernietigd != nil:
			c.fout(veld, waarde.Code(CodeVernietigd), "De gegevens van deze betrokkene zijn vernietigd.")
		}
	}
}

// open refuses to record in a dossier that is not there, closed, or destroyed.
func (d *Dossier) open() error {
	if err := d.staat(); err != nil {
		return err
	}
	if d.GeslotenOp != nil {
		return Weiger(CodeGesloten, "Het dossier is gesloten. Heropen het eerst.", "ZOB-9.1b")
	}
	return nil
}

// staat refuses a dossier that is not there or destroyed.
func (d *Dossier) staat() error {
	if !d.Bestaat {
		return Weiger(CodeOnbekend, "Dit dossier bestaat niet.")
	}
	if d.Vernietigd != nil {
		return Weiger(CodeVernietigd, "Dit dossier is vernietigd.", "ZOB-17.1")
	}
	return nil
}

// vrij refuses an id that the dossier already uses.
func (d *Dossier) vrij(o id.Onderdeel) error {
	if _, ok := d.Onderdelen[o]; ok || o.IsZero() {
		return Weiger(CodeBestaatAl, "Dit onderdeel bestaat al.")
	}
	return nil
}

// geldig gives an onderdeel that stands, or refuses.
func (d *Dossier) geldig(o id.Onderdeel) (*Onderdeel, error) {
	n, ok := d.Onderdelen[o]
	if !ok {
		return nil, Weiger(CodeOnbekend, "Dit onderdeel staat niet in het dossier.")
	}
	switch n.Stand {
	case StandVernietigd:
		return nil, Weiger(CodeVernietigd, "Dit onderdeel is vernietigd.", "ZOB-17.1")
	case StandVerwijderd:
		return nil, Weiger(CodeStand, "Dit onderdeel is met een correctie verwijderd.", "ZOB-15b")
	}
	return n, nil
}
