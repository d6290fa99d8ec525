package ledger

import (
	"context"
	"errors"
	"fmt"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// goedgekeurd is an approved destruction, as its event says: enough to carry it out, at any time, again.
type goedgekeurd struct {
	dossier      id.Dossier
	vernietiging id.Vernietiging
	door         domain.Vastlegging // the approval
	doelen       []domain.Doel
}

// goedkeuringIn finds the destruction that an event approves.
func goedkeuringIn(d id.Dossier, v domain.Vastlegging) (goedgekeurd, bool) {
	switch f := v.Feit.(type) {
	case *domain.VernietigingGoedgekeurd:
		return goedgekeurd{d, f.Vernietiging, v, f.Doelen}, true
	case *domain.BetrokkeneOntkoppeld:
		return goedgekeurd{d, f.Vernietiging, v, f.Doelen}, true
	case *domain.OverbrengingVoltooid:
		return goedgekeurd{d, f.Vernietiging, v, f.Doelen}, !f.Afgebroken
	}
	return goedgekeurd{}, false
}

// keurtGoed reports whether a write approves a destruction.
func keurtGoed(o domain.Opdracht) bool {
	switch o.(type) {
	case domain.KeurVernietigingGoed, domain.Ontkoppel, domain.VoltooiOverbrenging:
		return true
	}
	return false
}

func (g goedgekeurd) regel() Regel {
	return Regel{
		Op: g.door.Meta.VastgelegdOp, Dossier: g.dossier, Vernietiging: g.vernietiging,
		Revisie: g.door.Revisie, Gebeurtenis: g.door.ID, Doelen: g.doelen,
	}
}

// doelwitten is what the vault destroys for these doelen.
func doelwitten(doelen []domain.Doel) ([]vault.Target, error) {
	uit := make([]vault.Target, 0, len(doelen))
	for _, d := range doelen {
		if d.Geheel {
			uit = append(uit, vault.Target{Houder: d.Houder, Span: seal.Whole()})
			continue
		}
		if d.Van > d.Tot || d.Tot > seal.MaxRevision {
			return nil, fmt.Errorf("ledger: a doel runs from revision %d to %d", d.Van, d.Tot)
		}
		uit = append(uit, vault.Target{Houder: d.Houder, Span: seal.OfRevisions(uint32(d.Van), uint32(d.Tot))})
	}
	return uit, nil
}

// ErrVreemdDoel: an approval in the log would destroy keys that it cannot have been given for. Somebody changed the
// log, and nothing is destroyed.
var ErrVreemdDoel = errors.New("een goedkeuring in het logboek vernietigt wat buiten haar dossier of na haar moment " +
	"ligt")

// hoortBij checks an approval against the fold of its dossier before anything is destroyed for it. The open part of an
// event is not sealed: whoever can write the log can change it. What the fold allows is no more than this dossier, its
// persons and what was recorded up to the approval. Error: ErrVreemdDoel.
func (g goedgekeurd) hoortBij(d *domain.Dossier) (*domain.VernietigingLoop, error) {
	loop, ok := d.Vernietigingen[g.vernietiging]
	for _, doel := range g.doelen {
		_, betrokkene := d.Betrokkenen[id.BetrokkeneVan(doel.Houder)]
		ok = ok && (betrokkene || doel.Houder == d.Houder()) && (doel.Geheel || doel.Tot <= g.door.Revisie)
	}
	if !ok {
		return nil, fmt.Errorf("%w: %s@%d. Er is aan het logboek gewijzigd: zet een gave reservekopie van het logboek terug",
			ErrVreemdDoel, DossierStroom(g.dossier), g.door.Revisie)
	}
	return loop, nil
}

// voerUit carries out an approved destruction that belongs to its dossier (else ErrVreemdDoel). Each step may be
// repeated; where one fails, what follows is not done and the next start-up, or the next call, begins again:
//
//  1. a line in the vernietigingsregister, durable: from here on no restore brings the keys back;
//  2. the keys, with their tombstones, in one transaction of the vault, and its write-ahead log emptied;
//  3. the files of bijlagen, which no key opens any more;
//  4. drafts that go along, and rows and files that others derived (OpVernietiging);
//  5. the event that says it is done.
func (l *Ledger) voerUit(ctx context.Context, g goedgekeurd) error {
	doelen, err := doelwitten(g.doelen)
	if err != nil {
		return err
	}
	z, err := l.lees(ctx, g.dossier)
	if err != nil {
		return err
	}
	loop, err := g.hoortBij(z.nu)
	if err != nil {
		return err
	}
	l.stopLezers(z.nu, g.vernietiging)
	if err := l.Register.Voeg(g.regel()); err != nil {
		return err
	}
	if err := l.vernietigSleutels(ctx, g.vernietiging, doelen); err != nil {
		return err
	}
	if err := l.wisBestanden(ctx, z.nu, g.vernietiging); err != nil {
		return err
	}
	if err := l.vergeetConcepten(ctx, z.nu); err != nil {
		return err
	}
	weg := g.weg(z.nu, loop)
	for _, vergeet := range l.OpVernietiging {
		if err := l.storing.doe(stapAfgeleide, func() error { return vergeet(ctx, weg) }); err != nil {
			return err
		}
	}
	return l.meldUitgevoerd(ctx, g)
}

// vernietigSleutels destroys in the vault.
func (l *Ledger) vernietigSleutels(ctx context.Context, v id.Vernietiging, doelen []vault.Target) error {
	return l.storing.doe(stapSleutels, func() error { return l.Kluis.Destroy(ctx, v, doelen) })
}

// weg is what other keepers of derived data must forget.
func (g goedgekeurd) weg(d *domain.Dossier, loop *domain.VernietigingLoop) Vernietigd {
	weg := Vernietigd{Dossier: g.dossier}
	for _, doel := range g.doelen {
		if b := id.BetrokkeneVan(doel.Houder); doel.Geheel && d.Betrokkenen[b] != nil {
			weg.Betrokkenen = append(weg.Betrokkenen, b)
		}
	}
	if loop.Omvang.Dossier {
		for _, o := range d.Alle() {
			weg.Onderdelen = append(weg.Onderdelen, o.ID)
		}
	}
	for _, u := range loop.Uitkomsten {
		if u.Uitkomst != domain.UitkomstBehouden {
			weg.Onderdelen = append(weg.Onderdelen, u.Onderdeel)
		}
	}
	return weg
}

// meldUitgevoerd records that a destruction is done, in the name of whoever approved it.
func (l *Ledger) meldUitgevoerd(ctx context.Context, g goedgekeurd) error {
	m := g.door.Meta
	grant := l.Matrix.Uitvoering(toegang.Actor{Wie: m.Wie, Namens: m.Namens, Rol: toegang.Rol(m.Rol)}, g.dossier, m.Doel)
	_, err := l.schrijf(ctx, Schrijfopdracht{
		Grant: grant, Dossier: g.dossier, Opdracht: domain.MeldUitgevoerd{ID: g.vernietiging}, Verzoek: m.Verzoek,
		Oorzaak: g.door.ID,
	})
	return err
}
