package ledger

import (
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
)

// NogGenoemd is a text of an onderdeel that names the person outside the person's own mentions.
type NogGenoemd struct {
	Onderdeel id.Onderdeel
	Revisie   uint64 // of the event that holds the text, where that is not the newest wording; else 0
	// where in the text as the reader sees it; none where what names the person is shielded, or is no text
	Plaatsen []tekst.Voorstel
}

// nogGenoemd looks for a person's names, numbers and addresses through every text of the dossier that would stay: also
// earlier wordings, which a view of then shows for ever, and the reasons of correcties (ZOB-17.1).
func (r *raadpleging) nogGenoemd(wie id.Betrokkene) ([]NogGenoemd, error) {
	bekenden, err := r.bekenden(alleen(r.z.nu, wie), r.voorbij)
	if err != nil {
		return nil, err
	}
	zoeker := tekst.NieuweZoeker(bekenden)
	inRegel := func(s string) bool { return len(zoeker.Voorstellen(s, nil, nil)) > 0 }
	var uit []NogGenoemd
	for _, o := range r.z.nu.Alle() {
		if r.z.nu.AlleenVan(o, wie) { // whose names it may hold
			continue
		}
		for _, revisie := range o.Revisies() {
			n, err := r.nogGenoemdIn(zoeker.NogGenoemd, inRegel, o, revisie)
			if err != nil {
				return nil, err
			}
			uit = append(uit, n...)
		}
	}
	return uit, nil
}

// doorzocht are the revisions that nogGenoemd opens.
func (r *raadpleging) doorzocht(wie id.Betrokkene) []uint64 {
	uit := r.identiteiten(alleen(r.z.nu, wie), r.masker.gatVoorbij)
	for _, o := range r.z.nu.Alle() {
		if r.z.nu.AlleenVan(o, wie) { // whose names it may hold
			continue
		}
		for _, revisie := range o.Revisies() {
			if r.masker.gatVoorbij(o.ID, revisie) == nil {
				uit = append(uit, revisie)
			}
		}
	}
	return uit
}

// nogGenoemdIn looks through what one event says: the newest wording by itself, and anything else.
func (r *raadpleging) nogGenoemdIn(zoek zoekIn, inRegel func(string) bool, o *domain.Onderdeel,
	revisie uint64) ([]NogGenoemd, error) {
	heel, ok, err := r.voorbij(o.ID, revisie)
	if err != nil || !ok {
		return nil, err
	}
	getoond, ziet, err := r.geopend(o.ID, revisie)
	if err != nil {
		return nil, err
	}
	laatste := revisie == o.Laatste().Revisie
	nieuwste, verder := wording(heel, laatste)
	var nieuwsteGetoond, verderGetoond []*domain.Tekst
	if ziet {
		nieuwsteGetoond, verderGetoond = wording(getoond, laatste)
	}
	var uit []NogGenoemd
	regel := slices.ContainsFunc(domain.VrijeRegels(heel), inRegel) // a bron, a hoedanigheid, an ontvanger
	if plaatsen, noemt := noemen(zoek, nieuwste, nieuwsteGetoond); noemt || regel && laatste {
		uit = append(uit, NogGenoemd{Onderdeel: o.ID, Plaatsen: plaatsen})
	}
	if plaatsen, noemt := noemen(zoek, verder, verderGetoond); noemt || regel && !laatste {
		uit = append(uit, NogGenoemd{Onderdeel: o.ID, Revisie: revisie, Plaatsen: plaatsen})
	}
	return uit, nil
}

// wording parts the texts of content in those of the onderdeel's newest wording and all others.
func wording(i domain.Inhoud, laatste bool) (nieuwste, verder []*domain.Tekst) {
	if !laatste {
		return nil, i.Teksten()
	}
	if c, ok := i.(*domain.Correctie); ok {
		verder = []*domain.Tekst{&c.Motivering}
	}
	return domain.Kern(i).Teksten(), verder
}

// noemen finds where texts name the person, as the reader sees them; where only what is shielded does, just that they
// do.
func noemen(zoek zoekIn, heel, getoond []*domain.Tekst) (plaatsen []tekst.Voorstel, noemt bool) {
	for _, t := range getoond {
		plaatsen = append(plaatsen, zoek(t.Lezing())...)
	}
	if len(plaatsen) > 0 {
		return plaatsen, true
	}
	for _, t := range heel {
		if len(zoek(t.Lezing())) > 0 {
			return nil, true
		}
	}
	return nil, false
}
