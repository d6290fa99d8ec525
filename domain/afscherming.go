package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// Whoever shields an identiteit means that nobody learns who that is (ZOB-15b; of a melder or informant ZOB-6.2b, Wmo
// 2015 art. 5.3.1 lid 4). The identiteit is not the only thing in a dossier that tells. This is the one place that
// says what else does, and what becomes of it for as long as the identiteit is shielded, whenever it was recorded:
//
//   - what tells by its kind closes along: where somebody can be reached, and what somebody is of another (SluitMee);
//   - somebody's own words close as a whole, since nobody has judged whether they give the speaker away (EigenWoorden). Of a
//     passage somebody may have, and then that counts;
//   - in all else, what stands beside somebody's id is hidden (VerbergBij): the hoedanigheid of a melder, the instantie and beroep
//     of a bron, the name of who approved. So are the reasons of a correctie of what concerns somebody, and names, numbers and
//     addresses that nobody marked as a mention;
//   - whether the rest leads back to somebody no program can tell: an observation that only the neighbour can have made, the
//     reasons of a besluit. A punt with an owner and a date asks a human to go through it (PuntHerleidbaar), and asks it
//     again when something is recorded about somebody who is shielded. What does lead back is shielded by itself.
//
// Releasing the identiteit gives all of it back.

// Afgeschermden are those whose identiteit is shielded, under each id that they have and whichever of their
// identiteiten it is; also those of whom no other one is left than what a correctie removed. nil where nobody is.
func (d *Dossier) Afgeschermden() map[id.Betrokkene]bool {
	var dicht, open map[id.Betrokkene]bool
	for _, o := range d.Onderdelen {
		if o.Inhoud != InhoudIdentiteit || len(o.Over) == 0 {
			continue
		}
		switch wie := d.Wie(o.Over[0]); o.Stand {
		case StandAfgeschermd, StandVerwijderd:
			if dicht == nil {
				dicht, open = map[id.Betrokkene]bool{}, map[id.Betrokkene]bool{}
			}
			dicht[wie] = dicht[wie] || o.Stand == StandAfgeschermd
		}
	}
	if dicht == nil {
		return nil
	}
	for _, o := range d.Onderdelen {
		if o.Inhoud == InhoudIdentiteit && o.Stand == StandGeldig && len(o.Over) > 0 {
			open[d.Wie(o.Over[0])] = true
		}
	}
	uit := map[id.Betrokkene]bool{}
	for wie, afgeschermd := range dicht {
		if !afgeschermd && open[wie] {
			continue
		}
		for _, b := range d.Zelfde(wie) {
			uit[b] = true
		}
	}
	return uit
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
		return Weiger(CodeAfgeschermd, "Dit hoort bij een identiteit die is afgeschermd. Geef die eerst vrij.", "ZOB-15b", "ZOB-6.2b")
	}
	return nil
}
