package ledger

import (
	"context"
	"errors"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore/seal"
)

// Herzie makes the new text of a correctie or herstel by somebody who may not see every mention in the old one: such a
// marking names its slot, and the written form is put back. The old text is opened with every key and shown to nobody;
// the fact of it is that one's own.
func (l *Ledger) Herzie(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Onderdeel, plat string,
	markeringen, nietBedoeld []tekst.Markering, verzoek string) (tekst.Tekst, waarde.Fouten, error) {
	oud, err := l.teHerzien(ctx, g, d, welk, verzoek)
	if err != nil {
		return tekst.Tekst{}, nil, weigeringVan(err)
	}
	t, fouten := tekst.Herzie(oud, plat, markeringen, nietBedoeld...)
	return t, fouten, nil
}

// teHerzien is the old text as everyone together could read it; empty where there is none to put forms back from.
func (l *Ledger) teHerzien(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Onderdeel,
	verzoek string) (geen tekst.Lezing, err error) {
	if !g.Voor(domain.HandelingCorrigeren, d) && !g.Voor(domain.HandelingVastleggen, d) { // the latter for a herstel
		return geen, l.weiger(ctx, g, d, verzoek)
	}
	z, err := l.lees(ctx, d)
	if err != nil {
		return geen, err
	}
	if !z.nu.Bestaat {
		return geen, l.bestaatNiet(ctx, g, d, verzoek)
	}
	o, ok := z.nu.Onderdelen[welk]
	if !ok {
		return geen, domain.Weiger(domain.CodeOnbekend, "Dit onderdeel staat niet in het dossier.")
	}
	sleutels := l.sleutels(ctx)
	m, err := l.maskerVoor(ctx, g, z, sleutels).metHerleidbaar(z, sleutels)
	if err != nil {
		return geen, err
	}
	if gat := m.gat(welk, o.Laatste().Revisie); gat != nil {
		return geen, nil
	}
	i, err := z.inhoudMet(sleutels, z.events[o.Laatste().Revisie], true, m.toestandVoorbij)
	if errors.Is(err, seal.ErrDestroyed) {
		return geen, nil
	}
	if err != nil {
		return geen, err
	}
	if teksten := domain.Kern(i).Teksten(); len(teksten) > 0 {
		return teksten[0].Lezing(), nil
	}
	return geen, nil
}
