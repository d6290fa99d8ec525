package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
)

// bewaard is one event of a dossier as read: what it folds as, and its parts, still sealed.
type bewaard struct {
	domain.Vastlegging
	delen [][]byte
}

// lezing is a dossier's stream as read once: its events, the dossier as it is now, and the later wraps of its parts.
// Nothing in it was opened yet. Not safe for concurrent use.
type lezing struct {
	dossier id.Dossier
	events  []bewaard // by revision
	nu      *domain.Dossier
	extra   map[seal.Leaf][]seal.ExtraWrap // by the leaf of the part they open
}

// ontleed reads a record of a dossier.
func ontleed(r eventstore.Record) (domain.Vastlegging, domain.Envelop, error) {
	v, e, err := domain.Ontleed(id.GebeurtenisVan(r.ID), r.Revision, r.Kind, r.Data, r.Meta)
	if err != nil {
		return v, e, fmt.Errorf("%s@%d: %w", r.Stream, r.Revision, err)
	}
	return v, e, nil
}

// lees reads a dossier from its first event to its last.
func (l *Ledger) lees(ctx context.Context, d id.Dossier) (*lezing, error) {
	z := &lezing{dossier: d, nu: domain.NieuwDossier(d), extra: map[seal.Leaf][]seal.ExtraWrap{}}
	return z, z.bijwerken(ctx, l.Store)
}

// bijwerken reads what came since.
func (z *lezing) bijwerken(ctx context.Context, s eventstore.Store) error {
	for r, err := range s.ReadStream(ctx, DossierStroom(z.dossier), uint64(len(z.events))) {
		if err != nil {
			return err
		}
		if err := z.voeg(r); err != nil {
			return err
		}
	}
	return nil
}

func (z *lezing) voeg(r eventstore.Record) error {
	v, e, err := ontleed(r)
	if err != nil {
		return err
	}
	if v.Revisie != uint64(len(z.events)) {
		return fmt.Errorf("%w: %s: revision %d where %d was due", eventstore.ErrBroken, r.Stream, v.Revisie, len(z.events))
	}
	for i, k := range e.Koppelingen {
		wrap, err := seal.ParseExtraWrap(k.Zegel)
		if err != nil {
			return fmt.Errorf("%s@%d: wrap %d: %w", r.Stream, r.Revision, i, err)
		}
		if uint64(wrap.At().Revision) != v.Revisie {
			return fmt.Errorf("%s@%d: wrap %d: %w", r.Stream, r.Revision, i, seal.ErrTampered)
		}
		blad, err := seal.LeafOf(k.Revisie, int(k.Deel))
		if err != nil {
			return fmt.Errorf("%s@%d: wrap %d: %w", r.Stream, r.Revision, i, err)
		}
		z.extra[blad] = append(z.extra[blad], wrap)
	}
	z.events = append(z.events, bewaard{Vastlegging: v, delen: e.Delen})
	z.nu.PasToe(v)
	return nil
}

// toen is the dossier as the ledger knew it at a moment.
func (z *lezing) toen(moment time.Time) *domain.Dossier {
	return z.vouw(func(e bewaard) bool { return !e.Meta.VastgelegdOp.After(moment) })
}

// totEnMet is the dossier as it was after an event.
func (z *lezing) totEnMet(revisie uint64) *domain.Dossier {
	return z.vouw(func(e bewaard) bool { return e.Revisie <= revisie })
}

func (z *lezing) vouw(hoort func(bewaard) bool) *domain.Dossier {
	d := domain.NieuwDossier(z.dossier)
	for _, e := range z.events {
		if !hoort(e) {
			break
		}
		d.PasToe(e.Vastlegging)
	}
	return d
}

// deel opens part number n of an event.
func (z *lezing) deel(sleutels seal.Keys, e bewaard, n int) (naam string, ruw []byte, err error) {
	p, err := seal.Parse(e.delen[n])
	if err != nil {
		return "", nil, fmt.Errorf("revision %d part %d: %w", e.Revisie, n, err)
	}
	blad, err := seal.LeafOf(e.Revisie, n)
	if err != nil {
		return "", nil, err
	}
	ruw, err = p.Open(binding(z.dossier, e.Vastlegging, blad.Part, p.Name()), blad, sleutels, z.extra[blad]...)
	if err != nil {
		return p.Name(), nil, fmt.Errorf("revision %d part %d (%s): %w", e.Revisie, n, p.Name(), err)
	}
	return p.Name(), ruw, nil
}

// inhoud opens the content of an event, with what may be seen of the mentions in its texts: of whom toestand says so and
// whose keys still stand. It fails with seal.ErrDestroyed where the content is gone.
func (z *lezing) inhoud(sleutels seal.Keys, e bewaard, toestand func(id.Betrokkene) tekst.Toestand) (domain.Inhoud, error) {
	if len(e.delen) == 0 {
		return nil, fmt.Errorf("revision %d has no content: %w", e.Revisie, seal.ErrMalformed)
	}
	naam, ruw, err := z.deel(sleutels, e, 0)
	if err != nil {
		return nil, err
	}
	if naam != deelInhoud {
		return nil, fmt.Errorf("revision %d: part 0 is %s: %w", e.Revisie, naam, seal.ErrTampered)
	}
	i, err := domain.Decodeer(ruw)
	if err != nil {
		return nil, fmt.Errorf("revision %d: %w: %w", e.Revisie, seal.ErrMalformed, err)
	}
	return i, z.vermeldingen(sleutels, e, i, toestand)
}

// vermeldingen reads the texts of opened content.
func (z *lezing) vermeldingen(sleutels seal.Keys, e bewaard, i domain.Inhoud, toestand func(id.Betrokkene) tekst.Toestand) error {
	teksten := i.Teksten()
	standen := make([]map[id.Betrokkene]tekst.Stand, len(teksten))
	for n := range standen {
		standen[n] = map[id.Betrokkene]tekst.Stand{}
	}
	for n := 1; n < len(e.delen); n++ {
		p, err := seal.Parse(e.delen[n])
		if err != nil {
			return fmt.Errorf("revision %d part %d: %w", e.Revisie, n, err)
		}
		if p.Name() != deelVermelding || len(p.Holders()) != 1 {
			continue
		}
		wie := id.BetrokkeneVan(p.Holders()[0])
		if t := toestand(wie); t != tekst.Zichtbaar {
			for n := range standen {
				standen[n][wie] = tekst.Stand{Toestand: t}
			}
			continue
		}
		var per map[int]tekst.Vermelding
		switch _, ruw, err := z.deel(sleutels, e, n); {
		case errors.Is(err, seal.ErrDestroyed):
			for n := range standen {
				standen[n][wie] = tekst.Stand{Toestand: tekst.Vernietigd}
			}
			continue
		case err != nil:
			return err
		default:
			if err := json.Unmarshal(ruw, &per); err != nil {
				return fmt.Errorf("revision %d part %d: mentions do not parse: %w", e.Revisie, n, seal.ErrMalformed)
			}
			clear(ruw)
		}
		for t, v := range per {
			if t < 0 || t >= len(standen) {
				return fmt.Errorf("revision %d part %d: mentions of a text that is not there: %w", e.Revisie, n, seal.ErrMalformed)
			}
			standen[t][wie] = tekst.Stand{Toestand: tekst.Zichtbaar, Vermelding: v}
		}
	}
	for n, t := range teksten {
		if err := t.Lees(standen[n]); err != nil {
			return fmt.Errorf("revision %d: %w: %w", e.Revisie, seal.ErrMalformed, err)
		}
	}
	return nil
}

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
