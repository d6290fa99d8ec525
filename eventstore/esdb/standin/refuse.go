package standin

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// refuse answers a call with an error and the server's trailers, as pairs.
func refuse(ctx context.Context, code codes.Code, message string, trailers ...string) error {
	if len(trailers) > 0 {
		// It fails only where the call is over, when nobody reads them.
		_ = grpc.SetTrailer(ctx, metadata.Pairs(trailers...))
	}
	return status.Error(code, message)
}

func notReady(ctx context.Context) error {
	return refuse(ctx, codes.Unavailable, "Server Is Not Ready")
}

func timedOut(ctx context.Context) error {
	return refuse(ctx, codes.Aborted, "Operation timed out: the stand-in was told so")
}

func dropped(ctx context.Context) error {
	return refuse(ctx, codes.Unknown, "Unexpected SubscriptionDropReason: the stand-in was told so")
}

func denied(ctx context.Context) error {
	return refuse(ctx, codes.PermissionDenied, "Access Denied", "exception", "access-denied")
}

func unauthenticated(ctx context.Context) error {
	return refuse(ctx, codes.Unauthenticated, "Authentication failed")
}

func (n *Node) notLeader(ctx context.Context) error {
	leader := n.cluster.Leader()
	if leader < 0 {
		return refuse(ctx, codes.Unknown, "No leader info available in response")
	}
	return refuse(ctx, codes.NotFound, "Leader info available", "exception", "not-leader",
		"leader-endpoint-host", "127.0.0.1", "leader-endpoint-port", strconv.Itoa(n.cluster.nodes[leader].port))
}

func streamDeleted(ctx context.Context, stream string) error {
	return refuse(ctx, codes.FailedPrecondition, fmt.Sprintf("Event stream '%s' is deleted.", stream),
		"exception", "stream-deleted", "stream-name", stream)
}

func tooLarge(ctx context.Context) error {
	return refuse(ctx, codes.InvalidArgument, fmt.Sprintf("Maximum Append Size of %d Exceeded.", maxAppend),
		"exception", "maximum-append-size-exceeded", "maximum-append-size", strconv.Itoa(maxAppend))
}

func missingProperty(ctx context.Context, name string) error {
	return refuse(ctx, codes.InvalidArgument, fmt.Sprintf("Required Metadata Property '%s' is missing", name),
		"exception", "missing-required-metadata-property", "required-metadata-properties", "type,content-type")
}

func invalid(ctx context.Context, what string) error {
	return refuse(ctx, codes.InvalidArgument, what)
}

// notDeleted answers a Delete or Tombstone that could not be done.
func notDeleted(ctx context.Context, operation, stream string, expected expectation, err error) error {
	var wrong *wrongVersion
	switch {
	case errors.As(err, &wrong):
		return refuse(ctx, codes.FailedPrecondition, fmt.Sprintf(
			"%s failed due to WrongExpectedVersion. Stream: %s, Expected version: %d, Actual version: %d", operation, stream,
			expected, wrong.current),
			"exception", "wrong-expected-version", "stream-name", stream,
			"expected-version", strconv.FormatInt(int64(expected), 10), "actual-version", strconv.FormatInt(wrong.current, 10))
	case errors.Is(err, errTombstoned):
		return streamDeleted(ctx, stream)
	}
	return status.Error(codes.Unknown, err.Error())
}

func invalidPosition(ctx context.Context) error {
	return refuse(ctx, codes.InvalidArgument, "Trying to read from an invalid position.")
}
