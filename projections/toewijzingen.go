package projections

import (
	"context"

	"dossierboek/domain"
)

// toewijzingen is who has which dossier.
type toewijzingen struct{}

func (*toewijzingen) name() string        { return "toewijzingen" }
func (*toewijzingen) version() int        { return 1 }
func (*toewijzingen) reset()              {}
func (*toewijzingen) flush(*writer) error { return nil }

func (*toewijzingen) wants(e *event) bool {
	switch domain.Soort(e.record.Kind) {
	case domain.SoortToewijzingBegonnen, domain.SoortToewijzingOvergedragen, domain.SoortToewijzingBeeindigd:
		return e.source == dossierStream
	}
	return false
}

func (*toewijzingen) apply(_ context.Context, w *writer, e *event) error {
	var from, to domain.Toegewezene
	switch f := e.fact.Feit.(type) {
	case *domain.ToewijzingBegonnen:
		to = f.Wie
	case *domain.ToewijzingOvergedragen:
		from, to = f.VanWie, f.Wie
	case *domain.ToewijzingBeeindigd:
		from = f.VanWie
	}
	if from.Rol != "" {
		err := w.exec("DELETE FROM toewijzing WHERE medewerker = ? AND team = ? AND dossier = ? AND rol = ?", string(from.Medewerker), string(from.Team), blob(e.dossier), string(from.Rol))
		if err != nil {
			return err
		}
	}
	if to.Rol == "" {
		return nil
	}
	return w.exec("INSERT INTO toewijzing VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", string(to.Medewerker), string(to.Team), blob(e.dossier), string(to.Rol))
}
