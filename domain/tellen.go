package domain

import (
	"fmt"
	"slices"
)

// Counting for the statistics (Wmo 2015 art. 4.2.12, law.md §4). A Telstaat is stored in the open and for ever, and
// no erasure changes it. So it holds counts only, per code and never of two codes together, and what is small is
// left out before it is stored: see onderdruk.go. Its total holds every melding that was received, also those of
// which nothing can be read any more.

// Telstaat is the count of one half-year.
type Telstaat struct {
	HalfJaar HalfJaar       `json:"halfJaar"`
	Totaal   *int           `json:"totaal,omitempty"` // of meldingen; absent where that is small
	Rijen    []Telrij       `json:"rijen"`
	Reden    CorrectieReden `json:"reden,omitempty"` // why it was counted again
}

// Telrij is how the meldingen answer one question.
type Telrij struct {
	Naam   string   `json:"naam"`
	Meer   bool     `json:"meer,omitempty"` // a melding may be in several cells; else each is in one
	Cellen []Telcel `json:"cellen"`
}

// Telcel is how often a code was counted; absent where it is left out.
type Telcel struct {
	Code   string `json:"code"`
	Aantal *int   `json:"aantal,omitempty"`
}

// CorrectieReden is why a half-year is counted again. A code, since it stays readable for ever.
type CorrectieReden string

// CorrectieRedenen lists them all.
var CorrectieRedenen = []CorrectieReden{"nagekomen-meldingen", "nagekomen-tellingen", "codes-verbeterd",
	"fout-in-de-telling"}

// Geteld is one melding as counted.
type Geteld struct {
	Kwalificatie Kwalificatie
	Tellingen    []*Telling // in the order in which they were recorded
	Vernietigd   bool       // it, or every telling of it, was destroyed
}

// Teller adds up meldingen. The zero Teller has counted none.
type Teller struct {
	totaal int
	rijen  map[string]map[string]int
}

// Tel adds one melding.
func (t *Teller) Tel(g Geteld) {
	t.totaal++
	stand := codeMetTelling
	switch {
	case len(g.Tellingen) > 0:
	case g.Vernietigd:
		stand = codeTellingVernietigd
	default:
		stand = codeZonderTelling
	}
	t.bij(rijTellingen, stand)
	kwalificatie := codeNietVastgelegd
	if slices.Contains(Kwalificaties, g.Kwalificatie) {
		kwalificatie = string(g.Kwalificatie)
	}
	t.bij(rijKwalificatie, kwalificatie)
	var alles Telling
	for _, een := range g.Tellingen {
		alles.vul(een)
	}
	for _, v := range Telvariabelen {
		for _, code := range v.antwoord(&alles) {
			t.bij(v.Naam, code)
		}
	}
}

func (t *Teller) bij(rij, code string) {
	if t.rijen == nil {
		t.rijen = map[string]map[string]int{}
	}
	if t.rijen[rij] == nil {
		t.rijen[rij] = map[string]int{}
	}
	t.rijen[rij][code]++
}

// Telrijen are the rows of every Telstaat, in order, without counts.
func Telrijen() []Telvariabele {
	return slices.Concat([]Telvariabele{
		{Naam: rijTellingen, Codes: []string{codeMetTelling, codeZonderTelling, codeTellingVernietigd}},
		{Naam: rijKwalificatie, Codes: append(codesVan(Kwalificaties), codeNietVastgelegd)},
	}, Telvariabelen)
}

// Staat is what was counted, without what is small.
func (t *Teller) Staat(h HalfJaar, reden CorrectieReden) Telstaat {
	uit := Telstaat{HalfJaar: h, Reden: reden}
	if !klein(t.totaal) {
		uit.Totaal = new(t.totaal)
	}
	met := t.rijen[rijTellingen][codeMetTelling]
	for _, v := range Telrijen() {
		aantallen := make([]int, len(v.Codes))
		for i, code := range v.Codes {
			aantallen[i] = t.rijen[v.Naam][code]
		}
		var toon []bool
		if v.Meer {
			toon = toonbaarNaastElkaar(aantallen, t.totaal, met)
		} else {
			toon = toonbaar(aantallen, t.verborgen(v, aantallen, met))
		}
		rij := Telrij{Naam: v.Naam, Meer: v.Meer, Cellen: make([]Telcel, len(v.Codes))}
		for i, code := range v.Codes {
			rij.Cellen[i] = Telcel{Code: code}
			if toon[i] {
				rij.Cellen[i].Aantal = new(aantallen[i])
			}
		}
		uit.Rijen = append(uit.Rijen, rij)
	}
	return uit
}

// verborgen are the cells of a row that are small, or from which something small follows: of who was counted as not
// recorded, those with a telling that lacks this answer are the rest besides those without one.
func (t *Teller) verborgen(v Telvariabele, aantallen []int, met int) []bool {
	uit := make([]bool, len(aantallen))
	for i, n := range aantallen {
		uit[i] = klein(n)
		if v.antwoord != nil && v.Codes[i] == codeNietVastgelegd {
			uit[i] = uit[i] || klein(n-(t.totaal-met))
		}
	}
	return uit
}

// Klopt reports what is wrong with a stored Telstaat; nil where it is what Staat makes.
func (t Telstaat) Klopt() error {
	if _, err := ParseHalfJaar(string(t.HalfJaar)); err != nil {
		return err
	}
	if t.Reden != "" && !slices.Contains(CorrectieRedenen, t.Reden) {
		return fmt.Errorf("domain: a telling for an unknown reason")
	}
	if t.Totaal != nil && (*t.Totaal < 0 || klein(*t.Totaal)) {
		return fmt.Errorf("domain: a small number in a telling")
	}
	bekend := Telrijen()
	for _, r := range t.Rijen {
		i := slices.IndexFunc(bekend, func(v Telvariabele) bool { return v.Naam == r.Naam })
		if i < 0 {
			return fmt.Errorf("domain: an unknown row in a telling")
		}
		for _, c := range r.Cellen {
			if !slices.Contains(bekend[i].Codes, c.Code) {
				return fmt.Errorf("domain: an unknown code in a telling")
			}
			if c.Aantal != nil && (*c.Aantal < 0 || klein(*c.Aantal)) {
				return fmt.Errorf("domain: a small number in a telling")
			}
		}
	}
	return nil
}
