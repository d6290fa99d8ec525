package projections

import (
	"encoding/json"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// transfer lets something come from another dossier or go to one, or takes a going a step on; nil where nothing can.
func (c *course) transfer(t *rapid.T) domain.Feit {
	for _, l := range c.fold.Overbrengingen {
		if l.Klaar {
			continue
		}
		f := &domain.OverbrengingVoltooid{Overbrenging: l.ID, Vernietiging: newVernietiging(), Geheel: l.Geheel}
		for _, o := range c.fold.Alle() {
			goes := l.Geheel
			for _, g := range l.Onderdelen {
				goes = goes || g.Onderdeel == o.ID && !g.Blijft
			}
			if goes && o.Stand != domain.StandVernietigd {
				f.Onderdelen = append(f.Onderdelen, o.ID)
			}
		}
		return f
	}
	if rapid.Bool().Draw(t, "comes") {
		return c.taken(t)
	}
	f := &domain.OverbrengingBesloten{Overbrenging: id.Van[id.Overbrenging](uuid.New()), Onderdeel: newOnderdeel(),
		Naar: dossierOf(uuid.New())}
	if f.Geheel = rapid.IntRange(0, 9).Draw(t, "all of it") == 0; f.Geheel {
		return f
	}
	for _, o := range c.fold.Alle() {
		if o.Stand == domain.StandGeldig && len(f.Onderdelen) < 3 {
			f.Onderdelen = append(f.Onderdelen, domain.Overgang{Onderdeel: o.ID, Blijft: rapid.Bool().Draw(t, "stays")})
		}
	}
	return f
}

// taken is something that comes from another dossier: a person, another identiteit of one, or what stands about them.
func (c *course) taken(t *rapid.T) domain.Feit {
	from := domain.Plek{Dossier: dossierOf(uuid.New()), Revisie: uint64(rapid.IntRange(1, 99).Draw(t, "there"))}
	f := &domain.OnderdeelOvergenomen{
		Overbrenging: id.Van[id.Overbrenging](uuid.New()), Onderdeel: newOnderdeel(), Was: newOnderdeel(), Uit: from,
		Bron: from, Op: c.h.clock, Door: "m-7",
	}
	var inside domain.Feit
	who := newBetrokkene()
	switch rapid.IntRange(0, 4).Draw(t, "what comes") {
	case 0:
		inside, f.Onderdeel, f.Over = &domain.BetrokkeneToegevoegd{Betrokkene: who}, domain.IdentiteitVan(who),
			[]id.Betrokkene{who}
	case 1:
		inside = &domain.BetrokkeneToegevoegd{Betrokkene: who}
		for b, p := range c.fold.Betrokkenen {
			if p.Vernietigd == nil {
				inside, f.Over = &domain.BetrokkeneToegevoegd{Betrokkene: b}, []id.Betrokkene{b}
				break
			}
		}
		if len(f.Over) == 0 {
			return nil
		}
	case 2:
		inside = &domain.MeldingOntvangen{Onderdeel: f.Onderdeel, OntvangenOp: c.h.clock}
	case 3:
		inside = &domain.FaseGewijzigd{Onderdeel: f.Onderdeel, Fase: rapid.SampledFrom(domain.Fasen).Draw(t, "fase there")}
	default:
		inside = &domain.GegevenVastgelegd{Onderdeel: f.Onderdeel, Rubriek: domain.Rubrieken[0]}
		for _, o := range c.fold.Alle() {
			if o.Overgenomen != nil && o.Stand == domain.StandGeldig && o.Inhoud == domain.InhoudGegeven {
				f.Onderdeel = o.ID
				inside = &domain.CorrectieToegepast{Onderdeel: o.ID, Wijze: domain.WijzeAfschermen}
			}
		}
	}
	f.VanDossier = len(f.Over) == 0
	open, err := json.Marshal(inside)
	if err != nil {
		t.Fatal(err)
	}
	f.Feit = domain.Ingebed{Soort: inside.Soort(), Schema: domain.SchemaVan(inside.Soort()), Open: open}
	return f
}
