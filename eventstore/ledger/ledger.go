package ledger

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	lru "github.com/hashicorp/golang-lru/v2"

	"dossierboek/domain"
	"dossierboek/domain/id"
	"dossierboek/domain/toegang"
	"dossierboek/domain/waarde"
	"dossierboek/eventstore"
	"dossierboek/eventstore/bijlage"
	"dossierboek/eventstore/concept"
	"dossierboek/eventstore/seal"
	"dossierboek/eventstore/vault"
)

// Config is what a ledger works with. Everything but Bijlagen, Concepten and OpVernietiging is required.
type Config struct {
	Store    eventstore.Store
	Kluis    *vault.Vault
	Register *Register
	Matrix   toegang.Matrix
	Nu       func() time.Time
	NieuweID func() uuid.UUID
	Rand     io.Reader
	Bijlagen *bijlage.Store // nil: it takes no files, and has none

	// Concepten is the file of drafts; nil: there are none, and who asks for one is told that they are out of reach.
	Concepten *concept.File

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

	hersteld atomic.Bool // the restore gate was passed

	zoekSlot slot // facts in the stream of a month's searches take turns

	onafSlot sync.Mutex
	onaf     map[id.Dossier]bool // dossiers in which a destruction may be left unfinished; guarded by onafSlot

	onderweg onderweg

	conceptenOnaf atomic.Bool // a draft may be left that was to go

	bestandsslot bestandsslot

	storing storing
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
	return &Ledger{Config: c, staten: staten, zone: zone, zoekSlot: nieuwSlot(), onaf: map[id.Dossier]bool{}}, nil
}

// ErrPoortDicht: the restore gate was not passed, so nothing opens and nothing is sealed.
var ErrPoortDicht = errors.New("ledger: the restore gate was not passed")

// sleutels gives the keys of one reading or append. Before the gate was passed there are none: an older vault has keys
// that must not open anything any more.
func (l *Ledger) sleutels(ctx context.Context) seal.Keys {
	if !l.hersteld.Load() {
		return func(id.Houder, seal.Leaf) (seal.Key, error) { return seal.Key{}, ErrPoortDicht }
	}
	return l.Kluis.Keys(ctx)
}

// Vandaag is the date in the Netherlands.
func (l *Ledger) Vandaag() waarde.Datum { return waarde.DatumVan(l.Nu().In(l.zone)) }

// Beslis asks the matrix for a grant.
func (l *Ledger) Beslis(a toegang.Actor, h domain.Handeling, d id.Dossier, doel string) toegang.Grant {
	return l.Matrix.Decide(toegang.Vraag{Actor: a, Handeling: h, Dossier: d, Doel: doel, Vandaag: l.Vandaag()})
}

// Onaf is how many dossiers have an approved destruction of which a step failed; RondAf finishes them. Nothing
// of it can be read meanwhile, but its keys may still stand.
func (l *Ledger) Onaf() int {
	l.onafSlot.Lock()
	defer l.onafSlot.Unlock()
	return len(l.onaf)
}
