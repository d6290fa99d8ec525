package ledger

import (
	"math"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/seal"
)

// A passage whose text betrays who a melder or informant is must not be shown to whom that identity is not (ZOB-6.2b, Wmo
// 2015 art. 5.3.1 lid 4). That it does is itself telling, so it is sealed with the text, and the mask cannot know it from the
// fold. It is decided after opening and before showing: the passages that were recorded about anybody whose identity is not
// visible to the reader (whom a passage is traceable to is always among those) are opened before the access fact is planned.
// So the fact still says what is shown and no more, and nothing is shown before it. What was opened and may be shown is kept
// for when it is, so that nothing opens twice.
//
// To the reader such a passage is shielded, in the words of any other that is, and whom it concerns is left out: a gap that
// said why, beside a name, would say who.

// metHerleidbaar is the masker with what it must know of the passages, by the state that it has.
func (m masker) metHerleidbaar(z *lezing, sleutels seal.Keys) (masker, error) {
	m.dicht, m.geopend = nil, nil
	besloten := m.besloten()
	if m.nu.Vernietigd != nil {
		return m, nil
	}
	dicht, geopend := map[id.Onderdeel]uint64{}, map[uint64]domain.Private[domain.Inhoud]{}
	for welk, o := range m.nu.Onderdelen {
		if o.Inhoud != domain.InhoudPassage || len(besloten) == 0 && o.Overgenomen == nil || m.gat(welk, o.Laatste().Revisie) != nil {
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

// dichtTot is before which revision the content of a passage is closed to the reader: 0 where none is. That a wording is
// traceable holds of it and of all before it, since who found it out later found it out of the same text; and of what was
// said about it until another wording took its place.
func (m masker) dichtTot(z *lezing, sleutels seal.Keys, o *domain.Onderdeel, besloten map[id.Betrokkene]bool, geopend map[uint64]domain.Private[domain.Inhoud]) (uint64, error) {
	var tot uint64
	for _, revisie := range o.Revisies() {
		if g := m.gat(o.ID, revisie); g != nil {
			continue
		}
		// Of what was taken over it is not known here whom it was recorded about there.
		_, overgenomen := z.events[revisie].Feit.(*domain.OnderdeelOvergenomen)
		if !overgenomen && !slices.ContainsFunc(overIn(z.events[revisie].Feit), func(b id.Betrokkene) bool { return besloten[b] }) {
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
		w, ok := domain.Kern(i).(*domain.Passage)
		switch {
		case !ok: // a correctie without another wording
		case slices.ContainsFunc(w.Herleidbaar(), func(b id.Betrokkene) bool { return besloten[b] || m.nu.Betrokkenen[b] == nil }):
			// Who is nobody here was gone, or unknown, where it came from.
			tot = math.MaxUint64
		case tot == math.MaxUint64:
			tot = revisie
		}
	}
	return tot, nil
}

// passageGat is why a passage that stands is not opened all the same; nil where it is. A passage goes with its verslag. One
// that was parted is closed as soon as any of its parts is, since their text is in it.
func (m masker) passageGat(o *domain.Onderdeel, revisie uint64) *domain.Gat {
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
	if m.isDicht(o.ID, revisie) {
		return &domain.Gat{Reden: domain.GatAfgeschermd}
	}
	return nil
}

// isDicht reports that a passage is closed to this reader because it is traceable.
func (m masker) isDicht(welk id.Onderdeel, revisie uint64) bool { return revisie < m.dicht[welk] }

// overIn is whom an event was recorded about, whoever of them was erased or taken off since.
func overIn(f domain.Feit) []id.Betrokkene {
	switch f := f.(type) {
	case *domain.PassageVastgelegd:
		return f.Over
	case *domain.CorrectieToegepast:
		return f.Over
	case *domain.OnderdeelHerschreven:
		return f.Over
	case *domain.OnderdeelHersteld:
		return f.Over
	}
	return nil
}

// geeftTekst reports whether an event gives its onderdeel another wording.
func geeftTekst(f domain.Feit) bool {
	k, ok := domain.FeitVan(f).(*domain.CorrectieToegepast)
	return !ok || k.Wijze == domain.WijzeVerbeteren || k.Wijze == domain.WijzeAanvullen
}

// zonderOver is an event without whom it concerns.
func zonderOver(f domain.Feit) domain.Feit {
	switch f := f.(type) {
	case *domain.PassageVastgelegd:
		n := *f
		n.Over = nil
		return &n
	case *domain.CorrectieToegepast:
		n := *f
		n.Over = nil
		return &n
	case *domain.OnderdeelHerschreven:
		n := *f
		n.Over = nil
		return &n
	case *domain.OnderdeelHersteld:
		n := *f
		n.Over = nil
		return &n
	case *domain.OnderdeelOvergenomen:
		return f.ZonderOver(zonderOver)
	}
	return f
}

// herleidbaarheid tells a decision which passages are traceable to somebody, by their newest wording, and which of them the
// asker may not see.
func (z *lezing) herleidbaarheid(m masker, sleutels seal.Keys) (func(id.Onderdeel) domain.Herleidbaarheid, error) {
	m, err := m.metHerleidbaar(z, sleutels)
	if err != nil {
		return nil, err
	}
	uit := map[id.Onderdeel]domain.Herleidbaarheid{}
	for welk, o := range z.nu.Onderdelen {
		laatste := o.Laatste().Revisie
		if o.Inhoud != domain.InhoudPassage {
			continue
		}
		if m.isDicht(welk, laatste) {
			uit[welk] = domain.HerleidbaarDicht
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
