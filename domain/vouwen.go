package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// The fold: what each event does to a dossier. An event in the log has been decided upon, so nothing is refused here, and
// no step depends on content.

// begin adds an onderdeel with its first version.
func (d *Dossier) begin(o id.Onderdeel, v Vastlegging, over []id.Betrokkene) *Onderdeel {
	n := &Onderdeel{ID: o, Inhoud: soorten[v.Feit.Soort()].inhoud, Over: over, Versies: []Versie{versieVan(v)}, Stand: StandGeldig}
	n.VanDossier = len(over) == 0 || vanDossier[n.Inhoud]
	d.Onderdelen[o] = n
	d.geraakt.Onderdelen[o] = true
	return n
}

func versieVan(v Vastlegging) Versie {
	return Versie{Gebeurtenis: v.ID, Revisie: v.Revisie, Op: v.Meta.VastgelegdOp, Soort: v.Feit.Soort(), Schema: v.Schema}
}

// onderdeel gives an onderdeel to change.
func (d *Dossier) onderdeel(o id.Onderdeel) (*Onderdeel, bool) {
	n, ok := d.Onderdelen[o]
	if ok {
		d.geraakt.Onderdelen[o] = true
	}
	return n, ok
}

func (d *Dossier) loop(v id.Vernietiging) (*VernietigingLoop, bool) {
	l, ok := d.Vernietigingen[v]
	if ok {
		d.geraakt.Vernietigingen[v] = true
	}
	return l, ok
}

func (f *DossierGeopend) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, nil)
	d.GeopendOp = v.Meta.VastgelegdOp
	d.Fase = FaseEerste
}

func (f *BetrokkeneToegevoegd) pasToe(d *Dossier, v Vastlegging) {
	d.Betrokkenen[f.Betrokkene] = &Betrokkene{ID: f.Betrokkene, Sinds: v.Meta.VastgelegdOp}
	d.geraakt.Betrokkenen[f.Betrokkene] = true
	d.begin(IdentiteitVan(f.Betrokkene), v, []id.Betrokkene{f.Betrokkene})
}

// IdentiteitVan is the onderdeel that holds a betrokkene's identiteit.
func IdentiteitVan(b id.Betrokkene) id.Onderdeel { return id.OnderdeelVan(b) }

func (f *ContactVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, []id.Betrokkene{f.Betrokkene})
}

func (f *RelatieVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	o := d.begin(f.Onderdeel, v, uniek([]id.Betrokkene{f.Van, f.Naar}))
	o.Van, o.Naar = f.Van, f.Naar
}

func (f *MeldingOntvangen) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over).OntvangenOp = f.OntvangenOp
}

func (f *GegevenVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over).Rubriek = f.Rubriek
}

func (f *VerklaringToegevoegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over).Betwist = f.Betwist
	for _, b := range f.Betwist {
		if o, ok := d.onderdeel(b); ok {
			o.Verklaringen = append(o.Verklaringen, f.Onderdeel)
		}
	}
}

func (f *VerstrekkingGedaan) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over).Stukken = f.Stukken
	for _, s := range f.Stukken {
		if o, ok := d.onderdeel(s.Onderdeel); ok && !slices.Contains(o.Verstrekt, f.Onderdeel) {
			o.Verstrekt = append(o.Verstrekt, f.Onderdeel)
		}
	}
}

func (f *FaseGewijzigd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over)
	d.Fase = f.Fase
}

func (f *DossierGesloten) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over)
	op := v.Meta.VastgelegdOp
	d.GeslotenOp = &op
}

func (f *DossierHeropend) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over)
	d.GeslotenOp = nil
}

func (f *CorrectieToegepast) pasToe(d *Dossier, v Vastlegging) {
	o, ok := d.onderdeel(f.Onderdeel)
	if !ok {
		return
	}
	switch f.Wijze {
	case WijzeVerbeteren, WijzeAanvullen:
		o.Versies = append(o.Versies, versieVan(v))
		o.VanDossier = o.VanDossier || len(f.Over) == 0
		o.Over = uniek(slices.Concat(o.Over, f.Over)) // earlier versions still concern whom they concerned
		return
	case WijzeVerwijderen:
		o.Stand, o.StandSinds = StandVerwijderd, v.Meta.VastgelegdOp
	case WijzeAfschermen:
		o.Stand, o.StandSinds = StandAfgeschermd, v.Meta.VastgelegdOp
	case WijzeVrijgeven:
		o.Stand, o.StandSinds = StandGeldig, v.Meta.VastgelegdOp
	}
	o.Overig = append(o.Overig, v.Revisie)
}

func (f *BetrokkeneGekoppeld) pasToe(d *Dossier, v Vastlegging) {
	if o, ok := d.onderdeel(f.Onderdeel); ok {
		o.Over = uniek(slices.Concat(o.Over, []id.Betrokkene{f.Betrokkene}))
		o.Koppelingen = append(o.Koppelingen, Koppeling{Betrokkene: f.Betrokkene, Revisie: v.Revisie})
	}
}

func (f *BetrokkeneOntkoppeld) pasToe(d *Dossier, v Vastlegging) {
	if o, ok := d.onderdeel(f.Onderdeel); ok {
		o.Over = slices.DeleteFunc(slices.Clone(o.Over), func(b id.Betrokkene) bool { return b == f.Betrokkene })
		o.Koppelingen = slices.DeleteFunc(o.Koppelingen, func(k Koppeling) bool { return k.Betrokkene == f.Betrokkene })
	}
	op := v.Meta.VastgelegdOp
	d.Vernietigingen[f.Vernietiging] = &VernietigingLoop{
		ID: f.Vernietiging, Omvang: Omvang{Betrokkene: f.Betrokkene, Onderdeel: f.Onderdeel}, Doelen: f.Doelen,
		Stand: VernietigingStandGoedgekeurd, BeslotenDoor: v.Meta.Wie, BeslotenOp: op, GoedgekeurdOp: &op, Goedkeuring: v.ID,
	}
	d.geraakt.Vernietigingen[f.Vernietiging] = true
}

func (f *VernietigingBesloten) pasToe(d *Dossier, v Vastlegging) {
	d.Vernietigingen[f.Vernietiging] = &VernietigingLoop{
		ID: f.Vernietiging, Omvang: f.Omvang, Uitkomsten: f.Uitkomsten, Stand: VernietigingStandBesloten,
		BeslotenDoor: v.Meta.Wie, BeslotenOp: v.Meta.VastgelegdOp, Besluit: versieVan(v),
	}
	d.geraakt.Vernietigingen[f.Vernietiging] = true
}

func (f *OnderdeelHerschreven) pasToe(d *Dossier, v Vastlegging) {
	l, ok := d.loop(f.Vernietiging)
	if !ok {
		return
	}
	if l.Herschreven == nil {
		l.Herschreven = map[id.Onderdeel]Herschreven{}
	}
	l.Herschreven[f.Onderdeel] = Herschreven{Versie: versieVan(v), Over: f.Over}
	if o, ok := d.onderdeel(f.Onderdeel); ok {
		o.Overig = append(o.Overig, v.Revisie)
		o.Over = uniek(slices.Concat(o.Over, f.Over))
		o.VanDossier = o.VanDossier || len(f.Over) == 0
	}
}

func (f *VernietigingIngetrokken) pasToe(d *Dossier, v Vastlegging) {
	if l, ok := d.loop(f.Vernietiging); ok {
		l.Stand = VernietigingStandIngetrokken
	}
}

func (f *VernietigingUitgevoerd) pasToe(d *Dossier, v Vastlegging) {
	if l, ok := d.loop(f.Vernietiging); ok {
		op := v.Meta.VastgelegdOp
		l.Stand, l.UitgevoerdOp = VernietigingStandUitgevoerd, &op
	}
}

// pasToe of the approval closes everything at once: from this event on nothing of it is shown, whether or not the keys
// are gone yet.
func (f *VernietigingGoedgekeurd) pasToe(d *Dossier, v Vastlegging) {
	l, ok := d.loop(f.Vernietiging)
	if !ok {
		return
	}
	op := v.Meta.VastgelegdOp
	l.Stand, l.GoedgekeurdOp, l.Goedkeuring, l.Doelen = VernietigingStandGoedgekeurd, &op, v.ID, f.Doelen
	ref := &VernietigingRef{Vernietiging: f.Vernietiging, Op: op}
	if b, ok := d.Betrokkenen[l.Omvang.Betrokkene]; ok {
		b.Vernietigd = ref
		d.geraakt.Betrokkenen[b.ID] = true
	}
	if l.Omvang.Dossier {
		d.Vernietigd = ref
		for _, b := range d.Betrokkenen {
			b.Vernietigd = ref
			d.geraakt.Betrokkenen[b.ID] = true
		}
		for o := range d.Onderdelen {
			d.vernietig(o, ref)
		}
	}
	for _, u := range l.Uitkomsten {
		switch u.Uitkomst {
		case UitkomstVernietigen:
			d.vernietig(u.Onderdeel, ref)
		case UitkomstHerschrijven:
			d.herschrijf(u.Onderdeel, l.Herschreven[u.Onderdeel], ref)
		}
	}
}

func (d *Dossier) vernietig(welk id.Onderdeel, ref *VernietigingRef) {
	if o, ok := d.onderdeel(welk); ok && o.Stand != StandVernietigd {
		o.Stand, o.StandSinds, o.Vernietigd = StandVernietigd, ref.Op, ref
		for i := range o.Versies {
			o.Versies[i].Vernietigd = ref
		}
	}
}

func (d *Dossier) herschrijf(welk id.Onderdeel, h Herschreven, ref *VernietigingRef) {
	o, ok := d.onderdeel(welk)
	if !ok {
		return
	}
	for i := range o.Versies {
		if o.Versies[i].Vernietigd == nil {
			o.Versies[i].Vernietigd = ref
		}
	}
	o.Versies = append(o.Versies, h.Versie)
	o.Over, o.VanDossier = slices.Clone(h.Over), len(h.Over) == 0
	o.Koppelingen, o.Overig = nil, nil
}
