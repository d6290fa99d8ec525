package esdb

import (
	"context"
	"sync"
	"time"
)

// passing is the context of a call on its way into the client. The client first asks its state machine for a connection,
// which listens to no context, and only then asks the context for its deadline. That first question tells that the call is
// past the state machine; in is called then, once.
type passing struct {
	context.Context
	once sync.Once
	in   func()
}

// Deadline implements context.Context.
func (p *passing) Deadline() (time.Time, bool) {
	p.passed()
	return p.Context.Deadline()
}

// passed is also called for a call that failed before it came so far.
func (p *passing) passed() { p.once.Do(p.in) }
