package ledger

import (
	"context"
	"maps"
	"sync"
	"time"

	"dossierboek/domain/id"
	"dossierboek/eventstore/bijlage"
)

// bestandsslot keeps who brings a file, who deletes one and who reads one out of each other's way. It knows of this
// process alone: one works on a ledger at a time. The zero one is ready.
type bestandsslot struct {
	slot   sync.Mutex
	vast   map[bijlage.Name]int           // files that an event is about to name
	tot    map[bijlage.Name]time.Time     // files that an event may come to name until then
	weg    map[bijlage.Name]chan struct{} // being deleted; closed when that is done
	lezers map[id.Onderdeel]map[*Bijlagelezing]bool
}

// houd keeps a file from being deleted until laat is called: an event is about to name it, and it may have lain there
// for long. A deletion under way ends first, so look only then whether it is there. Error: the context's, who waits
// for a deletion that takes long may leave.
func (s *bestandsslot) houd(ctx context.Context, naam bijlage.Name) (laat func(), err error) {
	s.slot.Lock()
	for s.weg[naam] != nil {
		klaar := s.weg[naam]
		s.slot.Unlock()
		select {
		case <-klaar:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		s.slot.Lock()
	}
	defer s.slot.Unlock()
	if s.vast == nil {
		s.vast = map[bijlage.Name]int{}
	}
	s.vast[naam]++
	return func() {
		s.slot.Lock()
		defer s.slot.Unlock()
		if s.vast[naam]--; s.vast[naam] == 0 {
			delete(s.vast, naam)
		}
	}, nil
}

// houdTot keeps a file from being deleted until a moment: whether the event that names it stands is not known. Moments
// that are past by now are forgotten.
func (s *bestandsslot) houdTot(naam bijlage.Name, nu, t time.Time) {
	s.slot.Lock()
	defer s.slot.Unlock()
	if s.tot == nil {
		s.tot = map[bijlage.Name]time.Time{}
	}
	maps.DeleteFunc(s.tot, func(_ bijlage.Name, t time.Time) bool { return !nu.Before(t) })
	s.tot[naam] = t
}

// neemWeg lets a file be deleted that nobody holds. Whoever wants to hold it waits for klaar.
func (s *bestandsslot) neemWeg(naam bijlage.Name, nu time.Time) (klaar func(), vrij bool) {
	s.slot.Lock()
	defer s.slot.Unlock()
	if s.vast[naam] > 0 || s.weg[naam] != nil || nu.Before(s.tot[naam]) {
		return nil, false
	}
	delete(s.tot, naam)
	if s.weg == nil {
		s.weg = map[bijlage.Name]chan struct{}{}
	}
	c := make(chan struct{})
	s.weg[naam] = c
	return func() {
		s.slot.Lock()
		defer s.slot.Unlock()
		delete(s.weg, naam)
		close(c)
	}, true
}

// leest says that a bijlage is being read, until that is closed. It may be one in two dossiers.
func (s *bestandsslot) leest(welk id.Onderdeel, b *Bijlagelezing) {
	s.slot.Lock()
	defer s.slot.Unlock()
	if s.lezers == nil {
		s.lezers = map[id.Onderdeel]map[*Bijlagelezing]bool{}
	}
	if s.lezers[welk] == nil {
		s.lezers[welk] = map[*Bijlagelezing]bool{}
	}
	s.lezers[welk][b] = true
}

func (s *bestandsslot) leestNiet(b *Bijlagelezing) {
	s.slot.Lock()
	defer s.slot.Unlock()
	for welk, lezers := range s.lezers {
		delete(lezers, b)
		if len(lezers) == 0 {
			delete(s.lezers, welk)
		}
	}
}

// stop ends the readings of a bijlage that is being destroyed: nothing more of it goes out.
func (s *bestandsslot) stop(welk id.Onderdeel) {
	s.slot.Lock()
	defer s.slot.Unlock()
	for b := range s.lezers[welk] {
		b.vernietigd.Store(true)
	}
}

// verwijderBestand deletes a file that no bijlage needs which stands: one of destroyed bijlagen, or, where it is oud,
// one that no event names. It looks at the events only after nobody can bring an event any more that names it, and
// leaves alone what somebody is bringing: that is named soon, or the sweep finds it again. ja says whether it was
// deleted.
func (l *Ledger) verwijderBestand(ctx context.Context, naam bijlage.Name, oud bool) (ja bool, err error) {
	klaar, vrij := l.bestandsslot.neemWeg(naam, l.Nu())
	if !vrij {
		return false, nil
	}
	defer klaar()
	bestanden, err := l.bestanden(ctx, naam.Dossier)
	if err != nil {
		return false, err
	}
	vernietigd, genoemd := bestanden[naam.Bestand]
	if genoemd && !vernietigd || !genoemd && !oud {
		return false, nil
	}
	err = l.storing.doe(stapBestanden, func() error { return l.Bijlagen.Delete(ctx, naam) })
	return err == nil, err
}
