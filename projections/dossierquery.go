package projections

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// Dossier loads the current fold of a dossier, a copy of the caller's own. Errors: ErrUnknown, ErrNotReady, ErrClosed,
// the context's, those of the disk.
func (p *Projections) Dossier(ctx context.Context, d id.Dossier) (*domain.Dossier, error) {
	fold := domain.NieuwDossier(d)
	return fold, p.snapshot(ctx, func(tx *sql.Tx, _ *file) error {
		var nr int64
		var kop []byte
		err := tx.QueryRowContext(ctx, "SELECT nr, kop FROM dossier WHERE id = ?", blob(d)).Scan(&nr, &kop)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrUnknown
		}
		if err != nil {
			return fmt.Errorf("projections: %w", err)
		}
		if err := json.Unmarshal(kop, fold); err != nil {
			return errDecode
		}
		_, err = collect(ctx, tx, func(rows *sql.Rows) (none struct{}, err error) {
			var soort int64
			var part, text sql.RawBytes
			if err := rows.Scan(&soort, &part, &text); err != nil {
				return none, err
			}
			return none, addPart(fold, soort, [16]byte(part), text)
		}, "SELECT soort, id, deel FROM dossier_deel WHERE dossier = ?", nr)
		return err
	})
}

// DossierRegel is a dossier as lists show it.
type DossierRegel struct {
	ID             id.Dossier
	Revisie        uint64
	Status         Status
	Fase           domain.Fase
	GeopendOp      time.Time
	GewijzigdOp    time.Time
	Betrokkenen    int // ever added
	Onderdelen     int
	Vernietigingen int
}

// DossierFilter chooses dossiers; zero fields choose all.
type DossierFilter struct {
	Status        Status
	Fase          domain.Fase
	GewijzigdVoor time.Time // last changed before
	ToegewezenAan domain.Medewerker
}

// Dossiers lists dossiers, the last changed first. One that changes while a list is paged through may be seen twice
// or, if it was not seen yet, not at all. Errors: ErrCursor and those of Dossier.
func (p *Projections) Dossiers(ctx context.Context, f DossierFilter, c Cursor,
	limit int) (page Page[DossierRegel], err error) {
	after, err := c.parse(listDossiers)
	if err != nil {
		return page, err
	}
	size := pageSize(limit)
	before := int64(1<<63 - 1)
	if !f.GewijzigdVoor.IsZero() {
		before = f.GewijzigdVoor.UnixMicro()
	}
	text := dossierColumns + `
WHERE (gewijzigd_op, id) < (?1, ?2) AND gewijzigd_op < ?3 AND ?4 IN ('', fase)`
	args := []any{after.at, after.id[:], before, string(f.Fase), size + 1}
	if f.Status != "" {
		args = append(args, string(f.Status))
		text += fmt.Sprintf(" AND status = ?%d", len(args))
	}
	if f.ToegewezenAan != "" {
		args = append(args, string(f.ToegewezenAan))
		text += fmt.Sprintf(" AND id IN (SELECT dossier FROM toewijzing WHERE medewerker = ?%d)", len(args))
	}
	text += " ORDER BY gewijzigd_op DESC, id DESC LIMIT ?5"
	err = p.snapshot(ctx, func(tx *sql.Tx, _ *file) error {
		list, err := collect(ctx, tx, scanDossier, text, args...)
		page = cut(list, size, listDossiers, func(d DossierRegel) place { return place{micro(d.GewijzigdOp), d.ID.UUID()} })
		return err
	})
	return page, err
}

const dossierColumns = "SELECT id, revisie, status, fase, geopend_op, gewijzigd_op, betrokkenen, onderdelen, " +
	"vernietigingen FROM dossier"

// dossierRegel is one dossier as lists show it. Error: ErrUnknown.
func (p *Projections) dossierRegel(ctx context.Context, d id.Dossier) (r DossierRegel, err error) {
	err = p.snapshot(ctx, func(tx *sql.Tx, _ *file) error {
		list, err := collect(ctx, tx, scanDossier, dossierColumns+" WHERE id = ?", blob(d))
		if err == nil && len(list) == 0 {
			return ErrUnknown
		}
		if err == nil {
			r = list[0]
		}
		return err
	})
	return r, err
}

func scanDossier(rows *sql.Rows) (d DossierRegel, err error) {
	var u []byte
	var revisie, geopend, gewijzigd int64
	err = rows.Scan(&u, &revisie, &d.Status, &d.Fase, &geopend, &gewijzigd, &d.Betrokkenen, &d.Onderdelen,
		&d.Vernietigingen)
	if err != nil {
		return d, err
	}
	d.ID, d.Revisie, d.GeopendOp, d.GewijzigdOp = dossierOf([16]byte(u)), uint64(revisie), moment(geopend),
		moment(gewijzigd)
	return d, nil
}
