package ledger

import (
	"context"
	"maps"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore/seal"
)

// verhullend is an opdracht that destroys contactgegevens which may hide what is geheim in texts that stay.
type verhullend interface {
	Vergaan(*domain.Dossier) (contacten []id.Onderdeel, blijft func(id.Onderdeel) bool)
}

// metOnthullingen adds where something geheim could be read once an opdracht has destroyed what hides it: in the
// dossier, and in each that shares anything with it, however far. It costs nothing where no contactgegeven that is
// geheim goes.
func (l *Ledger) metOnthullingen(ctx context.Context, hier *domain.Dossier, o verhullend,
	f domain.Feiten) (domain.Feiten, error) {
	contacten, blijft := o.Vergaan(hier)
	if len(contacten) == 0 {
		return f, nil
	}
	k, err := l.kring(ctx, hier.ID)
	if err != nil {
		return f, err
	}
	sleutels := l.sleutels(ctx)
	var gaan []*bekendeGeheimen
	for _, welk := range contacten {
		var b bekendeGeheimen
		if err := k.lezingen[hier.ID].met(welk).leerGeheimen(&b, sleutels); err != nil {
			return f, err
		}
		if len(b.bekenden) > 0 {
			gaan = append(gaan, &b)
		}
	}
	k.lezingen[hier.ID] = k.lezingen[hier.ID].zonder(contacten)
	for _, d := range k.volgorde {
		bekend, err := k.leer(d, sleutels)
		if err != nil {
			return f, err
		}
		for _, weg := range gaan {
			g := weg.klaar()
			if g.alBekend(bekend) {
				continue
			}
			mee := func(o id.Onderdeel) bool { return d != hier.ID || blijft(o) && !slices.Contains(contacten, o) }
			in, err := k.lezingen[d].bevattend(g, sleutels, mee)
			if err != nil {
				return f, err
			}
			bestanden, err := l.bestandenMet(ctx, k.lezingen[d], g, sleutels, mee)
			if err != nil {
				return f, err
			}
			in = append(in, bestanden...)
			for _, o := range in {
				if n := (domain.Onthulling{Dossier: d, Onderdeel: o}); !slices.Contains(f.Onthult, n) {
					f.Onthult = append(f.Onthult, n)
				}
			}
		}
	}
	return f, nil
}

// kring is a dossier, and all that took anything over from it or it from them, and so on.
type kring struct {
	lezingen map[id.Dossier]*lezing
	volgorde []id.Dossier
	geleerd  map[id.Dossier]geleerd
}

// geleerd is what hides anything by what one dossier of a kring holds itself, and what others hide there too.
type geleerd struct {
	geheimen  bekendeGeheimen
	verwanten []id.Dossier
}

func (l *Ledger) kring(ctx context.Context, d id.Dossier) (*kring, error) {
	k := &kring{lezingen: map[id.Dossier]*lezing{}, geleerd: map[id.Dossier]geleerd{}}
	for ga := []id.Dossier{d}; len(ga) > 0; ga = ga[1:] {
		if k.lezingen[ga[0]] != nil {
			continue
		}
		z, err := l.lees(ctx, ga[0])
		if err != nil {
			return nil, err
		}
		k.lezingen[ga[0]], k.volgorde = z, append(k.volgorde, ga[0])
		ga = append(ga, verwanten(z.nu)...)
		for _, loop := range z.nu.Overbrengingen {
			ga = append(ga, loop.Naar)
		}
	}
	return k, nil
}

// leer gathers what hides anything in a dossier, as geheimen does: each way in which it is written.
func (k *kring) leer(d id.Dossier, sleutels seal.Keys) (map[string]bool, error) {
	contacten, gezien := map[string]bool{}, map[id.Dossier]bool{}
	for ga := []id.Dossier{d}; len(ga) > 0; ga = ga[1:] {
		if k.lezingen[ga[0]] == nil || gezien[ga[0]] {
			continue
		}
		gezien[ga[0]] = true
		g, err := k.leerEen(ga[0], sleutels)
		if err != nil {
			return nil, err
		}
		maps.Copy(contacten, g.geheimen.contacten)
		ga = append(ga, g.verwanten...)
	}
	return contacten, nil
}

// leerEen opens what is geheim in one dossier of the kring, once.
func (k *kring) leerEen(d id.Dossier, sleutels seal.Keys) (geleerd, error) {
	if g, al := k.geleerd[d]; al {
		return g, nil
	}
	g := geleerd{verwanten: verwanten(k.lezingen[d].nu)}
	if err := k.lezingen[d].leerGeheimen(&g.geheimen, sleutels); err != nil {
		return g, err
	}
	k.geleerd[d] = g
	return g, nil
}

// alBekend reports whether all of it is hidden by others as well.
func (g *geheimen) alBekend(contacten map[string]bool) bool {
	for s := range g.contacten {
		if !contacten[s] {
			return false
		}
	}
	return len(g.contacten) > 0
}

// met is the reading as if no contactgegeven but one had been geheim; zonder as if these had not.
func (z *lezing) met(welk id.Onderdeel) *lezing { return z.metGeheimen([]id.Onderdeel{welk}) }

func (z *lezing) zonder(weg []id.Onderdeel) *lezing {
	return z.metGeheimen(slices.DeleteFunc(slices.Clone(z.nu.Geheimen), func(o id.Onderdeel) bool {
		return slices.Contains(weg, o)
	}))
}

func (z *lezing) metGeheimen(geheimen []id.Onderdeel) *lezing {
	n, nu := *z, *z.nu
	nu.Geheimen, n.nu = geheimen, &nu
	return &n
}

// bevattend are the onderdelen, of those that mee picks, in which what is geheim stands unmarked, in any wording.
func (z *lezing) bevattend(g *geheimen, sleutels seal.Keys, mee func(id.Onderdeel) bool) ([]id.Onderdeel, error) {
	var uit []id.Onderdeel
	for _, o := range z.nu.Alle() {
		if o.Stand == domain.StandVernietigd || !mee(o.ID) {
			continue
		}
		for _, revisie := range o.Revisies() {
			bevat, err := z.bevatOnverborgen(g, sleutels, o, revisie)
			if err != nil {
				return nil, err
			}
			if bevat {
				uit = append(uit, o.ID)
				break
			}
		}
	}
	return uit, nil
}

// bevatOnverborgen reports whether who may not see what is geheim would read it in content if it were geheim nowhere.
func (z *lezing) bevatOnverborgen(g *geheimen, sleutels seal.Keys, o *domain.Onderdeel, revisie uint64) (bool, error) {
	p, err := openMet(z, sleutels, revisie, true, func(id.Betrokkene) tekst.Toestand { return tekst.Zichtbaar })
	i, ok := p.Value()
	if err != nil || !ok || o.GeheimIn(revisie) || z.nu.GeheimMetDelen(o) {
		return false, err
	}
	for _, t := range i.Teksten() {
		if len(g.zoeker.NietVerborgen(t.Lezing())) > 0 {
			return true, nil
		}
	}
	_, los := domain.LosseRegel(i, g.inRegel)
	return los || g.zegtHetzelfde(i), nil
}
