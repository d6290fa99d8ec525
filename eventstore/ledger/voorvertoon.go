package ledger

import (
	"context"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// Voorvertoning is what a vernietiging would be of: every onderdeel that needs an outcome, and every text that would go
// on naming the person, for a human to judge.
type Voorvertoning struct {
	Omvang     domain.Omvang
	Revisie    uint64
	Onderdelen []OnderdeelVoorvertoning
	NogGenoemd []NogGenoemd
}

// OnderdeelVoorvertoning is an onderdeel that needs an outcome.
type OnderdeelVoorvertoning struct {
	OnderdeelBeeld
	AlleenVan bool            // it concerns nobody but the person
	Voorstel  domain.Uitkomst // vernietigen where nobody else is concerned; "" where a human must choose
}

// Voorvertoon previews a vernietiging (ZOB-17).
func (l *Ledger) Voorvertoon(ctx context.Context, g toegang.Grant, d id.Dossier, o domain.Omvang, verzoek string) (*Voorvertoning, error) {
	feit := toegang.Geraadpleegd{Wat: toegang.WatVoorvertoning}
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingVernietigen, d, verzoek, feit}, func(r *raadpleging) []uint64 {
		var uit []uint64
		for _, k := range r.z.nu.Betreft(o) {
			uit = append(uit, r.zichtbaar(k.ID, k.Laatste().Revisie)...)
		}
		if !o.Betrokkene.IsZero() {
			uit = append(uit, r.doorzocht(o.Betrokkene)...)
		}
		slices.Sort(uit)
		return slices.Compact(uit)
	})
	if err != nil {
		return nil, err
	}
	uit := &Voorvertoning{Omvang: o, Revisie: r.revisie}
	for _, k := range r.z.nu.Betreft(o) {
		inhoud, err := r.open(k.ID, k.Laatste().Revisie)
		if err != nil {
			return nil, err
		}
		v := OnderdeelVoorvertoning{AlleenVan: len(k.Over) == 1}
		v.OnderdeelBeeld = OnderdeelBeeld{Onderdeel: k, Versie: k.Laatste(), Meta: r.z.events[k.Laatste().Revisie].Meta, Inhoud: kern(inhoud), Stand: k.Stand, Geheim: k.GeheimIn(k.Laatste().Revisie)}
		if v.AlleenVan || !o.Onderdeel.IsZero() {
			v.Voorstel = domain.UitkomstVernietigen
		}
		uit.Onderdelen = append(uit.Onderdelen, v)
	}
	if !o.Betrokkene.IsZero() {
		if uit.NogGenoemd, err = r.nogGenoemd(o.Betrokkene); err != nil {
			return nil, err
		}
	}
	return uit, nil
}

func alleen(b id.Betrokkene) func(id.Betrokkene) bool {
	return func(a id.Betrokkene) bool { return a == b }
}
