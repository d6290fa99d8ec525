package projections

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"dossierboek/domain/id"
	"dossierboek/eventstore"
	"dossierboek/eventstore/disk"
)

// Indexer gives the tokens of the blind index. The caller keeps the keys.
type Indexer struct {
	// Make makes the index key of a new file, under the file's name, and gives its check value: 32 bytes that only this
	// key gives, a MAC of something fixed. Making it again does nothing.
	Make func(ctx context.Context, key string) ([]byte, error)
	// Check gives the check value of a key that was made, nil where there is no such key (any more). It never makes one.
	// A file that was made with another key cannot be searched, and is thrown away.
	Check func(ctx context.Context, key string) ([]byte, error)
	// Tokens opens a record of a kind that may hold identity or contact data, or a recipient, and gives the tokens of the
	// wording in it, under the index key of a name. It gives none where the content is destroyed. An error that wraps
	// ErrTransient is tried again; any other stops the projection at this record. Errors hold no content.
	Tokens func(ctx context.Context, key string, r eventstore.Record) ([]Veldtoken, error)
	// Forget destroys the index key of a name, for ever. Repeating it is harmless.
	Forget func(ctx context.Context, key string) error
}

// Veldtoken is one value of an onderdeel, blinded. Token is a MAC over the field and the value, so that equal values
// of different fields differ.
type Veldtoken struct {
	Dossier    id.Dossier
	Betrokkene id.Betrokkene // zero for the recipient of a verstrekking
	Onderdeel  id.Onderdeel
	Veld       string
	Token      []byte // 16 bytes
}

// Options say what projections work with. Now defaults to time.Now, Logger to none.
type Options struct {
	Dir     string // made where it is missing; holds nothing else
	Store   eventstore.Store
	Indexer Indexer
	Logger  *slog.Logger // is given no content
	Now     func() time.Time
}

// Projections are the read models. Safe for concurrent use.
type Projections struct {
	o        Options
	schema   []string
	digest   [32]byte
	lockFile *os.File
	fault    fault                           // tests only
	others   func([]projection) []projection // tests only: other projections in their place

	ctx  context.Context // ends at Close
	stop context.CancelFunc
	life sync.WaitGroup // Run, Rebuild and Vergeet under way

	running    chan struct{} // held by Run: one follower at a time
	rebuilding chan struct{} // held by Rebuild: one at a time
	files      chan struct{} // held while it changes which files there are: a switch, a forgetting, a clean-up

	mu       sync.Mutex // guards what follows; never held while waiting
	closed   bool
	live     *file // what is read from; nil while there is nothing to read
	building *file // under rebuild
	verified *file // the file that was seen to be made from this log
	leftover map[string]bool
	seen     map[*file][]state // as committed
	moved    chan struct{}     // closed and replaced whenever seen or live changes
	follows  context.CancelCauseFunc
}

// Open opens the folder. A file that is damaged or foreign is not read; one of another schema is, until Run or Rebuild
// has made another. Where there is none an empty one is made, which Run fills. Errors: ErrInUse, those of the disk.
func Open(ctx context.Context, o Options) (*Projections, error) {
	return open(ctx, &Projections{o: o})
}

func open(ctx context.Context, p *Projections) (*Projections, error) {
	if p.o.Now == nil {
		p.o.Now = time.Now
	}
	if p.o.Logger == nil {
		p.o.Logger = slog.New(slog.DiscardHandler)
	}
	var err error
	if p.schema, err = loadSchema(); err != nil {
		return nil, err
	}
	p.digest = schemaDigest(p.schema, p.newProjections(""))
	p.running, p.rebuilding, p.files = make(chan struct{}, 1), make(chan struct{}, 1), make(chan struct{}, 1)
	p.seen, p.moved, p.leftover = map[*file][]state{}, make(chan struct{}), map[string]bool{}
	if err := os.MkdirAll(p.o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("projections: %w", err)
	}
	if p.lockFile, err = lockDir(p.o.Dir); err != nil {
		return nil, err
	}
	p.ctx, p.stop = context.WithCancel(context.Background())
	if err := p.openLive(ctx); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// lockDir keeps other processes out until the file it returns is closed.
func lockDir(dir string) (*os.File, error) {
	f, err := disk.Lock(filepath.Join(dir, "projecties"))
	if errors.Is(err, disk.ErrLocked) {
		return nil, fmt.Errorf("%w: %s", ErrInUse, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("projections: lock: %w", err)
	}
	return f, nil
}

// openLive opens the file that the pointer names, or begins a new one, and clears away the others.
func (p *Projections) openLive(ctx context.Context) error {
	name, err := p.readPointer()
	if err != nil {
		return err
	}
	names, err := p.listFiles()
	if err != nil {
		return err
	}
	var live *file
	for _, n := range names {
		if n != name {
			p.leftover[n] = true
			continue
		}
		if live, err = p.openFile(ctx, n, following); err != nil {
			if !damaged(err) {
				return err
			}
			p.o.Logger.Error("the file of read models cannot be used and is made anew", "file", n, "err", err)
			p.leftover[n] = true
		}
	}
	if live == nil {
		if live, err = p.createFile(ctx, p.nextName(names), following); err != nil {
			return err
		}
		if err := p.writePointer(live.name); err != nil {
			return errors.Join(err, live.close())
		}
	}
	p.setLive(live)
	// What cannot be cleared away now is tried again by each switch and each forgetting.
	if err := p.clean(ctx); err != nil {
		p.o.Logger.Warn("old files of read models are still there", "err", err)
	}
	return nil
}

// begin counts a long call in, with a context that ends at Close too.
func (p *Projections) begin(ctx context.Context) (context.Context, func(), error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, nil, ErrClosed
	}
	p.life.Add(1)
	ctx, cancel := context.WithCancelCause(ctx)
	unhook := context.AfterFunc(p.ctx, func() { cancel(ErrClosed) })
	return ctx, func() { unhook(); cancel(nil); p.life.Done() }, nil
}

// Close ends Run, Rebuild and Vergeet, waits for them and for queries under way, and closes the files.
func (p *Projections) Close() error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil
	}
	p.closed = true
	live := p.live
	p.live = nil
	p.mu.Unlock()
	p.stop()
	p.life.Wait()
	var err error
	if live != nil {
		live.queries.Wait()
		err = live.close()
	}
	return errors.Join(err, p.lockFile.Close())
}

// acquire takes a semaphore.
func acquire(ctx context.Context, s chan struct{}) error {
	select {
	case s <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
