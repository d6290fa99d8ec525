package domain

import (
	"slices"
	"strconv"

	"dossierboek/domain/id"
)

// wijzer gathers where content names betrokkenen, each under the path of its field, unless it leaves the paths out.
type wijzer struct {
	zonderPad bool
	pad       []string // of where the walk is
	teksten   []tekstOp
	personen  []persoonOp
}

type tekstOp struct {
	pad   []string
	tekst *Tekst
}

type persoonOp struct {
	pad []string
	wie id.Betrokkene
}

func (w *wijzer) op(veld string) []string {
	if w.zonderPad {
		return nil
	}
	return append(slices.Clone(w.pad), veld)
}

func (w *wijzer) tekst(veld string, t *Tekst) { w.teksten = append(w.teksten, tekstOp{w.op(veld), t}) }

func (w *wijzer) persoon(veld string, wie id.Betrokkene) {
	w.personen = append(w.personen, persoonOp{w.op(veld), wie})
}

func (w *wijzer) onder(veld string, f func(*wijzer)) {
	w.pad = append(w.pad, veld)
	f(w)
	w.pad = w.pad[:len(w.pad)-1]
}

func (w *wijzer) bij(veld string, i int, f func(*wijzer)) {
	w.onder(veld, func(w *wijzer) { w.onder(strconv.Itoa(i), f) })
}

func wijs(i Inhoud) wijzer {
	var w wijzer
	i.verwijst(&w)
	return w
}

// noem is wijs without the paths, which only a fault needs: every write walks its content some times.
func noem(i Inhoud) wijzer {
	w := wijzer{zonderPad: true}
	i.verwijst(&w)
	return w
}

func tekstenVan(i Inhoud) []*Tekst {
	var ts []*Tekst
	for _, t := range noem(i).teksten {
		ts = append(ts, t.tekst)
	}
	return ts
}

// Genoemd are the persons that content concerns by itself: named by id, or mentioned in a text.
func Genoemd(i Inhoud) []id.Betrokkene {
	var wie []id.Betrokkene
	w := noem(i)
	for _, p := range w.personen {
		wie = append(wie, p.wie)
	}
	for _, t := range w.teksten {
		wie = append(wie, t.tekst.Betrokkenen()...)
	}
	return uniek(wie)
}

// uniek sorts and drops doubles and zeros; what is stored must not depend on the order in which a caller named
// persons. It gives a new slice, nil where nobody is left.
func uniek(wie []id.Betrokkene) []id.Betrokkene {
	wie = slices.DeleteFunc(slices.Clone(wie), id.Betrokkene.IsZero)
	if len(wie) == 0 {
		return nil
	}
	slices.SortFunc(wie, func(a, b id.Betrokkene) int { return a.Vergelijk(b) })
	return slices.Compact(wie)
}

// nietBedoeld are those who have places in a text where they were decided not to be meant, and no mention.
func (t *Tekst) nietBedoeld() []id.Betrokkene {
	var wie []id.Betrokkene
	for b := range t.vermelding {
		if !slices.Contains(t.Betrokkenen(), b) {
			wie = append(wie, b)
		}
	}
	return uniek(wie)
}

// verwijzingen refuses content that names persons who are not in the dossier, or no longer.
func (c *controle) verwijzingen(d *Dossier, i Inhoud) {
	proef := controle{Feiten: c.Feiten, al: c.al}
	if proef.wijst(d, noem(i)); len(proef.fouten) > 0 {
		c.wijst(d, wijs(i))
	}
}

func (c *controle) wijst(d *Dossier, w wijzer) {
	for _, p := range w.personen {
		c.noembaar(d, p.wie, p.pad...)
	}
	for _, t := range w.teksten {
		for _, b := range t.tekst.Betrokkenen() {
			c.noembaar(d, b, append(t.pad, "vermeldingen")...)
		}
		for _, b := range t.tekst.nietBedoeld() {
			c.noembaar(d, b, append(t.pad, "nietBedoeld")...)
		}
	}
}
