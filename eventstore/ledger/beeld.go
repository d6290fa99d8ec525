package ledger

import (
	"context"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// Beeld is a dossier as it was known at a moment, with what was true on a day, shown as may be shown now.
type Beeld struct {
	Dossier       *domain.Dossier // the fold at BeschikbaarOp
	Revisie       uint64          // of the dossier now
	BeschikbaarOp time.Time
	GeldigOp      waarde.Datum
	Vernietigd    *domain.VernietigingRef // the whole dossier, as of now
	Onderdelen    []OnderdeelBeeld        // in the order in which they came
}

// OnderdeelBeeld is an onderdeel in the version that was known.
type OnderdeelBeeld struct {
	Onderdeel *domain.Onderdeel // as it was known at the moment
	Versie    domain.Versie
	Meta      domain.Meta // of the event that holds the version
	Inhoud    domain.Private[domain.Inhoud]
	Stand     domain.Stand // now
	Geheim    bool         // now, of this version of a contactgegeven
}

// Bekijk shows a dossier at two times.
func (l *Ledger) Bekijk(ctx context.Context, g toegang.Grant, d id.Dossier, m Momenten,
	verzoek string) (*Beeld, error) {
	return l.bekijk(ctx, g, d, m, verzoek, toegang.WatBeeld)
}

func (l *Ledger) bekijk(ctx context.Context, g toegang.Grant, d id.Dossier, m Momenten, verzoek string,
	wat toegang.Wat) (*Beeld, error) {
	if err := m.controleer(l.Nu()); err != nil {
		return nil, err
	}
	b := &Beeld{GeldigOp: l.Vandaag()}
	if m.GeldigOp != nil {
		b.GeldigOp = *m.GeldigOp
	}
	feit := toegang.Geraadpleegd{Wat: wat, BeschikbaarOp: m.BeschikbaarOp, GeldigOp: m.GeldigOp}
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingRaadplegen, d, verzoek, feit},
		func(r *raadpleging) []uint64 {
			b.Dossier, b.BeschikbaarOp = r.z.nu, l.Nu()
			if m.BeschikbaarOp != nil {
				b.BeschikbaarOp = *m.BeschikbaarOp
				b.Dossier = r.z.toen(*m.BeschikbaarOp)
			}
			alle := b.Dossier.Alle()
			uit := make([]uint64, 0, len(alle))
			for _, o := range alle {
				if o.Stand != domain.StandVervangen { // its text reads in the passages that stand in its place
					uit = append(uit, r.zichtbaar(o.ID, o.Laatste().Revisie)...)
				}
			}
			return uit
		})
	if err != nil {
		return nil, err
	}
	if !b.Dossier.Bestaat {
		return nil, domain.Weiger(domain.CodeOnbekend, "Dit dossier bestond op dat moment nog niet.")
	}
	b.Revisie, b.Vernietigd = r.revisie, r.z.nu.Vernietigd
	if b.Dossier == r.z.nu && r.z.nu.Revisie != r.revisie {
		b.Dossier = r.z.totEnMet(r.revisie) // what came since is not in the access fact, so it is not shown
	}
	alle := b.Dossier.Alle()
	b.Onderdelen = make([]OnderdeelBeeld, 0, len(alle))
	for _, o := range alle {
		if o.Stand == domain.StandVervangen {
			continue
		}
		v := o.Laatste()
		inhoud, err := r.open(o.ID, v.Revisie)
		if err != nil {
			return nil, err
		}
		if !geldt(inhoud, b.GeldigOp) {
			continue
		}
		beeld := OnderdeelBeeld{
			Onderdeel: o, Versie: v, Meta: r.z.events[v.Revisie].Meta, Inhoud: kern(inhoud),
			Stand: r.z.nu.Onderdelen[o.ID].Getoond(), Geheim: r.z.nu.Onderdelen[o.ID].GeheimIn(v.Revisie),
		}
		if p, ok := r.elders.van(o.ID, v.Revisie); ok {
			beeld.Stand, beeld.Geheim = r.elders.staat(p, v.Revisie)
		} else if r.masker.isDicht(o.ID, v.Revisie) || o.SluitMee(r.masker.afgeschermd) {
			beeld.Stand = domain.StandAfgeschermd
		}
		if r.zwijgtOver(o.ID, v.Revisie) {
			dicht := *o
			dicht.Over, dicht.Van, dicht.Naar, dicht.Aan = nil, id.Betrokkene{}, id.Betrokkene{}, id.Betrokkene{}
			beeld.Onderdeel = &dicht
		}
		b.Onderdelen = append(b.Onderdelen, beeld)
	}
	return b, nil
}

// geldt reports whether content was true on a day. What has no period, or cannot be seen, always stays in view.
func geldt(p domain.Private[domain.Inhoud], op waarde.Datum) bool {
	i, ok := p.Value()
	if !ok {
		return true
	}
	switch i := domain.Kern(i).(type) {
	case *domain.Contact:
		return i.Geldig.Bevat(op)
	case *domain.Relatie:
		return i.Geldig.Bevat(op)
	}
	return true
}

// kern takes the wording out of a correctie or herschrijving.
func kern(p domain.Private[domain.Inhoud]) domain.Private[domain.Inhoud] {
	if i, ok := p.Value(); ok {
		return domain.Besloten(domain.Kern(i))
	}
	return p
}
