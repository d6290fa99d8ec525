package eventstore

import (
	"errors"
	"fmt"
)

var (
	// ErrConflict is matched by every *ConflictError.
	ErrConflict = errors.New("eventstore: the stream is at another revision")
	// ErrTooLarge: the append is over MaxAppend. Nothing was stored.
	ErrTooLarge = errors.New("eventstore: the append is larger than 1 MiB")
	// ErrInvalid: the call can never be taken (no events, an empty stream name or kind, a nil or doubled id, a zero
	// Expected).
	ErrInvalid = errors.New("eventstore: the append is not well formed")
	// ErrUnavailable: the store cannot be reached or is busy; nothing was stored; the same call may succeed later.
	ErrUnavailable = errors.New("eventstore: the store is not available")
	// ErrFull: the disk is full. Nothing was stored.
	ErrFull = errors.New("eventstore: no space left")
	// ErrReadOnly: the store cannot be written. Nothing was stored.
	ErrReadOnly = errors.New("eventstore: the store is read-only")
	// ErrUnknownOutcome: the events may or may not have been stored. Repeat the same bytes, or look for the ids.
	ErrUnknownOutcome = errors.New("eventstore: the outcome of the append is unknown")
	// ErrBroken: a read met data that cannot be right (a gap in revisions, an id that does not parse).
	ErrBroken = errors.New("eventstore: the log is damaged")
	// ErrPosition: the log has no such position. It is another store's, or the log is older than the position: a copy
	// from before it was put back. Stores say so where they can tell.
	ErrPosition = errors.New("eventstore: the log has no such position")
	// ErrMissing: there is no store where one was named, and none was to be made.
	ErrMissing = errors.New("eventstore: there is no such store")
	// ErrLocked: another process holds the store for writing.
	ErrLocked = errors.New("eventstore: another process has the store open for writing")
	// ErrClosed: the store was closed.
	ErrClosed = errors.New("eventstore: the store is closed")
)

// ConflictError says that a stream was not where the writer expected it.
type ConflictError struct {
	Stream string
	Head   uint64 // revision of the last record, meaningful where Exists
	Exists bool
}

func (e *ConflictError) Error() string {
	if !e.Exists {
		return fmt.Sprintf("%v: %s has no records", ErrConflict, e.Stream)
	}
	return fmt.Sprintf("%v: %s is at %d", ErrConflict, e.Stream, e.Head)
}

// Is makes every ConflictError match ErrConflict.
func (e *ConflictError) Is(target error) bool { return target == ErrConflict }
