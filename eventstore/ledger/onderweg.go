package ledger

import (
	"context"
	"maps"
	"sync"

	"dossierboek/domain"
	"dossierboek/domain/id"
)

// An overbrenging takes more than one append where much goes, and may break off in between. Until the dossier that it
// takes from has let go all of it stands there, and what has come to the other one may lack its newest wording: so
// there it is shown to nobody yet, and the gap says why.

// onderweg are the overbrengingen that are being carried out, or were left unfinished. Those that a crash left are
// found when the ledger starts; it is the only one that works on its log. The zero one is ready.
type onderweg struct {
	slot sync.Mutex
	zijn map[id.Overbrenging]bool
}

func (o *onderweg) begint(welk id.Overbrenging) {
	o.slot.Lock()
	defer o.slot.Unlock()
	if o.zijn == nil {
		o.zijn = map[id.Overbrenging]bool{}
	}
	o.zijn[welk] = true
}

func (o *onderweg) eindigt(welk id.Overbrenging) {
	o.slot.Lock()
	defer o.slot.Unlock()
	delete(o.zijn, welk)
}

func (o *onderweg) alle() map[id.Overbrenging]bool {
	o.slot.Lock()
	defer o.slot.Unlock()
	if len(o.zijn) == 0 {
		return nil
	}
	return maps.Clone(o.zijn)
}

// neemt remembers an overbrenging by which something came.
func (z *lezing) neemt(f *domain.OnderdeelOvergenomen) {
	if z.genomen == nil {
		z.genomen = map[id.Overbrenging]id.Dossier{}
	}
	z.genomen[f.Overbrenging] = f.Uit.Dossier
}

// metOnderweg finds of which overbrengingen not all has come, among those that may be. It costs nothing where none is.
func (l *Ledger) metOnderweg(ctx context.Context, z *lezing, misschien map[id.Overbrenging]bool) error {
	for welk := range l.onderweg.alle() { // also those that began while it was read
		if misschien == nil {
			misschien = map[id.Overbrenging]bool{}
		}
		misschien[welk] = true
	}
	klaar := false
	for welk := range misschien {
		van, ok := z.genomen[welk]
		if !ok {
			continue
		}
		daar, err := l.leesAlleen(ctx, van)
		if err != nil {
			return err
		}
		if loop, ok := daar.nu.Overbrenging(welk); ok && loop.Klaar {
			klaar = true
			continue
		}
		if z.onderweg == nil {
			z.onderweg = map[id.Overbrenging]bool{}
		}
		z.onderweg[welk] = true
	}
	if klaar { // then all of it is there now
		return z.bijwerken(ctx, l.Store)
	}
	return nil
}
