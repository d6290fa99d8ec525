package ledger

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
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

// NogGenoemd is a text that names the person outside the person's own mentions.
type NogGenoemd struct {
	Onderdeel id.Onderdeel
	Plaatsen  []tekst.Voorstel
}

// Voorvertoon previews a vernietiging (ZOB-17).
func (l *Ledger) Voorvertoon(ctx context.Context, g toegang.Grant, d id.Dossier, o domain.Omvang, verzoek string) (*Voorvertoning, error) {
	feit := toegang.Geraadpleegd{Wat: toegang.WatVoorvertoning}
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingVernietigen, d, verzoek, feit}, func(r *raadpleging) []uint64 {
		var uit []uint64
		for _, k := range r.z.nu.Alle() {
			uit = append(uit, r.zichtbaar(k.ID, k.Laatste().Revisie)...)
		}
		return append(uit, r.identiteiten(alleen(o.Betrokkene))...)
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
		v.OnderdeelBeeld = OnderdeelBeeld{Onderdeel: k, Versie: k.Laatste(), Meta: r.z.events[k.Laatste().Revisie].Meta, Inhoud: kern(inhoud), Stand: k.Stand}
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

// nogGenoemd looks through every text of the dossier that would stay for a person's names, numbers and addresses.
func (r *raadpleging) nogGenoemd(wie id.Betrokkene) ([]NogGenoemd, error) {
	bekenden, err := r.bekenden(alleen(wie))
	if err != nil {
		return nil, err
	}
	zoeker := tekst.NieuweZoeker(bekenden)
	var uit []NogGenoemd
	for _, o := range r.z.nu.Alle() {
		p, err := r.open(o.ID, o.Laatste().Revisie)
		if err != nil {
			return nil, err
		}
		i, ok := kern(p).Value()
		if !ok || len(o.Over) == 1 && o.Over[0] == wie {
			continue
		}
		n := NogGenoemd{Onderdeel: o.ID}
		for _, t := range i.Teksten() {
			n.Plaatsen = append(n.Plaatsen, zoeker.NogGenoemd(t.Lezing())...)
		}
		if len(n.Plaatsen) > 0 {
			uit = append(uit, n)
		}
	}
	return uit, nil
}
