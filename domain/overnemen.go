package domain

import (
	"cmp"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// NeemOver takes over what another dossier decided to bring here, and is not here yet: at most Hoogstens events at a
// time, in the order in which they were recorded there. When nothing is left it gives nothing.
type NeemOver struct {
	Overbrenging id.Overbrenging
	Uit          *Dossier                 // the other dossier, as it is
	Events       func(uint64) Vastlegging // its events
	Hoogstens    int
	Verborgen    map[uint64]bool // of which of its events the content is hidden there without being marked

	vorige *overname // nil where nothing was worked out before
}

// Voorbereid lets a NeemOver that is decided many times work out what goes where once. It is then not safe for
// concurrent use.
func (n NeemOver) Voorbereid() NeemOver {
	n.vorige = &overname{}
	return n
}

func (NeemOver) Handeling() Handeling { return HandelingUitvoeren }

func (NeemOver) Controleer(Feiten) waarde.Fouten { return nil }

// Beslis asks no more than that the dossier stands: the besluit was taken while it was open.
func (n NeemOver) Beslis(d *Dossier, _ Feiten) ([]Ontwerp, error) {
	if err := d.staat(); err != nil {
		return nil, err
	}
	l, ok := n.Uit.Overbrenging(n.Overbrenging)
	if !ok {
		return nil, Weiger(CodeOnbekend, "Deze overbrenging bestaat niet.")
	}
	o := n.vorige
	if o == nil {
		o = &overname{}
	}
	// or what was decided last was recorded, and nothing else
	if o.naar == nil || d.Revisie != o.straks || !o.staatEr(d) {
		*o = overname{NeemOver: n, loop: l, revisies: map[Plek]uint64{}}
		o.begin(d)
		if err := o.vanNiemand(); err != nil {
			return nil, err
		}
	}
	o.naar, o.staatEr = d, func(*Dossier) bool { return true }
	uit, err := o.ontwerpen()
	o.straks = d.Revisie + uint64(len(uit))
	return uit, err
}

// overname is one taking over. What holds for all of it is worked out once, before the first event.
type overname struct {
	NeemOver
	loop       *OverbrengingLoop
	naar       *Dossier
	straks     uint64                        // the revision of naar once what was decided is recorded
	staatEr    func(*Dossier) bool           // reports that the last of it was: others may have recorded as many events
	gaan       []teNemen                     // all that goes
	gegaan     int                           // how many of those were looked at
	onderdelen []*Onderdeel                  // of the other dossier, in the order in which they came
	gezien     int                           // of how many of those the state was told
	al         map[id.Onderdeel]id.Onderdeel // what was taken over before: which onderdeel there is which here
	plaatsen   map[id.Onderdeel]id.Onderdeel // the same of all that goes
	namen      []Onderdeelpaar               // those that have another id here
	revisies   map[Plek]uint64               // where an event there is taken over here
}

func (n *overname) begin(naar *Dossier) {
	n.naar = naar
	n.alHier()
	n.onderdelen = n.Uit.Alle()
	n.gaan = n.alle()
	n.geefPlaatsen()
}

// teNemen is one event to take over.
type teNemen struct {
	onderdeel *Onderdeel
	versie    Versie
}

func (n *overname) ontwerpen() ([]Ontwerp, error) {
	var uit []Ontwerp
	for ; n.gegaan < len(n.gaan) && len(uit) < n.Hoogstens; n.gegaan++ {
		t := n.gaan[n.gegaan]
		plek := Plek{Dossier: n.Uit.ID, Revisie: t.versie.Revisie}
		if _, al := n.revisies[plek]; al {
			continue
		}
		feit, err := n.neem(t)
		if err != nil {
			return nil, err
		}
		n.revisies[plek] = n.naar.Revisie + 1 + uint64(len(uit))
		n.staatEr = func(d *Dossier) bool { return d.overgenomen(feit.Onderdeel, plek) == n.revisies[plek] }
		uit = append(uit, zonderInhoud(feit))
	}
	if len(uit) > 0 {
		return uit, nil
	}
	return n.toestanden(), nil
}

// toestanden are what no content says of what was taken over, once it was: which passages stand in the place of
// others, and what is still to be done.
func (n *overname) toestanden() []Ontwerp {
	var uit []Ontwerp
	for ; n.gezien < len(n.onderdelen) && len(uit) < n.Hoogstens; n.gezien++ {
		o := n.onderdelen[n.gezien]
		hier, ok := n.naar.Onderdelen[n.plaatsen[o.ID]]
		if !ok {
			continue
		}
		if o.Stand == StandVervangen && hier.Stand != StandVervangen && hier.Stand != StandVernietigd {
			f := &PassageGemarkeerd{Onderdeel: hier.ID}
			for _, p := range o.VervangenDoor {
				if daar, ok := n.plaatsen[p]; ok {
					f.Passages = append(f.Passages, daar)
				}
			}
			n.staatEr = func(d *Dossier) bool { return d.Onderdelen[hier.ID].Stand == StandVervangen }
			uit = append(uit, zonderInhoud(f))
		}
		for _, p := range o.OpenPunten() {
			if hier.punt(p.Soort) == nil && !n.naar.wordtAlGeinformeerd(hier, p) {
				n.staatEr = func(d *Dossier) bool { return d.Onderdelen[hier.ID].punt(p.Soort) != nil }
				uit = append(uit, zonderInhoud(&PuntGeopend{Bij: hier.ID, Punt: p.Soort, Eigenaar: p.Eigenaar,
					Uiterlijk: p.Uiterlijk}))
			}
		}
	}
	return uit
}

// alle lists the content to take over, in the order in which it was recorded. A rewriting that never took the place of
// anything stays behind.
func (n *overname) alle() []teNemen {
	var uit []teNemen
	neemt := n.loop.neemt()
	for _, o := range n.onderdelen {
		if o.Stand == StandVernietigd || !neemt(o.ID) {
			continue
		}
		for v := range o.inhouden() {
			if v.Soort == SoortOnderdeelHerschreven && slices.ContainsFunc(o.Overig, func(a Versie) bool {
				return a.Revisie == v.Revisie
			}) {
				continue
			}
			uit = append(uit, teNemen{o, *v})
		}
	}
	slices.SortFunc(uit, func(a, b teNemen) int { return cmp.Compare(a.versie.Revisie, b.versie.Revisie) })
	return uit
}

// neemt reports of an onderdeel whether it goes; it looks through what goes once.
func (l *OverbrengingLoop) neemt() func(id.Onderdeel) bool {
	gaat := make(map[id.Onderdeel]bool, len(l.Onderdelen))
	for _, g := range l.Onderdelen {
		gaat[g.Onderdeel] = true
	}
	return func(o id.Onderdeel) bool { return l.Geheel || gaat[o] }
}

// Neemt reports whether an onderdeel goes.
func (l *OverbrengingLoop) Neemt(o id.Onderdeel) bool {
	return l.Geheel || slices.ContainsFunc(l.Onderdelen, func(g Overgang) bool { return g.Onderdeel == o })
}

// overgenomen is where an event of another dossier was taken over in this one; 0 where it was not.
func (d *Dossier) overgenomen(welk id.Onderdeel, uit Plek) uint64 {
	o, ok := d.Onderdelen[welk]
	if !ok {
		return 0
	}
	for _, vs := range [][]Versie{o.Versies, o.Overig} {
		for _, v := range vs {
			if v.Uit == uit {
				return v.Revisie
			}
		}
	}
	return 0
}
