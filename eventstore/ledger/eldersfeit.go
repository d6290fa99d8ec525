package ledger

import (
	"context"
	"maps"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// Who read what of a dossier is told by that dossier, also where it was read through one that it left.

// legVast records in each other dossier that something of it is shown, and through which one. It does before anything
// is.
func (e *elders) legVast(ctx context.Context, o leesopdracht, getoond []uint64) error {
	if e == nil {
		return nil
	}
	van := map[id.Dossier][]bewaard{}
	bestand := map[id.Dossier]id.Onderdeel{} // the one whose file was asked for, as it is called there
	for _, revisie := range getoond {
		if p, ok := e.waar[revisie]; ok && p.ander.z.dossier != o.dossier {
			d := p.ander.z.dossier
			van[d] = append(van[d], p.ander.z.events[p.revisie])
			if p.was == o.feit.Onderdeel {
				bestand[d] = p.onderdeel
			}
		}
	}
	for _, d := range slices.SortedFunc(maps.Keys(van), id.Dossier.Vergelijk) {
		events, feit := van[d], o.feit
		feit.Onderdeel = bestand[d]
		feit.Revisie, feit.Via = e.dossiers[d].z.nu.Revisie, o.dossier
		feit.Aantal, feit.Digest = len(events), digestVan(events)
		if err := e.r.l.feit(ctx, ToegangStroom(d), toegang.SoortGeraadpleegd, o.grant, o.verzoek, feit); err != nil {
			return err
		}
	}
	return nil
}

// bijwerken reads what came since in the other dossiers. What moved on meanwhile is not followed: that it is shown
// stands in no fact.
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
