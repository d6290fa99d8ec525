package concept

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Verify reads the whole file again: the database is sound, each draft has its chunks and no more, a tombstone has
// none and concerns nobody, what is free is zeros. look, which may be nil, is given each draft with its sealed text.
// What is wrong with the file is ErrDamaged, joined per problem.
func (f *File) Verify(ctx context.Context, look func(Concept, []byte)) error {
	var problems []error
	problem := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...)))
	}
	err := f.file.Snapshot(ctx, func(tx *sql.Tx) error {
		var sound string
		if err := tx.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&sound); err != nil {
			return err
		}
		if sound != "ok" {
			problem("the database file is not sound")
		}
		for _, q := range []struct{ query, problem string }{
			{"SELECT count(*) FROM stuk WHERE plaats = " + free + " AND data <> zeroblob(4000)", "%d free rows are not zeros"},
			{"SELECT count(*) FROM stuk WHERE plaats <> " + free + " AND substr(plaats, 1, 16) NOT IN (SELECT concept FROM " +
				"concept WHERE lengte > 0)", "%d chunks belong to no draft"},
			{"SELECT count(*) FROM over WHERE concept NOT IN (SELECT concept FROM concept WHERE lengte > 0)",
				"%d persons belong to no draft"},
		} {
			var n int
			if err := tx.QueryRowContext(ctx, q.query).Scan(&n); err != nil {
				return err
			}
			if n > 0 {
				problem(q.problem, n)
			}
		}
		all, err := list(ctx, tx, "WHERE lengte > 0")
		if err != nil {
			return err
		}
		for _, s := range all {
			sealed, err := readChunks(ctx, tx, s)
			switch {
			case errors.Is(err, ErrDamaged):
				problem("draft %s is not whole", s.ID)
			case err != nil:
				return err
			case look != nil:
				look(s.Concept, sealed)
			}
		}
		return nil
	})
	return errors.Join(err, errors.Join(problems...))
}
