package domain

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
)

// MaxMarkeringen is how many passages a writer can mark in one text.
const MaxMarkeringen = 250

// PassageMarkering says of a stretch of a running text what it is: from Begin up to, not including, Einde, in code
// points.
type PassageMarkering struct {
	Begin, Einde   int
	Soort          GegevenSoort
	Aard           Aard
	Bron           *Bron // nil: that of the text around it
	Over           []id.Betrokkene
	HerleidbaarTot []id.Betrokkene
	NietActueel    bool // ZOB-6.5g
}

// NieuwePassage is a passage to record. Over is whom it concerns besides those it names; empty: whom the text around
// it does.
type NieuwePassage struct {
	ID        id.Onderdeel
	Over      []id.Betrokkene
	Passage   Passage
	Markering int // which marking of the writer's it is, for where its faults are; -1: what stands between
}

// codeKruist: a mention would be cut in two.
const codeKruist waarde.Code = "vermelding-over-passagegrens"

// KnipVerslag parts a running text in passages: the marked stretches, and each stretch between them, which is what
// rest says (its text aside). Put behind each other they are the text as written. White space alone is no statement,
// so it goes with the passage before it, or the first one after it.
//
// All faults are given at once, those of a marking under passages/…, those of a mention that does not lie within one
// passage under tekst/vermeldingen/… and tekst/nietBedoeld/…, counted in the order of the text.
func KnipVerslag(t tekst.Tekst, ms []PassageMarkering, rest Passage,
	nieuw func() id.Onderdeel) ([]NieuwePassage, waarde.Fouten) {
	tekens := []rune(t.Plat())
	volgorde, fouten := markeringenOpVolgorde(tekens, ms)
	if len(fouten) > 0 {
		return nil, fouten
	}
	stukken := passageStukken(tekens, ms, volgorde)
	grenzen := make([]int, 0, len(stukken))
	for _, s := range stukken[1:] {
		grenzen = append(grenzen, s.van)
	}
	delen, kruising := t.Knip(grenzen)
	if !kruising.IsZero() {
		return nil, kruisFouten(kruising, stukken)
	}
	uit := make([]NieuwePassage, len(stukken))
	for i, s := range stukken {
		p := rest
		var over []id.Betrokkene
		if s.markering >= 0 {
			m := ms[s.markering]
			p = Passage{Soort: m.Soort, Aard: m.Aard, Bron: rest.Bron, HerleidbaarTot: uniek(m.HerleidbaarTot),
				NietActueel: m.NietActueel}
			if m.Bron != nil {
				p.Bron = *m.Bron
			}
			over = m.Over
		}
		p.Tekst = NieuweTekst(delen[i])
		uit[i] = NieuwePassage{ID: nieuw(), Over: over, Passage: p, Markering: s.markering}
	}
	return uit, nil
}

// passageStuk is where a passage begins, and which marking it is of; -1 for none.
type passageStuk struct{ van, markering int }

// markeringenOpVolgorde gives the markings in order of place, or what is wrong with them.
func markeringenOpVolgorde(tekens []rune, ms []PassageMarkering) ([]int, waarde.Fouten) {
	var c controle
	var volgorde []int
	for i, m := range ms {
		c.bij("passages", i, func(c *controle) {
			if m.Begin < 0 || m.Einde <= m.Begin || m.Einde > len(tekens) {
				c.fout(tekst.CodeBereik, "De passage valt buiten de tekst of is leeg; begin en einde tellen in "+
					"Unicode-codepunten, het einde telt niet mee.")
				return
			}
			if strings.TrimFunc(string(tekens[m.Begin:m.Einde]), unicode.IsSpace) == "" {
				c.fout(codePastNiet, "Hier staat geen tekst om te markeren.")
			}
			een(c, "aard", m.Aard, Aarden)
			volgorde = append(volgorde, i)
		})
	}
	slices.SortStableFunc(volgorde, func(a, b int) int {
		return cmp.Or(cmp.Compare(ms[a].Begin, ms[b].Begin), cmp.Compare(ms[a].Einde, ms[b].Einde))
	})
	verst := 0
	for _, i := range volgorde {
		if ms[i].Begin < verst {
			c.bij("passages", i, func(c *controle) { c.fout(tekst.CodeOverlap, "De passage overlapt met een andere passage.") })
		}
		verst = max(verst, ms[i].Einde)
	}
	return volgorde, c.fouten
}

// passageStukken parts the text where a marking begins or ends, but never for white space alone.
func passageStukken(tekens []rune, ms []PassageMarkering, volgorde []int) []passageStuk {
	var uit []passageStuk
	punt := 0
	tussen := func(tot int) {
		if strings.TrimFunc(string(tekens[punt:tot]), unicode.IsSpace) != "" {
			uit = append(uit, passageStuk{punt, -1})
			punt = tot
		}
	}
	for _, i := range volgorde {
		tussen(ms[i].Begin)
		begin := ms[i].Begin
		if len(uit) == 0 {
			begin = 0
		}
		uit = append(uit, passageStuk{begin, i})
		punt = ms[i].Einde
	}
	tussen(len(tekens))
	if len(uit) == 0 {
		uit = append(uit, passageStuk{0, -1})
	}
	return uit
}

// kruisFouten says where a border of a passage cannot be.
func kruisFouten(k tekst.Kruising, stukken []passageStuk) waarde.Fouten {
	var c controle
	for _, i := range k.Breekt {
		welke := stukken[i+1].markering // the border is where this one begins, or where the one before it ends
		if welke < 0 {
			welke = stukken[i].markering
		}
		c.bij("passages", welke, func(c *controle) {
			c.fout(tekst.CodeBreekt, "De passage begint of eindigt tussen een letter en het accent dat erbij hoort.")
		})
	}
	for veld, lijst := range map[string][]int{"vermeldingen": k.Markeringen, "nietBedoeld": k.NietBedoeld} {
		for _, i := range lijst {
			c.fout(codeKruist, "Deze plaats ligt in twee passages. Laat een passage niet midden in een naam beginnen of "+
				"eindigen.",
				"tekst", veld, strconv.Itoa(i))
		}
	}
	return c.fouten
}
