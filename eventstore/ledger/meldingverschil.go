package ledger

import "dossierboek/domain"

// meldingVerschillen says who qualified a melding otherwise and who brought it into another phase, up to and including
// a revision.
func (r *raadpleging) meldingVerschillen(oud, nieuw *domain.Onderdeel, tot uint64) []VeldVerschil {
	if nieuw.Inhoud != domain.InhoudMelding {
		return nil
	}
	var uit []VeldVerschil
	voeg := func(veld, was, is string, hoort func(domain.Feit) bool) {
		if was == is {
			return
		}
		v := VeldVerschil{Veld: veld, Oud: woord(was), Nieuw: woord(is)}
		for _, e := range r.z.events {
			if e.Revisie <= tot && hoort(e.Feit) {
				v.Door = e.Vastlegging
			}
		}
		uit = append(uit, v)
	}
	voeg("kwalificatie", string(oud.Kwalificatie), string(nieuw.Kwalificatie), func(f domain.Feit) bool {
		k, ok := f.(*domain.MeldingGekwalificeerd)
		return ok && k.Melding == nieuw.ID
	})
	voeg("fase", string(oud.Fase), string(nieuw.Fase), func(f domain.Feit) bool {
		w, ok := f.(*domain.FaseGewijzigd)
		return ok && (w.Melding == nieuw.ID || w.Melding.IsZero() && w.Fase == nieuw.Fase)
	})
	return uit
}
