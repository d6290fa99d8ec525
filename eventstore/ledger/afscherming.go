package ledger

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/seal"
)

// What domain/afscherming.go says of who is shielded, applied to what a reader is shown. Content passes here wherever
// it is opened to be shown, so a view of now or then, the timeline, a difference, an export, a search and a preview
// hide the same.

// metAfgeschermden is the masker with what it must know of who is shielded, by the state that it has.
func (m masker) metAfgeschermden(z *lezing, sleutels seal.Keys) masker {
	m.afgeschermd, m.namen = m.nu.Afgeschermden(), nil
	if len(m.afgeschermd) > 0 {
		r := &raadpleging{z: z, masker: m, sleutels: sleutels}
		m.namen = sync.OnceValues(func() (*tekst.Zoeker, error) {
			alle, err := r.bekenden(iedereen, r.voorbij)
			return tekst.NieuweZoeker(alle), err
		})
	}
	return m
}

// isAfgeschermd reports whether somebody's identiteit is shielded.
func (m masker) isAfgeschermd(b id.Betrokkene) bool { return m.afgeschermd[b] }

// zwijgtOver reports whether it is left out whom content concerns: where that would say whose words these are, or who
// is of the family. Of what left the dossier that is not known here: a view of a moment of before may say that it is
// closed, and one of now must not say beside it because of whom.
func (m masker) zwijgtOver(welk id.Onderdeel, revisie uint64) bool {
	o, ok := m.nu.Onderdelen[welk]
	return m.isDicht(welk, revisie) || ok && overZegtWie(o) && (o.Overgebracht != nil || o.SluitMee(m.afgeschermd))
}

// overZegtWie reports whether whom content of this kind concerns can say whose words it is, or who is of the family.
func overZegtWie(o *domain.Onderdeel) bool {
	return o.Inhoud == domain.InhoudRelatie || domain.KanEigenWoordenZijn(o.Inhoud)
}

// zonderAfgeschermd is opened content without what says who is shielded: what stands beside that one's id, names,
// numbers and addresses outside the own mentions, the code of a melder, and why something that concerns that one was
// corrected.
func (m masker) zonderAfgeschermd(z *lezing, i domain.Inhoud, welk id.Onderdeel,
	revisie uint64) (domain.Inhoud, error) {
	over := slices.ContainsFunc(domain.OverVan(z.events[revisie].Feit), m.isAfgeschermd)
	// That a passage no longer leads back to somebody is said by the correctie that saw to it.
	if c, ok := i.(*domain.Correctie); ok && (over || revisie > 0 && revisie == m.dicht[welk]) {
		i = c.ZonderMotivering()
	}
	if len(m.afgeschermd) == 0 {
		return i, nil
	}
	if t, ok := domain.Kern(i).(*domain.Telling); ok && over {
		t.MelderHoedanigheid = ""
	}
	domain.VerbergBij(i, m.afgeschermd, tekst.TekstAfgeschermd)
	zoeker, err := m.namen()
	if err != nil {
		return nil, err
	}
	for _, t := range i.Teksten() {
		t.SchermAfVoorLezer(zoeker, m.isAfgeschermd)
	}
	if _, ok := domain.Kern(i).(*domain.Identiteit); !ok { // which is another's own
		noemt := func(regel string) bool { return zoeker.NoemtZeker(regel, m.isAfgeschermd) }
		domain.VerbergRegels(i, noemt, tekst.TekstAfgeschermd)
	}
	return i, nil
}

// conceptAfgeschermd closes a draft to who did not write it, where it concerns somebody whose identiteit is shielded
// or says who that is: nothing in it was marked yet.
func (l *Ledger) conceptAfgeschermd(ctx context.Context, g toegang.Grant, d *domain.Dossier, c *ConceptBeeld) error {
	dicht := d.Afgeschermden()
	ruw, ok := c.Inhoud.Value()
	if !ok || len(dicht) == 0 {
		return nil
	}
	noemt := slices.ContainsFunc(c.Over, func(b id.Betrokkene) bool { return dicht[b] })
	if !noemt {
		z, err := l.lees(ctx, d.ID)
		if err != nil {
			return err
		}
		m := l.maskerVoor(ctx, g, z, l.sleutels(ctx))
		if m.namen == nil {
			return nil // it was released meanwhile
		}
		zoeker, err := m.namen()
		if err != nil {
			return err
		}
		if err := woordenIn(ruw, func(s string) { noemt = noemt || zoeker.NoemtZeker(s, m.isAfgeschermd) }); err != nil {
			return err
		}
	}
	if noemt {
		clear(ruw)
		c.Inhoud = domain.Ontbreekt[json.RawMessage](domain.Gat{Reden: domain.GatAfgeschermd})
	}
	return nil
}
