package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// The fold of an overbrenging, in either dossier.

func (f *OverbrengingBesloten) pasToe(d *Dossier, v Vastlegging) {
	d.begin(f.Onderdeel, v)
	d.Overbrengingen = append(slices.Clone(d.Overbrengingen), OverbrengingLoop{
		ID: f.Overbrenging, Besluit: v.ID, Naar: f.Naar, Geheel: f.Geheel,
		Onderdelen: slices.Clone(f.Onderdelen), Personen: slices.Clone(f.Personen),
	})
}

// pasToe does what the event taken over did, but for what that did to the dossier as a whole: a phase that began there
// did not begin here.
func (f *OnderdeelOvergenomen) pasToe(d *Dossier, v Vastlegging) {
	feit, err := f.Feit.Feit()
	if err != nil {
		return // it was held when it was read, so this is none of what was stored
	}
	als := v
	als.Feit, als.Schema = feit, f.Feit.Schema
	als.Meta.VastgelegdOp, als.Meta.Wie = f.Op, string(f.Door)
	voor := *d
	// A phase that began there for all its meldingen did so for those that came from there.
	vandaar := func(o id.Onderdeel) bool {
		n, ok := d.Onderdelen[o]
		return ok && n.Overgenomen != nil && n.Overgenomen.Dossier == f.Uit.Dossier
	}
	eigen := slices.DeleteFunc(slices.Clone(d.Lopend), vandaar)
	d.Lopend = slices.DeleteFunc(slices.Clone(d.Lopend), func(o id.Onderdeel) bool { return !vandaar(o) })
	_, erbij := VoegtToe(f)
	switch feit.Soort() {
	case SoortBetrokkenenSamengevoegd, SoortBetrokkenenGescheiden, SoortBeperkingIngesteld, SoortBeperkingOpgeheven:
		// why it was done there; who is who here was said when it was taken over, and what was held is free
		d.begin(f.Onderdeel, als)
	case SoortBetrokkeneToegevoegd:
		if !erbij {
			d.begin(f.Onderdeel, als) // who was somebody of this dossier already keeps the identiteit, with this one beside it
			break
		}
		fallthrough
	default:
		feit.pasToe(d, als)
	}
	voor.Lopend = slices.Concat(eigen, d.Lopend)
	if bewaring[feit.Soort()] && f.Op.After(voor.BewaarVanaf) {
		voor.BewaarVanaf = f.Op
	}
	*d = voor // its maps are what they now are
	o, ok := d.onderdeel(f.Onderdeel)
	if !ok {
		return
	}
	o.Overgenomen = &Overgenomen{Overbrenging: f.Overbrenging, Dossier: f.Uit.Dossier, Onderdeel: f.Was}
	for i := range o.inhouden() {
		if i.Revisie == v.Revisie {
			i.Over, i.VanDossier, i.Uit, i.Geheim = uniek(f.Over), f.VanDossier, f.Uit, i.Geheim || f.Geheim
		}
	}
	o.Gewijzigd = v.Revisie
	o.hertel()
	d.merkGeheim(o)
	f.pasToestandToe(d, o, v)
	d.merkDicht(o)
}

// pasToestandToe shields what was shielded there, and gives its melding the phase that it had.
func (f *OnderdeelOvergenomen) pasToestandToe(d *Dossier, o *Onderdeel, v Vastlegging) {
	dicht := map[Wijze]Stand{WijzeAfschermen: StandAfgeschermd, WijzeVerwijderen: StandVerwijderd}[f.Wijze]
	if dicht != "" && dicht != o.Stand {
		o.Stand, o.StandSinds = dicht, v.Meta.VastgelegdOp
	}
	m := o
	if o.Inhoud != InhoudMelding {
		m = d.Onderdelen[o.Melding]
	}
	if f.Fase != "" && m != nil && (m.Fase != f.Fase || !m.FaseSinds.Equal(f.FaseSinds)) {
		d.beginFase(m, f.Fase, f.FaseSinds)
		d.geraakt.Onderdelen[m.ID] = true
	}
}

// pasToe ends what does not stay, as a vernietiging does.
func (f *OverbrengingVoltooid) pasToe(d *Dossier, v Vastlegging) {
	i := slices.IndexFunc(d.Overbrengingen, func(l OverbrengingLoop) bool { return l.ID == f.Overbrenging })
	if i < 0 {
		return
	}
	d.Overbrengingen = slices.Clone(d.Overbrengingen)
	l := &d.Overbrengingen[i]
	l.Klaar = true
	if f.Afgebroken {
		return
	}
	op := v.Meta.VastgelegdOp
	ref, weg := VernietigingRef{Vernietiging: f.Vernietiging, Op: op}, Overgebracht{Naar: l.Naar, Op: op}
	loop := f.loop()
	d.Vernietigingen[f.Vernietiging] = &VernietigingLoop{
		ID: f.Vernietiging, Omvang: loop.Omvang, Uitkomsten: loop.Uitkomsten, Doelen: slices.Clone(f.Doelen),
		Stand: VernietigingStandGoedgekeurd, BeslotenDoor: v.Meta.Wie, BeslotenNamens: v.Meta.Namens, BeslotenOp: op,
		GoedgekeurdOp: &op, Goedkeuring: v.ID,
	}
	d.geraakt.Vernietigingen[f.Vernietiging] = true
	for _, n := range d.vervallen(loop) {
		d.vernietigTeksten(n, ref)
	}
	for _, welk := range f.Onderdelen {
		d.vernietig(welk, ref, v.Revisie)
		if o, ok := d.onderdeel(welk); ok {
			o.Overgebracht = new(weg)
		}
	}
	if f.Geheel {
		d.Overgebracht, d.Toewijzingen = &weg, nil
		for b := range d.Betrokkenen {
			d.vernietigBetrokkene(b, ref)
		}
	}
}

// loop is the completion as the vernietiging of what does not stay.
func (f *OverbrengingVoltooid) loop() *VernietigingLoop {
	l := &VernietigingLoop{Omvang: Omvang{Overbrenging: f.Overbrenging}}
	for _, o := range f.Onderdelen {
		l.Uitkomsten = append(l.Uitkomsten, UitkomstPer{Onderdeel: o, Uitkomst: UitkomstVernietigen})
	}
	return l
}

// vertrekt lists the onderdelen that do not stay, in the order in which they came.
func (d *Dossier) vertrekt(l *OverbrengingLoop) []id.Onderdeel {
	blijft, neemt := map[id.Onderdeel]bool{}, l.neemt()
	for _, g := range l.Onderdelen {
		blijft[g.Onderdeel] = g.Blijft
	}
	var uit []id.Onderdeel
	for _, o := range d.kies(func(o *Onderdeel) bool {
		return o.Stand != StandVernietigd && neemt(o.ID) && !blijft[o.ID]
	}) {
		uit = append(uit, o.ID)
	}
	return uit
}
