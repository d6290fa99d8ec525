package projections

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// betrokkenen is the register that search uses: under which tokens each identiteit and contact is found.
type betrokkenen struct {
	index     tokenIndex
	besluiten besluiten
}

func (*betrokkenen) name() string        { return "betrokkenen" }
func (*betrokkenen) version() int        { return 1 }
func (*betrokkenen) reset()              {}
func (*betrokkenen) flush(*writer) error { return nil }

func (*betrokkenen) wants(e *event) bool {
	if e.source != dossierStream {
		return false
	}
	switch s := e.kind; s {
	case domain.SoortBetrokkeneToegevoegd, domain.SoortContactVastgelegd, domain.SoortCorrectieToegepast, domain.SoortOnderdeelHersteld:
		return true
	default:
		return isBesluit[s]
	}
}

func (p *betrokkenen) apply(ctx context.Context, w *writer, e *event) error {
	switch f := e.says.(type) {
	case *domain.BetrokkeneToegevoegd:
		return p.index.put(ctx, w, e, e.identiteit(f), f.Betrokkene)
	case *domain.ContactVastgelegd:
		return p.index.put(ctx, w, e, f.Onderdeel, f.Betrokkene)
	case *domain.CorrectieToegepast:
		return p.index.correct(ctx, w, e, f)
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
