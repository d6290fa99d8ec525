package projections

import (
	"context"
	"database/sql"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Verstrekking is one disclosure, and what became of what it held.
type Verstrekking struct {
	Dossier   id.Dossier
	Onderdeel id.Onderdeel // the verstrekking itself
	Revisie   uint64       // of the event in the dossier
	Op        time.Time
	Stand     domain.Stand // of the verstrekking
	Stukken   []VerstrektStuk
}

// VerstrektStuk is the wording of an onderdeel that was disclosed, beside the newest.
type VerstrektStuk struct {
	Onderdeel id.Onderdeel
	Revisie   uint64       // of the wording that was disclosed
	Laatste   uint64       // of the newest wording
	Stand     domain.Stand // of the onderdeel now
}

// Verouderd reports whether the recipient holds what is no longer so here: there is a newer wording, or it was
// removed, shielded or destroyed (AVG art. 19).
func (s VerstrektStuk) Verouderd() bool {
	return s.Laatste > s.Revisie || s.Stand != domain.StandGeldig
}

// VerstrekkingFilter chooses verstrekkingen; zero fields choose all, but Dossier or Ontvanger is needed.
type VerstrekkingFilter struct {
	Dossier   id.Dossier
	Onderdeel id.Onderdeel // that held a wording of this
	Verouderd bool         // that held something outdated
	// Ontvanger gives the tokens of a recipient, any of which matches, under the index key of a name.
	Ontvanger func(ctx context.Context, key string) ([][]byte, error)
}

// Verstrekkingen lists verstrekkingen, the newest first. Errors: those of Dossiers, that of Ontvanger.
func (p *Projections) Verstrekkingen(ctx context.Context, f VerstrekkingFilter, c Cursor,
	limit int) (page Page[Verstrekking], err error) {
	from, err := c.parse(listVerstrekkingen)
	if err != nil {
		return page, err
	}
	size := pageSize(limit)
	err = p.snapshot(ctx, func(tx *sql.Tx, file *file) error {
		list, err := chooseVerstrekkingen(ctx, tx, file, f, from, size)
		if err != nil {
			return err
		}
		page = cut(list, size, listVerstrekkingen, func(v Verstrekking) place {
			return place{micro(v.Op), v.Onderdeel.UUID()}
		})
		for i := range page.Items {
			if page.Items[i].Stukken, err = stukken(ctx, tx, page.Items[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return page, err
}

const (
	verstrekkingColumns = "SELECT v.dossier, v.onderdeel, v.op, v.revisie, v.stand FROM verstrekking v"
	// ?1, ?2: where to go on; ?3: an onderdeel, or zeros; ?4: outdated only.
	verstrekkingWhere = ` WHERE (v.op, v.onderdeel) < (?1, ?2)
AND (?3 = zeroblob(16) OR EXISTS (SELECT 1 FROM verstrekt t WHERE t.dossier = v.dossier AND t.onderdeel = ?3 AND t.verstrekking = v.onderdeel))
AND (NOT ?4 OR EXISTS (SELECT 1 FROM verstrekt t JOIN stuk s ON s.dossier = t.dossier AND s.onderdeel = t.onderdeel
	WHERE t.dossier = v.dossier AND t.verstrekking = v.onderdeel AND (s.laatste > t.revisie OR s.stand <> 'geldig')))`
	verstrekkingOrder = " ORDER BY v.op DESC, v.onderdeel DESC LIMIT ?5"
)

func chooseVerstrekkingen(ctx context.Context, tx *sql.Tx, file *file, f VerstrekkingFilter, from place,
	size int) ([]Verstrekking, error) {
	args := []any{from.at, from.id[:], blob(f.Onderdeel), f.Verouderd, size + 1}
	if f.Ontvanger == nil {
		return collect(ctx, tx, scanVerstrekking, verstrekkingColumns+verstrekkingWhere+" AND v.dossier = ?6"+
			verstrekkingOrder, append(args, blob(f.Dossier))...)
	}
	tokens, err := f.Ontvanger(ctx, file.name)
	if err != nil {
		return nil, err
	}
	var list []Verstrekking
	seen := map[id.Onderdeel]bool{}
	for _, token := range tokens {
		var at []Verstrekking
		err := walkToken(ctx, tx, token, "verstrekkingen", func(d id.Dossier, _ id.Betrokkene, o id.Onderdeel) {
			if !seen[o] && (f.Dossier.IsZero() || f.Dossier == d) {
				seen[o] = true
				at = append(at, Verstrekking{Dossier: d, Onderdeel: o})
			}
		})
		if err != nil {
			return nil, err
		}
		for _, v := range at {
			one, err := collect(ctx, tx, scanVerstrekking,
				verstrekkingColumns+verstrekkingWhere+" AND v.dossier = ?6 AND v.onderdeel = ?7"+verstrekkingOrder,
				append(args[:5:5], blob(v.Dossier), blob(v.Onderdeel))...)
			if err != nil {
				return nil, err
			}
			list = append(list, one...)
		}
	}
	sortNewest(list, func(v Verstrekking) place { return place{micro(v.Op), v.Onderdeel.UUID()} })
	return list[:min(len(list), size+1)], nil
}

func stukken(ctx context.Context, tx *sql.Tx, v Verstrekking) ([]VerstrektStuk, error) {
	return collect(ctx, tx, func(rows *sql.Rows) (s VerstrektStuk, err error) {
		var o []byte
		var revisie, laatste int64
		if err := rows.Scan(&o, &revisie, &laatste, &s.Stand); err != nil {
			return s, err
		}
		s.Onderdeel, s.Revisie, s.Laatste = onderdeelOf([16]byte(o)), uint64(revisie), uint64(laatste)
		return s, nil
	}, `SELECT t.onderdeel, t.revisie, s.laatste, s.stand FROM verstrekt t JOIN stuk s ON s.dossier = t.dossier AND s.onderdeel = t.onderdeel
WHERE t.dossier = ? AND t.verstrekking = ? ORDER BY t.onderdeel`, blob(v.Dossier), blob(v.Onderdeel))
}

func scanVerstrekking(rows *sql.Rows) (v Verstrekking, err error) {
	var d, o []byte
	var op, revisie int64
	if err := rows.Scan(&d, &o, &op, &revisie, &v.Stand); err != nil {
		return v, err
	}
	v.Dossier, v.Onderdeel, v.Op, v.Revisie = dossierOf([16]byte(d)), onderdeelOf([16]byte(o)), moment(op),
		uint64(revisie)
	return v, nil
}
