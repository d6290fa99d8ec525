package domain

import (
	"slices"
	"time"

	"dossierboek/domain/id"
)

// The fold of meldingen and phases. Each melding has a phase of its own. Lopend of the dossier are the meldingen on
// which involvement runs: from the receipt to einde-bemoeienis, to a qualification on which nothing follows here, or
// to the closing of the dossier.
//
// The phase of the dossier is that of the work as a whole: the one that was begun last, of whichever melding; where
// that was einde-bemoeienis of one melding, the phase of the melding that still runs and whose phase began last. A
// phase that is begun for no melding in particular is that of the work as a whole, and of every melding on which
// involvement runs.

func (f *MeldingOntvangen) pasToe(d *Dossier, v Vastlegging) {
	o := d.begin(f.Onderdeel, v, f.Over...)
	o.OntvangenOp, o.Lopend = f.OntvangenOp, len(d.Lopend) > 0
	d.beginFase(o, FaseEerste, v.Meta.VastgelegdOp)
}

func (f *MeldingGekwalificeerd) pasToe(d *Dossier, v Vastlegging) {
	b := d.begin(f.Onderdeel, v, f.Over...)
	b.Melding, b.Kwalificatie = f.Melding, f.Kwalificatie
	m, ok := d.onderdeel(f.Melding)
	if !ok {
		return
	}
	was := m.Kwalificatie
	m.Kwalificatie = f.Kwalificatie
	switch {
	case f.Kwalificatie.zonderGevolg():
		d.looptNiet(m.ID)
	case was.zonderGevolg() && m.Fase != FaseLaatste:
		d.loopt(m.ID)
	}
}

func (f *FaseGewijzigd) pasToe(d *Dossier, v Vastlegging) {
	b := d.begin(f.Onderdeel, v, f.Over...)
	b.Melding, b.Fase = f.Melding, f.Fase
	op := v.Meta.VastgelegdOp
	d.Fase, d.FaseSinds = f.Fase, op
	if f.Melding.IsZero() {
		for _, welk := range d.Lopend {
			if m, ok := d.onderdeel(welk); ok {
				d.beginFase(m, f.Fase, op)
			}
		}
		return
	}
	m, ok := d.onderdeel(f.Melding)
	if !ok {
		return
	}
	d.beginFase(m, f.Fase, op)
	if n := len(d.Lopend); n > 0 && f.Fase == FaseLaatste {
		if rest, ok := d.Onderdelen[d.Lopend[n-1]]; ok {
			d.Fase, d.FaseSinds = rest.Fase, rest.FaseSinds
		}
	}
}

// beginFase gives a melding a phase.
func (d *Dossier) beginFase(m *Onderdeel, f Fase, op time.Time) {
	m.Fase, m.FaseSinds = f, op
	if d.looptNiet(m.ID); f != FaseLaatste {
		d.loopt(m.ID)
	}
}

func (d *Dossier) loopt(m id.Onderdeel) { d.Lopend = append(slices.Clone(d.Lopend), m) }

func (d *Dossier) looptNiet(m id.Onderdeel) {
	d.Lopend = slices.DeleteFunc(slices.Clone(d.Lopend), func(a id.Onderdeel) bool { return a == m })
}
