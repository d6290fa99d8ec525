package domain

import (
	"slices"
	"time"

	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/domain/waarde"
)

// PuntInformeren is that somebody was not told yet that data about them were recorded.
const PuntInformeren PuntSoort = "informeren" // Wmo 2015 art. 5.3.1, DRE-inform-1

// Of whom a Veilig Thuis records data on a melding, that person is told so, within four weeks after the recording (Wmo
// 2015 art. 5.3.1; the folder counts from the melding, D6). Until then a punt is open at the identiteit, and so for
// one human: it goes along to another dossier, and lapses when the identiteit does. A mededeling does it off, or
// extends it (mededeling.go).
//
// Everybody has one, who reported too: it stays readable when all else is sealed, and whoever had none would be known
// by that as the one who reported. Of who knows already a mededeling says that; why is sealed.
//
// A dossier without a melding is none of a Veilig Thuis, and one that came to no more than an advies starts no duty
// (DRE-inform-4).

// moetInformeren reports whether a melding stands on which those whose data are recorded are told so, beside one.
func (d *Dossier) moetInformeren(naast id.Onderdeel) bool {
	for _, o := range d.Onderdelen {
		if o.Inhoud == InhoudMelding && o.ID != naast && o.Kwalificatie != KwalificatieAdvies && !o.weg() {
			return true
		}
	}
	return false
}

// weg reports that an onderdeel does not stand any more, so that nothing is to be done about it.
func (o *Onderdeel) weg() bool { return o.Stand == StandVerwijderd || o.Stand == StandVernietigd }

// informeren opens the punt at an identiteit that was recorded on a day.
func informeren(f Feiten, identiteit id.Onderdeel, vastgelegd waarde.Datum) []Ontwerp {
	return puntBij(f, identiteit, PuntInformeren, termijn.Informeren(vastgelegd))
}

// teInformeren is what a melding, which brings new data about some persons, does to their punten: a term begins for who
// has none, and who was to be told later than that term ends is so no more. Why it was put off holds for the new data
// or does not.
func (d *Dossier) teInformeren(f Feiten, wie []id.Betrokkene) []Ontwerp {
	term := termijn.Informeren(f.Vandaag)
	var uit []Ontwerp
	for _, b := range wie {
		bij := d.Identiteiten(b)
		i := slices.IndexFunc(bij, func(o *Onderdeel) bool { return o.heeftOpen(PuntInformeren) })
		switch {
		case len(bij) == 0 || f.Herkomst != nil && term.Voor(f.Hier): // gone, or past when it was taken in
		case i < 0:
			uit = append(uit, informeren(f, bij[0].ID, f.Vandaag)...)
		case bij[i].punt(PuntInformeren).Uiterlijk.Na(term):
			uit = append(uit, metDatum(bij[i], *bij[i].punt(PuntInformeren), term))
		}
	}
	return uit
}

// wordtAlGeinformeerd reports whether whose identiteit a punt would come at is to be told already, as soon or sooner:
// one human is told once, however many identiteiten stand.
func (d *Dossier) wordtAlGeinformeerd(identiteit *Onderdeel, p Punt) bool {
	return p.Soort == PuntInformeren && slices.ContainsFunc(d.Identiteiten(identiteit.Over[0]), func(o *Onderdeel) bool {
		return o.heeftOpen(PuntInformeren) && !o.punt(PuntInformeren).Uiterlijk.Na(p.Uiterlijk)
	})
}

// Identiteiten are those of one human that stand, by whichever of the ids that one has, in the order in which they
// came.
func (d *Dossier) Identiteiten(b id.Betrokkene) []*Onderdeel {
	wie := d.Zelfde(b)
	return d.kies(func(o *Onderdeel) bool { return o.Inhoud == InhoudIdentiteit && !o.weg() && raakt(wie, o.Over) })
}

// informerenNaKwalificatie ends what is open where the last melding turns out to be an advies (DRE-inform-4), and
// where it turns out to be none goes on with that, and with those who were recorded meanwhile. The term runs from the
// recording all the same.
func (d *Dossier) informerenNaKwalificatie(f Feiten, m *Onderdeel, wordt Kwalificatie) []Ontwerp {
	switch {
	case d.moetInformeren(m.ID) || (m.Kwalificatie == KwalificatieAdvies) == (wordt == KwalificatieAdvies):
		return nil
	case wordt == KwalificatieAdvies:
		return d.overalAf(PuntInformeren)
	}
	advies := d.adviesSinds(m.ID)
	var uit []Ontwerp
	for _, o := range d.kies(func(o *Onderdeel) bool { return o.Inhoud == InhoudIdentiteit && !o.weg() }) {
		switch p := o.punt(PuntInformeren); {
		case p == nil:
			uit = append(uit, informeren(f, o.ID, termijn.Dag(o.Versies[0].Op))...)
		case p.AfgedaanOp != nil && p.AfgedaanOp.Equal(advies):
			uit = append(uit, metDatum(o, *p, p.Uiterlijk))
		}
	}
	return uit
}

// adviesSinds is when a melding was last qualified as an advies.
func (d *Dossier) adviesSinds(melding id.Onderdeel) time.Time {
	var op time.Time
	for _, o := range d.Onderdelen {
		if o.Melding == melding && o.Kwalificatie == KwalificatieAdvies && o.Versies[0].Op.After(op) {
			op = o.Versies[0].Op
		}
	}
	return op
}

// metDatum opens a punt with another last day, or again, for the same owner.
func metDatum(o *Onderdeel, p Punt, uiterlijk waarde.Datum) Ontwerp {
	return zonderInhoud(&PuntGeopend{Bij: o.ID, Punt: p.Soort, Eigenaar: p.Eigenaar, Uiterlijk: uiterlijk})
}
