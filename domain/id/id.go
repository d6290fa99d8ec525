// Package id holds the identifiers of things in a dossier, each its own type so that one cannot stand for another.
package id

import (
	"bytes"
	"fmt"

	"github.com/google/uuid"
)

// ID identifies a thing of one kind; T only tells the kinds apart. Its text form is the canonical lower-case UUID, the
// only form that is accepted: what a caller supplies must parse as what it claims to be.
type ID[T any] struct{ u uuid.UUID }

type (
	dossier      struct{}
	betrokkene   struct{}
	onderdeel    struct{}
	vernietiging struct{}
	overbrenging struct{}
	gebeurtenis  struct{}
	houder       struct{}
	zoekmaand    struct{}
	aanvraag     struct{}
	concept      struct{}
	bestand      struct{}
)

type (
	// Dossier identifies a dossier.
	Dossier = ID[dossier]
	// Betrokkene identifies a person in one dossier. It is random, means nothing outside that dossier, and is the name of
	// the person's key in the vault.
	Betrokkene = ID[betrokkene]
	// Houder identifies whoever a key in the vault belongs to: a betrokkene, the dossier itself for what concerns nobody
	// in particular, or a month of searches. Make one with HouderVan.
	Houder = ID[houder]
	// Zoekmaand identifies a month of searches, which has a key of its own that expires.
	Zoekmaand = ID[zoekmaand]
	// Onderdeel identifies anything in a dossier that has content of its own: an identity, contact datum, relation,
	// melding, gegeven, eigen verklaring, verstrekking, besluit.
	Onderdeel = ID[onderdeel]
	// Vernietiging identifies an erasure, from its besluit to its uitvoering.
	Vernietiging = ID[vernietiging]
	// Overbrenging identifies the taking of onderdelen from one dossier to another.
	Overbrenging = ID[overbrenging]
	// Gebeurtenis identifies an event.
	Gebeurtenis = ID[gebeurtenis]
	// Aanvraag is an Idempotency-Key as the caller gave it.
	Aanvraag = ID[aanvraag]
	// Concept identifies a draft: what somebody is writing and has not recorded.
	Concept = ID[concept]
	// Bestand identifies a sealed file outside the log, and is its name there.
	Bestand = ID[bestand]
)

// HouderVan names the key of a betrokkene, of a dossier, or of a month of searches.
func HouderVan[T betrokkene | dossier | zoekmaand](i ID[T]) Houder { return Houder(i) }

// Van makes an identifier of a UUID, for who makes new ones and for stores, which know no kinds:
// id.Van[id.Dossier](u).
func Van[I ~struct{ u uuid.UUID }](u uuid.UUID) I { return I(struct{ u uuid.UUID }{u}) }

// BetrokkeneVan is whose key this is, where it is not the dossier's.
func BetrokkeneVan(h Houder) Betrokkene { return Betrokkene(h) }

// OnderdeelVan is the onderdeel that bears a betrokkene's own id: the identiteit.
func OnderdeelVan(b Betrokkene) Onderdeel { return Onderdeel(b) }

// Parse reads the canonical form. It refuses the nil UUID.
func Parse[T any](s string) (ID[T], error) {
	u, err := uuid.Parse(s)
	if err != nil || u == uuid.Nil || u.String() != s {
		return ID[T]{}, fmt.Errorf("id: not a lower-case UUID")
	}
	return ID[T]{u}, nil
}

// UUID returns the identifier's bytes.
func (i ID[T]) UUID() uuid.UUID { return i.u }

// IsZero reports whether the identifier was never set.
func (i ID[T]) IsZero() bool { return i.u == uuid.Nil }

func (i ID[T]) String() string { return i.u.String() }

// MarshalText writes the canonical form.
func (i ID[T]) MarshalText() ([]byte, error) { return i.u.MarshalText() }

// UnmarshalText reads the canonical form.
func (i *ID[T]) UnmarshalText(b []byte) error {
	p, err := Parse[T](string(b))
	if err != nil {
		return err
	}
	*i = p
	return nil
}

// Vergelijk orders identifiers by their bytes.
func (i ID[T]) Vergelijk(b ID[T]) int { return bytes.Compare(i.u[:], b.u[:]) }
