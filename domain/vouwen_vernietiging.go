package domain

import (
	"slices"

	"dossierboek/domain/id"
)

// The fold of a vernietiging, from its besluit to its uitvoering.

// mede is who else is the same human as somebody.
func (d *Dossier) mede(b id.Betrokkene) []id.Betrokkene {
	return slices.DeleteFunc(d.Zelfde(b), func(a id.Betrokkene) bool { return a == b })
}

func (f *VernietigingBesloten) pasToe(d *Dossier, v Vastlegging) {
	d.Vernietigingen[f.Vernietiging] = &VernietigingLoop{
		ID: f.Vernietiging, Omvang: f.Omvang, Uitkomsten: slices.Clone(f.Uitkomsten), Stand: VernietigingStandBesloten,
		BeslotenDoor: v.Meta.Wie, BeslotenNamens: v.Meta.Namens, BeslotenOp: v.Meta.VastgelegdOp,
		Besluit: versieVan(v, InhoudVernietiging, nil), Mede: d.mede(f.Omvang.Betrokkene),
	}
	d.geraakt.Vernietigingen[f.Vernietiging] = true
}

// pasToe of a rewriting keeps it beside what it will replace. From here on the onderdeel also concerns whom the new
// wording does, and still when the vernietiging is withdrawn: the text is in the log, and must go when one of them
// goes.
func (f *OnderdeelHerschreven) pasToe(d *Dossier, v Vastlegging) {
	l, ok := d.loop(f.Vernietiging)
	if !ok {
		return
	}
	if l.Herschreven == nil {
		l.Herschreven = map[id.Onderdeel]uint64{}
	}
	l.Herschreven[f.Onderdeel] = v.Revisie
	if o, ok := d.onderdeel(f.Onderdeel); ok {
		herschrijving := versieVan(v, InhoudHerschrijving, f.Over)
		herschrijving.Geheim = o.Geheim()
		o.Overig = append(o.Overig, herschrijving)
		o.hertel()
	}
}

func (f *VernietigingIngetrokken) pasToe(d *Dossier, v Vastlegging) {
	if l, ok := d.loop(f.Vernietiging); ok {
		l.Stand, l.Intrekking = VernietigingStandIngetrokken, versieVan(v, InhoudBesluit, nil)
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
	l.Stand, l.GoedgekeurdOp, l.Goedkeuring, l.Doelen = VernietigingStandGoedgekeurd, &op, v.ID, slices.Clone(f.Doelen)
	ref := VernietigingRef{Vernietiging: f.Vernietiging, Op: op}
	if l.Omvang.Dossier {
		d.Vernietigd, d.Toewijzingen = &ref, nil // nobody has what is no more
		for b := range d.Betrokkenen {
			d.vernietigBetrokkene(b, ref)
		}
		for o := range d.Onderdelen {
			d.vernietig(o, ref, v.Revisie)
		}
		return
	}
	for _, n := range d.vervallen(l) {
		d.vernietigTeksten(n, ref)
	}
	for _, u := range l.Uitkomsten {
		switch u.Uitkomst {
		case UitkomstVernietigen:
			d.vernietig(u.Onderdeel, ref, v.Revisie)
		case UitkomstHerschrijven:
			d.herschrijf(u.Onderdeel, l.Herschreven[u.Onderdeel], ref, v.Revisie)
		}
	}
	for _, wie := range l.personen() {
		d.vernietigBetrokkene(wie, ref)
		for welk, o := range d.Onderdelen { // what is kept concerns those who are left
			if o.Stand != StandVernietigd && slices.Contains(o.Over, wie) {
				o.zonder(wie)
				o.Gewijzigd = v.Revisie
				d.geraakt.Onderdelen[welk] = true
			}
		}
	}
}

// vernietigTeksten ends what a withdrawn vernietiging said.
func (d *Dossier) vernietigTeksten(l *VernietigingLoop, ref VernietigingRef) {
	for _, w := range l.teksten() {
		if w.Vernietigd == nil {
			w.Vernietigd = new(ref)
			d.geraakt.Vernietigingen[l.ID] = true
		}
	}
}

// vernietigBetrokkene gives each thing a ref of its own: whoever changes one changes no other.
func (d *Dossier) vernietigBetrokkene(wie id.Betrokkene, ref VernietigingRef) {
	if b, ok := d.Betrokkenen[wie]; ok && b.Vernietigd == nil {
		b.Vernietigd = &ref
		d.geraakt.Betrokkenen[wie] = true
	}
}

// vernietig ends an onderdeel. It goes on saying whom it concerned.
func (d *Dossier) vernietig(welk id.Onderdeel, ref VernietigingRef, revisie uint64) {
	if o, ok := d.onderdeel(welk); ok && o.Stand != StandVernietigd {
		o.Stand, o.StandSinds, o.Vernietigd, o.Gewijzigd = StandVernietigd, ref.Op, &ref, revisie
		for v := range o.inhouden() {
			v.Vernietigd = new(ref)
		}
		d.looptNiet(welk)
	}
}

// herschrijf puts a new wording in the place of all earlier content.
func (d *Dossier) herschrijf(welk id.Onderdeel, nieuw uint64, ref VernietigingRef, revisie uint64) {
	o, ok := d.onderdeel(welk)
	if !ok {
		return
	}
	i := slices.IndexFunc(o.Overig, func(v Versie) bool { return v.Revisie == nieuw })
	if i < 0 {
		d.vernietig(welk, ref, revisie)
		return
	}
	versie := o.Overig[i]
	versie.Geheim = versie.Geheim || o.Geheim()
	o.Overig, o.Koppelingen = nil, nil
	for v := range o.inhouden() {
		v.Vernietigd = new(ref)
	}
	o.Versies, o.Door, o.Namens = append(o.Versies, versie), "", "" // another one approved it: nobody's own wording
	o.Gewijzigd = revisie
	o.hertel()
}
