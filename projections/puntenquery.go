package projections

import (
	"context"
	"database/sql"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// Punt is something that is still to be done about an onderdeel. The owner is an employee.
type Punt struct {
	Dossier     id.Dossier
	Onderdeel   id.Onderdeel
	Soort       domain.PuntSoort
	Eigenaar    domain.Medewerker
	Uiterlijk   waarde.Datum
	Sinds       time.Time
	Gebeurtenis id.Gebeurtenis // that gave it this owner and day
}

// PuntFilter chooses from the agenda of one employee.
type PuntFilter struct {
	Eigenaar domain.Medewerker
	Tot      waarde.Datum // the last day of it; zero: all
}

// Punten lists what an employee has to do, the most urgent first. Errors: those of Dossiers.
func (p *Projections) Punten(ctx context.Context, f PuntFilter, c Cursor, limit int) (page Page[Punt], err error) {
	from, err := c.parse(listPunten)
	if err != nil {
		return page, err
	}
	if c == "" {
		from = place{at: -1 << 63} // this list begins with the smallest
	}
	size := pageSize(limit)
	tot := int64(1<<63 - 1)
	if !f.Tot.IsZero() {
		tot = dayMicro(f.Tot)
	}
	err = p.snapshot(ctx, func(tx *sql.Tx, _ *file) error {
		list, err := collect(ctx, tx, scanPunt, `SELECT dossier, onderdeel, soort, eigenaar, uiterlijk, sinds, gebeurtenis
FROM punt WHERE eigenaar = ? AND (uiterlijk, gebeurtenis) > (?, ?) AND uiterlijk <= ? ORDER BY uiterlijk, gebeurtenis LIMIT ?`,
			string(f.Eigenaar), from.at, from.id[:], tot, size+1)
		page = cut(list, size, listPunten, func(p Punt) place { return place{dayMicro(p.Uiterlijk), p.Gebeurtenis.UUID()} })
		return err
	})
	return page, err
}

func scanPunt(rows *sql.Rows) (p Punt, err error) {
	var d, o, g []byte
	var uiterlijk, sinds int64
	if err := rows.Scan(&d, &o, &p.Soort, &p.Eigenaar, &uiterlijk, &sinds, &g); err != nil {
		return p, err
	}
	p.Dossier, p.Onderdeel, p.Gebeurtenis = dossierOf([16]byte(d)), onderdeelOf([16]byte(o)), gebeurtenisOf([16]byte(g))
	p.Uiterlijk, p.Sinds = dayOf(uiterlijk), moment(sinds)
	return p, nil
}
