package projections

import (
	"context"
	"slices"

	"dossierboek/domain"
)

// toewijzingen is who has which dossier. Nobody has one that was destroyed or went to another altogether.
type toewijzingen struct{ besluiten besluiten }

func (*toewijzingen) name() string        { return "toewijzingen" }
func (*toewijzingen) version() int        { return 2 }
func (*toewijzingen) reset()              {}
func (*toewijzingen) flush(*writer) error { return nil }

func (*toewijzingen) wants(e *event) bool {
	if e.source != dossierStream {
		return false
	}
	switch s := domain.Soort(e.record.Kind); s {
	case domain.SoortToewijzingBegonnen, domain.SoortToewijzingOvergedragen, domain.SoortToewijzingBeeindigd:
		return true
	default:
		return isBesluit[s]
	}
}

func (p *toewijzingen) apply(_ context.Context, w *writer, e *event) error {
	gevolgen, err := p.besluiten.apply(w, e)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(gevolgen, func(g gevolg) bool { return g.uitkomst == heelDossier }) {
		return w.exec("DELETE FROM toewijzing WHERE dossier = ?", blob(e.dossier))
	}
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
		err := w.exec("DELETE FROM toewijzing WHERE medewerker = ? AND team = ? AND dossier = ? AND rol = ?",
			string(from.Medewerker), string(from.Team), blob(e.dossier), string(from.Rol))
		if err != nil {
			return err
		}
	}
	if to.Rol == "" {
		return nil
	}
	return w.exec("INSERT INTO toewijzing VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", string(to.Medewerker),
		string(to.Team), blob(e.dossier), string(to.Rol))
}
