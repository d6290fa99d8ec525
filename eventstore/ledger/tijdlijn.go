package ledger

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
)

// Moment is one event on the timeline of a dossier.
type Moment struct {
	domain.Vastlegging
	Onderdeel   id.Onderdeel // which it is about: whose content it holds, or whose persons it changes; zero where none
	Inhoud      domain.Private[domain.Inhoud]
	HeeftInhoud bool
}

// Tijdlijn shows what was recorded in a dossier, in the order in which it was, up to a moment.
func (l *Ledger) Tijdlijn(ctx context.Context, g toegang.Grant, d id.Dossier, m Momenten,
	verzoek string) ([]Moment, error) {
	return l.tijdlijn(ctx, g, d, m, verzoek, toegang.WatTijdlijn)
}

// Uitvoer is the timeline for an export, recorded as such.
func (l *Ledger) Uitvoer(ctx context.Context, g toegang.Grant, d id.Dossier, m Momenten,
	verzoek string) ([]Moment, error) {
	return l.tijdlijn(ctx, g, d, m, verzoek, toegang.WatUitvoer)
}

func (l *Ledger) tijdlijn(ctx context.Context, g toegang.Grant, d id.Dossier, m Momenten, verzoek string,
	wat toegang.Wat) ([]Moment, error) {
	if err := m.controleer(l.Nu()); err != nil {
		return nil, err
	}
	feit := toegang.Geraadpleegd{Wat: wat, BeschikbaarOp: m.BeschikbaarOp}
	var momenten []Moment
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingRaadplegen, d, verzoek, feit},
		func(r *raadpleging) []uint64 {
			van := r.onderdelen()
			var uit []uint64
			for _, e := range r.z.events {
				if m.BeschikbaarOp != nil && e.Meta.VastgelegdOp.After(*m.BeschikbaarOp) {
					break
				}
				welk := van[e.Revisie]
				momenten = append(momenten, Moment{Vastlegging: e.Vastlegging, Onderdeel: welk,
					HeeftInhoud: domain.HeeftInhoud(e.Feit)})
				if r.gatVan(e, welk) == nil {
					uit = append(uit, e.Revisie)
				}
			}
			return uit
		})
	if err != nil {
		return nil, err
	}
	if len(momenten) == 0 {
		return nil, domain.Weiger(domain.CodeOnbekend, "Dit dossier bestond op dat moment nog niet.")
	}
	for i, mo := range momenten {
		if r.zwijgtOver(mo.Onderdeel, mo.Revisie) {
			momenten[i].Feit = domain.ZonderOver(mo.Feit)
		}
		if momenten[i].Inhoud, err = r.openGebeurtenis(r.z.events[mo.Revisie], mo.Onderdeel); err != nil {
			return nil, err
		}
	}
	return momenten, nil
}

// onderdelen says which onderdeel each event is about.
func (r *raadpleging) onderdelen() map[uint64]id.Onderdeel {
	van := map[uint64]id.Onderdeel{}
	for _, o := range r.z.nu.Onderdelen {
		for _, revisie := range o.Revisies() {
			van[revisie] = o.ID
		}
	}
	for _, e := range r.z.events {
		switch f := e.Feit.(type) {
		case *domain.GegevenIngedeeld:
			van[e.Revisie] = f.Onderdeel
		case *domain.BetrokkeneGekoppeld:
			van[e.Revisie] = f.Onderdeel
		case *domain.BetrokkeneOntkoppeld:
			van[e.Revisie] = f.Onderdeel
		case *domain.VerslagAangevuld:
			van[e.Revisie] = f.Onderdeel
		case *domain.PassageGemarkeerd:
			van[e.Revisie] = f.Onderdeel
		}
	}
	return van
}

// gatVan is why the content of an event is not opened; nil where it is.
func (r *raadpleging) gatVan(e bewaard, welk id.Onderdeel) *domain.Gat {
	switch {
	case !domain.HeeftInhoud(e.Feit):
		return &domain.Gat{Reden: domain.GatNogNietBekend}
	case r.z.nu.Vernietigd != nil:
		return &domain.Gat{Reden: domain.GatVernietigd, Vernietiging: r.z.nu.Vernietigd}
	case !welk.IsZero():
		return r.gat(welk, e.Revisie)
	}
	// How a vernietiging was decided is no onderdeel. Other content without one went with a herschrijving.
	switch e.Feit.(type) {
	case *domain.VernietigingBesloten, *domain.VernietigingIngetrokken:
		if !r.masker.grant.Ziet(domain.CategorieVernietiging) {
			return &domain.Gat{Reden: domain.GatGeenToegang}
		}
		if ref := vervallen(r.z.nu, e.Revisie); ref != nil {
			return &domain.Gat{Reden: domain.GatVernietigd, Vernietiging: ref}
		}
		return nil
	}
	return &domain.Gat{Reden: domain.GatVernietigd}
}

// openGebeurtenis opens an event's content as it was recorded, or says why it is not shown.
func (r *raadpleging) openGebeurtenis(e bewaard, welk id.Onderdeel) (domain.Private[domain.Inhoud], error) {
	g := r.gatVan(e, welk)
	switch {
	case g != nil:
		return domain.Ontbreekt[domain.Inhoud](*g), nil
	case !welk.IsZero():
		return r.open(welk, e.Revisie)
	}
	p, err := r.masker.openVrij(r.z, r.sleutels, welk, e.Revisie)
	return p, weigeringVan(err)
}

// vervallen is by which vernietiging the text of a withdrawn one went; nil where it stands.
func vervallen(d *domain.Dossier, revisie uint64) *domain.VernietigingRef {
	for _, l := range d.Vernietigingen {
		for _, v := range []domain.Versie{l.Besluit, l.Intrekking} {
			if v.Revisie == revisie && v.Vernietigd != nil {
				return v.Vernietigd
			}
		}
	}
	return nil
}
