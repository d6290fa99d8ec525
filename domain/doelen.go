package domain

import (
	"cmp"
	"slices"

	"dossierboek/domain/id"
)

// What dies. This is the one place where it is worked out which keys a vernietiging destroys; what it leaves out can
// be read for ever, what it names too much is lost for ever.

// doelen is all that dies when a vernietiging is carried out. sleutels, which may be nil, tells who holds keys to an
// event.
func (d *Dossier) doelen(l *VernietigingLoop, sleutels func(uint64) []id.Houder) []Doel {
	if l.Omvang.Dossier {
		uit := []Doel{{Houder: d.Houder(), Geheel: true}}
		for b := range d.Betrokkenen {
			uit = append(uit, Doel{Houder: id.HouderVan(b), Geheel: true})
		}
		sorteerDoelen(uit)
		return uit
	}
	per := map[id.Houder][]uint64{}
	for _, u := range l.Uitkomsten {
		if o, ok := d.Onderdelen[u.Onderdeel]; ok && u.Uitkomst != UitkomstBehouden {
			d.sleutelsVan(o, l.Herschreven[o.ID], sleutels, per)
		}
	}
	for _, n := range d.vervallen(l) {
		for _, v := range n.teksten() {
			if v.Vernietigd == nil {
				per[d.Houder()] = append(per[d.Houder()], v.Revisie)
				d.sleutelsBij(v.Revisie, sleutels, per)
			}
		}
	}
	var uit []Doel
	for _, wie := range l.personen() {
		h := id.HouderVan(wie)
		delete(per, h)
		uit = append(uit, Doel{Houder: h, Geheel: true})
	}
	uit = append(uit, bereiken(per)...)
	sorteerDoelen(uit)
	return uit
}

// allenGeheel lets every person's key die as a whole, whatever of it was named. The dossier's own stays but for what
// was named: under it lies how earlier vernietigingen were decided, which is accounted for where that was done.
func (d *Dossier) allenGeheel(doelen []Doel) []Doel {
	uit := slices.DeleteFunc(slices.Clone(doelen), func(g Doel) bool { return g.Houder != d.Houder() })
	for b, p := range d.Betrokkenen {
		if p.Vernietigd == nil {
			uit = append(uit, Doel{Houder: id.HouderVan(b), Geheel: true})
		}
	}
	sorteerDoelen(uit)
	return uit
}

// sleutelsVan adds every key to anything of an onderdeel, but for the revision that stays: for each person whom it
// concerns, all its content (also what was sealed without that person, since to name too much of one's own onderdeel
// harms nobody), the wraps that were added later, and whoever else holds a key to one of its events.
func (d *Dossier) sleutelsVan(o *Onderdeel, blijft uint64, sleutels func(uint64) []id.Houder,
	per map[id.Houder][]uint64) {
	staand := o.staand(blijft)
	houders := make([]id.Houder, 0, len(o.Over)+1)
	for _, b := range o.Over {
		houders = append(houders, id.HouderVan(b))
	}
	for v := range o.inhouden() {
		if v.VanDossier {
			houders = append(houders, d.Houder())
			break
		}
	}
	for _, h := range houders {
		per[h] = slices.Concat(per[h], staand, o.koppelingenVan(h))
	}
	for _, r := range staand {
		d.sleutelsBij(r, sleutels, per)
	}
}

// sleutelsBij adds whoever the log says holds a key to an event, but for those who are gone.
func (d *Dossier) sleutelsBij(revisie uint64, sleutels func(uint64) []id.Houder, per map[id.Houder][]uint64) {
	if sleutels == nil {
		return
	}
	for _, h := range sleutels(revisie) {
		if b, ok := d.Betrokkenen[id.BetrokkeneVan(h)]; !ok || b.Vernietigd == nil {
			per[h] = append(per[h], revisie)
		}
	}
}

// staand are the revisions of all content that is not destroyed, but for one that stays; 0 where none does, since the
// first event of a dossier is never a rewriting.
func (o *Onderdeel) staand(blijft uint64) []uint64 {
	var rs []uint64
	for v := range o.inhouden() {
		if blijft == 0 || v.Revisie != blijft {
			rs = append(rs, v.Revisie)
		}
	}
	return rs
}

// koppelingenVan are the revisions of the events that gave a holder a later way in.
func (o *Onderdeel) koppelingenVan(h id.Houder) []uint64 {
	var rs []uint64
	for _, k := range o.Koppelingen {
		if id.HouderVan(k.Betrokkene) == h {
			rs = append(rs, k.Revisie)
		}
	}
	return rs
}

// bereiken joins neighbouring revisions of a holder to ranges.
func bereiken(per map[id.Houder][]uint64) []Doel {
	var uit []Doel
	for h, revisies := range per {
		slices.Sort(revisies)
		begin := len(uit)
		for _, r := range revisies {
			if len(uit) > begin && uit[len(uit)-1].Tot+1 >= r {
				uit[len(uit)-1].Tot = r
			} else {
				uit = append(uit, Doel{Houder: h, Van: r, Tot: r})
			}
		}
	}
	sorteerDoelen(uit)
	return uit
}

func sorteerDoelen(ds []Doel) {
	slices.SortFunc(ds, func(a, b Doel) int {
		return cmp.Or(a.Houder.Vergelijk(b.Houder), cmp.Compare(a.Van, b.Van))
	})
}
