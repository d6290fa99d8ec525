package ledger

import (
	"math"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
)

// What is shown of what left a dossier: no more than where it now is, and no more than the dossier that it left still
// lets be seen.

// gat is why an event that left is not opened where it is; nil where it is.
func (e *elders) gat(p vindplek, revisie uint64) *domain.Gat {
	m := e.r.masker
	g := m.gat(p.was, revisie)
	if g == nil || g.Reden != domain.GatOvergebracht {
		return g
	}
	if o := m.nu.Onderdelen[p.was]; !m.grant.Ziet(o.Categorie()) {
		return &domain.Gat{Reden: domain.GatGeenToegang}
	}
	if g := e.gatHier(p, revisie); g != nil {
		return g
	}
	return p.ander.masker.gat(p.onderdeel, p.revisie)
}

// gatHier is why the dossier that it left keeps an event closed: who was erased there is not read there through
// another dossier, and neither is what who is shielded there said.
func (e *elders) gatHier(p vindplek, revisie uint64) *domain.Gat {
	m, o := e.r.masker, e.r.masker.nu.Onderdelen[p.was]
	over, vanDossier := domain.OverVan(e.r.z.events[revisie].Feit), false
	if v, ok := versieOp(o, revisie); ok {
		over, vanDossier = v.Over, v.VanDossier
	}
	leeft := func(b id.Betrokkene) bool { return e.gewist(b) == nil }
	if len(over) > 0 && !vanDossier && !slices.ContainsFunc(over, leeft) {
		return &domain.Gat{Reden: domain.GatVernietigd, Vernietiging: e.gewist(over[0])}
	}
	if revisie < e.dicht[p.was] || o.SluitMee(m.afgeschermd) {
		return &domain.Gat{Reden: domain.GatAfgeschermd}
	}
	return nil
}

// metHerleidbaar finds what may not be shown because of whose words it is, as far as the dossier that it left knows.
// As masker.metHerleidbaar it does before anything is planned.
func (e *elders) metHerleidbaar() error {
	if e == nil {
		return nil
	}
	e.dicht = map[id.Onderdeel]uint64{}
	m := e.r.masker
	verborgen := func(b id.Betrokkene) bool { return e.toestandHier(b) != tekst.Zichtbaar }
	iemand := false
	for b := range m.nu.Betrokkenen {
		iemand = iemand || verborgen(b)
	}
	for _, p := range e.waar {
		o := m.nu.Onderdelen[p.was]
		kan := domain.KanEigenWoordenZijn(o.Inhoud) && len(m.afgeschermd) > 0
		if o.Inhoud == domain.InhoudPassage {
			kan = iemand || o.Overgenomen != nil
		}
		if _, al := e.dicht[p.was]; al || !kan {
			continue
		}
		tot, err := e.dichtTot(o, verborgen)
		if err != nil {
			return err
		}
		e.dicht[p.was] = tot
	}
	return nil
}

// dichtTot is before which revision an onderdeel is closed because of whose words it is, as masker.dichtTot says it: 0
// where none is.
func (e *elders) dichtTot(o *domain.Onderdeel, verborgen func(id.Betrokkene) bool) (uint64, error) {
	var tot uint64
	for _, revisie := range o.Revisies() {
		p, ok := e.van(o.ID, revisie)
		if !ok {
			continue
		}
		verraadt, err := e.verraadt(p, revisie, verborgen)
		switch {
		case err != nil:
			return 0, err
		case verraadt:
			tot = math.MaxUint64
		case tot == math.MaxUint64 && geeftTekst(e.r.z.events[revisie].Feit):
			tot = revisie
		}
	}
	return tot, nil
}

// verraadt reports whether an event says, or may say, who somebody is whom the dossier that it left does not show. But
// for passages it is not looked for whose words these are: all that may be those of who is shielded is closed.
func (e *elders) verraadt(p vindplek, revisie uint64, verborgen func(id.Betrokkene) bool) (bool, error) {
	feit := e.r.z.events[revisie].Feit
	if e.r.masker.nu.Onderdelen[p.was].Inhoud != domain.InhoudPassage {
		_, overgenomen := feit.(*domain.OnderdeelOvergenomen) // then it is not known here whom it was recorded about
		return overgenomen || slices.ContainsFunc(domain.OverVan(feit), e.r.masker.isAfgeschermd), nil
	}
	if p.ander.masker.gat(p.onderdeel, p.revisie) != nil {
		return false, nil
	}
	q, err := e.openRuw(p, revisie)
	i, ok := q.Value()
	return ok && slices.ContainsFunc(domain.EigenWoorden(feit, i), verborgen), err
}

// toestandHier is whether somebody may be seen as far as the dossier that something left knows. An identiteit that
// left it too says that from where it is: what was closed or gone when it left stays so here, whoever the person is
// there.
func (e *elders) toestandHier(b id.Betrokkene) tekst.Toestand {
	m := e.r.masker
	if _, ok := m.nu.Betrokkenen[b]; !ok || e.gewist(b) != nil {
		return tekst.Vernietigd
	}
	welk := domain.IdentiteitVan(m.nu.Wie(b))
	g := m.gat(welk, 0)
	if g != nil && g.Reden == domain.GatOvergebracht {
		p, ok := e.waar[m.nu.Onderdelen[welk].Laatste().Revisie]
		if !ok {
			return tekst.Vernietigd
		}
		g = p.ander.masker.gat(p.onderdeel, p.revisie)
		f, ok := p.ander.z.events[p.revisie].Feit.(*domain.OnderdeelOvergenomen)
		if g != nil && g.Reden == domain.GatVerwijderd && ok && f.Wijze == "" {
			// removed there, beside another that says who it is
			return tekst.Zichtbaar
		}
	}
	switch {
	case g == nil:
		return tekst.Zichtbaar
	case g.Reden == domain.GatVernietigd, g.Reden == domain.GatOvergebracht:
		return tekst.Vernietigd
	}
	return tekst.Afgeschermd
}

// gewist is by what somebody was erased in the dossier that something left; nil where the person was not, or only left
// it too.
func (e *elders) gewist(b id.Betrokkene) *domain.VernietigingRef {
	p, ok := e.r.masker.nu.Betrokkenen[b]
	if !ok || p.Vernietigd == nil {
		return nil
	}
	if l, ok := e.r.masker.nu.Vernietigingen[p.Vernietigd.Vernietiging]; ok && !l.Omvang.Overbrenging.IsZero() {
		return nil
	}
	return p.Vernietigd
}

// afgeschermdIn are those who are shielded in the one dossier, and by their ids in the other as well.
func afgeschermdIn(dicht map[id.Betrokkene]bool, hier, daar bewaard) map[id.Betrokkene]bool {
	f, ok := daar.Feit.(*domain.OnderdeelOvergenomen)
	if len(dicht) == 0 || !ok {
		return dicht
	}
	uit := map[id.Betrokkene]bool{}
	for b := range dicht {
		uit[b] = true
	}
	for _, p := range f.Personen {
		if wie, ok := wieHier(hier, p.Hier); ok && dicht[p.Daar] {
			uit[wie] = true
		}
	}
	return uit
}

// staat is how an event that left stands now, and whether it is geheim.
func (e *elders) staat(p vindplek, revisie uint64) (stand domain.Stand, geheim bool) {
	m, o := p.ander.masker, p.ander.masker.nu.Onderdelen[p.onderdeel]
	stand, geheim = o.Getoond(), o.GeheimIn(p.revisie)
	switch g := e.gatHier(p, revisie); {
	case g != nil && g.Reden == domain.GatVernietigd:
		stand = domain.StandVernietigd
	case g != nil, m.isDicht(p.onderdeel, p.revisie), o.SluitMee(m.afgeschermd):
		stand = domain.StandAfgeschermd
	case stand == domain.StandGeldig, stand == domain.StandVervangen:
		stand = domain.StandOvergebracht
	}
	return stand, geheim
}

// zwijgtOver reports whether it is left out whom an event about an onderdeel that left concerns: where what it then
// said, or said later, is closed because of that in either dossier. ok is false where it did not leave, or is nowhere.
func (e *elders) zwijgtOver(welk id.Onderdeel, revisie uint64) (zwijgt, ok bool) {
	o, er := e.r.masker.nu.Onderdelen[welk]
	if !er {
		return false, false
	}
	revisies := o.Revisies()
	vanaf, al := slices.BinarySearch(revisies, revisie)
	if !al && vanaf > 0 {
		vanaf-- // it is about what was said last before it
	}
	for i, r := range revisies {
		p, er := e.van(welk, r)
		ok = ok || er
		zwijgt = zwijgt || er && i >= vanaf && e.zwijgt(p, r)
	}
	return zwijgt, ok
}

func (e *elders) zwijgt(p vindplek, revisie uint64) bool {
	g := e.gatHier(p, revisie)
	dicht := g != nil && g.Reden == domain.GatAfgeschermd && overZegtWie(e.r.masker.nu.Onderdelen[p.was])
	return dicht || p.ander.masker.zwijgtOver(p.onderdeel, p.revisie)
}
