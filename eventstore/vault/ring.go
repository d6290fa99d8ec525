package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
	"gocloud.dev/secrets"

	"dossierboek/eventstore/disk"
)

// Ring holds the epoch keys, which seal everything in a vault. On disk it is a file of its own in which a master key
// wraps each of them. All methods are safe for concurrent use; a Vault alone changes it.
//
// Unlike persons' keys, epoch keys stay in memory for as long as the ring is open.
type Ring struct {
	path   string
	ledger uuid.UUID
	keeper *secrets.Keeper
	rand   io.Reader
	fault  fault

	mu     sync.RWMutex
	epochs []epoch // in order of number, the current one last; replaced as a whole, never empty
}

// CreateRing makes a ring with its first epoch in a new file, durable when it returns. A file that stands there
// already is never touched: ErrExists. The keeper stays the caller's, and must outlive the ring.
func CreateRing(ctx context.Context, path string, ledger uuid.UUID, keeper *secrets.Keeper, now time.Time,
	rand io.Reader) (*Ring, error) {
	if ledger == uuid.Nil || now.IsZero() {
		return nil, fmt.Errorf("%w: a ring needs a ledger and a time", ErrInvalid)
	}
	r := &Ring{path: path, ledger: ledger, keeper: keeper, rand: rand}
	first, err := r.newEpoch(ctx, 1, now)
	if err != nil {
		return nil, err
	}
	r.epochs = []epoch{first}
	content, err := r.encode(r.epochs)
	if err != nil {
		return nil, err
	}
	if err := disk.WritePrivate(r.tempPath(), content); err != nil {
		return nil, fmt.Errorf("vault: make ring: %w", err)
	}
	// A link, unlike a rename, never takes the place of a file that is there.
	err = os.Link(r.tempPath(), path)
	if errors.Is(err, os.ErrExist) {
		err = fmt.Errorf("%w: %s", ErrExists, path)
	}
	if err = errors.Join(err, os.Remove(r.tempPath()), disk.Sync(filepath.Dir(path))); err != nil {
		return nil, fmt.Errorf("vault: make ring: %w", err)
	}
	return r, nil
}

// OpenRing opens the ring of a ledger and unwraps its epochs. The keeper stays the caller's, and must outlive the
// ring. Errors: ErrMissing, ErrPermissions, ErrForeign, ErrNewer, ErrWrongMasterKey; when the keeper cannot be
// reached, its error.
func OpenRing(ctx context.Context, path string, ledger uuid.UUID, keeper *secrets.Keeper,
	rand io.Reader) (*Ring, error) {
	r := &Ring{path: path, ledger: ledger, keeper: keeper, rand: rand}
	if err := r.reload(ctx); err != nil {
		return nil, err
	}
	return r, nil
}

// Ledger returns the ledger that the ring belongs to.
func (r *Ring) Ledger() uuid.UUID { return r.ledger }

// Epochs lists the epochs of the ring in order of number, the current one last.
func (r *Ring) Epochs() []Epoch {
	var list []Epoch
	for _, e := range r.loaded() {
		list = append(list, e.Epoch)
	}
	return list
}

func (r *Ring) loaded() []epoch {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.epochs
}

// reload makes memory agree with the file. Every change of the ring begins with it, because an earlier change may have
// been reported failed and yet be done. Until then memory may lack the newest epoch or still hold a dropped one, both
// harmless: the one before the newest is still in the file, and nothing is sealed under a dropped one.
func (r *Ring) reload(ctx context.Context) error {
	content, err := readPrivate(r.path, maxRingFile)
	if err != nil {
		return fmt.Errorf("vault: ring: %w", err)
	}
	f, err := parseRing(content)
	if err != nil {
		return err
	}
	if f.Ledger != r.ledger {
		return fmt.Errorf("%w: ring of ledger %s, not of %s", ErrForeign, f.Ledger, r.ledger)
	}
	var epochs []epoch
	for _, re := range f.Epochs {
		e := epoch{Epoch: Epoch{Number: re.Number, Made: re.Made}, wrapped: re.Key}
		if re.Superseded != nil {
			e.Superseded = *re.Superseded
		}
		if e.aead, err = r.unwrap(ctx, re.Number, re.Key); err != nil {
			return err
		}
		epochs = append(epochs, e)
	}
	r.set(epochs)
	return nil
}

func (r *Ring) set(epochs []epoch) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.epochs = epochs
}

// add makes a new current epoch.
func (r *Ring) add(ctx context.Context, now time.Time) error {
	epochs := slices.Clone(r.loaded())
	e, err := r.newEpoch(ctx, epochs[len(epochs)-1].Number+1, now)
	if err != nil {
		return err
	}
	return r.change(append(epochs, e))
}

// supersede notes that nothing is sealed any more under any epoch but the current one. Those numbered were in use
// until now, also where the ring knows them as superseded before: an older vault was restored in between.
func (r *Ring) supersede(numbers []uint32, now time.Time) error {
	epochs := slices.Clone(r.loaded())
	for i := range epochs[:len(epochs)-1] {
		if epochs[i].Superseded.IsZero() || slices.Contains(numbers, epochs[i].Number) {
			epochs[i].Superseded = now.UTC()
		}
	}
	return r.change(epochs)
}

// drop destroys epochs, never the current one.
func (r *Ring) drop(numbers []uint32) error {
	epochs := r.loaded()
	current := epochs[len(epochs)-1].Number
	return r.change(slices.DeleteFunc(slices.Clone(epochs), func(e epoch) bool {
		return e.Number != current && slices.Contains(numbers, e.Number)
	}))
}

// change makes epochs durable and then uses them, in that order.
func (r *Ring) change(epochs []epoch) error {
	if err := r.replace(epochs); err != nil {
		return err
	}
	r.set(epochs)
	return nil
}
