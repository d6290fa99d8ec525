package vault

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/google/uuid"

	"dossierboek/eventstore/ledgerfile"
)

// Options are what a vault takes from the world. The zero value is what a server uses.
type Options struct {
	Now  func() time.Time // for the life of keys in memory and the time on tombstones; time.Now if nil
	Rand io.Reader        // crypto/rand if nil
}

// Vault is an open vault. All methods are safe for concurrent use.
type Vault struct {
	ledger uuid.UUID
	ring   *Ring
	now    func() time.Time
	rand   io.Reader
	lock   *os.File
	cache  *cache

	file   *ledgerfile.File
	epochs map[uint32]bool // those known to stand in table epoch; of whoever has the file's turn

	// turning is held by Rotate and DropExpired, which take the writer for a batch at a time.
	turning sync.Mutex
	// copying is held for reading by Backup and for writing by Destroy, so that no backup ends after a destruction and
	// yet holds what it destroyed.
	copying sync.RWMutex

	queue struct {
		sync.Mutex
		waiting []*issue
	}

	closer   sync.Once
	unlocked error         // what closing lock answered, after closer
	stop     chan struct{} // closed by Close
	sweeper  sync.WaitGroup
}

// Create makes the vault of a ledger in a new file and opens it. The ring must be of the same ledger, stays the
// caller's, and must outlive the vault. Errors: ErrExists, ErrForeign, ErrLocked.
func Create(ctx context.Context, path string, ledger uuid.UUID, ring *Ring, o Options) (*Vault, error) {
	return open(ctx, path, ledger, ring, o, true)
}

// Open opens the vault of a ledger, and first finishes what a crash left half done. It never makes one. The ring must
// be of the same ledger, stays the caller's, and must outlive the vault.
//
// Errors: ErrMissing, ErrForeign, ErrNewer, ErrWrongMasterKey (the ring is not the one that seals in this vault),
// ErrEpochGone, ErrLocked, ErrRemnants.
func Open(ctx context.Context, path string, ledger uuid.UUID, ring *Ring, o Options) (*Vault, error) {
	return open(ctx, path, ledger, ring, o, false)
}

func open(ctx context.Context, path string, ledger uuid.UUID, ring *Ring, o Options,
	create bool) (_ *Vault, err error) {
	if ledger == uuid.Nil {
		return nil, fmt.Errorf("%w: a vault needs a ledger", ErrInvalid)
	}
	if ring.Ledger() != ledger {
		return nil, fmt.Errorf("%w: ring of ledger %s, not of %s", ErrForeign, ring.Ledger(), ledger)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	lock, err := lockVault(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, lock.Close())
		}
	}()
	if create {
		// SQLite would apply the write-ahead log of a vault that was moved or lost to the new one, and it may hold keys that
		// stand nowhere else.
		if info, err := os.Lstat(path + "-wal"); err == nil && info.Size() > 0 {
			return nil, fmt.Errorf("%w: %s-wal, of a vault that is not there", ErrExists, path)
		}
		if err := kind.Create(ctx, path, ledger); err != nil {
			return nil, err
		}
	}
	file, err := kind.Open(ctx, path, ledger)
	if err != nil {
		return nil, err
	}
	v := &Vault{
		ledger: ledger, ring: ring, now: o.Now, rand: o.Rand, lock: lock, file: file,
		cache:  newCache(),
		epochs: map[uint32]bool{},
		stop:   make(chan struct{}),
	}
	if err := v.start(ctx); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	v.sweeper.Go(v.sweep)
	return v, nil
}

// Ledger is whose vault this is.
func (v *Vault) Ledger() uuid.UUID { return v.ledger }

// start proves the ring, and finishes what a crash left half done.
func (v *Vault) start(ctx context.Context) error {
	if err := v.ring.finish(); err != nil {
		return err
	}
	if err := v.proveEpochs(ctx); err != nil {
		return err
	}
	return v.file.Truncate(ctx)
}

// proveEpochs checks that the ring opens all that this vault may hold.
func (v *Vault) proveEpochs(ctx context.Context) error {
	rows, err := v.file.Writer.QueryContext(ctx, "SELECT number, proof FROM epoch ORDER BY number")
	if err != nil {
		return fmt.Errorf("vault: epochs: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var number uint32
		var proof []byte
		if err := rows.Scan(&number, &proof); err != nil {
			return fmt.Errorf("vault: epochs: %w", err)
		}
		if len(proof) != boxSize || boxEpoch(proof) != number {
			return fmt.Errorf("%w: the proof of epoch %d", ErrDamaged, number)
		}
		switch _, err := v.ring.open(epochSubject(), proof); {
		case errors.Is(err, ErrDamaged):
			return fmt.Errorf("%w: epoch %d of this ring is another key", ErrWrongMasterKey, number)
		case err != nil:
			return err
		}
		v.epochs[number] = true
	}
	return rows.Err()
}

// Close waits for what is under way, wipes the keys in memory and lets the files go. Further calls wait for the first
// and answer the same. The ring stays open.
func (v *Vault) Close() error {
	err := v.file.Close()
	v.closer.Do(func() {
		close(v.stop)
		v.sweeper.Wait()
		v.cache.wipe()
		v.unlocked = v.lock.Close()
	})
	return errors.Join(err, v.unlocked)
}
