package projections

import (
	"context"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/waarde"
)

// punten is the agenda: each openstaand punt that is not done and whose onderdeel stands.
type punten struct{ besluiten besluiten }

func (*punten) name() string        { return "punten" }
func (*punten) version() int        { return 1 }
func (*punten) reset()              {}
func (*punten) flush(*writer) error { return nil }

func (*punten) wants(e *event) bool {
	if e.source != dossierStream {
		return false
	}
	switch s := e.kind; s {
	case domain.SoortPuntGeopend, domain.SoortPuntAfgedaan, domain.SoortCorrectieToegepast:
		return true
	default:
		return isBesluit[s]
	}
}

func (p *punten) apply(_ context.Context, w *writer, e *event) error {
	d := blob(e.dossier)
	switch f := e.says.(type) {
	case *domain.PuntGeopend:
		return w.exec(
			`INSERT INTO punt VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET eigenaar = ?4, uiterlijk = ?5, gebeurtenis = ?7`,
			d, blob(f.Bij), string(f.Punt), string(f.Eigenaar), dayMicro(f.Uiterlijk), micro(e.at), blob(e.fact.ID))
	case *domain.PuntAfgedaan:
		return w.exec("DELETE FROM punt WHERE dossier = ? AND onderdeel = ? AND soort = ?", d, blob(f.Bij), string(f.Punt))
	case *domain.CorrectieToegepast:
		if f.Wijze != domain.WijzeVerwijderen {
			return nil
		}
		return w.exec("DELETE FROM punt WHERE dossier = ? AND onderdeel = ?", d, blob(f.Onderdeel))
	}
	gevolgen, err := p.besluiten.apply(w, e)
	if err != nil {
		return err
	}
	for _, g := range gevolgen {
		switch g.uitkomst {
		case heelDossier:
			err = w.exec("DELETE FROM punt WHERE dossier = ?", d)
		case heleBetrokken, string(domain.UitkomstVernietigen): // of a person: the identiteit, which has the person's id
			err = w.exec("DELETE FROM punt WHERE dossier = ? AND onderdeel = ?", d, blob(g.onderdeel()))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// dayMicro is the beginning of a day as a time in the file.
func dayMicro(d waarde.Datum) int64 { return micro(d.Tijd(time.UTC)) }

func dayOf(n int64) waarde.Datum { return waarde.DatumVan(moment(n).UTC()) }
