package api

import (
	"context"
	"errors"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/ledger"
	"dossierboek/projections"
)

// mogelijkBekend searches for other dossiers in which persons may be already. Nothing is found where there is no
// search, or while it is made anew: recording does not wait for that.
func (v *vraag) mogelijkBekend(ctx context.Context,
	personen ...domain.NieuweBetrokkene) ([]domain.MogelijkBekend, error) {
	g := v.s.Ledger.Beslis(v.actor, domain.HandelingZoeken, id.Dossier{}, v.doel)
	if v.s.Projecties == nil || g.Weigering() != nil {
		return nil, nil
	}
	var vragen []ledger.Bekendvraag
	for _, p := range personen {
		vragen = append(vragen, ledger.Bekendvragen(p)...)
	}
	bekend, err := v.s.Ledger.MogelijkBekend(ctx, g, v.dossier, vragen, VindPersonen(v.s.Projecties), v.verzoek)
	if errors.Is(err, projections.ErrNotReady) || errors.Is(err, projections.ErrClosed) {
		return nil, nil
	}
	return bekend, err
}

// met gives a route another way to do it.
func met(doe func(*vraag) (*antwoord, error), rt *route) *route {
	rt.doe = doe
	return rt
}

// voegToe adds a person, and says where else that person may be known.
func voegToe(v *vraag) (*antwoord, error) {
	a, err := v.schrijf(v.opdracht)
	if err != nil || a.herhaald {
		return a, err
	}
	o, isToevoegen := v.opdracht.(domain.VoegBetrokkeneToe)
	b, isVastgelegd := a.lichaam.(*bericht.Vastgelegd)
	if !isToevoegen || !isVastgelegd {
		return a, nil
	}
	bekend, err := v.mogelijkBekend(v.ctx, o.NieuweBetrokkene)
	if err != nil { // the person is recorded, so the answer is that
		v.s.Logger.ErrorContext(v.ctx, "niet gezocht naar eerdere dossiers", "verzoek", v.verzoek, "fout", err)
	}
	b.MogelijkBekend = bekendUit(bekend)
	return a, nil
}

func bekendUit(bs []domain.MogelijkBekend) []bericht.MogelijkBekend {
	var uit []bericht.MogelijkBekend
	for _, b := range bs {
		uit = append(uit, bericht.MogelijkBekend(b))
	}
	return uit
}
