package domain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// controle gathers faults, each under the path of the field looked at.
type controle struct {
	Feiten
	fouten waarde.Fouten
	al     []id.Betrokkene // whom what is looked at concerns already
}

// fout reports a fault of a field, or of the value looked at where the path is empty.
func (c *controle) fout(code waarde.Code, tekst string, pad ...string) {
	c.fouten = append(c.fouten, waarde.NieuweFout(code, tekst).Onder(pad...))
}

// onder runs a check whose faults fall under a path.
func (c *controle) onder(pad string, check func(*controle)) {
	deel := controle{Feiten: c.Feiten, al: c.al}
	check(&deel)
	c.fouten.VoegAlle(deel.fouten, pad)
}

func (c *controle) bij(pad string, i int, check func(*controle)) {
	c.onder(pad, func(c *controle) { c.onder(strconv.Itoa(i), check) })
}

// The codes of faults, besides those of the values themselves.
const (
	codeCode       waarde.Code = "onbekende-code"
	codeVerplicht  waarde.Code = "verplicht"
	codeToekomst   waarde.Code = "in-de-toekomst"
	codeOnbekend   waarde.Code = "onbekend"
	codeDubbel     waarde.Code = "dubbel"
	codePastNiet   waarde.Code = "past-niet"
	codeVernietigd waarde.Code = "vernietigd"
)

// een reports a fault unless v is one of the list.
func een[S ~string](c *controle, veld string, v S, lijst []S) {
	if !slices.Contains(lijst, v) {
		c.fout(codeCode, fmt.Sprintf("Kies een van: %s.", opsomming(lijst)), veld)
	}
}

func opsomming[S ~string](lijst []S) string {
	namen := make([]string, len(lijst))
	for i, v := range lijst {
		namen[i] = string(v)
	}
	return strings.Join(namen, ", ")
}

func (c *controle) verplicht(veld string, ingevuld bool) {
	if !ingevuld {
		c.fout(codeVerplicht, "Dit veld is verplicht.", veld)
	}
}

// waarom asks for a text that gives a reason: a dash does not.
func (c *controle) waarom(veld string, t *Tekst) {
	sjabloon, _ := t.sjabloon.Opgeslagen()
	switch {
	case t.IsZero():
		c.verplicht(veld, false)
	case len(t.Betrokkenen()) == 0 && !strings.ContainsFunc(sjabloon, unicode.IsLetter):
		c.fout(codeVerplicht, "Leg uit waarom, in woorden.", veld)
	}
}

// regel checks a line of free text: the name of an organisation, a country and the like.
func (c *controle) regel(veld, s string) {
	switch {
	case !utf8.ValidString(s):
		c.fout(waarde.CodeUTF8, "De tekst is geen geldige UTF-8.", veld)
	case strings.ContainsFunc(s, unicode.IsControl):
		c.fout(waarde.CodeTeken, "De tekst bevat een stuurteken; dat mag niet.", veld)
	case utf8.RuneCountInString(s) > waarde.MaxVeld:
		c.fout(waarde.CodeTeLang, fmt.Sprintf("De tekst is te lang; ten hoogste %d tekens.", waarde.MaxVeld), veld)
	}
}

// leeg reports whether a line says nothing.
func leeg(s string) bool { return strings.TrimSpace(s) == "" }

// nietLater refuses a moment after now.
func (c *controle) nietLater(veld string, t time.Time) {
	if t.After(c.Nu) {
		c.toekomst(veld, "Dit moment ligt in de toekomst.")
	}
}

// gebeurd refuses a day after today; a partly known date is refused when even its first day is.
func (c *controle) gebeurd(veld string, d waarde.GedeeltelijkeDatum) {
	if !d.IsZero() && d.Vroegst().Na(c.Vandaag) {
		c.toekomst(veld, "Deze datum ligt in de toekomst.")
	}
}

func (c *controle) toekomst(veld, tekst string) { c.fout(codeToekomst, tekst, veld) }

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

// bekend refuses a person who is not in the dossier or whose data are destroyed. Naming nobody passes.
func (c *controle) bekend(d *Dossier, wie id.Betrokkene, pad ...string) {
	p, ok := d.Betrokkenen[wie]
	switch {
	case wie.IsZero():
	case !ok:
		c.fout(codeOnbekend, "Deze betrokkene staat niet in het dossier.", pad...)
	case p.Vernietigd != nil:
		c.fout(codeVernietigd, "De gegevens van deze betrokkene zijn vernietigd.", pad...)
	}
}
