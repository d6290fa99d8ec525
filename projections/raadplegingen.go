package projections

import (
	"context"

	"dossierboek/domain/toegang"
)

// raadplegingen is who read what of each dossier, and who was refused.
type raadplegingen struct{}

func (*raadplegingen) name() string        { return "raadplegingen" }
func (*raadplegingen) version() int        { return 1 }
func (*raadplegingen) reset()              {}
func (*raadplegingen) flush(*writer) error { return nil }
func (*raadplegingen) wants(e *event) bool { return e.source == accessStream }

func (*raadplegingen) apply(_ context.Context, w *writer, e *event) error {
	const text = "INSERT INTO raadpleging VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
	m, u := e.meta, e.record.ID
	switch f := e.access.(type) {
	case *toegang.Geraadpleegd:
		var known any
		if f.BeschikbaarOp != nil {
			known = f.BeschikbaarOp.UnixMicro()
		}
		return w.exec(text, blob(e.dossier), micro(e.at), u[:], e.record.Kind, m.Wie, m.Namens, m.Rol, m.Doel,
			string(f.Wat), "", int64(f.Revisie), known, int64(f.Aantal))
	case *toegang.Geweigerd:
		return w.exec(text, blob(e.dossier), micro(e.at), u[:], e.record.Kind, m.Wie, m.Namens, m.Rol, m.Doel,
			string(f.Handeling), string(f.Code), nil, nil, nil)
	}
	return nil
}
