package projections

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// verstrekkingen is who was given which wording of what, and what became of it since (ZOB-6.2g; AVG art. 19).
type verstrekkingen struct {
	index     tokenIndex
	besluiten besluiten
}

func (*verstrekkingen) name() string        { return "verstrekkingen" }
func (*verstrekkingen) version() int        { return 1 }
func (*verstrekkingen) reset()              {}
func (*verstrekkingen) flush(*writer) error { return nil }

func (*verstrekkingen) wants(e *event) bool {
	if e.source != dossierStream {
		return false
	}
	switch s := e.kind; s {
	case domain.SoortVerstrekkingGedaan, domain.SoortCorrectieToegepast, domain.SoortOnderdeelHersteld:
		return true
	default:
		return isBesluit[s]
	}
}

func (p *verstrekkingen) apply(ctx context.Context, w *writer, e *event) error {
	switch f := e.says.(type) {
	case *domain.VerstrekkingGedaan:
		return p.done(ctx, w, e, f)
	case *domain.CorrectieToegepast:
		if err := p.index.correct(ctx, w, e, f); err != nil {
			return err
		}
		return p.corrected(w, e, f)
	case *domain.OnderdeelHersteld: // of another version than was disclosed, or of a verstrekking itself
		if err := p.index.replace(ctx, w, e, f.Onderdeel); err != nil {
			return err
		}
		return newWording(w, e, f.Onderdeel)
	}
	gevolgen, err := p.besluiten.apply(w, e)
	if err != nil {
		return err
	}
	for _, g := range gevolgen {
		if err := p.destroyed(w, e.dossier, g); err != nil {
			return err
		}
	}
	return nil
}

func (p *verstrekkingen) done(ctx context.Context, w *writer, e *event, f *domain.VerstrekkingGedaan) error {
	d, v := blob(e.dossier), blob(f.Onderdeel)
	if err := w.exec("INSERT INTO verstrekking VALUES (?, ?, ?, ?, ?)", d, v, micro(e.at), int64(e.record.Revision),
		string(domain.StandGeldig)); err != nil {
		return err
	}
	for _, s := range f.Stukken {
		if err := w.exec("INSERT INTO verstrekt VALUES (?, ?, ?, ?)", d, blob(s.Onderdeel), v,
			int64(s.Revisie)); err != nil {
			return err
		}
		if err := w.exec("INSERT INTO stuk VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", d, blob(s.Onderdeel),
			int64(s.Revisie), string(domain.StandGeldig)); err != nil {
			return err
		}
	}
	return p.index.put(ctx, w, e, f.Onderdeel, id.Betrokkene{}, noIdentity)
}

func (*verstrekkingen) corrected(w *writer, e *event, f *domain.CorrectieToegepast) error {
	stand, known := standAfter[f.Wijze]
	if !known && f.Wijze != domain.WijzeVerbeteren && f.Wijze != domain.WijzeAanvullen {
		return nil // no new wording, and it stands as it stood
	}
	if !known {
		return newWording(w, e, f.Onderdeel)
	}
	return setStand(w, e.dossier, f.Onderdeel, stand)
}

// newWording is for what was disclosed in another wording.
func newWording(w *writer, e *event, o id.Onderdeel) error {
	return w.exec("UPDATE stuk SET laatste = ? WHERE dossier = ? AND onderdeel = ?", int64(e.record.Revision),
		blob(e.dossier), blob(o))
}

// standAfter is what a correctie makes of an onderdeel, where it gives no new wording.
var standAfter = map[domain.Wijze]domain.Stand{
	domain.WijzeVerwijderen: domain.StandVerwijderd,
	domain.WijzeAfschermen:  domain.StandAfgeschermd,
	domain.WijzeVrijgeven:   domain.StandGeldig,
}

// setStand is for what was disclosed, and for a verstrekking itself.
func setStand(w *writer, d id.Dossier, o id.Onderdeel, s domain.Stand) error {
	if err := w.exec("UPDATE stuk SET stand = ? WHERE dossier = ? AND onderdeel = ?", string(s), blob(d),
		blob(o)); err != nil {
		return err
	}
	return w.exec("UPDATE verstrekking SET stand = ? WHERE dossier = ? AND onderdeel = ?", string(s), blob(d), blob(o))
}

func (p *verstrekkingen) destroyed(w *writer, d id.Dossier, g gevolg) error {
	switch g.uitkomst {
	case heelDossier:
		if err := w.exec("UPDATE stuk SET stand = ? WHERE dossier = ?", string(domain.StandVernietigd),
			blob(d)); err != nil {
			return err
		}
		if err := w.exec("UPDATE verstrekking SET stand = ? WHERE dossier = ?", string(domain.StandVernietigd),
			blob(d)); err != nil {
			return err
		}
		return p.index.forget(w, Vergeten{Dossier: d, Geheel: true})
	case heleBetrokken, string(domain.UitkomstVernietigen): // of a person: the identiteit, which has the person's id
		if err := setStand(w, d, g.onderdeel(), domain.StandVernietigd); err != nil {
			return err
		}
		return p.index.forget(w, Vergeten{Dossier: d, Onderdelen: []id.Onderdeel{g.onderdeel()}})
	case string(domain.UitkomstHerschrijven):
		return w.exec("UPDATE stuk SET laatste = ? WHERE dossier = ? AND onderdeel = ?", int64(g.revision), blob(d),
			blob(g.onderdeel()))
	}
	return nil
}
