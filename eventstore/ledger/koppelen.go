package ledger

import (
	"errors"
	"fmt"
	"slices"

	"dossierboek/domain/id"
	"dossierboek/eventstore/seal"
)

// koppel wraps the content at a revision for one more holder; ok is false where it no longer opens or already opens to
// that holder. A holder that once had a way in and lost it, by being taken off, gets a new one.
func (z *lezing) koppel(s zegelaar, revisie uint64, h id.Houder,
	nieuw seal.Leaf) (wrap seal.ExtraWrap, ok bool, err error) {
	if revisie >= uint64(len(z.events)) {
		return wrap, false, fmt.Errorf("ledger: revision %d was not read", revisie)
	}
	e := z.events[revisie]
	b, _, err := z.bron(e)
	if err != nil || len(b.delen) == 0 {
		return wrap, false, err
	}
	g, err := z.gesloten(s.sleutels, e, 0)
	if err != nil {
		return wrap, false, err
	}
	switch heeft, err := g.wegIn(h); {
	case err != nil:
		return wrap, false, err
	case heeft:
		return wrap, false, nil
	}
	if b.ID == e.ID {
		wrap, err = g.WrapFor(s.l.Rand, g.binding, g.blad, g.sleutels, h, nieuw, g.extra...)
	} else {
		wrap, err = g.WrapElsewhere(s.l.Rand, g.binding, g.blad, g.sleutels, h, nieuw, g.sleutels, g.extra...)
	}
	if errors.Is(err, seal.ErrDestroyed) {
		return wrap, false, nil
	}
	return wrap, err == nil, err
}

// wegIn reports whether a holder has a way into the part that still stands.
func (g gesloten) wegIn(h id.Houder) (bool, error) {
	var bladen []seal.Leaf
	if slices.Contains(g.Holders(), h) {
		bladen = append(bladen, g.blad)
	}
	for _, w := range g.extra {
		if w.Houder() == h {
			bladen = append(bladen, w.At())
		}
	}
	for _, b := range bladen {
		sleutel, err := g.sleutels(h, b)
		sleutel.Wipe()
		if err == nil || !errors.Is(err, seal.ErrDestroyed) {
			return err == nil, err
		}
	}
	return false, nil
}
