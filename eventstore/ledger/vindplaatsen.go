package ledger

import (
	"context"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
)

// Vindplaatsen lists where a contactgegeven that is geheim still stands outside what is geheim: in texts and free
// lines, also of earlier wordings, and as another's contactgegeven. It is hidden there from whoever may not see it, at
// every reading; a human judges what must be put right, since what is copied by hand or was given to others already is
// not hidden by that. Only for who may see what is geheim.
func (l *Ledger) Vindplaatsen(ctx context.Context, g toegang.Grant, d id.Dossier, welk id.Onderdeel,
	verzoek string) ([]NogGenoemd, error) {
	if g.Voor(domain.HandelingRaadplegen, d) && !g.Ziet(domain.CategorieGeheim) {
		w := domain.Weiger(domain.CodeGeenToegang, "Deze rol ziet niet wat geheim is.", "ZOB-7.1b", "ZOB-8")
		if err := l.feitVanWeigering(ctx, g, d, w, verzoek); err != nil {
			return nil, weigeringVan(err)
		}
		return nil, w
	}
	feit := toegang.Geraadpleegd{Wat: toegang.WatVindplaatsen}
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingRaadplegen, d, verzoek, feit},
		func(r *raadpleging) []uint64 {
			var uit []uint64
			for _, o := range r.z.nu.Alle() {
				uit = append(uit, r.zichtbaar(o.ID, o.Revisies()...)...)
			}
			slices.Sort(uit)
			return slices.Compact(uit)
		})
	if err != nil {
		return nil, err
	}
	o, ok := r.z.nu.Onderdelen[welk]
	if !ok || o.Inhoud != domain.InhoudContact {
		return nil, domain.Weiger(domain.CodeOnbekend, "Dit contactgegeven staat niet in het dossier.")
	}
	var b bekendeGeheimen
	for _, v := range o.Versies {
		k, err := r.z.contact(r.sleutels, v.Revisie)
		if err != nil {
			return nil, weigeringVan(err)
		}
		if k != nil && v.Geheim && r.masker.gat(welk, v.Revisie) == nil {
			b.leer(o.Over[0], k)
		}
	}
	uit := []NogGenoemd{}
	geheim := b.klaar()
	if geheim == nil {
		return uit, nil
	}
	for _, ander := range r.z.nu.Alle() {
		if ander.ID == welk {
			continue
		}
		for _, revisie := range ander.Revisies() {
			n, err := r.vindplaatsenIn(geheim, ander, revisie)
			if err != nil {
				return nil, err
			}
			uit = append(uit, n...)
		}
	}
	return uit, nil
}

func (r *raadpleging) vindplaatsenIn(geheim *geheimen, o *domain.Onderdeel, revisie uint64) ([]NogGenoemd, error) {
	heel, ok, err := r.voorbij(o.ID, revisie)
	if err != nil || !ok {
		return nil, err
	}
	if geheim.zegtHetzelfde(heel) && !o.GeheimIn(revisie) {
		n := NogGenoemd{Onderdeel: o.ID}
		if revisie != o.Laatste().Revisie {
			n.Revisie = revisie
		}
		return []NogGenoemd{n}, nil
	}
	return r.nogGenoemdIn(geheim.zoeker.NietVerborgen, geheim.inRegel, o, revisie)
}

// zoekIn finds places in a text as it was read.
type zoekIn func(tekst.Lezing) []tekst.Voorstel
