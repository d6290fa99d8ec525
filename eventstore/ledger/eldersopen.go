package ledger

import (
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
)

// open opens an event that left, in the words of the dossier that it left, or says why it is not shown.
func (e *elders) open(p vindplek, revisie uint64) (domain.Private[domain.Inhoud], error) {
	if g := e.gat(p, revisie); g != nil {
		return domain.Ontbreekt[domain.Inhoud](*g), nil
	}
	q, err := e.openRuw(p, revisie)
	i, ok := q.Value()
	if !ok || err != nil {
		return q, err
	}
	m, z := p.ander.masker, p.ander.z
	hier, daar := e.r.z.events[revisie], z.events[p.revisie]
	m.afgeschermd = afgeschermdIn(m.afgeschermd, hier, daar)
	if i, err = m.zonderAfgeschermd(z, i, p.onderdeel, p.revisie); err != nil {
		return q, err
	}
	if i, err = e.hier().zonderAfgeschermd(e.r.z, i, p.was, revisie); err != nil || m.zietGeheim() {
		return domain.Besloten(i), err
	}
	return m.zonderGeheim(i, p.onderdeel, p.revisie)
}

// hier is the mask of the dossier that it left, with what that cannot know by itself of what is elsewhere.
func (e *elders) hier() masker {
	m := e.r.masker
	m.dicht = e.dicht
	return m
}

// openRuw opens an event that left, with the mentions that may be seen in either dossier.
func (e *elders) openRuw(p vindplek, revisie uint64) (domain.Private[domain.Inhoud], error) {
	m, z := p.ander.masker, p.ander.z
	hier, daar := e.r.z.events[revisie], z.events[p.revisie]
	kijkt := func(bron id.Betrokkene) tekst.Toestand {
		wie, ook := wieHier(hier, bron)
		wordt, ok := wieHier(daar, bron)
		if !ook || !ok {
			return tekst.Vernietigd
		}
		if t := e.toestandHier(wie); t != tekst.Zichtbaar {
			return t
		}
		return m.toestand(wordt)
	}
	return geopend(z.inhoudIn(e.r.sleutels, daar, hier, m.zietGeheim(), kijkt))
}
