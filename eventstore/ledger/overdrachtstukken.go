package ledger

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/waarde"
)

// openAlles opens everything that was given, for who does not know yet who anybody is.
func (g *overdrager) openAlles(ctx context.Context) error {
	g.verberg()
	for _, s := range g.gedaan.Stukken {
		o, ok := g.z.nu.Onderdelen[s.Onderdeel]
		if !ok || g.masker.gat(o.ID, s.Revisie) != nil {
			continue
		}
		stuk := &OverdrachtStuk{Onderdeel: o, Geheim: slices.Contains(g.gedaan.BevestigdGeheim, o.ID)}
		i, err := g.inhoud(stuk, s.Revisie)
		if err != nil {
			return err
		}
		if i != nil && o.Bestand != nil && g.bestanden != nil {
			if ok, err := g.opentBestand(ctx, stuk); err != nil {
				return err
			} else if !ok {
				continue
			}
		}
		if i != nil {
			stuk.Inhoud = i
			g.eerst(stuk)
			g.stukken[o.ID] = stuk
		}
	}
	g.onbekenden()
	return nil
}

// verberg sets the mask of the recipient: whoever is not told of is as shielded as can be, so that nothing that stands
// beside them, and no name of theirs that nobody marked, says who they are.
func (g *overdrager) verberg() {
	g.voor = g.masker
	g.voor.afgeschermd, g.voor.namen = map[id.Betrokkene]bool{}, nil
	for b := range g.z.nu.Betrokkenen {
		if !g.bekend(b) {
			g.voor.afgeschermd[b] = true
		}
	}
	g.voor.namen = sync.OnceValues(func() (*tekst.Zoeker, error) {
		alle, err := g.bekenden(iedereen, g.voorbij)
		return tekst.NieuweZoeker(alle), err
	})
}

// bekend reports whether the recipient is told who somebody is.
func (g *overdrager) bekend(b id.Betrokkene) bool {
	welk := domain.IdentiteitVan(g.z.nu.Wie(b))
	i := slices.IndexFunc(g.gedaan.Stukken, func(s domain.Stuk) bool { return s.Onderdeel == welk })
	return i >= 0 && g.masker.gat(welk, g.gedaan.Stukken[i].Revisie) == nil
}

// genoemd reports whether somebody who reported or informed may be named as that.
func (g *overdrager) genoemd(b id.Betrokkene) bool {
	return g.bekend(b) && g.opdracht.Noemt(domain.IdentiteitVan(g.z.nu.Wie(b)))
}

// inhoud opens one version for the recipient; nil where it does not open.
func (g *overdrager) inhoud(s *OverdrachtStuk, revisie uint64) (domain.Inhoud, error) {
	i, err := g.lees(s, revisie, nil)
	if err != nil || i == nil {
		return nil, err
	}
	// Who is not named as its source is not named in its text either.
	zwijgt := map[id.Betrokkene]bool{}
	for _, b := range bronnenIn(i) {
		if !g.genoemd(b) {
			zwijgt[b] = true
		}
	}
	if len(zwijgt) == 0 {
		return i, nil
	}
	return g.lees(s, revisie, zwijgt)
}

func (g *overdrager) lees(s *OverdrachtStuk, revisie uint64, zwijgt map[id.Betrokkene]bool) (domain.Inhoud, error) {
	toestand := func(b id.Betrokkene) tekst.Toestand {
		t := g.masker.toestand(b)
		if t == tekst.Zichtbaar && (zwijgt[b] || !g.bekend(b)) {
			return tekst.Afgeschermd
		}
		return t
	}
	p, err := openMet(g.z, g.sleutels, revisie, false, toestand)
	i, ok := p.Value()
	if err != nil || !ok {
		return nil, err
	}
	if !s.Geheim {
		if p, err = g.masker.zonderGeheim(i, s.Onderdeel.ID, revisie); err != nil {
			return nil, err
		}
		if i, ok = p.Value(); !ok {
			return nil, nil
		}
	}
	return g.voor.zonderAfgeschermd(g.z, domain.Kern(i), s.Onderdeel.ID, revisie)
}

// eerst says with which event, when and by whom a stuk was first recorded.
func (g *overdrager) eerst(s *OverdrachtStuk) {
	e := g.z.events[s.Onderdeel.Versies[0].Revisie]
	s.Feit, s.Op, s.Wie = domain.FeitVan(e.Feit), e.Meta.EerstVastgelegd(), e.Meta.Wie
	if h := e.Meta.Herkomst; h != nil {
		s.Wie = h.Wie
	}
	if o, ok := e.Feit.(*domain.OnderdeelOvergenomen); ok {
		s.Op, s.Wie = o.Op, string(o.Door)
	}
}

// begin is when the dossier was first opened, and by whom.
func (g *overdrager) begin() (time.Time, string) {
	m := g.z.events[0].Meta
	if m.Herkomst != nil {
		return m.Herkomst.Op, m.Herkomst.Wie
	}
	return m.VastgelegdOp, m.Wie
}

// onbekenden adds whom something concerns that goes, and who they are does not.
func (g *overdrager) onbekenden() {
	nn := &domain.Identiteit{Naam: waarde.Naam{Onbekend: true}, Hoedanigheid: "anders"}
	var over []id.Betrokkene
	for _, s := range g.stukken {
		over = append(over, s.Onderdeel.Over...)
	}
	for _, b := range over {
		welk := domain.IdentiteitVan(g.z.nu.Wie(b))
		o, ok := g.z.nu.Onderdelen[welk]
		if _, al := g.stukken[welk]; al || !ok || g.z.nu.Betrokkenen[g.z.nu.Wie(b)].Vernietigd != nil {
			continue
		}
		s := &OverdrachtStuk{Onderdeel: o, Inhoud: nn, NN: true}
		g.eerst(s)
		g.stukken[welk] = s
	}
}

// steunt lists what a stuk cannot stand without: whom it concerns, what it names, and for a besluit what came before
// it. A passage stands in the line of its verslag.
func (g *overdrager) steunt(s *OverdrachtStuk) []*OverdrachtStuk {
	var uit []*OverdrachtStuk
	bij := func(welke ...id.Onderdeel) {
		for _, o := range welke {
			if p, ok := g.z.nu.Onderdelen[o]; ok && !p.Verslag.IsZero() && p.Verslag != s.Onderdeel.ID {
				o = p.Verslag
			}
			if n, ok := g.stukken[o]; ok && n != s {
				uit = append(uit, n)
			}
		}
	}
	o := s.Onderdeel
	if o.Inhoud == domain.InhoudIdentiteit {
		return nil
	}
	for _, b := range o.Over {
		bij(domain.IdentiteitVan(g.z.nu.Wie(b)))
	}
	bij(o.Betwist...)
	bij(o.Melding)
	bij(o.Passages...)
	for _, v := range o.Stukken {
		bij(v.Onderdeel)
	}
	if o.Inhoud != domain.InhoudBesluit {
		return uit
	}
	_, sluit := s.Feit.(*domain.DossierGesloten)
	for _, n := range g.stukken {
		voor := n.Onderdeel.Inhoud == domain.InhoudBesluit || n.Onderdeel.Inhoud == domain.InhoudWederhoor || sluit
		if voor && n.Onderdeel.Versies[0].Revisie < o.Versies[0].Revisie {
			uit = append(uit, n)
		}
	}
	return uit
}

// volgplaats is where a stuk stands in the order.
type volgplaats struct {
	op    time.Time
	diep  int // behind what it rests on that stands at the same moment
	begin uint64
}

// opVolgorde gives each stuk the moment at which it can be recorded, and the stukken in that order: when it was first
// recorded, or later where it was corrected since into what could not stand then, or rests on what came later.
func (g *overdrager) opVolgorde(nu domain.Feiten) []OverdrachtStuk {
	plaatsen := map[*OverdrachtStuk]volgplaats{}
	geopend, _ := g.begin()
	var plaatsVan func(s *OverdrachtStuk) volgplaats
	plaatsVan = func(s *OverdrachtStuk) volgplaats {
		if p, ok := plaatsen[s]; ok {
			return p
		}
		p := volgplaats{op: s.Op, begin: s.Onderdeel.Versies[0].Revisie}
		if !domain.StondToen(s.Inhoud, nu.Toen(domain.Herkomst{Op: s.Op})) {
			p.op = g.z.events[s.Onderdeel.Laatste().Revisie].Meta.EerstVastgelegd()
		}
		if p.op.Before(geopend) {
			p.op = geopend
		}
		plaatsen[s] = p
		for _, n := range g.steunt(s) {
			switch q := plaatsVan(n); {
			case q.op.After(p.op):
				p.op, p.diep = q.op, q.diep+1
			case q.op.Equal(p.op):
				p.diep = max(p.diep, q.diep+1)
			}
		}
		plaatsen[s] = p
		return p
	}
	uit := make([]OverdrachtStuk, 0, len(g.stukken))
	volgorde := make([]*OverdrachtStuk, 0, len(g.stukken))
	for _, s := range g.stukken {
		plaatsVan(s)
		volgorde = append(volgorde, s)
	}
	slices.SortFunc(volgorde, func(a, b *OverdrachtStuk) int {
		p, q := plaatsen[a], plaatsen[b]
		return cmp.Or(p.op.Compare(q.op), cmp.Compare(p.diep, q.diep), cmp.Compare(p.begin, q.begin))
	})
	for _, s := range volgorde {
		s.Op = plaatsen[s].op
		uit = append(uit, *s)
	}
	return uit
}

// achtergebleven counts what stood in the dossier when it was given and did not go.
func (g *overdrager) achtergebleven(tot uint64) map[domain.InhoudSoort]int {
	uit := map[domain.InhoudSoort]int{}
	for _, o := range g.z.nu.Alle() {
		s, mee := g.stukken[o.ID]
		weg := o.Stand == domain.StandVernietigd || o.Stand == domain.StandVerwijderd || o.Stand == domain.StandVervangen
		vervallen := o.Inhoud == domain.InhoudIdentiteit && g.z.nu.Wie(o.Over[0]) != o.Over[0]
		if !weg && !vervallen && (!mee || s.NN) && o.Versies[0].Revisie < tot && o.ID != g.gedaan.Onderdeel {
			uit[o.Inhoud]++
		}
	}
	return uit
}
