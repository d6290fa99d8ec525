package projections

import (
	"context"
	"database/sql"
	"fmt"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/termijn"
	"dossierboek/eventstore"
)

// meldingen is which dossiers received a melding in which half-year, so that counting one reads those and not the
// whole log.
type meldingen struct{}

func (*meldingen) name() string        { return "meldingen" }
func (*meldingen) version() int        { return 1 }
func (*meldingen) reset()              {}
func (*meldingen) flush(*writer) error { return nil }

func (*meldingen) wants(e *event) bool {
	return e.source == dossierStream && e.kind == domain.SoortMeldingOntvangen
}

func (*meldingen) apply(_ context.Context, w *writer, e *event) error {
	f, ok := e.says.(*domain.MeldingOntvangen)
	if !ok {
		return errDecode
	}
	h := domain.HalfJaarVan(termijn.Dag(f.OntvangenOp))
	return w.exec("INSERT INTO melding VALUES (?, ?) ON CONFLICT DO NOTHING", string(h), blob(e.dossier))
}

// MeldingenIn gives the dossiers that received a melding in a half-year, in order of id, as far as the log was
// followed: all that was recorded up to and including tot. What came since is for the caller to read. Errors:
// ErrNotReady, ErrClosed, the context's, those of the disk.
func (p *Projections) MeldingenIn(ctx context.Context,
	h domain.HalfJaar) (dossiers []id.Dossier, tot eventstore.Position, err error) {
	err = p.snapshot(ctx, func(tx *sql.Tx, _ *file) error {
		var at []byte
		err := tx.QueryRowContext(ctx, "SELECT positie FROM stand WHERE projectie = ?", (*meldingen)(nil).name()).Scan(&at)
		if err != nil && err != sql.ErrNoRows {
			return fmt.Errorf("projections: %w", err)
		}
		tot = eventstore.Position(at)
		dossiers, err = collect(ctx, tx, func(rows *sql.Rows) (id.Dossier, error) {
			var d []byte
			err := rows.Scan(&d)
			if err != nil || len(d) != 16 {
				return id.Dossier{}, errDamaged("melding")
			}
			return dossierOf([16]byte(d)), nil
		}, "SELECT dossier FROM melding WHERE half_jaar = ? ORDER BY dossier", string(h))
		return err
	})
	return dossiers, tot, err
}
