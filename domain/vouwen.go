package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// The fold: what each event does to a dossier. An event in the log has been decided upon, so nothing is refused here,
// and no step depends on content. What it takes from an event it copies: one event may be folded into many dossiers.
// The slices of a dossier itself are replaced, never changed in their place: what is taken over is folded beside a
// copy of what was.

// begin adds an onderdeel with its first version.
func (d *Dossier) begin(o id.Onderdeel, v Vastlegging, over ...id.Betrokkene) *Onderdeel {
	n := &Onderdeel{ID: o, Inhoud: soorten[v.Feit.Soort()].inhoud, Stand: StandGeldig, Gewijzigd: v.Revisie}
	n.Door, n.Namens = doorWie(v)
	n.Versies = []Versie{versieVan(v, n.Inhoud, over)}
	n.Over = slices.Clone(n.Versies[0].Over)
	d.Onderdelen[o] = n
	d.geraakt.Onderdelen[o] = true
	return n
}

// versieVan is the content that an event holds, sealed as Houders says for these persons.
func versieVan(v Vastlegging, soort InhoudSoort, over []id.Betrokkene) Versie {
	return Versie{
		Gebeurtenis: v.ID, Revisie: v.Revisie, Op: v.Meta.VastgelegdOp, Soort: v.Feit.Soort(), Schema: v.Schema,
		Over: uniek(over), VanDossier: len(over) == 0 || vanDossier[soort],
	}
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

// hertel works out again whom an onderdeel concerns: whomever any content that stands concerns, so that nobody's data
// are overlooked because a later wording no longer names them.
func (o *Onderdeel) hertel() {
	var wie []id.Betrokkene
	for v := range o.inhouden() {
		wie = append(wie, v.Over...)
	}
	o.Over = uniek(wie)
}

// zonder takes a person off all content of an onderdeel that stands.
func (o *Onderdeel) zonder(b id.Betrokkene) {
	for v := range o.inhouden() {
		v.Over = slices.DeleteFunc(v.Over, func(a id.Betrokkene) bool { return a == b })
	}
	o.Koppelingen = slices.DeleteFunc(o.Koppelingen, func(k Koppeling) bool { return k.Betrokkene == b })
	o.hertel()
}

// IdentiteitVan is the onderdeel that holds a betrokkene's identiteit.
func IdentiteitVan(b id.Betrokkene) id.Onderdeel { return id.OnderdeelVan(b) }

func (f *DossierGeopend) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v)
	d.GeopendOp = v.Meta.VastgelegdOp
	d.Fase = FaseEerste
}

func (f *BetrokkeneToegevoegd) pasToe(d *Dossier, v Vastlegging) {
	d.Betrokkenen[f.Betrokkene] = &Betrokkene{ID: f.Betrokkene, Sinds: v.Meta.VastgelegdOp}
	d.geraakt.Betrokkenen[f.Betrokkene] = true
	d.begin(IdentiteitVan(f.Betrokkene), v, f.Betrokkene)
}

func (f *ContactVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	o := d.begin(f.Onderdeel, v, f.Betrokkene)
	o.Versies[0].Geheim = f.Geheim
	d.merkGeheim(o)
}

func (f *RelatieVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	o := d.begin(f.Onderdeel, v, f.Van, f.Naar)
	o.Van, o.Naar = f.Van, f.Naar
}

func (f *GegevenVastgelegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...).Rubriek = f.Rubriek
}

func (f *VerklaringToegevoegd) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...).Betwist = slices.Clone(f.Betwist)
	for _, b := range f.Betwist {
		if o, ok := d.onderdeel(b); ok && !slices.Contains(o.Verklaringen, f.Onderdeel) {
			o.Verklaringen = append(o.Verklaringen, f.Onderdeel)
		}
	}
}

func (f *VerstrekkingGedaan) pasToe(d *Dossier, v Vastlegging) {
	n := d.begin(f.Onderdeel, v, f.Over...)
	n.Stukken, n.BevestigdGeheim = slices.Clone(f.Stukken), slices.Clone(f.BevestigdGeheim)
	for _, s := range f.Stukken {
		if o, ok := d.onderdeel(s.Onderdeel); ok && !slices.Contains(o.Verstrekt, f.Onderdeel) {
			o.Verstrekt = append(o.Verstrekt, f.Onderdeel)
		}
	}
}

func (f *DossierGesloten) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...)
	op := v.Meta.VastgelegdOp
	d.GeslotenOp, d.Lopend = &op, nil
}

func (f *DossierHeropend) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v, f.Over...)
	d.GeslotenOp = nil
}

func (f *CorrectieToegepast) pasToe(d *Dossier, v Vastlegging) {
	o, ok := d.onderdeel(f.Onderdeel)
	if !ok {
		return
	}
	inhoud := versieVan(v, o.Inhoud, f.Over)
	o.Gewijzigd = v.Revisie
	f.pasToeGeheim(o, &inhoud)
	if f.Wijze == WijzeVerbeteren || f.Wijze == WijzeAanvullen {
		o.Versies = append(o.Versies, inhoud)
		o.Door, o.Namens = doorWie(v)
	} else {
		o.Overig = append(o.Overig, inhoud)
	}
	if stand, ok := standNa[f.Wijze]; ok {
		o.Stand, o.StandSinds = stand, v.Meta.VastgelegdOp
		if stand == StandVerwijderd {
			d.looptNiet(o.ID)
		}
	}
	o.hertel()
	d.merkGeheim(o)
	d.merkDicht(o)
}

// standNa is what a correctie makes of the stand of an onderdeel, where it changes that.
var standNa = map[Wijze]Stand{WijzeVerwijderen: StandVerwijderd, WijzeAfschermen: StandAfgeschermd,
	WijzeVrijgeven: StandGeldig}

func (f *BetrokkeneGekoppeld) pasToe(d *Dossier, v Vastlegging) {
	o, ok := d.onderdeel(f.Onderdeel)
	if !ok {
		return
	}
	for i := range o.inhouden() {
		i.Over = uniek(append(i.Over, f.Betrokkene))
	}
	o.Koppelingen = append(o.Koppelingen, Koppeling{Betrokkene: f.Betrokkene, Revisie: v.Revisie})
	o.Gewijzigd = v.Revisie
	o.hertel()
}

func (f *BetrokkeneOntkoppeld) pasToe(d *Dossier, v Vastlegging) {
	if o, ok := d.onderdeel(f.Onderdeel); ok {
		for _, b := range d.Zelfde(f.Betrokkene) {
			o.zonder(b)
		}
		o.Gewijzigd = v.Revisie
	}
	op := v.Meta.VastgelegdOp
	d.Vernietigingen[f.Vernietiging] = &VernietigingLoop{
		ID: f.Vernietiging, Omvang: Omvang{Betrokkene: f.Betrokkene, Onderdeel: f.Onderdeel}, Doelen: slices.Clone(f.Doelen),
		Stand: VernietigingStandGoedgekeurd, BeslotenDoor: v.Meta.Wie, BeslotenNamens: v.Meta.Namens, BeslotenOp: op,
		GoedgekeurdOp: &op, Goedkeuring: v.ID,
	}
	d.geraakt.Vernietigingen[f.Vernietiging] = true
}
