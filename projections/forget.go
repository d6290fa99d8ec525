package projections

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dossierboek/domain/id"
)

// Vergeten is what an erasure took away, for which no token may remain.
type Vergeten struct {
	Dossier     id.Dossier
	Geheel      bool            // the whole dossier
	Betrokkenen []id.Betrokkene // whose data are gone altogether
	Onderdelen  []id.Onderdeel  // gone, or with another wording
}

// checkpointPause is how long to wait before a checkpoint that a reader stood in the way of is tried again.
const checkpointPause = 20 * time.Millisecond

// Vergeet forgets tokens. Call it when the keys of the content are gone and before the erasure is reported done. When
// it returns nil, no byte of any file in the folder holds those tokens, and none of them comes back: a batch that
// opened content before the keys went has been committed and cleaned, one that comes later opens nothing. Repeating it
// is harmless. Errors: ErrRemnants, with what is in the way; the context's; ErrClosed.
func (p *Projections) Vergeet(ctx context.Context, v Vergeten) error {
	ctx, end, err := p.begin(ctx)
	if err != nil {
		return err
	}
	defer end()
	if err := acquire(ctx, p.files); err != nil {
		return err
	}
	defer func() { <-p.files }()
	p.mu.Lock()
	live, building := p.live, p.building
	p.mu.Unlock()
	if live != nil && live.stale.Load() {
		// Who knows what its tables are. It can be missed, and a new one is on its way.
		if err := p.discard(live); err != nil {
			return fmt.Errorf("%w: %w", ErrRemnants, err)
		}
		live = nil
	}
	var errs []error
	for _, f := range []*file{live, building} {
		if f != nil {
			errs = append(errs, p.forgetIn(ctx, f, v))
		}
	}
	errs = append(errs, p.clean(ctx)) // files that should be gone hold tokens too
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("%w: %w", ErrRemnants, p.cause(ctx, err))
	}
	return nil
}

// discard stops reading from a file, for good. The caller holds files.
func (p *Projections) discard(f *file) error {
	p.mu.Lock()
	p.live = nil
	delete(p.seen, f)
	p.leftover[f.name] = true
	p.ringLocked()
	p.mu.Unlock()
	f.queries.Wait()
	f.slot <- struct{}{}
	defer f.unlock()
	f.replaced = true
	return f.close()
}

// forgetIn waits for the batch under way, wipes the tokens, and empties the -wal file, which holds the pages as they
// were.
func (p *Projections) forgetIn(ctx context.Context, f *file, v Vergeten) (err error) {
	if err := f.lock(ctx); err != nil {
		return err
	}
	defer f.unlock()
	if f.w == nil {
		if err := f.load(); err != nil {
			f.drop()
			return err
		}
	}
	defer func() {
		if err != nil {
			f.drop()
		}
	}()
	if err := f.w.script("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := forgetTokens(f.w, "", v); err != nil {
		return err
	}
	if err := p.fault.run(stepForget, func() error { return f.w.script("COMMIT") }); err != nil {
		return err
	}
	return p.fault.run(stepTruncate, func() error { return truncate(ctx, f.w) })
}

// truncate goes on until no reader is in the way. Readers are short.
func truncate(ctx context.Context, w *writer) error {
	for {
		done, err := w.truncateWAL()
		if err != nil || done {
			return err
		}
		select {
		case <-time.After(checkpointPause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
