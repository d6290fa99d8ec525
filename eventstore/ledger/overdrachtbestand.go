package ledger

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/seal"
)

// The files of bijlagen go along with an overdracht as each is read by itself: each piece is checked before it goes,
// and of one that is destroyed meanwhile nothing more goes.

// leestBestand says that a bijlage is being read, before it is looked at whether it may be: what destroys it from then
// on stops that.
func (l *Ledger) leestBestand(welk id.Onderdeel) *Bijlagelezing {
	b := &Bijlagelezing{Onderdeel: welk, bijlagen: l.Bijlagen, slot: &l.bestandsslot}
	l.bestandsslot.leest(welk, b)
	return b
}

func sluitBestanden(bestanden map[id.Onderdeel]*Bijlagelezing) {
	for _, b := range bestanden {
		b.Close()
	}
}

// opentBestand opens the file of a bijlage that goes; ok is false where it is geheim by now.
func (g *overdrager) opentBestand(ctx context.Context, s *OverdrachtStuk) (ok bool, err error) {
	if err := g.l.geenBijlagen(); err != nil {
		return false, err
	}
	o := s.Onderdeel
	b, err := g.z.bijlage(g.sleutels, o.ID) // its key is the same in every wording
	if err != nil || b == nil || o.Geheim() {
		return false, err
	}
	geheimen, err := g.masker.geheimen()
	if err != nil {
		return false, err
	}
	if geheim, err := g.l.bestandBevat(ctx, geheimen, g.z.dossier, o, b); err != nil || geheim {
		return false, err
	}
	s.Bestand = g.bestanden[o.ID]
	s.Bestand.Mediatype, s.Bestand.Omvang = b.Bestand.Mediatype, b.Bestand.Omvang
	s.Bestand.naam = bijlage.Name{Dossier: g.z.dossier, Bestand: o.Bestand.ID}
	s.Bestand.bestand, s.Bestand.sleutel = verzegeldBestand(o.Bestand), seal.Key(b.Bestand.Sleutel)
	return true, nil
}

// kwijt lists the bijlagen, of what would be given, whose file is not there. That one is not what it was shows in
// reading it: then the file breaks off.
func (l *Ledger) kwijt(ctx context.Context, z *lezing, gedaan *domain.VerstrekkingGedaan) ([]id.Onderdeel, error) {
	var uit []id.Onderdeel
	for _, s := range gedaan.Stukken {
		o := z.nu.Onderdelen[s.Onderdeel]
		if o.Bestand == nil {
			continue
		}
		if err := l.geenBijlagen(); err != nil {
			return nil, err
		}
		er, err := l.Bijlagen.Has(ctx, bijlage.Name{Dossier: z.dossier, Bestand: o.Bestand.ID})
		if err != nil {
			return nil, err
		}
		if !er {
			uit = append(uit, o.ID)
		}
	}
	return uit, nil
}
