package domain

import (
	"slices"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
)

// naOnderzoekWerkdagen is how long what an onderzoek should have held may stay out after it: the view of a
// directbetrokkene, who was not heard yet, what was found about whom. No rule sets a term: it is that of an
// accordering, since the same people are asked in the same weeks.
const naOnderzoekWerkdagen = accorderingWerkdagen

// onderzoek is an onderzoek that is going on: of a melding, or of the work as a whole where there is none.
type onderzoek struct {
	melding *Onderdeel // nil: of the work as a whole
	sinds   time.Time
}

// onderzoeken are those that are going on for these meldingen; where there is none, that of the work as a whole.
func (d *Dossier) onderzoeken(meldingen []*Onderdeel) []onderzoek {
	var uit []onderzoek
	for _, m := range meldingen {
		if m.Fase == FaseOnderzoek {
			uit = append(uit, onderzoek{m, m.FaseSinds})
		}
	}
	if len(meldingen) == 0 && d.Fase == FaseOnderzoek {
		uit = append(uit, onderzoek{nil, d.FaseSinds})
	}
	return uit
}

// verlaatOnderzoek refuses to end an onderzoek in which nobody whom it is about was heard and no reason for that
// stands (ZOB-6.5e). Where others were not heard, no view of a betrokkene is recorded (ZOB-6.5i) or the besluit does
// not say what was found about each (ZOB-17.3a) it goes on, with punten at the besluit that ends it. What ends no
// onderzoek it lets pass.
func (d *Dossier) verlaatOnderzoek(f Feiten, welk id.Onderdeel, b *Besluit, eindigt []onderzoek) ([]Ontwerp, error) {
	if len(eindigt) == 0 {
		return nil, nil
	}
	open := map[PuntSoort]bool{PuntVisie: !f.Visie}
	for _, z := range eindigt {
		direct := d.direct(f, z.melding)
		gehoord, reden := d.wederhoor(f, z.sinds)
		iemand := slices.ContainsFunc(direct, func(b id.Betrokkene) bool { return gehoord[b] })
		switch {
		case reden:
		case !iemand:
			return nil, Weiger(CodeWederhoor, "Het onderzoek kan niet worden afgesloten zonder hoor en wederhoor van over "+
				"wie het gaat. Leg vast wie is gehoord, of waarom niet.", "ZOB-6.5e")
		case slices.ContainsFunc(direct, func(b id.Betrokkene) bool { return !gehoord[b] }):
			open[PuntWederhoor] = z.melding != nil // of the work as a whole nobody said whom it is about
		}
		if z.melding != nil && !d.bevonden(b, direct) {
			open[PuntBevinding] = true
		}
	}
	var uit []Ontwerp
	for _, s := range PuntSoorten {
		if open[s] {
			uit = append(uit, puntBij(f, welk, s, termijn.NaWerkdagen(f.Vandaag, naOnderzoekWerkdagen))...)
		}
	}
	return uit, nil
}

// direct are whom a melding is about, each by the one id that says who that is: not who reported it or informed about
// it, unless it is about nobody else. Of the work as a whole it is everybody in the dossier who did neither.
func (d *Dossier) direct(f Feiten, melding *Onderdeel) []id.Betrokkene {
	var alle []id.Betrokkene
	meldde := map[id.Betrokkene]bool{}
	van := func(m *Onderdeel) {
		if f.Melders == nil {
			return
		}
		for _, b := range f.Melders(m.ID) {
			meldde[d.Wie(b)] = true
		}
	}
	if melding != nil {
		alle = melding.Over
		van(melding)
	} else {
		for b := range d.Betrokkenen {
			alle = append(alle, b)
		}
		for _, o := range d.Onderdelen {
			if o.Inhoud == InhoudMelding {
				van(o)
			}
		}
	}
	var uit, anders []id.Betrokkene
	for _, b := range alle {
		if p, ok := d.Betrokkenen[b]; ok && p.Vernietigd != nil {
			continue
		}
		if wie := d.Wie(b); meldde[wie] {
			anders = append(anders, wie)
		} else {
			uit = append(uit, wie)
		}
	}
	if len(uit) == 0 {
		uit = anders
	}
	return uniek(uit)
}

// wederhoor is who was heard after a moment, and whether a reason stands for not hearing anybody. What was removed by
// a correctie does not count. What was destroyed since does, as if it gave a reason: that it was recorded stands. So
// does any in what was first recorded elsewhere (ZOB-9.1d): nobody can hear people in it any more, and an import stops
// at nothing that its check of the whole file, which opens no content, let pass.
func (d *Dossier) wederhoor(f Feiten, sinds time.Time) (gehoord map[id.Betrokkene]bool, reden bool) {
	gehoord = map[id.Betrokkene]bool{}
	for _, o := range d.Onderdelen {
		if o.Inhoud != InhoudWederhoor || o.Stand == StandVerwijderd || !o.Versies[0].Op.After(sinds) {
			continue
		}
		if f.Gehoord == nil || f.Herkomst != nil {
			return gehoord, true
		}
		wie, waarom := f.Gehoord(o.ID)
		reden = reden || waarom
		for _, b := range wie {
			gehoord[d.Wie(b)] = true
		}
	}
	return gehoord, reden
}

// bevonden reports whether a besluit says of each what the onderzoek found (ZOB-17.3a).
func (d *Dossier) bevonden(b *Besluit, over []id.Betrokkene) bool {
	return !slices.ContainsFunc(over, func(wie id.Betrokkene) bool {
		return !slices.ContainsFunc(b.Bevindingen, func(v BevindingOver) bool { return d.Wie(v.Betrokkene) == wie })
	})
}

// bevindingenAlsnog ends the punt of a besluit that did not say what was found about each, once it does. Of a besluit
// on the work as a whole nobody can say any more whom it had to be about, so there any will do.
func (d *Dossier) bevindingenAlsnog(f Feiten, o *Onderdeel, b *Besluit) []Ontwerp {
	m, ok := d.Onderdelen[o.Melding]
	if ok && !d.bevonden(b, d.direct(f, m)) || len(b.Bevindingen) == 0 {
		return nil
	}
	return d.afTeDoen(o, PuntBevinding)
}

// overalAf ends every punt of a soort that is open, wherever in the dossier.
func (d *Dossier) overalAf(s PuntSoort) []Ontwerp {
	var uit []Ontwerp
	for _, o := range d.Alle() {
		uit = append(uit, d.afTeDoen(o, s)...)
	}
	return uit
}

// IsVisie reports whether a wording is the view of a betrokkene (ZOB-6.5i), as a gegeven or in a verslag.
func IsVisie(i Inhoud) bool {
	switch i := i.(type) {
	case *Gegeven:
		return i.Soort == SoortGegevenVisie
	case *Passage:
		return i.Soort == SoortGegevenVisie
	}
	return false
}

// visieGegeven ends the punten that waited for the view of a betrokkene, where one of these is.
func (d *Dossier) visieGegeven(wordings ...Inhoud) []Ontwerp {
	if !slices.ContainsFunc(wordings, IsVisie) {
		return nil
	}
	return d.overalAf(PuntVisie)
}
