package projections

import (
	"context"
	"time"

	"dossierboek/eventstore"
)

// Stopped says at which event a projection stopped, and why. It holds no content.
type Stopped struct {
	Kind     string
	Stream   string
	Revision uint64
	Reason   string
	Since    time.Time
}

// ProjectionHealth is how one projection is doing.
type ProjectionHealth struct {
	Name     string
	Position eventstore.Position
	LastAt   time.Time     // when the last event it passed was recorded
	AtTail   bool          // it has passed every event of the store
	Lag      time.Duration // between the last event it passed and now, where not at the tail
	Behind   int           // events of the store that it has not passed: only CountBehind fills it in
	Stopped  *Stopped      // nil while it runs
}

// Health is how the read models are doing.
type Health struct {
	Ready       bool   // they can be read, are of this program's schema, and every projection runs and is at the tail
	File        string // in use; "" where there is none
	Stale       bool   // the file in use is of another schema or log, and is served until a new one is there
	Rebuilding  bool
	Projections []ProjectionHealth // of the file in use; none where it is stale
}

// MaxBehind is as far as CountBehind counts the events that a projection has not passed.
const MaxBehind = 10_000

// CountBehind fills in how many events each projection has not passed. Positions may have gaps, so they are counted by
// reading: not for everybody who asks how it goes.
func (p *Projections) CountBehind(ctx context.Context, h *Health) (err error) {
	counted := map[eventstore.Position]int{} // they mostly stand together
	for i := range h.Projections {
		ph := &h.Projections[i]
		if ph.AtTail {
			continue
		}
		n, ok := counted[ph.Position]
		if !ok {
			if n, err = p.behind(ctx, ph.Position); err != nil {
				return err
			}
			counted[ph.Position] = n
		}
		ph.Behind = n
	}
	return nil
}

// behind counts the events after a position.
func (p *Projections) behind(ctx context.Context, position eventstore.Position) (n int, err error) {
	for _, err := range p.o.Store.ReadAll(ctx, position) {
		if err != nil {
			return n, err
		}
		if n++; n == MaxBehind {
			break
		}
	}
	return n, nil
}

// Health looks at every projection. The error is the store's, whose tail it asks; the rest of the answer holds all the
// same.
func (p *Projections) Health(ctx context.Context) (Health, error) {
	tail, err := p.o.Store.Tail(ctx)
	p.mu.Lock()
	defer p.mu.Unlock()
	h := Health{Rebuilding: p.building != nil}
	if p.live == nil {
		return h, err
	}
	h.File, h.Stale = p.live.name, p.live.stale.Load()
	h.Ready = err == nil && p.usableLocked()
	now := p.o.Now()
	for i, s := range p.seen[p.live] {
		ph := ProjectionHealth{Name: p.live.projections[i].name(), Position: s.position, LastAt: s.at, AtTail: err == nil &&
			s.position >= tail}
		if s.stopped != nil {
			stopped := *s.stopped
			ph.Stopped = &stopped
		}
		if !ph.AtTail && !s.at.IsZero() {
			ph.Lag = max(0, now.Sub(s.at))
		}
		h.Ready = h.Ready && ph.AtTail && ph.Stopped == nil
		h.Projections = append(h.Projections, ph)
	}
	return h, err
}

// WachtTot waits until every projection that runs has passed a position. Errors: ErrStopped where those that run have,
// but one has stopped before it; the context's; ErrClosed.
func (p *Projections) WachtTot(ctx context.Context, position eventstore.Position) error {
	for {
		p.mu.Lock()
		passed, stopped, closed, moved := p.passedLocked(position), p.stoppedLocked(position), p.closed, p.moved
		p.mu.Unlock()
		switch {
		case closed:
			return ErrClosed
		case passed && stopped:
			return ErrStopped
		case passed:
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		case <-p.ctx.Done():
			return ErrClosed
		}
	}
}

// usableLocked reports whether positions of the file in use mean anything in this log.
func (p *Projections) usableLocked() bool {
	return p.live != nil && !p.live.stale.Load() && p.verified == p.live
}

func (p *Projections) passedLocked(position eventstore.Position) bool {
	if !p.usableLocked() {
		return false
	}
	for _, s := range p.seen[p.live] {
		if s.runs() && after(position, s.position) {
			return false
		}
	}
	return true
}

func (p *Projections) stoppedLocked(position eventstore.Position) bool {
	for _, s := range p.seen[p.live] {
		if !s.runs() && after(position, s.position) {
			return true
		}
	}
	return false
}
