package ledger

import (
	"context"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// What left a dossier is gone there: its ways in were destroyed. Whoever looks at that dossier at a moment at which it
// still stood there (a view, the timeline, a difference, an export, a file) sees it as it then was, by opening it
// where it is now (eldersvolg.go, eldersopen.go): the very events of the dossier that it left, and nothing that was
// recorded of it since. It is masked as now: by its state there, by who is gone or shielded in either dossier, and by
// what the reader may see (eldersmasker.go). In the access facts of both it stands that it was shown (eldersfeit.go).

// elders is where that is now which left a dossier after a moment.
type elders struct {
	r        *raadpleging // of the dossier that it left
	dossiers map[id.Dossier]*ander
	waar     map[uint64]vindplek // by its revision in the dossier that it left

	// Before which revision an onderdeel is closed because its words are those of somebody whom the dossier that it left
	// does not show.
	dicht map[id.Onderdeel]uint64
}

// ander is a dossier to which something went.
type ander struct {
	z       *lezing
	masker  masker
	gelezen uint64             // the revision that the mask knows
	genomen map[genomen]uint64 // what was taken over, and at which revision
}

// vindplek is one event of a dossier, and where it now is.
type vindplek struct {
	was       id.Onderdeel
	ander     *ander
	onderdeel id.Onderdeel
	revisie   uint64
}

// metElders finds where that is now which stood in the dossier at a moment and left it since. It costs a reading of
// each dossier that it passed.
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
		for _, revisie := range o.Revisies() {
			if err := r.elders.volg(ctx, welk, revisie); err != nil {
				return err
			}
		}
	}
	return r.elders.metHerleidbaar()
}

// van is where an event now is; ok is false where it never left, or is nowhere.
func (e *elders) van(welk id.Onderdeel, revisie uint64) (vindplek, bool) {
	if e == nil {
		return vindplek{}, false
	}
	p, ok := e.waar[revisie]
	return p, ok && p.was == welk
}
