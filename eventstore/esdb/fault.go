package esdb

import (
	"context"
	"errors"
	"fmt"
	"io"

	client "github.com/EventStore/EventStore-Client-Go/v4/esdb"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"dossierboek/eventstore"
)

// Fault is a kind of fault that may pass, as [State] and the log name it.
type Fault string

// The kinds of faults that may pass.
const (
	FaultUnreachable Fault = "unreachable" // nothing answers, or the connection was cut
	FaultNoLeader    Fault = "no leader"   // the cluster has none, or none that has all that was read or stored before
	FaultNotLeader   Fault = "not leader"  // another node leads by now
	FaultTimeout     Fault = "timeout"     // no answer in time
	FaultAborted     Fault = "aborted"     // the server gave up, usually because the majority did not answer in time
	FaultMasked      Fault = "masked"      // refused, and the client lost the reason
	FaultShort       Fault = "short read"  // a read ended before the tail
	FaultSilent      Fault = "silent"      // a subscription said nothing for long
	FaultLate        Fault = "late"        // an answer came after its client was given up, and does not count
	FaultConnecting  Fault = "connecting"  // a new client could not be made: see the error
	FaultOther       Fault = "other"       // an error that the client has no name for
)

// passingFault is an error of which a later try may see nothing. It matches eventstore.ErrUnavailable: where patience
// ends and nothing was sent, it is the answer.
type passingFault struct {
	kind  Fault
	cause error
}

func (f *passingFault) Error() string {
	return fmt.Sprintf("%v: %s: %v", eventstore.ErrUnavailable, f.kind, f.cause)
}

func (f *passingFault) Unwrap() []error { return []error{eventstore.ErrUnavailable, f.cause} }

// leaves says whether another client should be made: the node is gone, does not lead, or does not answer.
func (f *passingFault) leaves() bool {
	switch f.kind {
	case FaultUnreachable, FaultNotLeader, FaultTimeout, FaultMasked, FaultOther:
		return true
	default:
		return false
	}
}

var (
	// errRevision: the stream is not where the writer expected it.
	errRevision = errors.New("esdb: the server expected another revision")
	// errTombstoned: the stream has ended for good.
	errTombstoned = errors.New("esdb: the stream was tombstoned")
	// errNoStream: there is no such stream, or it was deleted softly.
	errNoStream = errors.New("esdb: the server has no such stream")
)

// read gives an error of the client its meaning: a *passingFault, or one that no repeat will change. Damage that this
// package found in an answer has one already.
func read(err error) error {
	if _, ok := passes(err); ok || errors.Is(err, eventstore.ErrBroken) {
		return err
	}
	var known *client.Error
	if errors.As(err, &known) {
		switch known.Code() {
		case client.ErrorCodeNotLeader:
			return &passingFault{FaultNotLeader, err}
		case client.ErrorCodeConnectionClosed:
			return &passingFault{FaultUnreachable, err}
		case client.ErrorCodeStreamDeleted:
			return fmt.Errorf("%w: %w: %v", eventstore.ErrBroken, errTombstoned, known.Err())
		case client.ErrorCodeResourceNotFound:
			if status.Code(err) == codes.NotFound { // no frame of a read: the node says not-leader and not who is
				return &passingFault{FaultNotLeader, err}
			}
			return errNoStream
		case client.ErrorCodeWrongExpectedVersion:
			return errRevision
		}
	}
	var panicked *panicError
	switch {
	case errors.As(err, &panicked):
		return broken("the server sent what the client does not know: %v", panicked.value)
	case errors.Is(err, context.DeadlineExceeded):
		return &passingFault{FaultTimeout, errNoAnswer} // the call's own deadline: not to be taken for the caller's
	case errors.Is(err, io.EOF):
		return &passingFault{FaultMasked, err}
	}
	switch status.Code(err) {
	case codes.Unavailable:
		return &passingFault{FaultUnreachable, err}
	case codes.DeadlineExceeded:
		return &passingFault{FaultTimeout, err}
	case codes.Aborted:
		return &passingFault{FaultAborted, err}
	case codes.PermissionDenied:
		return ErrRights
	case codes.Unauthenticated:
		return ErrLogin
	case codes.Unimplemented:
		return ErrForeign
	case codes.InvalidArgument:
		return fmt.Errorf("%w: %w", errRefused, err)
	default:
		return &passingFault{FaultOther, err}
	}
}

// errNoAnswer: the cluster took longer than a call may.
var errNoAnswer = errors.New("esdb: no answer in time")

// errRefused: the server found the call itself wrong. Nothing was stored.
var errRefused = errors.New("esdb: the server refuses the call")

// passes says whether a later try may fare better, and which fault it is.
func passes(err error) (*passingFault, bool) {
	var f *passingFault
	ok := errors.As(err, &f)
	return f, ok
}
