package ledger

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Where that is now which left a dossier. An event that goes to another dossier is taken over there by an event of its
// own, which says from where and by which overbrenging; so it is found by what both dossiers recorded, and by nothing
// that only resembles it.

// volg goes after one event, from dossier to dossier, to where it now stands. What was gone before it could go is
// nowhere.
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

// genomen is one event that was taken over, by one overbrenging.
type genomen struct {
	overbrenging id.Overbrenging
	uit          domain.Plek
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

// bronVan is where the content of an event lies.
func bronVan(z *lezing, revisie uint64) domain.Plek {
	if f, ok := z.events[revisie].Feit.(*domain.OnderdeelOvergenomen); ok {
		return f.Bron
	}
	return domain.Plek{Dossier: z.dossier, Revisie: revisie}
}

// wegVoorVertrek is by what a wording was destroyed before its onderdeel left; nil where it still stood.
func wegVoorVertrek(o *domain.Onderdeel, revisie uint64) *domain.VernietigingRef {
	v, ok := versieOp(o, revisie)
	if !ok || v.Vernietigd == nil || v.Vernietigd.Vernietiging == o.Vernietigd.Vernietiging {
		return nil
	}
	return v.Vernietigd
}

// versieOp is the content of an onderdeel that stands in an event.
func versieOp(o *domain.Onderdeel, revisie uint64) (domain.Versie, bool) {
	for _, vs := range [][]domain.Versie{o.Versies, o.Overig} {
		for _, v := range vs {
			if v.Revisie == revisie {
				return v, true
			}
		}
	}
	return domain.Versie{}, false
}
