package standin

import (
	"context"
	"encoding/base64"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// enter is where each call begins: it is remembered, it meets its fault, and its credentials are looked at. A fault
// that it returns is still to happen.
func (n *Node) enter(ctx context.Context, on Operation, stream string) (Call, Fault, error) {
	headers, _ := metadata.FromIncomingContext(ctx)
	call := Call{On: on, Node: n.index, Stream: stream}
	if v := headers.Get("requires-leader"); len(v) > 0 && v[0] == "true" {
		call.RequiresLeader = true
	}
	authorization := headers.Get("authorization")
	call.Credentials = len(authorization) > 0
	n.cluster.mu.Lock()
	n.cluster.sawLocked(call)
	fault := n.cluster.takeLocked(call)
	n.cluster.mu.Unlock()
	return call, fault, n.admit(ctx, on, authorization)
}

// admit checks credentials. Gossip and features are open to all, as on the server.
func (n *Node) admit(ctx context.Context, on Operation, authorization []string) error {
	o := n.cluster.options
	if o.User == "" {
		return nil
	}
	if len(authorization) == 0 {
		if on == Gossip || on == Features {
			return nil
		}
		return denied(ctx)
	}
	if authorization[0] != "Basic "+base64.StdEncoding.EncodeToString([]byte(o.User+":"+o.Password)) {
		return unauthenticated(ctx)
	}
	return nil
}

// ready says whether the node may serve a call: there is a leader, and it is this one where it must be.
func (n *Node) ready(ctx context.Context, call Call) error {
	leader := n.leads()
	switch {
	case leader < 0:
		return notReady(ctx)
	case leader != n.index && call.RequiresLeader:
		return n.notLeader(ctx)
	}
	return nil
}

// answered is what a fault answers that is an error and nothing else, nil for other kinds.
func (n *Node) answered(ctx context.Context, f Fault) error {
	switch f.Kind {
	case Unavailable:
		return notReady(ctx)
	case DeadlineAfter:
		return refuse(ctx, codes.DeadlineExceeded, "Deadline Exceeded")
	case AbortedBefore, AbortedAfter:
		return timedOut(ctx)
	case NotLeader:
		return n.notLeader(ctx)
	case Masked, Denied:
		return denied(ctx)
	case Unauthenticated:
		return unauthenticated(ctx)
	case Unimplemented:
		return refuse(ctx, codes.Unimplemented, "Service is unimplemented.")
	case Garbled:
		// and not which
		return refuse(ctx, codes.FailedPrecondition, "Event stream is deleted.", "exception", "stream-deleted")
	case Drop:
		return dropped(ctx)
	case Freeze:
		return freeze(ctx)
	case Cut:
		n.cut(ctx)
		return status.Error(codes.Unavailable, "the connection was cut")
	}
	return nil
}

// linger waits as long as a fault asks. Only a caller that gives up or a node that stops ends it early, unless the
// fault is a slow server, which does not notice that the caller went.
func linger(ctx context.Context, f Fault) {
	if f.Delay <= 0 {
		return
	}
	if f.Kind == Slow {
		time.Sleep(f.Delay)
		return
	}
	select {
	case <-ctx.Done():
	case <-time.After(f.Delay):
	}
}
