package eventstore

import (
	"sync"
	"sync/atomic"
)

// Life counts the calls that are under way in something that closes, so that closing can wait for them. The zero Life
// is open.
type Life struct {
	mu    sync.RWMutex // so that no call is counted in once Close has returned
	ended atomic.Bool
	calls sync.WaitGroup
}

// Begin counts a call in and reports whether it may go on; End counts it out.
func (l *Life) Begin() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.ended.Load() {
		return false
	}
	l.calls.Add(1)
	return true
}

// End counts out a call that Begin counted in.
func (l *Life) End() { l.calls.Done() }

// Ended reports whether Close was called.
func (l *Life) Ended() bool { return l.ended.Load() }

// Close lets no further call begin; Wait waits for those that did.
func (l *Life) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended.Store(true)
}

// Wait returns when no call is under way. It is of use after Close only.
func (l *Life) Wait() { l.calls.Wait() }
