package api

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"dossierboek/api/bericht"
	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/ledger"
)

// From readings of the ledger to messages.

// dossierUit shows the course of vernietigingen to those alone whose grant reaches them.
func dossierUit(b *ledger.Beeld, g toegang.Grant) *bericht.Dossier {
	d := b.Dossier
	uit := &bericht.Dossier{
		Dossier: d.ID, Revisie: b.Revisie, BekendeRevisie: d.Revisie, BeschikbaarOp: b.BeschikbaarOp.UTC(),
		GeldigOp: b.GeldigOp.String(), GeopendOp: d.GeopendOp, GewijzigdOp: d.GewijzigdOp, BewaarVanaf: d.BewaarVanaf,
		Fase: d.Fase, Lopend: d.Lopend, Toewijzingen: toewijzingenUit(d), GeslotenOp: d.GeslotenOp,
		Beperkt: d.Beperkt, Overgebracht: overgebrachtUit(d.Overgebracht), Vernietigd: vernietigdUit(b.Vernietigd),
		Betrokkenen: []bericht.Betrokkene{}, Onderdelen: []bericht.Onderdeel{},
	}
	for _, p := range d.Betrokkenen {
		uit.Betrokkenen = append(uit.Betrokkenen, bericht.Betrokkene{
			ID: p.ID, Sinds: p.Sinds, Vernietigd: vernietigdUit(p.Vernietigd), Is: nietNul(p.Is), Ook: nietNul(p.Ook),
		})
	}
	slices.SortFunc(uit.Betrokkenen, func(p, q bericht.Betrokkene) int {
		return cmp.Or(cmp.Compare(eersteRevisie(d, p.ID), eersteRevisie(d, q.ID)), p.ID.Vergelijk(q.ID))
	})
	for _, o := range b.Onderdelen {
		uit.Onderdelen = append(uit.Onderdelen, onderdeelUit(o))
	}
	for _, l := range d.Vernietigingen {
		if !g.Ziet(domain.CategorieVernietiging) {
			break
		}
		if !l.Omvang.Overbrenging.IsZero() {
			continue // shown as what it is: that something went to another dossier
		}
		uit.Vernietigingen = append(uit.Vernietigingen, bericht.LoopVernietigen{
			Vernietiging: l.ID, Omvang: omvangUit(l.Omvang), Stand: l.Stand, BeslotenDoor: l.BeslotenDoor,
			BeslotenNamens: l.BeslotenNamens, BeslotenOp: l.BeslotenOp, GoedgekeurdOp: l.GoedgekeurdOp,
			UitgevoerdOp: l.UitgevoerdOp,
		})
	}
	slices.SortFunc(uit.Vernietigingen, func(a, b bericht.LoopVernietigen) int {
		return cmp.Or(a.BeslotenOp.Compare(b.BeslotenOp), a.Vernietiging.Vergelijk(b.Vernietiging))
	})
	return uit
}

// eersteRevisie is of the event that added somebody.
func eersteRevisie(d *domain.Dossier, b id.Betrokkene) uint64 {
	if o, ok := d.Onderdelen[domain.IdentiteitVan(b)]; ok {
		return o.Versies[0].Revisie
	}
	return 0
}

func overgebrachtUit(o *domain.Overgebracht) *bericht.Overgebracht {
	if o == nil {
		return nil
	}
	return &bericht.Overgebracht{Naar: o.Naar, Op: o.Op}
}

func onderdeelUit(b ledger.OnderdeelBeeld) bericht.Onderdeel {
	o := b.Onderdeel
	uit := bericht.Onderdeel{
		ID: o.ID, Soort: o.Inhoud, Rubriek: o.Rubriek, Stand: b.Stand, Geheim: b.Geheim, Over: o.Over,
		Revisie: b.Versie.Revisie, Gebeurtenis: b.Versie.Gebeurtenis, Door: doorUit(b.Meta), Betwist: o.Betwist,
		Verklaringen: o.Verklaringen, Verstrekt: o.Verstrekt, BevestigdGeheim: o.BevestigdGeheim,
		Passages: o.Passages, Verslag: nietNul(o.Verslag), Informatie: informatieUit(o.Informatie),
		OntvangenOp: tijdUit(o.OntvangenOp), Kwalificatie: o.Kwalificatie, Fase: o.Fase, FaseSinds: tijdUit(o.FaseSinds),
		Melding: nietNul(o.Melding), Van: nietNul(o.Van), Naar: nietNul(o.Naar), Aan: nietNul(o.Aan),
	}
	uit.Inhoud, uit.Gat = toon(b.Inhoud)
	if o.Inhoud == domain.InhoudBesluit {
		uit.Besluit = o.Versies[0].Soort
	}
	uit.Overgebracht = overgebrachtUit(o.Overgebracht)
	if o.Overgenomen != nil {
		uit.UitDossier = &o.Overgenomen.Dossier
	}
	for _, v := range o.Versies {
		if v.Revisie < b.Versie.Revisie {
			uit.EerdereVersies = append(uit.EerdereVersies, v.Revisie)
		}
	}
	uit.Accorderingen, uit.Beperkt = o.Accorderingen, o.Beperkt
	if o.Bij != (domain.Stuk{}) {
		uit.Bij = &bericht.Stuk{Onderdeel: o.Bij.Onderdeel, Revisie: o.Bij.Revisie}
	}
	for _, p := range o.OpenPunten() {
		uit.Punten = append(uit.Punten, puntUit(p))
	}
	for _, s := range o.Stukken {
		uit.Stukken = append(uit.Stukken, bericht.Stuk(s))
	}
	return uit
}

func momentUit(m ledger.Moment) (bericht.Moment, error) {
	f, err := feitUit(m.Feit)
	if err != nil {
		return bericht.Moment{}, err
	}
	uit := bericht.Moment{
		Revisie: m.Revisie, Gebeurtenis: m.ID, Soort: m.Feit.Soort(), Door: doorUit(m.Meta), Verzoek: m.Meta.Verzoek,
		Onderdeel: nietNul(m.Onderdeel), Feit: f,
	}
	if m.HeeftInhoud {
		uit.Inhoud, uit.Gat = toon(m.Inhoud)
	}
	return uit, nil
}

func verschillenUit(v *ledger.Verschil) *bericht.Verschillen {
	uit := &bericht.Verschillen{Dossier: v.Dossier, Sinds: v.Sinds.UTC(), Tot: v.Tot.UTC(), Velden: veldenUit(v.Velden),
		Onderdelen: []bericht.OnderdeelVerschil{}}
	for _, o := range v.Onderdelen {
		uit.Onderdelen = append(uit.Onderdelen, bericht.OnderdeelVerschil{
			Onderdeel: o.Onderdeel, Soort: o.Inhoud, Nieuw: o.Nieuw, Verslag: nietNul(o.Verslag), Plaats: o.Plaats,
			Gat: gatUit(o.Gat), Velden: veldenUit(o.Velden),
		})
	}
	return uit
}

func veldenUit(vs []ledger.VeldVerschil) []bericht.VeldVerschil {
	uit := make([]bericht.VeldVerschil, len(vs))
	for i, v := range vs {
		uit[i] = bericht.VeldVerschil{Veld: v.Veld, Oud: ruwUit(v.Oud), Nieuw: ruwUit(v.Nieuw), Gebeurtenis: v.Door.ID,
			Revisie: v.Door.Revisie, Door: doorUit(v.Door.Meta), Grond: string(v.Grond)}
		if v.Door.Feit != nil {
			uit[i].Soort = v.Door.Feit.Soort()
		}
	}
	return uit
}

func ruwUit(p domain.Private[json.RawMessage]) json.RawMessage {
	ruw, _ := p.Value() // unknown: there was none, which shows as no field
	return ruw
}

func raadplegingUit(r ledger.Raadpleging) bericht.Raadpleging {
	uit := bericht.Raadpleging{Gebeurtenis: r.Gebeurtenis, Soort: r.Soort, Door: doorUit(r.Meta), Verzoek: r.Meta.Verzoek}
	if g := r.Geraadpleegd; g != nil {
		uit.Wat, uit.Revisie, uit.Aantal, uit.Categorieen, uit.Digest = string(g.Wat), &g.Revisie, &g.Aantal, g.Categorieen,
			g.Digest
		uit.Onderdeel = nietNul(g.Onderdeel)
		uit.BeschikbaarOp, uit.Sinds = naarUTC(g.BeschikbaarOp), naarUTC(g.Sinds)
		uit.Concept, uit.Eigenaar, uit.Reden = nietNul(g.Concept), g.Eigenaar, string(g.Reden)
		uit.Via = nietNul(g.Via)
		if g.GeldigOp != nil {
			uit.GeldigOp = g.GeldigOp.String()
		}
	}
	if g := r.Geweigerd; g != nil {
		uit.Handeling, uit.Code = g.Handeling, g.Code
	}
	return uit
}

func naarUTC(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}
