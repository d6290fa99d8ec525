package ledger

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/concept"
)

// Voorvertoning is what a vernietiging would be of: every onderdeel that needs an outcome, and every text that would
// go on naming the person, for a human to judge.
type Voorvertoning struct {
	Omvang     domain.Omvang
	Revisie    uint64
	Onderdelen []OnderdeelVoorvertoning
	NogGenoemd []NogGenoemd
	Concepten  []ConceptVoorvertoning
	// where something geheim could be read once this is destroyed, here and in other dossiers; it is refused while there
	// is any
	Onthult []domain.Onthulling
}

// ConceptVoorvertoning is a draft that goes along, or that would go on naming the person. It needs no outcome: nothing
// of it was recorded. Whoever wants to keep of it what is not about the person asks its owner to write that anew
// first.
type ConceptVoorvertoning struct {
	Concept
	Vervalt bool // it goes along; else it only names the person, and stays
}

// OnderdeelVoorvertoning is an onderdeel that needs an outcome.
type OnderdeelVoorvertoning struct {
	OnderdeelBeeld
	AlleenVan bool            // it concerns nobody but the person
	Voorstel  domain.Uitkomst // vernietigen where nobody else is concerned; "" where a human must choose
}

// Voorvertoon previews a vernietiging (ZOB-17).
func (l *Ledger) Voorvertoon(ctx context.Context, g toegang.Grant, d id.Dossier, o domain.Omvang,
	verzoek string) (*Voorvertoning, error) {
	feit := toegang.Geraadpleegd{Wat: toegang.WatVoorvertoning}
	r, err := l.raadpleeg(ctx, leesopdracht{g, domain.HandelingVernietigen, d, verzoek, feit},
		func(r *raadpleging) []uint64 {
			var uit []uint64
			for _, k := range r.z.nu.Betreft(o) {
				uit = append(uit, r.zichtbaar(k.ID, k.Laatste().Revisie)...)
			}
			if !o.Betrokkene.IsZero() {
				uit = append(uit, r.doorzocht(o.Betrokkene)...)
			}
			slices.Sort(uit)
			return slices.Compact(uit)
		})
	if err != nil {
		return nil, err
	}
	uit := &Voorvertoning{Omvang: o, Revisie: r.revisie}
	for _, k := range r.z.nu.Betreft(o) {
		inhoud, err := r.open(k.ID, k.Laatste().Revisie)
		if err != nil {
			return nil, err
		}
		v := OnderdeelVoorvertoning{AlleenVan: len(k.Over) > 0 && r.z.nu.AlleenVan(k, k.Over[0])}
		v.OnderdeelBeeld = OnderdeelBeeld{Onderdeel: k, Versie: k.Laatste(), Meta: r.z.events[k.Laatste().Revisie].Meta,
			Inhoud: kern(inhoud), Stand: k.Stand, Geheim: k.GeheimIn(k.Laatste().Revisie)}
		if v.AlleenVan || !o.Onderdeel.IsZero() {
			v.Voorstel = domain.UitkomstVernietigen
		}
		uit.Onderdelen = append(uit.Onderdelen, v)
	}
	if !o.Betrokkene.IsZero() {
		if uit.NogGenoemd, err = r.nogGenoemd(o.Betrokkene); err != nil {
			return nil, err
		}
	}
	if uit.Concepten, err = r.concepten(ctx, o); err != nil {
		return nil, weigeringVan(err)
	}
	uit.Onthult, err = r.onthult(ctx, o, uit.Onderdelen)
	return uit, weigeringVan(err)
}

// onthult is what the besluit would be refused for where it follows what is proposed: ids, and nothing of what stands
// there.
func (r *raadpleging) onthult(ctx context.Context, o domain.Omvang,
	onderdelen []OnderdeelVoorvertoning) ([]domain.Onthulling, error) {
	b := domain.BesluitVernietiging{Omvang: o}
	for _, k := range onderdelen {
		b.Keuzes = append(b.Keuzes, domain.Keuze{Onderdeel: k.Onderdeel.ID,
			Uitkomst: cmp.Or(k.Voorstel, domain.UitkomstBehouden)})
	}
	f, err := r.l.metOnthullingen(ctx, r.z.nu, b, domain.Feiten{})
	return f.Onthult, err
}

// concepten are the drafts that a vernietiging would take along, and those whose text names the person and stays. Of
// their texts nothing is shown.
func (r *raadpleging) concepten(ctx context.Context, o domain.Omvang) ([]ConceptVoorvertoning, error) {
	if r.l.Concepten == nil {
		return nil, nil
	}
	rijen, err := r.l.Concepten.OfDossier(ctx, r.z.nu.ID)
	if err != nil {
		return nil, err
	}
	concepten, err := r.l.concepten(ctx, rijen)
	if err != nil {
		return nil, err
	}
	noemer, err := r.conceptnoemer(ctx, o.Betrokkene)
	if err != nil {
		return nil, err
	}
	var uit []ConceptVoorvertoning
	for _, c := range concepten {
		if c.Stand != ConceptLopend {
			continue
		}
		vervalt := o.Dossier || !o.Onderdeel.IsZero() && c.Onderdeel == o.Onderdeel ||
			slices.ContainsFunc(c.Over, alleen(r.z.nu, o.Betrokkene))
		if !vervalt && !o.Betrokkene.IsZero() {
			noemt, err := noemer(c)
			if err != nil {
				return nil, err
			}
			if !noemt {
				continue
			}
		}
		if vervalt || !o.Betrokkene.IsZero() {
			uit = append(uit, ConceptVoorvertoning{Concept: c, Vervalt: vervalt})
		}
	}
	return uit, nil
}

// conceptnoemer finds whether a draft names a person outside an id; nobody for the zero id.
func (r *raadpleging) conceptnoemer(ctx context.Context, wie id.Betrokkene) (func(Concept) (bool, error), error) {
	bekenden, err := r.bekenden(alleen(r.z.nu, wie), r.voorbij)
	if err != nil {
		return nil, err
	}
	zoeker := tekst.NieuweZoeker(bekenden)
	return func(c Concept) (bool, error) { return r.l.conceptNoemt(ctx, zoeker, c) }, nil
}

// conceptNoemt reports whether a draft names somebody outside an id.
func (l *Ledger) conceptNoemt(ctx context.Context, zoeker *tekst.Zoeker, c Concept) (noemt bool, err error) {
	nu, zegel, err := l.Concepten.Read(ctx, c.ID)
	if errors.Is(err, concept.ErrUnknown) {
		return false, nil // it went meanwhile
	}
	if err != nil {
		return false, err
	}
	p, err := l.openConcept(ctx, Concept{Concept: nu, Stand: c.Stand}, zegel)
	ruw, ok := p.Value()
	if err != nil || !ok {
		return false, err
	}
	defer clear(ruw)
	return noemt, woordenIn(ruw, func(s string) { noemt = noemt || len(zoeker.Voorstellen(s, nil, nil)) > 0 })
}

// alleen picks one human, by each id that the human has in a dossier; nobody for the zero id.
func alleen(d *domain.Dossier, b id.Betrokkene) func(id.Betrokkene) bool {
	wie := d.Zelfde(b)
	return func(a id.Betrokkene) bool { return slices.Contains(wie, a) }
}
