package esdb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"dossierboek/eventstore"
)

// link is the connection to the cluster over all generations. One goroutine, [link.keep], makes the next generation
// where the last one was retired; callers wait for it no longer than their context and patience allow.
type link struct {
	build    func(ctx context.Context, retired func(*generation, error)) (*generation, error)
	patience time.Duration
	timeout  time.Duration // of one call
	log      *slog.Logger
	counters *counters

	ctx    context.Context // ends with the store
	cancel context.CancelFunc
	kept   chan struct{} // closed when keep has ended
	lost   chan struct{} // a generation was retired; holds one

	seen seen

	mu      sync.Mutex // guards what follows
	current *generation
	changed chan struct{} // closed and made anew whenever current changes
	failed  error         // why current is nil
	state   State
}

// open makes the first generation and begins to keep the connection.
func (l *link) open(ctx context.Context) error {
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.kept, l.lost, l.changed = make(chan struct{}), make(chan struct{}, 1), make(chan struct{})
	g, err := l.build(ctx, l.forget)
	if err != nil {
		l.cancel()
		close(l.kept)
		return err
	}
	l.use(g)
	go l.keep()
	return nil
}

// keep makes a new generation whenever there is none.
func (l *link) keep() {
	defer close(l.kept)
	for {
		select {
		case <-l.lost:
		case <-l.ctx.Done():
			return
		}
		var p pauses
		for l.none() {
			g, err := l.build(l.ctx, l.forget)
			if err == nil {
				l.counters.reconnects.Add(1)
				l.use(g)
				break
			}
			l.note(err)
			if p.wait(l.ctx) != nil {
				return
			}
		}
	}
}

func (l *link) none() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.current == nil
}

// use gives the callers a generation.
func (l *link) use(g *generation) {
	l.mu.Lock()
	l.current, l.failed = g, nil
	l.state.Connected, l.state.Since, l.state.Leader = true, time.Now(), g.leader
	l.changeLocked()
	l.mu.Unlock()
	l.log.Info("connected to EventStoreDB", "leader", g.leader)
	if g.isOver() { // it may have been retired before it was used, and forget did not know it then
		l.forget(g, errRetired)
	}
}

// forget is told that a generation was retired.
func (l *link) forget(g *generation, err error) {
	l.mu.Lock()
	if l.current != g {
		l.mu.Unlock()
		return
	}
	l.current, l.failed = nil, err
	l.state.Connected, l.state.Since = false, time.Now()
	l.changeLocked()
	l.mu.Unlock()
	l.log.Warn("lost EventStoreDB", "leader", g.leader, "err", err)
	select {
	case l.lost <- struct{}{}:
	default: // keep knows already
	}
}

func (l *link) changeLocked() {
	close(l.changed)
	l.changed = make(chan struct{})
}

// note records why there is no generation yet.
func (l *link) note(err error) {
	if errors.Is(err, ErrNoLeader) {
		l.fault(FaultNoLeader)
	} else {
		l.fault(FaultConnecting)
	}
	l.mu.Lock()
	first := l.failed == nil || l.failed.Error() != err.Error()
	l.failed = err
	l.mu.Unlock()
	if first { // not each try of a long outage
		l.log.Warn("no connection to EventStoreDB", "err", err)
	}
}

// fault records the latest fault.
func (l *link) fault(kind Fault) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.LastFault, l.state.FaultAt = kind, time.Now()
}

func (l *link) now() State {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

// generation gives the current one, or waits for it. Where the connection has been lost for longer than patience it
// waits no more: eventstore.ErrUnavailable at once, with the reason.
func (l *link) generation(ctx context.Context) (*generation, error) {
	for {
		l.mu.Lock()
		g, changed, failed, since := l.current, l.changed, l.failed, l.state.Since
		l.mu.Unlock()
		if g != nil {
			return g, nil
		}
		timer := time.NewTimer(time.Until(since.Add(l.patience)))
		select {
		case <-changed:
			timer.Stop()
		case <-ctx.Done():
			timer.Stop()
			return nil, ctx.Err()
		case <-l.ctx.Done():
			timer.Stop()
			return nil, eventstore.ErrClosed
		case <-timer.C:
			if !errors.Is(failed, eventstore.ErrUnavailable) {
				failed = fmt.Errorf("%w: %w", eventstore.ErrUnavailable, failed)
			}
			return nil, failed
		}
	}
}

// close ends the keeping and retires the current generation. It waits for the calls that are still in it, which end
// with their contexts, but not for ever: one of them may be waiting for the client.
func (l *link) close() {
	l.cancel()
	<-l.kept
	l.mu.Lock()
	g := l.current
	l.current = nil
	l.mu.Unlock()
	if g != nil {
		g.retire(eventstore.ErrClosed)
		g.settled(5 * time.Second)
	}
}
