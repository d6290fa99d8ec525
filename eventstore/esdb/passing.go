package esdb

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// passing is the context of a call on its way into the client. The client first asks its state machine for a
// connection, which listens to no context, and only then asks the context for its deadline, before it sends anything.
// That first question tells that the call is past the state machine; open is called then, once.
type passing struct {
	context.Context
	where atomic.Int32
	once  sync.Once
	open  func()
}

const (
	outside int32 = iota // it may be sent, and was not yet
	inside               // it may have been sent
	left                 // its caller left it outside: it is never sent
)

// errUnsent: the call was never sent, and never will be.
var errUnsent = errors.New("esdb: the call was not sent")

// Deadline implements context.Context. Of a call that was left outside it ends the way in, by a panic with errUnsent:
// the client has no other way to be stopped there, and [enter] sees to it.
func (p *passing) Deadline() (time.Time, bool) {
	if !p.where.CompareAndSwap(outside, inside) && p.where.Load() == left {
		panic(errUnsent)
	}
	p.passed()
	return p.Context.Deadline()
}

// passed is also called for a call that failed before it came so far.
func (p *passing) passed() { p.once.Do(p.open) }

// leave says whether the call was left outside.
func (p *passing) leave() bool { return p.where.CompareAndSwap(outside, left) }
