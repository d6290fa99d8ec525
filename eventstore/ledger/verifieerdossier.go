package ledger

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/tekst"
	"dossierboek/eventstore"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// verifieerDossier reads a dossier, folds it, and opens every part.
func (l *Ledger) verifieerDossier(ctx context.Context, v *Verificatie, d id.Dossier,
	vergelijk func(context.Context, *domain.Dossier) []Bevinding) error {
	v.Dossiers++
	stroom := DossierStroom(d)
	z := &lezing{dossier: d, nu: domain.NieuwDossier(d), extra: map[seal.Leaf][]seal.ExtraWrap{}}
	ids := map[uuid.UUID]bool{}
	for r, err := range l.Store.ReadStream(ctx, stroom, 0) {
		if errors.Is(err, eventstore.ErrBroken) {
			v.vind(fmt.Sprintf("%s@%d", stroom, len(z.events)),
				"hier ontbreekt een gebeurtenis, of haar revisie staat er twee keer")
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
	if err := z.haalBronnen(ctx, l.Store); errors.Is(err, eventstore.ErrBroken) {
		v.vind(stroom, "een gebeurtenis waaruit is overgenomen ontbreekt in haar dossier")
	} else if err != nil {
		return err
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
	if err := l.verifieerBestanden(ctx, v, z); err != nil {
		return err
	}
	if vergelijk != nil {
		for _, b := range vergelijk(ctx, z.nu) {
			v.vind(b.Plaats, b.Wat)
		}
	}
	return nil
}

// verifieerVernietigd checks that the vault has destroyed all that the log says is destroyed, and the register knows
// of it.
func (l *Ledger) verifieerVernietigd(ctx context.Context, v *Verificatie, z *lezing) error {
	for _, e := range z.events {
		g, ok := goedkeuringIn(z.dossier, e.Vastlegging)
		if !ok {
			continue
		}
		waar := fmt.Sprintf("%s@%d", DossierStroom(z.dossier), e.Revisie)
		loop, err := g.hoortBij(z.nu)
		if err != nil {
			v.vind(waar, "deze goedkeuring is van een vernietiging waartoe hier niet is besloten, of vernietigt wat buiten "+
				"haar dossier of na haar moment ligt")
			continue
		}
		if loop.Stand != domain.VernietigingStandUitgevoerd {
			continue
		}
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
	b, _, err := z.bron(e)
	if err != nil {
		v.vind(waar, "de gebeurtenis waaruit dit is overgenomen is er niet")
		return nil
	}
	for n := range b.delen {
		g, err := z.gesloten(sleutels, e, n)
		switch {
		case errors.Is(err, seal.ErrMalformed):
			v.vind(fmt.Sprintf("%s deel %d", waar, n), "het verzegelde deel is beschadigd")
			continue
		case err != nil:
			v.vind(waar, "het deel staat buiten de sleutelboom")
			continue
		}
		if b.ID != e.ID && len(g.extra) == 0 {
			continue // nobody got a way into it here
		}
		if err := l.verifieerDeel(ctx, v, fmt.Sprintf("%s deel %d", waar, n), g); err != nil {
			return err
		}
	}
	if !domain.HeeftInhoud(e.Feit) {
		return nil
	}
	i, err := z.inhoudMet(sleutels, e, true, func(id.Betrokkene) tekst.Toestand { return tekst.Zichtbaar })
	if err != nil && !errors.Is(err, seal.ErrDestroyed) && ctx.Err() == nil {
		v.vind(waar, "de inhoud is niet te lezen")
	}
	if err == nil && domain.GeheimInhoud(i) && !domain.GeheimFeit(domain.FeitVan(e.Feit)) {
		v.vind(waar, "dit contactgegeven is geheim, en het open deel van de gebeurtenis zegt dat niet")
	}
	return ctx.Err()
}

// verifieerDeel opens one part through every wrap that still stands.
func (l *Ledger) verifieerDeel(ctx context.Context, v *Verificatie, waar string, g gesloten) error {
	switch err := g.check(); {
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
