package domain

import (
	"fmt"
	"log/slog"
	"slices"

	"dossierboek/domain/id"
)

// A werkaantekening is what an employee notes while working: a gegeven in a rubriek of its own, under inzage and
// erasure like the rest (ECLI:NL:GHARL:2023:7768). It is not kept by being forgotten: who closes the dossier says of
// each whether it stays, as a gegeven in another rubriek, or goes (ZOB-6.5a).

// RubriekWerkaantekening is the rubriek of werkaantekeningen.
const RubriekWerkaantekening Rubriek = "werkaantekening"

// SoortGegevenIngedeeld is stored.
const SoortGegevenIngedeeld Soort = "gegeven.ingedeeld"

// WerkaantekeningUitkomst is what becomes of a werkaantekening when the dossier is closed.
type WerkaantekeningUitkomst string

const (
	WerkaantekeningOpnemen     WerkaantekeningUitkomst = "opnemen"
	WerkaantekeningVerwijderen WerkaantekeningUitkomst = "verwijderen"
)

// WerkaantekeningUitkomsten lists them all.
var WerkaantekeningUitkomsten = []WerkaantekeningUitkomst{WerkaantekeningOpnemen, WerkaantekeningVerwijderen}

// Werkaantekening is the outcome for one.
type Werkaantekening struct {
	Onderdeel id.Onderdeel
	Uitkomst  WerkaantekeningUitkomst
	Rubriek   Rubriek // opnemen: where it goes on
}

// GegevenIngedeeld puts a gegeven in another rubriek. Its wording stays what it is.
type GegevenIngedeeld struct {
	Onderdeel id.Onderdeel `json:"onderdeel"`
	Rubriek   Rubriek      `json:"rubriek"`
}

func (*GegevenIngedeeld) Soort() Soort { return SoortGegevenIngedeeld }

func (f *GegevenIngedeeld) pasToe(d *Dossier, _ Vastlegging) {
	if o, ok := d.onderdeel(f.Onderdeel); ok {
		o.Rubriek = f.Rubriek
	}
}

func (w Werkaantekening) controleer(c *controle) {
	een(c, "uitkomst", w.Uitkomst, WerkaantekeningUitkomsten)
	switch {
	case w.Uitkomst == WerkaantekeningOpnemen && w.Rubriek == RubriekWerkaantekening:
		c.fout(codePastNiet, "Kies de rubriek waarin het als gegeven blijft.", "rubriek")
	case w.Uitkomst == WerkaantekeningOpnemen:
		een(c, "rubriek", w.Rubriek, slices.DeleteFunc(slices.Clone(Rubrieken), func(r Rubriek) bool {
			return r == RubriekWerkaantekening
		}))
	case w.Rubriek != "":
		c.fout(codePastNiet, "Alleen bij opnemen hoort een rubriek.", "rubriek")
	}
}

// werkaantekeningen lists those that stand, shielded or not.
func (d *Dossier) werkaantekeningen() []*Onderdeel {
	return d.kies(func(o *Onderdeel) bool {
		return o.Rubriek == RubriekWerkaantekening && o.Stand != StandVerwijderd && o.Stand != StandVernietigd
	})
}

// behandelWerkaantekeningen gives every werkaantekening its outcome, and refuses while one has none.
func (d *Dossier) behandelWerkaantekeningen(f Feiten, ws []Werkaantekening) ([]Ontwerp, error) {
	c := controle{Feiten: f}
	staand := d.werkaantekeningen()
	var uit []Ontwerp
	for i, w := range ws {
		c.bij("werkaantekeningen", i, func(c *controle) {
			n := slices.IndexFunc(staand, func(o *Onderdeel) bool { return o.ID == w.Onderdeel })
			switch {
			case n < 0:
				c.fout(codeOnbekend, "Dit is geen werkaantekening die nog in het dossier staat.", "onderdeel")
			case slices.ContainsFunc(ws[:i], func(a Werkaantekening) bool { return a.Onderdeel == w.Onderdeel }):
				c.fout(codeDubbel, "Deze werkaantekening heeft meer dan één uitkomst.", "onderdeel")
			case w.Uitkomst == WerkaantekeningOpnemen:
				uit = append(uit, zonderInhoud(&GegevenIngedeeld{Onderdeel: w.Onderdeel, Rubriek: w.Rubriek}))
			default:
				k := NieuweCorrectie(GrondNietTerZake, nil)
				over := slices.Clone(staand[n].Over)
				uit = append(uit, ontwerp(&CorrectieToegepast{Onderdeel: w.Onderdeel, Wijze: WijzeVerwijderen, Over: over}, &k,
					over))
				uit = append(uit, d.naVerwijderen(staand[n])...)
			}
		})
	}
	if err := c.weiger(); err != nil {
		return nil, err
	}
	for _, o := range staand {
		if err := d.nietBeperkt(o); err != nil { // whatever its outcome, it would not stay as it is
			return nil, err
		}
		if !slices.ContainsFunc(ws, func(w Werkaantekening) bool { return w.Onderdeel == o.ID }) {
			c.fout(codeVerplicht, "Deze werkaantekening heeft nog geen uitkomst.", "werkaantekeningen", o.ID.String())
		}
	}
	if len(c.fouten) == 0 {
		return uit, nil
	}
	w := Weiger(CodeWerkaantekening, "Elke werkaantekening krijgt bij het sluiten een uitkomst: opnemen in een andere "+
		"rubriek, of verwijderen.", "ZOB-6.5a")
	w.Fouten = c.fouten
	return nil, w
}

func (Werkaantekening) Format(s fmt.State, _ rune) { zwijg(s) }
func (Werkaantekening) LogValue() slog.Value       { return verzwegen }
