package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore"
)

// Raadpleging is a stored access fact of one dossier: who read what of it, or was refused.
type Raadpleging struct {
	Gebeurtenis  id.Gebeurtenis
	Soort        domain.Soort
	Meta         domain.Meta
	Geraadpleegd *toegang.Geraadpleegd // of a reading
	Geweigerd    *toegang.Geweigerd    // of a refusal
}

// Raadplegingen shows who read a dossier, in the order in which it was recorded, this reading included: after a
// moment, where one is given. What was written stands on the timeline.
func (l *Ledger) Raadplegingen(ctx context.Context, g toegang.Grant, d id.Dossier, na *time.Time,
	verzoek string) ([]Raadpleging, error) {
	feit := toegang.Geraadpleegd{Wat: toegang.WatToegang, Sinds: na}
	if _, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingToezien, d, verzoek, feit},
		func(*raadpleging) []uint64 { return nil }); err != nil {
		return nil, err
	}
	var uit []Raadpleging
	gezien := map[uuid.UUID]bool{} // a fact stored twice counts once
	for r, err := range l.Store.ReadStream(ctx, ToegangStroom(d), 0) {
		if err != nil {
			return nil, weigeringVan(err)
		}
		if gezien[r.ID] {
			continue
		}
		gezien[r.ID] = true
		f, err := ontleedFeit(r)
		if err != nil {
			return nil, err
		}
		if na == nil || f.Meta.VastgelegdOp.After(*na) {
			uit = append(uit, f)
		}
	}
	return uit, nil
}

// ontleedFeit reads a stored access fact.
func ontleedFeit(r eventstore.Record) (Raadpleging, error) {
	f := Raadpleging{Gebeurtenis: id.Van[id.Gebeurtenis](r.ID), Soort: domain.Soort(r.Kind)}
	fout := func(wat string) (Raadpleging, error) {
		return Raadpleging{}, fmt.Errorf("ledger: %s@%d: %s does not parse", r.Stream, r.Revision, wat)
	}
	var e domain.Envelop
	if err := json.Unmarshal(r.Data, &e); err != nil {
		return fout("envelope")
	}
	m, err := domain.OntleedMeta(r.Meta)
	if err != nil {
		return fout("metadata")
	}
	f.Meta = m
	var open any
	switch f.Soort {
	case toegang.SoortGeraadpleegd:
		f.Geraadpleegd = new(toegang.Geraadpleegd)
		open = f.Geraadpleegd
	case toegang.SoortGeweigerd:
		f.Geweigerd = new(toegang.Geweigerd)
		open = f.Geweigerd
	case toegang.SoortGezocht:
		open = new(toegang.Gezocht)
	case toegang.SoortOnbekend:
		open = new(toegang.Onbekend)
	default:
		return fout("kind")
	}
	if err := strikt(e.Open, open); err != nil {
		return fout("open part")
	}
	return f, nil
}

// Toon records that a page of a list was shown: one fact with all ids. It must succeed before the page goes out.
func (l *Ledger) Toon(ctx context.Context, g toegang.Grant, treffers []toegang.Treffer, verzoek string) error {
	if !g.Voor(domain.HandelingZoeken, id.Dossier{}) {
		return weigeringVan(l.weiger(ctx, g, id.Dossier{}, verzoek))
	}
	return weigeringVan(l.zoekFeit(ctx, g, verzoek, toegang.Gevonden{Treffers: treffers}))
}

// MoetBestaan refuses a dossier that does not exist, and records that somebody asked for it. It is for answers that
// come from read models; a reading of the dossier itself says so by itself.
func (l *Ledger) MoetBestaan(ctx context.Context, g toegang.Grant, d id.Dossier, verzoek string) error {
	_, ok, err := l.Store.Head(ctx, DossierStroom(d))
	if err != nil || ok {
		return weigeringVan(err)
	}
	if err := l.onbekend(ctx, g, d, verzoek); err != nil {
		return weigeringVan(err)
	}
	return domain.Weiger(domain.CodeOnbekend, "Dit dossier bestaat niet.")
}
