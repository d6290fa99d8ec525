package ledger

import (
	"context"
	"slices"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// buitenStap is how many access facts are read at a time, from the newest on back.
const buitenStap = 256

// buitenGelezen tells of a version whether somebody of a role outside the organisation was shown it since a moment: in
// a view, on the timeline, as a difference, in an export or as a file. A fact says which revision of the dossier was
// read and not which onderdelen, so whatever stood there then counts as shown.
func (l *Ledger) buitenGelezen(ctx context.Context, d id.Dossier,
	sinds time.Time) (func(id.Onderdeel, domain.Versie) bool, error) {
	lezingen, err := l.lezingenBuiten(ctx, d, sinds)
	if err != nil || len(lezingen) == 0 {
		return nil, err
	}
	return func(o id.Onderdeel, v domain.Versie) bool {
		return slices.ContainsFunc(lezingen, func(g toegang.Geraadpleegd) bool {
			switch {
			case g.Aantal == 0 || g.Revisie < v.Revisie || g.BeschikbaarOp != nil && g.BeschikbaarOp.Before(v.Op):
				return false
			case g.Wat == toegang.WatBijlage:
				return g.Onderdeel == o
			}
			return true
		})
	}, nil
}

func (l *Ledger) lezingenBuiten(ctx context.Context, d id.Dossier,
	sinds time.Time) (uit []toegang.Geraadpleegd, err error) {
	stroom := ToegangStroom(d)
	kop, ok, err := l.Store.Head(ctx, stroom)
	if err != nil || !ok {
		return nil, err
	}
	for tot := kop + 1; tot > 0; {
		van := tot - min(tot, buitenStap)
		eerder := false // the first of these was recorded before the moment: so was all that lies before it
		for r, err := range l.Store.ReadStream(ctx, stroom, van) {
			if err != nil {
				return nil, err
			}
			if r.Revision >= tot {
				break
			}
			f, err := ontleedFeit(r)
			if err != nil {
				return nil, err
			}
			if r.Revision == van {
				eerder = f.Meta.VastgelegdOp.Before(sinds)
			}
			if g := f.Geraadpleegd; g != nil && toegang.Rol(f.Meta.Rol).Buiten() {
				uit = append(uit, *g)
			}
		}
		if eerder {
			break
		}
		tot = van
	}
	return uit, nil
}
