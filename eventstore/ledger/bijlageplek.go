package ledger

import (
	"context"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// bestandplek is where the file of a bijlage lies: with the dossier where the bijlage now is.
type bestandplek struct {
	revisie   uint64 // in the dossier that is read, of the wording as of the moment that is looked at
	dossier   id.Dossier
	masker    masker
	onderdeel *domain.Onderdeel // in that dossier, as it is now
}

// bestandplek finds the file of a bijlage; ok is false where the dossier did not have that as of a moment.
func (r *raadpleging) bestandplek(welk id.Onderdeel, m Momenten) (p bestandplek, ok bool) {
	toen := r.z.nu
	if m.BeschikbaarOp != nil {
		toen = r.z.toen(*m.BeschikbaarOp)
	}
	o, ok := toen.Onderdelen[welk]
	if !ok || o.Bestand == nil {
		return p, false
	}
	p = bestandplek{o.Laatste().Revisie, r.z.dossier, r.masker, r.z.nu.Onderdelen[welk]}
	if e, weg := r.elders.van(welk, p.revisie); weg {
		p.dossier, p.masker, p.onderdeel = e.ander.z.dossier, e.ander.masker, e.ander.z.nu.Onderdelen[e.onderdeel]
	}
	return p, true
}

// bestandGeheim reports whether the file of a bijlage holds what this reader may not see.
func (l *Ledger) bestandGeheim(ctx context.Context, p bestandplek, b *domain.Bijlage) (bool, error) {
	if p.masker.zietGeheim() || b.Bestand.Mediatype != leesbaar {
		return false, nil
	}
	g, err := p.masker.geheimen()
	if err != nil {
		return false, err
	}
	return l.bestandBevat(ctx, g, p.dossier, p.onderdeel, b)
}
