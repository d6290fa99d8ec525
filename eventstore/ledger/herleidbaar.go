package ledger

import (
	"math"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/seal"
)

// A passage whose text betrays who a melder or informant is must not be shown to whom that identity is not (ZOB-6.2b,
// Wmo 2015 art. 5.3.1 lid 4). That it does is itself telling, so it is sealed with the text, and the mask cannot know
// it from the fold. It is decided after opening and before showing: the passages that were recorded about anybody
// whose identity is not visible to the reader (whom a passage is traceable to is always among those) are opened before
// the access fact is planned. So the fact still says what is shown and no more, and nothing is shown before it. What
// was opened and may be shown is kept for when it is, so that nothing opens twice.
//
// The same goes for whatever else can be somebody's own words (domain.EigenWoorden), for as long as that one's
// identiteit is shielded. Of who was erased such content is kept only where a human decided so, and shows.
//
// To the reader such content is shielded, in the words of any other that is, and whom it concerns is left out: a gap
// that said why, beside a name, would say who.

// metHerleidbaar is the masker with what it must know of who is shielded and of what is theirs, by the state that it
// has.
func (m masker) metHerleidbaar(z *lezing, sleutels seal.Keys) (masker, error) {
	m.dicht, m.geopend = nil, nil
	m = m.metAfgeschermden(z, sleutels)
	besloten := m.besloten()
	if m.nu.Vernietigd != nil {
		return m, nil
	}
	dicht, geopend := map[id.Onderdeel]uint64{}, map[uint64]domain.Private[domain.Inhoud]{}
	for welk, o := range m.nu.Onderdelen {
		if !m.kanDicht(o, besloten) || m.gat(welk, o.Laatste().Revisie) != nil {
			continue
		}
		tot, err := m.dichtTot(z, sleutels, o, besloten, geopend)
		if err != nil {
			return m, err
		}
		if tot > 0 {
			dicht[welk] = tot
		}
	}
	m.dicht, m.geopend = dicht, geopend
	return m, nil
}

// kanDicht reports whether an onderdeel may have to be closed for what it says. Of a passage that was taken over it is
// not known here whom it was traceable to there.
func (m masker) kanDicht(o *domain.Onderdeel, besloten map[id.Betrokkene]bool) bool {
	if o.Inhoud == domain.InhoudPassage {
		return len(besloten) > 0 || o.Overgenomen != nil
	}
	return len(m.afgeschermd) > 0 && domain.KanEigenWoordenZijn(o.Inhoud)
}

// besloten are the persons whose identity the reader does not see.
func (m masker) besloten() map[id.Betrokkene]bool {
	uit := map[id.Betrokkene]bool{}
	for b := range m.nu.Betrokkenen {
		if m.toestand(b) != tekst.Zichtbaar {
			uit[b] = true
		}
	}
	return uit
}

// dichtTot is before which revision the content of an onderdeel is closed to the reader: 0 where none is. That a
// wording is traceable holds of it and of all before it, since who found it out later found it out of the same text;
// and of what was said about it until another wording took its place.
func (m masker) dichtTot(z *lezing, sleutels seal.Keys, o *domain.Onderdeel, besloten map[id.Betrokkene]bool,
	geopend map[uint64]domain.Private[domain.Inhoud]) (uint64, error) {
	var tot uint64
	for _, revisie := range o.Revisies() {
		if g := m.gat(o.ID, revisie); g != nil {
			continue
		}
		// Of what was taken over it is not known here whom it was recorded about there.
		_, overgenomen := z.events[revisie].Feit.(*domain.OnderdeelOvergenomen)
		if !overgenomen && !slices.ContainsFunc(domain.OverVan(z.events[revisie].Feit), func(b id.Betrokkene) bool {
			return besloten[b]
		}) {
			if tot == math.MaxUint64 && geeftTekst(z.events[revisie].Feit) {
				tot = revisie
			}
			continue
		}
		p, err := openMet(z, sleutels, revisie, m.zietGeheim(), m.toestand)
		if err != nil {
			return 0, err
		}
		geopend[revisie] = p
		i, ok := p.Value()
		if !ok {
			continue
		}
		van := m.afgeschermd
		if o.Inhoud == domain.InhoudPassage {
			van = besloten
		}
		switch {
		case domain.Kern(i) == nil: // a correctie without another wording
		case slices.ContainsFunc(domain.EigenWoorden(z.events[revisie].Feit, i), func(b id.Betrokkene) bool {
			return van[b] || o.Inhoud == domain.InhoudPassage && m.nu.Betrokkenen[b] == nil
		}):
			// Who is nobody here was gone, or unknown, where the passage came from.
			tot = math.MaxUint64
		case tot == math.MaxUint64:
			tot = revisie
		}
	}
	return tot, nil
}

// passageGat is why a passage that stands is not opened all the same; nil where it is. A passage goes with its
// verslag. One that was parted is closed as soon as any of its parts is, since their text is in it.
func (m masker) passageGat(o *domain.Onderdeel) *domain.Gat {
	if o.Inhoud != domain.InhoudPassage {
		return nil
	}
	if w, ok := m.nu.Onderdelen[o.Verslag]; ok {
		switch w.Stand {
		case domain.StandVerwijderd:
			return &domain.Gat{Reden: domain.GatVerwijderd}
		case domain.StandAfgeschermd:
			return &domain.Gat{Reden: domain.GatAfgeschermd}
		}
	}
	for _, deel := range o.VervangenDoor {
		n, ok := m.nu.Onderdelen[deel]
		if !ok {
			continue
		}
		for _, v := range []domain.Versie{n.Versies[0], n.Laatste()} {
			if g := m.gat(deel, v.Revisie); g != nil {
				return g
			}
		}
	}
	return nil
}

// isDicht reports that an onderdeel is closed to this reader because of what it says.
func (m masker) isDicht(welk id.Onderdeel, revisie uint64) bool { return revisie < m.dicht[welk] }

// geeftTekst reports whether an event gives its onderdeel another wording.
func geeftTekst(f domain.Feit) bool {
	k, ok := domain.FeitVan(f).(*domain.CorrectieToegepast)
	return !ok || k.Wijze == domain.WijzeVerbeteren || k.Wijze == domain.WijzeAanvullen
}

// herleidbaarheid tells a decision which passages are traceable to somebody, by their newest wording, and what the
// asker may not see because it is.
func (z *lezing) herleidbaarheid(m masker, sleutels seal.Keys) (func(id.Onderdeel) domain.Herleidbaarheid, error) {
	m, err := m.metHerleidbaar(z, sleutels)
	if err != nil {
		return nil, err
	}
	uit := map[id.Onderdeel]domain.Herleidbaarheid{}
	for welk, o := range z.nu.Onderdelen {
		laatste := o.Laatste().Revisie
		if m.isDicht(welk, laatste) {
			uit[welk] = domain.HerleidbaarDicht
			continue
		}
		if o.Inhoud != domain.InhoudPassage {
			continue
		}
		p, err := m.open(z, sleutels, welk, laatste)
		if err != nil {
			return nil, err
		}
		if i, ok := p.Value(); ok {
			if w, ok := domain.Kern(i).(*domain.Passage); ok && len(w.Herleidbaar()) > 0 {
				uit[welk] = domain.HerleidbaarWel
			}
		}
	}
	return func(o id.Onderdeel) domain.Herleidbaarheid { return uit[o] }, nil
}
