package ledger

import (
	"context"
	"errors"
	"fmt"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/vault"
)

// doorloop reads the log from where the vault saw it last: every approval goes into the register, what was approved
// and not reported done is remembered, and so is every holder of whom the vault has nothing: dossiers, persons, and
// months of searches.
func (p *poort) doorloop(ctx context.Context, vanaf eventstore.Position) error {
	vorige, n := vanaf, 0
	for r, err := range p.l.Store.ReadAll(ctx, vanaf) {
		if err != nil {
			return err
		}
		if d, ok := DossierVan(r.Stream); ok {
			if err := p.bezie(ctx, d, r); err != nil {
				return err
			}
		}
		if isZoekvraag(r) && !p.maanden[r.Stream] {
			if err := p.zoekSleutel(ctx, zoekHouder(r.Stream), r); err != nil {
				return err
			}
			p.maanden[r.Stream] = true
		}
		p.punt = vault.Checkpoint{Previous: string(vorige), Event: id.Van[id.Gebeurtenis](r.ID),
			Position: string(r.Position)}
		vorige = r.Position
		if n++; p.voortgang != nil && n%1000 == 0 {
			p.voortgang(n)
		}
	}
	return nil
}

// bezie looks at one event of a dossier. Only kinds that matter here are decoded.
func (p *poort) bezie(ctx context.Context, d id.Dossier, r eventstore.Record) error {
	switch domain.Soort(r.Kind) {
	case domain.SoortDossierGeopend, domain.SoortBetrokkeneToegevoegd, domain.SoortVernietigingGoedgekeurd,
		domain.SoortBetrokkeneOntkoppeld, domain.SoortVernietigingUitgevoerd,
		domain.SoortOverbrengingBesloten, domain.SoortOnderdeelOvergenomen, domain.SoortOverbrengingVoltooid:
	default:
		return nil
	}
	v, _, err := ontleed(r)
	if err != nil {
		return err
	}
	if wie, ok := domain.VoegtToe(v.Feit); ok {
		return p.zoekSleutel(ctx, id.HouderVan(wie), r)
	}
	switch f := v.Feit.(type) {
	case *domain.DossierGeopend:
		return p.zoekSleutel(ctx, id.HouderVan(d), r)
	case *domain.VernietigingUitgevoerd:
		p.klaar[vernietigingIn{d, f.Vernietiging}] = true
	case *domain.OverbrengingBesloten:
		p.onderweg[f.Overbrenging] = d
	case *domain.OverbrengingVoltooid:
		delete(p.onderweg, f.Overbrenging)
	}
	if g, ok := goedkeuringIn(d, v); ok {
		p.open = append(p.open, g)
		return p.voegRegel(ctx, g)
	}
	return nil
}

// voegRegel puts an approval into the register, from where the vault is made to follow it.
func (p *poort) voegRegel(ctx context.Context, g goedgekeurd) error {
	if p.l.Register.HeeftGoedkeuring(g.door.ID) {
		return nil
	}
	z, err := p.l.lees(ctx, g.dossier)
	if err != nil {
		return err
	}
	if _, err := g.hoortBij(z.nu); err != nil {
		return err
	}
	return p.l.Register.Voeg(g.regel())
}

// zoekSleutel remembers a holder without a key.
func (p *poort) zoekSleutel(ctx context.Context, h id.Houder, r eventstore.Record) error {
	heeft, err := p.heeftSleutel(ctx, h)
	if err == nil && !heeft {
		p.zonder = append(p.zonder, zonderSleutel{h, plaats(r)})
	}
	return err
}

// heeftSleutel reports whether the vault has a holder's key or a tombstone in its place.
func (p *poort) heeftSleutel(ctx context.Context, h id.Houder) (bool, error) {
	s, err := p.l.Kluis.State(ctx, h)
	if errors.Is(err, vault.ErrDamaged) {
		return false, nil // it knows the holder, and neither the key nor a tombstone is there
	}
	return s.Condition != vault.Unknown, err
}

// alleSleutels refuses a vault that lacks a key which nothing says is destroyed.
func (p *poort) alleSleutels(ctx context.Context) error {
	for _, z := range p.zonder {
		heeft, err := p.heeftSleutel(ctx, z.houder)
		if err != nil {
			return err
		}
		if !heeft {
			return fmt.Errorf("%w: de sleutel bij %s ontbreekt, en er is geen grafsteen die zegt dat hij is vernietigd. Zet "+
				"een nieuwere reservekopie van de kluis terug", ErrKluisAchter, z.plaats)
		}
	}
	return nil
}

// pasRegisterToe destroys in the vault whatever the register says is destroyed. An older vault has keys that must not
// open anything any more.
func (p *poort) pasRegisterToe(ctx context.Context) error {
	for _, g := range p.l.Register.Regels() {
		doelen, err := doelwitten(g.Doelen)
		if err != nil {
			return fmt.Errorf("%w: line %d: %w", ErrRegisterBeschadigd, g.Nummer+1, err)
		}
		if err := p.l.vernietigOntbrekende(ctx, g.Vernietiging, doelen); err != nil {
			return err
		}
	}
	return nil
}

// vernietigOntbrekende destroys where the vault does not have all of it destroyed already.
func (l *Ledger) vernietigOntbrekende(ctx context.Context, v id.Vernietiging, doelen []vault.Target) error {
	for _, d := range doelen {
		gedekt, err := l.Kluis.Covers(ctx, d)
		if err != nil {
			return err
		}
		if !gedekt {
			return l.vernietigSleutels(ctx, v, doelen)
		}
	}
	return nil
}

// rondAf finishes the approved destructions that were not reported done, and only then remembers how far the log was
// seen: nothing before a checkpoint is left to do.
func (p *poort) rondAf(ctx context.Context) error {
	for _, g := range p.open {
		if p.klaar[vernietigingIn{g.dossier, g.vernietiging}] {
			continue
		}
		if err := p.l.voerUit(ctx, g); err != nil {
			return err
		}
	}
	if p.punt.Event.IsZero() || len(p.onderweg) > 0 {
		return nil
	}
	return p.l.Kluis.SetCheckpoint(ctx, p.punt)
}
