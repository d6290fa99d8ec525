package concept

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"dossierboek/domain/id"
)

const (
	// chunkSize is how much of a sealed text one row holds; with what is around it a row fills a page of 4096 bytes.
	chunkSize = 4000
	// free is the place of a row that holds nothing.
	free = "x'0000000000000000000000000000000000000000'"
	// placeSize is the length of a place.
	placeSize = 20
)

// MaxSealed is the most that a sealed text may have, in bytes.
const MaxSealed = 1 << 20

// place is where in a sealed text a chunk stands. The numbers of one draft lie together, in order.
func place(which id.Concept, n int) []byte {
	u := which.UUID()
	return binary.BigEndian.AppendUint32(append(make([]byte, 0, placeSize), u[:]...), uint32(n))
}

func chunks(length int) int { return (length + chunkSize - 1) / chunkSize }

// Save stores a save of a draft, durable when it returns, over the one before. c.Versie must be the version that
// stands plus one, or 1 for a new draft. What a draft is does not change: ID, Dossier, Onderdeel, Eigenaar, Waarvan
// and Begonnen are those of the first save.
//
// Errors: ErrVersion, ErrDestroyed, ErrInvalid, ErrFull, ErrReadOnly, ErrClosed. After any other error the save may
// stand.
func (f *File) Save(ctx context.Context, c Concept, sealed []byte) error {
	switch {
	case c.ID.IsZero() || c.Dossier.IsZero() || c.Eigenaar == "" || c.Waarvan == "" || c.Versie < 1 ||
		c.Versie > math.MaxInt64:
		return fmt.Errorf("%w: a draft has an id, a dossier, an owner, a kind and a version", ErrInvalid)
	case len(sealed) == 0 || len(sealed) > MaxSealed:
		return fmt.Errorf("%w: a sealed text of %d bytes", ErrInvalid, len(sealed))
	}
	if err := f.file.Acquire(ctx); err != nil {
		return err
	}
	defer f.file.Release()
	return f.file.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		was, err := one(ctx, tx, c.ID)
		switch {
		case errors.Is(err, ErrUnknown) && c.Versie == 1:
			err = insert(ctx, tx, c, len(sealed))
		case err != nil:
			return err
		case !was.staand():
			return ErrDestroyed
		case was.Versie+1 != c.Versie:
			return ErrVersion
		default:
			err = update(ctx, tx, was.Concept, c, len(sealed))
		}
		if err != nil {
			return err
		}
		if err := concern(ctx, tx, c.ID, was.Over, sorted(c.Over)); err != nil {
			return err
		}
		return writeChunks(ctx, tx, c.ID, chunks(was.length), sealed)
	})
}

func insert(ctx context.Context, tx *sql.Tx, c Concept, length int) error {
	which, dossier, onderdeel := c.ID.UUID(), c.Dossier.UUID(), c.Onderdeel.UUID()
	_, err := tx.ExecContext(ctx, "INSERT INTO concept ("+columns+
		") VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, NULL, NULL, NULL, NULL, NULL)",
		which[:], dossier[:], onderdeel[:], c.Eigenaar, c.Waarvan, c.Begonnen.UnixMicro(), c.Bewaard.UnixMicro(), length)
	return err
}

func update(ctx context.Context, tx *sql.Tx, was, c Concept, length int) error {
	if was.Dossier != c.Dossier || was.Onderdeel != c.Onderdeel || was.Eigenaar != c.Eigenaar ||
		was.Waarvan != c.Waarvan || !was.Begonnen.Equal(c.Begonnen) {
		return fmt.Errorf("%w: what a draft is does not change", ErrInvalid)
	}
	which := c.ID.UUID()
	_, err := tx.ExecContext(ctx, "UPDATE concept SET bewaard = ?, versie = ?, lengte = ? WHERE concept = ?",
		c.Bewaard.UnixMicro(), int64(c.Versie), length, which[:])
	return err
}

// concern stores whom a draft concerns, where that changed.
func concern(ctx context.Context, tx *sql.Tx, which id.Concept, was, now []id.Betrokkene) error {
	u := which.UUID()
	for _, b := range was {
		if !slices.Contains(now, b) {
			v := b.UUID()
			if _, err := tx.ExecContext(ctx, "DELETE FROM over WHERE concept = ? AND betrokkene = ?", u[:], v[:]); err != nil {
				return err
			}
		}
	}
	for _, b := range now {
		if !slices.Contains(was, b) {
			v := b.UUID()
			if _, err := tx.ExecContext(ctx, "INSERT INTO over (concept, betrokkene) VALUES (?, ?)", u[:], v[:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeChunks puts a sealed text over the had chunks of the one before, in place, and frees what it does not need.
func writeChunks(ctx context.Context, tx *sql.Tx, which id.Concept, had int, sealed []byte) error {
	need := chunks(len(sealed))
	chunk := make([]byte, chunkSize)
	for n := range need {
		clear(chunk[copy(chunk, sealed[n*chunkSize:]):])
		if err := writeChunk(ctx, tx, which, n, n < had, chunk); err != nil {
			return err
		}
	}
	return freeChunks(ctx, tx, which, need)
}

func writeChunk(ctx context.Context, tx *sql.Tx, which id.Concept, n int, had bool, chunk []byte) error {
	where := place(which, n)
	if had {
		return exactlyOne(tx.ExecContext(ctx, "UPDATE stuk SET data = ? WHERE plaats <> "+free+" AND plaats = ?", chunk,
			where))
	}
	var row int64
	err := tx.QueryRowContext(ctx, "SELECT id FROM stuk WHERE plaats = "+free+" ORDER BY id LIMIT 1").Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return exactlyOne(tx.ExecContext(ctx, "INSERT INTO stuk (plaats, data) VALUES (?, ?)", where, chunk))
	}
	if err != nil {
		return err
	}
	return exactlyOne(tx.ExecContext(ctx, "UPDATE stuk SET plaats = ?, data = ? WHERE id = ?", where, chunk, row))
}

// exactlyOne fails where a statement touched another number of rows.
func exactlyOne(r sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n != 1 {
		err = fmt.Errorf("%w: a chunk stands there %d times", ErrDamaged, n)
	}
	return err
}

// freeChunks overwrites the chunks of a draft from number from on with zeros.
func freeChunks(ctx context.Context, tx *sql.Tx, which id.Concept, from int) error {
	_, err := tx.ExecContext(ctx, "UPDATE stuk SET plaats = "+free+", data = zeroblob(4000) WHERE plaats <> "+free+
		" AND plaats BETWEEN ? AND ?",
		place(which, from), place(which, math.MaxUint32))
	return err
}

// readChunks puts a sealed text together. Error: ErrDamaged.
func readChunks(ctx context.Context, q querier, s scanned) ([]byte, error) {
	if !s.staand() {
		return nil, nil
	}
	rows, err := q.QueryContext(ctx, "SELECT plaats, data FROM stuk WHERE plaats <> "+free+
		" AND plaats BETWEEN ? AND ? ORDER BY plaats",
		place(s.ID, 0), place(s.ID, math.MaxUint32))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	n := 0
	sealed := make([]byte, 0, chunks(s.length)*chunkSize)
	for ; rows.Next(); n++ {
		var where, chunk sql.RawBytes
		if err := rows.Scan(&where, &chunk); err != nil {
			return nil, err
		}
		if !slices.Equal(where, place(s.ID, n)) || len(chunk) != chunkSize {
			return nil, fmt.Errorf("%w: a chunk is missing", ErrDamaged)
		}
		sealed = append(sealed, chunk...)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if n != chunks(s.length) {
		return nil, fmt.Errorf("%w: %d chunks of %d bytes", ErrDamaged, n, s.length)
	}
	return sealed[:s.length], nil
}
