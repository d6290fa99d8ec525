package domain

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"dossierboek/domain/id"
	"dossierboek/domain/waarde"
)

// NeemOver takes over what another dossier decided to bring here, and is not here yet: at most Hoogstens events at a time,
// in the order in which they were recorded there. When nothing is left it gives nothing.
type NeemOver struct {
	Overbrenging id.Overbrenging
	Uit          *Dossier                 // the other dossier, as it is
	Events       func(uint64) Vastlegging // its events
	Hoogstens    int
	Verborgen    map[uint64]bool // of which of its events the content is hidden there without being marked
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
	o := overname{NeemOver: n, loop: l, naar: d, plaatsen: map[id.Onderdeel]id.Onderdeel{}, revisies: map[Plek]uint64{}}
	return o.ontwerpen()
}

// overname is one taking over.
type overname struct {
	NeemOver
	loop     *OverbrengingLoop
	naar     *Dossier
	plaatsen map[id.Onderdeel]id.Onderdeel // which onderdeel there is which here
	revisies map[Plek]uint64               // where an event there is taken over here
}

// teNemen is one event to take over.
type teNemen struct {
	onderdeel *Onderdeel
	versie    Versie
}

func (n *overname) ontwerpen() ([]Ontwerp, error) {
	alle := n.alle()
	for _, t := range alle {
		n.plaatsen[t.onderdeel.ID] = n.plaats(t.onderdeel)
	}
	n.alHier()
	var uit []Ontwerp
	for _, t := range alle {
		plek := Plek{Dossier: n.Uit.ID, Revisie: t.versie.Revisie}
		if _, al := n.revisies[plek]; al {
			continue
		}
		if len(uit) == n.Hoogstens {
			break
		}
		feit, err := n.neem(t)
		if err != nil {
			return nil, err
		}
		n.revisies[plek] = n.naar.Revisie + 1 + uint64(len(uit))
		uit = append(uit, zonderInhoud(feit))
	}
	if len(uit) > 0 {
		return uit, nil
	}
	return n.toestanden(), nil
}

// toestanden are what no content says of what was taken over, once it was: which passages stand in the place of others, and
// what is still to be done.
func (n *overname) toestanden() []Ontwerp {
	var uit []Ontwerp
	for _, o := range n.Uit.Alle() {
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
			uit = append(uit, zonderInhoud(f))
		}
		for _, p := range o.OpenPunten() {
			if hier.punt(p.Soort) == nil && len(uit) < n.Hoogstens {
				uit = append(uit, zonderInhoud(&PuntGeopend{Bij: hier.ID, Punt: p.Soort, Eigenaar: p.Eigenaar, Uiterlijk: p.Uiterlijk}))
			}
		}
	}
	return uit
}

// alle lists the content to take over, in the order in which it was recorded. A rewriting that never took the place of
// anything stays behind.
func (n *overname) alle() []teNemen {
	var uit []teNemen
	for _, o := range n.Uit.Onderdelen {
		if o.Stand == StandVernietigd || !n.loop.Neemt(o.ID) {
			continue
		}
		for v := range o.inhouden() {
			if slices.ContainsFunc(o.Overig, func(a Versie) bool { return a.Revisie == v.Revisie }) && v.Soort == SoortOnderdeelHerschreven {
				continue
			}
			uit = append(uit, teNemen{o, *v})
		}
	}
	slices.SortFunc(uit, func(a, b teNemen) int { return cmp.Compare(a.versie.Revisie, b.versie.Revisie) })
	return uit
}

// Neemt reports whether an onderdeel goes.
func (l *OverbrengingLoop) Neemt(o id.Onderdeel) bool {
	return l.Geheel || slices.ContainsFunc(l.Onderdelen, func(g Overgang) bool { return g.Onderdeel == o })
}

// plaats is the id of an onderdeel here: the one it was taken over as; the person's, for the identiteit of somebody who is new
// here; the one it had, unless that is taken; else one that follows from both.
func (n *overname) plaats(o *Onderdeel) id.Onderdeel {
	for _, h := range n.naar.Onderdelen {
		if h.Overgenomen != nil && h.Overgenomen.Overbrenging == n.Overbrenging && h.Overgenomen.Onderdeel == o.ID {
			return h.ID
		}
	}
	wens := o.ID
	if o.Inhoud == InhoudIdentiteit {
		i := slices.IndexFunc(n.loop.Personen, func(p Persoonspaar) bool { return IdentiteitVan(p.Hier) == o.ID })
		if i >= 0 && n.brengtErbij(n.loop.Personen[i]) {
			wens = IdentiteitVan(n.loop.Personen[i].Daar)
		}
	}
	if n.naar.vrij(wens) == nil {
		return wens
	}
	u := n.Overbrenging.UUID()
	was := o.ID.UUID()
	return id.Van[id.Onderdeel](uuid.NewSHA1(u, was[:]))
}

// brengtErbij reports whether it is the identiteit of this person with which somebody comes here: of two who were joined there the
// one that was recorded first. The other stands beside it.
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
	for was, hier := range n.plaatsen {
		o, ok := n.naar.Onderdelen[hier]
		if !ok || o.Overgenomen == nil || o.Overgenomen.Onderdeel != was || o.Overgenomen.Overbrenging != n.Overbrenging {
			continue
		}
		for _, v := range slices.Concat(o.Versies, o.Overig) {
			if v.Uit.Dossier == n.Uit.ID {
				n.revisies[v.Uit] = v.Revisie
			}
		}
	}
}

// errOvername: an event that was decided to go cannot be taken over. That is a mistake in this program.
var errOvername = errors.New("domain: an event cannot be taken over")

func (n *overname) neem(t teNemen) (*OnderdeelOvergenomen, error) {
	e := n.Events(t.versie.Revisie)
	feit := &OnderdeelOvergenomen{
		Overbrenging: n.Overbrenging, Onderdeel: n.plaatsen[t.onderdeel.ID], Was: t.onderdeel.ID,
		Uit: Plek{n.Uit.ID, e.Revisie}, Bron: Plek{n.Uit.ID, e.Revisie}, Op: e.Meta.EerstVastgelegd(), Door: Medewerker(e.Meta.Wie),
		Personen: n.loop.Personen, Namen: n.namen(),
	}
	if eerder, ok := e.Feit.(*OnderdeelOvergenomen); ok { // its content stands further off, in the words of there
		feit.Bron, feit.Op, feit.Door = eerder.Bron, eerder.Op, eerder.Door
		feit.Personen, feit.Namen = n.doorgegeven(eerder)
	}
	for _, b := range t.versie.Over {
		if wie, ok := naarHier(n.loop.Personen, b); ok && !n.vernietigd(wie) {
			feit.Over = append(feit.Over, wie)
		}
	}
	feit.Over = uniek(feit.Over)
	feit.Geheim = t.onderdeel.GeheimIn(t.versie.Revisie) || n.Verborgen[t.versie.Revisie]
	// Whoever was erased here meanwhile had nothing decided of what comes now: the dossier keeps it.
	feit.VanDossier = t.versie.VanDossier || len(feit.Over) == 0
	binnen := FeitVan(e.Feit)
	if !n.begonnen(t) {
		// What it begins with here says what it is, also where its first wordings are gone.
		binnen = FeitVan(n.Events(t.onderdeel.Versies[0].Revisie).Feit)
	}
	var err error
	feit.Feit, err = n.ingebed(t.onderdeel, binnen, feit.Over)
	return feit, err
}

func (n *overname) vernietigd(wie id.Betrokkene) bool {
	p, ok := n.naar.Betrokkenen[wie]
	return ok && p.Vernietigd != nil
}

// namen are the onderdelen that have another id here.
func (n *overname) namen() []Onderdeelpaar {
	var uit []Onderdeelpaar
	for was, wordt := range n.plaatsen {
		if was != wordt {
			uit = append(uit, Onderdeelpaar{Daar: was, Hier: wordt})
		}
	}
	slices.SortFunc(uit, func(a, b Onderdeelpaar) int { return a.Daar.Vergelijk(b.Daar) })
	return uit
}

// doorgegeven says who the persons, and which the onderdelen, of content are that was taken over before.
func (n *overname) doorgegeven(eerder *OnderdeelOvergenomen) (personen []Persoonspaar, namen []Onderdeelpaar) {
	for _, p := range eerder.Personen {
		if wie, ok := naarHier(n.loop.Personen, p.Daar); ok {
			personen = append(personen, Persoonspaar{Hier: p.Hier, Daar: wie})
		}
	}
	for _, p := range eerder.Namen {
		if wordt, ok := n.plaatsen[p.Hier]; ok {
			namen = append(namen, Onderdeelpaar{Daar: p.Daar, Hier: wordt})
		}
	}
	for _, p := range n.namen() {
		if !slices.ContainsFunc(eerder.Namen, func(a Onderdeelpaar) bool { return a.Hier == p.Daar }) {
			namen = append(namen, p)
		}
	}
	return personen, namen
}

// begonnen reports whether an earlier event of the same onderdeel was taken over.
func (n *overname) begonnen(t teNemen) bool {
	for v := range t.onderdeel.inhouden() {
		if _, ok := n.revisies[Plek{n.Uit.ID, v.Revisie}]; ok {
			return true
		}
	}
	return false
}

// ingebed is an open part in the words of this dossier.
func (n *overname) ingebed(o *Onderdeel, f Feit, over []id.Betrokkene) (Ingebed, error) {
	if b, ok := f.(*OverbrengingBesloten); ok { // how it came here; what went where stands there
		f = &OverbrengingBesloten{Overbrenging: b.Overbrenging, Onderdeel: b.Onderdeel, Naar: b.Naar, Geheel: b.Geheel}
	}
	if w, ok := f.(*VerslagVastgelegd); ok {
		f = &VerslagVastgelegd{Onderdeel: w.Onderdeel, Rubriek: w.Rubriek, Passages: o.Passages} // as they now stand in it
	}
	i := Ingebed{Soort: f.Soort(), Schema: SchemaVan(f.Soort())}
	ruw, err := json.Marshal(f)
	if err == nil {
		f, err = ontleedFeit(i.Soort, i.Schema, ruw) // a copy: the other dossier's event is not ours to change
	}
	if err == nil {
		v := vertaler{personen: n.loop.Personen, onderdeel: n.plaatsen, revisies: n.revisies, uit: n.Uit.ID}
		v.feit(f, over)
		i.Open, err = json.Marshal(f)
	}
	if err != nil {
		return Ingebed{}, fmt.Errorf("%w: %s", errOvername, i.Soort)
	}
	return i, nil
}
