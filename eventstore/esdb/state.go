package esdb

import (
	"sync/atomic"
	"time"
)

// State is how the connection is now.
type State struct {
	Connected bool      // to a leader
	Since     time.Time // when Connected became what it is
	Leader    string    // host:port of the leader connected to; the last one where not Connected
	LastFault Fault     // the latest fault, "" before the first; it may be long past
	FaultAt   time.Time
}

// Counters count since Open. Appends and Retries are calls; the others are events in the life of the connection.
type Counters struct {
	Appends             uint64 // calls of Append that passed eventstore.Check
	Retries             uint64 // repeats of appends and reads after a fault that may pass
	UnknownLanded       uint64 // appends of unknown outcome, found to be stored
	UnknownNotLanded    uint64 // appends of unknown outcome, found not to be stored and sent again
	UnknownAnswered     uint64 // appends answered with eventstore.ErrUnknownOutcome
	Reconnects          uint64 // clients made after the first
	SubscriptionsLost   uint64 // subscriptions that the server or the connection ended
	SubscriptionsSilent uint64 // subscriptions renewed because they said nothing for long
}

type counters struct {
	appends, retries, unknownLanded, unknownNotLanded, unknownAnswered, reconnects, lost, silent atomic.Uint64
}

// Counters reads the counters.
func (s *Store) Counters() Counters {
	c := s.counters
	return Counters{
		Appends:             c.appends.Load(),
		Retries:             c.retries.Load(),
		UnknownLanded:       c.unknownLanded.Load(),
		UnknownNotLanded:    c.unknownNotLanded.Load(),
		UnknownAnswered:     c.unknownAnswered.Load(),
		Reconnects:          c.reconnects.Load(),
		SubscriptionsLost:   c.lost.Load(),
		SubscriptionsSilent: c.silent.Load(),
	}
}

// State tells how the connection is. It costs no call to the cluster.
func (s *Store) State() State { return s.link.now() }
