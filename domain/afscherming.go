package domain

import (
	"iter"
	"slices"

	"dossierboek/domain/id"
)

// Whoever shields an identiteit means that nobody learns who that is (ZOB-15b; of a melder or informant ZOB-6.2b, Wmo
// 2015 art. 5.3.1 lid 4). The identiteit is not the only thing in a dossier that tells. This is the one place that
// says what else does, and what becomes of it for as long as the identiteit is shielded, whenever it was recorded:
//
//   - what tells by its kind closes along: where somebody can be reached, and what somebody is of another (SluitMee);
//   - somebody's own words close as a whole, since nobody has judged whether they give the speaker away
//     (EigenWoorden). Of a passage somebody may have, and then that counts;
//   - in all else, what stands beside somebody's id is hidden (VerbergBij): the hoedanigheid of a melder, the
//     instantie and beroep of a bron, the name of who approved. So are the reasons of a correctie of what concerns
//     somebody, and names, numbers and addresses that nobody marked as a mention;
//   - whether the rest leads back to somebody no program can tell: an observation that only the neighbour can have
//     made, the reasons of a besluit. A punt with an owner and a date asks a human to go through it (PuntHerleidbaar),
//     and asks it again when something is recorded about somebody who is shielded. What does lead back is shielded by
//     itself.
//
// Releasing the identiteit gives all of it back.

// merkDicht remembers an identiteit that is shielded or removed, and one that came from elsewhere (beside somebody's
// own), so that nobody need go through a whole dossier to know who is shielded.
func (d *Dossier) merkDicht(o *Onderdeel) {
	if o.Inhoud != InhoudIdentiteit || o.Stand != StandAfgeschermd && o.Stand != StandVerwijderd && o.Overgenomen == nil {
		return
	}
	if !slices.Contains(d.Dicht, o.ID) {
		d.Dicht = append(slices.Clone(d.Dicht), o.ID)
	}
}

// Afgeschermden are those whose identiteit is shielded, under each id that they have and whichever of their
// identiteiten it is; also those of whom no other one is left than what a correctie removed. nil where nobody is.
func (d *Dossier) Afgeschermden() map[id.Betrokkene]bool {
	var dicht map[id.Betrokkene]bool // and whether that is because it is shielded
	for o := range d.gemerkt(StandAfgeschermd, StandVerwijderd) {
		if dicht == nil {
			dicht = map[id.Betrokkene]bool{}
		}
		wie := d.Wie(o.Over[0])
		dicht[wie] = dicht[wie] || o.Stand == StandAfgeschermd
	}
	if dicht == nil {
		return nil
	}
	open := d.metIdentiteit()
	uit := map[id.Betrokkene]bool{}
	for wie, afgeschermd := range dicht {
		if !afgeschermd && open(wie) {
			continue
		}
		for _, b := range d.Zelfde(wie) {
			uit[b] = true
		}
	}
	return uit
}

// gemerkt gives what merkDicht remembered, as far as it is in one of some states.
func (d *Dossier) gemerkt(standen ...Stand) iter.Seq[*Onderdeel] {
	return func(yield func(*Onderdeel) bool) {
		for _, welk := range d.Dicht {
			o, ok := d.Onderdelen[welk]
			if ok && len(o.Over) > 0 && slices.Contains(standen, o.Stand) && !yield(o) {
				return
			}
		}
	}
}

// metIdentiteit tells of whom an identiteit stands open: the own one, or one that came beside it.
func (d *Dossier) metIdentiteit() func(wie id.Betrokkene) bool {
	erbij := map[id.Betrokkene]bool{}
	for o := range d.gemerkt(StandGeldig) {
		erbij[d.Wie(o.Over[0])] = true
	}
	return func(wie id.Betrokkene) bool {
		return erbij[wie] || slices.ContainsFunc(d.Zelfde(wie), func(b id.Betrokkene) bool {
			o, ok := d.Onderdelen[IdentiteitVan(b)]
			return ok && o.Stand == StandGeldig && len(o.Over) > 0
		})
	}
}

// SluitMee reports whether an onderdeel tells by its kind who one of some persons is: it is closed while that must not
// be known.
func (o *Onderdeel) SluitMee(wie map[id.Betrokkene]bool) bool {
	if len(wie) == 0 {
		return false
	}
	switch o.Inhoud {
	case InhoudIdentiteit, InhoudContact, InhoudRelatie:
		return slices.ContainsFunc(o.Over, func(b id.Betrokkene) bool { return wie[b] })
	}
	return false
}

// dicht refuses what would change or give away an onderdeel that is closed with somebody's identiteit.
func (d *Dossier) dicht(o *Onderdeel) error {
	if o.Stand != StandAfgeschermd && o.SluitMee(d.Afgeschermden()) {
		return Weiger(CodeAfgeschermd, "Dit hoort bij een identiteit die is afgeschermd. Geef die eerst vrij.", "ZOB-15b",
			"ZOB-6.2b")
	}
	return nil
}
