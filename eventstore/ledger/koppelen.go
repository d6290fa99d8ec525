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
func (z *lezing) koppel(s zegelaar, revisie uint64, h id.Houder, nieuw seal.Leaf) (wrap seal.ExtraWrap, ok bool, err error) {
	if revisie >= uint64(len(z.events)) {
		return wrap, false, fmt.Errorf("ledger: revision %d was not read", revisie)
	}
	e := z.events[revisie]
	if len(e.delen) == 0 {
		return wrap, false, nil
	}
	p, err := seal.Parse(e.delen[0])
	if err != nil {
		return wrap, false, err
	}
	blad, err := seal.LeafOf(revisie, 0)
	if err != nil {
		return wrap, false, err
	}
	switch heeft, err := z.wegIn(p, s.sleutels, h, blad); {
	case err != nil:
		return wrap, false, err
	case heeft:
		return wrap, false, nil
	}
	wrap, err = p.WrapFor(s.l.Rand, binding(z.dossier, e.Vastlegging, 0, p.Name()), blad, s.sleutels, h, nieuw, z.extra[blad]...)
	if errors.Is(err, seal.ErrDestroyed) {
		return wrap, false, nil
	}
	return wrap, err == nil, err
}

// wegIn reports whether a holder has a way into a part that still stands.
func (z *lezing) wegIn(p seal.Part, sleutels seal.Keys, h id.Houder, blad seal.Leaf) (bool, error) {
	var bladen []seal.Leaf
	if slices.Contains(p.Holders(), h) {
		bladen = append(bladen, blad)
	}
	for _, w := range z.extra[blad] {
		if w.Houder() == h {
			bladen = append(bladen, w.At())
		}
	}
	for _, b := range bladen {
		sleutel, err := sleutels(h, b)
		sleutel.Wipe()
		if err == nil || !errors.Is(err, seal.ErrDestroyed) {
			return err == nil, err
		}
	}
	return false, nil
}
