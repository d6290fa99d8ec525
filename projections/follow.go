package projections

import (
	"context"
	"errors"
	"time"

	"dossierboek/eventstore"
)

const (
	firstPause = 100 * time.Millisecond
	maxPause   = 5 * time.Second
)

// Run follows the store until the context ends, and answers the context's error then, or ErrClosed. Projections that
// had stopped are tried again from where they are. A file of another schema, or one that turns out damaged or made
// from another log, is rebuilt. Faults of disk, store or vault are tried again. One Run at a time; a second one waits.
func (p *Projections) Run(ctx context.Context) error {
	ctx, end, err := p.begin(ctx)
	if err != nil {
		return err
	}
	defer end()
	if err := acquire(ctx, p.running); err != nil {
		return err
	}
	defer func() { <-p.running }()
	tried := map[*file]bool{}
	for pause := firstPause; ; {
		f := p.liveFile()
		var err error
		if unusable(f) {
			err = p.rebuild(ctx, nil, func() bool { return unusable(p.liveFile()) })
		} else {
			var moved bool
			moved, err = p.follow(ctx, f, !tried[f])
			tried[f] = true
			if moved {
				pause = firstPause
			}
		}
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err == nil, errors.Is(err, errRestart):
			continue
		case errors.Is(err, errSwitched): // or about to be
			if err := acquire(ctx, p.files); err != nil {
				return err
			}
			<-p.files
			continue
		case errors.Is(err, eventstore.ErrClosed):
			return err
		case f != nil && (damaged(err) || errors.Is(err, eventstore.ErrPosition)):
			p.o.Logger.ErrorContext(ctx, "the file of read models is made anew", "file", f.name, "err", err)
			f.stale.Store(true)
			continue
		}
		p.o.Logger.WarnContext(ctx, "following the store failed and is tried again", "err", err, "pause", pause)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
		pause = min(2*pause, maxPause)
	}
}

// unusable reports whether there is no file to follow into.
func unusable(f *file) bool { return f == nil || f.stale.Load() }

// follow keeps one file up to date until it cannot, or another takes its place. moved says whether anything went in.
func (p *Projections) follow(ctx context.Context, f *file, retry bool) (moved bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	p.mu.Lock()
	p.follows = cancel
	p.mu.Unlock()
	from, ok, err := p.startAt(ctx, f, retry)
	if err != nil {
		return false, err
	}
	if !ok { // every projection has stopped
		<-ctx.Done()
		return false, context.Cause(ctx)
	}
	in := p.read(ctx, from, true)
	for {
		events, last, err := nextBatch(ctx, in)
		if len(events) > 0 {
			if err := p.apply(ctx, f, events); err != nil {
				return moved, p.cause(ctx, err)
			}
			moved = true
		}
		if last {
			return moved, p.cause(ctx, err)
		}
		if p.ahead(f, events) {
			return moved, errRestart
		}
	}
}

// cause gives the reason for which a context ended rather than the error that came of it.
func (p *Projections) cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// startAt loads where a file is, and checks that it was made from this log. retry lets stopped projections try again.
func (p *Projections) startAt(ctx context.Context, f *file,
	retry bool) (from eventstore.Position, ok bool, err error) {
	if err := f.lock(ctx); err != nil {
		return "", false, err
	}
	defer f.unlock()
	if f.replaced {
		return "", false, errSwitched
	}
	if f.w == nil {
		if err := f.load(); err != nil {
			f.drop()
			return "", false, err
		}
	}
	if retry {
		for i := range f.state {
			f.state[i].retried = f.state[i].stopped != nil
		}
	}
	if err := p.sameLog(ctx, f.anchor); err != nil {
		return "", false, err
	}
	p.mu.Lock()
	p.verified = f
	p.mu.Unlock()
	p.committed(f, f.state, f.anchor)
	from, ok = f.from()
	return from, ok, nil
}

// sameLog checks that the last record a file holds stands where it stood.
func (p *Projections) sameLog(ctx context.Context, a anchor) error {
	if a.position == "" {
		return nil
	}
	for r, err := range p.o.Store.ReadAll(ctx, a.previous) {
		switch {
		case errors.Is(err, eventstore.ErrPosition):
			return errOtherLog
		case err != nil:
			return err
		case r.Position != a.position || r.ID != a.event.UUID():
			return errOtherLog
		}
		return nil
	}
	return errOtherLog
}

// ahead reports whether all that still run are beyond what is being read: the one for which it was read has stopped.
func (p *Projections) ahead(f *file, events []event) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	read := events[len(events)-1].record.Position
	for _, s := range p.seen[f] {
		if s.runs() && !after(s.position, read) {
			return false
		}
	}
	return true
}

// committed makes known how far a file is. The caller holds the file's slot.
func (p *Projections) committed(f *file, states []state, a anchor) {
	f.state, f.anchor = states, a
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[f] = append([]state(nil), states...)
	p.ringLocked()
}

func (p *Projections) ringLocked() {
	close(p.moved)
	p.moved = make(chan struct{})
}

func (p *Projections) liveFile() *file {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.live
}

func (p *Projections) setLive(f *file) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.live = f
	if f != nil {
		p.seen[f] = append([]state(nil), f.state...)
	}
	p.ringLocked()
}
