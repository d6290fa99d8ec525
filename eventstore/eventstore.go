// Package eventstore says what the ledger asks of a store of events, and nothing of what the events mean.
//
// A store keeps streams. A stream is a sequence of records numbered 0, 1, 2, … without gaps; a record never changes
// and never leaves. All streams together form one log in a total order, in which each record has a [Position].
// Two stores keep this contract: eventstore/sqlite on one machine and eventstore/esdb on a cluster. The suite in
// eventstore/storetest holds both to it, so the contract promises only what both can give:
//
//   - [Store.Append] to one stream is all or nothing. There is no append across streams: facts that must stand
//     together go in one append.
//   - An append is durable before it answers.
//   - The end of history and a broken read are different things: an iterator that ends without an error has yielded
//     everything there was; one that could not yields its error last.
package eventstore

import (
	"context"
	"iter"

	"github.com/google/uuid"
)

// MaxAppend is the most one append may hold, in bytes, counted by [Size]. It is EventStoreDB's own limit (1 MiB for
// all events of an append together), kept by every store so that what works embedded works on a cluster.
const MaxAppend = 1 << 20

// Event is a record before it is stored. Its ID is new with each event, and stays the same when an append is repeated.
// Data and Meta are opaque bytes to a store; nil and empty are the same.
type Event struct {
	ID   uuid.UUID
	Kind string
	Data []byte
	Meta []byte
}

// Size is what events count against [MaxAppend], in bytes: twice the kind (EventStoreDB stores it so), data and meta.
func Size(events ...Event) int {
	n := 0
	for _, e := range events {
		n += 2*len(e.Kind) + len(e.Data) + len(e.Meta)
	}
	return n
}

// Record is a stored event.
type Record struct {
	Stream   string
	Revision uint64
	Position Position
	Event
}

// Position is a record's place in the log of one store. It is opaque: its byte order is the order of the log, it may
// have gaps, and it means nothing in another store. The zero Position lies before the first record.
type Position string

// Expected is the revision at which a writer believes a stream to be.
type Expected struct {
	state    expectation
	revision uint64
}

type expectation uint8

const (
	noStream expectation = iota + 1
	exact
	anyRevision
)

// NoStream expects that the stream has no records yet.
func NoStream() Expected { return Expected{state: noStream} }

// Exact expects that the stream's last record has this revision.
func Exact(revision uint64) Expected { return Expected{state: exact, revision: revision} }

// Any expects nothing: the events go at the end, wherever that is. A repeat with the same ids is normally recognised,
// but a store may store it again: readers of such streams count an id once.
func Any() Expected { return Expected{state: anyRevision} }

// Match calls the function of the case that e is. The zero Expected is none of them and Match returns false.
func (e Expected) Match(none func(), at func(revision uint64), whatever func()) bool {
	switch e.state {
	case noStream:
		none()
	case exact:
		at(e.revision)
	case anyRevision:
		whatever()
	default:
		return false
	}
	return true
}

// Appended says where an append landed.
type Appended struct {
	First, Last uint64   // revisions of the first and last event of the append
	Position    Position // of the last event
}

// Store is the contract. All methods are safe for concurrent use. Errors match those of this package with errors.Is or
// errors.As; a cancelled or expired context is answered with the context's own error, in which case the outcome of an
// append is unknown until its ids are looked up or the same append is repeated. An append that is being written on
// this machine may answer after its context ended, with what became of it.
type Store interface {
	// Append stores events at the end of stream, all or none, and returns when they are durable. It is idempotent by
	// event id: where the expected revision is NoStream or Exact and exactly these ids already stand there, it answers
	// as it did the first time; where only some of them do, it is a conflict. Ids are compared, bytes are not: a repeat
	// with other bytes answers as the first and changes nothing. The bytes of the events must never change after the
	// call, not even when it was cancelled: a store may still be reading them. What may be appended at all, [Check] says.
	// Errors: *ConflictError, ErrTooLarge, ErrInvalid, ErrUnavailable, ErrFull, ErrReadOnly, ErrUnknownOutcome,
	// ErrClosed.
	Append(ctx context.Context, stream string, expected Expected, events ...Event) (Appended, error)

	// ReadStream yields the stream's records from a revision on, in order, up to where the stream ended when the read
	// began or later. A stream without records yields nothing.
	ReadStream(ctx context.Context, stream string, from uint64) iter.Seq2[Record, error]

	// ReadAll yields the whole log after a position, in order, and ends where the log ends. Where the log has no
	// such position, the error is ErrPosition.
	ReadAll(ctx context.Context, after Position) iter.Seq2[Record, error]

	// Follow yields what ReadAll yields and then waits for more. It ends only with an error, the context's included.
	Follow(ctx context.Context, after Position) iter.Seq2[Record, error]

	// Head returns the revision of the stream's last record; ok is false where there is none.
	Head(ctx context.Context, stream string) (revision uint64, ok bool, err error)

	// Tail returns the position of the last record of the log, zero where the log is empty.
	Tail(ctx context.Context) (Position, error)

	// Close ends all reads and follows with ErrClosed, finishes the appends under way, and releases what the store holds.
	Close() error
}
