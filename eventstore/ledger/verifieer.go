package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// Bevinding is something wrong with the log, and where. It never holds content.
type Bevinding struct {
	Plaats string // stream@revision, or a file
	Wat    string
}

func (b Bevinding) String() string { return b.Plaats + ": " + b.Wat }

// Verificatie is how far a verification came: enough to go on from.
type Verificatie struct {
	Positie     eventstore.Position `json:"positie"` // of the last record looked at
	Records     int64               `json:"records"`
	Dossiers    int64               `json:"dossiers"`
	Delen       int64               `json:"delen"`      // parts that opened
	Vernietigd  int64               `json:"vernietigd"` // parts that are destroyed, with a tombstone
	Bevindingen []Bevinding         `json:"bevindingen,omitempty"`
	Ongenoemd   int64               `json:"ongenoemd,omitempty"` // findings beyond the first thousand
}

// Verifieer re-reads the log from where v stands to its end: revisions without gaps, every event decodes and folds, every
// part opens or has a tombstone, positions rise, no id stands twice in a stream, times rise, no access fact speaks of a
// revision that is not there. It fails only where it could not read on; what is wrong comes in v. Of each dossier vergelijk, which may be
// nil, may say what else does not agree with its fold; voortgang is called now and then.
func (l *Ledger) Verifieer(ctx context.Context, v *Verificatie, vergelijk func(context.Context, *domain.Dossier) []Bevinding, voortgang func(Verificatie)) error {
	begonnen := map[string]bool{} // streams that were looked at from their beginning
	for r, err := range l.Store.ReadAll(ctx, v.Positie) {
		if errors.Is(err, eventstore.ErrBroken) {
			v.vind("logboek na positie "+string(v.Positie), "het logboek is hier niet te lezen: er ontbreekt een gebeurtenis")
			return nil
		}
		if err != nil {
			return err
		}
		verder := *v // becomes v when all of it was looked at, so that who goes on misses nothing
		if r.Position <= v.Positie {
			verder.vind(plaats(r), "de posities lopen niet op")
		}
		verder.Positie = r.Position
		verder.Records++
		if !begonnen[r.Stream] {
			if err := l.verifieerStroom(ctx, &verder, r, vergelijk); err != nil {
				return err
			}
			begonnen[r.Stream] = true
		}
		*v = verder
		if voortgang != nil && v.Records%500 == 0 {
			voortgang(*v)
		}
	}
	if voortgang != nil {
		voortgang(*v)
	}
	return nil
}

func plaats(r eventstore.Record) string { return fmt.Sprintf("%s@%d", r.Stream, r.Revision) }

// maxBevindingen is how many findings are named: whoever lost a whole vault needs no list of every part.
const maxBevindingen = 1000

func (v *Verificatie) vind(waar, wat string) {
	b := Bevinding{waar, wat}
	switch {
	case slices.Contains(v.Bevindingen, b): // seen again by a verification that went on
	case len(v.Bevindingen) == maxBevindingen:
		v.Ongenoemd++
	default:
		v.Bevindingen = append(v.Bevindingen, b)
	}
}

// verifieerStroom looks at a stream as a whole when a record of it passes for the first time, so that memory stays flat.
// Going on where an earlier verification stopped, streams that it began are only asked whether their beginning stands.
func (l *Ledger) verifieerStroom(ctx context.Context, v *Verificatie, r eventstore.Record, vergelijk func(context.Context, *domain.Dossier) []Bevinding) error {
	if r.Revision == 0 {
		if d, ok := DossierVan(r.Stream); ok {
			return l.verifieerDossier(ctx, v, d, vergelijk)
		}
		return l.verifieerFeiten(ctx, v, r.Stream)
	}
	for eerste, err := range l.Store.ReadStream(ctx, r.Stream, 0) {
		if errors.Is(err, eventstore.ErrBroken) || err == nil && eerste.Revision != 0 {
			v.vind(r.Stream+"@0", "het begin van de stroom ontbreekt")
			return nil
		}
		return err
	}
	return nil
}

// verifieerDossier reads a dossier, folds it, and opens every part.
func (l *Ledger) verifieerDossier(ctx context.Context, v *Verificatie, d id.Dossier, vergelijk func(context.Context, *domain.Dossier) []Bevinding) error {
	v.Dossiers++
	stroom := DossierStroom(d)
	z := &lezing{dossier: d, nu: domain.NieuwDossier(d), extra: map[seal.Leaf][]seal.ExtraWrap{}}
	ids := map[uuid.UUID]bool{}
	for r, err := range l.Store.ReadStream(ctx, stroom, 0) {
		if errors.Is(err, eventstore.ErrBroken) {
			v.vind(fmt.Sprintf("%s@%d", stroom, len(z.events)), "hier ontbreekt een gebeurtenis, of haar revisie staat er twee keer")
			return nil
		}
		if err != nil {
			return err
		}
		if ids[r.ID] {
			v.vind(plaats(r), "deze gebeurtenis staat twee keer in de stroom")
		}
		ids[r.ID] = true
		n := len(z.events)
		if err := z.voeg(r); err != nil {
			v.vind(plaats(r), "deze gebeurtenis is niet te ontleden of staat op een verkeerde plaats")
			return nil
		}
		if n > 0 {
			vorige, deze := z.events[n-1].Meta, z.events[n].Meta
			zelfdeAppend := deze.VastgelegdOp.Equal(vorige.VastgelegdOp) && deze.Verzoek == vorige.Verzoek
			if !zelfdeAppend && !deze.VastgelegdOp.After(vorige.VastgelegdOp) {
				v.vind(plaats(r), "vastgelegdOp loopt niet op")
			}
		}
	}
	sleutels := l.Kluis.Keys(ctx)
	for _, e := range z.events {
		if err := l.verifieerDelen(ctx, v, z, e, sleutels); err != nil {
			return err
		}
	}
	if err := l.verifieerVernietigd(ctx, v, z); err != nil {
		return err
	}
	if vergelijk != nil {
		for _, b := range vergelijk(ctx, z.nu) {
			v.vind(b.Plaats, b.Wat)
		}
	}
	return nil
}

// verifieerVernietigd checks that the vault has destroyed all that the log says is destroyed, and the register knows of it.
func (l *Ledger) verifieerVernietigd(ctx context.Context, v *Verificatie, z *lezing) error {
	for _, e := range z.events {
		g, ok := goedkeuringIn(z.dossier, e.Vastlegging)
		if !ok || z.nu.Vernietigingen[g.vernietiging].Stand != domain.VernietigingStandUitgevoerd {
			continue
		}
		waar := fmt.Sprintf("%s@%d", DossierStroom(z.dossier), e.Revisie)
		doelen, err := doelwitten(g.doelen)
		if err != nil {
			v.vind(waar, "wat deze goedkeuring vernietigt bestaat niet")
			continue
		}
		if !l.Register.Heeft(g.vernietiging) {
			v.vind(waar, "deze vernietiging staat niet in het vernietigingsregister")
		}
		for _, d := range doelen {
			gedekt, err := l.Kluis.Covers(ctx, d)
			if err != nil {
				return err
			}
			if !gedekt {
				v.vind(waar, "deze vernietiging is uitgevoerd, en de kluis heeft niet van alles een grafsteen")
				break
			}
		}
	}
	return nil
}

// verifieerDelen opens every part of an event, through every wrap that still stands, and reads its content.
func (l *Ledger) verifieerDelen(ctx context.Context, v *Verificatie, z *lezing, e bewaard, sleutels seal.Keys) error {
	waar := fmt.Sprintf("%s@%d", DossierStroom(z.dossier), e.Revisie)
	for n, deel := range e.delen {
		blad, err := seal.LeafOf(e.Revisie, n)
		if err != nil {
			v.vind(waar, "het deel staat buiten de sleutelboom")
			continue
		}
		b := binding(z.dossier, e.Vastlegging, blad.Part, "")
		if err := l.verifieerDeel(ctx, v, fmt.Sprintf("%s deel %d", waar, n), deel, b, blad, z.extra[blad]...); err != nil {
			return err
		}
	}
	if !domain.HeeftInhoud(e.Feit) {
		return nil
	}
	_, err := z.inhoud(sleutels, e, func(id.Betrokkene) tekst.Toestand { return tekst.Zichtbaar })
	if err != nil && !errors.Is(err, seal.ErrDestroyed) && ctx.Err() == nil {
		v.vind(waar, "de inhoud is niet te lezen")
	}
	return ctx.Err()
}

// verifieerDeel opens one part through every wrap that still stands. The part names itself.
func (l *Ledger) verifieerDeel(ctx context.Context, v *Verificatie, waar string, deel []byte, b seal.Binding, blad seal.Leaf, extra ...seal.ExtraWrap) error {
	p, err := seal.Parse(deel)
	if err != nil {
		v.vind(waar, "het verzegelde deel is beschadigd")
		return nil
	}
	b.Name = p.Name()
	switch err := p.Check(b, blad, l.Kluis.Keys(ctx), extra...); {
	case err == nil:
		v.Delen++
	case errors.Is(err, seal.ErrDestroyed):
		v.Vernietigd++ // the vault answers so only where it has a tombstone
	case errors.Is(err, seal.ErrTampered), errors.Is(err, seal.ErrMalformed), errors.Is(err, seal.ErrInvalid):
		v.vind(waar, "het deel is niet wat hier verzegeld werd")
	case ctx.Err() != nil:
		return err
	default:
		v.vind(waar, "het deel gaat niet open en er is geen grafsteen: "+sleutelfout(err))
	}
	return nil
}

// sleutelfout says in words which fault of the vault this is.
func sleutelfout(err error) string {
	switch {
	case errors.Is(err, vault.ErrUnknownHolder):
		return "de kluis kent de sleutel niet"
	case errors.Is(err, vault.ErrDamaged):
		return "de kluis is beschadigd"
	}
	return "de kluis is niet te lezen"
}
