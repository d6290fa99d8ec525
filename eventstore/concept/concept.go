package concept

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// Concept is what stands openly of a draft.
type Concept struct {
	ID         id.Concept
	Dossier    id.Dossier
	Onderdeel  id.Onderdeel // of which it is to correct the text; zero: of none
	Eigenaar   string       // employee id of whose it is
	Waarvan    string       // what it is to become: the operation that would record it
	Over       []id.Betrokkene
	Begonnen   time.Time
	Bewaard    time.Time
	Versie     uint64 // from 1; each save has the next
	Vernietigd *Vernietigd
	Weggegooid *Weggegooid
}

// Vernietigd says that a draft went with a vernietiging, and when that was approved.
type Vernietigd struct {
	Vernietiging id.Vernietiging
	Op           time.Time
}

// Weggegooid says that another than its owner threw a draft away.
type Weggegooid struct {
	Door  string // employee id
	Reden string // a code
	Op    time.Time
}

// staand reports whether a draft has a text still.
func (c *Concept) staand() bool { return c.Vernietigd == nil && c.Weggegooid == nil }

const columns = "concept, dossier, onderdeel, eigenaar, waarvan, begonnen, bewaard, versie, lengte, vernietigd, " +
	"vernietiging, weggegooid, door, reden"

// scanned is a row, and how long its sealed text is.
type scanned struct {
	Concept
	length int
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func scan(rows *sql.Rows) (s scanned, err error) {
	var which, dossier, onderdeel uuid.UUID
	var vernietiging []byte
	var begun, saved int64
	var gone, thrown sql.NullInt64
	var by, reason sql.NullString
	err = rows.Scan(&which, &dossier, &onderdeel, &s.Eigenaar, &s.Waarvan, &begun, &saved, &s.Versie, &s.length, &gone,
		&vernietiging, &thrown, &by, &reason)
	if err != nil {
		return s, fmt.Errorf("concept: %w", err)
	}
	s.ID, s.Dossier, s.Onderdeel = id.Van[id.Concept](which), id.Van[id.Dossier](dossier), id.Van[id.Onderdeel](onderdeel)
	s.Begonnen, s.Bewaard = time.UnixMicro(begun).UTC(), time.UnixMicro(saved).UTC()
	if gone.Valid {
		u, err := uuid.FromBytes(vernietiging)
		if err != nil {
			return s, fmt.Errorf("%w: a tombstone of no vernietiging", ErrDamaged)
		}
		s.Vernietigd = &Vernietigd{id.Van[id.Vernietiging](u), time.UnixMicro(gone.Int64).UTC()}
	}
	if thrown.Valid {
		s.Weggegooid = &Weggegooid{by.String, reason.String, time.UnixMicro(thrown.Int64).UTC()}
	}
	return s, nil
}

// list reads rows with whom they concern, in the order in which the drafts were begun.
func list(ctx context.Context, q querier, where string, args ...any) ([]scanned, error) {
	rows, err := q.QueryContext(ctx, "SELECT "+columns+" FROM concept "+where+" ORDER BY begonnen, concept", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []scanned
	for rows.Next() {
		s, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Over, err = concerned(ctx, q, all[i].ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// concerned reads whom a draft concerns, sorted.
func concerned(ctx context.Context, q querier, which id.Concept) ([]id.Betrokkene, error) {
	u := which.UUID()
	rows, err := q.QueryContext(ctx, "SELECT betrokkene FROM over WHERE concept = ? ORDER BY betrokkene", u[:])
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []id.Betrokkene
	for rows.Next() {
		var b uuid.UUID
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		all = append(all, id.Van[id.Betrokkene](b))
	}
	return all, rows.Err()
}

// one reads a draft. Error: ErrUnknown.
func one(ctx context.Context, q querier, which id.Concept) (scanned, error) {
	u := which.UUID()
	all, err := list(ctx, q, "WHERE concept = ?", u[:])
	if err == nil && len(all) == 0 {
		err = ErrUnknown
	}
	if err != nil {
		return scanned{}, err
	}
	return all[0], nil
}

// Get tells what stands openly of a draft, or of its tombstone. Error: ErrUnknown.
func (f *File) Get(ctx context.Context, which id.Concept) (c Concept, err error) {
	err = f.file.Snapshot(ctx, func(tx *sql.Tx) error {
		s, err := one(ctx, tx, which)
		c = s.Concept
		return err
	})
	return c, err
}

// Read gives a draft and its sealed text, nil in a tombstone. Errors: ErrUnknown, ErrDamaged.
func (f *File) Read(ctx context.Context, which id.Concept) (c Concept, sealed []byte, err error) {
	err = f.file.Snapshot(ctx, func(tx *sql.Tx) error {
		s, err := one(ctx, tx, which)
		if err != nil {
			return err
		}
		c = s.Concept
		sealed, err = readChunks(ctx, tx, s)
		return err
	})
	return c, sealed, err
}

func (f *File) all(ctx context.Context, where string, args ...any) (found []Concept, err error) {
	err = f.file.Snapshot(ctx, func(tx *sql.Tx) error {
		all, err := list(ctx, tx, where, args...)
		for _, s := range all {
			found = append(found, s.Concept)
		}
		return err
	})
	return found, err
}

// OfOwner lists the drafts and tombstones of an employee, in the order in which they were begun.
func (f *File) OfOwner(ctx context.Context, owner string) ([]Concept, error) {
	return f.all(ctx, "WHERE eigenaar = ?", owner)
}

// Drafts lists the drafts of all employees, without tombstones, likewise.
func (f *File) Drafts(ctx context.Context) ([]Concept, error) {
	return f.all(ctx, "WHERE lengte > 0")
}

// OfDossier lists the drafts and tombstones in a dossier, likewise.
func (f *File) OfDossier(ctx context.Context, d id.Dossier) ([]Concept, error) {
	u := d.UUID()
	return f.all(ctx, "WHERE dossier = ?", u[:])
}

// Dossiers lists the dossiers in which there are drafts.
func (f *File) Dossiers(ctx context.Context) (found []id.Dossier, err error) {
	err = f.file.Snapshot(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT DISTINCT dossier FROM concept WHERE lengte > 0 ORDER BY dossier")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var u uuid.UUID
			if err := rows.Scan(&u); err != nil {
				return err
			}
			found = append(found, id.Van[id.Dossier](u))
		}
		return rows.Err()
	})
	return found, err
}

// Count is how many drafts there are, and how many of them were last saved before a moment. Tombstones do not count.
func (f *File) Count(ctx context.Context, before time.Time) (all, old int, err error) {
	err = f.file.Snapshot(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "SELECT count(*), count(*) FILTER (WHERE bewaard < ?) FROM concept WHERE lengte > 0",
			before.UnixMicro()).Scan(&all, &old)
	})
	return all, old, err
}

// sorted drops doubles.
func sorted(who []id.Betrokkene) []id.Betrokkene {
	who = slices.Clone(who)
	slices.SortFunc(who, id.Betrokkene.Vergelijk)
	return slices.Compact(who)
}
