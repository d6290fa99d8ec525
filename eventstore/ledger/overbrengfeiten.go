package ledger

import (
	"context"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/seal"
)

// overbrengFeiten adds what is geheim in what goes to another dossier, and of whom. It costs nothing where nothing is.
func (l *Ledger) overbrengFeiten(ctx context.Context, s *staat, b domain.BrengOver,
	f domain.Feiten) (domain.Feiten, error) {
	if b.Geheel || len(s.dossier.Geheimen) == 0 && len(verwanten(s.dossier)) == 0 {
		return f, nil
	}
	var welke []id.Onderdeel
	for _, g := range b.MetAanhang(s.dossier) {
		welke = append(welke, g.Onderdeel)
	}
	f, err := l.metGeheim(ctx, s, f, welke)
	if err != nil {
		return f, err
	}
	z, err := l.lees(ctx, s.dossier.ID)
	if err != nil {
		return f, err
	}
	van, sleutels := map[id.Onderdeel][]id.Betrokkene{}, l.sleutels(ctx)
	for _, welk := range welke {
		o, ok := z.nu.Onderdelen[welk]
		if !ok {
			continue
		}
		for _, revisie := range o.Revisies() {
			wie, err := z.geheimVan(sleutels, revisie)
			if err != nil {
				return f, err
			}
			van[welk] = append(van[welk], wie...)
		}
	}
	f.GeheimVan = func(o id.Onderdeel) []id.Betrokkene { return van[o] }
	return f, nil
}

// geheimVan are those whose address or number is marked as geheim in the texts of content, as far as it still opens.
func (z *lezing) geheimVan(sleutels seal.Keys, revisie uint64) ([]id.Betrokkene, error) {
	p, err := openMet(z, sleutels, revisie, true, func(id.Betrokkene) tekst.Toestand { return tekst.Zichtbaar })
	i, ok := p.Value()
	if err != nil || !ok {
		return nil, err
	}
	var wie []id.Betrokkene
	for _, t := range i.Teksten() {
		for _, m := range t.Lezing().Markeringen() {
			if p, er := z.nu.Betrokkenen[m.Wie]; m.Geheim && er && p.Vernietigd == nil && !slices.Contains(wie, m.Wie) {
				wie = append(wie, m.Wie)
			}
		}
	}
	return wie, nil
}
