package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// What goes along with what was named to go to another dossier.

// MetAanhang adds to what was named what hangs on it, and on that: the passages of a verslag, the besluiten on a
// melding, the eigen verklaringen and the approvals beside an onderdeel, and the verstrekkingen that held it, so that
// it is known there who has an older wording. What hangs on something that stays stays as well, and so does a
// verklaring that disputes more than what goes; a verstrekking always stays.
func (b BrengOver) MetAanhang(d *Dossier) []Overgang {
	if len(b.Onderdelen) == 0 {
		return nil
	}
	uit := slices.Clone(b.Onderdelen)
	gaat := make(map[id.Onderdeel]bool, len(uit)) // and whether it stays
	for _, g := range uit {
		gaat[g.Onderdeel] = g.Blijft
	}
	for _, k := range d.Alle() { // what hangs on something was recorded after it
		if _, al := gaat[k.ID]; al || k.Stand == StandVernietigd {
			continue
		}
		hangt, blijft := false, false
		for _, aan := range append([]id.Onderdeel{k.Verslag, k.Melding, k.Bij.Onderdeel}, k.Betwist...) {
			stuk, mee := gaat[aan]
			hangt, blijft = hangt || mee, blijft || stuk
		}
		elders := slices.ContainsFunc(k.Betwist, func(w id.Onderdeel) bool { _, mee := gaat[w]; return !mee })
		hield := slices.ContainsFunc(k.Stukken, func(s Stuk) bool { _, mee := gaat[s.Onderdeel]; return mee })
		if hangt || hield {
			gaat[k.ID] = blijft || elders || hield
			uit = append(uit, Overgang{Onderdeel: k.ID, Blijft: gaat[k.ID]})
		}
	}
	return uit
}

// zonderVreemde leaves out the verstrekkingen that would come along and of whose persons none is there: what they say
// is not for that dossier. The first onderdelen were named.
func (b BrengOver) zonderVreemde(d *Dossier, alle []Overgang, genoemd int) []Overgang {
	i := 0
	return slices.DeleteFunc(alle, func(g Overgang) bool {
		i++
		o, ok := d.Onderdelen[g.Onderdeel]
		return i > genoemd && ok && o.Inhoud == InhoudVerstrekking && len(o.Over) > 0 &&
			!slices.ContainsFunc(b.Personen, func(p Persoonspaar) bool {
				return slices.Contains(o.Over, p.Hier)
			})
	})
}

// overneembaar reports whether an onderdeel can go to another dossier by itself: how a dossier was opened, closed and
// brought over is its own.
func overneembaar(o *Onderdeel) bool {
	switch o.Versies[0].Soort {
	case SoortDossierGeopend, SoortDossierGesloten, SoortDossierHeropend, SoortOverbrengingBesloten,
		SoortBetrokkenenSamengevoegd, SoortBetrokkenenGescheiden, SoortBeperkingIngesteld, SoortBeperkingOpgeheven:
		return false
	}
	return true
}
