package ledger

import (
	"context"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/seal"
)

// Momenten are the two times of a reading. A nil time is now.
type Momenten struct {
	BeschikbaarOp *time.Time    // what the ledger knew then; never in the future
	GeldigOp      *waarde.Datum // what was true in the world on that day
}

func (m Momenten) controleer(nu time.Time) error {
	if m.BeschikbaarOp != nil && m.BeschikbaarOp.After(nu) {
		return domain.OngeldigeInvoer(waarde.Fouten{waarde.NieuweFout("in-de-toekomst",
			"Wat later bekend wordt, is nu nog niet te zien.").Onder("beschikbaarOp")})
	}
	return nil
}

// raadpleging is a reading of one dossier: planned, recorded, then opened.
type raadpleging struct {
	l        *Ledger
	z        *lezing
	masker   masker
	sleutels seal.Keys
	revisie  uint64  // of the dossier when it was read
	elders   *elders // where that is now which left it after the moment that is looked at; nil where nothing did
}

// leesopdracht is who reads what of a dossier.
type leesopdracht struct {
	grant     toegang.Grant
	handeling domain.Handeling
	dossier   id.Dossier
	verzoek   string
	feit      toegang.Geraadpleegd
}

// raadpleeg reads a dossier for somebody. plan picks, from the fold and the mask, the events whose content will be
// shown; the access fact says so and is durable when raadpleeg returns. What was destroyed or shielded meanwhile is
// not opened after all.
func (l *Ledger) raadpleeg(ctx context.Context, o leesopdracht,
	plan func(*raadpleging) []uint64) (_ *raadpleging, err error) {
	defer func() { err = weigeringVan(err) }()
	if !o.grant.Voor(o.handeling, o.dossier) {
		return nil, l.weiger(ctx, o.grant, o.dossier, o.verzoek)
	}
	z, err := l.lees(ctx, o.dossier)
	if err != nil {
		return nil, err
	}
	if !z.nu.Bestaat {
		return nil, l.bestaatNiet(ctx, o.grant, o.dossier, o.verzoek)
	}
	sleutels := l.sleutels(ctx)
	m, err := l.maskerVoor(ctx, o.grant, z, sleutels).metHerleidbaar(z, sleutels)
	if err != nil {
		return nil, err
	}
	r := &raadpleging{l: l, z: z, masker: m, sleutels: sleutels, revisie: z.nu.Revisie}
	if o.feit.BeschikbaarOp != nil {
		if err := r.metElders(ctx, *o.feit.BeschikbaarOp); err != nil {
			return nil, err
		}
	}
	te := plan(r)
	getoond := make([]bewaard, 0, len(te))
	for _, revisie := range te {
		getoond = append(getoond, z.events[revisie])
	}
	o.feit.Categorieen = o.grant.Categorieen()
	if err := r.elders.legVast(ctx, o, te); err != nil {
		return nil, err
	}
	o.feit.Revisie, o.feit.Aantal = r.revisie, len(getoond)
	if len(getoond) > 0 {
		o.feit.Digest = digestVan(getoond)
	}
	if err := l.feit(ctx, ToegangStroom(o.dossier), toegang.SoortGeraadpleegd, o.grant, o.verzoek, o.feit); err != nil {
		return nil, err
	}
	// An erasure begun while the fact was being stored closes what it is of there and then: the mask looks at the state
	// now.
	if err := z.bijwerken(ctx, l.Store); err != nil {
		return nil, err
	}
	if z.nu.Revisie != r.revisie {
		if r.masker, err = r.masker.metHerleidbaar(z, r.sleutels); err != nil {
			return nil, err
		}
	}
	return r, r.elders.bijwerken(ctx)
}

// bestaatNiet records that somebody asked for a dossier that does not exist, and refuses.
func (l *Ledger) bestaatNiet(ctx context.Context, g toegang.Grant, d id.Dossier, verzoek string) error {
	if err := l.onbekend(ctx, g, d, verzoek); err != nil {
		return err
	}
	return domain.Weiger(domain.CodeOnbekend, "Dit dossier bestaat niet.")
}

// open opens a version, or says why it is not shown.
func (r *raadpleging) open(welk id.Onderdeel, revisie uint64) (domain.Private[domain.Inhoud], error) {
	if p, ok := r.elders.van(welk, revisie); ok {
		i, err := r.elders.open(p, revisie)
		return i, weigeringVan(err)
	}
	p, err := r.masker.open(r.z, r.sleutels, welk, revisie)
	return p, weigeringVan(err)
}

// geopend opens a version where the reader may see it.
func (r *raadpleging) geopend(welk id.Onderdeel, revisie uint64) (domain.Inhoud, bool, error) {
	p, err := r.open(welk, revisie)
	i, ok := p.Value()
	return i, ok, err
}

// voorbij opens a version past what shields it, with every mention that still is. Nothing of it may be shown.
func (r *raadpleging) voorbij(welk id.Onderdeel, revisie uint64) (domain.Inhoud, bool, error) {
	if r.masker.gatVoorbij(welk, revisie) != nil {
		return nil, false, nil
	}
	p, err := openMet(r.z, r.sleutels, revisie, true, r.masker.toestandVoorbij)
	i, ok := p.Value()
	return i, ok, weigeringVan(err)
}

// gat is why a version is not opened; nil where it is.
func (r *raadpleging) gat(welk id.Onderdeel, revisie uint64) *domain.Gat {
	if p, ok := r.elders.van(welk, revisie); ok {
		return r.elders.gat(p, revisie)
	}
	return r.masker.gat(welk, revisie)
}

// zwijgtOver reports whether it is left out whom an event about an onderdeel concerns.
func (r *raadpleging) zwijgtOver(welk id.Onderdeel, revisie uint64) bool {
	if r.elders != nil {
		if zwijgt, ok := r.elders.zwijgtOver(welk, revisie); ok {
			return zwijgt
		}
	}
	return r.masker.zwijgtOver(welk, revisie)
}

// zichtbaar lists the revisions, of these versions, that will be opened.
func (r *raadpleging) zichtbaar(welk id.Onderdeel, revisies ...uint64) []uint64 {
	var uit []uint64
	for _, revisie := range revisies {
		if r.gat(welk, revisie) == nil {
			uit = append(uit, revisie)
		}
	}
	return uit
}
