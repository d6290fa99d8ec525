package projections

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"dossierboek/eventstore"
)

// file is one SQLite file with all read models.
type file struct {
	name    string // without folder; also the name of its index key
	path    string
	read    *sql.DB
	queries sync.WaitGroup // under way on read
	stale   atomic.Bool    // another schema, another log, or damaged: it may be read, and is never written again

	// The slot belongs to whoever writes: a batch, Vergeet, a switch. It guards what follows.
	slot        chan struct{}
	w           *writer // nil where stale from the start, and after a fault until the next batch
	projections []projection
	state       []state // one per projection, as committed
	anchor      anchor
	replaced    bool // another file took its place
	use         use  // following; building until it is settled
	spoilt      bool // a fault came while it was built
}

// createFile makes an empty file, and its index key. Where it fails, nothing of either is left; where that fails too,
// the next clean-up or start finds the file. The caller holds files, or is Open.
func (p *Projections) createFile(ctx context.Context, name string, u use) (*file, error) {
	path := filepath.Join(p.o.Dir, name)
	made, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("projections: new file: %w", err)
	}
	f, err := func() (*file, error) {
		if err := made.Close(); err != nil {
			return nil, err
		}
		check, err := p.o.Indexer.Make(ctx, name)
		if err != nil {
			return nil, err
		}
		w, err := openWriter(path, u)
		if err == nil {
			err = errors.Join(p.writeSchema(w, check), w.close())
		}
		if err != nil {
			return nil, err
		}
		return p.openFile(ctx, name, u)
	}()
	if err == nil {
		return f, nil
	}
	p.mu.Lock()
	p.leftover[name] = true
	p.mu.Unlock()
	return nil, errors.Join(fmt.Errorf("projections: new file: %w", err), p.clean(context.WithoutCancel(ctx)))
}

func (p *Projections) writeSchema(w *writer, check []byte) error {
	if err := w.script(fmt.Sprintf("BEGIN IMMEDIATE; PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	for _, s := range p.schema {
		if err := w.script(s); err != nil {
			return err
		}
	}
	shape, err := w.shape()
	if err != nil {
		return err
	}
	if err := w.exec("INSERT INTO bestand VALUES (1, ?, ?, ?)", p.digest[:], shape[:], check); err != nil {
		return err
	}
	return w.script("COMMIT")
}

// openFile opens a file that exists. One of another schema comes back stale; one that is damaged or foreign, or whose
// index key is not there, is ErrDamaged.
func (p *Projections) openFile(ctx context.Context, name string, u use) (*file, error) {
	path := filepath.Join(p.o.Dir, name)
	f := &file{name: name, path: path, slot: make(chan struct{}, 1), read: openReaders(path), use: u}
	digest, err := f.identify()
	if err != nil {
		return nil, errors.Join(err, f.read.Close())
	}
	if !bytes.Equal(digest, p.digest[:]) {
		f.stale.Store(true)
		return f, nil
	}
	f.projections = p.newProjections(name)
	err = f.load()
	if err == nil {
		err = f.complete()
	}
	if err == nil {
		err = p.checkKey(ctx, f)
	}
	if err != nil {
		return nil, errors.Join(err, f.close())
	}
	return f, nil
}

// complete checks that no table or index is missing or another than was made.
func (f *file) complete() error {
	row, err := f.w.row("SELECT vorm FROM bestand")
	if err != nil {
		return err
	}
	shape, err := f.w.shape()
	if err == nil && (row == nil || !bytes.Equal(row[0].([]byte), shape[:])) {
		err = errDamaged("its tables are not those that were made")
	}
	return err
}

// checkKey checks that the index key of the file is there, and the one that it was made with.
func (p *Projections) checkKey(ctx context.Context, f *file) error {
	row, err := f.w.row("SELECT proef FROM bestand")
	if err != nil {
		return err
	}
	check, err := p.o.Indexer.Check(ctx, f.name)
	if err != nil {
		return fmt.Errorf("projections: index key: %w", err)
	}
	if row == nil || !bytes.Equal(row[0].([]byte), check) {
		return errDamaged("its index key is not there, or another than it was made with")
	}
	return nil
}

// identify reads what the file is.
func (f *file) identify() (digest []byte, err error) {
	var application int64
	if err := f.read.QueryRow("PRAGMA application_id").Scan(&application); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if application != applicationID {
		return nil, errDamaged("it is not one of ours")
	}
	if err := f.read.QueryRow("SELECT digest FROM bestand").Scan(&digest); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return digest, nil
}

// lock takes the slot.
func (f *file) lock(ctx context.Context) error {
	select {
	case f.slot <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (f *file) unlock() { <-f.slot }

// load opens the writer and reads the positions. The caller holds the slot, or is the only one to know the file.
func (f *file) load() (err error) {
	if f.spoilt {
		return errSpoilt
	}
	if f.w == nil {
		if f.w, err = openWriter(f.path, f.use); err != nil {
			return err
		}
	}
	for _, p := range f.projections {
		p.reset()
	}
	f.state = make([]state, len(f.projections))
	for i, p := range f.projections {
		if f.state[i], err = readState(f.w, p.name()); err != nil {
			return err
		}
	}
	f.anchor = anchor{}
	row, err := f.w.row("SELECT vorige, positie, gebeurtenis FROM anker")
	if err != nil || row == nil {
		return err
	}
	previous, position, event := row[0].([]byte), row[1].([]byte), row[2].([]byte)
	f.anchor = anchor{eventstore.Position(previous), eventstore.Position(position), gebeurtenisOf([16]byte(event))}
	return nil
}

// drop closes the writer after a fault: what its connection is in the middle of is unknown. A file that is being built
// is given up: what a rollback needs is in the memory of the connection, so if that fails nobody can do it again.
func (f *file) drop() {
	if f.w != nil {
		_ = f.w.close() // rolls back
		f.w = nil
		f.spoilt = f.use == building
	}
}

func (f *file) close() error {
	err := f.read.Close()
	if f.w != nil {
		err = errors.Join(err, f.w.close())
		f.w = nil
	}
	return err
}
