package projections

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// apply puts a batch into a file: rows and positions in one transaction. After an error the file is as it was before,
// and so is what is known of it here. Errors: errSwitched, infrastructure, the context's.
func (p *Projections) apply(ctx context.Context, f *file, events []event) (err error) {
	if len(events) == 0 {
		return nil
	}
	if err := f.lock(ctx); err != nil {
		return err
	}
	defer f.unlock()
	if f.replaced {
		return errSwitched
	}
	if f.w == nil {
		if err := f.load(); err != nil {
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
	next := make([]state, len(f.state))
	for i, pr := range f.projections {
		if next[i], err = p.applyTo(ctx, f.w, pr, f.state[i], events); err != nil {
			return err
		}
		if err := writeState(f.w, pr.name(), next[i]); err != nil {
			return err
		}
	}
	last := events[len(events)-1]
	at := f.anchor
	if after(last.record.Position, at.position) {
		at = anchor{last.previous, last.record.Position, gebeurtenisOf(last.record.ID)}
		u := last.record.ID
		if err := f.w.exec("INSERT INTO anker VALUES (1, ?1, ?2, ?3) ON CONFLICT DO UPDATE SET vorige = ?1, positie = ?2, "+
			"gebeurtenis = ?3",
			[]byte(at.previous), []byte(at.position), u[:]); err != nil {
			return err
		}
	}
	if err := p.fault.run(stepBatch, func() error { return f.w.script("COMMIT") }); err != nil {
		return err
	}
	p.committed(f, next, at)
	return nil
}

// applyTo gives a projection the events beyond its position. An event that it cannot take stops it there; the state
// says so.
func (p *Projections) applyTo(ctx context.Context, w *writer, pr projection, s state, events []event) (state, error) {
	if !s.runs() {
		return s, nil
	}
	for len(events) > 0 && !after(events[0].record.Position, s.position) {
		events = events[1:]
	}
	if len(events) == 0 {
		return s, nil
	}
	// All at once; and where that fails, one by one, so that what came before the culprit still goes in.
	err := p.within(ctx, w, pr, events)
	if err == nil {
		return s.passed(events), nil
	}
	for i := range events {
		if err := abort(ctx, err); err != nil {
			return s, err
		}
		if err = p.within(ctx, w, pr, events[i:i+1]); err == nil {
			s = s.passed(events[i : i+1])
			continue
		}
		if err := abort(ctx, err); err != nil {
			return s, err
		}
		e := &events[i]
		s.stopped = &Stopped{Kind: e.record.Kind, Stream: e.record.Stream, Revision: e.record.Revision, Reason: err.Error(),
			Since: p.o.Now().UTC().Truncate(time.Microsecond)}
		s.retried = false
		p.o.Logger.ErrorContext(ctx, "a projection stopped", "projection", pr.name(), "kind", e.record.Kind, "place",
			e.place(), "reason", s.stopped.Reason)
		return s, nil
	}
	return s, nil
}

// abort tells what ends the batch from what stops a projection.
func abort(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if infrastructure(err) {
		return err
	}
	return nil
}

// within applies events inside a savepoint: all, or none and nothing of them in memory either.
func (p *Projections) within(ctx context.Context, w *writer, pr projection, events []event) error {
	if err := w.exec("SAVEPOINT projectie"); err != nil {
		return err
	}
	err := applyAll(ctx, w, pr, events)
	if err == nil {
		return w.exec("RELEASE projectie")
	}
	pr.reset()
	if undone := errors.Join(w.exec("ROLLBACK TO projectie"), w.exec("RELEASE projectie")); undone != nil {
		return fmt.Errorf("%w: a savepoint does not roll back: %w", ErrTransient, undone)
	}
	return err
}

func applyAll(ctx context.Context, w *writer, pr projection, events []event) error {
	for i := range events {
		if e := &events[i]; pr.wants(e) {
			if err := safely(pr, ctx, w, e); err != nil {
				return err
			}
		}
	}
	return safelyFlush(pr, w)
}

// passed is the state after events went in.
func (s state) passed(events []event) state {
	s.position = events[len(events)-1].record.Position
	for i := len(events) - 1; i >= 0; i-- {
		if !events[i].at.IsZero() {
			s.at = events[i].at
			break
		}
	}
	s.stopped, s.retried = nil, false
	return s
}
