package projections

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// Vernietiging is the course of one vernietiging. Employees are ids.
type Vernietiging struct {
	ID              id.Vernietiging
	Dossier         id.Dossier
	Stand           domain.VernietigingStand
	Omvang          domain.Omvang
	BeslotenOp      time.Time
	BeslotenDoor    string
	GoedgekeurdOp   *time.Time
	GoedgekeurdDoor string
	IngetrokkenOp   *time.Time
	UitgevoerdOp    *time.Time
}

// VernietigingFilter chooses vernietigingen; zero fields choose all.
type VernietigingFilter struct {
	Dossier id.Dossier
	Stand   domain.VernietigingStand
	Open    bool // neither carried out nor withdrawn
}

// Vernietigingen lists vernietigingen, the last decided first. Errors: those of Dossiers.
func (p *Projections) Vernietigingen(ctx context.Context, f VernietigingFilter, c Cursor,
	limit int) (page Page[Vernietiging], err error) {
	from, err := c.parse(listVernietigingen)
	if err != nil {
		return page, err
	}
	size := pageSize(limit)
	text := `SELECT id, dossier, stand, omvang, besloten_op, besloten_door, goedgekeurd_op, coalesce(goedgekeurd_door, ''), ingetrokken_op, uitgevoerd_op
FROM vernietiging WHERE (besloten_op, id) < (?1, ?2) AND ?3 IN ('', stand) AND (NOT ?4 OR stand IN ('besloten', 'goedgekeurd'))`
	args := []any{from.at, from.id[:], string(f.Stand), f.Open, size + 1}
	if !f.Dossier.IsZero() {
		text += " AND dossier = ?6"
		args = append(args, blob(f.Dossier))
	}
	err = p.snapshot(ctx, func(tx *sql.Tx, _ *file) error {
		list, err := collect(ctx, tx, scanVernietiging, text+" ORDER BY besloten_op DESC, id DESC LIMIT ?5", args...)
		page = cut(list, size, listVernietigingen, func(v Vernietiging) place {
			return place{micro(v.BeslotenOp), v.ID.UUID()}
		})
		return err
	})
	return page, err
}

func scanVernietiging(rows *sql.Rows) (v Vernietiging, err error) {
	var u, d, omvang []byte
	var besloten int64
	var goedgekeurd, ingetrokken, uitgevoerd sql.NullInt64
	if err := rows.Scan(&u, &d, &v.Stand, &omvang, &besloten, &v.BeslotenDoor, &goedgekeurd, &v.GoedgekeurdDoor,
		&ingetrokken, &uitgevoerd); err != nil {
		return v, err
	}
	if err := json.Unmarshal(omvang, &v.Omvang); err != nil {
		return v, errDecode
	}
	v.ID, v.Dossier, v.BeslotenOp = vernietigingOf([16]byte(u)), dossierOf([16]byte(d)), moment(besloten)
	v.GoedgekeurdOp, v.IngetrokkenOp, v.UitgevoerdOp = optional(goedgekeurd), optional(ingetrokken), optional(uitgevoerd)
	return v, nil
}

// Raadpleging is one access fact of a dossier: a reading, or a refusal.
type Raadpleging struct {
	Gebeurtenis   id.Gebeurtenis
	Soort         domain.Soort
	Op            time.Time
	Wie, Namens   string // employee ids
	Rol           toegang.Rol
	Doel          string
	Wat           string      // of a reading: a toegang.Wat; of a refusal: the domain.Handeling
	Code          domain.Code // of a refusal
	Revisie       uint64      // of a reading: of the dossier when it was read
	BeschikbaarOp *time.Time  // of a reading: known when
	Aantal        int         // of a reading: versions shown
}

// Raadplegingen lists who read a dossier and who was refused, the newest first. Errors: those of Dossiers.
func (p *Projections) Raadplegingen(ctx context.Context, d id.Dossier, c Cursor,
	limit int) (page Page[Raadpleging], err error) {
	from, err := c.parse(listRaadplegingen)
	if err != nil {
		return page, err
	}
	size := pageSize(limit)
	err = p.snapshot(ctx, func(tx *sql.Tx, _ *file) error {
		list, err := collect(ctx, tx, scanRaadpleging, `SELECT gebeurtenis, soort, op, wie, namens, rol, doel, wat, code, coalesce(revisie, 0), beschikbaar_op, coalesce(aantal, 0)
FROM raadpleging WHERE dossier = ? AND (op, gebeurtenis) < (?, ?) ORDER BY op DESC, gebeurtenis DESC LIMIT ?`, blob(d), from.at, from.id[:], size+1)
		page = cut(list, size, listRaadplegingen, func(r Raadpleging) place {
			return place{micro(r.Op), r.Gebeurtenis.UUID()}
		})
		return err
	})
	return page, err
}

// AantalRaadplegingen counts the access facts of a dossier.
func (p *Projections) AantalRaadplegingen(ctx context.Context, d id.Dossier) (n int, err error) {
	err = p.snapshot(ctx, func(tx *sql.Tx, _ *file) error {
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM raadpleging WHERE dossier = ?",
			blob(d)).Scan(&n); err != nil {
			return fmt.Errorf("projections: %w", err)
		}
		return nil
	})
	return n, err
}

func scanRaadpleging(rows *sql.Rows) (r Raadpleging, err error) {
	var u []byte
	var op, revisie int64
	var known sql.NullInt64
	if err := rows.Scan(&u, &r.Soort, &op, &r.Wie, &r.Namens, &r.Rol, &r.Doel, &r.Wat, &r.Code, &revisie, &known,
		&r.Aantal); err != nil {
		return r, err
	}
	r.Gebeurtenis, r.Op, r.Revisie, r.BeschikbaarOp = gebeurtenisOf([16]byte(u)), moment(op), uint64(revisie),
		optional(known)
	return r, nil
}
