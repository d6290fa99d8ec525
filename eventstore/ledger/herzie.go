package ledger

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
)

// Herzie makes the new text of a correctie by somebody who may not see every mention in the old one: such a marking names
// its slot, and the written form is put back. The old text is opened with every key and shown to nobody; the fact of it is
// the correctie's own.
func (l *Ledger) Herzie(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Onderdeel, plat string, markeringen, nietBedoeld []tekst.Markering, verzoek string) (tekst.Tekst, waarde.Fouten, error) {
	if !g.Voor(domain.HandelingCorrigeren, d) {
		return tekst.Tekst{}, nil, weigeringVan(l.weiger(ctx, g, d, verzoek))
	}
	z, err := l.lees(ctx, d)
	if err != nil {
		return tekst.Tekst{}, nil, weigeringVan(err)
	}
	m := masker{grant: g, nu: z.nu}
	o, ok := z.nu.Onderdelen[welk]
	if !ok {
		return tekst.Tekst{}, nil, domain.Weiger(domain.CodeOnbekend, "Dit onderdeel staat niet in het dossier.")
	}
	if gat := m.gat(welk, o.Laatste().Revisie); gat != nil {
		t, fouten := tekst.Nieuw(plat, markeringen, nietBedoeld...) // there is no old text to put forms back from
		return t, fouten, nil
	}
	allen := func(b id.Betrokkene) tekst.Toestand {
		if p, ok := z.nu.Betrokkenen[b]; ok && p.Vernietigd != nil {
			return tekst.Vernietigd
		}
		return tekst.Zichtbaar
	}
	i, err := z.inhoud(l.Kluis.Keys(ctx), z.events[o.Laatste().Revisie], allen)
	if err != nil {
		return tekst.Tekst{}, nil, err
	}
	teksten := domain.Kern(i).Teksten()
	if len(teksten) == 0 {
		t, fouten := tekst.Nieuw(plat, markeringen, nietBedoeld...)
		return t, fouten, nil
	}
	t, fouten := tekst.Herzie(teksten[0].Lezing(), plat, markeringen, nietBedoeld...)
	return t, fouten, nil
}
