package ledger

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/google/uuid"
	lru "github.com/hashicorp/golang-lru/v2"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/vault"
)

// Config is what a ledger works with. Everything but OpVernietiging is required.
type Config struct {
	Store    eventstore.Store
	Kluis    *vault.Vault
	Register *Register
	Matrix   toegang.Matrix
	Nu       func() time.Time
	NieuweID func() uuid.UUID
	Rand     io.Reader

	// OpVernietiging is called after the keys are gone and before the vernietiging is reported done: index rows, files.
	// Each may be called again for the same one.
	OpVernietiging []func(context.Context, Vernietigd) error
}

// Vernietigd tells other keepers of derived data what to forget.
type Vernietigd struct {
	Dossier     id.Dossier
	Geheel      bool            // the whole dossier
	Betrokkenen []id.Betrokkene // whose data are gone altogether
	Onderdelen  []id.Onderdeel  // gone, or with another wording
}

// Ledger is the one door. Safe for concurrent use.
type Ledger struct {
	Config
	staten *lru.Cache[id.Dossier, *staat]
	zone   *time.Location

	zoekSlot sync.Mutex // searches of one month take turns
}

// Nieuw makes a ledger that may not be used before Herstel has succeeded.
func Nieuw(c Config) (*Ledger, error) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return nil, err
	}
	staten, err := lru.New[id.Dossier, *staat](maxStaten)
	if err != nil {
		return nil, err
	}
	return &Ledger{Config: c, staten: staten, zone: zone}, nil
}

// Vandaag is the date in the Netherlands.
func (l *Ledger) Vandaag() waarde.Datum { return waarde.DatumVan(l.Nu().In(l.zone)) }

// Beslis asks the matrix for a grant.
func (l *Ledger) Beslis(a toegang.Actor, h domain.Handeling, d id.Dossier, doel string) toegang.Grant {
	return l.Matrix.Decide(toegang.Vraag{Actor: a, Handeling: h, Dossier: d, Doel: doel, Vandaag: l.Vandaag()})
}

// weigeringVan turns a fault of the store into what the caller is told; other errors stay what they are.
func weigeringVan(err error) error {
	switch {
	case errors.Is(err, eventstore.ErrTooLarge):
		return domain.Weiger(domain.CodeTeGroot, "Dit is te veel voor één vastlegging. Splits het.")
	case errors.Is(err, eventstore.ErrFull):
		return errors.Join(domain.Weiger(domain.CodeVol, "Er is geen schijfruimte meer. Er is niets vastgelegd."), err)
	case errors.Is(err, eventstore.ErrUnavailable), errors.Is(err, eventstore.ErrReadOnly), errors.Is(err, eventstore.ErrUnknownOutcome), errors.Is(err, eventstore.ErrClosed):
		return errors.Join(domain.Weiger(domain.CodeNietBereikbaar, "De opslag is nu niet bereikbaar. Probeer het later met dezelfde Idempotency-Key opnieuw."), err)
	}
	return err
}

// ErrNogUitTeVoeren: the approval is durable and closes what it is of, but not every step of the destruction is done yet.
var ErrNogUitTeVoeren = errors.New("ledger: the approved destruction is not finished yet")
