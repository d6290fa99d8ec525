package projections

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// betrokkenen is the register that search uses: under which tokens each identiteit and contact is found, who is which
// human, and whose identiteit is shielded, so that nothing of that one is found.
type betrokkenen struct {
	index     tokenIndex
	besluiten besluiten
}

func (*betrokkenen) name() string        { return "betrokkenen" }
func (*betrokkenen) version() int        { return 2 }
func (*betrokkenen) reset()              {}
func (*betrokkenen) flush(*writer) error { return nil }

func (*betrokkenen) wants(e *event) bool {
	if e.source != dossierStream {
		return false
	}
	switch s := e.kind; s {
	case domain.SoortBetrokkeneToegevoegd, domain.SoortContactVastgelegd, domain.SoortCorrectieToegepast,
		domain.SoortOnderdeelHersteld, domain.SoortBetrokkenenSamengevoegd, domain.SoortBetrokkenenGescheiden:
		return true
	default:
		return isBesluit[s]
	}
}

func (p *betrokkenen) apply(ctx context.Context, w *writer, e *event) error {
	switch f := e.says.(type) {
	case *domain.BetrokkeneToegevoegd:
		return p.index.put(ctx, w, e, e.identiteit(f), f.Betrokkene, identityStands)
	case *domain.ContactVastgelegd:
		return p.index.put(ctx, w, e, f.Onderdeel, f.Betrokkene, noIdentity)
	case *domain.CorrectieToegepast:
		if state, ok := identityAfter[f.Wijze]; ok {
			if err := p.index.identity(w, e.dossier, f.Onderdeel, state); err != nil {
				return err
			}
		}
		return p.index.correct(ctx, w, e, f)
	case *domain.BetrokkenenSamengevoegd:
		if e.takenOver() { // who was who there; here the two came as one
			return nil
		}
		return w.exec("INSERT OR REPLACE INTO samen VALUES (?, ?, ?)", blob(e.dossier), blob(f.Vervalt), blob(f.Blijft))
	case *domain.BetrokkenenGescheiden:
		if e.takenOver() {
			return nil
		}
		return w.exec("DELETE FROM samen WHERE dossier = ? AND vervalt = ?", blob(e.dossier), blob(f.Vervallen))
	case *domain.OnderdeelHersteld:
		return p.index.replace(ctx, w, e, f.Onderdeel)
	}
	gevolgen, err := p.besluiten.apply(w, e)
	if err != nil {
		return err
	}
	for _, g := range gevolgen {
		v := Vergeten{Dossier: e.dossier}
		switch g.uitkomst {
		case heelDossier:
			v.Geheel = true
		case heleBetrokken:
			v.Betrokkenen = []id.Betrokkene{g.betrokkene()}
		case string(domain.UitkomstVernietigen):
			v.Onderdelen = []id.Onderdeel{g.onderdeel()}
		default:
			continue
		}
		if err := p.index.forget(w, v); err != nil {
			return err
		}
	}
	return nil
}

// identityAfter is what a correctie makes of an identiteit, where it gives no new wording.
var identityAfter = map[domain.Wijze]int64{
	domain.WijzeAfschermen:  identityShielded,
	domain.WijzeVrijgeven:   identityStands,
	domain.WijzeVerwijderen: identityRemoved,
}

// correct follows a correctie of an onderdeel that is in the index.
func (ix tokenIndex) correct(ctx context.Context, w *writer, e *event, f *domain.CorrectieToegepast) error {
	switch f.Wijze {
	case domain.WijzeVerbeteren, domain.WijzeAanvullen:
		return ix.replace(ctx, w, e, f.Onderdeel)
	case domain.WijzeVerwijderen, domain.WijzeAfschermen:
		return ix.hide(w, e.dossier, f.Onderdeel)
	case domain.WijzeVrijgeven:
		return ix.show(ctx, w, e, f.Onderdeel)
	}
	return nil
}
