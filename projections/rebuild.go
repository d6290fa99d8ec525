package projections

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dossierboek/eventstore"
)

// Progress is how far a rebuild is.
type Progress struct {
	Records   int64               // of the log, read so far
	PerSecond float64             // on average
	Position  eventstore.Position // of the last one
	Took      time.Duration
	Done      bool // the new file is in use
}

// smallRound: when reading on gave fewer records than this, the rest is read while the live file stands still.
const smallRound = 2048

// Rebuild makes a new file from the whole store, beside the live one, and puts it in its place when it has caught up.
// The old one is deleted and its key destroyed. It can be ended by its context, which leaves the live file as it is,
// and begun again. progress, if not nil, is called after each batch. One rebuild at a time; a second one waits for the
// first. Errors: the context's, those of the store and of the disk, ErrClosed.
func (p *Projections) Rebuild(ctx context.Context, progress func(Progress)) error {
	return p.rebuild(ctx, progress, func() bool { return true })
}

// rebuild rebuilds if that is still needed once it is its turn.
func (p *Projections) rebuild(ctx context.Context, progress func(Progress), needed func() bool) error {
	ctx, end, err := p.begin(ctx)
	if err != nil {
		return err
	}
	defer end()
	if err := acquire(ctx, p.rebuilding); err != nil {
		return err
	}
	defer func() { <-p.rebuilding }()
	if !needed() {
		return nil
	}
	f, err := p.startBuilding(ctx)
	if err != nil {
		return err
	}
	b := &build{p: p, f: f, progress: progress, began: time.Now()}
	if err := b.run(ctx); err != nil {
		return errors.Join(p.cause(ctx, err), p.abandon(f))
	}
	return nil
}

// startBuilding makes the new file. Under the lock on files, so that a forgetting either comes before any token is in
// it, or sees it.
func (p *Projections) startBuilding(ctx context.Context) (*file, error) {
	if err := acquire(ctx, p.files); err != nil {
		return nil, err
	}
	defer func() { <-p.files }()
	if err := p.clean(ctx); err != nil {
		p.o.Logger.WarnContext(ctx, "old files of read models are still there", "err", err)
	}
	names, err := p.listFiles()
	if err != nil {
		return nil, err
	}
	f, err := p.createFile(ctx, p.nextName(names), building)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.building = f
	return f, nil
}

// abandon gives up a file that was being built.
func (p *Projections) abandon(f *file) error {
	ctx := context.WithoutCancel(p.ctx)
	p.files <- struct{}{}
	defer func() { <-p.files }()
	p.mu.Lock()
	kept := p.live == f // the switch was done but reported failed
	if p.building == f {
		p.building = nil
	}
	if !kept {
		delete(p.seen, f)
		p.leftover[f.name] = true
	}
	p.mu.Unlock()
	if kept {
		return nil
	}
	return errors.Join(f.close(), p.clean(ctx))
}

// build is one rebuild.
type build struct {
	p        *Projections
	f        *file
	progress func(Progress)
	began    time.Time
	records  int64
	at       eventstore.Position
}

func (b *build) run(ctx context.Context) error {
	for {
		n, err := b.round(ctx)
		if err != nil {
			return err
		}
		if n < smallRound {
			return b.finish(ctx)
		}
	}
}

// round reads on to the end of the log.
func (b *build) round(ctx context.Context) (n int64, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	in := b.p.read(ctx, b.at, false)
	for {
		events, last, err := nextBatch(ctx, in)
		if len(events) > 0 {
			if err := b.p.apply(ctx, b.f, events); err != nil {
				return n, err
			}
			n += int64(len(events))
			b.records += int64(len(events))
			b.at = events[len(events)-1].record.Position
			b.report(false)
		}
		if err != nil || last {
			return n, err
		}
	}
}

func (b *build) report(done bool) {
	if b.progress == nil {
		return
	}
	took := time.Since(b.began)
	b.progress(Progress{Records: b.records, PerSecond: float64(b.records) / max(took.Seconds(), 1e-9), Position: b.at,
		Took: took, Done: done})
}

// finish stops the follower of the live file, reads the rest, so that no reader sees the view go back, and switches.
func (b *build) finish(ctx context.Context) error {
	p := b.p
	if err := acquire(ctx, p.files); err != nil {
		return err
	}
	defer func() { <-p.files }()
	old := p.liveFile()
	if old != nil {
		if err := p.halt(ctx, old); err != nil {
			return err
		}
	}
	err := func() error {
		if _, err := b.round(ctx); err != nil {
			return err
		}
		if err := p.settle(ctx, b.f); err != nil {
			return err
		}
		return p.name(b.f)
	}()
	if err != nil {
		if old != nil {
			p.resume(old)
		}
		return err
	}
	p.mu.Lock()
	p.live, p.building, p.verified = b.f, nil, b.f
	if old != nil {
		delete(p.seen, old)
		p.leftover[old.name] = true
	}
	p.ringLocked()
	p.mu.Unlock()
	b.report(true)
	if old == nil {
		return nil
	}
	old.queries.Wait() // they are short, and no new ones come
	err = errors.Join(old.close(), p.clean(ctx))
	if err != nil { // tried again at the next occasion
		p.o.Logger.WarnContext(ctx, "the old file of read models is still there", "file", old.name, "err", err)
	}
	return nil
}

// halt ends the following of a file and lets no other batch into it.
func (p *Projections) halt(ctx context.Context, f *file) error {
	p.mu.Lock()
	if p.follows != nil {
		p.follows(errSwitched)
	}
	p.mu.Unlock()
	if err := f.lock(ctx); err != nil {
		return err
	}
	defer f.unlock()
	f.replaced = true
	return nil
}

// resume takes halt back.
func (p *Projections) resume(f *file) {
	f.slot <- struct{}{}
	defer f.unlock()
	f.replaced = false
}

// settle makes all of a built file durable, and has it written as a file that others read from here on. The write that
// goes first sees to it that there is something to check out of the -wal file: a checkpoint syncs the file, with all
// that was ever written to it.
func (p *Projections) settle(ctx context.Context, f *file) error {
	if err := f.lock(ctx); err != nil {
		return err
	}
	defer f.unlock()
	if f.spoilt {
		return errSpoilt
	}
	err := f.w.close()
	f.w, f.use = nil, following
	if err == nil {
		f.w, err = openWriter(f.path, f.use)
	}
	if err == nil {
		err = f.w.script("UPDATE bestand SET digest = digest")
	}
	if err != nil {
		return fmt.Errorf("projections: settle: %w", err)
	}
	if err := truncate(ctx, f.w); err != nil {
		return fmt.Errorf("projections: settle: %w", err)
	}
	return nil
}

// name makes a file the one in use. Where that failed but the name stands, it has not failed.
func (p *Projections) name(f *file) error {
	err := p.writePointer(f.name)
	if err == nil {
		return nil
	}
	now, unread := p.readPointer()
	if unread == nil && now == f.name {
		p.o.Logger.Warn("naming the file of read models failed, and yet it is named", "file", f.name, "err", err)
		return nil
	}
	return errors.Join(err, unread)
}
