package domain

import (
	"slices"

	"github.com/google/uuid"

	"dossierboek/domain/id"
)

// Which onderdeel, and who, of another dossier is which of this one.

// geefPlaatsen gives all that goes its id here.
func (n *overname) geefPlaatsen() {
	van := map[id.Onderdeel]Persoonspaar{}
	for _, p := range n.loop.Personen {
		van[IdentiteitVan(p.Hier)] = p
	}
	n.plaatsen = make(map[id.Onderdeel]id.Onderdeel, len(n.gaan))
	for _, t := range n.gaan {
		was := t.onderdeel.ID
		if _, al := n.plaatsen[was]; al {
			continue
		}
		hier := n.plaats(was, van)
		n.plaatsen[was] = hier
		if hier != was {
			n.namen = append(n.namen, Onderdeelpaar{Daar: was, Hier: hier})
		}
	}
	slices.SortFunc(n.namen, func(a, b Onderdeelpaar) int { return a.Daar.Vergelijk(b.Daar) })
}

// plaats is the id of an onderdeel here: the one it was taken over as; the person's, for the identiteit of somebody
// who is new here; the one it had, unless that is taken; else one that follows from both.
func (n *overname) plaats(was id.Onderdeel, van map[id.Onderdeel]Persoonspaar) id.Onderdeel {
	if hier, al := n.al[was]; al {
		return hier
	}
	wens := was
	if p, ok := van[was]; ok && n.brengtErbij(p) {
		wens = IdentiteitVan(p.Daar)
	}
	if n.naar.vrij(wens) == nil {
		return wens
	}
	u, w := n.Overbrenging.UUID(), was.UUID()
	return id.Van[id.Onderdeel](uuid.NewSHA1(u, w[:]))
}

// brengtErbij reports whether it is the identiteit of this person with which somebody comes here: of two who were
// joined there the one that was recorded first. The other stands beside it.
func (n *overname) brengtErbij(p Persoonspaar) bool {
	sinds := func(wie id.Betrokkene) uint64 { return n.Uit.Onderdelen[IdentiteitVan(wie)].Versies[0].Revisie }
	return !slices.ContainsFunc(n.loop.Personen, func(a Persoonspaar) bool {
		return a.Daar == p.Daar && a.Hier != p.Hier && n.Uit.heeftIdentiteit(a.Hier) && sinds(a.Hier) < sinds(p.Hier)
	})
}

// naarHier is who a person there is here.
func naarHier(paren []Persoonspaar, wie id.Betrokkene) (id.Betrokkene, bool) {
	i := slices.IndexFunc(paren, func(p Persoonspaar) bool { return p.Hier == wie })
	if i < 0 {
		return id.Betrokkene{}, false
	}
	return paren[i].Daar, true
}

// alHier finds what was taken over already.
func (n *overname) alHier() {
	n.al = map[id.Onderdeel]id.Onderdeel{}
	for _, o := range n.naar.Onderdelen {
		if o.Overgenomen == nil || o.Overgenomen.Overbrenging != n.Overbrenging {
			continue
		}
		n.al[o.Overgenomen.Onderdeel] = o.ID
		for _, vs := range [][]Versie{o.Versies, o.Overig} {
			for _, v := range vs {
				if v.Uit.Dossier == n.Uit.ID {
					n.revisies[v.Uit] = v.Revisie
				}
			}
		}
	}
}
