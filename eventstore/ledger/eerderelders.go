package ledger

import (
	"context"
	"maps"
	"slices"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
)

// What left a dossier is gone there: its ways in were destroyed. A view of that dossier at a moment at which it still stood
// there shows it as it then was, by opening it where it is now. It is masked as now: by its state there, by who is gone or
// shielded in either dossier, and by what the reader may see. In the access facts of both it stands that it was shown.

// elders is where that is now which left a dossier after a moment.
type elders struct {
	r        *raadpleging // of the dossier that it left
	dossiers map[id.Dossier]*ander
	waar     map[uint64]vindplek // by its revision in the dossier that it left
	dicht    map[uint64]bool     // of passages: those that betray somebody whom the dossier that they left does not show
}

// ander is a dossier to which something went.
type ander struct {
	z       *lezing
	masker  masker
	gelezen uint64             // the revision that the mask knows
	genomen map[genomen]uint64 // what was taken over, and at which revision
}

// genomen is one event that was taken over, by one overbrenging.
type genomen struct {
	overbrenging id.Overbrenging
	uit          domain.Plek
}

// vindplek is one event of a dossier, and where it now is.
type vindplek struct {
	was       id.Onderdeel
	ander     *ander
	onderdeel id.Onderdeel
	revisie   uint64
}

// metElders finds where that is now which stood in the dossier at a moment and left it since. It costs a reading of each dossier
// that it passed.
func (r *raadpleging) metElders(ctx context.Context, moment time.Time) error {
	weg := func(o *domain.Onderdeel) bool { return o.Overgebracht != nil && o.Overgebracht.Op.After(moment) }
	for welk, o := range r.z.nu.Onderdelen {
		if !weg(o) {
			continue
		}
		if r.elders == nil {
			r.elders = &elders{r: r, dossiers: map[id.Dossier]*ander{}, waar: map[uint64]vindplek{}}
			r.elders.dossiers[r.z.dossier] = nieuwAnder(r.z, r.masker)
		}
		for _, v := range o.Versies {
			if err := r.elders.volg(ctx, welk, v.Revisie); err != nil {
				return err
			}
		}
	}
	return r.elders.metHerleidbaar()
}

// metHerleidbaar finds the passages that betray somebody, as masker.metHerleidbaar does: before anything of them is planned.
func (e *elders) metHerleidbaar() error {
	if e == nil {
		return nil
	}
	e.dicht = map[uint64]bool{}
	nu := e.r.masker.nu
	verborgen := func(b id.Betrokkene) bool { return e.toestandHier(b) != tekst.Zichtbaar }
	iemand := false
	for b := range nu.Betrokkenen {
		iemand = iemand || verborgen(b)
	}
	for revisie, p := range e.waar {
		o := nu.Onderdelen[p.was]
		if o.Inhoud != domain.InhoudPassage || !iemand && o.Overgenomen == nil || p.ander.masker.gat(p.onderdeel, p.revisie) != nil {
			continue
		}
		q, err := e.openRuw(p, revisie)
		if err != nil {
			return err
		}
		if i, ok := q.Value(); ok && slices.ContainsFunc(domain.EigenWoorden(e.r.z.events[revisie].Feit, i), verborgen) {
			for _, v := range o.Versies { // and all before it, of the same text
				e.dicht[v.Revisie] = e.dicht[v.Revisie] || v.Revisie <= revisie
			}
		}
	}
	return nil
}

func nieuwAnder(z *lezing, m masker) *ander {
	a := &ander{z: z, masker: m, gelezen: z.nu.Revisie, genomen: map[genomen]uint64{}}
	for _, e := range z.events {
		if f, ok := e.Feit.(*domain.OnderdeelOvergenomen); ok {
			a.genomen[genomen{f.Overbrenging, f.Uit}] = e.Revisie
		}
	}
	return a
}

func (e *elders) naar(ctx context.Context, d id.Dossier) (*ander, error) {
	if a, al := e.dossiers[d]; al {
		return a, nil
	}
	z, err := e.r.l.lees(ctx, d)
	if err != nil {
		return nil, err
	}
	m, err := e.r.l.maskerVoor(ctx, e.r.masker.grant, z, e.r.sleutels).metHerleidbaar(z, e.r.sleutels)
	if err != nil {
		return nil, err
	}
	e.dossiers[d] = nieuwAnder(z, m)
	return e.dossiers[d], nil
}

// volg goes after one event, from dossier to dossier, to where it now stands. What was gone before it could go is nowhere.
func (e *elders) volg(ctx context.Context, welk id.Onderdeel, revisie uint64) error {
	p := vindplek{was: welk, ander: e.dossiers[e.r.z.dossier], onderdeel: welk, revisie: revisie}
	bron := bronVan(e.r.z, revisie)
	gezien := map[domain.Plek]bool{} // what was recorded leads on only; what was tampered with may not
	for {
		o, hier := p.ander.z.nu.Onderdelen[p.onderdeel], domain.Plek{Dossier: p.ander.z.dossier, Revisie: p.revisie}
		if o.Overgebracht == nil {
			e.waar[revisie] = p
			return nil
		}
		l, ok := p.ander.z.nu.Vernietigingen[o.Vernietigd.Vernietiging]
		if !ok || gezien[hier] || wegVoorVertrek(o, p.revisie) != nil {
			return nil
		}
		gezien[hier] = true
		naar, err := e.naar(ctx, o.Overgebracht.Naar)
		if err != nil {
			return err
		}
		r, ok := naar.genomen[genomen{l.Omvang.Overbrenging, hier}]
		if !ok || bronVan(naar.z, r) != bron { // whatever an open part says: it is the same content, or it is not this
			return nil
		}
		f := naar.z.events[r].Feit.(*domain.OnderdeelOvergenomen)
		if _, ok := naar.z.nu.Onderdelen[f.Onderdeel]; !ok || f.Was != p.onderdeel {
			return nil
		}
		p.ander, p.onderdeel, p.revisie = naar, f.Onderdeel, r
	}
}

// bronVan is where the content of an event lies.
func bronVan(z *lezing, revisie uint64) domain.Plek {
	if f, ok := z.events[revisie].Feit.(*domain.OnderdeelOvergenomen); ok {
		return f.Bron
	}
	return domain.Plek{Dossier: z.dossier, Revisie: revisie}
}

// wegVoorVertrek is by what a wording was destroyed before its onderdeel left; nil where it still stood.
func wegVoorVertrek(o *domain.Onderdeel, revisie uint64) *domain.VernietigingRef {
	for _, vs := range [][]domain.Versie{o.Versies, o.Overig} {
		for _, v := range vs {
			if v.Revisie == revisie && v.Vernietigd != nil && v.Vernietigd.Vernietiging != o.Vernietigd.Vernietiging {
				return v.Vernietigd
			}
		}
	}
	return nil
}

// van is where an event now is; ok is false where it never left, or is nowhere.
func (e *elders) van(welk id.Onderdeel, revisie uint64) (vindplek, bool) {
	if e == nil {
		return vindplek{}, false
	}
	p, ok := e.waar[revisie]
	return p, ok && p.was == welk
}

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

// gatHier is why the dossier that it left keeps an event closed: who was erased there is not read there through another dossier,
// and neither is what who is shielded there said. But for passages it is not looked for whose words these are: all that may be
// those of who is shielded is closed.
func (e *elders) gatHier(p vindplek, revisie uint64) *domain.Gat {
	m, o, feit := e.r.masker, e.r.masker.nu.Onderdelen[p.was], e.r.z.events[revisie].Feit
	over, vanDossier := domain.OverVan(feit), false
	for _, v := range o.Versies {
		if v.Revisie == revisie {
			over, vanDossier = v.Over, v.VanDossier
		}
	}
	if len(over) > 0 && !vanDossier && !slices.ContainsFunc(over, func(b id.Betrokkene) bool { return e.gewist(b) == nil }) {
		return &domain.Gat{Reden: domain.GatVernietigd, Vernietiging: e.gewist(over[0])}
	}
	_, overgenomen := feit.(*domain.OnderdeelOvergenomen) // then it is not known here whom it was recorded about
	woorden := o.Inhoud != domain.InhoudPassage && domain.KanEigenWoordenZijn(o.Inhoud) && len(m.afgeschermd) > 0 &&
		(overgenomen || slices.ContainsFunc(domain.OverVan(feit), m.isAfgeschermd))
	if woorden || e.dicht[revisie] || o.SluitMee(m.afgeschermd) {
		return &domain.Gat{Reden: domain.GatAfgeschermd}
	}
	return nil
}

// gewist is by what somebody was erased in the dossier that something left; nil where the person was not, or only left it too.
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

// toestandHier is whether somebody may be seen as far as the dossier that something left knows. An identiteit that left it too says
// that from where it is: what was closed or gone when it left stays so here, whoever the person is there.
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
		if g != nil && g.Reden == domain.GatVerwijderd && ok && f.Wijze == "" { // removed there, beside another that says who it is
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
	if i, err = e.r.masker.zonderAfgeschermd(e.r.z, i, p.was, revisie); err != nil || m.zietGeheim() {
		return domain.Besloten(i), err
	}
	return m.zonderGeheim(i, p.onderdeel, p.revisie)
}

// openRuw opens an event that left, with the mentions that may be seen in either dossier.
func (e *elders) openRuw(p vindplek, revisie uint64) (domain.Private[domain.Inhoud], error) {
	m, z := p.ander.masker, p.ander.z
	hier, daar := e.r.z.events[revisie], z.events[p.revisie]
	return geopend(z.inhoudIn(e.r.sleutels, daar, hier, m.zietGeheim(), func(bron id.Betrokkene) (id.Betrokkene, tekst.Toestand) {
		wie, ok := wieHier(hier, bron)
		if !ok {
			return bron, tekst.Vernietigd
		}
		wordt, ok := wieHier(daar, bron)
		switch t := e.toestandHier(wie); {
		case !ok:
			return wie, tekst.Vernietigd
		case t != tekst.Zichtbaar:
			return wie, t
		}
		return wie, m.toestand(wordt)
	}))
}

// staat is how an event that left stands now, whether it is geheim, and whether it is left out whom it concerns.
func (e *elders) staat(p vindplek, revisie uint64) (stand domain.Stand, geheim, zwijgt bool) {
	m, o := p.ander.masker, p.ander.masker.nu.Onderdelen[p.onderdeel]
	stand, geheim, zwijgt = o.Getoond(), o.GeheimIn(p.revisie), m.zwijgtOver(p.onderdeel, p.revisie)
	if stand == domain.StandGeldig || stand == domain.StandVervangen {
		stand = domain.StandOvergebracht
	}
	switch g := e.gatHier(p, revisie); {
	case g != nil && g.Reden == domain.GatVernietigd:
		return domain.StandVernietigd, geheim, zwijgt
	case g != nil:
		return domain.StandAfgeschermd, geheim, true
	case m.isDicht(p.onderdeel, p.revisie), o.SluitMee(m.afgeschermd):
		stand = domain.StandAfgeschermd
	}
	return stand, geheim, zwijgt
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

// legVast records in each other dossier that something of it is shown, and through which one. It does before anything is.
func (e *elders) legVast(ctx context.Context, o leesopdracht, getoond []uint64) error {
	if e == nil {
		return nil
	}
	van := map[id.Dossier][]bewaard{}
	for _, revisie := range getoond {
		if p, ok := e.waar[revisie]; ok && p.ander.z.dossier != o.dossier {
			van[p.ander.z.dossier] = append(van[p.ander.z.dossier], p.ander.z.events[p.revisie])
		}
	}
	for _, d := range slices.SortedFunc(maps.Keys(van), id.Dossier.Vergelijk) {
		events, feit := van[d], o.feit
		feit.Revisie, feit.Aantal, feit.Digest, feit.Via = e.dossiers[d].z.nu.Revisie, len(events), digestVan(events), o.dossier
		if err := e.r.l.feit(ctx, ToegangStroom(d), toegang.SoortGeraadpleegd, o.grant, o.verzoek, feit); err != nil {
			return err
		}
	}
	return nil
}

// bijwerken reads what came since in the other dossiers. What moved on meanwhile is not followed: that it is shown stands in no fact.
func (e *elders) bijwerken(ctx context.Context) error {
	if e == nil {
		return nil
	}
	for d, a := range e.dossiers {
		if d == e.r.z.dossier {
			a.masker = e.r.masker
			continue
		}
		if err := a.z.bijwerken(ctx, e.r.l.Store); err != nil {
			return err
		}
		if a.z.nu.Revisie == a.gelezen {
			continue
		}
		var err error
		if a.masker, err = a.masker.metHerleidbaar(a.z, e.r.sleutels); err != nil {
			return err
		}
	}
	return e.metHerleidbaar()
}
